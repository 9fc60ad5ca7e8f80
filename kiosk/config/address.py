"""Addresses as people write them: of servers, and of printers."""

import shlex
from ipaddress import IPv6Address, ip_address
from pathlib import Path
from typing import Final
from urllib.parse import SplitResult, urlsplit

from attrs import frozen

from kiosk.schema.errors import InvalidValue
from kiosk.text.language import tr
from kiosk.text.sanitize import sanitize


def is_loopback(host: str) -> bool:
    """Whether *host* is this machine, by name or address."""
    try:
        address = ip_address(host)
    except ValueError:
        return host == "localhost"
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return (mapped or address).is_loopback


def server_address(url: str) -> SplitResult:
    """Split the address of a web server, as a person wrote it, without a fragment, or raise `InvalidValue`."""
    try:
        parts = urlsplit(url.strip())
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise _no_address(url) from None
    if parts.scheme not in ("http", "https") or not host or parts.username or not url.isascii():
        raise _no_address(url)
    return parts._replace(fragment="")


def _no_address(url: str) -> InvalidValue:
    text = tr("{u!r} bukan alamat server")
    return InvalidValue(text.format(u=sanitize(url, 100)), tr("contoh: http://127.0.0.1:8765"))


@frozen
class PrintCommand:
    """A program of this machine that prints the text on its standard input."""

    words: tuple[str, ...]


@frozen
class PrinterDevice:
    """A receipt printer on a cable: a device file that takes ESC/POS."""

    path: Path


@frozen
class PrinterHost:
    """A receipt printer on the network that takes ESC/POS."""

    host: str
    port: int


PrinterAddress = PrintCommand | PrinterDevice | PrinterHost

RAW_PORT: Final = 9100
"""The port at which network printers take raw bytes."""

_ESCPOS: Final = "escpos:"


def printer_address(text: str) -> PrinterAddress:
    """Read a printer's address: a command, `escpos:/dev/usb/lp0`, `escpos://10.0.0.9:9100`; or raise `InvalidValue`."""
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
    hint = tr('contoh: "lp -d struk", "escpos:/dev/usb/lp0", "escpos://10.0.0.9:9100"')
    raise InvalidValue(tr("{p!r} bukan pencetak").format(p=sanitize(text, 100)), hint)
