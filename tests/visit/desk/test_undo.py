"""Undo takes back the whole last command of a counter, or refuses and says why."""

from collections.abc import Callable
from typing import Any

import pytest
from attrs import evolve
from play import Desk, counter_seat, small_pack

from kiosk.visit.desk.decision import By, stamp
from kiosk.visit.desk.guard import RuleViolation
from kiosk.visit.event.office import Undone
from kiosk.visit.event.visit import Called
from kiosk.visit.fold.state import fold_all
from kiosk.visit.show.board import board_of
from kiosk.visit.state import State, Visit
from kiosk.wire.board import CatalogueRef
from kiosk.wire.command.counter import (
    CallNext,
    Finish,
    MarkStepDone,
    Park,
    Recall,
    Return,
    SetCounter,
    Start,
    Transfer,
    Undo,
)
from kiosk.wire.command.visit import Cancel


@pytest.fixture
def desk() -> Desk:
    """Counters 1 and 2 open, three people waiting."""
    made = Desk(small_pack())
    made.open("1", "2", "3")
    for _ in range(3):
        made.issue()
    return made


def why_not(desk: Desk, counter: str) -> str:
    """The rule that refuses to undo."""
    with pytest.raises(RuleViolation) as refusal:
        desk.at(Undo, counter)
    return refusal.value.rule


def alike(visit: Visit | None) -> Visit | None:
    """The visit without its revision, which always grows."""
    return evolve(visit, revision=0) if visit else None


def shape(state: State) -> Any:
    """All of the state that undo must bring back."""
    counters = {key: evolve(counter, revision=0) for key, counter in state.touched.items()}
    return {key: alike(visit) for key, visit in state.visits.items()}, counters


def at(kind: type[Any], **fields: Any) -> Callable[[Desk], object]:
    """A command to counter 1."""
    return lambda desk: desk.at(kind, "1", **fields)


def cancel(desk: Desk) -> None:
    """Cancel whom counter 1 holds."""
    visit = desk.state.visits[desk.state.counter("1").visit or ""]
    desk.do(Cancel(visit.id, visit.revision, "left"))


CALLED = [at(CallNext)]
SERVING = [*CALLED, at(Start)]


@pytest.mark.parametrize(
    ("before", "act"),
    [
        ([], at(SetCounter, state="break")),
        ([], at(CallNext)),
        (CALLED, at(Start)),
        (CALLED, at(Return, reason="other")),
        (SERVING, at(MarkStepDone, step="periksa")),
        ([*SERVING, at(MarkStepDone, step="pindai")], at(MarkStepDone, step="periksa")),
        (SERVING, at(Finish, outcome="left")),
        (SERVING, at(Park, reason="copy")),
        (SERVING, at(Transfer, service="izin", reason="other")),
    ],
)
def test_everything_at_a_counter_can_be_taken_back(
    desk: Desk, before: list[Callable[[Desk], object]], act: Callable[[Desk], object]
) -> None:
    for earlier in before:
        earlier(desk)
    was = shape(desk.state)
    act(desk)
    assert shape(desk.state) != was
    desk.later(59)
    desk.at(Undo, "1")
    assert shape(desk.state) == was
    assert why_not(desk, "1") == "nothing-to-undo", "once"


def test_after_a_minute_it_is_too_late(desk: Desk) -> None:
    desk.call("1")
    desk.later(61)
    assert why_not(desk, "1") == "too-late"


def test_a_next_leg_that_was_called_elsewhere_stays(desk: Desk) -> None:
    desk.call("1")
    desk.at(Start, "1")
    desk.at(MarkStepDone, "1", step="periksa")
    desk.at(MarkStepDone, "1", step="pindai")
    desk.call("3")
    assert why_not(desk, "1") == "moved-on"


def test_a_visit_cancelled_from_elsewhere_is_not_taken_back_over_it(desk: Desk) -> None:
    desk.call("1")
    cancel(desk)
    assert why_not(desk, "1") == "moved-on"


def resumed_from_counter_2(desk: Desk) -> None:
    """Counter 1 parks A001, and the log holds that counter 2 called it back there."""
    for act in (*SERVING, at(Park, reason="copy")):
        act(desk)
    desk.staff(counter_seat("2"))
    called = Called(desk.visit("A001").id, "1", desk.state.last_call + 1, "resumed")
    desk.state = fold_all(desk.state, stamp([called], desk.state.version, By("P2", "2"), desk.now))


def test_what_is_at_another_counter_now_is_not_taken_back_from_there(desk: Desk) -> None:
    resumed_from_counter_2(desk)
    assert why_not(desk, "2") == "moved-on"
    desk.at(Start, "1")


def test_a_log_with_an_undo_across_counters_leaves_a_visit_at_one_counter(desk: Desk) -> None:
    resumed_from_counter_2(desk)
    undone = Undone(desk.state.version)
    desk.state = fold_all(desk.state, stamp([undone], desk.state.version, By("P2", "2"), desk.now))
    assert (desk.visit("A001").state, desk.state.counter("1").visit) == ("parked", None)
    assert desk.call("1") == "A002"


def test_an_act_on_a_waiting_visit_is_taken_back_where_it_was_given(desk: Desk) -> None:
    visit = desk.visit("A002")
    desk.do(Cancel(visit.id, visit.revision, "twice"), counter_seat("2"))
    desk.at(Undo, "2")
    assert desk.visit("A002").state == "waiting"


def test_another_counter_does_not_stand_in_the_way(desk: Desk) -> None:
    desk.call("1")
    desk.call("2")
    desk.at(Undo, "1")
    assert desk.call("1") == "A001"


def test_an_undone_call_is_withdrawn_on_the_board_and_its_number_not_used_again(desk: Desk) -> None:
    desk.call("1")
    desk.at(Undo, "1")
    board = board_of(desk.state, desk.pack, desk.now.at, "e", 1, CatalogueRef("d"))
    assert [(call.call, call.ticket, call.state) for call in board.calls] == [(1, "A001", "withdrawn")]
    desk.call("2")
    board = board_of(desk.state, desk.pack, desk.now.at, "e", 1, CatalogueRef("d"))
    assert [(call.call, call.state) for call in board.calls] == [(2, "called"), (1, "withdrawn")]


def test_an_undone_recall_leaves_the_call_standing(desk: Desk) -> None:
    desk.call("1")
    desk.later(20)
    desk.at(Recall, "1")
    desk.at(Undo, "1")
    board = board_of(desk.state, desk.pack, desk.now.at, "e", 1, CatalogueRef("d"))
    assert [(call.call, call.state, call.count) for call in board.calls] == [(1, "called", 1)]


def test_an_undone_call_is_no_turn(desk: Desk) -> None:
    desk.issue(priority=True)
    assert desk.call("1") == "H001"
    desk.at(Undo, "1")
    assert desk.call("2") == "H001"
