"""A widget that paints rows and sends to the terminal only what changed in them."""

from typing import Any, Protocol, cast

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from kiosk.text.sanitize import cells
from kiosk.ui.rows import BLANK, PLATES, ColourRole, Row, Rows
from kiosk.ui.terminal.capabilities import Charset, spell_for_console


class StyledApp(Protocol):
    """The app as its widgets know it."""

    charset: Charset

    def role_style(self, role: ColourRole) -> Style: ...


class RowsWidget(Widget, can_focus=False):
    """Paints rows given by `show`; where two showings agree nothing is painted again."""

    DEFAULT_CSS = "RowsWidget { background: $ground; color: $text; }"

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._rows: Rows = ()

    @property
    def rows(self) -> Rows:
        return self._rows

    def show(self, rows: Rows) -> None:
        """Paint *rows* from the top; only the columns that differ from what was shown are sent."""
        before, self._rows = self._rows, rows
        changed = [
            Region(first, y, last - first, 1)
            for y in range(max(len(before), len(rows)))
            if (difference := _difference(_line(before, y), _line(rows, y), self.size.width))
            for first, last in [difference]
        ]
        if changed:
            self.refresh(*changed)

    def render_line(self, y: int) -> Strip:
        app = cast("StyledApp", self.app)  # every screen of ours belongs to one
        written = spell_for_console if app.charset == "console" else str
        segments = [
            Segment(written(span.text), app.role_style(span.role)) for span in _line(self._rows, y) if span.text
        ]
        return Strip(segments).adjust_cell_length(self.size.width, app.role_style("text"))


def _line(rows: Rows, y: int) -> Row:
    return rows[y] if 0 <= y < len(rows) else BLANK


def _difference(before: Row, after: Row, width: int) -> tuple[int, int] | None:
    """The first and the last column, the latter excluded, between which two rows differ; None where they agree."""
    if before == after:
        return None
    old, new = _cells(before, width), _cells(after, width)
    places = [x for x in range(width) if old[x] != new[x]]
    return (places[0], places[-1] + 1) if places else None


def _cells(line: Row, width: int) -> list[tuple[str, str]]:
    """Each column's character and role; blanks look alike in all roles but the plates.

    The second column of a wide character is told apart from a blank; a combining mark belongs to the column before.
    """
    columns: list[tuple[str, str]] = []
    for span in line:
        for character in span.text:
            role = "text" if character == " " and span.role not in PLATES else span.role
            wide = cells(character)
            if wide:
                columns += [(character, role)] + [("", role)] * (wide - 1)
            elif columns:
                columns[-1] = (columns[-1][0] + character, role)
    return (columns + [(" ", "text")] * (width - len(columns)))[:width]


def frame_text(screen: Screen[Any]) -> list[str]:
    """The rows of *screen* as plain text, without blanks at their ends."""
    lines = [""] * screen.size.height
    for widget in sorted(screen.query(RowsWidget), key=lambda widget: widget.region.x):
        x, top, width, height = widget.region
        for y, strip in enumerate(widget.render_lines(Region(0, 0, width, height)), top):
            lines[y] += " " * (x - cells(lines[y])) + strip.text
    return [line.rstrip() for line in lines]
