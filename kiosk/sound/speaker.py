"""The speaker of a terminal: announces what the screen shows, in a thread of its own."""

import logging
import threading
from collections.abc import Sequence
from datetime import datetime, time

from attrs import frozen

from kiosk.sound.announcer import Announcement, Announcer, still_true
from kiosk.sound.player import Player
from kiosk.sound.voice import Voice
from kiosk.wire.board import BoardCall, Notice

_LOG = logging.getLogger(__name__)


@frozen
class QuietHours:
    """Hours of the office in which no calls are announced; they may span midnight."""

    start: time
    end: time

    def contains(self, at: time) -> bool:
        if self.start <= self.end:
            return self.start <= at < self.end
        return at >= self.start or at < self.end


class SpeakerThread:
    """Announces what a screen shows. Whoever runs the screen closes it; `update` returns at once."""

    def __init__(self, voice: Voice, player: Player, quiet: Sequence[QuietHours] = ()) -> None:
        self._voice = voice
        self._player = player
        self._quiet = tuple(quiet)
        self._announcer = Announcer()
        self._next: Announcement | None = None
        self._now: Announcement | None = None
        self._cut = False
        self._closed = False
        self._changed = threading.Condition()
        self._thread = threading.Thread(target=self._run, name="speaker", daemon=True)

    def update(self, call: BoardCall | None, emergency: Notice | None, now: datetime) -> None:
        """Take in what the screen shows at *now*, the endpoint's time at the office; quiet hours silence calls only."""
        with self._changed:
            if self._now is not None and not still_true(self._now, call, emergency):
                self._cut = True
            if self._next is not None and not still_true(self._next, call, emergency):
                self._next = None
            self._announcer, announcement = self._announcer.update(call, emergency, now)
            quiet = not emergency and any(quiet.contains(now.time()) for quiet in self._quiet)
            if announcement is None or announcement == self._now or quiet or self._closed:
                return
            self._next, self._cut = announcement, True
            self._start()
            self._changed.notify()

    @property
    def speaking(self) -> bool:
        """Whether something audible is being said, or about to be."""
        return not self._player.silent and (self._now is not None or self._next is not None)

    def close(self) -> None:
        """Stop at once; return when the player has ended, after two seconds at most."""
        with self._changed:
            self._closed = self._cut = True
            self._changed.notify()
        if self._thread.is_alive():
            self._thread.join(2)

    def _start(self) -> None:
        if self._thread.ident is None:
            try:
                self._thread.start()
            except RuntimeError as error:  # the system allows no more threads
                self._closed, self._next = True, None
                _LOG.warning("no sound: %s", error)

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._next is not None or self._closed)
                if self._next is None or self._closed:
                    return
                self._now, self._next, self._cut = self._next, None, False
            self._say(self._now)
            with self._changed:
                self._now = None

    def _is_cut(self) -> bool:
        return self._cut

    def _say(self, announcement: Announcement) -> None:
        try:
            self._player.play(self._voice.render(announcement, self._is_cut), self._is_cut)
        except Exception:
            _LOG.exception("not said: %s", announcement)
