"""Addresses of printers: a command of this machine, a device on a cable, a host on the network."""

import shlex
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from attrs import frozen

from kiosk.schema.errors import InvalidValue
from kiosk.text.language import tr
from kiosk.text.sanitize import sanitize


@frozen
class PrintCommand:
    """A printer that a program of this machine reaches: it gets text on its standard input."""

    words: tuple[str, ...]


@frozen
class PrinterDevice:
    """A receipt printer on a cable: a file to write ESC/POS into."""

    path: Path


@frozen
class PrinterHost:
    """A receipt printer on the network that takes ESC/POS."""

    host: str
    port: int


PrinterAddress = PrintCommand | PrinterDevice | PrinterHost

RAW_PORT: Final = 9100
"""Where network printers take bytes as they are."""

_ESCPOS: Final = "escpos:"


def printer_address(text: str) -> PrinterAddress:
    """A printer as a person wrote it: a command with its arguments, `escpos:/dev/usb/lp0` or `escpos://10.0.0.9:9100`.

    Raises:
        InvalidValue: when it is none.
    """
    try:
        if text.startswith(_ESCPOS):
            parts = urlsplit(text)
            if parts.hostname and parts.path in ("", "/") and not parts.username:
                return PrinterHost(parts.hostname, parts.port or RAW_PORT)
            if not parts.netloc and parts.path.startswith("/"):
                return PrinterDevice(Path(parts.path))
        elif words := shlex.split(text):
            return PrintCommand(tuple(words))
    except ValueError:
        pass
    raise InvalidValue(
        tr("{p!r} bukan pencetak").format(p=sanitize(text, 100)),
        tr('contoh: "lp -d struk", "escpos:/dev/usb/lp0", "escpos://10.0.0.9:9100"'),
    )
