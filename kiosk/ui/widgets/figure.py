"""A number or word in figures, at one edge of its place."""

from typing import Literal

from kiosk.ui.figures import figure, tallest
from kiosk.ui.rows import Role, Rows, column, row
from kiosk.ui.widgets.painted import Painted


class Figure(Painted):
    """Shows a text as the biggest figures that fit the widget, at its left or right edge.

    Where not even the smallest fit, the text stands plain on the first row.
    """

    def __init__(
        self,
        text: str = "",
        role: Role = "text",
        *,
        align: Literal["left", "right"] = "left",
        most: int = 9,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._text = text
        self._role: Role = role
        self._align = align
        self._most = most

    def set(self, text: str, role: Role) -> None:
        """Show *text* in the colour of *role*."""
        self._text, self._role = text, role
        self._draw()

    def on_resize(self) -> None:
        """Choose the height anew."""
        self._draw()

    def _draw(self) -> None:
        self.show(drawn(self._text, self._role, self.size.width, min(self._most, self.size.height), self._align))


def drawn(text: str, role: Role, width: int, most: int, align: Literal["left", "right"] = "left") -> Rows:
    """The rows of *text* as the biggest figures of at most *most* rows that fit *width* columns, else plain."""
    height = tallest((text,), width, most)
    lines = figure(text, height) if height else (text,)
    return tuple(column(row(line, role), width, right=align == "right") for line in lines)
