"""Cases under any interleaving of counters, back office, days and undo, against a plain model of their own."""

import json
from datetime import date
from typing import Any

import pytest
from casework import STOP, CaseDesk
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from play import seat_of

from kiosk.schema.dump import dump
from kiosk.schema.reader import read_strictly
from kiosk.visit.case import Case, Cases
from kiosk.visit.desk.guard import RuleViolation
from kiosk.visit.event.case import CaseOpened, PromiseMade, PromiseMoved
from kiosk.visit.event.office import DayEnded, Undone
from kiosk.visit.event.visit import StepUndone
from kiosk.visit.fold.state import fold
from kiosk.visit.show.document import counter_document
from kiosk.visit.show.status import case_shown
from kiosk.visit.state import Origin, State
from kiosk.wire.case import ApplicantOutcome
from kiosk.wire.command.case import Hold, Milestone, NotReady, Ready, ReadyAllDue, Release, ReturnCase, VoidCase
from kiosk.wire.command.counter import (
    CallNext,
    Finish,
    MarkStepDone,
    MarkStepUndone,
    Scan,
    SetCounter,
    Settle,
    Start,
    Tick,
    Undo,
)
from kiosk.wire.command.office import EndDay
from kiosk.wire.command.union import Command
from kiosk.wire.command.visit import Issue

COUNTERS = ("1", "3", "4", "5")
SERVICES = {"paspor": "1", "hilang": "1", "izin": "4", "bap": "5", "pengambilan": "5"}
"""What is asked for, and the counter that begins it."""

AFTER = {
    "milestone": {"in-process": "in-process", "on-hold": "on-hold"},
    "hold": {"in-process": "on-hold"},
    "release": {"on-hold": "in-process"},
    "ready": {"in-process": "ready", "on-hold": "ready"},
    "not-ready": {"ready": "in-process"},
    "return-case": {"in-process": "returned", "on-hold": "returned"},
    "void-case": {"in-process": "void", "on-hold": "void", "ready": "void"},
}
"""What each act of the back office is allowed from, and leads to; no act may do anything else."""


