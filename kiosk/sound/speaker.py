"""The speaker of a terminal: hears boards from the screen and says what is to be said, in a thread of its own."""

import logging
import threading
from collections.abc import Callable, Sequence
from datetime import datetime, time, timedelta

from attrs import frozen

from kiosk.moment import zone_of
from kiosk.sound.herald import Announcement, Herald
from kiosk.sound.player import Player
from kiosk.sound.voice import Voice
from kiosk.wire.board import Board

_LOG = logging.getLogger(__name__)


@frozen
class Quiet:
    """A time of day, of the office, in which no calls are announced; it may span midnight."""

    start: time
    end: time

    def holds(self, at: time) -> bool:
        """Whether *at* lies in it."""
        if self.start <= self.end:
            return self.start <= at < self.end
        return at >= self.start or at < self.end


class Speaker:
    """Says what boards bring. Made and closed by who runs the screen; `hears` costs the screen next to nothing."""

    def __init__(self, voice: Voice, player: Player, now: Callable[[], datetime], quiet: Sequence[Quiet] = ()) -> None:
        self._voice = voice
        self._player = player
        self._now = now
        self._quiet = tuple(quiet)
        self._herald = Herald()
        self._offset = timedelta()
        self._zone = zone_of("Asia/Jakarta")
        self._changed = threading.Condition()
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="speaker", daemon=True)

    def hears(self, board: Board, offset: timedelta, live: bool) -> None:
        """A board has come from an endpoint whose clock is *offset* ahead of this machine's."""
        with self._changed:
            self._offset = offset
            if board.office:
                self._zone = zone_of(board.office.timezone)
            self._herald = self._herald.hears(board, self._now() + offset, live)
            self._start()
            self._changed.notify()

    def close(self) -> None:
        """Fall silent at once; come back when the player has ended."""
        with self._changed:
            self._closed = True
            self._changed.notify()
        if self._thread.is_alive():
            self._thread.join()

    def _start(self) -> None:
        if self._thread.ident is None and not self._closed:
            try:
                self._thread.start()
            except RuntimeError as error:  # the system allows no more threads
                self._closed = True
                _LOG.warning("no sound: %s", error)

    def _run(self) -> None:
        directly = False
        while True:
            with self._changed:
                while (announcement := self._next()) is None:
                    if self._closed:
                        return
                    directly = False
                    self._changed.wait(1.0 if self._herald.alarm else None)
            self._player.play(self._voice.sounds(announcement, not directly), self._cut)
            directly = True
            with self._changed:
                self._herald = self._herald.ended()

    def _next(self) -> Announcement | None:
        if self._closed:
            return None
        now = self._now() + self._offset
        local = now.astimezone(self._zone).time()
        self._herald, announcement = self._herald.says(now, any(quiet.holds(local) for quiet in self._quiet))
        return announcement

    def _cut(self) -> bool:
        return self._closed or self._herald.cut
