"""Whole frames as text: `frames/*.txt` are the wireframes that the lobby was designed by, with the sample's content."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from attrs import evolve

from kiosk.feed.seen import Seen
from kiosk.language import Text
from kiosk.ui.lobby.series import Series, with_board
from kiosk.ui.lobby.view import View
from kiosk.wire.board import Board, BoardCall, Notice

MakeView = Callable[..., View]
Frame = Callable[[View, int, int], list[str]]

FRAMES = Path(__file__).parent / "frames"


def golden(name: str) -> list[str]:
    return (FRAMES / f"{name}.txt").read_text("utf-8").splitlines()


@pytest.fixture
def late(at: datetime) -> datetime:
    return at + timedelta(seconds=200)


@pytest.fixture
def lost(sample: Seen, late: datetime) -> Seen:
    return evolve(sample, live=False, attempt=19, retry_at=late + timedelta(seconds=6))


@pytest.fixture
def quake(sample: Seen, board: Board) -> Seen:
    notice = Notice(
        "emergency",
        Text("Jangan memakai lift. Berkumpul di lapangan upacara. Nomor Anda tetap berlaku."),
        Text("Gempa bumi", "Earthquake"),
        ("KELUAR", "PINTU TIMUR"),
        "USE EAST DOOR",
    )
    return evolve(sample, board=evolve(board, notices=(notice,)))


@pytest.mark.parametrize(("name", "size"), [("L1", (120, 33)), ("M1", (80, 24)), ("P1", (60, 20))])
def test_a_normal_moment(name: str, size: tuple[int, int], view_of: MakeView, frame: Frame) -> None:
    assert frame(view_of(), *size) == golden(name)


@pytest.mark.parametrize(("name", "size"), [("L2", (120, 33)), ("M2", (80, 24)), ("P2", (60, 20))])
def test_three_calls_at_once(
    name: str, size: tuple[int, int], sample: Seen, board: Board, at: datetime, view_of: MakeView, frame: Frame
) -> None:
    new = (
        BoardCall(call=815, ticket="F008", counter="12", at=at),
        BoardCall(call=814, ticket="C005", counter="4", at=at, service="itas-perpanjangan", step="berkas"),
        BoardCall(call=813, ticket="A013", counter="3", at=at, service="paspor-baru", step="wawancara"),
    )
    busy = evolve(board, calls=(*new, *board.calls))
    series = with_board(with_board(Series(), board, at, 0.0), busy, at, 0.0)
    assert frame(view_of(evolve(sample, board=busy), series=series), *size) == golden(name)


def test_the_same_in_english(view_of: MakeView, frame: Frame) -> None:
    assert frame(view_of(language="en"), 120, 33) == golden("L9")


@pytest.mark.parametrize(("name", "size"), [("L5", (120, 33)), ("M3", (80, 24))])
def test_an_endpoint_gone_for_three_minutes(
    name: str, size: tuple[int, int], lost: Seen, late: datetime, view_of: MakeView, frame: Frame
) -> None:
    assert frame(view_of(lost, late), *size) == golden(name)


@pytest.mark.parametrize(("name", "size"), [("L6", (120, 33)), ("M6", (80, 24))])
def test_an_emergency(name: str, size: tuple[int, int], quake: Seen, view_of: MakeView, frame: Frame) -> None:
    assert frame(view_of(quake), *size) == golden(name)


@pytest.mark.parametrize(("name", "size"), [("L7", (120, 33)), ("M7", (80, 24))])
def test_no_data_ever(name: str, size: tuple[int, int], view_of: MakeView, frame: Frame) -> None:
    assert frame(view_of(Seen(attempt=4)), *size) == golden(name)


@pytest.mark.parametrize(("name", "size"), [("L3", (120, 33)), ("M3b", (80, 24))])
def test_before_opening(
    name: str, size: tuple[int, int], sample: Seen, board: Board, at: datetime, view_of: MakeView, frame: Frame
) -> None:
    assert board.office is not None
    early = at.replace(hour=0, minute=10)
    office = evolve(board.office, state="closed", next_open=at.replace(hour=1, minute=0, second=0))
    queues = tuple(evolve(queue, waiting=0, wait=None) for queue in board.queues)
    closed = evolve(sample, board=evolve(board, office=office, calls=(), queues=queues), as_of=early)
    assert frame(view_of(closed, early), *size) == golden(name)


def test_a_break(sample: Seen, board: Board, at: datetime, view_of: MakeView, frame: Frame) -> None:
    assert board.office is not None
    noon = at.replace(hour=5, minute=10)
    reason = Text("Istirahat salat Jumat", "Friday prayers")
    office = evolve(board.office, state="break", reason=reason, until=at.replace(hour=6, minute=0))
    calls = tuple(evolve(call, state="done") for call in board.calls)
    paused = evolve(sample, board=evolve(board, office=office, calls=calls, at=noon), as_of=noon)
    assert frame(view_of(paused, noon), 120, 33) == golden("L4")


def test_a_bare_board_without_catalogue_and_estimates(
    sample: Seen, board: Board, view_of: MakeView, frame: Frame
) -> None:
    notices = (Notice(text=Text("Loket 5 melayani pengaduan setiap hari kerja.")),)
    queues = tuple(evolve(queue, wait=None) for queue in board.queues)
    bare = evolve(board, queues=queues, services=(), catalogue=None, notices=notices)
    shown = frame(view_of(evolve(sample, board=bare, catalogue=None)), 120, 33)
    assert shown == golden("L1-bare")
    assert not any("PERKIRAAN" in row or "JANJI" in row for row in shown)
