"""Events of visits: from the number given out to the end, whichever it is."""

from datetime import datetime
from typing import ClassVar, Literal

from attrs import frozen

from kiosk.text.language import Language
from kiosk.visit.event.case import ApplicantSettled, CaseAttached, CaseOpened
from kiosk.wire.case import Outcome
from kiosk.wire.command.counter import ParkReason, ReturnReason, TransferReason, UndoneReason
from kiosk.wire.command.visit import CancelReason, DelayReason

CallKind = Literal["next", "chosen", "recall", "resumed"]
"""How a visit came to be called."""


@frozen
class Issued:
    """A number was given out."""

    kind: ClassVar[str] = "issued"
    visit: str
    ticket: str
    queue: str
    number: int
    code: str
    service: str
    sop: str
    """Digest of the SOP that this visit follows to its end, whatever happens to the file."""
    steps: tuple[str, ...]
    """The visit's steps at that time."""
    done: tuple[str, ...]
    """Those that giving out the number completes."""
    people: int
    language: Language
    priority: bool
    order_at: datetime
    """The place in the line."""
    slot: datetime | None = None


@frozen
class Called:
    """A visit was called to a counter, for the first time on this leg or again."""

    kind: ClassVar[str] = "called"
    visit: str
    counter: str
    call: int
    """The number of the call, growing within an epoch."""
    how: CallKind


@frozen
class Started:
    """The person has come."""

    kind: ClassVar[str] = "started"
    visit: str


@frozen
class StepDone:
    """A step of the visit was completed."""

    kind: ClassVar[str] = "step-done"
    visit: str
    step: str


@frozen
class StepUndone:
    """A step was not done after all."""

    kind: ClassVar[str] = "step-undone"
    visit: str
    step: str
    reason: UndoneReason


@frozen
class NextLeg:
    """All steps here are done and the next is done elsewhere: the visit waits again."""

    kind: ClassVar[str] = "next-leg"
    visit: str


@frozen
class Returned:
    """The visit was put back into the line."""

    kind: ClassVar[str] = "returned"
    visit: str
    reason: ReturnReason


@frozen
class Parked:
    """The person stepped aside: the visit is at no counter."""

    kind: ClassVar[str] = "parked"
    visit: str
    reason: ParkReason


@frozen
class Resumed:
    """The parked person came back and waits in front, since the counter was not free."""

    kind: ClassVar[str] = "resumed"
    visit: str


@frozen
class Transferred:
    """The visit goes on with another service, under the same number."""

    kind: ClassVar[str] = "transferred"
    visit: str
    queue: str
    """The queue it waits in now."""
    service: str
    sop: str
    steps: tuple[str, ...]
    done: tuple[str, ...]
    reason: TransferReason


@frozen
class StillServed:
    """Somebody was asked and said that the visit is still being served."""

    kind: ClassVar[str] = "still-served"
    visit: str


@frozen
class Noted:
    """Why it takes longer."""

    kind: ClassVar[str] = "noted"
    visit: str
    reason: DelayReason


@frozen
class Reprinted:
    """The ticket was printed again."""

    kind: ClassVar[str] = "reprinted"
    visit: str


@frozen
class NoShow:
    """Nobody came."""

    kind: ClassVar[str] = "no-show"
    visit: str


@frozen
class Restored:
    """The absent person has come after all."""

    kind: ClassVar[str] = "restored"
    visit: str
    order_at: datetime


@frozen
class Finished:
    """The visit ended at a counter; `outcome` is that of all its people who were not settled before."""

    kind: ClassVar[str] = "finished"
    visit: str
    outcome: Outcome
    missing: tuple[str, ...] = ()
    inaccurate: bool = False
    """It ended earlier and nobody said so: its times mean nothing."""


@frozen
class Cancelled:
    """The number will not be used."""

    kind: ClassVar[str] = "cancelled"
    visit: str
    reason: CancelReason


VisitBody = (
    Called
    | Started
    | StepDone
    | StepUndone
    | NextLeg
    | Returned
    | Parked
    | Resumed
    | Transferred
    | StillServed
    | Noted
    | Reprinted
    | NoShow
    | Restored
    | Finished
    | Cancelled
    | CaseOpened
    | CaseAttached
    | ApplicantSettled
)
"""What can happen to a visit after it was issued."""
