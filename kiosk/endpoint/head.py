"""The head of a request: what may be wrong with it before anybody looks at what it asks for."""

import ipaddress
import re
from collections.abc import Collection
from typing import Final

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from kiosk.endpoint.frame import answer_problem
from kiosk.endpoint.problems import CLOSE, problem
from kiosk.language import tr
from kiosk.wire.problem import Problem

MOST_BYTES: Final = 16 * 1024
MOST_LINES: Final = 64
MOST_TARGET: Final = 8_000
"""Bytes of path and query: what RFC 9110 asks everybody to support."""

_PORT = re.compile(r":\d*$")


class ProperHead:
    """Around an application: a request with a faulty head is told so, and its connection is closed."""

    def __init__(self, app: ASGIApp, names: Collection[str]) -> None:
        """The machine goes by *names*, which may begin with `*.` as in certificates, and by any address."""
        self._app = app
        self._names = names

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse the request, or hand it on."""
        fault = _fault(scope, self._names)
        if fault is None:
            await self._app(scope, receive, send)
        else:
            await answer_problem(Request(scope), fault, CLOSE)(scope, receive, send)


def _fault(scope: Scope, names: Collection[str]) -> Problem | None:
    headers: list[tuple[bytes, bytes]] = scope["headers"]
    if scope["http_version"] not in ("1.0", "1.1"):
        return problem(505, "not-this-version", tr("hanya HTTP/1.1"))
    if len(scope["raw_path"]) + len(scope["query_string"]) > MOST_TARGET:
        return problem(414, "address-too-long", tr("alamat terlalu panjang"))
    if len(headers) > MOST_LINES or sum(len(name) + len(value) for name, value in headers) > MOST_BYTES:
        return problem(431, "head-too-long", tr("kepala permintaan terlalu panjang"))
    if {b"content-length", b"transfer-encoding"} <= {name for name, _ in headers}:
        text = tr("panjang isi dinyatakan dua kali")
        return problem(400, "two-lengths", text)
    hosts = [value.decode("latin-1") for name, value in headers if name == b"host"]
    if not all(_is_ours(host, names) for host in hosts):
        return problem(
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
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return name in names or f"*.{name.partition('.')[2]}" in names
    return True
