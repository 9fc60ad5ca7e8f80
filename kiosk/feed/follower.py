"""Following a board for as long as the terminal runs, by the stream, else by polling; no failure ends it."""

import asyncio
import random
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from kiosk.feed.errors import FeedError, catch_unforeseen, status_error
from kiosk.feed.source import Source
from kiosk.feed.state import FeedState, FeedTracker
from kiosk.system.clock import Clock

if TYPE_CHECKING:
    from kiosk.feed.client import Client
    from kiosk.feed.reply import Reply


Chance = Callable[[], float]
"""Returns numbers from 0 to below 1."""

FIRST_WAIT: Final = 0.5
LONGEST_WAIT: Final = 30.0


class Backoff:
    """Waits of 0.5 s doubling to 30 s, each shortened by up to a half: terminals must not come back all at once."""

    def __init__(self, chance: Chance) -> None:
        self._chance = chance
        self._tries = 0

    def reset(self) -> None:
        self._tries = 0

    def next(self) -> float:
        """Return the seconds to wait after one more failure."""
        wait = min(LONGEST_WAIT, FIRST_WAIT * 2.0 ** min(self._tries, 16))
        self._tries += 1
        return wait * (1.0 - self._chance() / 2)


POLL: Final = 3.0
"""Seconds between two polls where there is no stream."""

STEADY: Final = 15.0
"""Seconds after which a stream that ends is opened again at once."""

Sleep = Callable[[float], Awaitable[None]]


async def follow(
    source: Source,
    clock: Clock,
    known: FeedState | None = None,
    *,
    chance: Chance = random.random,
    sleep: Sleep = asyncio.sleep,
) -> AsyncGenerator[FeedState, None]:
    """Yield the state of *source* whenever it changes or the source shows a sign of life, without end.

    *known* is the state to begin with (the last board on disk). Every failure is a state; nothing is raised but
    cancellation. Close the iterator (`contextlib.aclosing`) or cancel its task to end it.
    """
    client = await asyncio.to_thread(open_client, source)
    try:
        async with aclosing(_Follower(source, clock, known or FeedState(), client, chance, sleep).run()) as states:
            async for state in states:
                yield state
    finally:
        await client.close()


def open_client(source: Source) -> "Client":
    """Import httpx and make a client. Takes 100 to 200 ms: call it in a thread, after the first paint."""
    from kiosk.feed.client import Client  # noqa: PLC0415 (httpx only after the first paint)

    return Client(source)


class _Follower:
    def __init__(
        self, source: Source, clock: Clock, known: FeedState, client: "Client", chance: Chance, sleep: Sleep
    ) -> None:
        self._source = source
        self._clock = clock
        self._client = client
        self._sleep = sleep
        self._tracker = FeedTracker(source, clock, known)
        self._backoff = Backoff(chance)

    async def run(self) -> AsyncGenerator[FeedState, None]:
        """Stream; when that ends, poll until the stream is to be tried again."""
        while True:
            if self._source.is_endpoint:
                async with aclosing(self._stream()) as states:
                    async for state in states:
                        yield state
            wait = self._backoff.next()
            async with aclosing(self._poll_for(wait)) as states:
                async for state in states:
                    yield state

    async def _stream(self) -> AsyncGenerator[FeedState, None]:
        opened, sent, has_board = self._clock.monotonic(), self._clock.now(), False
        try:
            with catch_unforeseen():
                async with (
                    self._client.stream(self._source.resource("events")) as stream,
                    aclosing(stream.messages) as messages,
                ):
                    self._tracker.record_server_time(stream.date, sent)
                    async for message in messages:
                        if message is not None:
                            has_board = True
                            yield self._tracker.apply_event(message)
                        elif has_board:  # before, a comment says nothing about the board on the screen
                            yield self._tracker.record_contact()
                        async for state in self._complete():
                            yield state
        except FeedError:
            if self._clock.monotonic() - opened > STEADY:
                self._backoff.reset()

    async def _poll_for(self, wait: float) -> AsyncGenerator[FeedState, None]:
        """Poll for *wait* seconds; after a poll that fails, only wait."""
        until = self._clock.monotonic() + wait
        while True:
            try:
                with catch_unforeseen():
                    yield await self._poll()
                    async for state in self._complete():
                        yield state
            except FeedError as error:
                rest = max(0.0, until - self._clock.monotonic())
                yield self._tracker.record_failure(error.text, self._clock.now() + timedelta(seconds=rest))
                await self._sleep(rest)
                return
            if not self._source.is_endpoint:
                self._backoff.reset()
                await self._sleep(POLL)
                return
            rest = until - self._clock.monotonic()
            await self._sleep(max(0.0, min(POLL, rest)))
            if rest <= POLL:
                return

    async def _poll(self) -> FeedState:
        sent = self._clock.now()
        reply = await self._get(self._source.board, self._tracker.etag)
        state = self._tracker.apply_poll(reply, sent)
        if state.counter is not None and self._source.token:  # the board, which may be unchanged, is not the counter's
            self._tracker.apply_counter((await self._get(self._source.counter(state.counter.id))).body)
        return self._tracker.state

    async def _complete(self) -> AsyncGenerator[FeedState, None]:
        """Fetch what the board refers to and the terminal lacks: the catalogue, and SOPs that are no longer in it."""
        if address := self._tracker.catalogue_to_fetch():
            try:
                with catch_unforeseen():
                    yield self._tracker.apply_catalogue((await self._get(address)).body)
            except FeedError:
                yield self._tracker.postpone_catalogue()
        while digest := self._tracker.sop_to_fetch():
            try:
                with catch_unforeseen():
                    yield self._tracker.apply_sop(digest, (await self._get(self._source.sop(digest))).body)
            except FeedError:
                self._tracker.apply_sop(digest, None)

    async def _get(self, url: str, etag: str | None = None) -> "Reply":
        reply = await self._client.get(url, etag)
        if wrong := status_error(reply.status):
            raise FeedError(wrong)
        return reply
