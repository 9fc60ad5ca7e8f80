"""The counter's only screen, which paints the rows it is given and listens to the keyboard."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from textual import events
from textual.app import ComposeResult
from textual.geometry import Size
from textual.message import Message
from textual.screen import Screen
from textual.strip import Strip
from textual.timer import Timer

from kiosk.system.clock import Clock
from kiosk.text.sanitize import cells, sanitize
from kiosk.ui.counter.key_filter import LONGEST_BURST, KeyFilter, KeyInput, KeyPress, ScannedCode
from kiosk.ui.counter.view.context import split_column
from kiosk.ui.rows import Row, Rows, TextRun
from kiosk.ui.rows_widget import RowsWidget

Draw = Callable[[int, int], Rows]
"""Gives the rows of a screen of so many columns and rows, as things stand now."""


class ScreenHalf(RowsWidget):
    """The columns of the screen on one side of the split.

    Textual sends a row from the left edge of the widget that changed in it: with the split left of both clocks, a tick
    takes half the bytes.
    """

    DEFAULT_CSS = "ScreenHalf { height: 100%; width: 1fr; }"

    def __init__(self, draw: Draw, side: Literal["left", "right"]) -> None:
        super().__init__(id=side)
        self._draw_rows = draw
        self._side = side
        self._drawn_for = Size()

    def renew(self) -> None:
        if self._drawn_for == self.app.size:
            self.show(self._half())

    def render_line(self, y: int) -> Strip:
        """Return the cells of one row, for the size that the terminal has now."""
        if self._drawn_for != self.app.size:
            self._drawn_for = self.app.size
            self._rows = self._half()
        return super().render_line(y)

    def _half(self) -> Rows:
        width, height = self.app.size
        split = split_column(width, height)
        first, last = (0, split) if self._side == "left" else (split, width)
        return tuple(columns(line, first, last) for line in self._draw_rows(width, height))


def columns(line: Row, first: int, last: int) -> Row:
    """Return the columns of *line* from *first* to before *last*; half a wide character is a blank."""
    kept: list[TextRun] = []
    column = 0
    for run in line:
        part = ""
        for character in run.text:
            width = cells(character)
            inside = first <= column and column + width <= last
            straddles = sum(first <= c < last for c in range(column, column + width))
            part += character if inside and (width or part) else " " * straddles
            column += width
        kept += [TextRun(part, run.role)] if part else []
    return tuple(kept)


class CounterScreen(Screen[None]):
    DEFAULT_CSS = "CounterScreen { layout: horizontal; }"

    @dataclass
    class KeyEntered(Message):
        input: KeyInput

    def __init__(self, draw: Draw, clock: Clock, typing: Callable[[], bool]) -> None:
        """While *typing* every key is text as it comes: nothing that it could set off by accident acts then."""
        super().__init__()
        self._typing = typing
        self._halves = ScreenHalf(draw, "left"), ScreenHalf(draw, "right")
        self._clock = clock
        self._filter = KeyFilter()
        self._settling: Timer | None = None

    def compose(self) -> ComposeResult:
        self._place_split()
        yield from self._halves

    def on_resize(self) -> None:
        self._place_split()

    def _place_split(self) -> None:
        self._halves[0].styles.width = split_column(*self.app.size)

    def renew(self) -> None:
        for half in self._halves:
            half.renew()

    def on_key(self, event: events.Key) -> None:
        """Take a key at the time it came in, however late it is handled: Textual stamps it by the monotonic clock."""
        event.stop()
        if self._typing():
            self._post((KeyPress(_key_of(event)),))
            return
        self._post(self._filter.add(_key_of(event), event.time))
        self._settle_later()

    def on_paste(self, event: events.Paste) -> None:
        """Take a pasted text as a burst, whatever is in it; a PIN is typed, not pasted."""
        event.stop()
        if event.text and not self._typing():
            self._post((ScannedCode(sanitize(event.text, LONGEST_BURST)),))

    def _post(self, inputs: tuple[KeyInput, ...]) -> None:
        for each in inputs:
            self.post_message(self.KeyEntered(each))

    def _settle_later(self) -> None:
        due = self._filter.due(self._clock.monotonic())
        if self._settling:
            self._settling.stop()
        # A timer of Textual's that is due at once divides by zero.
        self._settling = None if due is None else self.set_timer(max(due, 0.001), self._settle_behind_keys)

    def _settle_behind_keys(self) -> None:
        """Settle only after the keys that are in the queues of the app and of this screen already."""
        self.app.call_later(self.call_later, self._settle)

    def _settle(self) -> None:
        self._post(self._filter.settle(self._clock.monotonic()))
        self._settle_later()


def _key_of(event: events.Key) -> str:
    """Return the key as the filter and the keys' records name it: a capital, a digit, a sign, or a name.

    With ALT it is another key than without, or ESC and a letter that come together would be the letter.
    """
    character = event.character if not event.key.startswith("alt+") else None
    if character == " ":
        return "space"
    return sanitize(character, 1).upper() if character and event.is_printable else event.key
