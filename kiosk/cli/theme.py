"""`kiosk theme`: the colours of the screens checked and shown."""

import os
import sys
from pathlib import Path

import click
from attrs import asdict

from kiosk.cli.shared.groups import Group, example
from kiosk.cli.shared.options import language_option
from kiosk.cli.shared.output import end
from kiosk.cli.shared.screen import for_this_terminal
from kiosk.config.resources import resource_folder
from kiosk.text.language import Language, tr
from kiosk.text.sanitize import sanitize
from kiosk.toml.document import Document, open_document
from kiosk.toml.errors import TomlError, TomlFault
from kiosk.ui.theme.colours import ThemeError, load_colours, theme_names
from kiosk.ui.theme.contrast import rgb
from kiosk.ui.theme.swatch import swatch


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
    from kiosk.ui.theme.colours import Colours
    from kiosk.ui.theme.contrast import contrasts

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


def _faults_of(document: Document) -> list[TomlFault]:
    """The faults of its form, and the low contrast of every role whose colours are known all the same."""
    from kiosk.ui.theme.colours import CONSOLE, Colours
    from kiosk.ui.theme.contrast import contrast_faults, indistinct_faults

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


def _colour(colour: str) -> str | tuple[int, int, int]:
    """A colour as click takes it: the terminal's own by name, others by their red, green and blue."""
    return colour.removeprefix("ansi_") if colour.startswith("ansi_") else rgb(colour)
