"""Review of steps and promises: what has no way back, does not add up, or is never shown."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any, Final

import attrs

from kiosk.office.model import OfficeFile
from kiosk.schema.errors import ValidationFault
from kiosk.sop.labels import promise_text
from kiosk.sop.review.subject import Subject
from kiosk.sop.rows import Promise, Step
from kiosk.sop.sourced_figures import sop_figures
from kiosk.text.language import tr

_FIGURES: Final = {
    "step": ("minutes", "minutes_source", "limit"),
    "promise": ("max", "min", "unit", "status", "source"),
    "fee": ("amount", "status", "source"),
}
"""The keys of each row that its figures are made of."""

_MINUTES: Final = {"minutes": 1, "hours": 60, "days": 24 * 60}


def ends(subject: Subject) -> Iterator[ValidationFault]:
    """The flow chart of PermenPANRB 35/2012 begins and ends with a capsule."""
    edges = {subject.sop.steps[0].id: tr("pertama"), subject.sop.steps[-1].id: tr("terakhir")}
    for path, step in subject.own("step"):
        if step.id in edges and step.symbol != "terminator":
            words = tr("tahap {w} bukan kapsul").format(w=edges[step.id])
            todo = tr('symbol = "terminator", atau tambah tahapnya')
            yield ValidationFault((*path, "symbol"), words, todo)


def decisions(subject: Subject) -> Iterator[ValidationFault]:
    """A decision says where its no leads."""
    for path, step in subject.own("step"):
        if step.symbol == "decision" and step.no is None and not subject.inherits("step", step, "symbol", "no"):
            words = tr("keputusan tanpa jalan bila tidak: {s}")
            todo = tr('isi no: tahap yang dituju, atau "returned"')
            yield ValidationFault(path, words.format(s=step.short or step.name), todo)


def minutes(subject: Subject) -> Iterator[ValidationFault]:
    """The standard minutes of the steps that a promise spans fit into it."""
    for path, promise in subject.own("promise"):
        needed = sum(step.minutes or 0 for step in _spanned(promise, subject.sop.steps))
        given = _given(promise, subject.pack.office.file)
        if needed > given:
            words = tr("tahap-tahapnya {n} menit, janjinya {g} menit")
            todo = tr("perpanjang janji, atau perbaiki waktu baku")
            yield ValidationFault(path, words.format(n=needed, g=given), todo)


def promises(subject: Subject) -> Iterator[ValidationFault]:
    """Promises on which sources differ, or that no receipt starts."""
    opens = any(step.opens_case for step in subject.sop.steps) or subject.sop.file.continues is not None
    for path, promise in subject.own("promise"):
        if promise.alternative:
            words = tr("sumber berbeda tentang janji ini: {p}")
            todo = tr("tetapkan satu dengan keputusan kepala kantor, sebut sejak kapan dihitung")
            yield ValidationFault(path, words.format(p=promise_text(promise)), todo)
        if not opens and promise.unit in ("working-days", "days", "same-day"):
            words = tr("janji berhari-hari, tetapi tidak ada tahap yang membuka berkas")
            todo = tr("opens_case = true di tahap yang memberi tanda terima")
            yield ValidationFault(path, words, todo)


def unshown(subject: Subject) -> Iterator[ValidationFault]:
    """Figures that the public is never shown."""
    rows = {
        key: [(path, row) for path, row in subject.own(key) if not subject.inherits(key, row, *said)]
        for key, said in _FIGURES.items()
    }
    said: dict[str, Any] = {key: tuple(row for _, row in listed) for key, listed in rows.items()}
    own = attrs.evolve(subject.sop.file, collect_within=subject.file.collect_within, **said)
    for figure in sop_figures(own):
        if figure.hidden is None:
            continue
        key, *rest = figure.path
        place = (*rows[str(key)][int(rest[0])][0], *rest[1:]) if rest else figure.path
        words = tr("tidak tampil, {w}: {f}").format(w=figure.hidden, f=figure.said)
        yield ValidationFault(place, words, tr("cari sumber yang berlaku"))


def _spanned(promise: Promise, steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """The steps after the one that it counts from, to the one that it ends with, but the applicant's."""
    order = [step.id for step in steps]
    spanned = steps[order.index(promise.from_step) + 1 : order.index(promise.to_step) + 1]
    return tuple(step for step in spanned if step.where != "applicant")


def _given(promise: Promise, office: OfficeFile) -> int:
    """Minutes of work that a promise leaves: a working day has those of the office's longest day."""
    if promise.unit in _MINUTES:
        return promise.max * _MINUTES[promise.unit]
    longest = max((_length(hours.opens, hours.closes) for hours in office.hours), default=timedelta())
    return max(promise.max, 1) * int(longest.total_seconds()) // 60


def _length(opens: time, closes: time) -> timedelta:
    return datetime.combine(date.min, closes) - datetime.combine(date.min, opens)
