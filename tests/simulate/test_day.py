from collections import Counter
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from kiosk.simulate.day import Day
from kiosk.sop.file.load import load_pack
from kiosk.sop.pack import Pack
from kiosk.visit.case import Case
from kiosk.visit.event.case import CaseAttached, MilestoneReached
from kiosk.visit.event.office import CounterSet, DayEnded
from kiosk.visit.event.visit import Called, Finished, Issued
from kiosk.visit.fold.state import fold_all
from kiosk.visit.measure.level import due_promises_of, levels
from kiosk.visit.state import State
from kiosk.wire.catalogue import COLLECTION

TUESDAY = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)
"""The first minute of 24 November 2026 in Jakarta."""

SOPS = Path(__file__).parents[2] / "sops"


@cache
def pack() -> Pack:
    return load_pack(SOPS)


def local(hour: float, day: datetime = TUESDAY) -> datetime:
    return day + timedelta(hours=hour)


def played_anew(seed: int, until: datetime, start: datetime = TUESDAY) -> Day:
    day = Day(pack(), seed, start)
    day.play(until)
    return day


played = cache(played_anew)
"""The same for all tests that only look at a day."""


def test_the_same_seed_is_the_same_day_and_another_is_another() -> None:
    assert played(7, local(11)).events == played_anew(7, local(11)).events
    assert played(7, local(11)).events != played(8, local(11)).events


def test_playing_in_parts_is_playing_at_once() -> None:
    parts = Day(pack(), 7, TUESDAY)
    for minutes in range(0, 11 * 60, 7):
        parts.play(TUESDAY + timedelta(minutes=minutes))
    parts.play(local(11))
    assert parts.events == played(7, local(11)).events


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 10**6), st.sampled_from([0, 1, 2, 3]))
@example(2202, 0)  # somebody leaves between the receipt and the photo from which their promise counts
def test_of_any_day(seed: int, days_later: int) -> None:
    start = TUESDAY + timedelta(days=days_later)
    day = played_anew(seed, local(12, start), start)
    assert_the_events_are_a_record_that_folds_to_the_state(day)
    day.play(local(23, start))
    assert_the_day_ends_with_nobody_lost(day)
    assert_people_were_refused_only_what_a_real_clerk_would_be(day)


def assert_the_events_are_a_record_that_folds_to_the_state(day: Day) -> None:
    assert fold_all(State(), tuple(day.events)) == day.state
    assert all(a.moment.at <= b.moment.at and a.version + 1 == b.version for a, b in pairwise(day.events))


def assert_the_day_ends_with_nobody_lost(day: Day) -> None:
    left = Counter(visit.state for visit in day.state.visits.values())
    assert set(left) <= {"ended", "absent"}
    assert left["absent"] <= left["ended"] / 10
    assert left["ended"] > 40
    assert all(counter.state == "closed" and counter.visit is None for counter in day.state.touched.values())


def assert_people_were_refused_only_what_a_real_clerk_would_be(day: Day) -> None:
    known = {
        "nobody-waits",  # two pressed next for the last in line
        "case-elsewhere",  # somebody is still here who asks for their passport
        "wrong-case-state",  # it was ready, and went back at the counter since
    }
    assert set(day.refused) <= known
    assert len(day.refused) < len(day.events) / 20


def test_a_morning_is_like_one() -> None:
    day = played(1, local(9.7))
    issued = [event.body for event in day.events if isinstance(event.body, Issued)]
    calls = Counter(event.body.how for event in day.events if isinstance(event.body, Called))
    assert 25 < len(issued) < 75
    assert {visit.language for visit in issued} == {"id", "en"} or all(v.service != "itas-perpanjangan" for v in issued)
    assert any(visit.people > 1 for visit in issued)
    assert 0 < sum(visit.priority for visit in issued) < len(issued) / 3
    assert calls["next"] > 5 * calls["recall"]
    assert len(list(day.state.in_state("serving", "called"))) >= 2


