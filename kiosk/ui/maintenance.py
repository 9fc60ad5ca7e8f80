"""The maintenance key of a locked screen: only who knows the PIN ends the program.

One row at the bottom asks for it; the screen behind goes on. Wrong PINs make the next try wait longer and longer.
"""

import asyncio
from collections.abc import Callable
from typing import ClassVar, Final

from attrs import evolve, frozen
from textual import events
from textual.app import ComposeResult
from textual.screen import ModalScreen

from kiosk.codes.secret import LONGEST, retry_delay
from kiosk.system.clock import Clock
from kiosk.text.language import Language, tr
from kiosk.ui.rows import Row, at, cut, row
from kiosk.ui.rows_widget import RowsWidget

MatchesPin = Callable[[str], bool]
"""Whether a string is the PIN; takes tenths of a second."""
PATIENCE: Final = 20.0
"""Seconds without a key after which the row is closed."""
_ASKED: Final = tr("PERAWATAN  PIN {p}  ENTER akhiri program  ESC batal")
_CHECKING: Final = tr("PERAWATAN  memeriksa PIN ..")
_WRONG: Final = tr("PIN salah.  PIN {p}  ENTER coba lagi  ESC batal")
_WAIT: Final = tr("PIN salah. Coba lagi dalam {s} detik.  ESC batal")


@frozen
class PinEntry:
    """The digits typed so far, and the wrong PINs before them."""

    typed: str = ""
    failures: int = 0
    """Wrong PINs in a row."""
    opens_at: float = 0.0
    """Seconds of the clock before which no PIN is tried."""
    checking: bool = False

    def press(self, key: str, now: float) -> "PinEntry":
        """Add or remove a digit; nothing while a PIN is checked or a wrong one is waited for."""
        if self.checking or now < self.opens_at:
            return self
        if key == "backspace":
            return evolve(self, typed=self.typed[:-1])
        if len(key) == 1 and key in "0123456789" and len(self.typed) < LONGEST:
            return evolve(self, typed=self.typed + key)
        return self

    def submit(self) -> "tuple[PinEntry, str | None]":
        """Take the digits out to be checked, if there are any."""
        if self.checking or not self.typed:
            return self, None
        return evolve(self, typed="", checking=True), self.typed

    def record_result(self, right: bool, now: float) -> "PinEntry":
        if right:
            return PinEntry()
        failures = self.failures + 1
        return PinEntry(failures=failures, opens_at=now + retry_delay(failures))

    def row(self, language: Language, now: float) -> Row:
        if self.checking:
            text = _CHECKING
        elif now < self.opens_at:
            text = _WAIT.format(s=int(self.opens_at - now) + 1)
        else:
            text = (_WRONG if self.failures and not self.typed else _ASKED).format(p="•" * len(self.typed) + "█")
        return row(f" {text[language]} ", "attention")


class MaintenanceScreen(ModalScreen[bool]):
    """Asks for the PIN; returns whether it was right."""

    AUTO_FOCUS: ClassVar[str | None] = ""
    DEFAULT_CSS = "MaintenanceScreen RowsWidget { dock: bottom; height: 1; }"

    def __init__(self, entry: PinEntry, matches: MatchesPin, clock: Clock, language: Language) -> None:
        super().__init__()
        self.entry = evolve(entry, typed="", checking=False)
        self._matches = matches
        self._clock = clock
        self._language: Language = language
        self._touched = clock.monotonic()
        self._asked = RowsWidget()
        self.styles.background = "transparent"  # whatever the app's style sheet says of screens

    def compose(self) -> ComposeResult:
        yield self._asked

    def on_mount(self) -> None:
        self.set_interval(0.5, self._tick)
        self._show()

    def on_key(self, event: events.Key) -> None:
        """Handle a digit, ENTER or ESC; nothing reaches the screen behind."""
        event.stop()
        now = self._touched = self._clock.monotonic()
        if event.key == "escape":
            self._leave(False)
            return
        if event.key == "enter":
            self.entry, pin = self.entry.submit()
            if pin is not None:
                self.run_worker(self._check(pin))
        else:
            self.entry = self.entry.press(event.key, now)
        self._show()

    def on_paste(self, event: events.Paste) -> None:
        """Ignore it: a PIN is typed, not pasted."""
        event.stop()

    async def _check(self, pin: str) -> None:
        right = await asyncio.to_thread(self._matches, pin)
        self.entry = self.entry.record_result(right, self._clock.monotonic())
        if right:
            self._leave(True)
        else:
            self._touched = max(self._clock.monotonic(), self.entry.opens_at)
            self._show()

    def _leave(self, right: bool) -> None:
        """Close, once: keys typed in haste still come here when the row has gone already."""
        if self.is_current:
            self.dismiss(right)

    def _tick(self) -> None:
        if self._clock.monotonic() - self._touched > PATIENCE and not self.entry.checking:
            self._leave(False)
        else:
            self._show()

    def _show(self) -> None:
        line = self.entry.row(self._language, self._clock.monotonic())
        self._asked.show((cut(at(line, 2), self.app.size.width),))
