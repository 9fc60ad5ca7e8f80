"""The state of a feed, from which screens are painted, and the tracker that keeps it up to date."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from attrs import evolve, frozen

from kiosk.feed.errors import NOT_A_BOARD, NOT_JSON
from kiosk.feed.reply import DocumentReader, Reply, ServerEvent
from kiosk.feed.source import Source
from kiosk.system.clock import Clock
from kiosk.text.language import Text
from kiosk.wire.board import Board
from kiosk.wire.catalogue import Catalogue, ShownSop

if TYPE_CHECKING:
    from kiosk.wire.counter import CounterDocument


@frozen
class FeedState:
    """The last board, catalogue and counter document, and how fresh they are."""

    board: Board | None = None
    catalogue: Catalogue | None = None
    counter: "CounterDocument | None" = None
    frozen_sops: tuple[ShownSop, ...] = ()
    """SOPs that open visits follow and that the catalogue no longer has."""
    outdated: bool = False
    """The catalogue that the board names could not be fetched: another is shown, or none."""
    as_of: datetime | None = None
    """The endpoint's clock at the last contact (a 304 or a comment is one too); None before any data."""
    offset: timedelta = timedelta()
    """The endpoint's clock less the terminal's own."""
    live: bool = False
    """The stream is open, or the last poll was answered."""
    attempt: int = 0
    """Failed tries since the last contact."""
    retry_at: datetime | None = None
    """By the terminal's own clock."""
    trouble: Text | None = None
    """Why there is no answer, in plain words."""

    def sop(self, service: str | None, digest: str | None) -> ShownSop | None:
        """Return the SOP that a call or visit follows: the one of *digest*, else the service's present one."""
        if self.catalogue is None or service is None:
            return None
        known = (*self.catalogue.sops, *self.frozen_sops)
        return next((s for s in known if s.digest == digest and s.id == service), None) or self.catalogue.sop(service)


@frozen
class ClockOffset:
    """Bounds of the difference between a server's clock and the terminal's, None before the first answer.

    The `Date` of an answer is cut to the second, so that one answer gives bounds only; every further one narrows them.
    """

    low: timedelta | None = None
    high: timedelta | None = None

    def narrow(self, date: datetime, sent: datetime, received: datetime) -> "ClockOffset":
        """Return the bounds after an answer of *date*, which replaces those that it contradicts: a clock was set."""
        low, high = date - received, date + timedelta(seconds=1) - sent
        if self.low is None or self.high is None or low > self.high or high < self.low:
            return ClockOffset(low, high)
        return ClockOffset(max(low, self.low), min(high, self.high))

    @property
    def estimate(self) -> timedelta:
        """The server's clock less the terminal's: zero where the bounds allow it, else the middle of them."""
        if self.low is None or self.high is None or self.low <= timedelta() <= self.high:
            return timedelta()
        return self.low + (self.high - self.low) / 2


CATALOGUE_RETRY: Final = 30.0
"""Seconds until a catalogue that could not be fetched is asked for again."""


