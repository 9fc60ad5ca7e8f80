"""What is to be said of what the screen shows: the call that its bar stands at, once; an emergency, before all, again.

Which call's turn it is the lobby decides, for eye and ear alike. Pure: what is shown and the time come in,
announcements go out. The time is the endpoint's.
"""

from datetime import datetime, timedelta
from typing import Final

from attrs import evolve, frozen

from kiosk.text.language import Language
from kiosk.wire.board import BoardCall, Notice

LATEST: Final = timedelta(seconds=120)
"""Older calls are not said aloud, so that the voice catches up. In a burst all of eight counters' calls come before."""
REPEAT: Final = timedelta(seconds=20)
"""From one reading of an emergency to the next."""


@frozen
class CallAnnouncement:
    """A number is called to a counter."""

    number: int
    """Of the call."""
    ticket: str
    counter: str
    language: Language


@frozen
class WithdrawalAnnouncement:
    """A number that was announced is not called after all."""

    number: int
    """Of the call."""
    ticket: str
    language: Language


@frozen
class EmergencyAnnouncement:
    """An emergency."""

    notice: Notice


Announcement = CallAnnouncement | WithdrawalAnnouncement | EmergencyAnnouncement


@frozen
class Announcer:
    """What was announced last."""

    said: CallAnnouncement | WithdrawalAnnouncement | None = None
    alarm: Notice | None = None
    alarmed_at: datetime | None = None

    def sees(
        self, call: BoardCall | None, emergency: Notice | None, now: datetime
    ) -> "tuple[Announcer, Announcement | None]":
        """*call* is at the bar of the screen, *emergency* on it: what that gives to say, if anything.

        What cannot be said now, for its age or an emergency, is not said later either.
        """
        announcement = _announcement(call)
        herald = evolve(self, said=announcement or self.said, alarm=emergency)
        if emergency is not None:
            last = self.alarmed_at
            if emergency == self.alarm and last is not None and timedelta() <= now - last < REPEAT:
                return herald, None
            return evolve(herald, alarmed_at=now), EmergencyAnnouncement(emergency)
        if announcement == self.said or (call is not None and call.at is not None and now - call.at > LATEST):
            return herald, None
        return herald, announcement


def still_true(announcement: Announcement, call: BoardCall | None, emergency: Notice | None) -> bool:
    """Whether what is being said is still true. Whom it calls may come meanwhile: that ends in peace."""
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
