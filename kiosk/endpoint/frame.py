"""Around every answer: the endpoint's own date, a request's id, and plain words when the program itself fails."""

import logging
import secrets
from collections.abc import Awaitable, Callable, MutableMapping, Sequence
from datetime import datetime
from email.utils import format_datetime
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
from kiosk.endpoint.problems import Rejection, faulty_body, internal, no_such_thing, problem, problem_response
from kiosk.endpoint.store.base import StoreFault
from kiosk.language import Text
from kiosk.structure.fault import Faults
from kiosk.visit.refusal import Refusal
from kiosk.wire.problem import Problem

_REQUEST: Final = "kiosk.request"

_log = logging.getLogger(__name__)


def framed(routes: list[BaseRoute], clock: Clock, before: Sequence[Middleware] = ()) -> ASGIApp:
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
    return _Frame(app, clock)


def answer_problem(request: Request, body: Problem, headers: dict[str, str] | None = None) -> Response:
    """The answer that says *body*, with the request's id in it."""
    return problem_response(evolve(body, instance=f"urn:kiosk:request:{request.scope[_REQUEST]}"), headers)


class _Frame:
    def __init__(self, app: ASGIApp, clock: Clock) -> None:
        self._app = app
        self._date = _Date(clock)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        scope[_REQUEST] = secrets.token_hex(8)
        try:
            await self._app(scope, receive, self._framing(send))
        except Exception:
            _log.exception("request %s: %s %s failed", scope[_REQUEST], scope.get("method"), ascii(scope.get("path")))

    def _framing(self, send: Send) -> Callable[[MutableMapping[str, Any]], Awaitable[None]]:
        async def framing(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [
                    *message["headers"],
                    (b"date", self._date.now()),
                    (b"x-content-type-options", b"nosniff"),
                ]
            await send(message)

        return framing


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
    text = Text("cara ini tidak berlaku untuk alamat ini", "this method does not fit this address")
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
