"""How long the log is kept: events of service dates that are older are forgotten, as the office says.

The log then begins at a day end, gapless from there on. What was reckoned of the days before stays: cases as they were
filed, and what each day measured. Acts on standards stay too, since they say what is in force. The open day is never
touched, and the cases as they were where the log begins are kept beside it, so that all can be reckoned from it again.
"""

from datetime import date, timedelta

from kiosk.endpoint.store.base import Store
from kiosk.visit.event.office import DayEnded
from kiosk.visit.fold.state import fold


def prune(store: Store, today: date, days: int) -> int:
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
