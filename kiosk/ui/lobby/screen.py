"""The lobby's screen: one long-lived widget per zone, laid on the grid, painted again only where a text changed."""

from collections.abc import Callable
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.geometry import NULL_OFFSET, NULL_SPACING, Region, Size
from textual.layout import ArrangeResult, Layout, WidgetPlacement
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from kiosk.ui.lobby.before import before
from kiosk.ui.lobby.call import call
from kiosk.ui.lobby.emergency import emergency
from kiosk.ui.lobby.estimate import queues_told
from kiosk.ui.lobby.foot import foot, lasting_trouble
from kiosk.ui.lobby.grid import ZONES, Box, Kind, Place, Shape, ZoneName, boxes, size_of
from kiosk.ui.lobby.header import header, rule, time_of_day
from kiosk.ui.lobby.messages import messages
from kiosk.ui.lobby.promise import has_promise, promise
from kiosk.ui.lobby.queues import queues
from kiosk.ui.lobby.several import bar
from kiosk.ui.lobby.standard import standard
from kiosk.ui.lobby.view import View, picture_of
from kiosk.ui.rows import Rows
from kiosk.ui.rows_widget import RowsWidget

Painter = Callable[[View, Place], Rows]

PAINTERS: Final[dict[ZoneName, Painter]] = {
    "header": header,
    "clock": time_of_day,
    "rule": rule,
    "bar": bar,
    "call": call,
    "before": before,
    "queues": queues,
    "standard": standard,
    "promise": promise,
    "foot": foot,
    "emergency": emergency,
}


def shape_of(view: View) -> Shape:
    """What the zones are laid out for."""
    if view.stage == "emergency":
        return Shape("emergency")
    lines = len(view.series.lines) if view.stage == "open" else 1
    kind: Kind = "information" if view.stage in ("unconnected", "closed") else "calls"
    messages_told = view.stage == "lost" or (view.stage != "unconnected" and bool(messages(view)))
    promised = messages_told or has_promise(view)
    told = 0 if view.stage == "closed" and not queues_told(view) else len(view.board.queues)
    if view.stage == "unconnected":
        told = 1  # what to do stands in their place
    return Shape(kind, max(1, lines), promised, told, lasting_trouble(view) is not None)


def painted(name: ZoneName, view: View, place: Place) -> Rows:
    """The rows of a zone, no more than it has room for."""
    return PAINTERS[name](view, place)[: place.height]


class Zone(RowsWidget):
    """A part of the lobby, painted by a function of what is known and of the room there is."""

    def __init__(self, name: ZoneName, view: View) -> None:
        super().__init__(id=name)
        self._zone = name
        self._view = view
        self._painted_at = Size()

    def see(self, view: View) -> None:
        """Show what *view* holds; a zone that has no room now paints when it gets some.

        Textual keeps the lines of a widget that is not shown, and shows them again if its size is what it was.
        """
        self._view = view
        if self.size and self._painted_at == self.size:
            self.show(self._paint())
        elif self._painted_at:
            self._painted_at = Size()
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The cells of one row, for the size that the zone has now."""
        if self._painted_at != self.size:
            self._painted_at = self.size
            self._rows = self._paint()
        return super().render_line(y)

    def _paint(self) -> Rows:
        size = size_of(*self.app.size)
        return painted(self._zone, self._view, Place(size, self.size.width, self.size.height))


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
    """All zones of the lobby."""

    AUTO_FOCUS: ClassVar[str | None] = ""

    def __init__(self, view: View) -> None:
        super().__init__()
        self._view = view
        self._zones = ZoneLayout(self._boxes)

    @property
    def layout(self) -> Layout:
        """The grid, which no style sheet can say."""
        return self._zones

    def compose(self) -> ComposeResult:
        """One widget for each zone, for good."""
        for name in ZONES:
            yield Zone(name, self._view)

    def see(self, view: View) -> None:
        """Show what *view* holds; zones move only when the layout is for something else.

        A mere sign of life of the endpoint, which comes every few seconds, is one for the footer.
        """
        before, self._view = self._view, view
        if picture_of(view) == picture_of(before):
            self.get_child_by_id("foot", Zone).see(view)
            return
        if shape_of(view) != shape_of(before):
            self.get_child_by_id("rule").refresh(repaint=False, layout=True)  # a child's wish is what Textual acts on
        for zone in self.query(Zone):
            zone.see(view)

    def _boxes(self, width: int, height: int) -> dict[ZoneName, Box]:
        return boxes(width, height, shape_of(self._view))
