"""What the lobby's tests share: the sample of the documentation, a clock in the hand, whole frames as text."""

from collections.abc import Callable
from datetime import datetime

import pytest
import scenes
from scenes import AT

from kiosk.feed.state import FeedState
from kiosk.text.language import Language
from kiosk.ui.lobby.grid import Area, boxes, size_of
from kiosk.ui.lobby.screen import shape_of, zone_rows
from kiosk.ui.lobby.series import Series
from kiosk.ui.lobby.view import TerminalIdentity, View
from kiosk.ui.rows import plain_text
from kiosk.wire.board import Board
from kiosk.wire.catalogue import Catalogue

NOBODY = Series()

MakeView = Callable[..., View]
Frame = Callable[[View, int, int], list[str]]


@pytest.fixture
def at() -> datetime:
    """The sample's moment: 09.42.10 in Ketapang."""
    return AT


@pytest.fixture
def board() -> Board:
    return scenes.board()


@pytest.fixture
def catalogue() -> Catalogue:
    return scenes.catalogue()


@pytest.fixture
def sample(board: Board, catalogue: Catalogue) -> FeedState:
    return FeedState(board, catalogue, as_of=AT, live=True)


@pytest.fixture
def view_of(sample: FeedState) -> MakeView:
    """A view of what was seen; the sample's where nothing else is said."""

    def make(
        seen: FeedState = sample,
        now: datetime = AT,
        language: Language = "id",
        series: Series = NOBODY,
        flipped: bool = False,
    ) -> View:
        terminal = TerminalIdentity(
            "papan-1", "https://antrean.ketapang.lan:8443", "Kantor Imigrasi Kelas III Non TPI Ketapang"
        )
        return View(seen, now, language, terminal, series, flipped)

    return make


@pytest.fixture
def frame() -> Frame:
    """All zones at their places, as the screen would show them, without Textual."""

    def compose(view: View, width: int, height: int) -> list[str]:
        rows = [[" "] * width for _ in range(height)]
        for name, box in boxes(width, height, shape_of(view)).items():
            area = Area(size_of(width, height), box.width, box.height)
            for y, line in enumerate(zone_rows(name, view, area)):
                text = plain_text(line)
                assert len(text) <= box.width
                rows[box.y + y][box.x : box.x + len(text)] = text
        return ["".join(line).rstrip() for line in rows]

    return compose
