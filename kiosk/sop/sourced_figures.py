"""Every figure of an SOP or an office that the public could be shown, with its source; and whether it may be."""

from collections.abc import Iterator

from attrs import frozen

from kiosk.office.model import OfficeFile
from kiosk.schema.errors import KeyPath
from kiosk.sop.labels import STATUS_LABELS, fee_text, length_text, promise_text
from kiosk.sop.layout import hanging_lines
from kiosk.sop.model import SopFile
from kiosk.sop.pack import Pack
from kiosk.sop.rows import Length, Status
from kiosk.text.language import Language, Text, tr


@frozen
class SourcedFigure:
    """One figure: standard minutes, a limit, a promise, a fee."""

    path: KeyPath
    """Where it stands in the whole SOP."""
    text: Text
    public: bool
    """Whether it may be shown; terminals get no other."""
    status: Status = "current"
    source: str | None = None
    """Key of its source."""

    @property
    def hidden(self) -> Text | None:
        if self.public:
            return None
        if self.source is None:
            return tr("tanpa sumber")
        return tr("jumlahnya tidak diketahui") if self.status == "current" else STATUS_LABELS[self.status]


def sop_figures(sop: SopFile) -> Iterator[SourcedFigure]:
    """Every figure of the whole *sop*, in the order of its file."""
    if sop.collect_within:
        yield _length(sop.collect_within, ("collect_within",), tr("pengambilan"))
    for place, step in enumerate(sop.step):
        if step.minutes is not None:
            text = tr("{m} menit: {s}").format(m=step.minutes, s=step.name)
            public = step.public_minutes is not None
            yield SourcedFigure(("step", place, "minutes"), text, public, source=step.minutes_source)
        if step.limit:
            yield _length(step.limit, ("step", place, "limit"), step.name)
    for place, promise in enumerate(sop.promise):
        yield SourcedFigure(("promise", place), promise_text(promise), promise.public, promise.status, promise.source)
    for place, fee in enumerate(sop.fee):
        text = Text("{a} {n}").format(a=fee_text(fee), n=fee.name)
        yield SourcedFigure(("fee", place), text, fee.public, fee.status, fee.source)


def office_figures(office: OfficeFile) -> Iterator[SourcedFigure]:
    """The times that the office set for itself."""
    standards = (
        ("wait_standard", office.wait_standard, tr("waktu tunggu")),
        ("service_standard", office.service_standard, tr("waktu layanan")),
    )
    for key, standard, what in standards:
        if standard:
            text = tr("{m} menit: {w}").format(m=standard.minutes, w=what)
            yield SourcedFigure((key,), text, standard.public, source=standard.source)


def _length(value: Length, path: KeyPath, what: Text) -> SourcedFigure:
    text = Text("{l}: {w}").format(l=length_text(value), w=what)
    return SourcedFigure(path, text, value.public, source=value.source)


def source_lines(pack: Pack, language: Language) -> Iterator[str]:
    """The sources with what hangs on each, then what has no current source, each figure once with its services."""
    shown, hidden = _figures_by_source(pack, language)
    for address, by_figure in shown.items():
        yield address  # whole, however wide, so that it can be copied
        yield from _figures(by_figure)
        yield ""
    if hidden:
        yield tr("TANPA SUMBER YANG BERLAKU, TIDAK TAMPIL")[language]
        yield from _figures(hidden)
        yield ""
    words = tr("angka yang tampil: {f}, sumbernya: {s}; yang tidak: {h}")
    yield words.format(s=len(shown), f=sum(map(len, shown.values())), h=len(hidden))[language]


_ByFigure = dict[tuple[str, ...], list[str]]
"""The services by figure: what is said of it, and its address where that stands below it."""


def _figures_by_source(pack: Pack, language: Language) -> tuple[dict[str, _ByFigure], _ByFigure]:
    """The services by source and figure, and those by figure that is not shown."""
    shown: dict[str, _ByFigure] = {}
    hidden: _ByFigure = {}
    office = pack.office.file
    of_all = [(sop.id, sop.file.source, sop_figures(sop.file)) for sop in pack.sops.values()]
    for name, sources, figures in [("office.toml", office.source, office_figures(office)), *of_all]:
        for figure in figures:
            address = sources[figure.source] if figure.source else None
            if figure.hidden is None and address:
                shown.setdefault(address, {}).setdefault((figure.text[language],), []).append(name)
            elif figure.hidden:
                words = f"{figure.text[language]} ({figure.hidden[language]})"
                hidden.setdefault((words, *([address] if address else [])), []).append(name)
    return shown, hidden


def _figures(by_figure: _ByFigure) -> Iterator[str]:
    for (figure, *address), services in by_figure.items():
        yield from hanging_lines("  - ", figure)
        yield from hanging_lines("      ", ", ".join(services))
        yield from (f"      {line}" for line in address)
