"""Commands on a case: named by the code of its receipt, as it was scanned or typed.

They carry no revision, since a scanner knows none. What the state of the case does not allow is refused, so that a
second scan does nothing.
"""

from datetime import date
from typing import ClassVar

from attrs import frozen

from kiosk.schema.fields import Id
from kiosk.wire.case import CaseReturnReason, HoldReason, NotReadyReason, VoidReason


@frozen
class OnCase:
    do: ClassVar[str]
    case: str


@frozen
class Milestone(OnCase):
    """A step away from the counters is done: an approval, a payment, a print."""

    do: ClassVar[str] = "milestone"
    step: str


@frozen
class Hold(OnCase):
    """Nothing can be done on the case for the time being."""

    do: ClassVar[str] = "hold"
    reason: HoldReason
    stop: str | None = None
    """One of what the SOP says stops its clock, in its words; without it the due date stays."""


@frozen
class Release(OnCase):
    """Work on the case goes on."""

    do: ClassVar[str] = "release"


@frozen
class Ready(OnCase):
    """What was applied for can be collected."""

    do: ClassVar[str] = "ready"


@frozen
class NotReady(OnCase):
    """It was not ready after all."""

    do: ClassVar[str] = "not-ready"
    reason: NotReadyReason


@frozen
class ReturnCase(OnCase):
    """The file goes back to the applicant: nothing will come of it."""

    do: ClassVar[str] = "return-case"
    reason: CaseReturnReason
    missing: tuple[Id, ...] = ()


@frozen
class VoidCase(OnCase):
    """The receipt counts for nothing: opened twice or by mistake, or never collected."""

    do: ClassVar[str] = "void-case"
    reason: VoidReason


@frozen
class ReadyAllDue:
    """All cases in process that are due on a day are ready, but some."""

    do: ClassVar[str] = "ready-all-due"
    date: date
    expect: int
    """How many the screen showed that this would mark: another number is refused, not guessed at."""
    but: tuple[str, ...] = ()


CaseCommand = Milestone | Hold | Release | Ready | NotReady | ReturnCase | VoidCase | ReadyAllDue
