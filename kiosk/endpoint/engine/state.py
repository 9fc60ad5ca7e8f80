"""The state that the writer holds, how it is loaded from the store, and what is filed and forgotten at day ends."""

from datetime import date, datetime, timedelta

from attrs import frozen

from kiosk.endpoint.store.interface import Store
from kiosk.visit.case import Cases
from kiosk.visit.event.envelope import Event
from kiosk.visit.event.office import DayEnded
from kiosk.visit.fold.state import fold, fold_all
from kiosk.visit.measure.statistics import measure_ended_day
from kiosk.visit.state import State


@frozen
class EngineState:
    """The state of the open day, and the latest time of its events: not always the last, as clocks are set back."""

    state: State
    latest: datetime | None

    def after(self, events: tuple[Event, ...]) -> "EngineState":
        times = [event.moment.at for event in events]
        known = [] if self.latest is None else [self.latest]
        return EngineState(fold_all(self.state, events), max([*known, *times], default=None))


def load_state(store: Store) -> EngineState:
    """Load the state: the events from the last day end on, folded, with the cases as they were filed then."""
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
    """File the service date of *state*, ended by the event *day_end*: its cases and what it measured."""
    store.file_cases(state.cases.changed.values(), day_end)
    if state.date is not None:
        store.file_day(state.date, measure_ended_day(state.visits.values()))


def refile_all_days(store: Store) -> None:
    """File every day of the log again, which takes as long as the log is long."""
    state = store.log_start().before
    with store.transaction():
        for event in store.history():
            if isinstance(event.body, DayEnded):
                file_day(store, state, event.version)
            state = fold(state, event)


def prune_log(store: Store, today: date, days: int) -> int:
    """Forget the events of service dates more than *days* before *today*; return how many there were.

    The log then begins at a day end. Filed cases, measures and acts on standards stay, and the open day is never
    touched. The cases as they were where the log begins are stored beside it, so that all can be computed from it
    again.
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
