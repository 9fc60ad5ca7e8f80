"""The head of a request: what is refused before anybody looks at what it asks for."""

import ipaddress
import re
from collections.abc import Collection
from functools import lru_cache
from typing import Final

from starlette.types import Scope

from kiosk.config.address import is_loopback
from kiosk.endpoint.http.limits import MAX_HEAD_BYTES, MAX_HEAD_LINES, MAX_TARGET_BYTES
from kiosk.endpoint.http.problems import CLOSE, HttpProblem
from kiosk.text.language import tr

_PORT: Final = re.compile(r":\d*$")


def check_head(names: Collection[str], scope: Scope) -> None:
    """Refuse a faulty head, and close its connection.

    The machine goes by *names*, which may begin with `*.` as in certificates, and by any address.

    Raises:
        HttpProblem: 400, 414, 421, 431 or 505.
    """
    if (problem := _problem(scope, names)) is not None:
        problem.headers |= CLOSE
        raise problem


def check_token_is_not_in_clear(scope: Scope) -> None:
    """Refuse a token that comes over plain HTTP, and not from this machine. What needs no token is answered.

    Raises:
        HttpProblem: 403.
    """
    brings_token = any(name == b"authorization" for name, _ in scope["headers"])
    client = scope.get("client")
    is_near = client is not None and is_loopback(client[0])
    if scope["scheme"] == "http" and brings_token and not is_near:
        raise HttpProblem(
            403,
            "token-in-clear",
            tr("token ini lewat jaringan tanpa sandi dan dapat dibaca siapa saja; permintaan ditolak"),
            tr("jalankan kiosk serve --tls, pasang ulang terminal dengan kiosk enrol, dan cabut token ini"),
        )


def _problem(scope: Scope, names: Collection[str]) -> HttpProblem | None:
    headers: list[tuple[bytes, bytes]] = scope["headers"]
    if scope["http_version"] not in ("1.0", "1.1"):
        return HttpProblem(505, "not-this-version", tr("hanya HTTP/1.1"))
    if len(scope["raw_path"]) + len(scope["query_string"]) > MAX_TARGET_BYTES:
        return HttpProblem(414, "address-too-long", tr("alamat terlalu panjang"))
    if len(headers) > MAX_HEAD_LINES or sum(len(name) + len(value) for name, value in headers) > MAX_HEAD_BYTES:
        return HttpProblem(431, "head-too-long", tr("kepala permintaan terlalu panjang"))
    if {b"content-length", b"transfer-encoding"} <= {name for name, _ in headers}:
        return HttpProblem(400, "two-lengths", tr("panjang isi dinyatakan dua kali"))
    hosts = [value.decode("latin-1") for name, value in headers if name == b"host"]
    if not all(_is_own_host(host, names) for host in hosts):
        return HttpProblem(
            421,
            "not-this-host",
            tr("server ini tidak bernama demikian"),
            tr("pakai alamat IP-nya, atau jalankan kiosk serve dengan --name NAMA"),
        )
    return None


def _is_own_host(host: str, names: Collection[str]) -> bool:
    """Whether *host* is one of *names*, or any address.

    By DNS rebinding a page from elsewhere makes its own name point here and reads what is behind a firewall; the
    browser's `Host` gives it away. Such a name can be anything, but never an address.
    """
    name = _PORT.sub("", host).removeprefix("[").removesuffix("]").removesuffix(".").lower()
    return name in names or f"*.{name.partition('.')[2]}" in names or _is_address(name)


@lru_cache(64)
def _is_address(name: str) -> bool:
    """Cached, since each request asks for one of the same few names and parsing one takes longer than routing."""
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
