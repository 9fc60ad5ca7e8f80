"""What the endpoint answers when it has done what a terminal asked of it, durably."""

from attrs import frozen

from kiosk.wire.case import CaseShown
from kiosk.wire.counter import CounterDocument


@frozen
class Issued:
    """The answer to `POST /v1/tickets`."""

    visit: str
    ticket: str
    code: str
    """On the paper only: finds this ticket's status."""
    service: str
    queue: str
    ahead: int
    """How many wait before it."""
    version: int


@frozen
class Done:
    """The answer to `POST /v1/commands`."""

    version: int
    counter: CounterDocument | None
    """The new document of the counter that it was about; none where it was about none."""
    cases: tuple[CaseShown, ...] = ()
    """The case that it was about, or those that it opened: their receipts are handed over now."""
