"""The figures of a period as text: promises kept, visits and their times, what was missing, times of steps."""

from collections.abc import Iterable, Iterator

from attrs import frozen

from kiosk.language import Language, Text, long_date, percent, tr
from kiosk.paper.table import aligned
from kiosk.wire.catalogue import Catalogue
from kiosk.wire.measure import Figures, Measures, ServiceFigures, StepFigures


@frozen
class FiguresList:
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

    def _visits(self, services: Iterable[ServiceFigures]) -> Iterator[str]:
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

    def _visit(self, service: ServiceFigures) -> tuple[str, ...]:
        done, incomplete = (service.outcomes.get(outcome, 0) for outcome in ("done", "incomplete"))
        return (
            self._service(service.service, service.name),
            str(service.visits),
            str(done),
            str(incomplete),
            str(sum(service.outcomes.values()) - done - incomplete),
            *self._times(service.waiting),
        )

    def _missing(self, services: Iterable[ServiceFigures]) -> Iterator[str]:
        rows = (
            (self._service(service.service, service.name), missing.name[self.language], str(missing.count))
            for service in services
            for missing in service.missing
        )
        head = (
            self._say(tr("SERING KURANG")),
            self._say(tr("syarat")),
            self._say(tr("kali")),
        )
        yield from _section(head, rows, words=2)

    def _steps(self, services: Iterable[ServiceFigures]) -> Iterator[str]:
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
                self._named(service.service, each),
                str(each.figures.count),
                str(each.figures.inaccurate),
                *self._times(each.figures),
            )
            for service in services
            for each in service.steps
        )
        yield from _section(head, rows, words=2)

    def _times(self, figures: Figures) -> tuple[str, str, str]:
        within = "-"
        if figures.standard is not None and figures.within is not None and figures.count:
            share = percent(figures.within, figures.count, self.language)
            within = self._say(tr("{p} (standar {n} menit)").format(p=share, n=figures.standard))
        return _minutes(figures.median), _minutes(figures.p80), within

    def _named(self, service: str, steps: StepFigures) -> str:
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
        yield from aligned([head, *listed], words)


def _minutes(seconds: int | None) -> str:
    """Minutes and seconds, with the dot of Indonesian writing: 2.05."""
    return "-" if seconds is None else f"{seconds // 60}.{seconds % 60:02d}"