class Filing(RuleBasedStateMachine):
    """Acts at counters and behind them, sensible or not."""

    def __init__(self) -> None:
        super().__init__()
        self.desk = CaseDesk()
        self.states: dict[str, str] = {}
        """Every case there ever was and the state that it must be in."""
        self.seen = 0

    @initialize(services=st.lists(st.sampled_from(list(SERVICES)), min_size=2, max_size=4), people=st.integers(1, 3))
    def morning(self, services: list[str], people: int) -> None:
        for service in services:
            self.somebody_is_served(service, people)
            self.steps_are_done(SERVICES[service], 1)
            self.a_visit_ends(SERVICES[service], "left", False)

    def attempt(self, command: Command) -> bool:
        """Play the command; a refused one leaves everything as it was and says what can be done."""
        seat = seat_of(command)
        self.desk.staff(seat)
        before = self.desk.state, self.desk.events
        try:
            self.desk.play(command, seat)
        except RuleViolation as refusal:
            assert (self.desk.state, self.desk.events) == before
            assert refusal.text.en and refusal.hint and refusal.hint.en
            return False
        return True

    def at(self, kind: type[Any], counter: str, **fields: Any) -> bool:
        """A command to a counter, staffed and with its present revision."""
        self.desk.staff(Origin(f"loket-{counter}", counter, staffed=True))
        return self.attempt(kind(counter=counter, expect=self.desk.state.counter(counter).revision, **fields))

    def a_case(self, data: st.DataObject) -> str:
        """A receipt that somebody has."""
        return data.draw(st.sampled_from([*self.states, "K7Q2-M9XA-3"]), label="receipt")

    @rule(service=st.sampled_from(list(SERVICES)), people=st.integers(1, 3))
    def somebody_is_served(self, service: str, people: int) -> None:
        self.attempt(Issue(service, people))
        self.the_next_is_called(SERVICES[service])

    @rule(counter=st.sampled_from(COUNTERS))
    def the_next_is_called(self, counter: str) -> None:
        if self.desk.state.counter(counter).state != "open":
            self.at(SetCounter, counter, state="open")
        self.at(CallNext, counter)
        self.at(Start, counter)

    @rule(counter=st.sampled_from(COUNTERS), applicant=st.integers(1, 3))
    def a_file_is_not_complete(self, counter: str, applicant: int) -> None:
        self.at(Settle, counter, applicant=applicant, outcome="incomplete", missing=("kk",))

    @rule(counter=st.sampled_from(COUNTERS), steps=st.integers(1, 3))
    def steps_are_done(self, counter: str, steps: int) -> None:
        for _ in range(steps):
            held = self.desk.state.counter(counter).visit
            step = self.desk.state.visits[held].step if held else None
            self.at(MarkStepDone, counter, step=step or "foto")

    @rule(counter=st.sampled_from(COUNTERS), data=st.data())
    def a_step_is_not_done_after_all(self, counter: str, data: st.DataObject) -> None:
        held = self.desk.state.counter(counter).visit
        done = list(self.desk.state.visits[held].done) if held else []
        self.at(MarkStepUndone, counter, step=data.draw(st.sampled_from(["foto", *done])), reason="mistake")

    @rule(counter=st.sampled_from(COUNTERS), data=st.data())
    def a_receipt_is_scanned(self, counter: str, data: st.DataObject) -> None:
        self.at(Scan, counter, case=self.a_case(data))

    @rule(counter=st.sampled_from(COUNTERS))
    def somebody_paid(self, counter: str) -> None:
        self.at(Tick, counter, step="bayar")

    @rule(counter=st.sampled_from(COUNTERS), outcome=st.sampled_from(["done", "left", "refused"]), one=st.booleans())
    def a_visit_ends(self, counter: str, outcome: Any, one: bool) -> None:
        self.at(Finish, counter, outcome=outcome, but=(ApplicantOutcome(1, "refused"),) if one else ())

    @rule(counter=st.sampled_from(COUNTERS))
    def undo(self, counter: str) -> None:
        self.at(Undo, counter)

    @rule(what=st.sampled_from([*AFTER, "ready", "ready", "hold"]), data=st.data(), stop=st.sampled_from([None, STOP]))
    def behind_the_counters(self, what: str, data: st.DataObject, stop: str | None) -> None:
        code = self.a_case(data)
        commands: dict[str, Command] = {
            "milestone": Milestone(code, data.draw(st.sampled_from(["setuju", "bayar", "cetak", "laminasi"]))),
            "hold": Hold(code, "approval", stop),
            "release": Release(code),
            "ready": Ready(code),
            "not-ready": NotReady(code, "mistake"),
            "return-case": ReturnCase(code, "withdrawn"),
            "void-case": VoidCase(code, "mistake"),
        }
        before = self.states.get(code, "")
        if self.attempt(commands[what]):
            assert before in AFTER[what], (what, before)
            assert self.desk.case(code).state == AFTER[what][before]

    @rule(data=st.data())
    def all_that_is_due_but_some(self, data: st.DataObject) -> None:
        open_cases = [case for case in self.desk.state.cases.values() if case.state == "in-process" and case.due]
        days = [case.due.day for case in open_cases if case.due and case.due.day]
        day = data.draw(st.sampled_from([date(2026, 11, 30), *days]))
        due = [case.code for case in open_cases if case.due and case.due.day == day]
        but = tuple(data.draw(st.lists(st.sampled_from(due), unique=True)) if due else ())
        if self.attempt(ReadyAllDue(day, len(due) - len(but), but)):
            assert {code for code in due if self.desk.case(code).state == "ready"} == set(due) - set(but)

    @rule(days=st.sampled_from([*[0] * 6, 1, 2, 7]), ended=st.booleans())
    def time_passes(self, days: int, ended: bool) -> None:
        if days and ended and self.desk.state.date is not None:
            self.attempt(EndDay(self.desk.state.date))
        if days:
            self.desk.next_days(days)
        else:
            self.desk.later(45)

    @rule(days=st.integers(0, 6), data=st.data())
    def a_permit_is_paid_for_and_held(self, days: int, data: st.DataObject) -> None:
        permits = [code for code, case in self.desk.state.cases.items() if case.service == "izin" and case.open]
        code = data.draw(st.sampled_from(permits or ["K7Q2-M9XA-3"]))
        self.attempt(Milestone(code, "bayar"))
        self.attempt(Hold(code, "approval", STOP))
        self.time_passes(days, False)
        self.attempt(Release(code))

    @rule(data=st.data())
    def somebody_collects(self, data: st.DataObject) -> None:
        code = self.a_case(data)
        self.attempt(Ready(code))
        self.somebody_is_served("pengambilan", 1)
        self.at(Scan, "5", case=code)
        self.steps_are_done("5", 1)

    @rule(data=st.data(), after=st.integers(1, 3))
    def somebody_comes_again(self, data: st.DataObject, after: int) -> None:
        code = self.a_case(data)
        case = self.desk.state.cases.get(code)
        service = {"bap": "hilang"}.get(case.service, case.service) if case else "izin"
        self.somebody_is_served(service, 1)
        self.at(Scan, SERVICES[service], case=code)
        self.steps_are_done(SERVICES[service], after)

    @invariant()
    def every_case_goes_only_where_it_may(self) -> None:
        """Read what happened since: no case is lost, and what is closed stays so but for an undo."""
        new = self.desk.events[self.seen :]
        self.seen = len(self.desk.events)
        self.states |= {event.body.case: "in-process" for event in new if isinstance(event.body, CaseOpened)}
        taken_back = any(isinstance(event.body, Undone | StepUndone) for event in new)
        for code, before in list(self.states.items()):
            case = self.desk.state.cases.get(code)
            if case is None:
                assert before in ("collected", "returned", "void"), f"{code} was lost while {before}"
                continue
            if before in ("collected", "returned", "void") and not taken_back:
                assert case.state == before, "what is closed stays closed: a case is collected once"
            self.states[code] = case.state

    @invariant()
    def a_due_date_moves_only_by_a_hold(self) -> None:
        moves = (event.body for event in self.desk.events if isinstance(event.body, PromiseMoved))
        moved = {(body.case, body.from_step) for body in moves}
        made = [event.body for event in self.desk.events if isinstance(event.body, PromiseMade)]
        for case in self.desk.state.cases.values():
            for promised in case.promised:
                key = (case.code, promised.promise.from_step or "")
                if key not in moved:
                    said = [body.due for body in made if (body.case, body.promise.from_step) == key]
                    assert promised.due in said
                assert (promised.moved is not None) <= (key in moved)

    @invariant()
    def a_case_is_in_one_visit_at_a_time(self) -> None:
        open_visits = self.desk.state.in_state("waiting", "called", "serving", "parked", "absent")
        codes = [each.code for visit in open_visits for each in visit.cases if self.desk.case(each.code).open]
        assert len(codes) == len(set(codes))

    @invariant()
    def whatever_shows_cases_can_show_them(self) -> None:
        state, pack, now = self.desk.state, self.desk.pack, self.desk.now
        for case in state.cases.values():
            assert case_shown(case, pack, now).state == case.state
        for counter in COUNTERS:
            assert counter_document(state, pack, counter, now).id == counter

    def teardown(self) -> None:
        """Events replayed from nothing give the same state; so they do from any day end with the cases filed then."""
        state, filed = State(), dict[str, Any]()
        for event in self.desk.events:
            if isinstance(event.body, DayEnded):
                filed |= {code: json.loads(json.dumps(dump(case))) for code, case in state.cases.changed.items()}
                cases = {code: read_strictly(Case, body) for code, body in filed.items()}
                again = State(version=state.version, cases=Cases({k: v for k, v in cases.items() if v.open}))
                assert fold(again, event) == fold(state, event)
            state = fold(state, event)
        assert state == self.desk.state


TestFiling = Filing.TestCase
TestFiling.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)


class LongFiling(Filing):
    """The same for weeks on end."""


TestLongFiling = pytest.mark.soak(LongFiling.TestCase)
TestLongFiling.settings = settings(max_examples=1_000, stateful_step_count=120, deadline=None)
