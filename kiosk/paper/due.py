"""The due board as text: what is still to be made ready, and what lies uncollected."""

from collections.abc import Iterator
from datetime import tzinfo

from attrs import frozen

from kiosk.language import Language, Text, clock, dated, short_date, tr
from kiosk.paper.table import aligned
from kiosk.wire.case_said import HOLDS
from kiosk.wire.catalogue import Catalogue
from kiosk.wire.measure import DueBoard, DueCase, UndatedCase
from kiosk.wire.warning import year_missing


@frozen
class DueList:
    """Writes due boards in one language, with the names of services that *catalogue* has."""

    catalogue: Catalogue
    zone: tzinfo
    language: Language

    def lines(self, due: DueBoard) -> Iterator[str]:
        """The whole of it, the most urgent first; what is empty is left out."""
        yield tr("JATUH TEMPO per {d}").format(d=dated(due.today))[self.language]
        groups = (
            (tr("Terlambat"), due.overdue),
            (tr("Hari ini"), due.due_today),
            (tr("Hari kerja berikutnya"), due.due_next),
            (tr("Kemudian"), due.later),
        )
        for head, cases in groups:
            yield from self._group(head, [self._due(case) for case in cases])
        undated = [self._undated(case) for case in due.undated]
        yield from self._group(tr("Belum bertanggal (diterima sejak)"), undated)
        lying = [self._due(case) for case in due.uncollected]
        yield from self._group(tr("Lewat waktu pengambilan"), lying)
        if not any((*(cases for _, cases in groups), undated, lying)):
            yield tr("Tidak ada berkas.")[self.language]

    def _group(self, head: Text, rows: list[tuple[str, ...]]) -> Iterator[str]:
        if rows:
            yield ""
            yield f"{head[self.language]}: {len(rows)}"
            yield from (f"  {line}" for line in aligned(rows))

    def _due(self, case: DueCase) -> tuple[str, ...]:
        at = f" {clock(case.at, self.zone)}" if case.at else ""
        return (short_date(case.day, self.language) + at, case.code, self._service(case.service), self._held(case))

    def _held(self, case: DueCase) -> str:
        if case.hold is None:
            return ""
        stands = tr("{h}; waktu berhenti") if case.stopped else Text("{h}")
        return stands.format(h=HOLDS[case.hold])[self.language]

    def _undated(self, case: UndatedCase) -> tuple[str, ...]:
        return (
            short_date(case.opened.astimezone(self.zone).date(), self.language),
            case.code,
            self._service(case.service),
            self._why(case)[self.language],
        )

    def _why(self, case: UndatedCase) -> Text:
        if case.awaits is not None:
            return tr("belum tercatat: {a}").format(a=case.awaits)
        if case.why is not None:
            return tr("kalender {y} belum ada saat itu").format(y=year_missing(case.why))
        return tr("SOP tidak menjanjikan waktu")

    def _service(self, service: str) -> str:
        sop = self.catalogue.sop(service)
        return (sop.short or sop.name)[self.language] if sop else service
