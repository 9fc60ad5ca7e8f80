"""Who does what: units and actors by service and step, as a table for a terminal and as CSV."""

import csv
import io
from collections.abc import Callable, Iterator
from itertools import product
from string import ascii_uppercase
from typing import Final

from attrs import frozen

from kiosk.sop.labels import PLACE_LABELS
from kiosk.sop.layout import WIDTH, hanging_lines
from kiosk.sop.model import Sop
from kiosk.sop.pack import Pack
from kiosk.sop.rows import Step
from kiosk.text.language import Language, Text, tr
from kiosk.text.sanitize import cells, fit

APPLICANT: Final = tr("Pemohon")
"""Who does a step that no unit does."""

_STEP = 34


@frozen
class Duty:
    """One step of one service, and who does it."""

    sop: Sop
    number: int
    """Of the step in its SOP, from 1."""
    step: Step
    unit: str | None
    """None where the applicant does it, or nobody says who does."""

    @property
    def applicants(self) -> bool:
        return self.unit is None and self.step.where == "applicant"


def unit_of(sop: Sop, step: Step) -> str | None:
    """The unit that does *step*: its own, else the SOP's; none where the applicant does it or the SOP names none."""
    if step.unit is not None or step.where == "applicant":
        return step.unit
    return sop.file.unit.id if sop.file.unit else None


def duties(pack: Pack) -> Iterator[Duty]:
    """Every step of every service."""
    for sop in pack.sops.values():
        for number, step in enumerate(sop.steps, 1):
            yield Duty(sop, number, step, unit_of(sop, step))


def matrix_lines(pack: Pack, language: Language) -> Iterator[str]:
    """A table with a column for each unit; the letters of the columns are explained above it."""
    rows = list(duties(pack))
    units = sorted({duty.unit for duty in rows if duty.unit is not None})
    names = (*ascii_uppercase, *map("".join, product(ascii_uppercase, repeat=2)))
    letters = dict(zip(units, names, strict=False))
    for unit, letter in letters.items():
        yield from hanging_lines(f"{letter:>3}  ", pack.office.file.term(unit)[language])
    yield from hanging_lines("  -  ", APPLICANT[language])
    for duty in rows:
        if duty.number == 1:
            yield from ("", *hanging_lines("", f"{duty.sop.name[language]} ({duty.sop.id})"))
        yield _row(duty, letters, language, pack.office.file.term)


def _row(duty: Duty, letters: dict[str, str], language: Language, term: Callable[[str], Text]) -> str:
    name = fit((duty.step.short or duty.step.name)[language], _STEP)
    marks = " ".join(letters[unit] if unit == duty.unit else "." for unit in letters)
    head = f"{duty.number:>3} {name}{' ' * (_STEP - cells(name))} {'-' if duty.applicants else ' '} {marks}  "
    return (head + fit(", ".join(term(actor)[language] for actor in duty.step.actors), WIDTH - cells(head))).rstrip()


def matrix_csv(pack: Pack, language: Language) -> str:
    """The same as CSV, a line for each actor's step, with a head."""
    heads = (
        tr("layanan"),
        tr("nama layanan"),
        tr("no"),
        tr("tahap"),
        tr("kegiatan"),
        tr("tempat"),
        tr("unit"),
        tr("pelaksana"),
    )
    written = io.StringIO()
    table = csv.writer(written, lineterminator="\n")
    table.writerow(head[language] for head in heads)
    term = pack.office.file.term
    for duty in duties(pack):
        step = duty.step
        unit = APPLICANT[language] if duty.applicants else term(duty.unit)[language] if duty.unit else ""
        front = (duty.sop.id, duty.sop.name[language], duty.number, step.id, step.name[language])
        table.writerows(
            (*front, PLACE_LABELS[step.where][language], unit, term(actor)[language]) for actor in step.actors
        )
    return written.getvalue()
