"""What was kept and what falls due: by what was marked ready, held, returned, and when."""

from datetime import UTC, date, datetime, timedelta

import pytest
from attrs import evolve
from casework import STOP, CaseDesk
from hypothesis import given
from hypothesis import strategies as st
from play import START

from kiosk.text.language import Text
from kiosk.visit.measure.level import (
    DuePromise,
    ServiceStanding,
    due_board,
    due_promises_of,
    levels,
    standing_since,
    standings,
)
from kiosk.visit.measure.statistics import ServiceDay, Times
from kiosk.wire.board import KeptPromises, MissingMost
from kiosk.wire.case import Due
from kiosk.wire.command.case import Hold, Milestone, ReturnCase, VoidCase
from kiosk.wire.command.counter import Scan
from kiosk.wire.measure import ServiceLevel

DUE = date(2026, 11, 30)
"""Four working days after Tuesday, the 24th of November."""


def of(desk: CaseDesk, today: date) -> tuple[ServiceLevel, ...]:
    fallen = [each for case in desk.state.cases.values() for each in due_promises_of(case)]
    return levels(fallen, today, desk.pack.office)


def test_ready_on_the_day_promised_is_kept_and_later_or_never_is_not() -> None:
    desk = CaseDesk()
    codes = [desk.accepted("paspor", "1", "periksa").code for _ in range(3)]
    desk.next_days(6)
    desk.ready(codes[0])
    assert of(desk, DUE) == ()
    desk.next_days(1)
    desk.ready(codes[1])
    assert of(desk, DUE + timedelta(1)) == (ServiceLevel("paspor", "2026-11", due=3, kept=1, held=0),)


def test_what_had_nothing_to_keep_any_more_when_it_fell_due_does_not_count() -> None:
    desk = CaseDesk()
    early, late, twice = (desk.accepted("paspor", "1", "periksa").code for _ in range(3))
    desk.do(ReturnCase(early, "withdrawn"))
    desk.do(VoidCase(twice, "twice"))
    desk.next_days(8)
    desk.do(ReturnCase(late, "refused"))
    assert of(desk, DUE + timedelta(2)) == (ServiceLevel("paspor", "2026-11", due=1, kept=0, held=0),)


@pytest.mark.parametrize(("ready", "comes", "kept"), [(None, 3, 1), (None, 6, 0), (3, 6, 1), (6, 7, 0)])
def test_a_promise_of_before_a_case_went_on_counts_for_the_service_that_made_it(
    ready: int | None, comes: int, kept: int
) -> None:
    desk = CaseDesk()
    code = desk.accepted("bap", "5", "tanya").code
    desk.do(Milestone(code, "setuju"))  # three working days from Tuesday, the 24th: Friday, the 27th
    if ready is not None:
        desk.next_days(ready)
        desk.ready(code)
    desk.next_days(comes - (ready or 0))
    desk.begin("hilang", "1")
    desk.at(Scan, "1", case=code)
    desk.step("1", "berkas")
    desk.next_days(30)
    assert of(desk, date(2027, 1, 29)) == (
        ServiceLevel("bap", "2026-11", due=1, kept=kept, held=0),
        ServiceLevel("hilang", "2026-12", due=1, kept=0, held=0),
    )


def test_a_stopped_clock_is_told_apart_and_one_that_only_waits_is_not() -> None:
    desk = CaseDesk()
    for stop in (STOP, None):
        code = desk.accepted("izin", "4", "serahkan").code
        desk.do(Milestone(code, "bayar"))
        desk.do(Hold(code, "approval", stop))
    desk.next_days(10)
    assert of(desk, date(2026, 12, 4)) == (ServiceLevel("izin", "2026-11", due=1, kept=0, held=1),)


def test_the_due_board_is_sorted_by_when() -> None:
    desk = CaseDesk()
    old = desk.accepted("paspor", "1", "periksa").code
    gone = desk.accepted("paspor", "1", "periksa").code
    desk.ready(gone)
    desk.next_days(3)
    fresh = desk.accepted("paspor", "1", "periksa").code
    assert fresh != old
    cases, office = desk.state.cases.values(), desk.pack.office

    def at(day: date) -> tuple[list[str], ...]:
        board = due_board(cases, day, office)
        groups = (board.overdue, board.due_today, board.due_next, board.later)
        return tuple([row.code for row in rows] for rows in groups)

    assert at(date(2026, 11, 26)) == ([], [], [], [old, fresh])
    assert at(date(2026, 11, 27)) == ([], [], [old], [fresh]), "Monday is the next working day"
    assert at(DUE) == ([], [old], [], [fresh])
    assert at(date(2026, 12, 2)) == ([old], [], [fresh], [])


