"""Any interleaving of counters, stale screens and days: the invariants of DESIGN section 6 against a plain model."""

import json
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from attrs import evolve
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, multiple, rule
from play import SUPERVISOR, counter_seat, small_pack
from visit.keyed import KeyedDesk

from kiosk.endpoint.engine.execute import CommandRequest
from kiosk.endpoint.store.interface import StoredAnswer
from kiosk.office.hours import service_date
from kiosk.time.instant import Instant
from kiosk.visit.desk.office import MAX_NOTICES
from kiosk.visit.event.envelope import body_to_plain, read_body
from kiosk.visit.fold.state import fold_all
from kiosk.visit.show.board import board_of
from kiosk.visit.show.document import counter_document
from kiosk.visit.show.status import ticket_status
from kiosk.visit.state import Origin, State
from kiosk.wire.board import CatalogueRef
from kiosk.wire.command.counter import (
    AtCounter,
    CallChosen,
    CallNext,
    Finish,
    MarkNoShow,
    MarkStepDone,
    MarkStepUndone,
    Park,
    Recall,
    Return,
    SetCounter,
    Start,
    StillServing,
    Transfer,
    Undo,
)
from kiosk.wire.command.office import (
    AllowTickets,
    EmergencyKind,
    EndDay,
    NoticeCommand,
    NoticeText,
    PutEmergency,
    PutNotice,
    StopTickets,
    TakeNotice,
)
from kiosk.wire.command.union import Command
from kiosk.wire.command.visit import Cancel, Issue, Note, Reprint, Restore, Resume, VisitCommand
from kiosk.wire.problem import Problem, rule_of

COUNTERS = ("1", "2", "3", "4")
STEPS = ("nomor", "nomor", "nomor", "periksa", "pindai", "foto", "berkas", "catat")
"""What may be pressed; the step at issue stands for the one that is next."""

TERMINALS = st.sampled_from([*["own"] * 6, "atas", *COUNTERS])
"""Where a command is given: at the counter that it is about, above, or at whatever counter."""


def seat_at(terminal: str, counter: str | None) -> Origin:
    """The terminal of that name; the one of *counter* for "own", and the supervisor's where no counter is meant."""
    named = counter if terminal == "own" else terminal
    return SUPERVISOR if named in (None, "atas") else counter_seat(str(named))


