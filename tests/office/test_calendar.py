from collections.abc import Callable
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kiosk.office.calendar import add_working_days, calendar_warnings, is_working_day, next_holiday
from kiosk.office.model import Office

Make = Callable[..., Office]

DAY_OF_2026 = st.dates(date(2026, 1, 1), date(2026, 12, 31))


def test_four_working_days_of_the_example(office: Make) -> None:
    assert add_working_days(office(), date(2026, 11, 24), 4) == date(2026, 11, 30)


def test_days_off_and_weekends_do_not_count(office: Make) -> None:
    assert not is_working_day(office(), date(2026, 8, 17))
    assert not is_working_day(office(), date(2026, 11, 28))
    assert is_working_day(office(), date(2026, 11, 27))
    assert add_working_days(office(), date(2026, 8, 14), 1) == date(2026, 8, 18)


@given(day=DAY_OF_2026, count=st.integers(0, 40))
def test_so_many_working_days_lie_between(office: Make, day: date, count: int) -> None:
    made = office((2026, 2027))
    due = add_working_days(made, day, count)
    assert due is not None
    between = [day + timedelta(days=n) for n in range(1, (due - day).days + 1)]
    assert sum(is_working_day(made, each) for each in between) == count
    assert count == 0 or is_working_day(made, due)


@given(day=DAY_OF_2026, first=st.integers(0, 9), second=st.integers(0, 9))
def test_working_days_add_up(office: Make, day: date, first: int, second: int) -> None:
    made = office((2026, 2027))
    half = add_working_days(made, day, first)
    assert half is not None
    assert add_working_days(made, half, second) == add_working_days(made, day, first + second)


@given(day=DAY_OF_2026, count=st.integers(0, 300))
def test_nothing_is_promised_into_a_year_without_a_calendar(office: Make, day: date, count: int) -> None:
    due = add_working_days(office(), day, count)
    assert due is None or due.year == 2026
    assert add_working_days(office(()), day, count) is None
    assert due == add_working_days(office((2026, 2027)), day, count) or due is None


def test_a_year_without_a_calendar_has_no_working_days(office: Make) -> None:
    assert not is_working_day(office(), date(2027, 1, 4))
    assert add_working_days(office(), date(2026, 12, 30), 2) is None


def test_an_office_without_hours_promises_nothing(office: Make) -> None:
    assert add_working_days(office(hours=[]), date(2026, 1, 1), 1) is None


def test_a_day_closed_by_the_office_does_not_count_and_one_opened_neither(office: Make) -> None:
    made = office(
        special=[
            {"date": "2026-11-25", "reason": {"id": "Banjir"}, "closed": True},
            {"date": "2026-11-28", "reason": {"id": "Paspor Simpatik"}, "opens": "08:30", "closes": "12:00"},
        ]
    )
    assert not is_working_day(made, date(2026, 11, 25))
    assert not is_working_day(made, date(2026, 11, 28))
    assert add_working_days(made, date(2026, 11, 24), 4) == date(2026, 12, 1)


def test_the_next_holiday_is_one_that_would_have_been_worked(office: Make) -> None:
    coming = next_holiday(office(), date(2026, 11, 24))
    assert coming is not None
    assert coming.date == date(2026, 12, 24)
    after = next_holiday(office(), date(2026, 12, 24))
    assert after is not None
    assert after.date == date(2026, 12, 25)
    assert next_holiday(office(), date(2026, 12, 25)) is None


def test_a_missing_calendar_is_asked_for_two_months_before(office: Make) -> None:
    assert calendar_warnings(office(), date(2026, 11, 1)) == ()
    assert calendar_warnings(office(), date(2026, 11, 2)) == ("calendar-2027-missing",)
    assert calendar_warnings(office((2027,)), date(2026, 12, 1)) == ("calendar-2026-missing",)
    assert calendar_warnings(office(()), date(2026, 12, 1)) == ("calendar-2026-missing", "calendar-2027-missing")
