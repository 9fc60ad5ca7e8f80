"""What everybody in the room is told: put up, replaced, over, taken back, and what a day's end leaves of it."""

from datetime import timedelta

import pytest
from play import START, Desk, small_pack

from kiosk.ui.big_text import big_text_width, has_glyphs
from kiosk.visit.desk.guard import RuleViolation
from kiosk.visit.desk.office import MAX_NOTICES
from kiosk.visit.event.office import NoticePut, NoticeTaken
from kiosk.visit.fold.state import fold, fold_all
from kiosk.visit.show.board import board_of
from kiosk.visit.state import State
from kiosk.wire.board import CatalogueRef, Notice
from kiosk.wire.command.counter import Undo
from kiosk.wire.command.office import (
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

QUAKE = PutEmergency(EmergencyKind("Gempa bumi"), ("KELUAR", "PINTU TIMUR"), NoticeText("Jangan memakai lift."))
MOVED = PutNotice(NoticeText("Loket 3 pindah ke lantai 2.", "Counter 3 is on floor 2."))


@pytest.fixture
def desk() -> Desk:
    """Tuesday, 08.00, a supervisor signed on."""
    desk = Desk(small_pack())
    desk.do(StopTickets("other"))
    return desk


def shown(desk: Desk) -> tuple[Notice, ...]:
    """What the board has now, before anything else happens."""
    return board_of(desk.state, desk.pack, desk.now.at, "e", 1, CatalogueRef("d")).notices


def words(desk: Desk) -> list[str]:
    return [notice.text.id for notice in shown(desk) if notice.text]


def put(desk: Desk, command: NoticeCommand) -> int:
    """Put it up; its number."""
    desk.do(command)
    return desk.state.version


def refused(desk: Desk, command: Command) -> tuple[str, int]:
    """The rule against *command*, and the status."""
    before = desk.events
    with pytest.raises(RuleViolation) as refusal:
        desk.do(command)
    assert [event.body.kind for event in desk.events[len(before) :]] in ([], ["signed-on"])
    return refusal.value.rule, refusal.value.status


def end_day(desk: Desk) -> None:
    assert desk.state.date is not None
    desk.do(EndDay(desk.state.date))


def test_what_is_put_up_is_on_the_board_under_its_number_with_who_and_when_in_the_event(desk: Desk) -> None:
    number = put(desk, MOVED)
    (notice,) = shown(desk)
    assert (notice.id, notice.level, notice.text) == (number, "info", MOVED.notice.text)
    event = desk.events[-1]
    assert (event.version, event.who, event.moment, event.body) == (number, "KA", desk.now, NoticePut(MOVED.notice))


def test_an_emergency_comes_first_and_in_place_of_the_one_before(desk: Desk) -> None:
    put(desk, MOVED)
    first = put(desk, QUAKE)
    fire = PutEmergency(EmergencyKind("Kebakaran"), ("KELUAR",), NoticeText("Lewat tangga."), "GET OUT")
    (taken, added) = desk.do(fire)
    assert (taken.body, taken.command, added.command) == (NoticeTaken(first), taken.version, taken.version)
    assert words(desk) == ["Lewat tangga.", "Loket 3 pindah ke lantai 2."]
    assert shown(desk)[0].line_en == "GET OUT" and shown(desk)[0].lines == ("KELUAR",)


def test_it_ends_at_its_instant_and_not_before(desk: Desk) -> None:
    put(desk, PutNotice(NoticeText("Sebentar."), START + timedelta(minutes=10)))
    put(
        desk,
        PutEmergency(EmergencyKind("Latihan"), ("KELUAR",), NoticeText("Latihan."), None, START + timedelta(minutes=5)),
    )
    desk.later(299)
    assert words(desk) == ["Latihan.", "Sebentar."]
    desk.later(1)
    assert words(desk) == ["Sebentar."]
    desk.later(300)
    assert not shown(desk)


def test_an_instant_that_is_over_is_refused(desk: Desk) -> None:
    for until in (START, START - timedelta(days=1)):
        assert refused(desk, PutNotice(NoticeText("Sudah."), until)) == ("already-over", 422)


def test_what_is_not_there_is_not_taken_back(desk: Desk) -> None:
    number = put(desk, PutNotice(NoticeText("Sebentar."), START + timedelta(minutes=1)))
    assert refused(desk, TakeNotice(number + 1)) == ("no-such-notice", 404)
    desk.later(60)
    assert refused(desk, TakeNotice(number)) == ("no-such-notice", 404)
    number = put(desk, MOVED)
    desk.do(TakeNotice(number))
    assert not shown(desk) and refused(desk, TakeNotice(number)) == ("no-such-notice", 404)


def test_there_are_only_so_many_beside_an_emergency(desk: Desk) -> None:
    put(desk, QUAKE)
    put(desk, PutNotice(NoticeText("Sebentar."), START + timedelta(minutes=1)))
    for _ in range(MAX_NOTICES - 1):
        put(desk, MOVED)
    assert refused(desk, MOVED) == ("too-many-notices", 409)
    put(desk, QUAKE)
    desk.later(60)
    put(desk, MOVED)
    assert len(shown(desk)) == MAX_NOTICES + 1


@pytest.mark.parametrize("by_hand", [True, False])
def test_a_day_end_leaves_an_emergency_and_what_has_an_end_of_its_own(desk: Desk, by_hand: bool) -> None:
    until = START + timedelta(days=1, hours=2)
    put(desk, MOVED)
    put(desk, PutNotice(NoticeText("Besok mulai pukul 09.00."), until))
    put(desk, QUAKE)
    kept = ["Jangan memakai lift.", "Besok mulai pukul 09.00."]
    if by_hand:
        end_day(desk)
        assert words(desk) == kept
    desk.later(24 * 3600)
    assert words(desk) == kept, "before the day is looked at, too"
    desk.issue()
    assert words(desk) == kept
    begins = next(place for place, event in enumerate(desk.events) if event.body.kind == "day-ended")
    from_there = fold_all(State(version=begins), desk.events[begins:])
    assert from_there.notices == desk.state.notices
    desk.later(2 * 3600)
    assert words(desk) == kept[:1]


def test_an_emergency_waits_for_no_service_date(desk: Desk) -> None:
    end_day(desk)
    number = put(desk, QUAKE)
    assert refused(desk, MOVED) == ("day-ended", 409)
    put(desk, PutNotice(NoticeText("Besok tutup."), START + timedelta(days=1)))
    assert words(desk) == ["Jangan memakai lift.", "Besok tutup."]
    desk.do(TakeNotice(number))
    assert words(desk) == ["Besok tutup."]


def test_no_counter_can_undo_it(desk: Desk) -> None:
    desk.open("1")
    put(desk, QUAKE)
    desk.at(Undo, "1")
    assert shown(desk)


def test_a_log_that_takes_what_was_never_put_up_is_not_folded(desk: Desk) -> None:
    put(desk, MOVED)
    (taken,) = desk.do(TakeNotice(desk.state.version))
    with pytest.raises(ValueError, match="unknown notice"):
        fold(State(version=taken.version - 1), taken)


def test_every_line_that_is_taken_can_be_drawn_and_fits_the_wall() -> None:
    assert has_glyphs("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 .-")
    assert big_text_width("PINTU TIMUR", 7) <= 114 and big_text_width("JANGAN PANIK 2", 5) <= 114, "of 120 columns"
