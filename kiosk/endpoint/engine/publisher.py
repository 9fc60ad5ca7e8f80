"""The published board: made once per change, encoded once, and everybody who follows is woken."""

import asyncio
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final

from attrs import evolve

from kiosk.endpoint.engine.incidents import IncidentLog
from kiosk.endpoint.engine.standards import Standards
from kiosk.endpoint.http.responses import CachedResponse
from kiosk.endpoint.store.interface import Store, StoreError
from kiosk.schema.dump import record_to_json
from kiosk.sop.pack import Pack
from kiosk.system.clock import Clock
from kiosk.time.instant import Instant
from kiosk.visit.measure.level import ServiceStanding
from kiosk.visit.show.board import board_of
from kiosk.visit.state import State
from kiosk.wire.board import Board, CatalogueRef

_RESERVED_AHEAD: Final = 1_000
"""Revisions reserved at once, so that the disk is written to once in a thousand changes."""

_PACE_SECONDS: Final = 0.02
"""Least time between two boards while changes crowd."""


class Publisher:
    """Holds the published state. Lives in the event loop."""

    def __init__(self, store: Store, state: State, standards: Standards, clock: Clock, incidents: IncidentLog) -> None:
        self.state = state
        self.closed = False
        self.standing: Mapping[str, ServiceStanding] = {}
        self._epoch = store.epoch
        self._standards = standards
        self._clock = clock
        self._incidents = incidents
        self._revision = self._reserved = store.reserved_revision()
        try:
            self.reserve(store)
        except StoreError as error:
            incidents.note("unreserved", f"revision {self._revision}: {error}")
        self._followers: set[asyncio.Event] = set()
        self._stale = False
        self._due: asyncio.TimerHandle | None = None
        self._shown_at = 0.0
        self._shown, self._published = self._make(self._board())

    @property
    def pack(self) -> Pack:
        return self._standards.now.pack

    @property
    def published(self) -> CachedResponse:
        """Return the board of the newest state."""
        if self._stale:
            self._refresh()
        return self._published

    @property
    def revision(self) -> int:
        """Return the revision of that board."""
        if self._stale:
            self._refresh()
        return self._revision

    @property
    def needs_revisions(self) -> bool:
        """Return whether more revisions are to be reserved."""
        return self._revision > self._reserved - _RESERVED_AHEAD // 2

    def reserve(self, store: Store) -> None:
        """Reserve revisions while half of those reserved are left: none is given out twice, whatever restarts come
        between.

        Called in the thread of *store*.
        """
        if self.needs_revisions:
            most = self._revision + _RESERVED_AHEAD
            store.reserve_revisions(most)
            self._reserved = most

    @property
    def followers(self) -> int:
        return len(self._followers)

    def now(self) -> Instant:
        return self._clock.moment()

    def change(self, state: State) -> None:
        """Publish *state*: at once, or after the pace if changes crowd, so that they are published together."""
        self.state = state
        self._stale = True
        if self._due is None:
            loop = asyncio.get_running_loop()
            self._due = loop.call_at(self._shown_at + _PACE_SECONDS, self._show)

    def tick(self) -> None:
        """Publish what time alone has changed."""
        before = self._published.etag
        self._refresh()
        if self._published.etag != before:
            self._wake()

    @contextmanager
    def follow(self) -> Iterator[asyncio.Event]:
        """Yield an event that is set whenever something may have changed, and at the end."""
        event = asyncio.Event()
        self._followers.add(event)
        try:
            yield event
        finally:
            self._followers.discard(event)

    def close(self) -> None:
        """Let all followers go."""
        self.closed = True
        self._wake()

    def _show(self) -> None:
        self._due = None
        self._shown_at = asyncio.get_running_loop().time()
        self._wake()

    def _refresh(self) -> None:
        """Make the board anew; its revision grows only if a text on it differs."""
        self._stale = False
        board = self._board()
        if _texts(board) != self._shown:
            self._shown, self._published = self._make(board)

    def _wake(self) -> None:
        for follower in self._followers:
            follower.set()

    def _board(self) -> Board:
        catalogue = CatalogueRef(self._standards.now.catalogue.digest)
        return board_of(self.state, self.pack, self._clock.now(), self._epoch, 0, catalogue, self.standing)

    def _make(self, board: Board) -> tuple[Board, CachedResponse]:
        self._revision += 1
        if self._revision > self._reserved:
            self._incidents.note("unreserved", f"revision {self._revision}")
        etag = f'"{board.epoch}.{self._revision}"'
        return _texts(board), CachedResponse(etag, record_to_json(evolve(board, revision=self._revision)).encode())


def _texts(board: Board) -> Board:
    """Return the board without what moves although nothing shown does."""
    return evolve(board, at=None, version=0, revision=0)
