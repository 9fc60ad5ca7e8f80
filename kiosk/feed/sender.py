"""Sending commands, repeated under one key until answered or the deadline is over, and fetching documents and slips."""

import asyncio
import random
import secrets
from datetime import date, datetime
from typing import TYPE_CHECKING, Final, TypeVar

from attrs import frozen

from kiosk.feed.errors import ANSWERED, NOT_A_BOARD, NOT_JSON, SILENT, FeedError, catch_unforeseen, status_error
from kiosk.feed.follower import Backoff, Chance, Sleep, open_client
from kiosk.feed.reply import DocumentReader, Reply, accepted_body, parse_json
from kiosk.feed.source import Source
from kiosk.schema.dump import json_line, record_to_json
from kiosk.system.clock import Clock
from kiosk.text.language import Text
from kiosk.wire.answer import CommandResult, IssuedTicket, SearchResult
from kiosk.wire.board import Board, OfficeNow
from kiosk.wire.case import CaseShown
from kiosk.wire.catalogue import Catalogue
from kiosk.wire.command.union import Command, command_to_plain
from kiosk.wire.command.visit import Issue
from kiosk.wire.counter import CounterDocument
from kiosk.wire.measure import DueBoard, Measures
from kiosk.wire.problem import Problem, problem_text, rule_of
from kiosk.wire.ticket import TicketStatus

if TYPE_CHECKING:
    from kiosk.feed.client import Client


@frozen
class CommandAccepted:
    """The command was executed, durably."""

    version: int
    counter: CounterDocument | None = None
    """The counter's new document, for a command to a counter."""
    cases: tuple[CaseShown, ...] = ()
    """The case that the command was about, or those that it opened."""
    issued: IssuedTicket | None = None


@frozen
class CommandRefused:
    """The command was refused: a rule of the office is against it, or the state has moved on."""

    status: int
    rule: str
    text: Text
    hint: Text | None = None


@frozen
class Unreachable:
    """Nobody answered in time. The command may have been executed: sending it again under the same key finds out."""

    text: Text
    url: str


CommandAnswer = CommandAccepted | CommandRefused | Unreachable


T = TypeVar("T")

DEADLINE: Final = 6.0
"""Seconds after which a clerk is told that the server is not reached."""

_TRY_SECONDS: Final = 2.5
"""Seconds that one try may take."""

_TOO_SHORT: Final = 0.25
"""Seconds within which even a healthy server may not answer; no try begins with less left."""


class Sender:
    def __init__(
        self,
        source: Source,
        clock: Clock,
        *,
        deadline: float = DEADLINE,
        chance: Chance = random.random,
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
        """Send *command* until it is answered or the deadline is over, every try under the same *key*.

        A key has one effect, however often it is sent: pass the key of an unreachable try to send that again.
        """
        key = key or secrets.token_hex(16)
        until = self._clock.monotonic() + self._deadline
        backoff = Backoff(self._chance)
        error_text = SILENT
        client = await self._open_client()
        while (left := until - self._clock.monotonic()) > _TOO_SHORT:
            try:
                with catch_unforeseen():
                    return await self._try(client, command, key, min(left, _TRY_SECONDS))
            except FeedError as error:
                error_text = error.text
            await self._sleep(max(0.0, min(backoff.next(), until - self._clock.monotonic())))
        return Unreachable(error_text, self._source.url)

    async def counter(self, counter: str) -> CounterDocument | CommandRefused | Unreachable:
        return await self._fetch(CounterDocument, self._source.counter(counter))

    async def find(self, query: str) -> SearchResult | CommandRefused | Unreachable:
        """Find the visits of today and the cases by a number, a code or words."""
        return await self._fetch(SearchResult, self._source.visits(query))

    async def due(self) -> DueBoard | CommandRefused | Unreachable:
        return await self._fetch(DueBoard, self._source.resource("due"))

    async def measures(self, first: date | None, last: date | None) -> Measures | CommandRefused | Unreachable:
        """Fetch the figures of the days from *first* to *last*; without them, of this month."""
        return await self._fetch(Measures, self._source.measures(first, last))

    async def board(self) -> Board | CommandRefused | Unreachable:
        return await self._fetch(Board, self._source.board)

    async def catalogue(self) -> Catalogue | CommandRefused | Unreachable:
        return await self._fetch(Catalogue, self._source.resource("catalogue"))

    async def close(self) -> None:
        if self._client is not None:
            await self._client.close()

    async def _open_client(self) -> "Client":
        async with self._opening:
            if self._client is None:
                self._client = await asyncio.to_thread(open_client, self._source)
            return self._client

    async def _fetch(self, kind: type[T], url: str) -> T | CommandRefused | Unreachable:
        client = await self._open_client()
        try:
            with catch_unforeseen():
                reply = await client.get(url)
                if reply.status >= 400:
                    return self._refused(reply)
                return self._documents.read(kind, reply.body, NOT_JSON)
        except FeedError as error:
            return Unreachable(error.text, self._source.url)

    async def _try(self, client: "Client", command: Command, key: str, patience: float) -> CommandAnswer:
        if isinstance(command, Issue):
            url, body = self._source.resource("tickets"), record_to_json(command)
        else:
            url, body = self._source.resource("commands"), json_line(command_to_plain(command))
        reply = await client.post(url, body.encode(), key, patience)
        # 507, of a server that cannot store anything, does not pass by waiting.
        if reply.status != 507 and (reply.status == 429 or reply.status // 100 not in (2, 4)):
            own = self._refused(reply).text if reply.problem else status_error(reply.status)
            raise FeedError(own or ANSWERED.format(s=reply.status))
        if reply.status >= 400:
            return self._refused(reply)
        if isinstance(command, Issue):
            issued = self._documents.read(IssuedTicket, reply.body, NOT_JSON)
            return CommandAccepted(issued.version, issued=issued)
        done = self._documents.read(CommandResult, reply.body, NOT_JSON)
        return CommandAccepted(done.version, done.counter, done.cases)

    def _refused(self, reply: Reply) -> CommandRefused:
        if reply.problem:
            problem = self._documents.read(Problem, reply.body, NOT_JSON)
            return CommandRefused(reply.status, rule_of(problem), problem_text(problem), problem.hint)
        return CommandRefused(reply.status, "unknown", status_error(reply.status) or NOT_JSON)


@frozen
class Receipt:
    office: OfficeNow
    held: CaseShown | TicketStatus
    at: datetime | None
    """The server's clock, if it was in the answer."""


async def fetch_receipt(source: Source, code: str) -> Receipt:
    """Fetch the case or the ticket of *code* as it stands now, or raise `FeedError`."""
    client = open_client(source)
    try:
        with catch_unforeseen():
            return await _receipt(client, source, code)
    finally:
        await client.close()


async def _receipt(client: "Client", source: Source, code: str) -> Receipt:
    reply = await client.get(source.ticket(code))
    document = parse_json(accepted_body(reply))
    board = accepted_body(await client.get(source.board))
    documents = DocumentReader()
    office = documents.read(Board, board, NOT_A_BOARD).office
    if office is None:
        raise FeedError(NOT_A_BOARD)
    if isinstance(document, dict) and "ticket" in document:
        return Receipt(office, documents.make(TicketStatus, document, NOT_JSON), reply.date)
    return Receipt(office, documents.make(CaseShown, document, NOT_JSON), reply.date)
