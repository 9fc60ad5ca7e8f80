"""The base of all screens: a Textual app that owns its keys and gives the terminal back."""

import faulthandler
import logging
import os
import signal
import sys
from contextlib import suppress
from typing import Any, ClassVar, Final

from rich.style import Style
from rich.text import Text as RichText
from textual import events
from textual.app import App
from textual.binding import Binding, BindingType
from textual.color import Color
from textual.screen import Screen

from kiosk.system import gc_control
from kiosk.system.clock import Clock
from kiosk.system.signals import on_signal
from kiosk.text.language import Language, tr
from kiosk.ui.maintenance import MaintenanceScreen, MatchesPin, PinEntry
from kiosk.ui.rows import PLATES, ColourRole
from kiosk.ui.terminal.capabilities import charset_of
from kiosk.ui.terminal.driver import TerminalDriver
from kiosk.ui.theme import Colours

_LOG = logging.getLogger(__name__)
_FAILED: Final = tr("layar berhenti karena kesalahan program; lihat log")
MAINTENANCE: Final = 99
"""Exit status after the maintenance PIN, which tells the service manager not to start it again."""
_ENDINGS: Final = (signal.SIGTERM, signal.SIGHUP)
"""Signals that end a screen."""
_CONSOLE_EVERY: Final = 60.0
"""Seconds between two whole paints of a Linux console, which the kernel writes its own messages on."""
_LOOK: Final = 1.0
"""Seconds between two looks at whether the terminal is still there."""
WATCHDOG_TIMEOUT: Final = 30.0
"""Seconds without a sign of life after which the watchdog ends the program."""
_WATCHDOG_INTERVAL: Final = 10.0
"""Seconds between two signs of life."""
_WATCHDOG_AT_END: Final = 10.0
"""Seconds that a program may take to end."""


def feed_watchdog(seconds: float = WATCHDOG_TIMEOUT) -> None:
    """Have the program ended, with status 1, unless this is called again within *seconds*.

    Python can come to stand still by itself: where memory runs out while a thread starts, it waits for that for ever,
    and a screen would show an old picture as if it were true. The watchdog is C of the standard library, which needs
    nothing of what may have failed. It tells where the program stood on standard error, or where that was closed on
    the terminal. Where the system lets no thread start, nothing watches: a screen that needs one itself ends by that,
    and another goes on.
    """
    with suppress(RuntimeError):
        faulthandler.dump_traceback_later(seconds, exit=True, file=sys.__stderr__ or 1)


