"""Due dates against an oracle that goes from day to day and counts."""

from datetime import UTC, date, datetime, time, timedelta
from typing import get_args

import pytest
from attrs import evolve
from casework import HOLIDAY, case_pack
from hypothesis import assume, given
from hypothesis import strategies as st

from kiosk.office.model import WEEKDAYS, DayOff, Office, TimeZoneName, WeekdayHours
from kiosk.text.duration import DurationUnit
from kiosk.text.language import Text
from kiosk.visit.promise import due_of, postpone_due
from kiosk.wire.case import Due
from kiosk.wire.catalogue import ShownPromise

OFFICE = case_pack().office
ZONES = st.sampled_from(get_args(TimeZoneName))
MINUTES = st.integers(0, 360 * 24 * 60)
INSTANTS = MINUTES.map(lambda minutes: datetime(2026, 1, 2, tzinfo=UTC) + timedelta(minutes=minutes))
LENGTHS = st.integers(0, 40)
DAY = timedelta(days=1)


@st.composite
def offices(draw: st.DrawFn) -> Office:
    """An office with any days off, in any zone, working on any weekdays."""
    off = draw(st.sets(st.dates(date(2026, 1, 1), date(2027, 12, 31)), max_size=60))
    weekdays = draw(st.sets(st.sampled_from(WEEKDAYS), min_size=1))
    hours = (WeekdayHours(tuple(weekdays), time(8), time(16)),)
    file = evolve(OFFICE.file, timezone=draw(ZONES), hours=hours)
    return Office(file, {day: DayOff(day, Text("x"), "public", "d") for day in off}, frozenset({2026, 2027}))


def works(office: Office, day: date) -> bool:
    """The oracle's own notion of a working day."""
    return day not in office.days_off and WEEKDAYS[day.weekday()] in office.file.hours[0].days


def plainly(office: Office, start: date, working_days: int) -> date:
    """The oracle: go on a day, and count it if the office works."""
    day = start
    while working_days:
        day += DAY
        working_days -= works(office, day)
    return day


def promise(most: int, unit: DurationUnit, cutoff: time | None = None) -> ShownPromise:
    """A promise of that length."""
    return ShownPromise(most, unit, Text("sejak"), cutoff=cutoff)


def local(office: Office, at: datetime) -> datetime:
    return at.astimezone(office.zone)


@given(offices(), INSTANTS, LENGTHS)
def test_working_days_are_counted_one_by_one(office: Office, since: datetime, most: int) -> None:
    assume(len(office.file.hours[0].days) > 1 or most < 20)
    due = due_of(promise(most, "working-days"), since, office)
    assert due == Due(plainly(office, local(office, since).date(), most))


@given(offices(), INSTANTS, LENGTHS)
def test_days_hours_and_minutes_know_no_holidays(office: Office, since: datetime, most: int) -> None:
    assert due_of(promise(most, "days"), since, office) == Due(local(office, since).date() + most * DAY)
    for unit, one in (("hours", timedelta(hours=1)), ("minutes", timedelta(minutes=1))):
        due = due_of(promise(most, unit), since, office)  # type: ignore[arg-type]
        assert due == Due(local(office, since + most * one).date(), since + most * one)


@given(offices(), INSTANTS, st.none() | st.times())
def test_the_same_day_is_the_next_working_day_after_the_cutoff(
    office: Office, since: datetime, cutoff: time | None
) -> None:
    here = local(office, since)
    late = cutoff is not None and here.time() > cutoff
    wanted = plainly(office, here.date(), 1) if late else here.date()
    assert due_of(promise(0, "same-day", cutoff), since, office) == Due(wanted)


@given(offices(), INSTANTS, st.integers(0, 10), st.timedeltas(timedelta(), timedelta(days=20)), st.data())
def test_a_stopped_clock_leaves_as_much_to_do_as_there_was(
    office: Office, since: datetime, most: int, passed: timedelta, data: st.DataObject
) -> None:
    """What was left at the stop is left at the resumption: in the promise's own unit."""
    unit: DurationUnit = data.draw(st.sampled_from(["working-days", "days", "hours", "minutes"]))
    stopped = since + passed
    resumed = stopped + data.draw(st.timedeltas(timedelta(), timedelta(days=20)))
    assume(len(office.file.hours[0].days) > 1 and resumed.year == since.year)
    due = due_of(promise(most, unit), since, office)
    then = postpone_due(due, unit, stopped, resumed, office)
    first, last = local(office, stopped).date(), local(office, resumed).date()
    assert due.day is not None and then.day is not None
    if unit in ("hours", "minutes"):
        assert due.at is not None and then.at == due.at + (resumed - stopped)
        assert then.day == local(office, then.at).date()
    elif unit == "days":
        assert then.day - last == due.day - first
    else:
        held = sum(works(office, first + n * DAY) for n in range(1, (last - first).days + 1))
        assert then.day == plainly(office, due.day, held)
    assert postpone_due(due, unit, stopped, stopped, office).day == due.day


def test_four_working_days_from_a_tuesday_in_november_is_the_next_monday() -> None:
    tuesday = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
    assert due_of(promise(4, "working-days"), tuesday, OFFICE) == Due(date(2026, 11, 30))
    before_christmas = datetime(2026, 12, 22, 2, 0, tzinfo=UTC)
    assert due_of(promise(3, "working-days"), before_christmas, OFFICE) == Due(date(2026, 12, 28)), HOLIDAY


@pytest.mark.parametrize(("minute", "day"), [(0, 24), (1, 25)])
def test_the_cutoff_itself_is_in_time(minute: int, day: int) -> None:
    since = datetime(2026, 11, 24, 3, minute, tzinfo=UTC)
    assert due_of(promise(0, "same-day", time(10)), since, OFFICE) == Due(date(2026, 11, day))


def test_a_year_without_a_calendar_is_not_guessed() -> None:
    office = evolve(OFFICE, years=frozenset({2026}))
    since = datetime(2026, 12, 29, 2, 0, tzinfo=UTC)
    assert due_of(promise(2, "working-days"), since, office) == Due(date(2026, 12, 31))
    assert due_of(promise(3, "working-days"), since, office) == Due(why="calendar-2027-missing")
    assert due_of(promise(3, "days"), since, office) == Due(date(2027, 1, 1)), "days need no calendar"
    held = postpone_due(Due(date(2026, 12, 31)), "working-days", since, since + 5 * DAY, office)
    assert held == Due(why="calendar-2027-missing")
    assert postpone_due(held, "working-days", since, since + DAY, office) == held
