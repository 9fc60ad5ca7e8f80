"""`kiosk theme`: the colours of the screens checked and shown."""

import os
import sys
from pathlib import Path
from typing import Final

import click
from attrs import asdict

from kiosk.cli.shared.groups import Group, example
from kiosk.cli.shared.options import language_option
from kiosk.cli.shared.output import end
from kiosk.cli.shared.screen import for_this_terminal
from kiosk.config.resources import resource_folder
from kiosk.text.language import Language, Text, tr
from kiosk.text.sanitize import sanitize
from kiosk.toml.document import Document, open_document
from kiosk.toml.errors import TomlError, TomlFault
from kiosk.ui.big_text import big_text, big_text_width
from kiosk.ui.rows import ColourRole, Row, Rows, beside, column, row
from kiosk.ui.theme import Colours, ThemeError, contrasts, load_colours, rgb, theme_names

WIDTH: Final = 74
_SAMPLES: Final[dict[ColourRole, tuple[Text, Text]]] = {
    "text": (tr("Foto dan sidik jari"), tr("yang dibaca")),
    "quiet": (tr("MENUNGGU"), tr("judul, umur, tahap selesai")),
    "rule": (Text("────────────"), tr("garis")),
    "accent": (tr("A  PASPOR BARU"), tr("huruf antrean, layanan")),
    "call": (Text("A012"), tr("nomor yang dipanggil")),
    "good": (tr("sesuai standar"), tr("loket saja")),
    "attention": (tr(" Nomor baru ditutup. "), tr("perhatian")),
    "bad": (tr("PIN salah"), tr("loket saja")),
    "emergency": (tr(" DARURAT "), tr("darurat")),
}


@click.group(cls=Group)
def command() -> None:
    """Periksa dan lihat tema warna. / Check and show the themes."""


@example("kiosk theme check kami.toml")
@command.command(
    "check",
    short_help="Sebut semua kesalahan dan kontras yang kurang. / List all faults and what has too little contrast.",
)
@click.argument("files", metavar="[BERKAS]...", nargs=-1, type=click.Path(path_type=Path, readable=False))
@language_option
def check_themes(files: tuple[Path, ...], language: Language) -> None:
    """Sebut semua kesalahan tema, juga kontras yang kurang. / List all faults of themes, low contrast too."""
    from kiosk.ui.theme import Colours, contrasts

    faults: list[TomlFault] = []
    for file in files or tuple(sorted(resource_folder("themes").glob("*.toml"))):
        try:
            document = open_document(file, str(file) if files else file.name)
        except TomlError as unreadable:
            faults += unreadable.faults
            continue
        if found := _faults_of(document):
            faults += found
            continue
        role, least = min(contrasts(document.read(Colours)).items(), key=lambda pair: pair[1])
        words = tr("{f}: baik, kontras terendah {r}:1 ({role})")
        click.echo(words.format(f=document.file, r=int(least * 10) / 10, role=role)[language])
    for fault in TomlError(faults).faults:
        click.echo(fault.printed(language), err=True)
    if faults:
        sys.exit(os.EX_CONFIG)


@command.command("list")
def list_themes() -> None:
    """Sebut semua tema. / List the themes."""
    folder = resource_folder("themes")
    names = theme_names(folder)
    for name in names:
        first = (folder / f"{name}.toml").read_text("utf-8").split("\n", 1)[0]
        click.echo(f"{name.ljust(max(map(len, names)))}  {sanitize(first.removeprefix('#'), 200)}")


@example("kiosk theme show malam")
@command.command("show", short_help="Tampilkan satu tema di terminal ini. / Show a theme in this terminal.")
@click.argument("name", metavar="[TEMA]", default="resmi")
@language_option
def show_theme(name: str, language: Language) -> None:
    """Tampilkan satu tema (nama, atau berkas .toml) di terminal ini. / Show a theme, by name or file."""
    try:
        colours = for_this_terminal(load_colours(name, resource_folder("themes")))
    except ThemeError as fault:
        end(os.EX_CONFIG, fault.text, language)
    for line in swatch(colours, language):
        pieces = ((span.text, *map(_colour, colours.pair(span.role))) for span in line)
        click.echo("".join(click.style(text, fg=letters, bg=ground) for text, letters, ground in pieces))


def swatch(colours: Colours, language: Language) -> Rows:
    """The rows of the sample, each `WIDTH` columns wide."""
    gap = WIDTH - 6 - big_text_width("A012", 5) - big_text_width("3", 5)
    parts = zip(big_text("A012", 5), big_text("3", 5), strict=True)
    call = [row(f"   {left}{' ' * gap}{right}   ", "call") for left, right in parts]
    reached = contrasts(colours)
    lines = [
        _sample(role, words[language], use[language], reached.get(role)) for role, (words, use) in _SAMPLES.items()
    ]
    air = row("")
    return tuple(column(line, WIDTH) for line in (air, *call, air, *lines, air))


def _sample(role: ColourRole, words: str, use: str, reached: float | None) -> Row:
    told = f"{int(reached * 10) / 10}:1" if reached else ""
    return beside(
        column(row(f"   {role}", "quiet"), 13),
        column(row(words, role), 25),
        column(row(use, "quiet"), 27),
        row(told.rjust(6), "quiet"),
    )


def _faults_of(document: Document) -> list[TomlFault]:
    """The faults of its form, and the low contrast of every role whose colours are known all the same."""
    from kiosk.ui.theme import CONSOLE, Colours, contrast_faults, indistinct_faults

    try:
        colours, faults, known = document.read(Colours), [], set(asdict(CONSOLE))
    except TomlError as wrong:
        faults = list(wrong.faults)
        known = {key for key in asdict(CONSOLE) if key in document.data} - {fault.path for fault in faults}
        colours = Colours(**(asdict(CONSOLE) | {key: document.data[key] for key in known}))
    grounds = {role: role if " on " in str(getattr(colours, role)) else "ground" for role in asdict(colours)}
    low = [fault for fault in contrast_faults(colours) if {fault.dotted, grounds[fault.dotted]} <= known]
    low += [fault for fault in indistinct_faults(colours) if {fault.dotted, "ground"} <= known]
    return [*faults, *map(document.fault, low)]


def _colour(colour: str) -> str | tuple[int, int, int]:
    """A colour as click takes it: the terminal's own by name, others by their red, green and blue."""
    return colour.removeprefix("ansi_") if colour.startswith("ansi_") else rgb(colour)
