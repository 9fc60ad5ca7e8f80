"""The theme of a screen's command."""

import os

import click

from kiosk.shipped import shipped
from kiosk.ui.terminal import usual_theme
from kiosk.ui.theme import CONSOLE, Colours, ThemeFault, load_colours


def colours_of(theme: str | None) -> Colours:
    """The theme asked for, else this terminal's usual one; the built-in one, and why on stderr, where that fails."""
    name = theme or usual_theme(os.environ)
    if name == "console":
        return CONSOLE
    try:
        return load_colours(name, shipped("themes"))
    except (ThemeFault, FileNotFoundError) as fault:
        click.echo(f"kiosk: {fault}", err=True)
        return CONSOLE
