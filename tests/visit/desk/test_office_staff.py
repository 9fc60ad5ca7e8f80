"""Who is signed on where: one place each, taken over and moved by rule, never by undo."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from play import Desk, small_pack

from kiosk.visit.desk.decision import HOUSE, stamp
from kiosk.visit.desk.guard import RuleViolation
from kiosk.visit.desk.office import sign_off_barred
from kiosk.visit.fold.state import fold_all
from kiosk.visit.show.document import counter_document
from kiosk.visit.state import Origin
from kiosk.wire.command.counter import CallNext, MarkStepDone, Park, SetCounter, Start, Undo
from kiosk.wire.command.office import SignOff, SignOn, StopTickets
from kiosk.wire.command.union import Command
from kiosk.wire.command.visit import Cancel, Issue, Resume

ONE, TWO, THREE = (Origin(f"loket-{n}", n, staffed=True) for n in "123")
ABOVE = Origin("atas", None, staffed=True)
BACK = Origin("belakang", None, staffed=True)


@pytest.fixture
def desk() -> Desk:
    """A Tuesday at eight, nobody signed on."""
    return Desk(small_pack())


def at(desk: Desk, seat: Origin, kind: type[Any], **fields: Any) -> None:
    """A command to the seat's counter by whoever is there, or nobody."""
    expect = desk.state.counter(str(seat.counter)).revision
    desk.play(kind(counter=seat.counter, expect=expect, **fields), seat)


def rule_against(desk: Desk, command: Command, seat: Origin) -> str:
    """The rule that refuses the command; nothing may have happened."""
    before = desk.state
    with pytest.raises(RuleViolation) as refusal:
        desk.play(command, seat)
    assert desk.state == before and refusal.value.hint is not None
    return refusal.value.rule


def serving(desk: Desk, seat: Origin, person: str) -> None:
    """Somebody signs on, opens, and serves a number."""
    desk.issue()
    desk.play(SignOn(person), seat)
    at(desk, seat, SetCounter, state="open")
    at(desk, seat, CallNext)
    at(desk, seat, Start)


def test_nothing_is_done_where_nobody_is_signed_on(desk: Desk) -> None:
    visit = desk.issue()
    here: dict[str, Any] = {"counter": "1", "expect": 0}
    for command in (SetCounter(**here, state="open"), CallNext(**here), Undo(**here), SignOff()):
        assert rule_against(desk, command, ONE) == "nobody-signed-on"
    for seat in (ONE, ABOVE, BACK):
        assert rule_against(desk, Cancel(visit.id, visit.revision, "left"), seat) == "nobody-signed-on"
    assert rule_against(desk, StopTickets("full"), ABOVE) == "nobody-signed-on"
    desk.play(Issue("paspor"), Origin("mesin"))


def test_events_name_the_person_and_machines_themselves(desk: Desk) -> None:
    serving(desk, ONE, "RM")
    desk.play(SignOn("KA"), ABOVE)
    desk.play(StopTickets("full"), ABOVE)
    by = {event.body.kind: (event.who, event.counter) for event in desk.events}
    assert by["issued"] == ("mesin", None)
    assert by["counter-set"] == by["called"] == by["started"] == ("RM", "1")
    assert by["tickets-stopped"] == by["signed-on"] == ("KA", None)


def test_signing_on_again_where_one_is_changes_nothing(desk: Desk) -> None:
    desk.play(SignOn("RM"), ONE)
    assert desk.play(SignOn("RM"), ONE) == ()
    assert desk.play(SignOn("RM"), Origin("loket-1-cadangan", "1", staffed=True)) == (), "it is the same counter"


def test_signing_on_elsewhere_moves_a_person_and_closes_behind_them(desk: Desk) -> None:
    desk.play(SignOn("RM"), ONE)
    at(desk, ONE, SetCounter, state="open")
    desk.play(SignOn("RM"), TWO)
    assert (desk.state.person_at(ONE), desk.state.person_at(TWO)) == (None, "RM")
    assert desk.state.counter("1").state == "closed"
    desk.play(SignOn("RM"), ABOVE)
    assert (desk.state.person_at(TWO), desk.state.person_at(ABOVE), desk.state.person_at(BACK)) == (None, "RM", None)


def test_a_visit_at_hand_keeps_its_clerk_or_waits_for_another(desk: Desk) -> None:
    serving(desk, ONE, "RM")
    assert rule_against(desk, SignOn("RM"), TWO) == "busy-elsewhere"
    assert rule_against(desk, SignOff(), ONE) == "counter-busy"
    desk.play(SignOn("AB"), ONE)
    assert desk.state.people.keys() == {"AB"} and desk.visit("A001").counter == "1"
    desk.play(SignOn("RM"), TWO)
    at(desk, ONE, MarkStepDone, step="periksa")
    assert desk.events[-1].who == "AB"


