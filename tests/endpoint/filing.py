"""A desk whose commands an endpoint's store keeps."""

from contextlib import closing
from pathlib import Path

from casework import CaseDesk

from kiosk.endpoint.engine.execute import CommandRequest, execute
from kiosk.endpoint.engine.state import load_state
from kiosk.endpoint.store.interface import StoredAnswer
from kiosk.endpoint.store.sqlite import SqliteStore
from kiosk.visit.event.envelope import Event
from kiosk.visit.fold.state import fold_all
from kiosk.visit.state import Origin, State
from kiosk.wire.command.union import Command


class Kept(CaseDesk):
    """A desk whose commands an endpoint's store keeps, that is read back after each."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder

    def play(self, command: Command, seat: Origin) -> tuple[Event, ...]:
        """Settle one command, and read all that is known back from the disk."""
        request = CommandRequest(command, seat, f"key-{self.state.version}-{self.now.uptime}")
        with closing(SqliteStore(self._folder)) as store:
            known, (answer,) = execute(store, load_state(store), [request], self.pack, lambda: self.now)
        assert isinstance(answer, StoredAnswer), answer
        before, self.state = self.state.version, known.state
        with closing(SqliteStore(self._folder)) as store:
            assert load_state(store) == known
            self.events = tuple(store.history())
        assert fold_all(State(), self.events) == self.state
        return self.events[before:]

    def next_days(self, days: int) -> None:
        """Let days pass; the endpoint looks at the day."""
        self.later(days * 86_400)
        with closing(SqliteStore(self._folder)) as store:
            known, _ = execute(store, load_state(store), [None], self.pack, lambda: self.now)
        self.state = known.state
