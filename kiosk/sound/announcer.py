"""What to announce of the screen: each call of its bar once; an emergency before all else, and repeatedly.

The lobby decides whose turn it is, on the screen and aloud. Time comes in, and is the endpoint's.
"""

from datetime import datetime, timedelta
from typing import Final

from attrs import evolve, frozen

from kiosk.text.language import Language
from kiosk.wire.board import BoardCall, Notice

LATEST: Final = timedelta(seconds=120)
"""Older calls are not announced, so that the voice catches up. A burst of eight counters' calls fits in."""
REPEAT: Final = timedelta(seconds=20)
"""From one reading of an emergency to the next."""


@frozen
class CallAnnouncement:
    number: int
    """Of the call."""
    ticket: str
    counter: str
    language: Language


@frozen
class WithdrawalAnnouncement:
    """The call of a number is taken back."""

    number: int
    """Of the call."""
    ticket: str
    language: Language


@frozen
class EmergencyAnnouncement:
    notice: Notice


Announcement = CallAnnouncement | WithdrawalAnnouncement | EmergencyAnnouncement


@frozen
class Announcer:
    """What was announced last, from which follows what is announced next."""

    last_call: CallAnnouncement | WithdrawalAnnouncement | None = None
    emergency: Notice | None = None
    emergency_at: datetime | None = None

    def update(
        self, call: BoardCall | None, emergency: Notice | None, now: datetime
    ) -> "tuple[Announcer, Announcement | None]":
        """Return what to announce now; what is skipped, for its age or an emergency, is not announced later."""
        announcement = _announcement(call)
        announcer = evolve(self, last_call=announcement or self.last_call, emergency=emergency)
        if emergency is not None:
            last = self.emergency_at
            if emergency == self.emergency and last is not None and timedelta() <= now - last < REPEAT:
                return announcer, None
            return evolve(announcer, emergency_at=now), EmergencyAnnouncement(emergency)
        if announcement == self.last_call or (call is not None and call.at is not None and now - call.at > LATEST):
            return announcer, None
        return announcer, announcement


def still_true(announcement: Announcement, call: BoardCall | None, emergency: Notice | None) -> bool:
    """Whether *announcement* is still true while it is being said. One whose number comes meanwhile goes on."""
    if isinstance(announcement, EmergencyAnnouncement):
        return announcement.notice == emergency
    if emergency is not None:
        return False
    revoked = call is not None and call.call == announcement.number and call.state in ("withdrawn", "no-show")
    return isinstance(announcement, WithdrawalAnnouncement) or not revoked


def _announcement(call: BoardCall | None) -> CallAnnouncement | WithdrawalAnnouncement | None:
    if call is not None and call.state == "called":
        return CallAnnouncement(call.call, call.ticket, call.counter, call.language)
    if call is not None and call.state == "withdrawn":
        return WithdrawalAnnouncement(call.call, call.ticket, call.language)
    return None
