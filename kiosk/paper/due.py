"""The due board as text: what is still to be made ready, and what lies uncollected."""

from collections.abc import Iterator
from datetime import date, tzinfo

from attrs import frozen

from kiosk.language import Language, Text, clock, long_date, short_date
from kiosk.paper.table import aligned
from kiosk.wire.case_said import HOLDS
from kiosk.wire.catalogue import Catalogue
from kiosk.wire.measure import DueBoard, DueCase, UndatedCase


@frozen
class DueList:
    """Writes due boards in one language, with the names of services that *catalogue* has."""

    catalogue: Catalogue
    zone: tzinfo
    language: Language

    def lines(self, due: DueBoard) -> Iterator[str]:
        """The whole of it, the most urgent first; what is empty is left out."""
        yield Text("JATUH TEMPO per {d}", "DUE as of {d}").format(d=self._long(due.today))[self.language]
        groups = (
            (Text("Terlambat", "Overdue"), due.overdue),
            (Text("Hari ini", "Today"), due.due_today),
            (Text("Hari kerja berikutnya", "Next working day"), due.due_next),
            (Text("Kemudian", "Later"), due.later),
        )
        for head, cases in groups:
            yield from self._group(head, [self._due(case) for case in cases])
        undated = [self._undated(case) for case in due.undated]
        yield from self._group(Text("Belum bertanggal (diterima sejak)", "Without a day yet (accepted on)"), undated)
        lying = [self._due(case) for case in due.uncollected]
        yield from self._group(Text("Lewat waktu pengambilan", "Not collected in time"), lying)
        if not any((*(cases for _, cases in groups), undated, lying)):
            yield Text("Tidak ada berkas.", "No cases.")[self.language]

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
        stands = Text("{h}; waktu berhenti", "{h}; its clock stands still") if case.stopped else Text("{h}", "{h}")
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
            return Text("belum tercatat: {a}", "not recorded yet: {a}").format(a=case.awaits)
        if case.why is not None:
            year = case.why.removeprefix("calendar-").removesuffix("-missing")
            return Text("kalender {y} belum ada saat itu", "there was no calendar of {y}").format(y=year)
        return Text("SOP tidak menjanjikan waktu", "its standard promises no time")

    def _service(self, service: str) -> str:
        sop = self.catalogue.sop(service)
        return (sop.short or sop.name)[self.language] if sop else service

    def _long(self, day: date) -> Text:
        return Text(long_date(day, "id"), long_date(day, "en"))
