from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kiosk.office.check import check_office
from kiosk.office.hours import closed_reason, day_hours, office_hours_now, service_date, tickets_open
from kiosk.office.model import Office
from kiosk.text.language import Text

Make = Callable[..., Office]

MOMENTS = st.integers(0, 354 * 24 * 60).map(
    lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
ZONES = {"Asia/Jakarta": 7, "Asia/Makassar": 8, "Asia/Jayapura": 9}


DAY = date(2026, 11, 24)
"""A Tuesday."""


def afternoon(
    office: Make, weekday: dict[str, str | None], special: tuple[str, str], own: dict[str, str] | None = None
) -> Office:
    """An office that keeps special hours on DAY, and on other Tuesdays is open from 8 to 16."""
    opens, closes = special
    return office(
        hours=[{"days": ["selasa"], "opens": "08:00", "closes": "16:00", **weekday}],
        special=[{"date": str(DAY), "reason": {"id": "x"}, "opens": opens, "closes": closes, **(own or {})}],
    )


def local(words: str, zone: str = "Asia/Jakarta") -> datetime:
    return datetime.fromisoformat(words).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


@pytest.mark.parametrize(
    ("now", "state", "until", "next_open"),
    [
        ("2026-11-24T00:00", "closed", "2026-11-24T08:00", "2026-11-24T08:00"),
        ("2026-11-24T07:59:59", "closed", "2026-11-24T08:00", "2026-11-24T08:00"),
        ("2026-11-24T08:00", "open", "2026-11-24T12:00", None),
        ("2026-11-24T12:00", "break", "2026-11-24T13:00", "2026-11-24T13:00"),
        ("2026-11-24T13:00", "open", "2026-11-24T16:00", None),
        ("2026-11-24T15:00", "tickets-closed", "2026-11-24T16:00", "2026-11-25T08:00"),
        ("2026-11-24T16:00", "closed", "2026-11-25T08:00", "2026-11-25T08:00"),
        ("2026-11-27T11:29", "open", "2026-11-27T11:30", None),
        ("2026-11-27T11:30", "break", "2026-11-27T13:00", "2026-11-27T13:00"),
        ("2026-11-27T16:00", "closed", "2026-11-30T08:00", "2026-11-30T08:00"),
        ("2026-11-28T10:00", "closed", "2026-11-30T08:00", "2026-11-30T08:00"),
        ("2026-12-23T16:00", "closed", "2026-12-28T08:00", "2026-12-28T08:00"),
        ("2026-12-24T09:00", "closed", "2026-12-28T08:00", "2026-12-28T08:00"),
    ],
)
def test_the_office_through_its_days(office: Make, now: str, state: str, until: str, next_open: str | None) -> None:
    hours = office_hours_now(office(), local(now))
    assert hours.state == state
    assert hours.until == local(until)
    assert hours.next_open == (local(next_open) if next_open else None)


def test_reasons_are_told_where_there_are_any(office: Make) -> None:
    assert office_hours_now(office(), local("2026-11-27T12:00")).reason == Text("Salat Jumat")
    assert office_hours_now(office(), local("2026-08-17T09:00")).reason == Text("Hari Kemerdekaan")
    assert office_hours_now(office(), local("2026-11-28T09:00")).reason is None
    assert office_hours_now(office(), local("2026-11-24T09:00")).reason is None


def test_numbers_are_given_out_in_ticket_hours(office: Make) -> None:
    made = office()
    for hour, given_out in (("07:29", False), ("07:30", True), ("12:30", True), ("14:59", True), ("15:00", False)):
        assert tickets_open(made, local(f"2026-11-24T{hour}")) == given_out
    assert not tickets_open(made, local("2026-11-28T09:00"))
    span = office_hours_now(made, local("2026-11-24T07:00")).tickets
    assert span is not None
    assert (span.start, span.until) == (local("2026-11-24T07:30"), local("2026-11-24T15:00"))


def test_without_ticket_hours_numbers_are_given_out_while_it_is_open(office: Make) -> None:
    made = office(hours=[{"days": ["senin"], "opens": "08:00", "closes": "12:00"}])
    assert not tickets_open(made, local("2026-11-23T07:59"))
    assert tickets_open(made, local("2026-11-23T08:00"))
    assert not tickets_open(made, local("2026-11-23T12:00"))
    assert office_hours_now(made, local("2026-11-23T08:00")).until == local("2026-11-23T12:00")


def test_a_special_day_goes_before_the_weekday_and_the_day_off(office: Make) -> None:
    made = office(
        special=[
            {"date": "2026-11-28", "reason": {"id": "Simpatik"}, "opens": "08:30", "closes": "12:00"},
            {"date": "2026-11-24", "reason": {"id": "Banjir"}, "closed": True},
            {"date": "2026-12-24", "reason": {"id": "Buka"}, "opens": "08:00", "closes": "11:00"},
            {"date": "2026-11-25", "reason": {"id": "Rapat"}, "opens": "08:00", "closes": "14:00"},
        ]
    )
    assert office_hours_now(made, local("2026-11-28T09:00")).until == local("2026-11-28T12:00")
    flooded = office_hours_now(made, local("2026-11-24T09:00"))
    assert (flooded.state, flooded.reason, flooded.tickets) == ("closed", Text("Banjir"), None)
    assert flooded.next_open == local("2026-11-25T08:00")
    assert office_hours_now(made, local("2026-12-24T09:00")).state == "open"
    assert closed_reason(made, date(2026, 12, 24)) is None
    early = day_hours(made, date(2026, 11, 25))
    assert early is not None
    assert early.rest == (local("2026-11-25T12:00"), local("2026-11-25T13:00"))
    assert early.tickets.until == local("2026-11-25T14:00")


@pytest.mark.parametrize(
    ("weekday", "special", "given_out"),
    [
        (("07:30", "12:00"), ("13:00", "16:00"), ("12:30", "16:00")),
        (("07:30", "15:00"), ("13:00", "16:00"), ("12:30", "15:00")),
        (("07:30", "15:00"), ("15:00", "18:00"), ("14:30", "17:00")),
        (("07:30", "15:00"), ("08:00", "12:00"), ("07:30", "12:00")),
        (("07:30", "15:00"), ("00:10", "12:00"), ("00:00", "12:00")),
        (("09:00", "15:00"), ("13:00", "16:00"), ("14:00", "15:00")),
        ((None, None), ("13:00", "16:00"), ("13:00", "16:00")),
    ],
)
def test_a_special_day_derives_its_ticket_hours_from_the_weekday(
    office: Make, weekday: tuple[str | None, str | None], special: tuple[str, str], given_out: tuple[str, str]
) -> None:
    made = afternoon(office, dict(zip(("tickets_from", "tickets_until"), weekday, strict=True)), special)
    hours = day_hours(made, DAY)
    assert hours is not None
    start, until = (local(f"{DAY}T{hour}") for hour in given_out)
    assert (hours.tickets.start, hours.tickets.until) == (start, until)


def test_a_special_day_has_ticket_hours_of_its_own(office: Make) -> None:
    own = {"tickets_from": "12:00", "tickets_until": "14:30"}
    made = afternoon(office, {"tickets_from": "07:30", "tickets_until": "15:00"}, ("13:00", "16:00"), own)
    hours = day_hours(made, DAY)
    assert hours is not None
    assert (hours.tickets.start, hours.tickets.until) == (local(f"{DAY}T12:00"), local(f"{DAY}T14:30"))


CLOCK = st.times(timezones=st.none()).map(lambda hour: hour.replace(microsecond=0).isoformat())
OPENING = st.lists(CLOCK, min_size=2, max_size=2, unique=True).map(sorted)
HOURS = st.builds(lambda opening, *tickets: (*opening, *tickets), OPENING, st.none() | CLOCK, st.none() | CLOCK)
"""Opening, closing, and perhaps ticket hours."""


@given(
    usual=HOURS,
    own=HOURS,
    on_a_workday=st.booleans(),
)
def test_whoever_comes_on_an_open_special_day_can_have_a_number(
    office: Make,
    usual: tuple[str, str, str | None, str | None],
    own: tuple[str, str, str | None, str | None],
    on_a_workday: bool,
) -> None:
    keys = ("opens", "closes", "tickets_from", "tickets_until")
    day = DAY if on_a_workday else date(2026, 11, 28)
    made = office(
        hours=[{"days": ["selasa"], **dict(zip(keys, usual, strict=True))}],
        special=[{"date": str(day), "reason": {"id": "x"}, **dict(zip(keys, own, strict=True))}],
    )
    assume(not list(check_office(made.file, {})))
    hours = day_hours(made, day)
    assert hours is not None and hours.tickets.start is not None and hours.tickets.until is not None
    assert hours.tickets.start < hours.tickets.until <= hours.closes
    assert service_date(made, hours.tickets.start) == day
    assert tickets_open(made, hours.tickets.start)
    for key, at in (("tickets_from", hours.tickets.start), ("tickets_until", hours.tickets.until)):
        wanted = dict(zip(keys, own, strict=True))[key]
        assert wanted is None or at == min(local(f"{day}T{wanted}"), hours.closes)


def test_a_break_that_a_short_day_does_not_reach_is_left_out(office: Make) -> None:
    made = office(special=[{"date": "2026-11-24", "reason": {"id": "x"}, "opens": "08:00", "closes": "12:30"}])
    hours = office_hours_now(made, local("2026-11-24T12:15"))
    assert (hours.state, hours.until) == ("open", local("2026-11-24T12:30"))


@pytest.mark.parametrize(("zone", "ahead"), ZONES.items())
def test_the_zone_decides_the_service_date_and_the_hours(office: Make, zone: str, ahead: int) -> None:
    made = office(timezone=zone)
    midnight = datetime(2026, 11, 24, tzinfo=UTC) - timedelta(hours=ahead)
    assert service_date(made, midnight) == date(2026, 11, 24)
    assert service_date(made, midnight - timedelta(microseconds=1)) == date(2026, 11, 23)
    assert office_hours_now(made, midnight + timedelta(hours=8)).state == "open"
    assert office_hours_now(made, midnight + timedelta(hours=8) - timedelta(seconds=1)).state == "closed"


@given(now=MOMENTS, zone=st.sampled_from(list(ZONES)), part=st.floats(0, 0.999))
def test_people_are_served_or_not_until_it_says(office: Make, now: datetime, zone: str, part: float) -> None:
    made = office(timezone=zone)

    def serving(moment: datetime) -> bool:
        return office_hours_now(made, moment).state in ("open", "tickets-closed")

    until = office_hours_now(made, now).until
    assert until is not None
    assert until > now
    assert serving(now + (until - now) * part) == serving(now)
    assert serving(until) != serving(now)


@given(now=MOMENTS)
def test_the_next_opening_is_open_and_nothing_before_it_is(office: Make, now: datetime) -> None:
    made = office()
    hours = office_hours_now(made, now)
    assert (hours.next_open is None) == (hours.state == "open")
    if hours.next_open:
        assert office_hours_now(made, hours.next_open).state == "open"
        halfway = now + (hours.next_open - now) / 2
        assert office_hours_now(made, halfway).state in ("closed", "break")


def test_an_office_that_never_opens_says_so(office: Make) -> None:
    hours = office_hours_now(office(hours=[]), local("2026-11-24T09:00"))
    assert (hours.state, hours.until, hours.next_open) == ("closed", None, None)
