"""The speaker: what a screen shows in, what a player is given out, in its own thread."""

import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from datetime import time as time_of_day
from zoneinfo import ZoneInfo

import pytest
from attrs import evolve
from waiting import until

from kiosk.sound.announcer import Announcement, EmergencyAnnouncement, WithdrawalAnnouncement
from kiosk.sound.player import Player
from kiosk.sound.process import Stop, never_stop
from kiosk.sound.speaker import QuietHours, SpeakerThread
from kiosk.sound.voice import Voice
from kiosk.text.language import Text
from kiosk.wire.board import BoardCall, CallState, Notice

NOON = datetime(2026, 11, 24, 12, tzinfo=ZoneInfo("Asia/Jakarta"))


class Hall:
    """Who hears: everything said, each until it is let go or cut."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.cut: list[str] = []
        self.made: list[str] = []
        self.making = False
        """Speech is being made, and does not come to an end."""
        self.let_go = threading.Semaphore(0)
        hall = self

        class Saying(Voice):
            def render(self, announcement: Announcement, stop: Stop = never_stop) -> bytes:
                hall.made.append(_name(announcement))
                until(lambda: stop() or not hall.making)
                return _name(announcement).encode()

        class Playing(Player):
            def play(self, samples: bytes, stop: Stop = never_stop) -> bool:
                hall.heard.append(samples.decode())
                while not hall.let_go.acquire(timeout=0.01):
                    if stop():
                        hall.cut.append(samples.decode())
                        break
                return True

        self.voice, self.player = Saying(None, None), Playing(())

    def until(self, *heard: str) -> None:
        until(lambda: self.heard == list(heard))


def _name(announcement: Announcement) -> str:
    if isinstance(announcement, EmergencyAnnouncement):
        return "alarm"
    return f"{'TakenBack' if isinstance(announcement, WithdrawalAnnouncement) else 'Called'} {announcement.ticket}"


def call(number: int, state: CallState = "called") -> BoardCall:
    return BoardCall(number, f"A{number:03}", "1", state, NOON)


@pytest.fixture
def hall() -> Hall:
    return Hall()


@pytest.fixture
def speaker(hall: Hall) -> Iterator[SpeakerThread]:
    speaker = SpeakerThread(hall.voice, hall.player, [QuietHours(time_of_day(12, 30), time_of_day(13))])
    yield speaker
    speaker.close()


def test_each_call_at_the_bar_is_said_and_it_speaks_as_long_as_that_takes(hall: Hall, speaker: SpeakerThread) -> None:
    assert not speaker.speaking
    speaker.update(call(1), None, NOON)
    assert speaker.speaking
    hall.until("Called A001")
    assert speaker.speaking
    hall.let_go.release()
    until(lambda: not speaker.speaking)
    speaker.update(call(1), None, NOON)
    speaker.update(call(2), None, NOON)
    hall.until("Called A001", "Called A002")
    assert hall.cut == []


def test_what_comes_next_cuts_what_never_ends(hall: Hall, speaker: SpeakerThread) -> None:
    speaker.update(call(1), None, NOON)
    hall.until("Called A001")
    speaker.update(call(2), None, NOON)
    hall.until("Called A001", "Called A002")
    assert hall.cut == ["Called A001"]


def test_nobody_waits_for_a_voice_that_cannot_be_heard(hall: Hall, speaker: SpeakerThread) -> None:
    speaker.update(call(1), None, NOON)
    hall.until("Called A001")
    hall.player.silent = True
    assert not speaker.speaking
    speaker.update(call(2), None, NOON)
    hall.until("Called A001", "Called A002")


def test_a_call_undone_is_cut_and_taken_back(hall: Hall, speaker: SpeakerThread) -> None:
    speaker.update(call(1), None, NOON)
    hall.until("Called A001")
    speaker.update(call(1, "withdrawn"), None, NOON)
    hall.until("Called A001", "TakenBack A001")
    assert hall.cut == ["Called A001"]


def test_who_is_given_up_is_no_longer_called(hall: Hall, speaker: SpeakerThread) -> None:
    speaker.update(call(1), None, NOON)
    hall.until("Called A001")
    speaker.update(call(1, "no-show"), None, NOON)
    until(lambda: hall.cut == ["Called A001"])
    until(lambda: not speaker.speaking)


def test_an_emergency_waits_for_no_speech_that_does_not_come(hall: Hall, speaker: SpeakerThread) -> None:
    hall.making = True
    speaker.update(call(1), None, NOON)
    until(lambda: hall.made == ["Called A001"])
    speaker.update(call(1), Notice("emergency", text=Text("Keluar")), NOON)
    until(lambda: hall.made == ["Called A001", "alarm"])
    hall.making = False
    until(lambda: "alarm" in hall.heard)


def test_who_is_given_up_before_anything_was_heard_is_not_called(
    hall: Hall, speaker: SpeakerThread, monkeypatch: pytest.MonkeyPatch
) -> None:
    slowly = threading.Event()

    def slow(announcement: Announcement, _: Stop) -> bytes:
        slowly.wait(10)
        return _name(announcement).encode()

    monkeypatch.setattr(hall.voice, "render", slow)
    speaker.update(call(1), None, NOON)
    until(lambda: speaker._now is not None)
    speaker.update(call(2), None, NOON)
    speaker.update(call(2, "no-show"), None, NOON)
    slowly.set()
    until(lambda: not speaker.speaking)
    assert hall.heard == ["Called A001"] and hall.cut == hall.heard


def test_closing_cuts_what_is_being_said_and_nothing_is_said_after_it(hall: Hall, speaker: SpeakerThread) -> None:
    speaker.update(call(1), None, NOON)
    hall.until("Called A001")
    speaker.close()
    assert hall.heard == hall.cut == ["Called A001"]
    speaker.update(call(2), None, NOON)
    speaker.close()
    assert hall.heard == ["Called A001"]


def test_in_quiet_hours_there_are_emergencies_only(hall: Hall, speaker: SpeakerThread) -> None:
    half_past = NOON + timedelta(minutes=30)
    speaker.update(evolve(call(1), at=half_past), None, half_past)
    assert not speaker.speaking
    fire = Notice("emergency", text=Text("Keluar"))
    speaker.update(None, fire, half_past)
    hall.until("alarm")
    speaker.update(None, fire, half_past + timedelta(seconds=20))
    assert hall.cut == [], "one that is being read is not begun anew"
    speaker.update(None, None, half_past + timedelta(seconds=21))
    until(lambda: hall.cut == ["alarm"])


@pytest.mark.parametrize(
    ("start", "end", "inside", "outside"),
    [((12, 0), (13, 0), (12, 0), (13, 0)), ((22, 0), (6, 0), (23, 0), (6, 0)), ((22, 0), (6, 0), (5, 59), (21, 59))],
)
def test_quiet_hours_may_span_midnight(
    start: tuple[int, int], end: tuple[int, int], inside: tuple[int, int], outside: tuple[int, int]
) -> None:
    quiet = QuietHours(time_of_day(*start), time_of_day(*end))
    assert quiet.contains(time_of_day(*inside)) and not quiet.contains(time_of_day(*outside))


def test_where_there_are_no_more_threads_it_is_silent(
    hall: Hall, speaker: SpeakerThread, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", refused)
    speaker.update(call(1), None, NOON)
    assert not speaker.speaking and hall.heard == []


def test_a_fault_in_saying_one_thing_leaves_the_next_to_be_said(
    hall: Hall, speaker: SpeakerThread, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> bytes:
        raise ZeroDivisionError

    monkeypatch.setattr(hall.voice, "render", broken)
    speaker.update(call(1), None, NOON)
    until(lambda: not speaker.speaking)
    monkeypatch.undo()
    speaker.update(call(2), None, NOON)
    hall.until("Called A002")
    assert "A001" in caplog.text
