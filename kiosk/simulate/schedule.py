"""What simulated people do, and whose turn it is.

A person is a generator that yields acts and is sent the result of each. All next acts are in one heap, whether the day
is played at once or beside a running clock.
"""

from collections.abc import Generator, Mapping
from datetime import datetime, timedelta
from heapq import heapify, heappop, heappush

from attrs import define, field, frozen

from kiosk.visit.state import Origin
from kiosk.wire.command.union import Command
from kiosk.wire.counter import CounterDocument
from kiosk.wire.measure import DueBoard


@frozen
class WaitFor:
    """Let time pass: a hand busy, a step walked. A day that runs faster makes it shorter."""

    seconds: float


@frozen
class WaitUntil:
    """Let the office's clock come to a time. It runs at its own speed, whatever the people do."""

    at: datetime


@frozen
class ReadScreen:
    """Look at the screen of one's counter; whoever has none looks at what falls due."""

    seat: Origin


@frozen
class PressKey:
    """Press a key."""

    command: Command
    seat: Origin


Pause = WaitFor | WaitUntil
Request = ReadScreen | PressKey


@frozen
class ActResult:
    """What a person knows after an act."""

    at: datetime
    """The office's clock."""
    document: CounterDocument | None = None
    """What the counter's screen shows now, where the act was at one and had an answer."""
    due: DueBoard | None = None
    """What falls due, for whoever looked at that."""
    refused: str | None = None
    """The rule that the command was against."""


Script = Generator[Pause | Request, ActResult, None]
"""What one person does, all day."""


@define(order=True)
class Turn:
    """A person whose turn comes at a time."""

    at: datetime
    number: int
    """Tells apart turns at one time, so that a day is alike every time."""
    who: str = field(order=False)
    script: Script = field(order=False, repr=False)
    begun: bool = field(order=False, default=False)
    shortens: bool = field(order=False, default=False)
    """It waits for people, not for the clock."""


class Schedule:
    """The turns to come of everybody."""

    def __init__(self, start: datetime, people: Mapping[str, Script]) -> None:
        self._speed = 1.0
        self._turns = [Turn(start, number, who, script) for number, (who, script) in enumerate(people.items())]
        self._number = len(self._turns)

    @property
    def next_at(self) -> datetime | None:
        """When the next turn comes; none when everybody has gone."""
        return self._turns[0].at if self._turns else None

    def take(self) -> Turn:
        """The next turn, whose person is then to `go_on`."""
        return heappop(self._turns)

    def go_on(self, turn: Turn, told: ActResult) -> Request | None:
        """Tell the person, who either asks for something at once or waits for a later turn, or goes home."""
        try:
            act = turn.script.send(told) if turn.begun else next(turn.script)
        except StopIteration:
            return None
        turn.begun = True
        if isinstance(act, Request):
            return act
        turn.shortens = isinstance(act, WaitFor)
        at = told.at + timedelta(seconds=act.seconds / self._speed) if isinstance(act, WaitFor) else act.at
        turn.at, turn.number = max(at, told.at), self._number
        self._number += 1
        heappush(self._turns, turn)
        return None

    def quicken(self, now: datetime, speed: float) -> None:
        """From *now* on everything that people do takes a *speed*-th of the time."""
        for turn in self._turns:
            if turn.shortens and turn.at > now:
                turn.at = now + (turn.at - now) * (self._speed / speed)
        heapify(self._turns)
        self._speed = speed

    def dismiss(self, who: str) -> None:
        """Somebody real takes over from *who*."""
        self._turns = [turn for turn in self._turns if turn.who != who]
        heapify(self._turns)