class Office(RuleBasedStateMachine):
    """Commands as clerks and applicants press them, in any order, sensible or not."""

    seen = Bundle("seen")
    """Revisions that some screen has shown: fresh, or long stale."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.desk = KeyedDesk(small_pack(), Path(self.folder.name))
        self.sent: list[tuple[CommandRequest, StoredAnswer | Problem]] = []
        """Orders of the open day with what was answered."""
        self.given: dict[tuple[Any, str], set[int]] = {}
        """Numbers given out, by service date and letter: the model's own books."""
        self.states: dict[str, str] = {}
        """Visits of today and the state they must be in."""
        self.notices: dict[int, NoticeCommand] = {}
        """What was put up and not taken back, by its number."""

    @initialize(people=st.lists(st.tuples(st.sampled_from(["paspor", "izin"]), st.booleans()), min_size=3, max_size=6))
    def morning(self, people: list[tuple[str, bool]]) -> None:
        self.desk.open(*COUNTERS)
        for service, priority in people:
            self.issue(service, priority, 1)

    def attempt(self, command: Command, seat: Origin | None = None) -> bool:
        """Play the command; a refused one must leave everything as it was, but for a day that was over."""
        desk = self.desk
        day, order, about = desk.state.date, desk.order(command, seat), self.about(command)
        desk.staff(order.origin)
        due = desk.due()
        expected = fold_all(desk.state, due), (*desk.events, *due)
        answer = desk.send(order)
        if day != desk.state.date:
            self.states.clear()
            self.sent.clear()
            if day is not None:
                self.notices = {n: put for n, put in self.notices.items() if self.in_force(put, over=True)}
        if answer.status < 500:
            self.sent.append((order, answer))
        if isinstance(answer, StoredAnswer):
            assert desk.events[: len(expected[1])] == expected[1] != desk.events
            self.what_was_expected_is_used_up(command)
            assert order.origin.counter is None or about in (None, order.origin.counter), (
                "a counter acts on its own only"
            )
            return True
        assert (desk.state, desk.events) == expected
        assert answer.type and answer.hint and all(part.id and part.en for part in (answer.detail, answer.hint))
        return False

    def about(self, command: Command) -> str | None:
        """The counter that the command is about: that of the visit, unless this waits."""
        if isinstance(command, AtCounter):
            return command.counter
        return self.counter_of(command.visit) if isinstance(command, VisitCommand) else None

    def counter_of(self, visit_id: str) -> str | None:
        """The counter that holds the visit, or parked it, or called it in vain."""
        visit = self.desk.state.visits.get(visit_id)
        return visit.leg.counter if visit and visit.state in ("called", "serving", "parked", "absent") else None

    def what_was_expected_is_used_up(self, command: Command) -> None:
        """Whatever a command changed has another revision than the terminal that sent it had seen."""
        state = self.desk.state
        if isinstance(command, AtCounter):
            assert state.counter(command.counter).revision > command.expect
        elif isinstance(command, VisitCommand) and command.visit in state.visits:
            assert state.visits[command.visit].revision > command.expect

    @rule(data=st.data())
    def the_line_breaks_and_it_is_sent_again(self, data: st.DataObject) -> None:
        """Under the same key: answered alike, and nothing happens a second time."""
        if self.sent:
            order, answer = data.draw(st.sampled_from(self.sent))
            self.answered_without_effect(order, answer)

    @rule(data=st.data())
    def a_key_is_used_for_something_else(self, data: st.DataObject) -> None:
        if self.sent:
            order, _ = data.draw(st.sampled_from(self.sent))
            other = evolve(order, command=StopTickets("full" if order.command == StopTickets("other") else "other"))
            self.answered_without_effect(other, None)

    def answered_without_effect(self, order: CommandRequest, answer: StoredAnswer | Problem | None) -> None:
        """Send an order whose key is known; without an answer to expect, it must be said that the key was used."""
        before = self.desk.state, self.desk.events
        given = self.desk.send(order)
        assert (self.desk.state, self.desk.events) == before
        assert given == answer if answer else isinstance(given, Problem) and rule_of(given) == "key-reused"

    @rule(data=st.data())
    def it_is_pressed_again(self, data: st.DataObject) -> None:
        """Under another key: what expected the counter or the visit as it was is refused, once that was done."""
        done = [order for order, answer in self.sent if answer.status < 400 and hasattr(order.command, "expect")]
        if done:
            again = data.draw(st.sampled_from(done[-5:]))
            assert not self.attempt(again.command, again.origin)

    @rule(
        target=seen,
        service=st.sampled_from(["paspor", "izin", "pengaduan", "visa"]),
        priority=st.booleans(),
        people=st.integers(1, 4),
    )
    def somebody_comes(self, service: str, priority: bool, people: int) -> Any:
        return self.issue(service, priority, people)

    def issue(self, service: str, priority: bool, people: int) -> Any:
        if not self.attempt(Issue(service, people, "id", priority)):
            return multiple()
        visit = list(self.desk.state.visits.values())[-1]
        numbers = self.given.setdefault((self.desk.state.date, visit.queue), set())
        assert visit.number not in numbers
        numbers.add(visit.number)
        self.states[visit.id] = "waiting"
        return (visit.id, visit.revision)

    @rule(counter=st.sampled_from(COUNTERS), state=st.sampled_from(["open", "break", "closed"]), terminal=TERMINALS)
    def set_counter(self, counter: str, state: Any, terminal: str) -> None:
        expect = self.desk.state.counter(counter).revision
        self.attempt(SetCounter(counter=counter, expect=expect, state=state), seat_at(terminal, counter))

    @rule(counter=st.sampled_from(COUNTERS), stale=st.sampled_from([0, 0, 0, 1]), terminal=TERMINALS)
    def call_next(self, counter: str, stale: int, terminal: str) -> None:
        expect = self.desk.state.counter(counter).revision - stale
        if self.attempt(CallNext(counter=counter, expect=expect), seat_at(terminal, counter)):
            assert not stale
            held = self.desk.state.counter(counter).visit
            assert held is not None and self.states[held] == "waiting"
            self.states[held] = "called"

    @rule(
        counter=st.sampled_from(COUNTERS),
        what=st.sampled_from(["recall", "start", "return", "no-show", "finish", "park", "transfer", "still-serving"]),
        outcome=st.sampled_from(["done", "incomplete", "left"]),
        terminal=TERMINALS,
    )
    def at_hand(self, counter: str, what: str, outcome: Any, terminal: str) -> None:
        now = self.desk.state.counter(counter)
        held = now.visit
        place: Any = {"counter": counter, "expect": now.revision}
        missing = ("kk",) if outcome == "incomplete" else ()
        commands: dict[str, Command] = {
            "recall": Recall(**place),
            "start": Start(**place),
            "return": Return(**place, reason="other"),
            "no-show": MarkNoShow(**place),
            "finish": Finish(**place, outcome=outcome, missing=missing),
            "park": Park(**place, reason="copy"),
            "transfer": Transfer(**place, service="izin", reason="needs-other"),
            "still-serving": StillServing(**place),
        }
        allowed, after = {
            "recall": ({"called"}, "called"),
            "start": ({"called"}, "serving"),
            "return": ({"called", "serving"}, "waiting"),
            "no-show": ({"called"}, "absent"),
            "finish": ({"serving"}, "ended"),
            "park": ({"serving"}, "parked"),
            "transfer": ({"serving"}, "waiting"),
            "still-serving": ({"serving"}, "serving"),
        }[what]
        if self.attempt(commands[what], seat_at(terminal, counter)):
            assert held is not None and self.states[held] in allowed
            self.states[held] = after

    @rule(
        counter=st.sampled_from(COUNTERS),
        acts=st.lists(st.sampled_from([*["on"] * 6, "park", "resume", "absent", "restore"]), min_size=1, max_size=12),
    )
    def a_clerk_works(self, counter: str, acts: list[str]) -> None:
        """Sensible acts, so that visits get somewhere between the senseless ones."""
        for act in acts:
            held = self.desk.state.counter(counter).visit
            state = self.states.get(held or "")
            gone = {"resume": "parked", "restore": "absent"}.get(act)
            back = next((v for v, s in self.states.items() if s == gone and self.counter_of(v) == counter), None)
            if back is not None:
                self.by_visit((back, 0), act, True, "own")
            elif state is None:
                self.call_next(counter, 0, "own")
            elif state == "called" and act == "absent":
                self.desk.later(20)
                self.at_hand(counter, "no-show", "done", "own")
            elif state == "called":
                self.at_hand(counter, "start", "done", "own")
            elif act == "park" or self.desk.state.visits[str(held)].step is None:
                self.at_hand(counter, "park" if act == "park" else "finish", "done", "own")
            else:
                self.step(counter, "nomor", False, "own")

    @rule(counter=st.sampled_from(COUNTERS), step=st.sampled_from(STEPS), undo=st.booleans(), terminal=TERMINALS)
    def step(self, counter: str, step: str, undo: bool, terminal: str) -> None:
        now = self.desk.state.counter(counter)
        if step == "nomor" and now.visit and not undo:
            step = self.desk.state.visits[now.visit].step or step
        place: Any = {"counter": counter, "expect": now.revision, "step": step}
        command = MarkStepUndone(**place, reason="mistake") if undo else MarkStepDone(**place)
        if self.attempt(command, seat_at(terminal, counter)) and now.visit in self.states:
            visit = self.desk.state.visits[str(now.visit)]
            assert (step in visit.done) is not undo
            assert visit.state in ("serving", "waiting")
            self.states[visit.id] = visit.state

    @rule(counter=st.sampled_from(COUNTERS), terminal=TERMINALS)
    def undo(self, counter: str, terminal: str) -> None:
        before = self.desk.state.before.get(counter)
        command = Undo(counter=counter, expect=self.desk.state.counter(counter).revision)
        if self.attempt(command, seat_at(terminal, counter)):
            assert before is not None and counter not in self.desk.state.before
            if before.visit is not None:
                self.states[before.visit.id] = before.visit.state

    @rule(counter=st.sampled_from(COUNTERS), place=seen, terminal=TERMINALS)
    def call_chosen(self, counter: str, place: tuple[str, int], terminal: str) -> None:
        expect = self.desk.state.counter(counter).revision
        command = CallChosen(counter=counter, expect=expect, visit=place[0])
        if self.attempt(command, seat_at(terminal, counter)):
            assert self.states[place[0]] == "waiting"
            self.states[place[0]] = "called"

    @rule(
        place=seen,
        what=st.sampled_from(["resume", "restore", "note", "reprint", "cancel"]),
        fresh=st.booleans(),
        terminal=TERMINALS,
    )
    def by_visit(self, place: tuple[str, int], what: str, fresh: bool, terminal: str) -> None:
        visit_id, revision = place
        visit = self.desk.state.visits.get(visit_id)
        expect = visit.revision if fresh and visit else revision
        commands: dict[str, Command] = {
            "resume": Resume(visit_id, expect),
            "restore": Restore(visit_id, expect),
            "note": Note(visit_id, expect, "papers"),
            "reprint": Reprint(visit_id, expect),
            "cancel": Cancel(visit_id, expect, "left"),
        }
        if self.attempt(commands[what], seat_at(terminal, self.counter_of(visit_id))):
            assert visit is not None and expect == visit.revision
            assert self.states[visit_id] == {"resume": "parked", "restore": "absent"}.get(what, self.states[visit_id])
            after = {"restore": "waiting", "cancel": "ended"}
            self.states[visit_id] = after.get(what, self.desk.state.visits[visit_id].state)
            assert self.states[visit_id] in ({"called", "waiting"} if what == "resume" else {self.states[visit_id]})

    @rule(counter=st.sampled_from(COUNTERS), what=st.sampled_from(["resume", "restore", "cancel"]))
    def an_act_on_a_visit_is_undone(self, counter: str, what: str) -> None:
        """The clerk at *counter* acts on a visit that is at hand nowhere, whosever it is, and takes that back."""
        state = {"resume": "parked", "restore": "absent", "cancel": "waiting"}[what]
        visit = next((visit for visit, now in self.states.items() if now == state), None)
        if visit is not None:
            self.by_visit((visit, 0), what, True, counter)
            self.undo(counter, "own")

    @rule(act=st.sampled_from([*["allow"] * 6, "stop", "stop", "end"]))
    def the_supervisor(self, act: str) -> None:
        if act == "end" and self.desk.state.date is not None:
            self.attempt(EndDay(self.desk.state.date))
        else:
            self.attempt(StopTickets("system") if act == "stop" else AllowTickets())

    @rule(minutes=st.sampled_from([None, None, -1, 0, 5, 30, 2000]), emergency=st.booleans())
    def a_notice_is_put_up(self, minutes: int | None, emergency: bool) -> None:
        until = None if minutes is None else self.desk.now.at + timedelta(minutes=minutes)
        text = NoticeText("Mohon perhatian.")
        put = (
            PutEmergency(EmergencyKind("Api"), ("KELUAR",), text, None, until) if emergency else PutNotice(text, until)
        )
        if self.attempt(put):
            assert until is None or until > self.desk.now.at
            assert emergency or self.desk.state.date is not None or until is not None
            if emergency:
                self.notices = {n: each for n, each in self.notices.items() if isinstance(each, PutNotice)}
            self.notices[self.desk.state.version] = put
            there = sum(isinstance(each, PutNotice) and self.in_force(each) for each in self.notices.values())
            assert emergency or there <= MAX_NOTICES  # a clock that is set back may bring one more

    @rule(data=st.data())
    def a_notice_is_taken_back(self, data: st.DataObject) -> None:
        number = data.draw(st.sampled_from([*self.notices, 0]))
        if self.attempt(TakeNotice(number)):
            del self.notices[number]

    def in_force(self, put: NoticeCommand, over: bool = False) -> bool:
        """Whether the model has it in force now; where the service date is *over*, whether it goes on."""
        assert not isinstance(put, TakeNotice)
        state, now = self.desk.state, self.desk.now.at
        over = over or (state.date is not None and state.date != service_date(self.desk.pack.office, now))
        return put.until > now if put.until else isinstance(put, PutEmergency) or not over

    @invariant()
    def the_board_shows_the_notices_that_are_in_force(self) -> None:
        board = board_of(self.desk.state, self.desk.pack, self.desk.now.at, "e", 1, CatalogueRef("d"))
        there = {n: put for n, put in self.notices.items() if self.in_force(put)}
        assert {notice.id for notice in board.notices} == set(there)
        levels = [notice.level for notice in board.notices]
        assert "emergency" not in levels[1:]
        assert levels.count("emergency") == sum(isinstance(put, PutEmergency) for put in there.values())

    @rule(seconds=st.sampled_from([1, 1, 5, 25, 25, 25, 400, 400, 1200, 24 * 3600]))
    def time_passes(self, seconds: int) -> None:
        self.desk.later(seconds)

    @rule(seconds=st.sampled_from([-3600, -5, 5, 3600]))
    def the_wall_clock_is_set(self, seconds: int) -> None:
        now = self.desk.now
        self.desk.now = Instant(now.at + timedelta(seconds=seconds), now.boot, now.uptime)

    @invariant()
    def a_visit_is_at_one_counter_and_a_counter_has_one_visit(self) -> None:
        state = self.desk.state
        held = [state.counter(counter).visit for counter in COUNTERS]
        taken = [visit for visit in held if visit is not None]
        assert len(taken) == len(set(taken))
        for counter, visit in zip(COUNTERS, held, strict=True):
            assert visit is None or state.visits[visit].counter == counter
        for visit_now in state.in_state("called", "serving"):
            assert visit_now.counter is not None and state.counter(visit_now.counter).visit == visit_now.id

    @invariant()
    def every_visit_is_where_the_model_has_it(self) -> None:
        assert {v.id: v.state for v in self.desk.state.visits.values()} == self.states

    @invariant()
    def versions_have_no_gap_and_revisions_do_not_run_ahead(self) -> None:
        assert [event.version for event in self.desk.events] == list(range(1, len(self.desk.events) + 1))
        state = self.desk.state
        assert all(visit.revision <= state.version for visit in state.visits.values())

    @invariant()
    def everything_that_shows_the_state_can_show_it(self) -> None:
        state, pack, now = self.desk.state, self.desk.pack, self.desk.now
        board = board_of(state, pack, now.at, "e", 1, CatalogueRef("d"))
        assert sum(queue.waiting for queue in board.queues) <= sum(1 for _ in state.in_state("waiting"))
        assert len({call.call for call in board.calls}) == len(board.calls)
        for counter in COUNTERS:
            document = counter_document(state, pack, counter, now)
            assert (document.visit.id if document.visit else None) == state.counter(counter).visit
            assert len(document.line) <= document.line_length
        for visit in state.visits.values():
            assert ticket_status(state, pack, visit.code, now).state == visit.state

    def teardown(self) -> None:
        written = [
            (event, event.body.kind, json.loads(json.dumps(body_to_plain(event.body)))) for event in self.desk.events
        ]
        assert [read_body(kind, body) for _, kind, body in written] == [event.body for event in self.desk.events]
        assert fold_all(State(), self.desk.events) == self.desk.state == self.desk.read_back()
        self.desk.close()
        self.folder.cleanup()


TestOffice = Office.TestCase
TestOffice.settings = settings(max_examples=100, stateful_step_count=50, deadline=None)


class LongOffice(Office):
    """The same for hours on end."""


TestLongOffice = pytest.mark.soak(LongOffice.TestCase)
TestLongOffice.settings = settings(max_examples=2_000, stateful_step_count=150, deadline=None)
