"""Whatever the size, the language and the scene: rows as wide as the screen at most, numbers and counters whole."""

from collections.abc import Callable
from itertools import pairwise, product

import pytest
from attrs import evolve
from drawn import drawn, shows
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scenes import SCENES

from kiosk.feed.state import FeedState
from kiosk.text.language import LANGUAGES, Language
from kiosk.ui.big_text import HEIGHTS, big_text
from kiosk.ui.lobby.earlier_calls import earlier_call_rows
from kiosk.ui.lobby.grid import Area
from kiosk.ui.lobby.view import View
from kiosk.ui.rows import plain_text
from kiosk.wire.board import Board

MakeView = Callable[..., View]
Frame = Callable[[View, int, int], list[str]]

CALLING = ("normal", "calls-1", "calls-2", "calls-3", "old-20s", "old-70s", "tickets-stopped", "warning", "overflow")


@pytest.mark.parametrize("scene", SCENES)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(width=st.integers(1, 300), height=st.integers(1, 90), language=st.sampled_from(LANGUAGES))
def test_at_any_size_no_row_is_too_long_and_no_number_cut(
    scene: str, width: int, height: int, language: Language, view_of: MakeView, frame: Frame
) -> None:
    shown = SCENES[scene]()
    view = view_of(shown.seen, shown.at, language, shown.series)
    rows = frame(view, width, height)
    assert len(rows) == height and max(map(len, rows)) <= width
    if scene in CALLING and width >= 60 and height >= 20:
        for call in [line.call for line in view.series.lines] or view.calls[:1]:
            assert shows(rows, call.ticket) and shows(rows, call.counter), (width, height, call)


@pytest.mark.parametrize(
    ("size", "height"), [((80, 22), 7), ((80, 24), 7), ((80, 32), 9), ((100, 28), 9), ((60, 20), 5)]
)
def test_a_narrow_screen_gives_the_number_the_rows_it_has_to_spare(
    size: tuple[int, int], height: int, view_of: MakeView, frame: Frame
) -> None:
    rows = frame(view_of(), *size)
    assert drawn(rows, big_text("A012", height)) and drawn(rows, big_text("3", height))
    shown = SCENES["calls-2"]()
    rows = frame(view_of(shown.seen, shown.at, "id", shown.series), *size)
    bar = [row[: row.index("█") + 1].strip() for row in rows if row.lstrip().startswith("█") and row.index("█") < 2]
    assert len(bar) == max(h for h in HEIGHTS if drawn(rows, big_text("C005", h)))


@pytest.mark.parametrize(
    ("size", "heights"),
    [
        ((80, 30), ()),
        ((80, 40), (5,)),
        ((90, 44), (5, 5)),
        ((90, 50), (7, 7)),
        ((120, 33), (5, 5)),
        ((128, 48), (7, 7, 7)),
    ],
    ids=str,
)
def test_rows_to_spare_go_to_the_calls_before(
    size: tuple[int, int], heights: tuple[int, ...], view_of: MakeView, frame: Frame
) -> None:
    rows = frame(view_of(), *size)
    tickets = ("A011", "C004", "A010")
    for ticket, height in zip(tickets, heights, strict=False):
        assert drawn(rows, big_text(ticket, height)), ticket
    in_words = [ticket for ticket in tickets if any(ticket in row for row in rows)]
    assert in_words == ([] if heights else list(tickets))


@pytest.mark.parametrize("scene", sorted(set(SCENES) - {"unconnected", "emergency", "news"}))
def test_no_screen_is_empty_over_much_more_than_a_third_of_its_height(
    scene: str, view_of: MakeView, frame: Frame
) -> None:
    shown = SCENES[scene]()
    view = view_of(shown.seen, shown.at, "id", shown.series)
    for width, height in product((60, 75, 80, 100, 120, 150, 160, 200, 240), (20, 24, 33, 41, 50, 60, 67)):
        filled = [-1, *(y for y, line in enumerate(frame(view, width, height)) if line.strip()), height]
        assert max(below - above - 1 for above, below in pairwise(filled)) <= 0.37 * height, (width, height)


@pytest.mark.parametrize("ticket", ["A011", "B0011", "AB012-99"])
def test_a_call_before_keeps_its_counter_whole_however_narrow_its_place(
    ticket: str, board: Board, sample: FeedState, view_of: MakeView
) -> None:
    calls = (board.calls[0], evolve(board.calls[1], ticket=ticket, counter="12"))
    view = view_of(evolve(sample, board=evolve(board, calls=calls)))
    for width in range(40, 130):
        rows = [plain_text(line) for line in earlier_call_rows(view, Area("wall", width, 14))]
        assert shows(rows, "12") and shows(rows, ticket), width
        assert max(map(len, rows)) <= width
