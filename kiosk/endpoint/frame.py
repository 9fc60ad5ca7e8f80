"""Around every answer: the endpoint's own date, a request's id, and plain words when the program itself fails."""

import secrets
from collections.abc import Awaitable, Callable, Mapping, MutableMapping, Sequence
from datetime import datetime
from email.utils import format_datetime
from http import HTTPStatus
from typing import Any, Final

from attrs import evolve
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute
from starlette.types import ASGIApp, Receive, Scope, Send

from kiosk.clock import Clock
from kiosk.endpoint.problems import CLOSE, Rejection, faulty_body, internal, no_such_thing, problem, problem_response
from kiosk.endpoint.store.base import StoreFault
from kiosk.endpoint.tries import Tries
from kiosk.endpoint.trouble import Troubles
from kiosk.language import tr
from kiosk.structure.fault import Faults
from kiosk.visit.refusal import Refusal
from kiosk.wire.problem import Problem, rule_of

_REQUEST: Final = "kiosk.request"
_FRAME: Final = "kiosk.frame"

_NOTED: Final = {400, 401, 403, 408, 413, 414, 415, 421, 429, 431, 501, 503, 505, 507}
"""Statuses of troubles; the others are of ordinary work, or are noted with their exception."""


class Frame:
    """Frames every answer of one endpoint."""

    def __init__(self, clock: Clock, troubles: Troubles, tries: Tries) -> None:
        self._date = _Date(clock)
        self._troubles = troubles
        self._tries = tries

    def around(self, routes: list[BaseRoute], before: Sequence[Middleware] = ()) -> ASGIApp:
        """The application of *routes*, every answer framed, every fault a problem document.

        What stands *before* the routes sees every request first, in that order.
        """
        app = Starlette(
            routes=routes,
            middleware=before,
            exception_handlers={
                HTTPException: _on_http,
                Rejection: _on_rejection,
                Refusal: _on_refusal,
                Faults: _on_faults,
                StoreFault: _on_store_fault,
                Exception: _on_failure,
            },
        )
        app.router.redirect_slashes = False

        async def framed(scope: Scope, receive: Receive, send: Send) -> None:
            scope[_REQUEST], scope[_FRAME] = secrets.token_hex(8), self
            try:
                await app(scope, receive, self._framing(send))
            except Exception as error:
                self._troubles.note(f"internal {type(error).__name__}", _said(scope), error)

        return framed

    def answer(self, scope: Scope, body: Problem, headers: Mapping[str, str] | None = None) -> Response:
        """The answer that says *body*, with the request's id; or to wait, to whoever brings too many wrong tokens."""
        if body.status == 401 and (wait := self._tries.wait(_address(scope))) is not None:
            text = tr("terlalu banyak token yang tidak dikenal")
            body, headers = problem(429, "too-many-tries", text), {"retry-after": str(wait)}
        if body.status in _NOTED:
            self._troubles.note(rule_of(body), _said(scope))
        return problem_response(evolve(body, instance=f"urn:kiosk:request:{scope[_REQUEST]}"), headers)

    def raw(self, body: Problem, address: str) -> bytes:
        """The same to *address*, as bytes, where no request was read; the connection is closed after it."""
        answer = self.answer({_REQUEST: secrets.token_hex(8), "client": (address, 0)}, body, CLOSE)
        lines = [b"HTTP/1.1 %d %s" % (answer.status_code, HTTPStatus(answer.status_code).phrase.encode())]
        lines += [b"%s: %s" % line for line in (*answer.raw_headers, *self._lines())]
        return b"\r\n".join((*lines, b"", bytes(answer.body)))

    def _framing(self, send: Send) -> Callable[[MutableMapping[str, Any]], Awaitable[None]]:
        async def framing(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *self._lines()]
            await send(message)

        return framing

    def _lines(self) -> tuple[tuple[bytes, bytes], ...]:
        return (b"date", self._date.now()), (b"x-content-type-options", b"nosniff")


def answer_problem(request: Request, body: Problem, headers: Mapping[str, str] | None = None) -> Response:
    """The answer that says *body*, framed as all are."""
    frame: Frame = request.scope[_FRAME]
    return frame.answer(request.scope, body, headers)


def _address(scope: Scope) -> str:
    return str((scope.get("client") or ("?",))[0])


def _said(scope: Scope) -> str:
    """Who asked what, for the log; without the end of the path, where the secret code of a ticket may be."""
    asked = f"{scope['method']} {'/'.join(scope['path'].split('/')[:3])}" if "path" in scope else "no request"
    return f"{_address(scope)}: {asked} (request {scope[_REQUEST]})"


class _Date:
    """The `Date` header, written once a second. Terminals reckon all ages from it."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._second: datetime | None = None
        self._written = b""

    def now(self) -> bytes:
        second = self._clock.now().replace(microsecond=0)
        if second != self._second:
            self._second, self._written = second, format_datetime(second, usegmt=True).encode()
        return self._written


def _on_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 (registered for it)
    headers = dict(error.headers or {})
    if error.status_code == 404:
        return answer_problem(request, no_such_thing(), headers)
    text = tr("cara ini tidak berlaku untuk alamat ini")
    return answer_problem(request, problem(error.status_code, "wrong-method", text), headers)


def _on_rejection(request: Request, error: Exception) -> Response:
    assert isinstance(error, Rejection)  # noqa: S101 (registered for it)
    return answer_problem(request, error.problem, error.headers)


def _on_refusal(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refusal)  # noqa: S101 (registered for it)
    return answer_problem(request, problem(error.status, error.rule, error.text, error.hint))


def _on_faults(request: Request, error: Exception) -> Response:
    assert isinstance(error, Faults)  # noqa: S101 (registered for it)
    return answer_problem(request, faulty_body(error.faults).problem)


def _on_store_fault(request: Request, error: Exception) -> Response:
    assert isinstance(error, StoreFault)  # noqa: S101 (registered for it)
    return answer_problem(request, problem(error.status, error.rule, error.text))


def _on_failure(request: Request, _: Exception) -> Response:
    return answer_problem(request, internal())
