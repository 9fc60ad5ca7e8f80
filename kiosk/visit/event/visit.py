"""Events of visits, from the number given out to whatever end."""

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
    """Digest of the SOP that the visit follows to its end, whatever becomes of the file."""
    steps: tuple[str, ...]
    """The visit's steps at that time."""
    done: tuple[str, ...]
    """The steps that giving out the number completes."""
    people: int
    language: Language
    priority: bool
    order_at: datetime
    """The time that decides the place in the line."""
    slot: datetime | None = None


@frozen
class Called:
    """A visit was called to a counter, for the first time on its leg or again."""

    kind: ClassVar[str] = "called"
    visit: str
    counter: str
    call: int
    """The number of the call, growing within an epoch."""
    how: CallKind


@frozen
class Started:
    """The person came to the counter."""

    kind: ClassVar[str] = "started"
    visit: str


@frozen
class StepDone:
    kind: ClassVar[str] = "step-done"
    visit: str
    step: str


@frozen
class StepUndone:
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
    kind: ClassVar[str] = "parked"
    visit: str
    reason: ParkReason


@frozen
class Resumed:
    """The parked person came back and waits in front, as the counter is not free."""

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
    """The clerk confirmed that the visit is still being served."""

    kind: ClassVar[str] = "still-served"
    visit: str


@frozen
class Noted:
    """A reason for the delay was noted."""

    kind: ClassVar[str] = "noted"
    visit: str
    reason: DelayReason


@frozen
class Reprinted:
    kind: ClassVar[str] = "reprinted"
    visit: str


@frozen
class NoShow:
    kind: ClassVar[str] = "no-show"
    visit: str


@frozen
class Restored:
    """The absent person came after all."""

    kind: ClassVar[str] = "restored"
    visit: str
    order_at: datetime


@frozen
class Finished:
    """The visit ended at a counter; `outcome` is that of all its people who were not settled apart."""

    kind: ClassVar[str] = "finished"
    visit: str
    outcome: Outcome
    missing: tuple[str, ...] = ()
    inaccurate: bool = False
    """The visit had ended earlier and nobody noted it: its times mean nothing."""


@frozen
class Cancelled:
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
