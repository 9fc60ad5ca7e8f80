"""When a promise falls due."""

from datetime import date, timedelta

from kiosk.office.calendar import add_working_days, is_working_day
from kiosk.office.model import Office
from kiosk.sop.model import Sop
from kiosk.sop.row import Promise


def due_date(promise: Promise, start: date, office: Office) -> date | None:
    """The date by which the promise is kept when the event it counts from happens on *start*.

    The upper end of a range is due. None when a year is needed that has no calendar: nothing is then promised.
    """
    match promise.unit:
        case "working-days":
            return add_working_days(office, start, promise.max)
        case "days":
            return start + timedelta(days=promise.max)
        case "hours" | "minutes" | "same-day":
            return start


def shown_promise(sop: Sop) -> Promise | None:
    """The promise that is shown with its date: the last that is public, since it ends with the product."""
    return next((promise for promise in reversed(sop.promises) if promise.public), None)


def due_if_today(sop: Sop, today: date, office: Office) -> date | None:
    """When the shown promise falls due if its event happens *today*; none on a day off, when nothing can happen."""
    promise = shown_promise(sop)
    if promise is None or not is_working_day(office, today):
        return None
    return due_date(promise, today, office)
