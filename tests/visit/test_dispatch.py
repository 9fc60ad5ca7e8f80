"""Who is next, and that the screen's reason is the true one."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from play import START, Desk, small_pack

from kiosk.visit.desk.guard import RuleViolation
from kiosk.visit.dispatch import LONG_WAIT, line
from kiosk.wire.command.counter import Finish, Start


def tickets(desk: Desk, counter: str, most: int = 9) -> list[str]:
    """The line before a counter."""
    return [placed.visit.ticket for placed in line(desk.state, desk.pack, counter, desk.now, most)]


def serve(desk: Desk, counter: str) -> str:
    """Call next and send the visit away, so that the counter is empty again."""
    ticket = desk.call(counter)
    desk.at(Start, counter)
    desk.at(Finish, counter, outcome="left")
    return ticket


def test_numbers_are_called_in_order() -> None:
    desk = Desk(small_pack())
    desk.open("1", "2")
    for _ in range(3):
        desk.issue()
    assert [serve(desk, "1"), serve(desk, "2"), serve(desk, "1")] == ["A001", "A002", "A003"]


def test_priority_has_one_call_of_three() -> None:
    desk = Desk(small_pack())
    desk.open("1")
    for _ in range(4):
        desk.issue()
        desk.issue(priority=True)
    assert [serve(desk, "1") for _ in range(7)] == ["H001", "A001", "A002", "H002", "A003", "A004", "H003"]
    assert serve(desk, "1") == "H004", "nobody else waits"


def test_the_share_counts_calls_of_the_same_steps_at_any_counter() -> None:
    desk = Desk(small_pack())
    desk.open("1", "2", "4")
    desk.issue()
    desk.issue(priority=True)
    desk.issue(priority=True)
    desk.issue("izin", priority=True)
    assert serve(desk, "4") == "H003", "other steps do not count"
    assert serve(desk, "2") == "H001"
    assert serve(desk, "1") == "A001"


def test_the_first_task_of_a_counter_comes_first_until_somebody_waits_too_long() -> None:
    desk = Desk(small_pack())
    desk.open("4")
    desk.issue("pengaduan")
    desk.later(60)
    desk.issue("izin")
    desk.issue("izin")
    assert serve(desk, "4") == "C001"
    desk.later(LONG_WAIT)
    assert tickets(desk, "4") == ["E001", "C002"]
    assert serve(desk, "4") == "E001"


def test_a_slot_in_the_future_waits_unless_nobody_else_does() -> None:
    desk = Desk(small_pack())
    desk.open("1")
    desk.issue(slot=START + timedelta(hours=2))
    desk.issue()
    assert tickets(desk, "1") == ["A002", "A001"]
    assert serve(desk, "1") == "A002"
    assert serve(desk, "1") == "A001"


def test_a_slot_that_has_come_goes_before_who_came_without_one() -> None:
    desk = Desk(small_pack())
    desk.open("1")
    desk.issue(slot=START + timedelta(minutes=10))
    desk.later(11 * 60)
    walk_in = desk.issue()
    assert tickets(desk, "1") == ["A001", walk_in.ticket]


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_line_says_why(language: str) -> None:
    desk = Desk(small_pack())
    desk.open("1", "4")
    desk.issue()
    desk.issue()
    desk.issue(priority=True)
    why = [placed.why for placed in line(desk.state, desk.pack, "1", desk.now, 3)]
    assert [text.id for text in why] == [
        "giliran prioritas, 1 dari 3 panggilan",
        "nomor terdepan di antrean A",
        "sesudah A001",
    ]
    assert all(text.en for text in why)
    desk.issue("pengaduan")
    (only,) = line(desk.state, desk.pack, "4", desk.now, 3)
    assert only.why.id == "tugas utama loket ini kosong"


arrivals = st.lists(
    st.tuples(st.sampled_from(["paspor", "izin", "pengaduan"]), st.booleans(), st.integers(0, 900)), max_size=14
)


@given(arrivals, st.sampled_from(["1", "3", "4"]))
def test_the_line_shown_is_the_line_called(people: list[tuple[str, bool, int]], counter: str) -> None:
    desk = Desk(small_pack())
    desk.open(counter)
    for service, priority, gap in people:
        desk.issue(service, priority=priority)
        desk.later(gap)
    shown = tickets(desk, counter, 99)
    called = []
    while tickets(desk, counter):
        called.append(serve(desk, counter))
    assert called == shown
    with pytest.raises(RuleViolation):
        desk.call(counter)


@given(arrivals)
def test_nobody_of_one_kind_overtakes_another(people: list[tuple[str, bool, int]]) -> None:
    desk = Desk(small_pack())
    desk.open("4")
    for service, priority, gap in people:
        desk.issue(service, priority=priority)
        desk.later(gap)
    called = [desk.visit(ticket) for ticket in tickets(desk, "4", 99)]
    for kind in {(v.service, v.priority) for v in called}:
        places = [v.order_at for v in called if (v.service, v.priority) == kind]
        assert places == sorted(places)
