"""The state table of a visit, row by row, and what it refuses."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from attrs import evolve
from play import START, SUPERVISOR, Desk, counter_seat, seat_of, small_pack

from kiosk.visit.desk.counter import CALL_GAP, RECALLS
from kiosk.visit.desk.guard import RuleViolation
from kiosk.visit.event.office import DayEnded
from kiosk.visit.show.document import counter_document
from kiosk.visit.state import Origin
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
)
from kiosk.wire.command.office import AllowTickets, StopTickets
from kiosk.wire.command.union import Command
from kiosk.wire.command.visit import Cancel, Issue, Note, Reprint, Restore, Resume, VisitCommand


@pytest.fixture
def desk() -> Desk:
    """A Tuesday at eight, all counters open."""
    made = Desk(small_pack())
    made.open("1", "2", "3", "4")
    return made


def refused(desk: Desk, command: Command, seat: Origin | None = None) -> str:
    """The rule that refuses the command, given at *seat* or where it usually is; nothing may have happened."""
    desk.staff(seat or seat_of(command))
    before = desk.state
    with pytest.raises(RuleViolation) as refusal:
        desk.do(command, seat)
    assert desk.state == before
    said = (refusal.value.text, refusal.value.hint)
    assert all(text is not None and text.id and text.en for text in said), "why, and what can be done instead"
    return refusal.value.rule


def refused_at(desk: Desk, kind: type[Any], counter: str, **fields: Any) -> str:
    """The same, of a command to a counter with its present revision."""
    return refused(desk, kind(counter=counter, expect=desk.state.counter(counter).revision, **fields))


def served(desk: Desk, counter: str = "1", service: str = "paspor") -> str:
    """The number of a visit that is being served at the counter."""
    desk.issue(service)
    ticket = desk.call(counter)
    desk.at(Start, counter)
    return ticket


def test_numbers_run_by_letter_and_carry_the_sop_they_follow(desk: Desk) -> None:
    first, second, permit, priority = desk.issue(), desk.issue(), desk.issue("izin"), desk.issue(priority=True)
    assert [v.ticket for v in (first, second, permit, priority)] == ["A001", "A002", "C001", "H001"]
    assert first.sop == "digest-paspor"
    assert first.done.keys() == {"nomor"}
    assert (first.step, first.state) == ("periksa", "waiting")
    assert priority.service == "paspor"


def test_a_whole_visit_over_two_counters(desk: Desk) -> None:
    ticket = served(desk)
    desk.at(MarkStepDone, "1", step="periksa")
    assert desk.visit(ticket).state == "serving"
    done = desk.at(MarkStepDone, "1", step="pindai")
    assert [event.body.kind for event in done] == ["step-done", "next-leg"]
    assert (desk.visit(ticket).state, desk.visit(ticket).step) == ("waiting", "foto")
    assert desk.state.counter("1").visit is None
    assert desk.call("3") == ticket
    desk.at(Start, "3")
    desk.at(MarkStepDone, "3", step="foto")
    assert desk.visit(ticket).step is None
    desk.at(Finish, "3", outcome="done")
    assert (desk.visit(ticket).state, desk.visit(ticket).outcome) == ("ended", "done")
    assert len(desk.visit(ticket).legs) == 2


def test_next_while_a_number_is_at_hand_is_refused(desk: Desk) -> None:
    served(desk)
    desk.issue()
    assert refused_at(desk, CallNext, "1") == "counter-busy"
    assert refused_at(desk, SetCounter, "1", state="closed") == "counter-busy"


def test_a_closed_counter_calls_nobody(desk: Desk) -> None:
    desk.issue()
    desk.at(SetCounter, "1", state="break")
    assert refused_at(desk, CallNext, "1") == "counter-not-open"
    assert refused_at(desk, SetCounter, "1", state="break") == "counter-as-is"


def test_nobody_waits(desk: Desk) -> None:
    desk.issue("izin")
    assert refused_at(desk, CallNext, "1") == "nobody-waits"


def test_recall_three_times_twenty_seconds_apart(desk: Desk) -> None:
    visit = desk.issue()
    desk.call("1")
    assert refused_at(desk, Recall, "1") == "called-just-now"
    numbers = {desk.visit(visit.ticket).leg.call}
    for _ in range(RECALLS):
        desk.later(CALL_GAP)
        desk.at(Recall, "1")
        numbers.add(desk.visit(visit.ticket).leg.call)
    assert len(numbers) == RECALLS + 1
    desk.later(CALL_GAP)
    assert refused_at(desk, Recall, "1") == "recalled-enough"


def test_no_show_waits_for_the_last_call_and_can_be_restored(desk: Desk) -> None:
    first = desk.issue()
    desk.later(1)
    desk.issue()
    desk.call("1")
    assert refused_at(desk, MarkNoShow, "1") == "called-just-now"
    desk.later(CALL_GAP)
    desk.at(MarkNoShow, "1")
    absent = desk.visit(first.ticket)
    assert (absent.state, desk.state.counter("1").visit) == ("absent", None)
    desk.do(Restore(absent.id, absent.revision))
    back = desk.visit(first.ticket)
    assert (back.state, back.order_at) == ("waiting", desk.now.at)
    assert desk.call("1") == "A002"


def test_a_returned_number_keeps_its_place_but_is_passed_over_for_a_while(desk: Desk) -> None:
    first = desk.issue()
    desk.call("1")
    desk.at(Return, "1", reason="papers")
    assert desk.visit(first.ticket).order_at == first.order_at
    assert refused_at(desk, CallNext, "1") == "just-returned"
    assert desk.call("2") == first.ticket
    desk.at(Return, "2", reason="other")
    second = desk.issue()
    assert desk.call("1") == first.ticket
    desk.at(Return, "1", reason="papers")
    assert desk.call("1") == second.ticket
    desk.at(Return, "1", reason="papers")
    assert desk.call("1") == first.ticket, "another was called here since"


def test_a_number_just_returned_can_be_chosen_by_who_sees_the_person_come_back(desk: Desk) -> None:
    first = desk.issue()
    desk.call("1")
    desk.at(Return, "1", reason="papers")
    document = counter_document(desk.state, desk.pack, "1", desk.now)
    assert document.line == () and [w.visit for w in document.returned] == [first.id]
    assert counter_document(desk.state, desk.pack, "2", desk.now).returned == ()
    desk.at(CallChosen, "1", visit=document.returned[0].visit)
    assert desk.state.counter("1").visit == first.id


def test_after_five_minutes_a_returned_number_is_called_again(desk: Desk) -> None:
    first = desk.issue()
    desk.call("1")
    desk.at(Return, "1", reason="papers")
    desk.later(5 * 60)
    assert desk.call("1") == first.ticket


def test_steps_belong_to_the_counter_that_does_them(desk: Desk) -> None:
    served(desk)
    assert refused_at(desk, MarkStepDone, "1", step="foto") == "step-elsewhere"
    assert refused_at(desk, MarkStepDone, "1", step="berkas") == "no-such-step"
    assert refused_at(desk, MarkStepUndone, "1", step="periksa", reason="mistake") == "step-not-done"
    desk.at(MarkStepDone, "1", step="periksa")
    assert refused_at(desk, MarkStepDone, "1", step="periksa") == "step-already-done"
    desk.at(MarkStepUndone, "1", step="periksa", reason="mistake")
    assert desk.visit("A001").step == "periksa"


def test_a_step_may_be_done_before_an_earlier_one(desk: Desk) -> None:
    served(desk)
    desk.at(MarkStepDone, "1", step="pindai")
    assert (desk.visit("A001").state, desk.visit("A001").step) == ("serving", "periksa")
    assert [ev.body.kind for ev in desk.at(MarkStepDone, "1", step="periksa")] == ["step-done", "next-leg"]


def test_an_incomplete_result_says_what_is_missing_and_only_that_does(desk: Desk) -> None:
    served(desk)
    assert refused_at(desk, Finish, "1", outcome="incomplete") == "missing-what"
    assert refused_at(desk, Finish, "1", outcome="done", missing=("kk",)) == "missing-nothing"
    assert refused_at(desk, Finish, "1", outcome="incomplete", missing=("sim",)) == "no-such-requirement"
    assert refused_at(desk, Finish, "1", outcome="incomplete", missing=("kk", "kk")) == "no-such-requirement"
    desk.at(Finish, "1", outcome="incomplete", missing=("kk", "other"))
    assert desk.visit("A001").missing == ("kk", "other")


def test_a_number_can_be_cancelled_until_it_has_ended(desk: Desk) -> None:
    waiting = desk.issue()
    desk.do(Cancel(waiting.id, waiting.revision, "left"))
    ended = desk.visit(waiting.ticket)
    assert ended.state == "ended"
    assert refused(desk, Cancel(ended.id, ended.revision, "left")) == "wrong-state"
    called = desk.issue()
    desk.call("1")
    called = desk.visit(called.ticket)
    desk.do(Cancel(called.id, called.revision, "left"))
    assert desk.state.counter("1").visit is None
    assert desk.issue().ticket == "A003", "a cancelled number is not used again"


def test_a_stale_screen_is_refused_whatever_it_asks(desk: Desk) -> None:
    desk.issue()
    old = desk.state.counter("1").revision
    desk.call("1")
    assert refused(desk, Start(counter="1", expect=old)) == "stale"
    visit = desk.visit("A001")
    assert refused(desk, Cancel(visit.id, visit.revision - 1, "left")) == "stale"


def test_one_counter_does_not_make_another_stale(desk: Desk) -> None:
    desk.issue()
    desk.issue()
    other = desk.state.counter("2").revision
    desk.call("1")
    assert desk.state.counter("2").revision == other
    desk.do(CallNext(counter="2", expect=other))


def test_who_asks_for_a_service_without_a_queue_is_told_the_others() -> None:
    pack = small_pack()
    file = pack.office.file
    desk = Desk(evolve(pack, office=evolve(pack.office, file=evolve(file, queue=file.queue[:2]))))
    with pytest.raises(RuleViolation) as refusal:
        desk.issue("pengaduan")
    assert refusal.value.hint is not None and refusal.value.hint.en == "this office's services: paspor, izin"


def test_what_is_not_there_is_refused(desk: Desk) -> None:
    assert refused(desk, Issue("visa")) == "no-such-service"
    assert refused(desk, CallNext(counter="9", expect=0)) == "no-such-counter"
    assert refused(desk, Restore("2026-11-24-A099", 1)) == "no-such-visit"
    for kind in (Recall, Start, MarkNoShow):
        assert refused_at(desk, kind, "1") == "counter-empty"
    desk.issue()
    desk.call("1")
    assert refused_at(desk, Finish, "1", outcome="done") == "wrong-state"


def test_tickets_have_hours_and_quotas() -> None:
    early = Desk(small_pack(), datetime(2026, 11, 23, 23, 59, tzinfo=UTC))
    assert refused(early, Issue("paspor")) == "tickets-closed"
    early.later(60)
    assert early.issue().ticket == "A001"
    few = Desk(small_pack(quota=1))
    few.issue()
    assert refused(few, Issue("paspor")) == "quota-used"
    assert few.issue(priority=True).ticket == "H001", "the priority letter has its own quota"


@pytest.mark.parametrize(("minutes", "kept"), [(-30, True), (0, True), (15, True), (16, False)])
def test_a_slot_is_kept_within_its_grace(desk: Desk, minutes: int, kept: bool) -> None:
    slot = START + timedelta(hours=1)
    desk.later(3600 + minutes * 60)
    assert (desk.issue(slot=slot).order_at == slot) is kept


def test_a_parked_visit_comes_back_to_its_counter(desk: Desk) -> None:
    ticket = served(desk)
    desk.at(MarkStepDone, "1", step="periksa")
    desk.at(Park, "1", reason="copy")
    parked = desk.visit(ticket)
    assert (parked.state, parked.counter, desk.state.counter("1").visit) == ("parked", None, None)
    desk.do(Resume(parked.id, parked.revision))
    back = desk.visit(ticket)
    assert (back.state, back.counter, back.step) == ("called", "1", "pindai")
    assert not back.leg.in_turn, "a resumed call is nobody's turn"


def test_a_parked_visit_waits_in_front_when_its_counter_is_taken(desk: Desk) -> None:
    ticket = served(desk)
    desk.at(Park, "1", reason="payment")
    for _ in range(2):
        desk.issue()
        desk.issue(priority=True)
    desk.call("1")
    parked = desk.visit(ticket)
    desk.do(Resume(parked.id, parked.revision))
    assert desk.visit(ticket).state == "waiting"
    assert desk.call("2") == ticket, "before a priority visit whose turn it is"


@pytest.mark.parametrize("state", ["called", "serving", "parked", "absent"])
def test_a_counter_acts_on_visits_of_its_own_and_on_those_that_wait(desk: Desk, state: str) -> None:
    waiting = desk.issue()
    desk.do(Reprint(waiting.id, waiting.revision), counter_seat("2"))
    ticket = desk.call("1")
    desk.later(CALL_GAP)
    ways: dict[str, tuple[type[AtCounter], ...]] = {"serving": (Start,), "absent": (MarkNoShow,)}
    for kind in ways.get(state, ()):
        desk.at(kind, "1")
    if state == "parked":
        desk.at(Start, "1")
        desk.at(Park, "1", reason="copy")
    visit = desk.visit(ticket)
    assert visit.state == state
    note = Note(visit.id, visit.revision, "system")
    back: dict[str, VisitCommand] = {
        "parked": Resume(visit.id, visit.revision),
        "absent": Restore(visit.id, visit.revision),
    }
    act = back.get(state, note)
    for command in (act, note, Reprint(visit.id, visit.revision), Cancel(visit.id, visit.revision, "left")):
        assert refused(desk, command, counter_seat("2")) == "not-your-counter"
    desk.do(act, counter_seat("1"))
    desk.do(Cancel(visit.id, desk.visit(ticket).revision, "left"), SUPERVISOR)


def test_a_counter_is_commanded_from_its_own_terminal_and_from_above(desk: Desk) -> None:
    here: dict[str, Any] = {"counter": "1", "expect": desk.state.counter("1").revision, "state": "break"}
    assert refused(desk, SetCounter(**here), counter_seat("2")) == "not-your-counter"
    desk.do(SetCounter(**here), SUPERVISOR)
    assert desk.state.counter("1").state == "break"


def test_a_chosen_number_is_called_out_of_order(desk: Desk) -> None:
    desk.issue()
    second, permit = desk.issue(), desk.issue("izin")
    desk.at(CallChosen, "1", visit=second.id)
    assert desk.visit(second.ticket).counter == "1"
    assert refused_at(desk, CallChosen, "2", visit=second.id) == "wrong-state"
    assert refused_at(desk, CallChosen, "2", visit=permit.id) == "step-elsewhere"
    assert refused_at(desk, CallChosen, "2", visit="2026-11-24-A099") == "no-such-visit"


def test_a_transfer_keeps_number_and_place_and_changes_the_steps(desk: Desk) -> None:
    ticket = served(desk)
    before = desk.visit(ticket)
    assert refused_at(desk, Transfer, "1", service="paspor", reason="other") == "same-service"
    assert refused_at(desk, Transfer, "1", service="visa", reason="other") == "no-such-service"
    desk.at(Transfer, "1", service="izin", reason="wrong-number")
    after = desk.visit(ticket)
    assert (after.ticket, after.order_at) == (before.ticket, before.order_at)
    assert (after.queue, after.series, after.step, after.sop) == ("C", "A", "berkas", "digest-izin")
    assert desk.call("4") == ticket
    assert desk.issue().ticket == "A002", "the series goes on by the letter of the numbers given"


def test_what_is_noted_changes_nothing_else(desk: Desk) -> None:
    ticket = served(desk)
    for make in (lambda v: Note(v.id, v.revision, "system"), lambda v: Reprint(v.id, v.revision)):
        desk.do(make(desk.visit(ticket)))
    desk.at(StillServing, "1")
    visit = desk.visit(ticket)
    assert (visit.state, visit.notes, visit.confirmed) == ("serving", ("system",), desk.now)


def test_a_forgotten_finish_is_counted_but_not_measured(desk: Desk) -> None:
    ticket = served(desk)
    desk.at(Finish, "1", outcome="done", forgotten=True)
    assert desk.visit(ticket).inaccurate


def test_tickets_stop_but_whoever_holds_one_is_served(desk: Desk) -> None:
    desk.issue()
    assert refused(desk, AllowTickets()) == "tickets-as-is"
    desk.do(StopTickets("system"))
    assert refused(desk, StopTickets("full")) == "tickets-as-is"
    assert refused(desk, Issue("paspor")) == "tickets-stopped"
    assert desk.call("1") == "A001"
    desk.do(AllowTickets())
    assert desk.issue().ticket == "A002"


def test_a_new_service_date_ends_the_old_one_first(desk: Desk) -> None:
    today = date(2026, 11, 24)
    waiting = desk.issue()
    ticket = served(desk, "4", "izin")
    desk.later(24 * 3600)
    assert desk.issue("pengaduan").ticket == "E001"
    ended = next(event.body for event in desk.events if isinstance(event.body, DayEnded))
    assert (ended.date, ended.expired, ended.inaccurate) == (today, (waiting.id,), (f"{today}-{ticket}",))
    assert desk.state.date == today + timedelta(days=1)
    assert desk.issue().ticket == "A001"
    assert desk.state.counter("4").state == "closed"
    assert desk.state.last_call == ended.last_call == 1


def test_a_clock_set_back_over_midnight_opens_no_old_day(desk: Desk) -> None:
    desk.issue()
    desk.later(-24 * 3600)
    assert desk.issue().ticket == "A002"
    assert desk.state.date == date(2026, 11, 24)


def test_times_are_taken_from_the_machine_not_the_wall(desk: Desk) -> None:
    desk.issue()
    desk.later(600)
    desk.now = type(desk.now)(desk.now.at + timedelta(hours=5), desk.now.boot, desk.now.uptime)
    desk.call("1")
    assert desk.visit("A001").leg.waiting_seconds == 600
