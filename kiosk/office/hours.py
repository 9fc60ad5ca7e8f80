"""Office hours: whether the office is open at an instant, until when, and when it opens again."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import islice

from attrs import frozen

from kiosk.office.calendar import days_from, special_day
from kiosk.office.model import WEEKDAYS, Office, SpecialDay, WeekdayHours
from kiosk.text.language import Text
from kiosk.wire.board import OfficeState, TimeSpan

_FARTHEST = 60
"""Days to look ahead for the next opening; the longest run of days off in a calendar is under two weeks."""


@frozen
class DayHours:
    """The hours of one date, as instants."""

    opens: datetime
    closes: datetime
    rest: tuple[datetime, datetime] | None
    rest_reason: Text | None
    tickets: TimeSpan
    """When numbers are given out."""


@frozen
class CurrentHours:
    """The office at a moment."""

    state: OfficeState
    reason: Text | None = None
    """Of a break or a closed day, where there is one to tell."""
    until: datetime | None = None
    """While people are served: when that stops, for a break or for the day; else when it goes on or begins again."""
    next_open: datetime | None = None
    """When service goes on or begins again for whoever has no number; none while numbers are given out."""
    tickets: TimeSpan | None = None
    """When numbers are given out today; none on a closed day."""


def service_date(office: Office, now: datetime) -> date:
    """The date in the office's zone, which numbers and events of *now* belong to."""
    return now.astimezone(office.zone).date()


def day_hours(office: Office, day: date) -> DayHours | None:
    """Return the hours of *day*; none when the office is closed all day.

    A special day goes before a day off, and both before the weekday. The break of a special day is the weekday's where
    it lies within the opening hours; its ticket hours are its own, else derived from the weekday's.
    """
    special = special_day(office, day)
    usual = next((hours for hours in office.file.hours if WEEKDAYS[day.weekday()] in hours.days), None)
    if special.closed if special else day in office.days_off:
        return None
    opens = (special.opens if special else None) or (usual.opens if usual else None)
    closes = (special.closes if special else None) or (usual.closes if usual else None)
    if opens is None or closes is None or opens >= closes:
        return None

    def at(hour: time) -> datetime:
        return datetime.combine(day, hour, office.zone).astimezone(UTC)

    rest_from, rest_until = (usual.break_from, usual.break_until) if usual else (None, None)
    rests = rest_from is not None and rest_until is not None and opens < rest_from < rest_until < closes
    tickets_from, tickets_until = _ticket_hours(special, usual, opens, closes)
    return DayHours(
        opens=at(opens),
        closes=at(closes),
        rest=(at(rest_from), at(rest_until)) if rests and rest_from and rest_until else None,
        rest_reason=usual.break_reason if usual else None,
        tickets=TimeSpan(at(tickets_from), at(tickets_until)),
    )


def _ticket_hours(
    special: SpecialDay | None, usual: WeekdayHours | None, opens: time, closes: time
) -> tuple[time, time]:
    """Return when tickets are issued on a day that is open from *opens* to *closes*.

    A special day without ticket hours of its own begins as long before (or after) opening as the weekday does. It ends
    at the weekday's hour, cut to closing; where that is not after opening, as long before closing as on the weekday;
    where that is not after opening either, at closing.
    """
    if special is None:
        start, until = (usual.tickets_from, usual.tickets_until) if usual else (None, None)
        return start or opens, min(until or closes, closes)
    start, until = special.tickets_from, special.tickets_until
    if start is None:
        before = _between(usual.tickets_from, usual.opens) if usual and usual.tickets_from else timedelta()
        start = _earlier(opens, before)
        if start >= min(until or closes, closes):
            start = opens
    if until is None and usual and usual.tickets_until:
        ends = (min(usual.tickets_until, closes), _earlier(closes, _between(usual.tickets_until, usual.closes)))
        until = next((end for end in ends if end > max(start, opens)), None)
    return start, min(until or closes, closes)


def _between(first: time, second: time) -> timedelta:
    """Return how long *second* is after *first*; negative when it is before."""
    return datetime.combine(date.min, second) - datetime.combine(date.min, first)


def _earlier(hour: time, length: timedelta) -> time:
    """Return *length* before *hour*, within the same day."""
    since_midnight = _between(time.min, hour) - length
    within = min(max(since_midnight, timedelta()), _between(time.min, time.max))
    return (datetime.combine(date.min, time.min) + within).time()


def closed_reason(office: Office, day: date) -> Text | None:
    """Return why the office is closed all of *day*, or none where nothing says so, as on a weekend."""
    special = special_day(office, day)
    if special:
        return special.reason if special.closed else None
    return office.days_off[day].name if day in office.days_off else None


def tickets_open(office: Office, now: datetime) -> bool:
    hours = day_hours(office, service_date(office, now))
    if hours is None or hours.tickets.start is None or hours.tickets.until is None:
        return False
    return hours.tickets.start <= now < hours.tickets.until


def office_hours_now(office: Office, now: datetime) -> CurrentHours:
    """Return the office hours at *now*; never `ended`, since only the rules know of a day that was ended by hand."""
    day = service_date(office, now)
    hours = day_hours(office, day)
    if hours is None:
        again = _next_opening(office, day)
        return CurrentHours("closed", closed_reason(office, day), until=again, next_open=again)
    if now < hours.opens:
        return CurrentHours("closed", until=hours.opens, next_open=hours.opens, tickets=hours.tickets)
    if now >= hours.closes:
        again = _next_opening(office, day)
        return CurrentHours("closed", until=again, next_open=again, tickets=hours.tickets)
    if hours.rest and hours.rest[0] <= now < hours.rest[1]:
        end = hours.rest[1]
        return CurrentHours("break", hours.rest_reason, until=end, next_open=end, tickets=hours.tickets)
    if hours.tickets.until is not None and now >= hours.tickets.until:
        again = _next_opening(office, day)
        return CurrentHours("tickets-closed", until=hours.closes, next_open=again, tickets=hours.tickets)
    ahead = hours.rest and now < hours.rest[0]
    return CurrentHours("open", until=hours.rest[0] if hours.rest and ahead else hours.closes, tickets=hours.tickets)


def _next_opening(office: Office, day: date) -> datetime | None:
    """Return the first opening on a day after *day*."""
    coming = (day_hours(office, later) for later in islice(days_from(day), _FARTHEST))
    return next((hours.opens for hours in coming if hours), None)
