"""What the writer knows without asking the disk, how it is read back, and what is filed and forgotten at day ends."""

from datetime import date, datetime, timedelta

from attrs import frozen

from kiosk.endpoint.store.interface import Store
from kiosk.visit.case import Cases
from kiosk.visit.event.event import Event
from kiosk.visit.event.office import DayEnded
from kiosk.visit.fold.state import fold, fold_all
from kiosk.visit.measure.day import measure_ended_day
from kiosk.visit.state import State


@frozen
class EngineState:
    """The state of the open day, and the latest time of any of its events.

    The last event's time need not be the latest, since clocks are set back.
    """

    state: State
    latest: datetime | None

    def after(self, events: tuple[Event, ...]) -> "EngineState":
        """What is known after *events*."""
        times = [event.moment.at for event in events]
        known = [] if self.latest is None else [self.latest]
        return EngineState(fold_all(self.state, events), max([*known, *times], default=None))


def load_state(store: Store) -> EngineState:
    """What the store's events say, folded from the last day end on, with the cases as they were filed then.

    Raises:
        StoreError: when the store cannot be read.
    """
    events = tuple(store.open_day())
    if not events:
        return EngineState(State(), None)
    first = events[0]
    begins = isinstance(first.body, DayEnded)
    if begins and store.filed_at() != first.version:
        refile_all_days(store)
    cases = Cases(store.open_cases()) if begins else Cases()
    return EngineState(State(version=first.version - 1, cases=cases), None).after(events)


def file_day(store: Store, state: State, day_end: int) -> None:
    """File what the service date of *state* leaves, ended by the event *day_end*: its cases and what it measured."""
    store.file_cases(state.cases.changed.values(), day_end)
    if state.date is not None:
        store.file_day(state.date, measure_ended_day(state.visits.values()))


def refile_all_days(store: Store) -> None:
    """File every day of the log again, from where it begins: as long a work as the log is long.

    Raises:
        StoreError: when the store cannot be read or written.
    """
    state = store.log_start().before
    with store.transaction():
        for event in store.history():
            if isinstance(event.body, DayEnded):
                file_day(store, state, event.version)
            state = fold(state, event)


def prune_log(store: Store, today: date, days: int) -> int:
    """Forget the events of service dates more than *days* before *today*; how many there were.

    Raises:
        StoreError: when the store cannot be read or written.
    """
    oldest = today - timedelta(days=days)
    start, begins = store.log_start(), None
    for end in store.day_ends():
        if not isinstance(end.body, DayEnded) or end.body.date >= oldest:
            break
        begins = end.version
    if begins is None or begins <= start.version:
        return 0
    state = start.before
    for event in store.history(before=begins):
        state = fold(state, event)
    return store.forget_events(begins, state.cases)
