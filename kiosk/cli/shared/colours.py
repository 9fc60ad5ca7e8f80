"""The theme of a screen's command."""

import logging
import os
import sys

import click

from kiosk.config.resources import resource_folder
from kiosk.ui.terminal.capabilities import shows_bright_grounds, sixteen_colours, usual_theme
from kiosk.ui.theme.colours import CONSOLE, Colours, ThemeFault, load_colours

_LOG = logging.getLogger(__name__)


def colours_of(theme: str | None) -> Colours:
    """The theme asked for, else this terminal's usual one; the built-in one, and why in the log, where that fails."""
    name = theme or usual_theme(os.environ)
    if name == "console":
        return CONSOLE
    try:
        colours = load_colours(name, resource_folder("themes"))
    except (ThemeFault, FileNotFoundError) as fault:
        _LOG.warning("the built-in theme is used: %s", fault)
        if sys.stderr.isatty():  # whoever typed the name reads it when the screen is gone
            click.echo(f"kiosk: {fault}", err=True)
        return CONSOLE
    return as_shown(colours)


def as_shown(colours: Colours) -> Colours:
    """*colours* as this terminal has them: a terminal of sixteen colours gets the nearest of these."""
    if not sixteen_colours(os.environ):
        return colours
    from kiosk.ui.theme.contrast import (  # most terminals that are given a theme have its colours
        DARK_COLOURS,
        SIXTEEN_COLOURS,
        in_sixteen,
    )

    return in_sixteen(colours, SIXTEEN_COLOURS if shows_bright_grounds(os.environ) else DARK_COLOURS)
