"""`kiosk theme show`: what a theme looks like, painted in this terminal."""

import click

from kiosk.cli.colours import colours_of
from kiosk.language import LANGUAGES, Language
from kiosk.ui.contrast import rgb
from kiosk.ui.swatch import swatch


@click.command()
@click.argument("name", default="resmi")
@click.option("--language", type=click.Choice(LANGUAGES), default="id", envvar="KIOSK_LANGUAGE", show_default=True)
def command(name: str, language: Language) -> None:
    """Tampilkan satu tema (nama, atau berkas .toml) di terminal ini. / Show a theme, by name or file."""
    colours = colours_of(name)
    for line in swatch(colours, language):
        pieces = ((span.text, *map(_colour, colours.pair(span.role))) for span in line)
        click.echo("".join(click.style(text, fg=letters, bg=ground) for text, letters, ground in pieces))


def _colour(colour: str) -> str | tuple[int, int, int]:
    """As click names it: the terminal's own by name, others by what they are made of."""
    return colour.removeprefix("ansi_") if colour.startswith("ansi_") else rgb(colour)
