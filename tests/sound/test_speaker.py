"""The speaker: boards in, what a player is given out, in its own thread."""

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from datetime import time as time_of_day

import pytest
from attrs import evolve

from kiosk.language import Text
from kiosk.sound.herald import Alarm, Announcement
from kiosk.sound.player import Player
from kiosk.sound.speaker import Quiet, Speaker
from kiosk.sound.voice import Voice
from kiosk.wire.board import Board, BoardCall, Notice, OfficeNow

AT = datetime(2026, 11, 24, 5, 30, tzinfo=UTC)
"""12.30 in Ketapang, 13.30 in Makassar."""


class Hall:
    """Who hears: everything said, each until it is let go or cut."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.cut: list[str] = []
        self.chimes: list[bool] = []
        self.let_go = threading.Semaphore(0)
        hall = self

        class Saying(Voice):
            def sounds(self, announcement: Announcement, with_chime: bool = True) -> bytes:
                hall.chimes.append(with_chime)
                return _name(announcement).encode()

        class Playing(Player):
            def play(self, samples: bytes, stop: Callable[[], bool] = lambda: False) -> bool:
                hall.heard.append(samples.decode())
                while not hall.let_go.acquire(timeout=0.01):
                    if stop():
                        hall.cut.append(samples.decode())
                        break
                return True

        self.voice, self.player = Saying(None, None), Playing(())

    def until(self, *heard: str) -> None:
        end = time.monotonic() + 10
        while self.heard != list(heard):
            assert time.monotonic() < end, self.heard
            time.sleep(0.005)


def _name(announcement: Announcement) -> str:
    return "alarm" if isinstance(announcement, Alarm) else f"{type(announcement).__name__} {announcement.ticket}"


def board(*tickets: str, zone: str = "Asia/Jakarta", notices: tuple[Notice, ...] = ()) -> Board:
    calls = tuple(BoardCall(n, ticket, str(n), at=AT) for n, ticket in enumerate(tickets, 1))
    return Board(1, "e", office=OfficeNow("Kantor", timezone=zone), calls=calls[::-1], notices=notices)


@pytest.fixture
def hall() -> Hall:
    return Hall()


def speaker(hall: Hall, *quiet: Quiet, now: datetime = AT) -> Speaker:
    return Speaker(hall.voice, hall.player, lambda: now, quiet)


def test_one_after_the_other_and_the_chime_only_before_the_first(hall: Hall) -> None:
    speaking = speaker(hall)
    speaking.hears(board("A001", "A002"), timedelta(), live=True)
    hall.until("Called A001")
    speaking.hears(board("A001", "A002", "A003"), timedelta(), live=True)
    hall.let_go.release(3)
    hall.until("Called A001", "Called A002", "Called A003")
    assert hall.chimes == [True, False, False]
    speaking.close()


def test_closing_cuts_what_is_being_said(hall: Hall) -> None:
    speaking = speaker(hall)
    speaking.hears(board("A001", "A002"), timedelta(), live=True)
    hall.until("Called A001")
    speaking.close()
    assert hall.heard == hall.cut == ["Called A001"]
    speaking.hears(board("A001", "A002", "A003"), timedelta(), live=True)
    speaking.close()
    assert hall.heard == ["Called A001"]


def test_who_never_heard_a_board_is_closed_at_once(hall: Hall) -> None:
    speaker(hall).close()
    assert hall.heard == []


def test_a_call_undone_is_cut_and_taken_back(hall: Hall) -> None:
    speaking = speaker(hall)
    before = board("A001")
    speaking.hears(before, timedelta(), live=True)
    hall.until("Called A001")
    speaking.hears(evolve(before, calls=(evolve(before.calls[0], state="withdrawn"),)), timedelta(), live=True)
    hall.until("Called A001", "TakenBack A001")
    assert hall.cut == ["Called A001"]
    speaking.close()


def test_quiet_hours_are_those_of_the_office(hall: Hall) -> None:
    speaking = speaker(hall, Quiet(time_of_day(12), time_of_day(13)))
    speaking.hears(board("A001"), timedelta(), live=True)
    speaking.hears(board("A001", "A002", zone="Asia/Makassar"), timedelta(), live=True)
    hall.until("Called A001")
    speaking.close()


def test_an_emergency_is_heard_in_quiet_hours_until_it_is_over(hall: Hall) -> None:
    speaking = speaker(hall, Quiet(time_of_day(0), time_of_day(23, 59)))
    speaking.hears(board("A001", notices=(Notice("emergency", text=Text("Keluar")),)), timedelta(), live=False)
    hall.until("alarm")
    speaking.hears(board("A001"), timedelta(), live=True)
    end = time.monotonic() + 10
    while not hall.cut:
        assert time.monotonic() < end
    speaking.close()
    assert hall.heard == ["alarm"]


def test_age_is_reckoned_by_the_endpoints_clock(hall: Hall) -> None:
    speaking = speaker(hall, now=AT - timedelta(hours=3))
    speaking.hears(board("A001"), timedelta(hours=3, seconds=90), live=True)
    speaking.hears(board("A001"), timedelta(hours=3, seconds=30), live=True)
    hall.until("Called A001")
    speaking.close()


@pytest.mark.parametrize(
    ("start", "end", "inside", "outside"),
    [((12, 0), (13, 0), (12, 0), (13, 0)), ((22, 0), (6, 0), (23, 0), (6, 0)), ((22, 0), (6, 0), (5, 59), (21, 59))],
)
def test_quiet_hours_may_span_midnight(
    start: tuple[int, int], end: tuple[int, int], inside: tuple[int, int], outside: tuple[int, int]
) -> None:
    quiet = Quiet(time_of_day(*start), time_of_day(*end))
    assert quiet.holds(time_of_day(*inside)) and not quiet.holds(time_of_day(*outside))


def test_where_there_are_no_more_threads_it_is_silent(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", refused)
    speaking = speaker(hall)
    speaking.hears(board("A001"), timedelta(), live=True)
    speaking.close()
    assert hall.heard == []