def test_the_due_board_forgets_nothing_that_has_no_day_and_nothing_that_lies_uncollected() -> None:
    desk = CaseDesk()
    unpaid = desk.accepted("izin", "4", "serahkan").code
    lying, fetched = (desk.accepted("paspor", "1", "periksa").code for _ in range(2))
    desk.ready(lying, fetched)
    desk.pack = evolve(desk.pack, office=evolve(desk.pack.office, years=frozenset({2025})))
    desk.later(60)
    unknown = desk.accepted("paspor", "1", "periksa").code
    office = desk.pack.office
    board = due_board(desk.state.cases.values(), DUE, office)
    assert [(row.code, row.awaits, row.step, row.why) for row in board.undated] == [
        (unpaid, Text("sejak bayar", "from bayar"), "bayar", None),
        (unknown, None, None, "calendar-2026-missing"),
    ]
    assert board.uncollected == ()
    desk.begin("pengambilan", "5")
    desk.at(Scan, "5", case=fetched)
    desk.step("5", "serah")
    after = due_board(desk.state.cases.values(), date(2026, 12, 25), office)
    assert [(row.code, row.day) for row in after.uncollected] == [(lying, date(2026, 12, 24))]


def test_on_one_day_instants_come_first_in_their_order() -> None:
    desk = CaseDesk()
    cases = {code: desk.accepted("paspor", "1", "periksa") for code in ("a", "b", "c")}
    ends = {"a": None, "b": START + timedelta(hours=5), "c": START + timedelta(hours=2)}
    made = [
        evolve(case, code=code, promised=tuple(evolve(p, due=Due(START.date(), ends[code])) for p in case.promised))
        for code, case in cases.items()
    ]
    assert [row.code for row in due_board(made, START.date(), OFFICE).due_today] == ["c", "b", "a"]


INSTANTS = st.integers(0, 80 * 24).map(lambda hours: datetime(2026, 10, 1, tzinfo=UTC) + timedelta(hours=hours))
FALLEN = st.builds(
    DuePromise,
    st.sampled_from(["a", "b"]),
    st.dates(date(2026, 10, 20), date(2026, 12, 10)),
    st.none() | INSTANTS,
    st.none() | INSTANTS,
    st.none() | INSTANTS,
    st.booleans(),
)
TODAY = date(2026, 11, 24)
OFFICE = CaseDesk().pack.office


@given(fallen=st.lists(FALLEN, max_size=12), missing=st.lists(st.sampled_from(["kk", "ktp", "other"]), max_size=4))
def test_the_board_says_this_month_or_else_the_last(fallen: list[DuePromise], missing: list[str]) -> None:
    days = {
        date(2026, 11 - n, 3): [ServiceDay("a", 1, {}, {name: 1}, Times(), Times(), (), ())]
        for n, name in enumerate(missing[:2])
    }
    said = standings(fallen, sorted(days.items()), TODAY, OFFICE)
    for service, standing in said.items():
        known = {
            level.month: level for level in levels(fallen, TODAY, OFFICE) if level.service == service and level.due
        }
        newest = max(known, default=None)
        wanted = KeptPromises(newest, known[newest].kept, known[newest].due) if newest else None
        assert standing.kept == wanted
        assert wanted is None or 0 <= wanted.kept <= wanted.due
    named = [name for name in missing[:2] if name != "other"]
    assert (said.get("a", ServiceStanding()).missing_most is None) == (not named)
    if named and missing[0] != "other":
        assert said["a"].missing_most == MissingMost(missing[0], "2026-11")


def test_last_month_begins_what_is_asked_of() -> None:
    assert standing_since(date(2026, 11, 24)) == date(2026, 10, 1)
    assert standing_since(date(2027, 1, 1)) == date(2026, 12, 1)


def test_a_promise_in_hours_is_kept_to_the_minute() -> None:
    late = START + timedelta(minutes=1)
    rows = [DuePromise("a", START.date(), START, at, None, stopped=False) for at in (START, late)]
    assert levels(rows, START.date() + timedelta(1), OFFICE) == (ServiceLevel("a", "2026-11", 2, 1, 0),)
