"""What a terminal has learnt so far: every answer and every failure makes the next `FeedState` of the last."""

from datetime import datetime, timedelta
from typing import Final

from attrs import evolve, frozen

from kiosk.feed.errors import NOT_A_BOARD, NOT_JSON
from kiosk.feed.reply import DocumentReader, Reply, ServerEvent
from kiosk.feed.source import Source
from kiosk.feed.state import FeedState
from kiosk.system.clock import Clock
from kiosk.text.language import Text
from kiosk.wire.board import Board
from kiosk.wire.catalogue import Catalogue, ShownSop

_SECOND = timedelta(seconds=1)


@frozen
class ClockOffset:
    """How far a server's clock is from the terminal's, told from the `Date` of its answers.

    A `Date` is cut to the second, so that one answer only says between which bounds the difference lies; every further
    answer narrows them. There are none before the first answer.
    """

    low: timedelta | None = None
    high: timedelta | None = None

    def heard(self, date: datetime, sent: datetime, received: datetime) -> "ClockOffset":
        """Take in an answer of *date*, asked for and received at those times of the terminal's clock.

        Where it contradicts what was known, one of the clocks was set: only the new answer counts then.
        """
        low, high = date - received, date + _SECOND - sent
        if self.low is None or self.high is None or low > self.high or high < self.low:
            return ClockOffset(low, high)
        return ClockOffset(max(low, self.low), min(high, self.high))

    @property
    def best(self) -> timedelta:
        """The server's clock less the terminal's: none where the bounds allow it, else the middle of them."""
        if self.low is None or self.high is None or self.low <= timedelta() <= self.high:
            return timedelta()
        return self.low + (self.high - self.low) / 2


AGAIN: Final = 30.0
"""Seconds until a catalogue that could not be had is asked for again."""


class FeedTracker:
    """Keeps `seen` up to date with what one source says."""

    def __init__(self, source: Source, clock: Clock, known: FeedState) -> None:
        self.seen = evolve(known, live=False, attempt=0, retry_at=None, trouble=None)
        self.etag: str | None = None
        """Of the board last read, for conditional requests."""
        self._source = source
        self._clock = clock
        self._offset = ClockOffset()
        self._documents = DocumentReader()
        self._settled: set[str] = set()
        """Digests of SOPs that need not be asked for: they were answered, or nobody has them."""
        self._not_before = 0.0

    def told_time(self, date: datetime | None, sent: datetime) -> None:
        """An answer carried the server's clock; it was asked for at *sent*."""
        if date is not None:
            self._offset = self._offset.heard(date, sent, self._clock.now())

    def contact(self) -> FeedState:
        """The server is alive, and what is seen is what it has."""
        offset = self._offset.best
        fresh = self._source.is_endpoint and self.seen.board is not None
        as_of = self._clock.now() + offset if fresh else self.seen.as_of
        self.seen = evolve(self.seen, as_of=as_of, offset=offset, live=True, attempt=0, retry_at=None, trouble=None)
        return self.seen

    def polled(self, reply: Reply, sent: datetime) -> FeedState:
        """A poll of the board was answered: with a board, or with 304.

        Raises:
            Trouble: when what came is no board.
        """
        self.told_time(reply.date, sent)
        if reply.status != 304:
            self._take(self._documents.read(Board, reply.body, NOT_A_BOARD), reply.modified)
            self.etag = reply.etag
        return self.contact()

    def streamed(self, message: ServerEvent) -> FeedState:
        """The stream said something; a kind of message of a newer endpoint is only a sign of life.

        Raises:
            Trouble: when what came is not what it is called.
        """
        if message.event == "board":
            self._take(self._documents.read(Board, message.data, NOT_A_BOARD), None)
            self.etag = message.id or None
        elif message.event == "counter":
            self.counter(message.data)
        return self.contact()

    def counter(self, data: bytes | str) -> None:
        """The document of this terminal's counter has come.

        Raises:
            Trouble: when it is none.
        """
        from kiosk.wire.counter import CounterDocument  # noqa: PLC0415 (a lobby has no counter)

        self.seen = evolve(self.seen, counter=self._documents.read(CounterDocument, data, NOT_JSON))

    def failed(self, text: Text, retry_at: datetime) -> FeedState:
        """A try had no answer; what is known stays."""
        self.seen = evolve(self.seen, live=False, attempt=self.seen.attempt + 1, retry_at=retry_at, trouble=text)
        return self.seen

    def wanted_catalogue(self) -> str | None:
        """Where the catalogue lies that the board speaks of, if it is to be fetched now."""
        ref = self.seen.board.catalogue if self.seen.board else None
        if ref is None or self._has_the_catalogue or self._clock.monotonic() < self._not_before:
            return None
        address = self._source.catalogue(ref.url)
        if address is None:
            self._documents.note("board: catalogue.url: lies on another server and is not fetched")
            self.no_catalogue()
        return address

    def catalogue(self, body: bytes) -> FeedState:
        """The catalogue has come; SOPs that it has again need not be kept beside it.

        Raises:
            Trouble: when it is none.
        """
        made = self._documents.read(Catalogue, body, NOT_JSON)
        self._settled.clear()
        self.seen = evolve(self.seen, catalogue=made, outdated=False)
        return self.seen if self._has_the_catalogue else self.no_catalogue()

    def no_catalogue(self) -> FeedState:
        """The one that the board names could not be had, or another came; ask again later."""
        self._not_before = self._clock.monotonic() + AGAIN
        self.seen = evolve(self.seen, outdated=True)
        return self.seen

    @property
    def _has_the_catalogue(self) -> bool:
        """The catalogue seen is the one that the board names, or the board names none."""
        ref, catalogue = self.seen.board.catalogue if self.seen.board else None, self.seen.catalogue
        return ref is None or (catalogue is not None and catalogue.digest == ref.digest)

    def wanted_sop(self) -> str | None:
        """Digest of an SOP that somebody's visit follows and that nobody here knows, if there is one."""
        if not self._source.is_endpoint or self.seen.catalogue is None:
            return None
        known = {sop.digest for sop in (*self.seen.catalogue.sops, *self.seen.frozen_sops)}
        return next(iter(sorted(self._followed() - known - self._settled)), None)

    def sop(self, digest: str, body: bytes | None) -> FeedState:
        """The SOP of *digest* has come, or nobody has it. Those that no visit follows any more are let go.

        Raises:
            Trouble: when it is no SOP.
        """
        self._settled.add(digest)
        if body is not None:
            followed = self._followed()
            kept = tuple(sop for sop in self.seen.frozen_sops if sop.digest in followed)
            self.seen = evolve(self.seen, frozen_sops=(*kept, self._documents.read(ShownSop, body, NOT_JSON)))
        return self.seen

    def _followed(self) -> set[str]:
        calls = self.seen.board.calls if self.seen.board else ()
        visit = self.seen.counter.visit if self.seen.counter else None
        return {call.sop for call in calls if call.sop} | ({visit.sop} if visit else set())

    def _take(self, board: Board, modified: datetime | None) -> None:
        """Make *board* the one seen, unless it is an older one of the same world."""
        before = self.seen.board
        if before is not None and board.epoch and board.epoch == before.epoch and board.version < before.version:
            return
        if before is not None and board.epoch != before.epoch:
            self._settled.clear()
            self.seen = evolve(self.seen, counter=None, frozen_sops=())
        as_of = self.seen.as_of if self._source.is_endpoint else board.at or modified or self._clock.now()
        self.seen = evolve(self.seen, board=board, as_of=as_of)
        if self._has_the_catalogue:
            self.seen = evolve(self.seen, outdated=False)
