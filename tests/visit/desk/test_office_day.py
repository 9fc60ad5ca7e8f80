"""The service date: in every zone of the country, at every hour, by the clock and by hand."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from play import START, Desk, small_pack

from kiosk.time.instant import Instant
from kiosk.visit.desk.guard import RuleViolation
from kiosk.visit.desk.office import day_due, end_day
from kiosk.visit.event.office import DayEnded, DayOpened
from kiosk.visit.show.board import board_of
from kiosk.visit.state import State
from kiosk.wire.board import CatalogueRef
from kiosk.wire.command.counter import Finish, SetCounter, Start
from kiosk.wire.command.office import EndDay
from kiosk.wire.command.visit import Issue

ZONES = {"Asia/Jakarta": 7, "Asia/Makassar": 8, "Asia/Jayapura": 9}


def days(desk: Desk, kind: type[Any]) -> list[date]:
    """Dates of the events of that kind."""
    return [event.body.date for event in desk.events if isinstance(event.body, kind)]


def office_state(desk: Desk) -> tuple[str, str | None]:
    """What the board says of the office, and why."""
    office = board_of(desk.state, desk.pack, desk.now.at, "e", 1, CatalogueRef("d")).office
    assert office is not None
    return office.state, office.reason.id if office.reason else None


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("hour", range(24))
def test_the_zone_decides_the_date_at_every_hour(zone: Any, hour: int) -> None:
    local = datetime(2026, 11, 24, hour, 30, tzinfo=UTC) - timedelta(hours=ZONES[zone])
    desk = Desk(small_pack(zone), local)
    giving = 7 <= hour < 16
    try:
        visit = desk.issue()
        assert giving
        assert (visit.ticket, desk.state.date) == ("A001", date(2026, 11, 24))
        assert visit.id == "2026-11-24-A001"
    except RuleViolation as refusal:
        assert not giving
        assert refusal.rule == "tickets-closed"


@pytest.mark.parametrize("zone", ZONES)
def test_a_whole_day_in_every_zone(zone: Any) -> None:
    opening = datetime(2026, 11, 24, 7, 0, tzinfo=UTC) - timedelta(hours=ZONES[zone])
    desk = Desk(small_pack(zone), opening)
    desk.open("1")
    seen: list[tuple[int, str]] = []
    for hour in range(7, 24):
        seen.append((hour, office_state(desk)[0]))
        if hour < 16:
            desk.issue()
            desk.call("1")
            desk.at(Start, "1")
            desk.at(Finish, "1", outcome="left")
        desk.later(3600)
    assert dict(seen) == {
        hour: "open" if hour in (7, 8, 9, 10, 11, 13, 14, 15) else "break" if hour == 12 else "closed"
        for hour in range(7, 24)
    }
    assert desk.state.last_number("A") == 9
    desk.later(7 * 3600)
    assert desk.issue().ticket == "A001"
    assert (days(desk, DayOpened), days(desk, DayEnded)) == (
        [date(2026, 11, 24), date(2026, 11, 25)],
        [date(2026, 11, 24)],
    )


def test_a_new_service_date_ends_the_old_one_first_and_dates_it_there() -> None:
    desk = Desk(small_pack())
    desk.open("1", "4")
    waiting, serving = desk.issue(), desk.issue("izin")
    desk.call("4")
    desk.at(Start, "4")
    desk.later(24 * 3600)
    assert desk.issue("pengaduan").ticket == "E001"
    (ended,) = (event.body for event in desk.events if isinstance(event.body, DayEnded))
    assert (ended.date, ended.expired, ended.inaccurate) == (date(2026, 11, 24), (waiting.id,), (serving.id,))
    assert ended.last_call == desk.state.last_call == 1, "calls are numbered on within the epoch"
    assert desk.state.counter("4").state == "closed"
    desk.open("1")
    desk.issue()
    assert desk.call("1") == "A001"


def test_the_clock_ends_the_day_at_a_minute_to_midnight() -> None:
    desk = Desk(small_pack())
    desk.issue()
    midnight = datetime(2026, 11, 24, 17, 0, tzinfo=UTC)
    for before, due in ((61, ()), (60, ("day-ended",)), (0, ("day-ended", "day-opened"))):
        at = midnight - timedelta(seconds=before)
        bodies = day_due(desk.state, Instant(at, "boot", 0.0), desk.pack)
        assert tuple(body.kind for body in bodies) == due


def test_a_day_ended_by_hand_stays_ended_and_no_number_comes_twice() -> None:
    desk = Desk(small_pack())
    desk.issue()
    with pytest.raises(RuleViolation) as refusal:
        desk.do(EndDay(date(2026, 11, 23)))
    assert refusal.value.rule == "another-day"
    desk.do(EndDay(date(2026, 11, 24)))
    assert office_state(desk)[0] == "ended"
    for command in (Issue("paspor"), SetCounter(counter="1", expect=0, state="open"), EndDay(START.date())):
        with pytest.raises(RuleViolation) as refusal:
            desk.do(command)
        assert refusal.value.rule == "day-ended"
    desk.later(24 * 3600)
    assert desk.issue().ticket == "A001"
    assert days(desk, DayOpened) == [date(2026, 11, 24), date(2026, 11, 25)]


def test_a_clock_set_back_over_midnight_opens_no_old_day() -> None:
    desk = Desk(small_pack())
    desk.issue()
    desk.later(-24 * 3600)
    assert desk.issue().ticket == "A002"
    assert desk.state.date == date(2026, 11, 24)
    desk.later(24 * 3600)
    desk.do(EndDay(date(2026, 11, 24)))
    desk.later(-24 * 3600)
    with pytest.raises(RuleViolation):
        desk.issue()
    assert desk.state.date is None


def test_a_day_that_was_never_opened_does_not_end() -> None:
    assert end_day(State(), Instant(START, "boot", 0.0)) == ()


moments = st.integers(0, 363 * 24 * 3600).map(lambda seconds: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(0, seconds))


@given(st.lists(moments, min_size=1, max_size=8), st.sampled_from(sorted(ZONES)))
def test_whatever_the_clock_does_dates_only_grow_and_none_is_opened_twice(times: list[datetime], zone: Any) -> None:
    desk = Desk(small_pack(zone))
    for at in times:
        desk.now = Instant(at, "boot", desk.now.uptime + 1)
        try:
            desk.do(SetCounter(counter="1", expect=desk.state.counter("1").revision, state="open"))
        except RuleViolation:
            continue
    opened = days(desk, DayOpened)
    assert opened == sorted(set(opened))
    assert days(desk, DayEnded) == opened[: len(days(desk, DayEnded))]
