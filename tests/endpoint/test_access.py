"""Which role may give which command."""

from datetime import date
from typing import Any, get_args

import attrs
import pytest
from play import START

from kiosk.endpoint.access import may, new_terminal
from kiosk.endpoint.problems import Rejection
from kiosk.visit.desk import By
from kiosk.wire import command as c
from kiosk.wire.case_command import CaseCommand
from kiosk.wire.role import ROLES, Role

_FIELDS = {
    "counter": "1",
    "expect": 0,
    "visit": "v",
    "service": "paspor",
    "state": "open",
    "step": "periksa",
    "outcome": "done",
    "date": date(2026, 11, 24),
    "reason": "other",
    "case": "K7Q2-M9XA-3",
}


def _one(kind: type[Any]) -> c.Command:
    """A command of that kind, with something in every field it must have."""
    made: c.Command = kind(**{f.name: _FIELDS[f.name] for f in attrs.fields(kind) if f.default is attrs.NOTHING})
    return made


_TO_COUNTER = [_one(kind) for kind in get_args(c.AtCounterCommand)]
_TO_VISIT = [_one(kind) for kind in get_args(c.VisitCommand)]
_TO_CASE = [_one(kind) for kind in get_args(CaseCommand)]
_TO_DAY = [_one(kind) for kind in get_args(c.DayCommand)]
_ISSUE = c.Issue("paspor")


def allowed(role: Role, command: c.Command, counter: str = "1") -> By | None:
    """Who does it, if a terminal of that role may; none if it may not."""
    terminal, _ = new_terminal("nama", role, counter if role == "counter" else None, START)
    try:
        return may(terminal, command)
    except Rejection as rejection:
        assert rejection.problem.status == 403
        return None


def test_every_command_is_looked_at_here() -> None:
    looked_at = (*_TO_COUNTER, *_TO_VISIT, *_TO_CASE, *_TO_DAY, _ISSUE)
    assert {type(command) for command in looked_at} == set(get_args(c.Command))


@pytest.mark.parametrize("command", _TO_COUNTER, ids=lambda command: str(command.do))
def test_a_counter_is_commanded_by_itself_and_the_supervisor(command: c.Command) -> None:
    assert {role for role in ROLES if allowed(role, command)} == {"counter", "supervisor"}
    assert allowed("counter", command, "2") is None
    assert allowed("counter", command) == allowed("supervisor", command) == By("nama", "1")


@pytest.mark.parametrize("command", _TO_VISIT, ids=lambda command: str(command.do))
def test_a_visit_is_looked_after_at_any_counter(command: c.Command) -> None:
    with_machine = {"ticket"} if isinstance(command, c.Reprint) else set()
    assert {role for role in ROLES if allowed(role, command)} == {"counter", "supervisor"} | with_machine
    assert allowed("counter", command, "7") == By("nama", "7")
    assert allowed("supervisor", command) == By("nama", None)


@pytest.mark.parametrize("command", _TO_CASE, ids=lambda command: str(command.do))
def test_cases_are_worked_on_behind_the_counters(command: c.Command) -> None:
    assert {role for role in ROLES if allowed(role, command)} == {"back-office", "supervisor"}
    assert allowed("back-office", command) == By("nama")


@pytest.mark.parametrize("command", _TO_DAY, ids=lambda command: str(command.do))
def test_the_day_is_the_supervisors(command: c.Command) -> None:
    assert {role for role in ROLES if allowed(role, command)} == {"supervisor"}


def test_numbers_are_given_out_by_the_machine_and_the_supervisor() -> None:
    assert {role for role in ROLES if allowed(role, _ISSUE)} == {"ticket", "supervisor"}


def test_tokens_are_long_different_and_not_kept() -> None:
    made = [new_terminal("nama", "lobby", None, START) for _ in range(100)]
    assert len({token for _, token in made}) == len({terminal.token for terminal, _ in made}) == 100
    for terminal, token in made:
        assert len(token) >= 43 and token.encode() not in terminal.token
