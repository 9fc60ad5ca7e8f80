"""What the commands of screens share: theme, maintenance PIN and log."""

import logging
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from kiosk.cli.shared.output import end
from kiosk.codes.secret import pin_matches
from kiosk.config.resources import resource_folder
from kiosk.config.terminal import read_pin
from kiosk.schema.errors import InvalidValue
from kiosk.text.language import Language, with_hint
from kiosk.ui.terminal.capabilities import shows_bright_grounds, sixteen_colours, usual_theme
from kiosk.ui.theme import CONSOLE, Colours, ThemeError, load_colours

_LOG = logging.getLogger(__name__)


def colours_of(theme: str | None) -> Colours:
    """The theme asked for, else this terminal's usual one; where that fails, the built-in one; the log says why."""
    name = theme or usual_theme(os.environ)
    if name == "console":
        return CONSOLE
    try:
        colours = load_colours(name, resource_folder("themes"))
    except (ThemeError, FileNotFoundError) as fault:
        _LOG.warning("the built-in theme is used: %s", fault)
        if sys.stderr.isatty():  # whoever typed the name reads it when the screen is gone
            click.echo(f"kiosk: {fault}", err=True)
        return CONSOLE
    return for_this_terminal(colours)


def for_this_terminal(colours: Colours) -> Colours:
    """*colours* as this terminal shows them: one of sixteen colours gets the nearest of these."""
    if not sixteen_colours(os.environ):
        return colours
    from kiosk.ui.theme import DARK_COLOURS, SIXTEEN_COLOURS, to_sixteen_colours

    return to_sixteen_colours(colours, SIXTEEN_COLOURS if shows_bright_grounds(os.environ) else DARK_COLOURS)


if TYPE_CHECKING:
    from kiosk.ui.maintenance import MatchesPin

_LARGEST_LOG: Final = 256 * 1024
"""Bytes after which a log begins anew beside the old one: months, since there is no line per poll."""
theme_option = click.option(
    "--theme", metavar="TEMA", envvar="KIOSK_THEME", help="Tema dari themes/. / A theme of themes/."
)
pin_option = click.option(
    "--pin-file",
    metavar="BERKAS",
    envvar="KIOSK_PIN_FILE",
    type=click.Path(path_type=Path),
    help="PIN untuk Ctrl+Q, dari kiosk pin; tanpa itu terkunci. / PIN for Ctrl+Q, by kiosk pin; else no key ends it.",
)
log_option = click.option(
    "--log",
    metavar="BERKAS",
    envvar="KIOSK_LOG",
    type=click.Path(path_type=Path),
    help="Berkas log; tanpa itu: stderr, bila bukan layar ini. / Log file; else stderr, unless that is the screen.",
)


def matching_pin(pin_file: Path | None, language: Language) -> "MatchesPin | None":
    """The check of the maintenance PIN in *pin_file*; the program ends and says why where that cannot be read."""
    if pin_file is None:
        return None
    try:
        kept = read_pin(pin_file)
    except InvalidValue as wrong:
        end(os.EX_CONFIG, with_hint(wrong.text, wrong.hint), language)
    return lambda pin: pin_matches(pin, kept)


def log_to(file: Path | None, role: str) -> None:
    """Log to *file*, else to standard error where that is no terminal (journald), else to a file of this user's.

    A log that cannot be written stops nobody.
    """
    aside = file is None and sys.stderr is not None and not sys.stderr.isatty()
    handler: logging.Handler = logging.StreamHandler(sys.stderr) if aside else _LateFile(file, role)
    shape = "%(levelname)s %(name)s: %(message)s" if aside else "%(asctime)s %(levelname)s %(name)s: %(message)s"
    logging.raiseExceptions = False
    logging.basicConfig(handlers=[handler], level=logging.WARNING, format=shape)


class _LateFile(logging.Handler):
    """A log file of limited size, made with its folder when there is something to log."""

    def __init__(self, file: Path | None, role: str) -> None:
        super().__init__()
        self._path = file
        self._role = role
        self._file: logging.Handler | None = None

    def emit(self, record: logging.LogRecord) -> None:
        try:
            self._file = self._file or self._open_file()
            self._file.emit(record)
        except OSError:
            pass

    def _open_file(self) -> logging.Handler:
        from logging.handlers import RotatingFileHandler

        from platformdirs import user_log_path

        path = self._path or user_log_path("kiosk", appauthor=False) / f"{self._role}.log"
        path.parent.mkdir(parents=True, exist_ok=True)
        file = RotatingFileHandler(path, maxBytes=_LARGEST_LOG, backupCount=1, encoding="utf-8")
        file.setFormatter(self.formatter)
        return file
