"""What is said of what the screen shows."""

from datetime import UTC, datetime, timedelta

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from kiosk.sound.announcer import (
    LATEST,
    Announcement,
    Announcer,
    CallAnnouncement,
    EmergencyAnnouncement,
    WithdrawalAnnouncement,
    still_true,
)
from kiosk.text.language import Text
from kiosk.wire.board import BoardCall, CallState, Notice

AT = datetime(2026, 11, 24, 2, 42, tzinfo=UTC)
CALL = BoardCall(812, "A012", "3", at=AT, language="en")
CALLED, BACK = CallAnnouncement(812, "A012", "3", "en"), WithdrawalAnnouncement(812, "A012", "en")
QUAKE = Notice("emergency", kind=Text("Gempa bumi"), lines=("KELUAR",))
FIRE = Notice("emergency", kind=Text("Kebakaran"))

States = st.sampled_from(("called", "serving", "done", "withdrawn", "no-show"))


def after(seconds: float) -> datetime:
    return AT + timedelta(seconds=seconds)


def said(*seen: tuple[BoardCall | None, Notice | None, float]) -> list[Announcement]:
    """What is said while the screen shows that, at those seconds."""
    announcer, announcements = Announcer(), []
    for call, emergency, second in seen:
        announcer, announcement = announcer.update(call, emergency, after(second))
        announcements += [announcement] if announcement else []
    return announcements


def test_the_call_at_the_bar_is_said_once_for_as_long_as_the_bar_stands() -> None:
    assert said((CALL, None, 0), (CALL, None, 1), (evolve(CALL, state="serving"), None, 2), (None, None, 9)) == [CALLED]


def test_a_recall_is_said_again() -> None:
    again = evolve(CALL, call=813, count=2, at=after(20))
    assert said((CALL, None, 0), (None, None, 9), (again, None, 20)) == [CALLED, evolve(CALLED, number=813)]


def test_who_has_come_before_the_turn_is_not_called() -> None:
    for state in ("serving", "done", "no-show"):
        assert said((evolve(CALL, state=state), None, 0)) == []


def test_a_call_undone_is_taken_back_at_once_or_when_the_bar_comes_back_to_it() -> None:
    undone = evolve(CALL, state="withdrawn")
    assert said((CALL, None, 0), (undone, None, 2), (undone, None, 9)) == [CALLED, BACK]
    assert said((CALL, None, 0), (None, None, 9), (undone, None, 70), (undone, None, 71)) == [CALLED, BACK]
    assert said((undone, None, 121)) == []


def test_over_two_minutes_old_is_too_late_for_the_voice() -> None:
    assert said((CALL, None, 121), (CALL, None, 122)) == []
    assert said((CALL, None, 120)) == [CALLED]
    assert said((evolve(CALL, at=None), None, 1_000)) == [CALLED], "a board that gives no times"


def test_an_emergency_goes_before_calls_and_is_said_every_twenty_seconds_until_it_is_over() -> None:
    seconds = range(0, 50, 5)
    assert said(*((CALL, QUAKE, s) for s in seconds)) == [EmergencyAnnouncement(QUAKE)] * 3
    whoever_was_called_meanwhile_has_read_it = (CALL, None, 5)
    assert said((CALL, QUAKE, 0), whoever_was_called_meanwhile_has_read_it) == [EmergencyAnnouncement(QUAKE)]
    assert said((None, QUAKE, 0), (None, FIRE, 1), (None, None, 2), (None, FIRE, 3)) == [
        EmergencyAnnouncement(QUAKE),
        EmergencyAnnouncement(FIRE),
        EmergencyAnnouncement(FIRE),
    ]


def test_a_clock_set_back_does_not_silence_an_emergency() -> None:
    assert said((None, QUAKE, 3600), (None, QUAKE, 0)) == [EmergencyAnnouncement(QUAKE)] * 2


def test_what_is_being_said_ends_in_peace_when_its_people_come_and_at_once_when_it_is_no_longer_true() -> None:
    assert still_true(CALLED, None, None) and still_true(CALLED, CALL, None)
    assert still_true(CALLED, evolve(CALL, state="serving"), None)
    assert still_true(CALLED, evolve(CALL, state="done"), None)
    assert not still_true(CALLED, evolve(CALL, state="withdrawn"), None)
    assert not still_true(CALLED, evolve(CALL, state="no-show"), None)
    assert still_true(BACK, evolve(CALL, state="withdrawn"), None)
    assert not still_true(CALLED, CALL, QUAKE) and not still_true(BACK, None, QUAKE)
    assert still_true(EmergencyAnnouncement(QUAKE), CALL, QUAKE)
    assert not still_true(EmergencyAnnouncement(QUAKE), CALL, None)
    assert not still_true(EmergencyAnnouncement(QUAKE), None, FIRE)


@given(st.lists(st.tuples(st.integers(1, 5), States, st.floats(0, 30), st.booleans())))
def test_whatever_the_screen_shows_only_what_stands_and_is_fresh_is_said_and_once_while_it_stands_there(
    shown: list[tuple[int, CallState, float, bool]],
) -> None:
    announcer, now = Announcer(), 0.0
    before: tuple[int, CallState] | None = None
    for number, state, seconds, emergency in shown:
        now += seconds
        call = BoardCall(number, f"A{number:03}", "1", state, after(10 * number))
        announcer, announcement = announcer.update(call, QUAKE if emergency else None, after(now))
        stood, before = before == (number, state), (number, state)
        if announcement is None:
            continue
        if isinstance(announcement, EmergencyAnnouncement):
            assert emergency
            continue
        assert not emergency and announcement.number == number
        assert state == ("called" if isinstance(announcement, CallAnnouncement) else "withdrawn")
        assert not stood
        assert after(now) - after(10 * number) <= LATEST
        assert still_true(announcement, call, None)
