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
    """Pause for a duration, which is shorter when the simulation runs faster."""

    seconds: float


@frozen
class WaitUntil:
    """Pause until a time on the office's clock, which runs at its own speed."""

    at: datetime


@frozen
class ReadScreen:
    """Read the counter's screen, or the due board where there is no counter."""

    seat: Origin


@frozen
class PressKey:
    """Send a command."""

    command: Command
    seat: Origin


Pause = WaitFor | WaitUntil
Request = ReadScreen | PressKey


@frozen
class ActResult:
    """The result of an act."""

    at: datetime
    """The office's clock."""
    document: CounterDocument | None = None
    """The counter's screen, if it was read."""
    due: DueBoard | None = None
    """The due board, if it was read."""
    refused: str | None = None
    """The rule that the command violated."""


Script = Generator[Pause | Request, ActResult, None]
"""All that one person does."""


@define(order=True)
class Turn:
    """The next turn of a person."""

    at: datetime
    number: int
    """Orders turns at the same time, so that a day is repeatable."""
    who: str = field(order=False)
    script: Script = field(order=False, repr=False)
    begun: bool = field(order=False, default=False)
    shortens: bool = field(order=False, default=False)
    """Whether a higher speed shortens the pause."""


class Schedule:
    """The next turns of everybody."""

    def __init__(self, start: datetime, people: Mapping[str, Script]) -> None:
        self._speed = 1.0
        self._turns = [Turn(start, number, who, script) for number, (who, script) in enumerate(people.items())]
        self._number = len(self._turns)

    @property
    def next_at(self) -> datetime | None:
        """Time of the next turn; None when everybody has left."""
        return self._turns[0].at if self._turns else None

    def take(self) -> Turn:
        """Remove and return the next turn, to be passed to `go_on`."""
        return heappop(self._turns)

    def go_on(self, turn: Turn, result: ActResult) -> Request | None:
        """Send the result to the person; return their next request, or None when they pause or leave."""
        try:
            act = turn.script.send(result) if turn.begun else next(turn.script)
        except StopIteration:
            return None
        turn.begun = True
        if isinstance(act, Request):
            return act
        turn.shortens = isinstance(act, WaitFor)
        at = result.at + timedelta(seconds=act.seconds / self._speed) if isinstance(act, WaitFor) else act.at
        turn.at, turn.number = max(at, result.at), self._number
        self._number += 1
        heappush(self._turns, turn)
        return None

    def quicken(self, now: datetime, speed: float) -> None:
        """Divide the duration of everything that people do from *now* on by *speed*."""
        for turn in self._turns:
            if turn.shortens and turn.at > now:
                turn.at = now + (turn.at - now) * (self._speed / speed)
        heapify(self._turns)
        self._speed = speed

    def dismiss(self, who: str) -> None:
        """Remove *who*, for somebody real takes over."""
        self._turns = [turn for turn in self._turns if turn.who != who]
        heapify(self._turns)
