"""A desk that plays commands as the endpoint's writer does: under keys, kept in a store with their answers."""

import itertools
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from play import Desk, seat_of

from kiosk.endpoint.engine.execute import CommandRequest, execute
from kiosk.endpoint.engine.state import EngineState
from kiosk.endpoint.http.responses import HttpProblem
from kiosk.endpoint.store.interface import StoredAnswer
from kiosk.endpoint.store.sqlite import SqliteStore
from kiosk.sop.pack import Pack
from kiosk.visit.event.envelope import Event
from kiosk.visit.fold.state import fold_all
from kiosk.visit.state import Origin, State
from kiosk.wire.command.union import Command
from kiosk.wire.problem import Problem


class Refused(Exception):
    """The endpoint's answer to a command that it did not do."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem.type)


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
        self._known = EngineState(self.state, None)
        self._keys = itertools.count()

    def order(self, command: Command, seat: Origin | None = None) -> CommandRequest:
        """The command as the terminal at *seat* sends it, else the usual one, under a key of its own."""
        return CommandRequest(command, seat or seat_of(command), f"key-{next(self._keys)}")

    def send(self, order: CommandRequest) -> StoredAnswer | Problem:
        """Have it settled; what happened is in `state` and `events`."""
        self._known, (outcome,) = execute(self._store, self._known, [order], self.pack, lambda: self.now)
        self.state, self.events = self._known.state, self._store.written
        return outcome.problem if isinstance(outcome, HttpProblem) else outcome

    def play(self, command: Command, seat: Origin) -> tuple[Event, ...]:
        """Play one command under a new key.

        Raises:
            Refused: when it was not done.
        """
        before = len(self.events)
        answer = self.send(self.order(command, seat))
        if isinstance(answer, Problem):
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
