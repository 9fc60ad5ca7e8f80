"""Addresses of machines and servers: which is this machine's own, and which is such an address at all."""

from ipaddress import IPv6Address, ip_address
from urllib.parse import SplitResult, urlsplit

from kiosk.schema.errors import InvalidValue
from kiosk.text.language import tr
from kiosk.text.sanitize import sanitize


def is_loopback(host: str) -> bool:
    """Whether what is said to *host* never leaves this machine."""
    try:
        address = ip_address(host)
    except ValueError:
        return host == "localhost"
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return (mapped or address).is_loopback


def server_address(url: str) -> SplitResult:
    """The parts of the address of a web server, as a person wrote it, without a fragment.

    Raises:
        InvalidValue: when it is none.
    """
    try:
        parts = urlsplit(url.strip())
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise _no_address(url) from None
    if parts.scheme not in ("http", "https") or not host or parts.username or not url.isascii():
        raise _no_address(url)
    return parts._replace(fragment="")


def _no_address(url: str) -> InvalidValue:
    return InvalidValue(
        tr("{u!r} bukan alamat server").format(u=sanitize(url, 100)),
        tr("contoh: http://127.0.0.1:8765"),
    )
