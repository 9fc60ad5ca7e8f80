"""Around every answer: the endpoint's own date, and plain words with a request's id when nothing is done."""

import secrets
from collections.abc import Callable, Iterable
from datetime import datetime
from email.utils import format_datetime
from http import HTTPStatus
from typing import Final

from attrs import evolve
from starlette.responses import Response
from starlette.routing import BaseRoute, Router
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kiosk.endpoint.http.problems import CLOSE, HttpProblem, http_problem_of, problem_response
from kiosk.endpoint.http.tries import Tries
from kiosk.endpoint.http.turn import InTurn
from kiosk.endpoint.trouble import Troubles
from kiosk.system.clock import Clock
from kiosk.text.language import tr
from kiosk.wire.problem import rule_of

_REQUEST: Final = "kiosk.request"

_NOTED: Final = {400, 401, 403, 408, 413, 414, 415, 421, 429, 431, 501, 503, 505, 507}
"""Statuses of troubles; the others are of ordinary work, or are noted with their exception."""

Check = Callable[[Scope], None]
"""Looks at the head of a request, and raises a `HttpProblem` where it finds something wrong."""


class Frame:
    """Frames every answer of one endpoint."""

    def __init__(self, clock: Clock, troubles: Troubles, tries: Tries) -> None:
        self._date = _Date(clock)
        self._troubles = troubles
        self._tries = tries

    def around(self, routes: Iterable[BaseRoute], in_turn: InTurn, checks: Iterable[Check]) -> ASGIApp:
        """The application of *routes*: one layer around them, so that the board costs little more than its bytes.

        A request waits until it is its turn and passes the *checks* first, in that order. Every answer is framed; to
        whatever is raised on the way a problem document is the answer.
        """
        router, passed = Router(list(routes), redirect_slashes=False), tuple(checks)

        async def framed(scope: Scope, receive: Receive, send: Send) -> None:
            begun = False

            async def framing(message: Message) -> None:
                nonlocal begun
                if message["type"] == "http.response.start":
                    begun = True
                    message["headers"] = [*message["headers"], *self._lines()]
                await send(message)

            scope["app"] = self  # else Starlette answers by itself what nobody is there for
            try:
                await in_turn.come(scope)
                for check in passed:
                    check(scope)
                await router(scope, receive, framing)
            except Exception as error:
                if begun:
                    self._failed(scope, error)
                else:
                    await self._instead(scope, error)(scope, receive, framing)

        return framed

    def _instead(self, scope: Scope, error: Exception) -> Response:
        """What is answered instead, since *error* was raised."""
        problem = http_problem_of(error)
        if problem.__cause__ is error:
            self._failed(scope, error)
        return self._answer(scope, problem)

    def _failed(self, scope: Scope, error: Exception) -> None:
        self._troubles.note(f"internal {type(error).__name__}", _said(scope), error)

    def _answer(self, scope: Scope, problem: HttpProblem) -> Response:
        """The answer that says *problem* with the request's id; 429 to an address that brings too many wrong tokens."""
        if problem.status == 401 and (wait := self._tries.wait(_address(scope))) is not None:
            text = tr("terlalu banyak token yang tidak dikenal")
            problem = HttpProblem(429, "too-many-tries", text, headers={"retry-after": str(wait)})
        if problem.status in _NOTED:
            self._troubles.note(rule_of(problem.problem), _said(scope))
        body = evolve(problem.problem, instance=f"urn:kiosk:request:{_id(scope)}")
        return problem_response(body, problem.headers)

    def raw(self, problem: HttpProblem, address: str) -> bytes:
        """The same to *address*, as bytes, where no request was read; the connection is closed after it."""
        problem.headers |= CLOSE
        answer = self._answer({"client": (address, 0)}, problem)
        lines = [b"HTTP/1.1 %d %s" % (answer.status_code, HTTPStatus(answer.status_code).phrase.encode())]
        lines += [b"%s: %s" % line for line in (*answer.raw_headers, *self._lines())]
        return b"\r\n".join((*lines, b"", bytes(answer.body)))

    def _lines(self) -> tuple[tuple[bytes, bytes], ...]:
        return (b"date", self._date.now()), (b"x-content-type-options", b"nosniff")


def _address(scope: Scope) -> str:
    return str((scope.get("client") or ("?",))[0])


def _id(scope: Scope) -> str:
    """The id by which the log and the one who asked speak of the request, made when there is something to say of it."""
    known: str | None = scope.get(_REQUEST)
    return known or scope.setdefault(_REQUEST, secrets.token_hex(8))


def _said(scope: Scope) -> str:
    """Who asked what, for the log; without the end of the path, where the secret code of a ticket may be."""
    asked = f"{scope['method']} {'/'.join(scope['path'].split('/')[:3])}" if "path" in scope else "no request"
    return f"{_address(scope)}: {asked} (request {_id(scope)})"


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
