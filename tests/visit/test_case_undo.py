"""Undo takes cases back with the rest of the command, and never over what was done to them since."""

from collections.abc import Callable
from typing import Any

import pytest
from attrs import evolve
from casework import CaseDesk

from kiosk.visit.desk.guard import RuleViolation
from kiosk.wire.command.case import Milestone
from kiosk.wire.command.counter import MarkStepUndone, Scan, Settle, Tick, Undo


def shape(desk: CaseDesk) -> Any:
    """What undo must bring back: of the visits all but the revision, and the cases that count."""
    visits = {key: evolve(visit, revision=0) for key, visit in desk.state.visits.items()}
    cases = {code: evolve(case, revision=0) for code, case in desk.state.cases.items() if case.state != "void"}
    return visits, cases


def serving(desk: CaseDesk) -> None:
    desk.begin("izin", "4", people=2)


def accepted(desk: CaseDesk) -> None:
    serving(desk)
    desk.step("4", "serahkan")


def collecting(desk: CaseDesk) -> None:
    code = desk.accepted("paspor", "1", "periksa").code
    desk.ready(code)
    desk.begin("pengambilan", "5")


def scanned(desk: CaseDesk) -> None:
    collecting(desk)
    desk.at(Scan, "5", case=next(iter(desk.state.cases)))


@pytest.mark.parametrize(
    ("before", "counter", "act"),
    [
        (serving, "4", lambda d: d.step("4", "serahkan")),
        (serving, "4", lambda d: d.at(Settle, "4", applicant=2, outcome="refused")),
        (accepted, "4", lambda d: d.at(Settle, "4", applicant=2, outcome="refused")),
        (accepted, "4", lambda d: d.at(MarkStepUndone, "4", step="serahkan", reason="mistake")),
        (accepted, "4", lambda d: d.at(Tick, "4", step="bayar")),
        (accepted, "4", lambda d: d.finish("4", "incomplete", missing=("kk",))),
        (collecting, "5", lambda d: d.at(Scan, "5", case=next(iter(d.state.cases)))),
        (scanned, "5", lambda d: d.step("5", "serah")),
    ],
)
def test_an_act_with_cases_is_taken_back_whole(
    before: Callable[[CaseDesk], None], counter: str, act: Callable[[CaseDesk], object]
) -> None:
    desk = CaseDesk()
    before(desk)
    was = shape(desk)
    act(desk)
    assert shape(desk) != was
    desk.at(Undo, counter)
    assert shape(desk) == was


def test_a_receipt_that_was_taken_back_is_void_not_unknown() -> None:
    desk = CaseDesk()
    accepted(desk)
    codes = [case.code for case in desk.held("4")]
    desk.at(Undo, "4")
    assert [desk.case(code).state for code in codes] == ["void", "void"]
    with pytest.raises(RuleViolation) as refusal:
        desk.ready(codes[0])
    assert refusal.value.rule == "wrong-case-state"


def test_work_on_a_case_behind_the_counter_stands_in_the_way() -> None:
    desk = CaseDesk()
    accepted(desk)
    desk.do(Milestone(desk.held("4")[0].code, "kanwil"))
    with pytest.raises(RuleViolation) as refusal:
        desk.at(Undo, "4")
    assert refusal.value.rule == "moved-on"


def test_an_ended_visit_is_not_brought_back_once_its_receipt_is_with_another() -> None:
    desk = CaseDesk()
    accepted(desk)
    code = desk.held("4")[0].code
    desk.finish("4", "left")
    desk.ready(code)
    desk.begin("pengambilan", "5")
    desk.at(Scan, "5", case=code)
    with pytest.raises(RuleViolation) as refusal:
        desk.at(Undo, "4")
    assert refusal.value.rule == "moved-on"


def test_work_on_other_cases_does_not() -> None:
    desk = CaseDesk()
    other = desk.accepted("paspor", "1", "periksa").code
    accepted(desk)
    desk.ready(other)
    desk.at(Undo, "4")
    assert desk.case(other).state == "ready"