def test_a_screen_of_before_somebody_took_over_is_stale(desk: Desk) -> None:
    serving(desk, ONE, "RM")
    old = desk.state.counter("1").revision
    desk.play(SignOn("AB"), ONE)
    assert rule_against(desk, Park(counter="1", expect=old, reason="copy"), ONE) == "stale"


def test_undo_undoes_no_sign_on_and_reaches_back_over_none(desk: Desk) -> None:
    desk.play(SignOn("RM"), ONE)
    assert rule_against(desk, Undo(counter="1", expect=desk.state.counter("1").revision), ONE) == "nothing-to-undo"
    at(desk, ONE, SetCounter, state="open")
    desk.play(SignOn("AB"), ONE)
    assert counter_document(desk.state, desk.pack, "1", desk.now).undo is None
    assert rule_against(desk, Undo(counter="1", expect=desk.state.counter("1").revision), ONE) == "moved-on"
    at(desk, ONE, SetCounter, state="break")
    at(desk, ONE, Undo)
    assert (desk.state.counter("1").state, desk.state.person_at(ONE)) == ("open", "AB")


def test_signing_off_closes_an_open_counter_and_leaves_a_break_as_it_is(desk: Desk) -> None:
    for seat, state, after in ((ONE, "open", "closed"), (TWO, "break", "break"), (THREE, "closed", "closed")):
        desk.play(SignOn("RM"), seat)
        if state != "closed":
            at(desk, seat, SetCounter, state=state)
        desk.play(SignOff(), seat)
        assert desk.state.counter(str(seat.counter)).state == after
        assert desk.state.people == {}


def test_nobody_is_called_to_a_counter_without_staff_whoever_asks(desk: Desk) -> None:
    desk.play(SignOn("KA"), ABOVE)
    desk.issue()
    desk.play(SetCounter(counter="1", expect=0, state="open"), ABOVE)
    revision = desk.state.counter("1").revision
    assert rule_against(desk, CallNext(counter="1", expect=revision), ABOVE) == "nobody-at-counter"
    desk.play(SignOn("RM"), ONE)
    desk.play(CallNext(counter="1", expect=desk.state.counter("1").revision), ABOVE)
    assert desk.events[-1].who == "KA"


def test_a_parked_visit_comes_back_to_its_counter_only_if_somebody_is_there(desk: Desk) -> None:
    serving(desk, ONE, "RM")
    at(desk, ONE, Park, reason="copy")
    desk.play(SignOff(), ONE)
    visit = desk.visit("A001")
    desk.do(Resume(visit.id, visit.revision))
    assert desk.visit("A001").state == "waiting" and desk.visit("A001").in_front


def test_the_day_end_signs_everybody_off(desk: Desk) -> None:
    desk.play(SignOn("RM"), ONE)
    desk.later(24 * 3600)
    assert rule_against(desk, CallNext(counter="1", expect=0), ONE) == "nobody-signed-on"
    desk.play(SignOn("RM"), TWO)
    assert desk.state.people.keys() == {"RM"}


def test_whoever_may_no_longer_be_there_leaves_and_the_visit_stays(desk: Desk) -> None:
    serving(desk, ONE, "RM")
    desk.play(SignOn("AB"), TWO)
    at(desk, TWO, SetCounter, state="open")
    desk.play(SignOn("KA"), ABOVE)
    bodies = sign_off_barred(desk.state, lambda person, _: person == "KA")
    state = fold_all(desk.state, stamp(bodies, desk.state.version, HOUSE, desk.now))
    assert state.people.keys() == {"KA"}
    assert (state.counter("1").state, state.counter("1").visit) == ("open", desk.visit("A001").id)
    assert state.counter("2").state == "closed"


SEATS = st.sampled_from([ONE, TWO, THREE, ABOVE, BACK])


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(SEATS, st.sampled_from(["RM", "AB", "KA", "off", "work"])), max_size=25))
def test_nobody_is_at_two_places_and_no_place_has_two(doings: list[tuple[Origin, str]]) -> None:
    desk = Desk(small_pack())
    for seat, doing in doings:
        command: Command = SignOff() if doing == "off" else SignOn(doing)
        try:
            if doing == "work" and seat.counter:
                serving(desk, seat, desk.state.person_at(seat) or "RM")
            elif doing != "work":
                desk.play(command, seat)
                assert desk.state.person_at(seat) == (None if doing == "off" else doing)
        except RuleViolation as refusal:
            assert refusal.rule in {
                "nobody-signed-on", "busy-elsewhere", "counter-busy", "counter-as-is", "nobody-waits", "wrong-state",
            }  # fmt: skip
        places = [place.counter or place.terminal for place in desk.state.people.values()]
        assert len(set(places)) == len(places)
        for counter in ("1", "2", "3"):
            held = desk.state.counter(counter).visit
            assert held is None or desk.state.visits[held].counter == counter