def test_over_some_days_everything_happens_that_happens_in_an_office() -> None:
    days = [played(seed, local(23)) for seed in range(4)]
    bodies = [event.body for day in days for event in day.events]
    kinds = Counter(body.kind for body in bodies)
    assert {"parked", "step-undone", "no-show", "restored"} <= kinds.keys()
    assert {body.how for body in bodies if isinstance(body, Called)} == {"next", "chosen", "recall", "resumed"}
    ends = [body for body in bodies if isinstance(body, Finished)]
    assert 0 < sum(end.inaccurate for end in ends) < len(ends) / 10
    assert {end.outcome for end in ends} == {"done", "incomplete"}
    slots = [body for body in bodies if isinstance(body, Issued) and body.slot is not None]
    assert all(body.slot and body.slot.minute % 30 == body.slot.second == 0 for body in slots) and len(slots) > 10


WEEK = 7 * 24
"""Hours up to the same day of the next week."""


def week() -> Day:
    return played(5, local(WEEK + 11))


def test_the_same_seed_is_the_same_over_days_too() -> None:
    again = played(5, local(24 + 12))
    assert any(isinstance(event.body, CaseAttached) for event in again.events)
    assert again.events == week().events[: len(again.events)]


def test_over_a_week_promises_fall_due_and_most_are_kept() -> None:
    fallen = [each for case in every_case(week()).values() for each in due_promises_of(case)]
    figures = levels(fallen, local(WEEK).astimezone(pack().office.zone).date(), pack().office)
    due, kept = (sum(getattr(level, name) for level in figures) for name in ("due", "kept"))
    assert len({level.service for level in figures}) > 3 and due > 30
    assert 0.8 < kept / due < 1, (kept, due)


def test_what_is_ready_is_collected_on_visits_of_their_own() -> None:
    bodies = [event.body for event in week().events]
    visits = {body.visit for body in bodies if isinstance(body, Issued) and body.service == COLLECTION}
    brought = {body.visit for body in bodies if isinstance(body, CaseAttached)}
    assert len(brought) > 20 and brought <= visits and len(visits - brought) < len(visits) / 5
    collected = [case for case in every_case(week()).values() if case.state == "collected"]
    assert len(collected) > 20 and all(case.ready is not None for case in collected)


def test_most_pay_at_the_counter_some_later_and_some_files_stand_still_for_a_while() -> None:
    events = week().events
    paid = [event.counter for event in events if isinstance(event.body, MilestoneReached)]
    assert paid.count(None) > 3 and len(paid) - paid.count(None) > 10
    assert {"case-held", "case-released"} <= {event.body.kind for event in events}


def every_case(day: Day) -> dict[str, Case]:
    """Every case that there ever was, as it is now, or as it was when nothing could come of it any more."""
    states = [*(before for before, _ in day.ended), day.state]
    return {code: case for state in states for code, case in state.cases.items()}


def test_only_a_counter_that_can_be_spared_closes_early() -> None:
    closed_early = {
        event.counter
        for seed in range(6)
        for event in played(seed, local(23)).events
        if isinstance(event.body, CounterSet) and event.body.state == "closed" and event.moment.at <= local(15.9)
    }
    assert closed_early, "nobody ever went home early"
    assert closed_early <= {"1", "3"}, "2 and 4 do all that they do"


def test_the_break_is_kept_and_the_night_brings_a_new_day() -> None:
    day = played_anew(3, local(12.75))
    assert {counter.state for counter in day.state.touched.values()} == {"break"}
    day.play(local(24 + 9))
    assert sum(isinstance(event.body, DayEnded) for event in day.events) == 1
    assert day.state.date is not None and day.state.date.isoformat() == "2026-11-25"
    assert any(counter.state == "open" for counter in day.state.touched.values())


def test_nobody_works_on_a_day_off() -> None:
    sunday = TUESDAY + timedelta(days=5)
    assert played(3, local(23, sunday), sunday).events == []
