"""What became of a command, as the terminal that sent it needs to know."""

from attrs import frozen

from kiosk.language import Text
from kiosk.wire.answer import Issued
from kiosk.wire.case import CaseShown
from kiosk.wire.counter import CounterDocument


@frozen
class Accepted:
    """It was done, durably."""

    version: int
    counter: CounterDocument | None = None
    """The counter's new document, for a command to a counter."""
    cases: tuple[CaseShown, ...] = ()
    """The case that it was about, or those that it opened."""
    issued: Issued | None = None
    """The number given out, for `Issue`."""


@frozen
class Refused:
    """It was not done: a rule of the office is against it, or the state has moved on."""

    status: int
    rule: str
    text: Text
    hint: Text | None = None


@frozen
class Unreachable:
    """Nobody answered in time. It may have been done all the same: sending it again under the same key finds out."""

    text: Text
    url: str
    """Who it was that was asked."""


Answer = Accepted | Refused | Unreachable
