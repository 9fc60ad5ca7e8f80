"""`kiosk sop search WORDS`: the standards that speak of something."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kiosk.cli.sop.pack import language_option, load, pack_option, print_lines
from kiosk.language import Language, Text
from kiosk.text import safe

if TYPE_CHECKING:
    from kiosk.search import Hit
    from kiosk.sop.model import Sop
    from kiosk.sop.pack import Pack

_NOTHING_FOUND = 1
"""As grep ends."""


@click.command()
@click.argument("words", nargs=-1, required=True, metavar="KATA...")
@pack_option
@language_option
def command(words: tuple[str, ...], pack: Path | None, language: Language) -> None:
    """Cari SOP menurut kata, salah ketik pun. / Find standards by words, misspelt ones too.

    Dicari dalam nama, tahap, dan syarat, dalam dua bahasa. / Looks into names, steps and requirements.
    """
    from kiosk.search import Index, entry_of

    loaded = load(pack, language)
    index = Index(
        entry_of(
            sop.id,
            (sop.name, sop.file.short, Text(sop.id)),
            (*(step.name for step in sop.steps), *(paper.name for paper in sop.requirements)),
        )
        for sop in loaded.sops.values()
    )
    hits = index.find(" ".join(words))
    if not hits:
        asked = safe(" ".join(words), 60)
        text = Text("tidak ada SOP yang memuat {w!r}", "no standard speaks of {w!r}").format(w=asked)
        click.echo(text[language], err=True)
        sys.exit(_NOTHING_FOUND)
    print_lines(_lines(hits, loaded, language))


def _lines(hits: "tuple[Hit, ...]", pack: "Pack", language: Language) -> Iterator[str]:
    """Each SOP, and below it the step or the requirement that the words stand in."""
    width = max(len(hit.id) for hit in hits)
    for hit in hits:
        sop = pack.sops[hit.id]
        yield f"{hit.id.ljust(width)}  {sop.name[language]}"
        if row := _row(sop, hit.text):
            yield f"{' ' * width}  {row[language]}"


def _row(sop: "Sop", text: str) -> Text | None:
    """The row of *sop* that says *text*."""
    rows = (
        *((Text("tahap: {t}", "step: {t}"), step.name) for step in sop.steps),
        *((Text("syarat: {t}", "requirement: {t}"), paper.name) for paper in sop.requirements),
    )
    return next((words.format(t=name) for words, name in rows if text in (name.id, name.en)), None)
