"""An emergency is read from the back of the room at every size: what does not fit at once has pages that take turns."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from attrs import evolve
from drawn import drawn

from kiosk.feed.state import FeedState
from kiosk.text.language import Text
from kiosk.ui.big_text import HEIGHTS, big_text
from kiosk.ui.lobby.view import EMERGENCY_TURN, View, beat_of
from kiosk.wire.board import Board, Notice

MakeView = Callable[..., View]
Frame = Callable[[View, int, int], list[str]]

SENTENCE = Text("Jangan memakai lift.", "Do not use the lift.")
THREE = Notice("emergency", SENTENCE, Text("Gempa bumi", "Earthquake"), ("KELUAR LEWAT", "PINTU TIMUR", "JANGAN LARI"))
BOTH = evolve(THREE, line_en="USE EAST DOOR")


@pytest.fixture
def alarm(sample: FeedState, board: Board, view_of: MakeView) -> Callable[[Notice, datetime], View]:
    return lambda notice, at: view_of(evolve(sample, board=evolve(board, notices=(notice,)), as_of=at), at)


def in_figures(rows: list[str], word: str) -> bool:
    return any(drawn(rows, big_text(word, height)) for height in HEIGHTS)


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (100, 30), (120, 33), (160, 45), (240, 67)], ids=str)
@pytest.mark.parametrize("notice", [THREE, BOTH], ids=["id", "en"])
def test_every_word_to_follow_is_in_figures_within_four_turns(
    notice: Notice, size: tuple[int, int], at: datetime, frame: Frame, alarm: Callable[[Notice, datetime], View]
) -> None:
    pages = [frame(alarm(notice, at + timedelta(seconds=turn * EMERGENCY_TURN)), *size) for turn in range(4)]
    for line in (*notice.lines, *filter(None, (notice.line_en,))):
        page = next(page for page in pages if in_figures(page, line.split()[0]))
        assert all(in_figures(page, word) for word in line.split()), f"{line} is on two pages"
    for told in ("Jangan memakai lift.", "Do not use the lift.") if notice is THREE else ("Jangan memakai lift.",):
        assert any(told in row for page in pages for row in page)


def test_a_page_is_in_one_language_and_says_which_of_how_many_it_is(
    at: datetime, frame: Frame, alarm: Callable[[Notice, datetime], View]
) -> None:
    pages = ["\n".join(frame(alarm(BOTH, at + timedelta(seconds=n * EMERGENCY_TURN)), 60, 20)) for n in range(4)]
    english = [page for page in pages if "EMERGENCY  •  EARTHQUAKE" in page]
    assert len(english) == 1 and "Do not use the lift." in english[0] and "4/4" in english[0]
    for page in pages:
        assert page in english or ("DARURAT  •  GEMPA BUMI" in page and "Jangan memakai lift." in page)


def test_what_fits_at_once_stands_still(at: datetime, frame: Frame, alarm: Callable[[Notice, datetime], View]) -> None:
    pages = {tuple(frame(alarm(BOTH, at + timedelta(seconds=n * EMERGENCY_TURN)), 120, 33)[2:30]) for n in range(4)}
    assert len(pages) == 1


def test_only_in_an_emergency_the_screen_is_looked_at_with_every_page(
    at: datetime, view_of: MakeView, alarm: Callable[[Notice, datetime], View]
) -> None:
    at = at.replace(second=2)
    later = at + timedelta(seconds=EMERGENCY_TURN)
    assert beat_of(view_of(now=at)) == beat_of(view_of(now=later))
    assert beat_of(alarm(BOTH, at)) != beat_of(alarm(BOTH, later))


def test_where_pages_would_be_many_all_is_plain_text(
    at: datetime, frame: Frame, alarm: Callable[[Notice, datetime], View]
) -> None:
    rows = frame(alarm(BOTH, at), 40, 10)
    assert all(any(line in row for row in rows) for line in (*BOTH.lines, "USE EAST DOOR", "Jangan memakai lift."))
