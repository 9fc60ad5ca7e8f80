"""What the writer knows without asking the disk, and how it is read back from there."""

from datetime import datetime

from attrs import frozen

from kiosk.endpoint.store.base import Store
from kiosk.visit.event import Event
from kiosk.visit.state import State, fold_all


@frozen
class Memory:
    """The state of the open day, and the latest time of any of its events.

    The last event's time need not be the latest, since clocks are set back.
    """

    state: State
    latest: datetime | None

    def after(self, events: tuple[Event, ...]) -> "Memory":
        """What is known after *events*."""
        times = [event.moment.at for event in events]
        known = [] if self.latest is None else [self.latest]
        return Memory(fold_all(self.state, events), max([*known, *times], default=None))


def remembered(store: Store) -> Memory:
    """What the store's events say, folded from the last day end on.

    Raises:
        StoreFault: when the store cannot be read.
    """
    events = tuple(store.open_day())
    return Memory(State(version=events[0].version - 1) if events else State(), None).after(events)
