"""What commands that run a screen share: the maintenance PIN and the log."""

import logging
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from kiosk.cli.shared.words import end
from kiosk.text.language import Language, with_hint

if TYPE_CHECKING:
    from kiosk.ui.maintenance import MatchesPin

_LARGEST_LOG: Final = 256 * 1024
"""Bytes, after which a log begins anew beside the one before; there is no line per poll, so that is months."""

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
    """What knows the maintenance PIN in *pin_file*; where that cannot be, the program ends and says why."""
    from kiosk.codes.pin import pin_matches
    from kiosk.config.credential import read_pin
    from kiosk.schema.errors import InvalidValue

    if pin_file is None:
        return None
    try:
        kept = read_pin(pin_file)
    except InvalidValue as wrong:
        end(os.EX_CONFIG, with_hint(wrong.text, wrong.hint), language)
    return lambda pin: pin_matches(pin, kept)


def log_to(file: Path | None, role: str) -> None:
    """Have what goes wrong logged: to *file*, else to standard error where that is read elsewhere (journald), else
    to a file of this user's. A log that cannot be written stops nobody.
    """
    aside = file is None and sys.stderr is not None and not sys.stderr.isatty()
    handler: logging.Handler = logging.StreamHandler(sys.stderr) if aside else _LateFile(file, role)
    shape = "%(levelname)s %(name)s: %(message)s" if aside else "%(asctime)s %(levelname)s %(name)s: %(message)s"
    logging.raiseExceptions = False
    logging.basicConfig(handlers=[handler], level=logging.WARNING, format=shape)


class _LateFile(logging.Handler):
    """A log file of limited size, made with its folder when there is something to say."""

    def __init__(self, file: Path | None, role: str) -> None:
        super().__init__()
        self._path = file
        self._role = role
        self._file: logging.Handler | None = None

    def emit(self, record: logging.LogRecord) -> None:
        """Write *record*; where that cannot be, nobody is told."""
        try:
            self._file = self._file or self._opened()
            self._file.emit(record)
        except OSError:
            pass

    def _opened(self) -> logging.Handler:
        from logging.handlers import RotatingFileHandler

        from platformdirs import user_log_path

        path = self._path or user_log_path("kiosk", appauthor=False) / f"{self._role}.log"
        path.parent.mkdir(parents=True, exist_ok=True)
        file = RotatingFileHandler(path, maxBytes=_LARGEST_LOG, backupCount=1, encoding="utf-8")
        file.setFormatter(self.formatter)
        return file
