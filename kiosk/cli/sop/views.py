"""`kiosk sop list`, `show`, `search`, `matrix`: what the standards say."""

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from kiosk.cli.shared.groups import example
from kiosk.cli.shared.options import language_option
from kiosk.cli.shared.output import print_lines
from kiosk.cli.shared.pack import find_sop, load_pack_or_end, pack_option
from kiosk.search.index import IndexHit, SearchIndex, standard_entry
from kiosk.sop.catalogue import in_order, shown_sop
from kiosk.sop.matrix import matrix_csv, matrix_lines
from kiosk.sop.sheet import pack_lines, sop_lines
from kiosk.text.language import Language, Text, tr
from kiosk.text.sanitize import sanitize
from kiosk.wire.catalogue import ShownSop

_NOTHING_FOUND = 1
"""The exit status of grep when it finds nothing."""


@click.command("list")
@pack_option
@language_option
def list_sops(pack: Path | None, language: Language) -> None:
    """Sebut semua SOP. / List the standards."""
    print_lines(pack_lines(load_pack_or_end(pack, language), language))


@example("kiosk sop show paspor-baru")
@click.command("show")
@click.argument("sop_id", metavar="ID")
@pack_option
@language_option
def show_sop(sop_id: str, pack: Path | None, language: Language) -> None:
    """Tampilkan satu SOP. / Show one standard."""
    loaded = load_pack_or_end(pack, language)
    print_lines(sop_lines(find_sop(loaded, sop_id, language), language, loaded.office.file.term))


@example("kiosk sop search paspor hilang")
@click.command("search", short_help="Cari SOP menurut kata. / Find standards by words.")
@click.argument("words", nargs=-1, required=True, metavar="KATA...")
@pack_option
@language_option
def search_sops(words: tuple[str, ...], pack: Path | None, language: Language) -> None:
    """Cari SOP menurut kata, salah ketik pun. / Find standards by words, misspelt ones too.

    Dicari dalam nama, tahap, syarat, dan janji. / Looks into names, steps, requirements and promises.
    """
    loaded = load_pack_or_end(pack, language)
    sops = {sop.id: shown_sop(sop, loaded.office) for sop in in_order(loaded)}
    menu = loaded.office.file.menu
    called = {id: [line.name for line in menu if line.service == id] for id in sops}
    index = SearchIndex(standard_entry(sop, called[id]) for id, sop in sops.items())
    hits = index.find(" ".join(words))
    if not hits:
        asked = sanitize(" ".join(words), 60)
        click.echo(tr("tidak ada SOP yang memuat {w!r}").format(w=asked)[language], err=True)
        sys.exit(_NOTHING_FOUND)
    print_lines(_lines(hits, sops, language))


@click.command("matrix")
@click.option("--csv", "as_csv", is_flag=True, help="Sebagai CSV. / As CSV.")
@pack_option
@language_option
def show_matrix(as_csv: bool, pack: Path | None, language: Language) -> None:
    """Tabel unit dan pelaksana setiap tahap. / Units and actors of every step."""
    loaded = load_pack_or_end(pack, language)
    if as_csv:
        click.echo(matrix_csv(loaded, language), nl=False)
    else:
        print_lines(matrix_lines(loaded, language))


def _lines(hits: tuple[IndexHit, ...], sops: dict[str, ShownSop], language: Language) -> Iterator[str]:
    """Each SOP, and below it the step, the requirement or the promise that the words stand in."""
    width = max(len(hit.id) for hit in hits)
    for hit in hits:
        sop = sops[hit.id]
        yield f"{hit.id.ljust(width)}  {sop.name[language]}"
        if row := _row(sop, hit.text):
            yield f"{' ' * width}  {row[language]}"


def _row(sop: ShownSop, text: str) -> Text | None:
    rows = (
        *((tr("tahap: {t}"), step.name) for step in sop.all_steps),
        *((tr("syarat: {t}"), paper.name) for paper in sop.requirements),
        *((tr("janji: {t}"), promise.text) for promise in sop.promises),
    )
    return next((words.format(t=name) for words, name in rows if text in (name.id, name.en)), None)
