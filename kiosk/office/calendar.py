"""Working days: weekdays with office hours, less the days off of the year's calendar and the office's own."""

from collections.abc import Iterator
from datetime import date, timedelta

from kiosk.office.model import WEEKDAYS, DayOff, Office, SpecialDay
from kiosk.wire.board import missing_calendar_warning

_LOOK_AHEAD = timedelta(days=60)
"""How long before it is needed a year's calendar is asked for."""


def is_working_day(office: Office, day: date) -> bool:
    """Whether *day* counts for a promise in working days.

    A day opened specially on a weekend or a day off does not count; a day of a year without a calendar never does.
    """
    special = special_day(office, day)
    return (
        day.year in office.years
        and day not in office.days_off
        and any(WEEKDAYS[day.weekday()] in hours.days for hours in office.file.hours)
        and not (special and special.closed)
    )


def add_working_days(office: Office, start: date, count: int) -> date | None:
    """The *count*-th working day after *start*; *start* itself when *count* is 0.

    None where a day of a year without a calendar would have to be judged: then nothing can be promised.
    """
    if count <= 0:
        return start if start.year in office.years else None
    for day in days_from(start):
        if day.year not in office.years:
            return None
        count -= is_working_day(office, day)
        if count == 0:
            return day
    return None


def next_holiday(office: Office, day: date) -> DayOff | None:
    """The first day off after *day* on which the office would otherwise have worked."""
    coming = sorted(off for off in office.days_off if off > day)
    return next(
        (
            office.days_off[off]
            for off in coming
            if any(WEEKDAYS[off.weekday()] in hours.days for hours in office.file.hours)
        ),
        None,
    )


def missing_years(office: Office, day: date) -> tuple[int, ...]:
    """Years without a calendar that *day* or the two months after it fall in."""
    return tuple(year for year in sorted({day.year, (day + _LOOK_AHEAD).year}) if year not in office.years)


def calendar_warnings(office: Office, day: date) -> tuple[str, ...]:
    """`calendar-<year>-missing` for each year that is missing on *day*."""
    return tuple(missing_calendar_warning(year) for year in missing_years(office, day))


def special_day(office: Office, day: date) -> SpecialDay | None:
    """What the office set for *day* alone."""
    return next((special for special in office.file.special if special.date == day), None)


def days_from(start: date) -> Iterator[date]:
    """The days after *start*, as far as the calendar of Python goes."""
    return (date.fromordinal(number) for number in range(start.toordinal() + 1, date.max.toordinal() + 1))
