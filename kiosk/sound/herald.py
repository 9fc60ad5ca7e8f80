"""What is to be said next: every call once, in order, while it stands and is fresh; an emergency before all.

Pure: boards and the time come in, announcements go out. The time is the endpoint's.
"""

from datetime import datetime, timedelta
from typing import Final

from attrs import evolve, field, frozen

from kiosk.language import Language
from kiosk.wire.board import Board, BoardCall, Notice

NEWS: Final = timedelta(seconds=60)
"""Older calls are not announced: whoever they were for has been seen to by now, and the voice would never catch up."""
UNDOABLE: Final = timedelta(seconds=120)
"""A call that was said longer ago than this is not taken back aloud: who went, went."""
REPEAT: Final = timedelta(seconds=20)
"""From one reading of an emergency to the next."""


@frozen
class Called:
    """A number is called to a counter."""

    number: int
    """Of the call."""
    ticket: str
    counter: str
    language: Language
    at: datetime
    again: bool = False
    """Its people have been called before: those who were not go first."""


@frozen
class TakenBack:
    """A number that was announced is not called after all."""

    number: int
    ticket: str
    language: Language
    at: datetime


@frozen
class Alarm:
    """An emergency."""

    notice: Notice


Announcement = Called | TakenBack | Alarm


@frozen
class Herald:
    """What was heard of the office, and what of it is still to be said."""

    epoch: str = ""
    heard: dict[int, datetime] = field(factory=dict)
    """When each call was made, else first heard of; kept as long as it could be taken for a new one."""
    told: frozenset[int] = frozenset()
    """Which of them were announced."""
    waiting: tuple[Called | TakenBack, ...] = ()
    said: tuple[Called, ...] = ()
    """What was said, or is being said, and can still be taken back."""
    alarm: Alarm | None = None
    alarmed_at: datetime | None = None
    speaking: Announcement | None = None
    cut: bool = False
    """What is being said is no longer true."""

    def hears(self, board: Board, now: datetime, live: bool = True) -> "Herald":
        """A board has come; one that is not live, from the disk, says of emergencies only."""
        herald = self._alarmed(board)
        if not live:
            return herald
        if board.epoch != herald.epoch:
            herald = evolve(herald, epoch=board.epoch, heard={}, told=frozenset(), waiting=(), said=())
        return herald._calls(board, now)

    def says(self, now: datetime, quiet: bool = False) -> "tuple[Herald, Announcement | None]":
        """The next announcement, if there is one. In *quiet* hours there are emergencies only."""
        if self.alarm:
            if self.alarmed_at is not None and timedelta() <= now - self.alarmed_at < REPEAT:
                return self, None
            return evolve(self, speaking=self.alarm, alarmed_at=now, cut=False), self.alarm
        waiting = () if quiet else tuple(one for one in self.waiting if now - one.at <= NEWS)
        if not waiting:
            return evolve(self, waiting=()), None
        chosen = min(waiting, key=_turn)
        herald = evolve(self, waiting=tuple(one for one in waiting if one is not chosen), speaking=chosen, cut=False)
        if isinstance(chosen, Called):
            herald = evolve(herald, said=(*self.said, chosen), told=self.told | {chosen.number})
        return herald, chosen

    def ended(self) -> "Herald":
        """What was being said has been said, or cut off."""
        return evolve(self, speaking=None, cut=False)

    def _alarmed(self, board: Board) -> "Herald":
        notice = next((notice for notice in board.notices if notice.level == "emergency"), None)
        alarm = Alarm(notice) if notice else None
        if alarm == self.alarm:
            return self
        return evolve(self, alarm=alarm, alarmed_at=None, cut=self.speaking is not None)

    def _calls(self, board: Board, now: datetime) -> "Herald":
        listed = {call.call: call for call in board.calls}
        heard = {number: at for number, at in self.heard.items() if number in listed or now - at <= NEWS}
        heard |= {number: call.at or now for number, call in listed.items() if number not in heard}
        dropped = (one for one in self.waiting if isinstance(one, TakenBack) or one.number not in listed)
        called = (
            Called(c.call, c.ticket, c.counter, c.language, heard[c.call], c.count > 1)
            for c in board.calls
            if c.state == "called" and c.call not in self.told and now - heard[c.call] <= NEWS
        )
        taken = tuple(one for one in self.said if _undone(one, board))
        return evolve(
            self,
            heard=heard,
            told=self.told & heard.keys(),
            waiting=(
                *(one for one in (*dropped, *called) if not _replaced(one, board)),
                *(TakenBack(one.number, one.ticket, one.language, now) for one in taken),
            ),
            said=tuple(one for one in self.said if one not in taken and now - one.at <= UNDOABLE),
            cut=self.cut or (isinstance(self.speaking, Called) and _revoked(listed.get(self.speaking.number))),
        )


def _turn(one: Called | TakenBack) -> tuple[int, int]:
    """Who must not go comes first, then who was not called before, each in the order of the calls."""
    return (0 if isinstance(one, TakenBack) else 2 if one.again else 1), one.number


def _revoked(call: BoardCall | None) -> bool:
    return call is not None and call.state in ("withdrawn", "no-show")


def _replaced(one: Called | TakenBack, board: Board) -> bool:
    """Whether the board has a newer call of the same number.

    Of a call that dropped off the board's end nobody can read any more what became of it: there a newer call to the
    same counter replaces it too.
    """
    newer = [call for call in board.calls if call.call > one.number]
    if any(call.ticket == one.ticket for call in newer):
        return True
    if isinstance(one, TakenBack) or any(call.call == one.number for call in board.calls):
        return False
    return any(call.counter == one.counter and call.state != "withdrawn" for call in newer)


def _undone(one: Called, board: Board) -> bool:
    """Whether a call that was said has been undone, with no newer call of the same number."""
    calls = [call for call in board.calls if call.ticket == one.ticket and call.call >= one.number]
    return bool(calls) and all(call.call == one.number and call.state == "withdrawn" for call in calls)
