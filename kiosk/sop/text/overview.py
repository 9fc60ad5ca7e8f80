"""All standards of a pack as plain text for a terminal.

Every figure for the public under its source, and those that may not be shown, as plain text for a terminal.
"""

from collections.abc import Iterator

from kiosk.sop.labels import KIND_LABELS, LIFE_LABELS
from kiosk.sop.pack import Pack
from kiosk.sop.sourced_figures import office_figures, sop_figures
from kiosk.sop.text.layout import hanging
from kiosk.text.language import Language, tr


def pack_lines(pack: Pack, language: Language) -> Iterator[str]:
    """Every SOP on a line or two, under its kind."""
    wide = max((len(name) for name in pack.sops), default=0) + 2
    for kind, words in KIND_LABELS.items():
        sops = [sop for sop in pack.sops.values() if sop.kind == kind]
        if sops:
            yield from ("", words[language].upper())
        for sop in sops:
            queue = pack.office.queue_of(sop.id)
            line = f"{sop.name[language]}; {LIFE_LABELS[sop.life][language]}"
            if queue:
                line += "; " + tr("antrean {l}").format(l=queue.letter)[language]
            yield from hanging(f"  {sop.id:{wide}}", line)


def source_lines(pack: Pack, language: Language) -> Iterator[str]:
    """The sources with what hangs on each, then what has no current source, each figure once with its services."""
    shown, hidden = _gathered(pack, language)
    for address, by_figure in shown.items():
        yield address  # whole, however wide, so that it can be copied
        yield from _figures(by_figure)
        yield ""
    if hidden:
        yield tr("TANPA SUMBER YANG BERLAKU, TIDAK TAMPIL")[language]
        yield from _figures(hidden)
        yield ""
    counts = len(shown), sum(map(len, shown.values())), len(hidden)
    words = tr("angka yang tampil: {f}, sumbernya: {s}; yang tidak: {h}")
    yield words.format(s=counts[0], f=counts[1], h=counts[2])[language]


_ByFigure = dict[tuple[str, ...], list[str]]
"""The services by figure: what is said of it, and its address where that stands below it."""


def _gathered(pack: Pack, language: Language) -> tuple[dict[str, _ByFigure], _ByFigure]:
    """The services by source and figure, and those by figure that is not shown."""
    shown: dict[str, _ByFigure] = {}
    hidden: _ByFigure = {}
    office = pack.office.file
    of_all = [(sop.id, sop.file.source, sop_figures(sop.file)) for sop in pack.sops.values()]
    for name, sources, said in [("office.toml", office.source, office_figures(office)), *of_all]:
        for figure in said:
            address = sources[figure.source] if figure.source else None
            if figure.hidden is None and address:
                shown.setdefault(address, {}).setdefault((figure.said[language],), []).append(name)
            elif figure.hidden:
                words = f"{figure.said[language]} ({figure.hidden[language]})"
                hidden.setdefault((words, *([address] if address else [])), []).append(name)
    return shown, hidden


def _figures(by_figure: _ByFigure) -> Iterator[str]:
    for (said, *address), services in by_figure.items():
        yield from hanging("  - ", said)
        yield from hanging("      ", ", ".join(services))
        yield from (f"      {line}" for line in address)
