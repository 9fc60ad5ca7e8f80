"""The counter's only screen: it paints the rows it is given and listens to the keyboard."""

from collections.abc import Callable
from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.geometry import Size
from textual.message import Message
from textual.screen import Screen
from textual.strip import Strip
from textual.timer import Timer

from kiosk.clock import Clock
from kiosk.text import safe
from kiosk.ui.counter.guard import MOST, Guard, Heard, Scanned
from kiosk.ui.rows import Rows
from kiosk.ui.widgets.painted import Painted

Draw = Callable[[int, int], Rows]
"""The rows of a screen of so many columns and rows, as things stand now."""


class Paper(Painted):
    """The whole screen, painted anew where it differs."""

    DEFAULT_CSS = "Paper { width: 100%; height: 100%; }"

    def __init__(self, draw: Draw) -> None:
        super().__init__()
        self._draw_rows = draw
        self._drawn_for = Size()

    def renew(self) -> None:
        """Draw again; only what changed is sent."""
        if self._drawn_for == self.size:
            self.show(self._draw_rows(*self.size))

    def render_line(self, y: int) -> Strip:
        """The cells of one row, for the size that the terminal has now."""
        if self._drawn_for != self.size:
            self._drawn_for = self.size
            self._rows = self._draw_rows(*self.size)
        return super().render_line(y)


class CounterScreen(Screen[None]):
    """One sheet of rows, and a guard before the keys."""

    @dataclass
    class KeyHeard(Message):
        """A person pressed a key, or a scanner sent a code."""

        heard: Heard

    def __init__(self, draw: Draw, clock: Clock) -> None:
        super().__init__()
        self._draw_rows = draw
        self._clock = clock
        self._guard = Guard()
        self._settling: Timer | None = None

    def compose(self) -> ComposeResult:
        """One widget, for good."""
        yield Paper(self._draw_rows)

    def renew(self) -> None:
        """Draw again what has changed."""
        self.query_one(Paper).renew()

    def on_key(self, event: events.Key) -> None:
        """Hear a key at the time it came in, however late it is handled: Textual stamps it by the monotonic clock."""
        event.stop()
        self._tell(self._guard.hear(_name(event), event.time))
        self._wait()

    def on_paste(self, event: events.Paste) -> None:
        """A pasted text is a burst, whatever is in it."""
        event.stop()
        if event.text:
            self._tell((Scanned(safe(event.text, MOST)),))

    def _tell(self, heard: tuple[Heard, ...]) -> None:
        for one in heard:
            self.post_message(self.KeyHeard(one))

    def _wait(self) -> None:
        """Ask the guard again after its silence."""
        due = self._guard.due(self._clock.monotonic())
        if self._settling:
            self._settling.stop()
        self._settling = None if due is None else self.set_timer(due, self._behind_keys)

    def _behind_keys(self) -> None:
        """Settle only after the keys that are in the queues of the app and of this screen already."""
        self.app.call_later(self.call_later, self._settle)

    def _settle(self) -> None:
        self._tell(self._guard.settle(self._clock.monotonic()))
        self._wait()


def _name(event: events.Key) -> str:
    """The key as the guard and the acts know it: a capital, a digit, a sign, or a name."""
    character = event.character
    if character == " ":
        return "space"
    return safe(character, 1).upper() if character and event.is_printable else event.key
