"""The lobby as a program: it paints what it has at once, then follows the endpoint."""

import asyncio
import math
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from textual.message import Message
from textual.screen import Screen
from textual.timer import Timer

from kiosk.clock import Clock
from kiosk.feed.seen import Seen
from kiosk.language import Language
from kiosk.ui.app import KioskApp
from kiosk.ui.lobby.screen import LobbyScreen
from kiosk.ui.lobby.view import Terminal, View, endpoint_now
from kiosk.ui.theme import Colours
from kiosk.wire.board import Board

_FLIPS: Final = 8
"""Changes of colour after a new call: call and text four times."""
_FLIP_SECONDS: Final = 0.5
_NEWS: Final = timedelta(seconds=60)
"""Older calls than this are not announced."""


class LobbyApp(KioskApp):
    """Shows the board on a wall; it needs no keys."""

    @dataclass
    class Arrived(Message):
        """The feed has seen something new."""

        seen: Seen

    def __init__(
        self,
        first: Seen,
        follow: Callable[[], AsyncIterator[Seen]],
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
        self._terminal = Terminal(terminal, address, office_name)
        self._announced = -math.inf
        self._flipping: Timer | None = None
        self._informed = asyncio.Event()

    def get_default_screen(self) -> Screen[None]:
        """The lobby's only screen, with what is known already."""
        return LobbyScreen(self.view)

    @property
    def view(self) -> View:
        """What is known now."""
        now = endpoint_now(self._seen, self.clock.now())
        return View(self._seen, now, self.language, self._terminal, self._flipped)

    async def informed(self, patience: float) -> bool:
        """Wait for the first live board with its catalogue, *patience* seconds at most; say whether it came."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._informed.wait(), patience)
        return self._informed.is_set()

    def on_ready(self) -> None:
        """After the first paint: follow the endpoint, and let ages grow."""
        self.set_interval(1, self._repaint)
        self.run_worker(self._consume(), group="feed", exclusive=True)

    async def _consume(self) -> None:
        async for seen in self._follow():
            self.post_message(self.Arrived(seen))

    def on_lobby_app_arrived(self, message: Arrived) -> None:
        """Show what arrived; a new call draws the eye."""
        before, self._seen = self._seen.board, message.seen
        board = self._seen.board
        if self._seen.live and board and (self._seen.catalogue or not board.catalogue):
            self._informed.set()
        if is_news(before, self.view):
            self._announce()
        self._repaint()

    def _announce(self) -> None:
        self._announced = self.clock.monotonic()
        if self._flipping:
            self._flipping.stop()
        self._flipping = self.set_interval(_FLIP_SECONDS, self._repaint, repeat=_FLIPS)

    @property
    def _flipped(self) -> bool:
        """Whether the call stands in the other colour: call and text take turns for four seconds after a new call."""
        turn = (self.clock.monotonic() - self._announced) / _FLIP_SECONDS
        return turn < _FLIPS - 0.5 and round(turn) % 2 == 1

    def _repaint(self) -> None:
        screen = self.screen
        if isinstance(screen, LobbyScreen):
            screen.see(self.view)


def is_news(before: Board | None, view: View) -> bool:
    """Whether the newest call came after *before* and is fresh enough to be announced.

    The calls of the first board, or of another epoch, are no news.
    """
    hero = view.hero
    if before is None or hero is None or hero.state != "called" or before.epoch != view.board.epoch:
        return False
    known = max((call.call for call in before.calls), default=0)
    return hero.call > known and (hero.at is None or view.now - hero.at <= _NEWS)
