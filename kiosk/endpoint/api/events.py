"""The event stream: the whole board at every change, a counter's document to its own terminal, else a comment.

A plain ASGI application, one coroutine a client. Nothing is queued for a slow client: when it reads again it gets the
newest state.
"""

import asyncio
from collections.abc import Iterator
from typing import Final

from attrs import define, evolve, frozen
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

EVENT_STREAM: Final = ResponseContent(media="text/event-stream")


@frozen
class EventRoute:
    """The whole board at every change, and to the terminal of a counter its document, as server-sent events."""

    publisher: Publisher
    tokens: Authenticator
    comment_seconds: float

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one client until it leaves or the endpoint ends."""
        connection = HTTPConnection(scope)
        terminal = self.tokens.authenticate(connection)
        await send({"type": "http.response.start", "status": 200, "headers": _HEADERS})
        if scope["method"] == "GET":
            with self.publisher.follow() as woken:
                leaving = asyncio.create_task(_disconnected(receive))
                leaving.add_done_callback(lambda _: woken.set())
                try:
                    news = _News(self.publisher, terminal)
                    while not self.publisher.closed and not leaving.done() and self._is_authenticated(connection):
                        await self._send_news(news, woken, send)
                finally:
                    leaving.cancel()
        await send({"type": "http.response.body", "body": b""})

    def _is_authenticated(self, connection: HTTPConnection) -> bool:
        """Return whether the token is still valid: revoking it ends the stream."""
        try:
            self.tokens.authenticate(connection)
        except HttpProblem:
            return False
        return True

    async def _send_news(self, news: "_News", woken: asyncio.Event, send: Send) -> None:
        """Send what is new, then wait for more or until a comment is due."""
        woken.clear()
        for message in news.new_messages():
            await send({"type": "http.response.body", "body": message, "more_body": True})
        try:
            async with asyncio.timeout(self.comment_seconds):
                await woken.wait()
        except TimeoutError:
            await send({"type": "http.response.body", "body": b":\n\n", "more_body": True})


@define
class _News:
    """What one client was sent last, and so what is new to it."""

    publisher: Publisher
    terminal: TerminalRecord | None
    etag: str | None = None
    document: CounterDocument | None = None

    def new_messages(self) -> Iterator[bytes]:
        published = self.publisher.published
        if published.etag != self.etag:
            self.etag = published.etag
            yield b"event: board\nid: " + published.etag.encode() + b"\ndata: " + published.body + b"\n\n"
        document = self._counter_document()
        if document is not None and (self.document is None or _timeless(document) != _timeless(self.document)):
            self.document = document
            yield b"event: counter\ndata: " + record_to_json(document).encode() + b"\n\n"

    def _counter_document(self) -> CounterDocument | None:
        if self.terminal is None or self.terminal.counter is None:
            return None
        publisher, counter = self.publisher, self.terminal.counter
        try:
            return counter_document(publisher.state, publisher.pack, counter, publisher.now())
        except RuleViolation:
            return None  # the office no longer has that counter


def _timeless(document: CounterDocument) -> CounterDocument:
    """Return the document without the seconds that run although nothing happens."""
    return evolve(
        document,
        version=0,
        at=document.at.min,
        visit=document.visit and evolve(document.visit, served=0),
        line=tuple(evolve(waiting, waited=0) for waiting in document.line),
    )


async def _disconnected(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
