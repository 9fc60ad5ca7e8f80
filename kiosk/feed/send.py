"""Sending commands, repeated under one key until they are answered or time is up, and asking for documents."""

import asyncio
import random
import secrets
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Final, TypeVar

from kiosk.clock import Clock
from kiosk.feed.answer import Accepted, Answer, Refused, Unreachable
from kiosk.feed.backoff import Backoff
from kiosk.feed.document import Documents
from kiosk.feed.follow import Sleep, open_client
from kiosk.feed.source import Source
from kiosk.feed.trouble import ANSWERED, NOT_JSON, SILENT, Trouble, catch_unforeseen, status_trouble
from kiosk.wire.answer import Done, Issued
from kiosk.wire.board import Board
from kiosk.wire.catalogue import Catalogue
from kiosk.wire.command.union import Command, command_to_plain
from kiosk.wire.command.visit import Issue
from kiosk.wire.counter import CounterDocument
from kiosk.wire.encode import encoded, one_line
from kiosk.wire.measure import DueBoard, Measures
from kiosk.wire.problem import Problem, detailed, rule_of
from kiosk.wire.search import Found

if TYPE_CHECKING:
    from kiosk.feed.client import Client
    from kiosk.feed.reply import Reply

T = TypeVar("T")

DEADLINE: Final = 6.0
"""Seconds after which a clerk is told that the server is not reached."""

_AT_ONCE: Final = 2.5
"""Seconds that one try may take before the next is made."""

_TOO_SHORT: Final = 0.25
"""Seconds in which even a server that is well may not answer; no try is begun with less."""

_DISK_FULL: Final = 507
"""The server's answer that nothing was kept, and that no waiting mends."""


class Sender:
    """Sends commands to one endpoint."""

    def __init__(
        self,
        source: Source,
        clock: Clock,
        *,
        deadline: float = DEADLINE,
        chance: Callable[[], float] = random.random,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._source = source
        self._clock = clock
        self._deadline = deadline
        self._chance = chance
        self._sleep = sleep
        self._documents = Documents()
        self._opening = asyncio.Lock()
        self._client: Client | None = None

    async def send(self, command: Command, key: str | None = None) -> Answer:
        """Send *command* until it is answered or the deadline is over; every try carries the same *key*.

        A key has one effect, however often it is sent: give the key of an unreachable try to send that again.
        """
        key = key or secrets.token_hex(16)
        until = self._clock.monotonic() + self._deadline
        backoff = Backoff(self._chance)
        trouble = SILENT
        client = await self._opened()
        while (left := until - self._clock.monotonic()) > _TOO_SHORT:
            try:
                with catch_unforeseen():
                    return await self._once(client, command, key, min(left, _AT_ONCE))
            except Trouble as error:
                trouble = error.text
            await self._sleep(max(0.0, min(backoff.next(), until - self._clock.monotonic())))
        return Unreachable(trouble, self._source.url)

    async def look(self, counter: str) -> CounterDocument | Refused | Unreachable:
        """The document of a counter as it is now, for whoever was refused and does not follow the stream."""
        return await self._got(CounterDocument, self._source.counter(counter))

    async def find(self, asked: str) -> Found | Refused | Unreachable:
        """The visits of today and the cases of a number, a code or words."""
        return await self._got(Found, self._source.visits(asked))

    async def due(self) -> DueBoard | Refused | Unreachable:
        """What falls due, for whoever works behind the counters."""
        return await self._got(DueBoard, self._source.due)

    async def measures(self, first: date | None, last: date | None) -> Measures | Refused | Unreachable:
        """The figures of the days from *first* to *last*, or of this month, for whoever answers for them."""
        return await self._got(Measures, self._source.measures(first, last))

    async def board(self) -> Board | Refused | Unreachable:
        """The public state of the office."""
        return await self._got(Board, self._source.board)

    async def catalogue(self) -> Catalogue | Refused | Unreachable:
        """The office and its standards as terminals show them."""
        return await self._got(Catalogue, self._source.whole_catalogue)

    async def close(self) -> None:
        """Close every connection."""
        if self._client is not None:
            await self._client.close()

    async def _opened(self) -> "Client":
        async with self._opening:
            if self._client is None:
                self._client = await asyncio.to_thread(open_client, self._source)
            return self._client

    async def _got(self, kind: type[T], url: str) -> T | Refused | Unreachable:
        client = await self._opened()
        try:
            with catch_unforeseen():
                reply = await client.get(url)
                if reply.status >= 400:
                    return self._refused(reply)
                return self._documents.read(kind, reply.body, NOT_JSON)
        except Trouble as error:
            return Unreachable(error.text, self._source.url)

    async def _once(self, client: "Client", command: Command, key: str, patience: float) -> Answer:
        if isinstance(command, Issue):
            reply = await client.post(self._source.tickets, encoded(command).encode(), key, patience)
        else:
            reply = await client.post(
                self._source.commands, one_line(command_to_plain(command)).encode(), key, patience
            )
        if reply.status != _DISK_FULL and (reply.status == 429 or reply.status // 100 not in (2, 4)):
            own = self._refused(reply).text if reply.problem else status_trouble(reply.status)
            raise Trouble(own or ANSWERED.format(s=reply.status))
        if reply.status >= 400:
            return self._refused(reply)
        if isinstance(command, Issue):
            issued = self._documents.read(Issued, reply.body, NOT_JSON)
            return Accepted(issued.version, issued=issued)
        done = self._documents.read(Done, reply.body, NOT_JSON)
        return Accepted(done.version, done.counter, done.cases)

    def _refused(self, reply: "Reply") -> Refused:
        if reply.problem:
            problem = self._documents.read(Problem, reply.body, NOT_JSON)
            return Refused(reply.status, rule_of(problem), detailed(problem), problem.hint)
        return Refused(reply.status, "unknown", status_trouble(reply.status) or NOT_JSON)
