"""The head of a request: what may be wrong with it before anybody looks at what it asks for."""

import ipaddress
import re
from collections.abc import Collection
from functools import lru_cache
from typing import Final

from starlette.types import Scope

from kiosk.endpoint.http.problems import CLOSE, HttpProblem
from kiosk.text.language import tr

MOST_BYTES: Final = 16 * 1024
MOST_LINES: Final = 64
MOST_TARGET: Final = 8_000
"""Bytes of path and query: what RFC 9110 asks everybody to support."""

_PORT = re.compile(r":\d*$")


def proper_head(names: Collection[str], scope: Scope) -> None:
    """Tell whoever sends a faulty head so; its connection is closed.

    The machine goes by *names*, which may begin with `*.` as in certificates, and by any address.

    Raises:
        HttpProblem: with what is wrong.
    """
    if (problem := _fault(scope, names)) is not None:
        problem.headers |= CLOSE
        raise problem


def _fault(scope: Scope, names: Collection[str]) -> HttpProblem | None:
    headers: list[tuple[bytes, bytes]] = scope["headers"]
    if scope["http_version"] not in ("1.0", "1.1"):
        return HttpProblem(505, "not-this-version", tr("hanya HTTP/1.1"))
    if len(scope["raw_path"]) + len(scope["query_string"]) > MOST_TARGET:
        return HttpProblem(414, "address-too-long", tr("alamat terlalu panjang"))
    if len(headers) > MOST_LINES or sum(len(name) + len(value) for name, value in headers) > MOST_BYTES:
        return HttpProblem(431, "head-too-long", tr("kepala permintaan terlalu panjang"))
    if {b"content-length", b"transfer-encoding"} <= {name for name, _ in headers}:
        text = tr("panjang isi dinyatakan dua kali")
        return HttpProblem(400, "two-lengths", text)
    hosts = [value.decode("latin-1") for name, value in headers if name == b"host"]
    if not all(_is_ours(host, names) for host in hosts):
        return HttpProblem(
            421,
            "not-this-host",
            tr("server ini tidak bernama demikian"),
            tr("pakai alamat IP-nya, atau jalankan kiosk serve dengan --name NAMA"),
        )
    return None


def _is_ours(host: str, names: Collection[str]) -> bool:
    """A name that is ours, or any address.

    By DNS rebinding a page from elsewhere makes its own name point here and reads what is behind a firewall; the
    browser's `Host` gives it away. Such a name can be anything, but never an address.
    """
    name = _PORT.sub("", host).removeprefix("[").removesuffix("]").removesuffix(".").lower()
    return name in names or f"*.{name.partition('.')[2]}" in names or _is_address(name)


@lru_cache(64)
def _is_address(name: str) -> bool:
    """Asked anew with every request, of the same few names: Python takes longer to tell than Starlette to route."""
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