class FeedTracker:
    """Keeps `state` up to date with one source; raises `FeedError` for a document that is not what it should be."""

    def __init__(self, source: Source, clock: Clock, known: FeedState) -> None:
        self.state = evolve(known, live=False, attempt=0, retry_at=None, trouble=None)
        self.etag: str | None = None
        """Of the board last read, for conditional requests."""
        self._source = source
        self._clock = clock
        self._offset = ClockOffset()
        self._documents = DocumentReader()
        self._resolved: set[str] = set()
        """Digests of SOPs that are not asked for again: they were answered, or nobody has them."""
        self._not_before = 0.0

    def record_server_time(self, date: datetime | None, sent: datetime) -> None:
        """Narrow the clock offset by the `Date` of an answer that was asked for at *sent*."""
        if date is not None:
            self._offset = self._offset.narrow(date, sent, self._clock.now())

    def record_contact(self) -> FeedState:
        """Note that the server is alive and has nothing newer than the state."""
        offset = self._offset.estimate
        fresh = self._source.is_endpoint and self.state.board is not None
        as_of = self._clock.now() + offset if fresh else self.state.as_of
        self.state = evolve(self.state, as_of=as_of, offset=offset, live=True, attempt=0, retry_at=None, trouble=None)
        return self.state

    def apply_poll(self, reply: Reply, sent: datetime) -> FeedState:
        """Take in the answer to a poll: a board, or 304."""
        self.record_server_time(reply.date, sent)
        if reply.status != 304:
            self._take(self._documents.read(Board, reply.body, NOT_A_BOARD), reply.modified)
            self.etag = reply.etag
        return self.record_contact()

    def apply_event(self, message: ServerEvent) -> FeedState:
        """Take in an event of the stream; one of a kind that only a newer endpoint knows is a sign of life."""
        if message.event == "board":
            self._take(self._documents.read(Board, message.data, NOT_A_BOARD), None)
            self.etag = message.id or None
        elif message.event == "counter":
            self.apply_counter(message.data)
        return self.record_contact()

    def apply_counter(self, data: bytes | str) -> None:
        from kiosk.wire.counter import CounterDocument  # noqa: PLC0415 (a lobby has no counter)

        self.state = evolve(self.state, counter=self._documents.read(CounterDocument, data, NOT_JSON))

    def record_failure(self, text: Text, retry_at: datetime) -> FeedState:
        """Note a try without an answer; what is known stays."""
        self.state = evolve(self.state, live=False, attempt=self.state.attempt + 1, retry_at=retry_at, trouble=text)
        return self.state

    def catalogue_to_fetch(self) -> str | None:
        """Return the URL of the catalogue that the board names, if it is to be fetched now."""
        ref = self.state.board.catalogue if self.state.board else None
        if ref is None or self._catalogue_is_current or self._clock.monotonic() < self._not_before:
            return None
        address = self._source.catalogue(ref.url)
        if address is None:
            self._documents.log_once("board: catalogue.url: lies on another server and is not fetched")
            self.postpone_catalogue()
        return address

    def apply_catalogue(self, body: bytes) -> FeedState:
        catalogue = self._documents.read(Catalogue, body, NOT_JSON)
        self._resolved.clear()
        self.state = evolve(self.state, catalogue=catalogue, outdated=False)
        return self.state if self._catalogue_is_current else self.postpone_catalogue()

    def postpone_catalogue(self) -> FeedState:
        """Ask again later: the catalogue that the board names could not be fetched, or another came."""
        self._not_before = self._clock.monotonic() + CATALOGUE_RETRY
        self.state = evolve(self.state, outdated=True)
        return self.state

    @property
    def _catalogue_is_current(self) -> bool:
        """Whether the catalogue is the one that the board names, or the board names none."""
        ref, catalogue = self.state.board.catalogue if self.state.board else None, self.state.catalogue
        return ref is None or (catalogue is not None and catalogue.digest == ref.digest)

    def sop_to_fetch(self) -> str | None:
        """Return the digest of an SOP that a visit follows and the terminal lacks, if there is one."""
        if not self._source.is_endpoint or self.state.catalogue is None:
            return None
        known = {sop.digest for sop in (*self.state.catalogue.sops, *self.state.frozen_sops)}
        return next(iter(sorted(self._followed() - known - self._resolved)), None)

    def apply_sop(self, digest: str, body: bytes | None) -> FeedState:
        """Take in the SOP of *digest*, or that nobody has it. Those that no visit follows any more go."""
        self._resolved.add(digest)
        if body is not None:
            followed = self._followed()
            kept = tuple(sop for sop in self.state.frozen_sops if sop.digest in followed)
            self.state = evolve(self.state, frozen_sops=(*kept, self._documents.read(ShownSop, body, NOT_JSON)))
        return self.state

    def _followed(self) -> set[str]:
        calls = self.state.board.calls if self.state.board else ()
        visit = self.state.counter.visit if self.state.counter else None
        return {call.sop for call in calls if call.sop} | ({visit.sop} if visit else set())

    def _take(self, board: Board, modified: datetime | None) -> None:
        """Show *board*, unless it is an older one of the same epoch."""
        before = self.state.board
        if before is not None and board.epoch and board.epoch == before.epoch and board.version < before.version:
            return
        if before is not None and board.epoch != before.epoch:
            self._resolved.clear()
            self.state = evolve(self.state, counter=None, frozen_sops=())
        as_of = self.state.as_of if self._source.is_endpoint else board.at or modified or self._clock.now()
        self.state = evolve(self.state, board=board, as_of=as_of)
        if self._catalogue_is_current:
            self.state = evolve(self.state, outdated=False)
