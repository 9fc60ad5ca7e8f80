from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual.app import ComposeResult
from textual.geometry import Region

from kiosk.system.clock import SystemClock
from kiosk.ui.app import KioskApp
from kiosk.ui.rows import TextRun, row
from kiosk.ui.rows_widget import RowsWidget, _difference, frame_text
from kiosk.ui.theme import CONSOLE


class Watched(RowsWidget):
    """Keeps what it asked to be painted again."""

    asked: list[Region]

    def refresh(self, *regions: Region, **kwargs: Any) -> "Watched":
        self.asked = list(regions)
        super().refresh(*regions, **kwargs)
        return self


class Sheet(KioskApp):
    CSS = KioskApp.CSS + "Watched { width: 20; height: 4; }"

    def compose(self) -> ComposeResult:
        yield Watched()


@pytest.mark.anyio
async def test_only_the_columns_that_differ_are_painted_again() -> None:
    app = Sheet(CONSOLE, SystemClock(), "id")
    async with app.run_test(size=(80, 24)) as pilot:
        sheet = app.query_one(Watched)
        sheet.show((row("per 09.42.10", "quiet"), row("tetap")))
        await pilot.pause()
        sheet.asked = []
        sheet.show((row("per 09.42.15", "quiet"), row("tetap")))
        assert sheet.asked == [Region(11, 0, 1, 1)]
        sheet.asked = []
        sheet.show((row("per 09.42.15", "quiet"), row("tetap")))
        assert sheet.asked == []
        sheet.show((row("per 09.42.15", "text"),))
        assert sheet.asked == [Region(0, 0, 12, 1), Region(0, 1, 5, 1)]
        await pilot.pause()
        assert frame_text(app.screen)[:2] == ["per 09.42.15", ""]


@pytest.mark.anyio
async def test_text_is_never_markup() -> None:
    app = Sheet(CONSOLE, SystemClock(), "id")
    async with app.run_test(size=(80, 24)) as pilot:
        app.query_one(Watched).show((row("[/] [b]x[@click=y]"),))
        await pilot.pause()
        assert frame_text(app.screen)[0] == "[/] [b]x[@click=y]"


CELLS = st.text(alphabet="ab █界é", max_size=12)
LINES = st.lists(st.builds(TextRun, CELLS, st.sampled_from(["text", "call", "attention"])), max_size=3).map(tuple)


@settings(deadline=None)
@given(before=LINES, after=LINES, width=st.integers(0, 20))
def test_outside_the_difference_two_rows_look_alike(
    before: tuple[TextRun, ...], after: tuple[TextRun, ...], width: int
) -> None:
    found = _difference(before, after, width)
    if before == after:
        assert found is None
    if found is not None:
        assert 0 <= found[0] < found[1] <= width
