"""`kiosk sop search WORDS`: the standards that speak of something."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kiosk.cli.shared.late import example
from kiosk.cli.shared.words import language_option
from kiosk.cli.sop.pack import load, pack_option, print_lines
from kiosk.text.language import Language, Text, tr
from kiosk.text.sanitize import sanitize

if TYPE_CHECKING:
    from kiosk.search.index import IndexHit
    from kiosk.wire.catalogue import ShownSop

_NOTHING_FOUND = 1
"""As grep ends."""


@example("kiosk sop search paspor hilang")
@click.command()
@click.argument("words", nargs=-1, required=True, metavar="KATA...")
@pack_option
@language_option
def command(words: tuple[str, ...], pack: Path | None, language: Language) -> None:
    """Cari SOP menurut kata, salah ketik pun. / Find standards by words, misspelt ones too.

    Dicari dalam nama, tahap, syarat, dan janji. / Looks into names, steps, requirements and promises.
    """
    from kiosk.search.index import SearchIndex, standard_entry
    from kiosk.sop.catalogue import in_order, shown_sop

    loaded = load(pack, language)
    sops = {sop.id: shown_sop(sop, loaded.office) for sop in in_order(loaded)}
    menu = loaded.office.file.menu
    called = {id: [line.name for line in menu if line.service == id] for id in sops}
    index = SearchIndex(standard_entry(sop, called[id]) for id, sop in sops.items())
    hits = index.find(" ".join(words))
    if not hits:
        asked = sanitize(" ".join(words), 60)
        text = tr("tidak ada SOP yang memuat {w!r}").format(w=asked)
        click.echo(text[language], err=True)
        sys.exit(_NOTHING_FOUND)
    print_lines(_lines(hits, sops, language))


def _lines(hits: "tuple[IndexHit, ...]", sops: "dict[str, ShownSop]", language: Language) -> Iterator[str]:
    """Each SOP, and below it the step, the requirement or the promise that the words stand in."""
    width = max(len(hit.id) for hit in hits)
    for hit in hits:
        sop = sops[hit.id]
        yield f"{hit.id.ljust(width)}  {sop.name[language]}"
        if row := _row(sop, hit.text):
            yield f"{' ' * width}  {row[language]}"


def _row(sop: "ShownSop", text: str) -> Text | None:
    """The row of *sop* that says *text*."""
    rows = (
        *((tr("tahap: {t}"), step.name) for step in sop.all_steps),
        *((tr("syarat: {t}"), paper.name) for paper in sop.requirements),
        *((tr("janji: {t}"), promise.said) for promise in sop.promises),
    )
    return next((words.format(t=name) for words, name in rows if text in (name.id, name.en)), None)
