"""The lobby as a program: it paints what it has at once, then follows the endpoint."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from datetime import datetime
from typing import Protocol

from textual.screen import Screen

from kiosk.feed.state import FeedState
from kiosk.system.clock import Clock
from kiosk.text.language import Language
from kiosk.ui.app import KioskApp
from kiosk.ui.lobby.screen import LobbyScreen
from kiosk.ui.lobby.series import FLIP, Series, advance, is_flipped, with_board
from kiosk.ui.lobby.view import TerminalIdentity, View, beat_of, endpoint_now, language_in_turn
from kiosk.ui.theme import Colours
from kiosk.wire.board import BoardCall, Notice


class SpeechOutput(Protocol):
    """The voice that says aloud what the lobby shows."""

    @property
    def speaking(self) -> bool: ...

    def update(self, call: BoardCall | None, emergency: Notice | None, now: datetime) -> None:
        """Take note that *call* is at the bar and *emergency* on the screen.

        *now* is the endpoint's time in the office's zone.
        """
        ...


class LobbyApp(KioskApp):
    def __init__(
        self,
        first: FeedState,
        follow: Callable[[], AsyncIterator[FeedState]],
        clock: Clock,
        language: Language,
        theme: Colours,
        office_name: str | None,
        terminal: str,
        address: str,
        may_quit: bool = False,
    ) -> None:
        super().__init__(theme, clock, language, may_quit)
        self._seen = first
        self._follow = follow
        self._terminal = TerminalIdentity(terminal, address, office_name)
        self.series = with_board(Series(), first.board, clock.now(), clock.monotonic()) if first.board else Series()
        self.speaker: SpeechOutput | None = None
        """The voice for the call at the bar; None where this terminal is mute."""
        self.alternates = False
        """Whether the screen shows both languages in turn; it keeps one while calls are being announced."""
        self._first_language = language
        self._beat: tuple[int, ...] = ()
        self._informed = asyncio.Event()
        self._rests_since: datetime | None = None
        self._calling = self.view.calling

    def get_default_screen(self) -> Screen[None]:
        return LobbyScreen(self.view)

    @property
    def view(self) -> View:
        now = endpoint_now(self._seen, self.clock.now())
        flip = is_flipped(self.series, self.clock.monotonic())
        return View(self._seen, now, self.language, self._terminal, self.series, flip, self._rests_since)

    async def wait_until_informed(self, patience: float) -> bool:
        """Wait for the first live board with its catalogue, *patience* seconds at most; say whether it came."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._informed.wait(), patience)
        return self._informed.is_set()

    def on_ready(self) -> None:
        """Follow the endpoint once the first paint is done, and let ages grow."""
        self.set_interval(1, self._tick)
        self._bar = self.set_interval(FLIP, self._go_on, pause=True)
        self.run_worker(self._consume(), group="feed", exclusive=True)

    async def _consume(self) -> None:
        async for seen in self._follow():
            self._show_state(seen)

    def _show_state(self, seen: FeedState) -> None:
        """Show what the feed has read; a new call draws the eye."""
        self._seen = seen
        board = seen.board
        if seen.live and board and (seen.catalogue or not board.catalogue):
            self._informed.set()
        if board:
            at = endpoint_now(self._seen, self.clock.now())
            self._announce(with_board(self.series, board, at, self.clock.monotonic()))
        self._repaint()

    def _go_on(self) -> None:
        """Let the bar go on, and the number at it flip, while calls are announced."""
        speaking = self.speaker is not None and self.speaker.speaking
        self._announce(advance(self.series, self.clock.monotonic(), speaking))
        self._repaint()

    def _announce(self, series: Series) -> None:
        self.series = series
        if series.lines:
            self._bar.resume()
        else:
            self._bar.pause()

    def _tick(self) -> None:
        """Paint again where the second that has passed changes the screen, which it mostly does not."""
        if beat_of(self.view) != self._beat:
            self._repaint()
        else:
            self._tell_speaker()

    def _tell_speaker(self) -> None:
        if self.speaker:
            view = self.view
            current = view.freshness in ("fresh", "marked")  # else a call goes quiet, for the ear too
            call = self.series.spoken if current else None
            self.speaker.update(call, view.emergency, view.now.astimezone(view.zone))

    def _notice_rest(self) -> None:
        view, was = self.view, self._calling
        self._calling = view.calling
        if was and not view.calling:
            self._rests_since = view.now

    def _repaint(self) -> None:
        if self.alternates and not self.series.lines:
            self.language = language_in_turn(self._first_language, self.clock.now())
        self._notice_rest()
        self._tell_speaker()
        self._beat = beat_of(self.view)
        screen = self.base
        if isinstance(screen, LobbyScreen):
            screen.see(self.view)
