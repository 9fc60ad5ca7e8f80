"""`kiosk theme show`: what a theme looks like, painted in this terminal."""

import os

import click

from kiosk.cli.shared.colours import as_shown
from kiosk.cli.shared.late import example
from kiosk.cli.shared.words import end, language_option
from kiosk.config.resources import resource_folder
from kiosk.text.language import Language
from kiosk.ui.theme.colours import ThemeFault, load_colours
from kiosk.ui.theme.contrast import rgb
from kiosk.ui.theme.swatch import swatch


@example("kiosk theme show malam")
@click.command()
@click.argument("name", metavar="[TEMA]", default="resmi")
@language_option
def command(name: str, language: Language) -> None:
    """Tampilkan satu tema (nama, atau berkas .toml) di terminal ini. / Show a theme, by name or file."""
    try:
        colours = as_shown(load_colours(name, resource_folder("themes")))
    except ThemeFault as fault:
        end(os.EX_CONFIG, fault.text, language)
    for line in swatch(colours, language):
        pieces = ((span.text, *map(_colour, colours.pair(span.role))) for span in line)
        click.echo("".join(click.style(text, fg=letters, bg=ground) for text, letters, ground in pieces))


def _colour(colour: str) -> str | tuple[int, int, int]:
    """As click names it: the terminal's own by name, others by what they are made of."""
    return colour.removeprefix("ansi_") if colour.startswith("ansi_") else rgb(colour)
