"""The queues: what is said of each, in words and in figures, and where it stands."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from attrs import evolve
from drawn import shows

from kiosk.feed import errors
from kiosk.feed.state import FeedState
from kiosk.text.language import Text
from kiosk.ui.lobby.grid import Area
from kiosk.ui.lobby.queues import queue_rows
from kiosk.ui.lobby.view import View
from kiosk.ui.rows import plain_text
from kiosk.wire.board import Board, BoardCall, BoardQueue, EstimatedWait

MakeView = Callable[..., View]
Frame = Callable[[View, int, int], list[str]]

QUEUES = Area("wall", 42, 14)
WAITS = (EstimatedWait(100, 120), EstimatedWait(5, 10))


def answered(board: Board) -> tuple[BoardCall, ...]:
    return tuple(evolve(call, state="serving") for call in board.calls)


@pytest.mark.parametrize(
    ("wait", "words"),
    [
        (EstimatedWait(now=True), "langsung"),
        (EstimatedWait(low=25, high=35), "25-35 menit"),
        (EstimatedWait(low=0, high=5), "sampai 5 menit"),
        (EstimatedWait(high=5), "sampai 5 menit"),
        (EstimatedWait(over=180), "lebih 180 menit"),
    ],
)
def test_an_estimate_in_words(
    wait: EstimatedWait, words: str, sample: FeedState, board: Board, view_of: MakeView
) -> None:
    queue = BoardQueue("A", Text("Paspor"), waiting=4, wait=wait)
    rows = queue_rows(view_of(evolve(sample, board=evolve(board, queues=(queue,)))), QUEUES)
    assert plain_text(rows[2]).split(maxsplit=3)[3] == words


def test_a_queue_without_numbers_left_says_so(sample: FeedState, board: Board, view_of: MakeView) -> None:
    queue = BoardQueue("A", Text("Paspor"), waiting=0, quota_left=0)
    rows = queue_rows(view_of(evolve(sample, board=evolve(board, queues=(queue,)))), QUEUES)
    assert plain_text(rows[2]).endswith("habis")


@pytest.mark.parametrize(("count", "page"), [(5, ""), (9, ""), (10, " 1/2")])
def test_nine_queues_close_up_and_a_tenth_turns_the_page(
    count: int, page: str, sample: FeedState, board: Board, at: datetime, view_of: MakeView
) -> None:
    many = tuple(BoardQueue("ABCDEFGHIJ"[n], Text(f"Antrean {n}")) for n in range(count))
    seen = evolve(sample, board=evolve(board, queues=many, calls=answered(board)))
    first = queue_rows(view_of(seen, at.replace(second=0)), QUEUES)
    shown = {plain_text(line)[0] for line in first[2:] if plain_text(line).strip()}
    assert len(shown) == (5 if page else count)
    if page:
        assert page in plain_text(first[0])
        second = queue_rows(view_of(seen, at.replace(second=12)), QUEUES)
        assert "2/2" in plain_text(second[0])
        assert shown | {plain_text(line)[0] for line in second[2:] if plain_text(line).strip()} == set("ABCDEFGHIJ")


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (80, 30)], ids=str)
def test_a_sixth_queue_takes_the_row_of_the_last_rule_unless_that_says_what_is_the_matter(
    size: tuple[int, int], sample: FeedState, board: Board, at: datetime, view_of: MakeView, frame: Frame
) -> None:
    six = tuple(BoardQueue(letter, Text(f"Antrean {letter}")) for letter in "ABCDEF")
    seen = evolve(sample, board=evolve(board, queues=six))
    rows = frame(view_of(seen), *size)
    assert all(any(f"Antrean {letter}" in row for row in rows) for letter in "ABCDEF")
    cut_off = frame(view_of(evolve(seen, live=False, trouble=errors.CLOCK_WRONG), at + timedelta(seconds=20)), *size)
    assert errors.CLOCK_WRONG.id[:40] in cut_off[-2]


def test_letter_waiting_and_estimate_stand_apart_as_figures(view_of: MakeView) -> None:
    rows = [plain_text(line) for line in queue_rows(view_of(), Area("fine", 68, 33))]
    blocks = rows[2:7]
    columns = "".join("█" if any(len(b) > x and b[x] == "█" for b in blocks) else " " for x in range(68))
    assert [len(gap) for gap in re.findall(" {3,}", columns)] == [6, 6]


@pytest.mark.parametrize("area", [QUEUES, Area("small", 39, 7), Area("minimal", 56, 7), Area("fine", 68, 33)], ids=str)
def test_what_waits_stays_where_it_is_when_letters_and_estimates_come_and_go(
    area: Area, sample: FeedState, board: Board, view_of: MakeView
) -> None:
    def waiting_at(letter: str, wait: EstimatedWait | None) -> int:
        shown = tuple(evolve(queue, letter=letter, waiting=44, wait=wait) for queue in board.queues)
        rows = [
            plain_text(line) for line in queue_rows(view_of(evolve(sample, board=evolve(board, queues=shown))), area)
        ]
        heads = [row for row in rows if row.strip().startswith("ANTREAN")]
        figures = rows[2].find("██  ██  ██  ██")
        return figures if figures >= 0 else rows[rows.index(heads[0]) + 1 + (area == QUEUES)].find("44")

    waits = (None, EstimatedWait(now=True), EstimatedWait(5, 10), EstimatedWait(25, 35))
    assert len({waiting_at(letter, wait) for letter in "ABE" for wait in waits} - {-1}) == 1


def test_a_range_never_stands_beside_an_upper_end(sample: FeedState, board: Board, view_of: MakeView) -> None:
    wide, narrow = (evolve(board.queues[0], letter=letter, wait=wait) for letter, wait in zip("AC", WAITS, strict=True))
    for first, ranged in ((wide, False), (narrow, True)):
        seen = evolve(sample, board=evolve(board, queues=(first, narrow)))
        rows = [plain_text(line) for line in queue_rows(view_of(seen), Area("fine", 68, 33))]
        assert shows(rows, "5-10") is ranged and shows(rows, "120") is not ranged
