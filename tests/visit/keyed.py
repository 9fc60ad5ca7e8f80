"""A desk that plays commands as the endpoint's writer does: under keys, kept in a store with their answers."""

import itertools
import json
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from play import Desk, seat_of

from kiosk.endpoint.memory import Memory
from kiosk.endpoint.settle import Answer, Order, settle
from kiosk.endpoint.store.sqlite import SqliteStore
from kiosk.sop.pack import Pack
from kiosk.visit.event.event import Event
from kiosk.visit.fold.state import fold_all
from kiosk.visit.seat import Seat
from kiosk.visit.state import State
from kiosk.wire.command.union import Command


class Refused(Exception):
    """The endpoint's answer to a command that it did not do."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        self.problem: dict[str, Any] = json.loads(answer.body)
        super().__init__(answer.body)


class _Store(SqliteStore):
    """A store that does not wait for the disk, and remembers all that was written to it."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.change("PRAGMA synchronous = OFF")
        self.written: tuple[Event, ...] = ()

    def append(self, events: Sequence[Event]) -> None:
        """Keep *events*."""
        super().append(events)
        self.written = (*self.written, *events)


class KeyedDesk(Desk):
    """Plays commands under keys; the same key again is the same command sent again."""

    def __init__(self, pack: Pack, folder: Path) -> None:
        super().__init__(pack)
        self._folder = folder
        self._store = _Store(folder)
        self._known = Memory(self.state, None)
        self._keys = itertools.count()

    def order(self, command: Command, seat: Seat | None = None) -> Order:
        """The command as the terminal at *seat* sends it, else the usual one, under a key of its own."""
        return Order(command, seat or seat_of(command), f"key-{next(self._keys)}")

    def send(self, order: Order) -> Answer:
        """Have it settled; what happened is in `state` and `events`."""
        self._known, (answer,) = settle(self._store, self._known, [order], self.pack, lambda: self.now)
        self.state, self.events = self._known.state, self._store.written
        return answer

    def play(self, command: Command, seat: Seat) -> tuple[Event, ...]:
        """Play one command under a new key.

        Raises:
            Refused: when it was not done.
        """
        before = len(self.events)
        answer = self.send(self.order(command, seat))
        if answer.status >= 400:
            raise Refused(answer)
        return self.events[before:]

    def read_back(self) -> State:
        """The state as another process folds it from the store, from the last day end on."""
        with closing(SqliteStore(self._folder)) as store:
            events = tuple(store.open_day())
        return fold_all(State(version=events[0].version - 1) if events else State(), events)

    def close(self) -> None:
        """Let the store go."""
        self._store.close()
