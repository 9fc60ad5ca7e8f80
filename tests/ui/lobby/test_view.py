from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from attrs import evolve

from kiosk.feed.state import FeedState
from kiosk.text.language import Text
from kiosk.ui.lobby.messages import tickets_closed_text
from kiosk.ui.lobby.view import View, beat_of, picture_of
from kiosk.wire.board import Board, BoardCall, CallState, Notice, OfficeState

MakeView = Callable[..., View]
Frame = Callable[[View, int, int], list[str]]


@pytest.mark.parametrize(
    ("seconds", "freshness"),
    [(0, "fresh"), (14, "fresh"), (15, "marked"), (59, "marked"), (60, "quiet"), (179, "quiet"), (180, "lost")],
)
def test_data_grow_old_in_steps(seconds: int, freshness: str, at: datetime, view_of: MakeView) -> None:
    assert view_of(now=at + timedelta(seconds=seconds)).freshness == freshness


def test_a_clock_behind_the_endpoints_makes_nothing_old(at: datetime, view_of: MakeView) -> None:
    view = view_of(now=at - timedelta(hours=1))
    assert view.age == timedelta()
    assert view.freshness == "fresh"


def test_an_emergency_outranks_the_stale_and_the_closed(
    sample: FeedState, board: Board, at: datetime, view_of: MakeView
) -> None:
    assert board.office is not None
    office = evolve(board.office, state="ended")
    urgent = evolve(sample, board=evolve(board, office=office, notices=(Notice("emergency"),)))
    assert view_of(urgent, at + timedelta(hours=1)).stage == "emergency"


def test_nothing_is_told_longer_than_it_was_meant_to_be_though_the_server_is_gone(
    sample: FeedState, board: Board, at: datetime, view_of: MakeView
) -> None:
    until = at + timedelta(minutes=10)
    told = (Notice("emergency", until=until), Notice(text=Text("Tetap.")))
    seen = evolve(sample, board=evolve(board, notices=told))
    before, after = (view_of(seen, until + timedelta(seconds=seconds)) for seconds in (-1, 0))
    assert (before.stage, before.notices) == ("emergency", told)
    assert (after.stage, after.notices) == ("lost", told[1:])


@pytest.mark.parametrize(
    ("state", "call_state", "waiting", "stage"),
    [
        ("open", "done", 0, "open"),
        ("tickets-closed", "done", 0, "open"),
        ("closed", "done", 0, "closed"),
        ("closed", "done", 2, "open"),
        ("closed", "serving", 0, "open"),
        ("ended", "serving", 2, "closed"),
        ("break", "serving", 2, "break"),
        ("break", "called", 2, "open"),
    ],
)
def test_whoever_holds_a_number_sees_the_calls_whatever_the_hour(
    state: OfficeState,
    call_state: CallState,
    waiting: int,
    stage: str,
    sample: FeedState,
    board: Board,
    view_of: MakeView,
) -> None:
    assert board.office is not None
    changed = evolve(
        board,
        office=evolve(board.office, state=state),
        calls=tuple(evolve(call, state=call_state) for call in board.calls),
        queues=tuple(evolve(queue, waiting=waiting) for queue in board.queues),
    )
    assert view_of(evolve(sample, board=changed)).stage == stage


def test_withdrawn_calls_and_no_shows_are_not_shown_and_a_recall_shows_once(
    sample: FeedState, board: Board, view_of: MakeView
) -> None:
    calls = (
        BoardCall(call=9, ticket="A003", counter="1", state="withdrawn"),
        BoardCall(call=8, ticket="A002", counter="2"),
        BoardCall(call=7, ticket="A001", counter="3", state="no-show"),
        BoardCall(call=6, ticket="A002", counter="2"),
    )
    view = view_of(evolve(sample, board=evolve(board, calls=calls)))
    assert [call.call for call in view.calls] == [8]


def test_an_unknown_time_zone_is_that_of_the_west(sample: FeedState, board: Board, view_of: MakeView) -> None:
    assert board.office is not None
    for name in ("Mars/Olympus", "", "../../etc/passwd", "Asia"):
        elsewhere = evolve(sample, board=evolve(board, office=evolve(board.office, timezone=name)))
        assert view_of(elsewhere).zone.key == "Asia/Jakarta"


def test_between_two_beats_nothing_changes_but_how_long_ago_a_call_was(
    view_of: MakeView, frame: Frame, at: datetime
) -> None:
    first = at.replace(second=0)
    beats: dict[tuple[int, ...], list[str]] = {}
    for second in range(60):
        now = first + timedelta(seconds=second)
        view = view_of(evolve(view_of().seen, as_of=now), now)
        rows = [row for row in frame(view, 120, 33) if "per 09.4" not in row and "menit lalu" not in row]
        assert beats.setdefault(beat_of(view), rows) == rows
    assert len(beats) == 10


def test_seconds_count_where_data_are_old(view_of: MakeView, at: datetime) -> None:
    assert beat_of(view_of(now=at + timedelta(seconds=30))) != beat_of(view_of(now=at + timedelta(seconds=31)))


def test_a_sign_of_life_changes_nothing_but_the_footer(view_of: MakeView, frame: Frame, at: datetime) -> None:
    before = view_of(now=at)
    after = view_of(evolve(before.seen, as_of=at + timedelta(seconds=1)), at)
    assert picture_of(after) == picture_of(before)
    changed = [
        n for n, rows in enumerate(zip(frame(before, 120, 33), frame(after, 120, 33), strict=True)) if len({*rows}) > 1
    ]
    assert changed == [32] or changed == [31]


@pytest.mark.parametrize("seconds", [16, 61, 181])
def test_the_age_of_data_changes_the_picture(view_of: MakeView, at: datetime, seconds: int) -> None:
    assert picture_of(view_of(now=at + timedelta(seconds=seconds))) != picture_of(view_of(now=at))


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (1, "Nomor baru ditutup. Besok mulai 07.30."),
        (3, "Nomor baru ditutup. Jumat mulai 07.30."),
        (6, "Nomor baru ditutup. Senin mulai 07.30."),
        (7, "Nomor baru ditutup."),
        (0, "Nomor baru ditutup."),
        (None, "Nomor baru ditutup."),
    ],
)
def test_whoever_comes_too_late_is_told_when_to_come_again(
    days: int | None, words: str, sample: FeedState, board: Board, at: datetime, view_of: MakeView
) -> None:
    assert board.office is not None
    again = None if days is None else at + timedelta(days=days)
    office = evolve(board.office, state="tickets-closed", next_open=again)
    assert tickets_closed_text(view_of(evolve(sample, board=evolve(board, office=office)))) == words
