"""What takes turns, and when nothing does."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from attrs import evolve

from kiosk.feed.state import FeedState
from kiosk.text.language import Text
from kiosk.ui.lobby.grid import Area
from kiosk.ui.lobby.header_footer import footer_rows
from kiosk.ui.lobby.messages import message
from kiosk.ui.lobby.queues import queue_rows
from kiosk.ui.lobby.screen import zone_rows
from kiosk.ui.lobby.standard import standard_rows
from kiosk.ui.lobby.view import View
from kiosk.ui.rows import plain_text
from kiosk.wire.board import Board, BoardCall, BoardQueue, Notice
from kiosk.wire.catalogue import Catalogue, ShownPromise

MakeView = Callable[..., View]

QUEUES = Area("wall", 42, 14)
STANDARD = Area("wall", 42, 14)
FOOT = Area("wall", 114, 3)
PROMISE = Area("small", 76, 3)
SMALLEST = Area("minimal", 56, 6)
PART = re.compile(r"Pesan \d|(?<=JANJI  ).*?(?=:|$)")


def answered(board: Board) -> tuple[BoardCall, ...]:
    return tuple(evolve(call, state="serving") for call in board.calls)


def test_notices_take_turns_and_outrank_what_is_often_missing(
    sample: FeedState, board: Board, at: datetime, view_of: MakeView
) -> None:
    two = (Notice(text=Text("satu")), Notice(text=Text("dua")))
    seen = evolve(sample, board=evolve(board, notices=two, calls=answered(board)))
    assert {message(view_of(seen, at + timedelta(seconds=s)), 114, 1) for s in (0, 15)} == {("satu",), ("dua",)}


@pytest.mark.parametrize(("width", "rows"), [(114, 1), (76, 2), (40, 5)])
def test_a_long_message_is_told_in_parts_to_its_last_word(
    width: int, rows: int, sample: FeedState, board: Board, at: datetime, view_of: MakeView
) -> None:
    words = " ".join(f"kata-{n}" for n in range(60))
    seen = evolve(sample, board=evolve(board, notices=(Notice(text=Text(words)),), calls=answered(board)))
    turns = [message(view_of(seen, at + timedelta(seconds=15 * turn)), width, rows) for turn in range(20)]
    assert all(len(part) <= rows and max(map(len, part)) <= width for part in turns)
    first = next(turn for turn, part in enumerate(turns) if part[0].startswith("kata-0"))
    told = " ".join(line.removesuffix("..") for part in turns[first:] for line in part)
    assert told.startswith(words)


def test_a_message_of_one_word_that_never_ends_is_told_too(view_of: MakeView, sample: FeedState, board: Board) -> None:
    seen = evolve(sample, board=evolve(board, notices=(Notice(text=Text("x" * 5000)),)))
    (line,) = message(view_of(seen), 114, 1)
    assert line.startswith("xxx") and len(line) <= 114


def everything(view: View) -> list[str]:
    places = {queue_rows: QUEUES, standard_rows: STANDARD, footer_rows: FOOT}
    return [plain_text(line) for paint, place in places.items() for line in paint(view, place)]


def test_services_promises_and_messages_turn_only_while_nobody_is_being_called(
    sample: FeedState, board: Board, catalogue: Catalogue, at: datetime, view_of: MakeView
) -> None:
    photo = ShownPromise(3, "working-days", Text("pemeriksaan"))
    first = evolve(catalogue.sops[0], promises=(*catalogue.sops[0].promises, photo))
    told = tuple(Notice(text=Text(f"Pesan {n}")) for n in range(3))
    many = tuple(BoardQueue("ABCDEFGHIJ"[n], Text(f"Antrean {n}")) for n in range(10))
    busy = evolve(board, notices=told, queues=many)
    seen = evolve(sample, board=busy, catalogue=evolve(catalogue, sops=(first, *catalogue.sops[1:])))
    assert len({tuple(everything(view_of(seen, at + timedelta(seconds=s)))) for s in range(0, 14, 2)}) == 1
    free = evolve(seen, board=evolve(busy, calls=answered(board)))
    turned = [view_of(free, at + timedelta(seconds=15 * turn)) for turn in range(6)]
    assert {(view.sop.id, view.promise) for view in turned if view.sop} == {
        (first.id, first.promises[0]),
        (first.id, photo),
        *((sop.id, promise) for sop in catalogue.sops[1:] for promise in sop.promises),
    }
    assert {message(view, 114, 1) for view in turned} == {("Pesan 0",), ("Pesan 1",), ("Pesan 2",)}


def test_a_call_of_no_standard_known_leaves_its_place_to_those_that_are_frozen_in_their_turn(
    sample: FeedState, board: Board, at: datetime, view_of: MakeView
) -> None:
    strange = evolve(board.calls[0], service="legalisasi", sop=None, step=None, at=at)
    seen = evolve(sample, board=evolve(board, calls=(strange, *board.calls[1:])))
    shown = {
        tuple(map(plain_text, standard_rows(view_of(seen, at + timedelta(seconds=s)), STANDARD)))
        for s in range(0, 80, 5)
    }
    assert len(shown) == 1
    assert "tahap" in shown.pop()[1]


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_where_messages_and_promises_share_a_place_each_has_its_turns(
    count: int, sample: FeedState, board: Board, catalogue: Catalogue, at: datetime, view_of: MakeView
) -> None:
    told = tuple(Notice(text=Text(f"Pesan {n}")) for n in range(count))
    seen = evolve(sample, board=evolve(board, notices=told, calls=answered(board)))
    promised = {sop.promises[0].text.id for sop in catalogue.sops}
    shown = set()
    for turn in range(4 * count * len(promised)):
        view = view_of(seen, at + timedelta(seconds=15 * turn))
        shown |= {words for line in zone_rows("promise", view, PROMISE) for words in PART.findall(plain_text(line))}
    assert shown >= {notice.text.id for notice in told if notice.text} | promised


def test_a_message_has_the_place_of_a_service_that_promises_nothing(
    sample: FeedState, board: Board, catalogue: Catalogue, at: datetime, view_of: MakeView
) -> None:
    silent = evolve(catalogue.sops[0], promises=(), fee_from=None)
    news = (Notice(text=Text("Pesan 1")),)
    seen = evolve(
        sample,
        board=evolve(board, notices=news, services=(), calls=answered(board)),
        catalogue=evolve(catalogue, sops=(silent,)),
    )
    for second in range(0, 120, 15):
        rows = zone_rows("promise", view_of(seen, at + timedelta(seconds=second)), PROMISE)
        assert [plain_text(line) for line in rows[1:]] == ["Pesan 1"]


def test_the_smallest_screen_shows_news_in_place_of_the_queues_but_not_while_calling(
    sample: FeedState, board: Board, at: datetime, view_of: MakeView
) -> None:
    news = (Notice(text=Text("Hari ini tanpa M-Paspor.")),)
    now_called = (evolve(board.calls[0], at=at), *board.calls[1:])
    for calls, heads in ((now_called, {"ANTREAN"}), (answered(board), {"ANTREAN", "PENGUMUMAN"})):
        seen = evolve(sample, board=evolve(board, notices=news, calls=calls))
        turns = [queue_rows(view_of(seen, at + timedelta(seconds=s)), SMALLEST) for s in range(0, 80, 5)]
        assert {plain_text(rows[0]).split()[0] for rows in turns} == heads
        assert any("Hari ini tanpa M-Paspor." in plain_text(rows[1]) for rows in turns) == (len(heads) == 2)
    quiet = evolve(sample, board=evolve(board, calls=answered(board)))
    turns = [queue_rows(view_of(quiet, at + timedelta(seconds=s)), SMALLEST) for s in range(0, 80, 5)]
    assert {plain_text(rows[0]).split()[0] for rows in turns} == {"ANTREAN"}


@pytest.mark.parametrize(("second", "held"), [(50, True), (59, True), (60, False), (72, False)])
def test_what_turns_goes_on_with_the_next_turn_after_a_call_not_in_the_middle_of_one(
    second: int, held: bool, sample: FeedState, board: Board, at: datetime, view_of: MakeView
) -> None:
    start = at.replace(second=0)
    calls = (evolve(board.calls[0], at=start), *board.calls[1:])
    called = view_of(evolve(sample, board=evolve(board, calls=calls)), start + timedelta(seconds=47))
    over = evolve(sample, board=evolve(board, calls=answered(evolve(board, calls=calls))))
    resting = view_of(over, start + timedelta(seconds=second))
    later = evolve(resting, rests_since=called.now)
    assert called.calling and not later.calling
    assert (later.sop, later.promise) == ((called if held else resting).sop, (called if held else resting).promise)
    assert (resting.sop != called.sop) is held  # else nothing would be seen of it


def test_a_page_of_queues_is_not_turned_as_a_call_ends(
    sample: FeedState, board: Board, at: datetime, view_of: MakeView
) -> None:
    start = at.replace(second=0)
    many = tuple(BoardQueue("ABCDEFGHIJ"[n], Text(f"Antrean {n}")) for n in range(10))
    busy = evolve(board, queues=many, calls=(evolve(board.calls[0], at=start),))
    idle = evolve(busy, calls=answered(busy))
    now = start + timedelta(seconds=14)
    pages = [
        plain_text(queue_rows(evolve(view_of(evolve(sample, board=shown), now), rests_since=since), QUEUES)[0])
        for shown, since in ((busy, None), (idle, now), (idle, None), (idle, start + timedelta(seconds=11)))
    ]
    assert ["1/2" in page for page in pages] == [True, True, False, False]
