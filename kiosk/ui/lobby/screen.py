"""The lobby's screen: one long-lived widget per zone, laid on the grid, painted again only where a text changed."""

from collections.abc import Callable
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.geometry import NULL_OFFSET, NULL_SPACING, Region, Size
from textual.layout import ArrangeResult, Layout, WidgetPlacement
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from kiosk.ui.lobby.call import bar_rows, call_rows
from kiosk.ui.lobby.earlier_calls import earlier_call_rows
from kiosk.ui.lobby.emergency import emergency_rows
from kiosk.ui.lobby.grid import ZONES, Area, Box, LayoutKind, Shape, ZoneName, boxes, size_of
from kiosk.ui.lobby.header_footer import clock_rows, footer_rows, header_rows, lasting_trouble, rule_rows
from kiosk.ui.lobby.messages import messages
from kiosk.ui.lobby.queues import has_queue_info, queue_rows
from kiosk.ui.lobby.service import has_promise, promise_rows
from kiosk.ui.lobby.standard import standard_rows
from kiosk.ui.lobby.view import View, picture_of
from kiosk.ui.rows import Rows
from kiosk.ui.rows_widget import RowsWidget

Painter = Callable[[View, Area], Rows]
PAINTERS: Final[dict[ZoneName, Painter]] = {
    "header": header_rows,
    "clock": clock_rows,
    "rule": rule_rows,
    "bar": bar_rows,
    "call": call_rows,
    "before": earlier_call_rows,
    "queues": queue_rows,
    "standard": standard_rows,
    "promise": promise_rows,
    "foot": footer_rows,
    "emergency": emergency_rows,
}


def shape_of(view: View) -> Shape:
    if view.stage == "emergency":
        return Shape("emergency")
    lines = len(view.series.lines) if view.stage == "open" else 1
    kind: LayoutKind = "information" if view.stage in ("unconnected", "closed") else "calls"
    messages_told = view.stage == "lost" or (view.stage != "unconnected" and bool(messages(view)))
    promised = messages_told or has_promise(view)
    told = 0 if view.stage == "closed" and not has_queue_info(view) else len(view.board.queues)
    if view.stage == "unconnected":
        told = 1  # what to do stands in their place
    return Shape(kind, max(1, lines), promised, told, lasting_trouble(view) is not None)


def zone_rows(name: ZoneName, view: View, area: Area) -> Rows:
    """The rows of a zone, no more than it has room for."""
    return PAINTERS[name](view, area)[: area.height]


class ZoneWidget(RowsWidget):
    """A part of the lobby, painted by a function of what is known and of the room there is."""

    def __init__(self, name: ZoneName, view: View) -> None:
        super().__init__(id=name)
        self._zone = name
        self._view = view
        self._painted_at = Size()

    def see(self, view: View) -> None:
        """Show *view*; a zone that has no room now paints when it gets some.

        Textual keeps the lines of a widget that is not shown, and shows them again if its size is what it was.
        """
        self._view = view
        if self.size and self._painted_at == self.size:
            self.show(self._paint())
        elif self._painted_at:
            self._painted_at = Size()
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return the cells of one row, painted for the present size of the zone."""
        if self._painted_at != self.size:
            self._painted_at = self.size
            self._rows = self._paint()
        return super().render_line(y)

    def _paint(self) -> Rows:
        size = size_of(*self.app.size)
        return zone_rows(self._zone, self._view, Area(size, self.size.width, self.size.height))


class ZoneLayout(Layout):
    """Lays zones where the grid says."""

    name = "zones"

    def __init__(self, where: Callable[[int, int], dict[ZoneName, Box]]) -> None:
        self._where = where

    def arrange(self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True) -> ArrangeResult:
        """Place the zones that have a box; the others are not shown."""
        parent.pre_layout(self)
        placed = self._where(size.width, size.height)
        return [
            WidgetPlacement(Region(*box), NULL_OFFSET, NULL_SPACING, child)
            for child in children
            for name, box in placed.items()
            if child.id == name
        ]


class LobbyScreen(Screen[None]):
    AUTO_FOCUS: ClassVar[str | None] = ""

    def __init__(self, view: View) -> None:
        super().__init__()
        self._view = view
        self._zones = ZoneLayout(lambda width, height: boxes(width, height, shape_of(self._view)))

    @property
    def layout(self) -> Layout:
        """The layout by the grid, which no style sheet can express."""
        return self._zones

    def compose(self) -> ComposeResult:
        for name in ZONES:
            yield ZoneWidget(name, self._view)

    def see(self, view: View) -> None:
        """Show *view*; zones move only when their layout changes.

        A sign of life of the endpoint, which comes every few seconds, changes the footer alone.
        """
        shown, self._view = self._view, view
        if picture_of(view) == picture_of(shown):
            self.get_child_by_id("foot", ZoneWidget).see(view)
            return
        if shape_of(view) != shape_of(shown):
            self.get_child_by_id("rule").refresh(repaint=False, layout=True)  # a child's wish is what Textual acts on
        for zone in self.query(ZoneWidget):
            zone.see(view)
