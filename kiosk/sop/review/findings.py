"""What is lawful in a pack but unwise: each finding with its place, and what to do about it."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Final

from kiosk.office.model import OfficeFile
from kiosk.schema.errors import ValidationFault
from kiosk.sop.file.pack_files import PackFiles
from kiosk.sop.pack import Pack
from kiosk.sop.review.document import components, document, life
from kiosk.sop.review.steps import decisions, ends, minutes, promises, unshown
from kiosk.sop.review.subject import Subject
from kiosk.sop.review.units import overlaps, team, units
from kiosk.sop.review.wording import english, names, terms, too_wide
from kiosk.sop.text.layout import hanging
from kiosk.text.language import Language, tr
from kiosk.toml.errors import TomlFault

QUEUE_WIDTH: Final = 18
"""Columns that screens give the name of a queue."""

_RULES: Final = (
    english,
    terms,
    names,
    components,
    document,
    life,
    ends,
    decisions,
    minutes,
    promises,
    unshown,
    team,
    units,
)


def review(files: PackFiles, pack: Pack, today: date) -> list[TomlFault]:
    """Every finding in *files*, the sound files of *pack*, in the order of files and lines."""
    found: list[TomlFault] = []
    subjects = {part.name: Subject(part.record, pack.sops[part.name], pack, today) for _, part in files.sops}
    shared = overlaps(subjects.values())
    for _, part in files.sops:
        subject = subjects[part.name]
        faults = [fault for rule in _RULES for fault in rule(subject)]
        found += map(part.document.fault, (*faults, *_queue(subject), *shared.get(part.name, ())))
    if files.office:
        found += map(files.office.document.fault, _office(files.office.record))
    return sorted(found, key=lambda fault: (fault.file, fault.line, fault.column, fault.text.id))


def _queue(subject: Subject) -> Iterator[ValidationFault]:
    """Visits of a service that is in no queue can get no number."""
    if subject.sop.counter_steps and subject.pack.office.queue_of(subject.sop.id) is None:
        words = tr("ada tahap di loket, tetapi tidak ada antreannya")
        yield ValidationFault(("id",), words, tr("masukkan ke antrean di office.toml"))


def _office(office: OfficeFile) -> Iterator[ValidationFault]:
    yield from english(office)
    for place, queue in enumerate(office.queue):
        yield from too_wide(("queue", place), queue.name, queue.short, QUEUE_WIDTH)
    for key, standard in (("wait_standard", office.wait_standard), ("service_standard", office.service_standard)):
        if standard and not standard.source:
            words = tr("tanpa sumber: tidak tampil")
            yield ValidationFault((key,), words, tr("sebut keputusannya di source"))
    for place, hours in enumerate(office.hours):
        if not hours.source:
            words = tr("jam layanan tanpa sumber")
            yield ValidationFault(("hours", place), words, tr("sebut keputusannya di source"))
    if office.maklumat is None:
        words = tr("maklumat pelayanan belum ada; wajib dipublikasikan")
        yield ValidationFault((), words, tr("isi maklumat, seperti ditandatangani"))


def review_lines(findings: Sequence[TomlFault], language: Language) -> Iterator[str]:
    """Every finding under its file, with line, place, words and what to do; how many there are."""
    if not findings:
        yield tr("Tidak ada temuan.")[language]
        return
    for file, of_file in groupby(findings, lambda finding: finding.file):
        yield file
        for finding in of_file:
            place = f"{finding.path}: " if finding.path else ""
            yield from hanging(f"{finding.line:>6}  ", place + finding.text[language])
            yield from hanging(f"{'':6}  -> ", finding.hint[language]) if finding.hint else ()
        yield ""
    files = len({finding.file for finding in findings})
    yield tr("temuan: {n}, berkas: {f}").format(n=len(findings), f=files)[language]
