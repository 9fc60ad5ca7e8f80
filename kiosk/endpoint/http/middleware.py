"""Middleware: checks of every request's head, the date of every answer, and problem documents for exceptions."""

import ipaddress
import re
import secrets
from collections.abc import Collection
from datetime import datetime
from email.utils import format_datetime
from functools import lru_cache
from http import HTTPStatus
from typing import Final

from attrs import define, evolve, field, frozen
from starlette.exceptions import HTTPException
from starlette.middleware.exceptions import ExceptionMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kiosk.config.address import is_loopback
from kiosk.endpoint.engine.incidents import IncidentLog
from kiosk.endpoint.http.limits import MAX_HEAD_BYTES, MAX_HEAD_LINES, MAX_TARGET_BYTES, RateLimiter, wait_turn
from kiosk.endpoint.http.responses import CLOSE_HEADERS, HttpProblem, http_problem_of
from kiosk.schema.dump import record_to_json
from kiosk.system.clock import Clock
from kiosk.text.language import tr
from kiosk.wire.problem import MEDIA_TYPE, rule_of

_NOTED: Final = {400, 401, 403, 408, 413, 414, 415, 421, 429, 431, 501, 503, 505, 507}
"""Statuses of incidents; the others are ordinary work, or are noted with their exception."""

_PORT: Final = re.compile(r":\d*$")


@frozen
class AdmissionMiddleware:
    """Waits for the turn of a request's address, then checks the head."""

    app: ASGIApp
    requests: RateLimiter
    names: Collection[str]
    """Those of the machine; `*.` stands for any first label."""
    allow_tokens_over_plain_http: bool

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await wait_turn(self.requests, _address(scope))
        if (problem := _head_problem(scope, self.names)) is not None:
            problem.headers |= CLOSE_HEADERS
            raise problem
        if not self.allow_tokens_over_plain_http and _brings_token_in_clear(scope):
            text = tr("token ini lewat jaringan tanpa sandi dan dapat dibaca siapa saja; permintaan ditolak")
            hint = tr("jalankan kiosk serve --tls, pasang ulang terminal dengan kiosk enrol, dan cabut token ini")
            raise HttpProblem(403, "token-in-clear", text, hint)
        await self.app(scope, receive, send)


class ErrorMiddleware:
    """Dates every answer, and answers exceptions with problem documents.

    If an answer has begun, `ExceptionMiddleware` raises another exception, which is only noted.
    """

    def __init__(self, app: ASGIApp, problems: "ProblemWriter") -> None:
        self._app = ExceptionMiddleware(app, {HTTPException: self._respond, Exception: self._respond})
        self._problems = problems

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_dated(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *self._problems.own_headers()]
            await send(message)

        scope["app"] = self  # makes the router raise a 404 instead of answering it
        try:
            await self._app(scope, receive, send_dated)
        except Exception as error:
            self._problems.note_failure(scope, error.__cause__ or error)

    async def _respond(self, request: Request, error: Exception) -> Response:
        return self._problems.response(request.scope, error)


@define
class ProblemWriter:
    """Writes the problem documents of one endpoint, and notes those that are incidents."""

    _clock: Clock
    _incidents: IncidentLog
    _wrong_tokens: RateLimiter
    _second: datetime | None = field(default=None, init=False)
    _date: bytes = field(default=b"", init=False)

    def own_headers(self) -> tuple[tuple[bytes, bytes], ...]:
        """Return the headers of every answer. Terminals compute all ages from the date, formatted once a second."""
        second = self._clock.now().replace(microsecond=0)
        if second != self._second:
            self._second, self._date = second, format_datetime(second, usegmt=True).encode()
        return (b"date", self._date), (b"x-content-type-options", b"nosniff")

    def response(self, scope: Scope, error: Exception) -> Response:
        """Return the problem document of *error*, with the request's id.

        An address that brings too many wrong tokens is told to wait instead.
        """
        problem = http_problem_of(error)
        if problem.__cause__ is error:
            self.note_failure(scope, error)
        if problem.status == 401 and (wait := self._wrong_tokens.take(_address(scope))) is not None:
            text = tr("terlalu banyak token yang tidak dikenal")
            problem = HttpProblem(429, "too-many-tries", text, headers={"retry-after": str(wait)})
        if problem.status in _NOTED:
            self._incidents.note(rule_of(problem.problem), _described(scope))
        body = evolve(problem.problem, instance=f"urn:kiosk:request:{_request_id(scope)}")
        headers = {**problem.headers, "cache-control": "no-store"}
        return Response(record_to_json(body), body.status, headers, MEDIA_TYPE)

    def raw(self, problem: HttpProblem, address: str) -> bytes:
        """Return the answer to *address* as bytes, if no request was read; the connection is closed after it."""
        problem.headers |= CLOSE_HEADERS
        answer = self.response({"client": (address, 0)}, problem)
        lines = [b"HTTP/1.1 %d %s" % (answer.status_code, HTTPStatus(answer.status_code).phrase.encode())]
        lines += [b"%s: %s" % line for line in (*answer.raw_headers, *self.own_headers())]
        return b"\r\n".join((*lines, b"", bytes(answer.body)))

    def note_failure(self, scope: Scope, error: BaseException) -> None:
        self._incidents.note(f"internal {type(error).__name__}", _described(scope), error)


def _address(scope: Scope) -> str:
    return str((scope.get("client") or ("?",))[0])


def _request_id(scope: Scope) -> str:
    """Return the id by which the log and the client speak of the request, made when it is first needed."""
    if "kiosk.request" not in scope:
        scope["kiosk.request"] = secrets.token_hex(8)
    return str(scope["kiosk.request"])


def _described(scope: Scope) -> str:
    """Return who asked what, for the log, without the end of the path, which may be the secret code of a ticket."""
    asked = f"{scope['method']} {'/'.join(scope['path'].split('/')[:3])}" if "path" in scope else "no request"
    return f"{_address(scope)}: {asked} (request {_request_id(scope)})"


def _brings_token_in_clear(scope: Scope) -> bool:
    """Return whether a token comes over plain HTTP, and not from this machine."""
    client = scope.get("client")
    is_near = client is not None and is_loopback(client[0])
    return scope["scheme"] == "http" and not is_near and any(name == b"authorization" for name, _ in scope["headers"])


def _head_problem(scope: Scope, names: Collection[str]) -> HttpProblem | None:
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
        hint = tr("pakai alamat IP-nya, atau jalankan kiosk serve dengan --name NAMA")
        return HttpProblem(421, "not-this-host", tr("server ini tidak bernama demikian"), hint)
    return None


def _is_own_host(host: str, names: Collection[str]) -> bool:
    """Return whether *host* is one of *names*, or any address.

    By DNS rebinding a foreign page makes its own name point here to read what is behind a firewall. The browser's
    `Host` gives it away: such a name can be anything, but never an address.
    """
    name = _PORT.sub("", host).removeprefix("[").removesuffix("]").removesuffix(".").lower()
    return name in names or f"*.{name.partition('.')[2]}" in names or _is_address(name)


@lru_cache(64)
def _is_address(name: str) -> bool:
    """Cached, since parsing an address takes longer than routing."""
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
