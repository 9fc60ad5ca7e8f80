"""The theme of a screen's command."""

import os

import click

from kiosk.shipped import shipped
from kiosk.ui.terminal import sixteen_colours, usual_theme
from kiosk.ui.theme import CONSOLE, Colours, ThemeFault, load_colours


def colours_of(theme: str | None) -> Colours:
    """The theme asked for, else this terminal's usual one; the built-in one, and why on stderr, where that fails.

    A terminal of sixteen colours gets it in these.
    """
    name = theme or usual_theme(os.environ)
    if name == "console":
        return CONSOLE
    try:
        colours = load_colours(name, shipped("themes"))
    except (ThemeFault, FileNotFoundError) as fault:
        click.echo(f"kiosk: {fault}", err=True)
        return CONSOLE
    if not sixteen_colours(os.environ):
        return colours
    from kiosk.ui.sixteen import in_sixteen  # most terminals that are given a theme have its colours

    return in_sixteen(colours)
