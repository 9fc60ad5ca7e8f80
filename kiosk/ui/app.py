"""What every screen of the program is: one Textual app that owns its keys and gives the terminal back."""

import logging
import os
import signal
from typing import TYPE_CHECKING, Any, ClassVar, Final

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
from kiosk.ui import watch
from kiosk.ui.rows import PLATES, ColourRole
from kiosk.ui.terminal.capabilities import charset_of
from kiosk.ui.terminal.driver import TerminalDriver
from kiosk.ui.theme.colours import Colours

if TYPE_CHECKING:
    from kiosk.ui.maintenance import MatchesPin, PinEntry

_LOG = logging.getLogger(__name__)

_FAILED: Final = tr("layar berhenti karena kesalahan program; lihat log")

MAINTENANCE: Final = 99
"""Exit status after the maintenance PIN, which tells the service manager not to start it again."""

_ENDINGS: Final = (signal.SIGTERM, signal.SIGHUP)
"""Signals that end a screen."""

_CONSOLE_EVERY: Final = 60.0
"""Seconds between two whole paints of a Linux console: the kernel writes there too what it has to say."""

_LOOK: Final = 1.0
"""Seconds between two looks at whether the terminal is still there."""


class KioskApp(App[None], inherit_bindings=False):
    """Base of all screens: own keys only, no palette, colours by role, an orderly end on a signal.

    It has its terminal painted whole again after whatever may have spoilt the picture: another size, a stop by
    SIGSTOP, ctrl+l as in a shell, and on a Linux console every minute.
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
        self._colours = colours  # Textual asks for the variables of the CSS while it is made
        super().__init__(driver_class=TerminalDriver, ansi_color=colours.ansi)
        self._styles: dict[ColourRole, Style] = {}
        self.charset = charset_of(os.environ)
        """The characters that the terminal has."""
        self.clock = clock
        self.language: Language = language
        self.may_quit = may_quit
        self.matches_pin: MatchesPin | None = None
        """The maintenance PIN of a locked screen; without one no key ends it."""
        self._door: PinEntry | None = None

    def get_css_variables(self) -> dict[str, str]:
        """What style sheets may name: the theme's ground and text."""
        letters, ground = self._colours.pair("text")
        return {**super().get_css_variables(), "ground": ground, "text": letters}

    def role_style(self, role: ColourRole) -> Style:
        """What *role* looks like; without colours a plate is reversed.

        Not by style sheet: Textual would work out each role anew for every widget, a quarter of the time to the first
        paint.
        """
        if role not in self._styles:
            letters, ground = (Color.parse(colour).rich_color for colour in self._colours.pair(role))
            self._styles[role] = Style(color=letters, bgcolor=ground, reverse=self.no_color and role in PLATES)
        return self._styles[role]

    def run(self, *arguments: Any, **more: Any) -> None:
        """Run until the end; whatever that was, memory that ran out too, no thread keeps the program from ending."""
        try:
            super().run(*arguments, **more)
        finally:
            if isinstance(self._driver, TerminalDriver):
                watch.sign_of_life(watch.ENDING)
                for ending in _ENDINGS:  # told once is enough: Python gives up its own handlers before it is gone
                    signal.signal(ending, signal.SIG_IGN)
                self._driver.stop_reading()

    def on_load(self) -> None:
        """From the start on, signals end the app in order, with the terminal restored."""
        if self.is_headless:
            return
        for ending in _ENDINGS:
            on_signal(ending, self.exit)
        on_signal(signal.SIGINT, self.action_leave)

    def on_mount(self) -> None:
        """The other signals that a keyboard could send do nothing; Textual's driver has set its own by now."""
        if not self.is_headless:
            for ignored in (signal.SIGQUIT, signal.SIGTSTP):
                signal.signal(ignored, signal.SIG_IGN)
            on_signal(signal.SIGCONT, self.action_paint_anew)
            if os.environ.get("TERM") == "linux":
                self.set_interval(_CONSOLE_EVERY, self.action_paint_anew)
            self.set_interval(_LOOK, self._leave_if_gone)
            watch.sign_of_life()
            self.set_interval(watch.EVERY, watch.sign_of_life)

    def on_ready(self) -> None:
        """After the first paint, once the terminal has it: the collector looks through all that a start has made.

        For that long everything else waits, the thread that writes to the terminal too.
        """
        if isinstance(self._driver, TerminalDriver):
            self._driver.wait_until_painted()
        gc_control.resume_gc()

    def on_resize(self, event: events.Resize) -> None:
        """Paint all anew even if the size is as before: a terminal that was smaller for a moment lost what stood there.

        Of several changes a process may be told one only, after the last.
        """
        if event.size == self.size:  # else Textual does
            self.action_paint_anew()

    def action_paint_anew(self) -> None:
        """Paint every cell, whatever somebody else has written on the terminal since."""
        self.refresh(layout=True)

    def _leave_if_gone(self) -> None:
        """A terminal that was taken away sends a signal to its session's first process only, and nothing to others."""
        if isinstance(self._driver, TerminalDriver) and self._driver.gone:
            self.exit()

    def _fatal_error(self) -> None:
        """A fault of ours: the log gets it whole, whoever looks at the terminal a line. Textual would show its data."""
        _LOG.critical("the screen failed", exc_info=True)
        self.panic(RichText(f"kiosk: {_FAILED['id']} / {_FAILED['en']}"))

    @property
    def base(self) -> Screen[Any]:
        """The screen that this app is for, whatever is asked in front of it."""
        return self.screen_stack[0]

    def action_leave(self) -> None:
        """End the app where its user may; a locked one asks for the maintenance PIN, if it has one."""
        if self.may_quit:
            self.exit()
        elif self.matches_pin and self.screen is self.base:
            self._ask_pin(self.matches_pin)

    def _ask_pin(self, matches: "MatchesPin") -> None:
        from kiosk.ui.maintenance import MaintenanceScreen, PinEntry  # noqa: PLC0415 (hardly ever asked for)

        asking = MaintenanceScreen(self._door or PinEntry(), matches, self.clock, self.language)

        def answered(right: bool | None) -> None:
            self._door = asking.door
            if right:
                self.exit(return_code=MAINTENANCE)

        self.push_screen(asking, answered)