class KioskApp(App[None], inherit_bindings=False):
    """A Textual app with its own keys only, no palette, colours by role, and an orderly end on a signal.

    It paints the terminal whole again after whatever may have spoilt the picture: another size, a stop by SIGSTOP,
    ctrl+l as in a shell, and on a Linux console every minute.
    """

    ENABLE_COMMAND_PALETTE = False
    AUTO_FOCUS: ClassVar[str | None] = ""
    ALLOW_SELECT: ClassVar[bool] = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+c,ctrl+q", "leave", show=False, priority=True),
        Binding("ctrl+l", "paint_anew", show=False, priority=True),
    ]
    CSS = "Screen { background: $ground; color: $text; scrollbar-size: 0 0; overflow: hidden; }"

    def __init__(self, colours: Colours, clock: Clock, language: Language, may_quit: bool = False) -> None:
        self.terminal: TerminalDriver | None = None
        """The driver of the terminal, which registers itself here; None without one."""
        self._colours = colours  # Textual asks for the variables of the CSS while it is made
        super().__init__(driver_class=TerminalDriver, ansi_color=colours.ansi)
        self._styles: dict[ColourRole, Style] = {}
        self.charset = charset_of(os.environ)
        self.clock = clock
        self.language: Language = language
        self.may_quit = may_quit
        self.matches_pin: MatchesPin | None = None
        """Checks the maintenance PIN of a locked screen; without one no key ends it."""
        self._pin_entry: PinEntry | None = None

    def get_css_variables(self) -> dict[str, str]:
        letters, ground = self._colours.pair("text")
        return {**super().get_css_variables(), "ground": ground, "text": letters}

    def role_style(self, role: ColourRole) -> Style:
        """The style of *role*; without colours a plate is reversed.

        A style sheet would have Textual work out each role anew for every widget, a quarter of the time to the first
        paint.
        """
        if role not in self._styles:
            letters, ground = (Color.parse(colour).rich_color for colour in self._colours.pair(role))
            self._styles[role] = Style(color=letters, bgcolor=ground, reverse=self.no_color and role in PLATES)
        return self._styles[role]

    def run(self, *arguments: Any, **more: Any) -> None:
        """Run to the end; whatever that was, even lack of memory, no thread keeps the program from ending."""
        try:
            super().run(*arguments, **more)
        finally:
            if self.terminal:
                feed_watchdog(_WATCHDOG_AT_END)
                for ending in _ENDINGS:  # once is enough: Python gives up its own handlers before it is gone
                    signal.signal(ending, signal.SIG_IGN)
                self.terminal.stop_reading()

    def on_load(self) -> None:
        """Have signals end the app in order, with the terminal restored."""
        if self.is_headless:
            return
        for ending in _ENDINGS:
            on_signal(ending, self.exit)
        on_signal(signal.SIGINT, self.action_leave)

    def on_mount(self) -> None:
        """Ignore the other signals that a keyboard could send; by now Textual's driver has set its own."""
        if not self.is_headless:
            for ignored in (signal.SIGQUIT, signal.SIGTSTP):
                signal.signal(ignored, signal.SIG_IGN)
            on_signal(signal.SIGCONT, self.action_paint_anew)
            if os.environ.get("TERM") == "linux":
                self.set_interval(_CONSOLE_EVERY, self.action_paint_anew)
            self.set_interval(_LOOK, self._leave_if_gone)
            feed_watchdog()
            self.set_interval(_WATCHDOG_INTERVAL, feed_watchdog)

    def on_ready(self) -> None:
        """After the first paint, once the terminal has it: the collector looks through all that a start has made.

        For that long everything else waits, the thread that writes to the terminal too.
        """
        if self.terminal:
            self.terminal.wait_until_painted()
        gc_control.resume_gc()

    def on_resize(self, event: events.Resize) -> None:
        """Paint all anew even if the size is as before: a terminal that was smaller for a moment lost what stood there.

        A process may be told only the last of several changes.
        """
        if event.size == self.size:  # else Textual does
            self.action_paint_anew()

    def action_paint_anew(self) -> None:
        """Paint every cell, whatever somebody else has written on the terminal since."""
        self.refresh(layout=True)

    def _leave_if_gone(self) -> None:
        """End where the terminal was taken away, which is signalled to its session's first process only."""
        if self.terminal and self.terminal.gone:
            self.exit()

    def _fatal_error(self) -> None:
        """Log a program fault whole and show a line of it; Textual would show its data."""
        _LOG.critical("the screen failed", exc_info=True)
        self.panic(RichText(f"kiosk: {_FAILED['id']} / {_FAILED['en']}"))

    @property
    def base(self) -> Screen[Any]:
        """The screen below all dialogs."""
        return self.screen_stack[0]

    def action_leave(self) -> None:
        """End the app where its user may; a locked one asks for the maintenance PIN, if it has one."""
        if self.may_quit:
            self.exit()
        elif self.matches_pin and self.screen is self.base:
            self._ask_pin(self.matches_pin)

    def _ask_pin(self, matches: MatchesPin) -> None:
        asking = MaintenanceScreen(self._pin_entry or PinEntry(), matches, self.clock, self.language)

        def answered(right: bool | None) -> None:
            self._pin_entry = asking.entry
            if right:
                self.exit(return_code=MAINTENANCE)

        self.push_screen(asking, answered)
