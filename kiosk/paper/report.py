"""Reports as text: the due board, and the measures of a period, as tables with aligned columns."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import tzinfo

from attrs import frozen

from kiosk.text.language import Language, Text, clock, dated, long_date, percent, short_date, tr
from kiosk.text.sanitize import cells
from kiosk.wire.board import missing_calendar_year
from kiosk.wire.case_text import HOLD_LABELS
from kiosk.wire.catalogue import Catalogue
from kiosk.wire.measure import DueBoard, DueCase, DurationStats, Measures, ServiceStats, StepStats, UndatedCase

_GAP = "  "


def aligned_rows(rows: Sequence[Sequence[str]], words: int | None = None) -> list[str]:
    """The first *words* columns, or all, from the left; the others from the right."""
    if not rows:
        return []
    widths = [max(map(cells, column)) for column in zip(*rows, strict=True)]
    left = len(widths) if words is None else words
    return [_line(row, widths, left) for row in rows]


def _line(row: Sequence[str], widths: list[int], left: int) -> str:
    placed = []
    for place, (text, width) in enumerate(zip(row, widths, strict=True)):
        air = " " * (width - cells(text))
        placed.append(text + air if place < left else air + text)
    return _GAP.join(placed).rstrip()


@frozen
class DueReport:
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
            yield from (f"  {line}" for line in aligned_rows(rows))

    def _due(self, case: DueCase) -> tuple[str, ...]:
        at = f" {clock(case.at, self.zone)}" if case.at else ""
        return (short_date(case.day, self.language) + at, case.code, self._service(case.service), self._held(case))

    def _held(self, case: DueCase) -> str:
        if case.hold is None:
            return ""
        stands = tr("{h}; waktu berhenti") if case.stopped else Text("{h}")
        return stands.format(h=HOLD_LABELS[case.hold])[self.language]

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
            return tr("kalender {y} belum ada saat itu").format(y=missing_calendar_year(case.why))
        return tr("SOP tidak menjanjikan waktu")

    def _service(self, service: str) -> str:
        sop = self.catalogue.sop(service)
        return (sop.short or sop.name)[self.language] if sop else service


@frozen
class MeasuresReport:
    """Writes measures in one language, with the names that *catalogue* has."""

    catalogue: Catalogue
    language: Language

    def lines(self, measures: Measures) -> Iterator[str]:
        """The whole of it; what nothing is known of is left out."""
        first, last = (long_date(day, self.language) for day in (measures.first, measures.last))
        yield self._say(tr("ANGKA {a} sampai {b}").format(a=first, b=last))
        yield from self._levels(measures)
        yield from self._visits(measures.services)
        yield from self._missing(measures.services)
        yield from self._steps(measures.services)
        if not measures.services and not measures.levels:
            yield self._say(tr("Belum ada apa-apa dalam jangka itu."))

    def _levels(self, measures: Measures) -> Iterator[str]:
        head = (
            self._say(tr("CAPAIAN JANJI")),
            self._say(tr("bulan")),
            self._say(tr("tepat")),
            self._say(tr("jatuh tempo")),
            self._say(tr("capaian")),
            self._say(tr("tertahan")),
        )
        rows = (
            (
                self._service(level.service),
                level.month,
                str(level.kept),
                str(level.due),
                percent(level.kept, level.due, self.language) if level.due else "-",
                str(level.held),
            )
            for level in measures.levels
        )
        yield from _section(head, rows)

    def _visits(self, services: Iterable[ServiceStats]) -> Iterator[str]:
        head = (
            self._say(tr("KUNJUNGAN")),
            self._say(tr("nomor", "column")),
            self._say(tr("selesai")),
            self._say(tr("tidak lengkap")),
            self._say(tr("lain")),
            self._say(tr("tunggu median")),
            "80 %" if self.language == "id" else "80%",
            self._say(tr("dalam standar")),
        )
        yield from _section(head, (self._visit(service) for service in services))

    def _visit(self, service: ServiceStats) -> tuple[str, ...]:
        done, incomplete = (service.outcomes.get(outcome, 0) for outcome in ("done", "incomplete"))
        return (
            self._service(service.service, service.name),
            str(service.visits),
            str(done),
            str(incomplete),
            str(sum(service.outcomes.values()) - done - incomplete),
            *self._times(service.waiting),
        )

    def _missing(self, services: Iterable[ServiceStats]) -> Iterator[str]:
        rows = (
            (self._service(service.service, service.name), missing.name[self.language], str(missing.count))
            for service in services
            for missing in service.missing
        )
        head = (self._say(tr("SERING KURANG")), self._say(tr("syarat")), self._say(tr("kali")))
        yield from _section(head, rows, words=2)

    def _steps(self, services: Iterable[ServiceStats]) -> Iterator[str]:
        head = (
            self._say(tr("WAKTU TAHAP")),
            self._say(tr("tahap")),
            self._say(tr("kali")),
            self._say(tr("tak terukur")),
            self._say(tr("median")),
            "80 %" if self.language == "id" else "80%",
            self._say(tr("dalam standar")),
        )
        rows = (
            (
                self._service(service.service, service.name),
                self._step_names(service.service, each),
                str(each.figures.count),
                str(each.figures.inaccurate),
                *self._times(each.figures),
            )
            for service in services
            for each in service.steps
        )
        yield from _section(head, rows, words=2)

    def _times(self, figures: DurationStats) -> tuple[str, str, str]:
        within = "-"
        if figures.standard is not None and figures.within is not None and figures.count:
            share = percent(figures.within, figures.count, self.language)
            within = self._say(tr("{p} (standar {n} menit)").format(p=share, n=figures.standard))
        return _minutes(figures.median), _minutes(figures.p80), within

    def _step_names(self, service: str, steps: StepStats) -> str:
        sop = self.catalogue.sop(service)
        names = {step.id: (step.short or step.name)[self.language] for step in (sop.steps if sop else ())}
        return " + ".join(names.get(step, step) for step in steps.steps)

    def _service(self, service: str, name: Text | None = None) -> str:
        """Its short name, or what else it is called."""
        sop = self.catalogue.sop(service)
        return (sop.short or sop.name if sop else name or Text(service))[self.language]

    def _say(self, text: Text) -> str:
        return text[self.language]


def _section(head: tuple[str, ...], rows: Iterable[tuple[str, ...]], words: int = 1) -> Iterator[str]:
    listed = list(rows)
    if listed:
        yield ""
        yield from aligned_rows([head, *listed], words)


def _minutes(seconds: int | None) -> str:
    """Minutes and seconds, with the dot of Indonesian writing: 2.05."""
    return "-" if seconds is None else f"{seconds // 60}.{seconds % 60:02d}"
