"""What simulated people do: a person is a generator that yields acts and is told what came of each."""

from collections.abc import Generator
from datetime import datetime

from attrs import frozen

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
