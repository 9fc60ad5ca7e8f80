"""Sending commands, repeated under one key until they are answered or time is up, and asking for documents."""

import asyncio
import random
import secrets
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Final, TypeVar

from attrs import frozen

from kiosk.feed.errors import ANSWERED, NOT_JSON, SILENT, FeedError, catch_unforeseen, status_error
from kiosk.feed.follower import Backoff, Sleep, open_client
from kiosk.feed.reply import DocumentReader
from kiosk.feed.source import Source
from kiosk.schema.dump import json_line, record_to_json
from kiosk.system.clock import Clock
from kiosk.text.language import Text
from kiosk.wire.answer import CommandResult, IssuedTicket, SearchResult
from kiosk.wire.board import Board
from kiosk.wire.case import CaseShown
from kiosk.wire.catalogue import Catalogue
from kiosk.wire.command.union import Command, command_to_plain
from kiosk.wire.command.visit import Issue
from kiosk.wire.counter import CounterDocument
from kiosk.wire.measure import DueBoard, Measures
from kiosk.wire.problem import Problem, problem_text, rule_of

if TYPE_CHECKING:
    from kiosk.feed.client import Client
    from kiosk.feed.reply import Reply


@frozen
class CommandAccepted:
    """It was done, durably."""

    version: int
    counter: CounterDocument | None = None
    """The counter's new document, for a command to a counter."""
    cases: tuple[CaseShown, ...] = ()
    """The case that it was about, or those that it opened."""
    issued: IssuedTicket | None = None
    """The number given out, for `Issue`."""


@frozen
class CommandRefused:
    """It was not done: a rule of the office is against it, or the state has moved on."""

    status: int
    rule: str
    text: Text
    hint: Text | None = None


@frozen
class Unreachable:
    """Nobody answered in time. It may have been done all the same: sending it again under the same key finds out."""

    text: Text
    url: str
    """Who it was that was asked."""


CommandAnswer = CommandAccepted | CommandRefused | Unreachable


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
        self._documents = DocumentReader()
        self._opening = asyncio.Lock()
        self._client: Client | None = None

    async def send(self, command: Command, key: str | None = None) -> CommandAnswer:
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
            except FeedError as error:
                trouble = error.text
            await self._sleep(max(0.0, min(backoff.next(), until - self._clock.monotonic())))
        return Unreachable(trouble, self._source.url)

    async def look(self, counter: str) -> CounterDocument | CommandRefused | Unreachable:
        """The document of a counter as it is now, for whoever was refused and does not follow the stream."""
        return await self._got(CounterDocument, self._source.counter(counter))

    async def find(self, asked: str) -> SearchResult | CommandRefused | Unreachable:
        """The visits of today and the cases of a number, a code or words."""
        return await self._got(SearchResult, self._source.visits(asked))

    async def due(self) -> DueBoard | CommandRefused | Unreachable:
        """What falls due, for whoever works behind the counters."""
        return await self._got(DueBoard, self._source.due)

    async def measures(self, first: date | None, last: date | None) -> Measures | CommandRefused | Unreachable:
        """The figures of the days from *first* to *last*, or of this month, for whoever answers for them."""
        return await self._got(Measures, self._source.measures(first, last))

    async def board(self) -> Board | CommandRefused | Unreachable:
        """The public state of the office."""
        return await self._got(Board, self._source.board)

    async def catalogue(self) -> Catalogue | CommandRefused | Unreachable:
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

    async def _got(self, kind: type[T], url: str) -> T | CommandRefused | Unreachable:
        client = await self._opened()
        try:
            with catch_unforeseen():
                reply = await client.get(url)
                if reply.status >= 400:
                    return self._refused(reply)
                return self._documents.read(kind, reply.body, NOT_JSON)
        except FeedError as error:
            return Unreachable(error.text, self._source.url)

    async def _once(self, client: "Client", command: Command, key: str, patience: float) -> CommandAnswer:
        if isinstance(command, Issue):
            reply = await client.post(self._source.tickets, record_to_json(command).encode(), key, patience)
        else:
            reply = await client.post(
                self._source.commands, json_line(command_to_plain(command)).encode(), key, patience
            )
        if reply.status != _DISK_FULL and (reply.status == 429 or reply.status // 100 not in (2, 4)):
            own = self._refused(reply).text if reply.problem else status_error(reply.status)
            raise FeedError(own or ANSWERED.format(s=reply.status))
        if reply.status >= 400:
            return self._refused(reply)
        if isinstance(command, Issue):
            issued = self._documents.read(IssuedTicket, reply.body, NOT_JSON)
            return CommandAccepted(issued.version, issued=issued)
        done = self._documents.read(CommandResult, reply.body, NOT_JSON)
        return CommandAccepted(done.version, done.counter, done.cases)

    def _refused(self, reply: "Reply") -> CommandRefused:
        if reply.problem:
            problem = self._documents.read(Problem, reply.body, NOT_JSON)
            return CommandRefused(reply.status, rule_of(problem), problem_text(problem), problem.hint)
        return CommandRefused(reply.status, "unknown", status_error(reply.status) or NOT_JSON)
