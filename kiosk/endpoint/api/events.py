"""The event stream: the whole board at every change, a counter's document to its own terminal, else a comment.

A plain ASGI application, one coroutine a client. Nothing is queued for a slow client: when it reads again it gets the
newest state.
"""

import asyncio
from collections.abc import Iterator
from typing import Final

from attrs import evolve
from starlette.requests import HTTPConnection
from starlette.types import Receive, Scope, Send

from kiosk.endpoint.api.access import Authenticator
from kiosk.endpoint.api.openapi import ResponseContent
from kiosk.endpoint.engine.publisher import Publisher
from kiosk.endpoint.http.responses import CORS_HEADERS, HttpProblem
from kiosk.endpoint.store.interface import TerminalRecord
from kiosk.schema.dump import record_to_json
from kiosk.visit.desk.guard import RuleViolation
from kiosk.visit.show.document import counter_document
from kiosk.wire.counter import CounterDocument

_HEADERS: Final = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
    *((name.encode(), value.encode()) for name, value in CORS_HEADERS.items()),
]

_COMMENT: Final = b":\n\n"


EVENT_STREAM: Final = ResponseContent(media="text/event-stream")


class EventRoute:
    """The whole board at every change, and to the terminal of a counter its document, as server-sent events."""

    def __init__(self, publisher: Publisher, tokens: Authenticator, comment_every: float) -> None:
        self._publisher = publisher
        self._tokens = tokens
        self._comment_every = comment_every

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one client until it leaves or the endpoint ends."""
        connection = HTTPConnection(scope)
        terminal = self._tokens.who_asks(connection)
        await send({"type": "http.response.start", "status": 200, "headers": _HEADERS})
        if scope["method"] == "GET":
            with self._publisher.following() as woken:
                leaving = asyncio.create_task(_left(receive))
                leaving.add_done_callback(lambda _: woken.set())
                try:
                    news = _News(self._publisher, terminal)
                    while not self._publisher.closed and not leaving.done() and self._lets_in(connection):
                        await self._tell(news, woken, send)
                finally:
                    leaving.cancel()
        await send({"type": "http.response.body", "body": b""})

    def _lets_in(self, connection: HTTPConnection) -> bool:
        """Return whether the token is still valid: revoking it ends the stream."""
        try:
            self._tokens.who_asks(connection)
        except HttpProblem:
            return False
        return True

    async def _tell(self, news: "_News", woken: asyncio.Event, send: Send) -> None:
        """Send what is new, then wait for more or until a comment is due."""
        woken.clear()
        for message in news.unsent():
            await send({"type": "http.response.body", "body": message, "more_body": True})
        try:
            async with asyncio.timeout(self._comment_every):
                await woken.wait()
        except TimeoutError:
            await send({"type": "http.response.body", "body": _COMMENT, "more_body": True})


class _News:
    """What one client was sent last, and so what is new to it."""

    def __init__(self, publisher: Publisher, terminal: TerminalRecord | None) -> None:
        self._publisher = publisher
        self._terminal = terminal
        self._etag: str | None = None
        self._document: CounterDocument | None = None

    def unsent(self) -> Iterator[bytes]:
        published = self._publisher.published
        if published.etag != self._etag:
            self._etag = published.etag
            yield b"event: board\nid: " + published.etag.encode() + b"\ndata: " + published.body + b"\n\n"
        document = self._counter_document()
        if document is not None and (self._document is None or _still(document) != _still(self._document)):
            self._document = document
            yield b"event: counter\ndata: " + record_to_json(document).encode() + b"\n\n"

    def _counter_document(self) -> CounterDocument | None:
        if self._terminal is None or self._terminal.counter is None:
            return None
        publisher, counter = self._publisher, self._terminal.counter
        try:
            return counter_document(publisher.state, publisher.pack, counter, publisher.now())
        except RuleViolation:
            return None  # the office no longer has that counter


def _still(document: CounterDocument) -> CounterDocument:
    """Return the document without the seconds that run although nothing happens."""
    return evolve(
        document,
        version=0,
        at=document.at.min,
        visit=document.visit and evolve(document.visit, served=0),
        line=tuple(evolve(waiting, waited=0) for waiting in document.line),
    )


async def _left(receive: Receive) -> None:
    """Return when the client has left."""
    while (await receive())["type"] != "http.disconnect":
        pass
