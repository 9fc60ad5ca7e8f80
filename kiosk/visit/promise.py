"""Due dates of promises, and how a stopped clock moves them.

Working days are counted by the office's calendar, days by the calendar alone, hours and minutes by the clock; the upper
end of a range is due.
"""

from datetime import date, datetime, timedelta
from itertools import count

from attrs import evolve

from kiosk.office.calendar import add_working_days, is_working_day
from kiosk.office.hours import service_date
from kiosk.office.model import Office
from kiosk.sop.catalogue import shown_promises
from kiosk.sop.model import Sop
from kiosk.text.duration import DurationUnit
from kiosk.wire.board import missing_calendar_warning
from kiosk.wire.case import Due
from kiosk.wire.catalogue import ShownPromise


def due_of(promise: ShownPromise, since: datetime, office: Office) -> Due:
    """Return when *promise* falls due if its starting step is done at *since*.

    `same-day` is that day, or the next working day after its cutoff.
    """
    if promise.unit == "same-day":
        late = promise.cutoff is not None and since.astimezone(office.zone).time() > promise.cutoff
        return _working_days_from(service_date(office, since), 1, office) if late else Due(service_date(office, since))
    return add_duration(since, promise.most, promise.unit, office)


def add_duration(since: datetime, value: int, unit: DurationUnit, office: Office) -> Due:
    day = service_date(office, since)
    match unit:
        case "working-days":
            return _working_days_from(day, value, office)
        case "days":
            return Due(day + timedelta(days=value))
        case "hours" | "minutes":
            at = since + (timedelta(hours=value) if unit == "hours" else timedelta(minutes=value))
            return Due(service_date(office, at), at)
        case "same-day":
            return Due(day)


def postpone_due(due: Due, unit: DurationUnit, stopped: datetime, resumed: datetime, office: Office) -> Due:
    """Return *due* moved by the time that the clock stood still, from *stopped* to *resumed*.

    A promise in working days or for the same day moves by the working days begun meanwhile, one in days by the days,
    one in hours or minutes by the time.
    """
    if due.day is None:
        return due
    first, last = service_date(office, stopped), service_date(office, resumed)
    match unit:
        case "working-days" | "same-day":
            missing = _year_without_calendar(first, last, office)
            if missing is not None:
                return missing
            return _working_days_from(due.day, _working_days_between(first, last, office), office)
        case "days":
            return evolve(due, day=due.day + max(last - first, timedelta()))
        case "hours" | "minutes":
            at = (due.at or stopped) + max(resumed - stopped, timedelta())
            return Due(service_date(office, at), at)


def shown_promise(sop: Sop) -> ShownPromise | None:
    """Return the promise shown with its date: the last public one, which ends with the product."""
    return next(reversed(shown_promises(sop)), None)


def due_if_now(sop: Sop, now: datetime, office: Office) -> date | None:
    """Return when the shown promise falls due if it starts *now*; None on a day off, when nothing starts."""
    promise = shown_promise(sop)
    if promise is None or not is_working_day(office, service_date(office, now)):
        return None
    return due_of(promise, now, office).day


def _working_days_from(start: date, value: int, office: Office) -> Due:
    day = add_working_days(office, start, value)
    if day is not None:
        return Due(day)
    missing = next(year for year in count(start.year) if year not in office.years)
    return Due(why=missing_calendar_warning(missing))


def _year_without_calendar(first: date, last: date, office: Office) -> Due | None:
    missing = next((year for year in range(first.year, last.year + 1) if year not in office.years), None)
    return Due(why=missing_calendar_warning(missing)) if missing is not None else None


def _working_days_between(first: date, last: date, office: Office) -> int:
    """Count the working days after *first*, up to *last*."""
    between = (date.fromordinal(n) for n in range(first.toordinal() + 1, last.toordinal() + 1))
    return sum(is_working_day(office, day) for day in between)
