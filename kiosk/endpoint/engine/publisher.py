"""What is published: the standards in force and the board, made and encoded once per change; followers are woken."""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Final

from attrs import evolve, frozen

from kiosk.endpoint.engine.incidents import IncidentLog
from kiosk.endpoint.http.responses import CachedResponse
from kiosk.endpoint.store.interface import Store, StoreError
from kiosk.office.hours import service_date
from kiosk.office.model import Office
from kiosk.schema.dump import record_to_json
from kiosk.sop.catalogue import catalogue_of
from kiosk.sop.life import Approval, LifeAct, Withdrawal, pack_in_force
from kiosk.sop.pack import Pack
from kiosk.system.clock import Clock
from kiosk.time.instant import Instant
from kiosk.visit.dispatch import with_unassigned_steps
from kiosk.visit.event.envelope import Event
from kiosk.visit.event.office import SopApproved, SopWithdrawn
from kiosk.visit.measure.level import ServiceStanding
from kiosk.visit.show.board import board_of
from kiosk.visit.state import State
from kiosk.wire.board import Board, CatalogueRef
from kiosk.wire.catalogue import Catalogue


@frozen
class PreparedStandards:
    """Standards that are in force or to be put in force, their contents stored, with all that they depend on."""

    pack: Pack
    catalogue: Catalogue
    document: CachedResponse
    files: Pack
    standards: int
    """How many acts on standards there were."""
    day: date


class Standards:
    """Holds the standards in force `now`, swapped whole: the event loop and the writer's thread read them.

    Others are prepared by the writer's thread, which writes the store, and put in force in the event loop.
    """

    def __init__(self, store: Store, files: Pack, state: State, now: Instant) -> None:
        with store.transaction():
            self.now = prepare_standards(store, files, state, now)

    def stale(self, state: State, now: Instant) -> bool:
        """Return whether an approval, a withdrawal or a new day has changed what is in force."""
        known = self.now
        return (known.standards, known.day) != (state.standards, service_date(known.files.office, now.at))

    def prepare_if_stale(self, store: Store, state: State, now: Instant) -> PreparedStandards | None:
        """Prepare what is to be in force, if that has changed. Called in the thread of *store*."""
        if not self.stale(state, now):
            return None
        with store.transaction():
            return prepare_standards(store, self.now.files, state, now)

    def put_in_force(self, made: PreparedStandards) -> None:
        """Put in force what `prepare_if_stale` made, unless other files have come since."""
        if made.files is self.now.files:
            self.now = made


def prepare_standards(store: Store, files: Pack, state: State, now: Instant) -> PreparedStandards:
    """Prepare what is in force by *files* and what was approved, its contents stored in the transaction of *store*.

    Every content in use is stored, since an open visit finds its steps whatever happens to the files; the office's
    counters and zone are for administration while nothing is served.
    """
    day = service_date(files.office, now.at)
    pack = with_unassigned_steps(pack_in_force(files, standard_acts(store.standards(), files.office), day), state)
    catalogue = catalogue_of(pack)
    store.keep_counters([counter.id for counter in pack.office.file.counter])
    store.keep_timezone(pack.office.file.timezone)
    store.keep_content("catalogue", catalogue.digest, record_to_json(catalogue))
    for sop in catalogue.sops:
        store.keep_content("sop", sop.digest, record_to_json(sop))
    document = CachedResponse(f'"{catalogue.digest}"', record_to_json(catalogue).encode())
    return PreparedStandards(pack, catalogue, document, files, state.standards, day)


def standard_acts(events: Sequence[Event], office: Office) -> tuple[LifeAct, ...]:
    """Return the acts on standards among *events*, dated by the calendar of *office*."""
    acts: list[LifeAct] = []
    for event in events:
        day = service_date(office, event.moment.at)
        match event.body:
            case SopApproved(sop, digest, effective, content):
                acts.append(Approval(sop, event.who, day, digest, content, effective))
            case SopWithdrawn(sop):
                acts.append(Withdrawal(sop, event.who, day))
    return tuple(acts)


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
        self.standards = standards
        self._clock = clock
        self._incidents = incidents
        self._revision = self._reserved = store.reserved_revision()
        try:
            self.reserve(store)
        except StoreError as error:
            incidents.note("unreserved", f"revision {self._revision}: {error}")
        self.followers: set[asyncio.Event] = set()
        self._stale = False
        self._due: asyncio.TimerHandle | None = None
        self._shown_at = 0.0
        self._shown, self._published = self._make(self._board())

    @property
    def pack(self) -> Pack:
        return self.standards.now.pack

    @property
    def published(self) -> CachedResponse:
        if self._stale:
            self._refresh()
        return self._published

    @property
    def revision(self) -> int:
        if self._stale:
            self._refresh()
        return self._revision

    @property
    def needs_revisions(self) -> bool:
        return self._revision > self._reserved - _RESERVED_AHEAD // 2

    def reserve(self, store: Store) -> None:
        """Reserve revisions once half are used, in the thread of *store*, so that none is given out twice."""
        if self.needs_revisions:
            most = self._revision + _RESERVED_AHEAD
            store.reserve_revisions(most)
            self._reserved = most

    def now(self) -> Instant:
        return self._clock.moment()

    def keep_up(self, store: Store, state: State) -> PreparedStandards | None:
        """Reserve revisions, and prepare standards if *state* has others, in the thread of *store*."""
        self.reserve(store)
        return self.standards.prepare_if_stale(store, state, self.now())

    def change(self, state: State, made: PreparedStandards | None = None) -> None:
        """Put in force what `keep_up` made, and publish *state*.

        At once, or after the pace if changes crowd, so that they are published together.
        """
        if made is not None:
            self.standards.put_in_force(made)
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
        self.followers.add(event)
        try:
            yield event
        finally:
            self.followers.discard(event)

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
        for follower in self.followers:
            follower.set()

    def _board(self) -> Board:
        catalogue = CatalogueRef(self.standards.now.catalogue.digest)
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
