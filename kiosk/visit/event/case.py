"""Events of cases: opened at a counter, worked on behind it, and collected on another day.

Most steps of a case are those of its visits: `step-done` of a visit is a step of its cases. What a case will need of
its SOP later is written down when it is opened, so that no later edit of the SOP reaches it.
"""

from datetime import datetime
from typing import ClassVar

from attrs import frozen

from kiosk.text.duration import DurationUnit
from kiosk.text.language import Language
from kiosk.wire.case import (
    CaseReturnReason,
    Due,
    HoldReason,
    NotReadyReason,
    Outcome,
    VoidReason,
)
from kiosk.wire.catalogue import ShownPromise


@frozen
class Within:
    """A length of time."""

    value: int
    unit: DurationUnit


@frozen
class CasePlan:
    """What a case needs of the SOP that it follows, as that was when the case began to follow it."""

    applicant: tuple[str, ...] = ()
    """Steps of the applicant's own: a payment."""
    back_office: tuple[str, ...] = ()
    collection: tuple[str, ...] = ()
    """Steps of the visit that collects it."""
    promises: tuple[ShownPromise, ...] = ()
    """Those with a source, in the SOP's order."""
    collect_within: Within | None = None
    """From being ready; none where the SOP sets nothing or names no source."""


@frozen
class CaseOpened:
    """A file was accepted: the applicant holds a receipt with this code."""

    kind: ClassVar[str] = "case-opened"
    visit: str
    case: str
    applicant: int
    service: str
    sop: str
    plan: CasePlan
    language: Language


@frozen
class CaseAttached:
    """A case goes on in a further visit, which scanned its receipt."""

    kind: ClassVar[str] = "case-attached"
    visit: str
    case: str
    applicant: int | None = None
    """Whose it is among the visit's people; none where it is only collected."""
    steps: tuple[str, ...] = ()
    """Steps that the visit has because of it."""
    done: tuple[str, ...] = ()
    """Steps of the visit that were done for the case on an earlier one."""
    service: str | None = None
    """The service that it follows from now on, where that is another."""
    sop: str | None = None
    plan: CasePlan | None = None


@frozen
class ApplicantSettled:
    """One of a visit's people comes away without a case, or otherwise than the others."""

    kind: ClassVar[str] = "applicant-settled"
    visit: str
    applicant: int
    outcome: Outcome
    missing: tuple[str, ...] = ()


@frozen
class PromiseMade:
    """The event that a promise counts from has happened: by then it is to be kept."""

    kind: ClassVar[str] = "promise-made"
    case: str
    promise: ShownPromise
    since: datetime
    due: Due


@frozen
class PromiseMoved:
    """The clock of a promise had stopped; it is to be kept later by as much."""

    kind: ClassVar[str] = "promise-moved"
    case: str
    from_step: str
    to_step: str
    due: Due
    stop: str
    """What stopped it, in the SOP's words."""


@frozen
class MilestoneReached:
    """A step away from the counters was done."""

    kind: ClassVar[str] = "milestone-reached"
    case: str
    step: str


@frozen
class CaseHeld:
    """Nothing can be done on the case for the time being."""

    kind: ClassVar[str] = "case-held"
    case: str
    reason: HoldReason
    stop: str | None = None
    """What stops the clock, in the SOP's words; none where the clock runs on."""


@frozen
class CaseReleased:
    """Work on the case goes on."""

    kind: ClassVar[str] = "case-released"
    case: str


@frozen
class CaseReady:
    """What was applied for can be collected."""

    kind: ClassVar[str] = "case-ready"
    case: str


@frozen
class CaseNotReady:
    """It was not ready after all."""

    kind: ClassVar[str] = "case-not-ready"
    case: str
    reason: NotReadyReason


@frozen
class CaseReturned:
    """The file went back to the applicant."""

    kind: ClassVar[str] = "case-returned"
    case: str
    reason: CaseReturnReason
    missing: tuple[str, ...] = ()


@frozen
class CaseVoided:
    """The receipt counts for nothing."""

    kind: ClassVar[str] = "case-voided"
    case: str
    reason: VoidReason


CaseBody = (
    PromiseMade
    | PromiseMoved
    | MilestoneReached
    | CaseHeld
    | CaseReleased
    | CaseReady
    | CaseNotReady
    | CaseReturned
    | CaseVoided
)
"""What can happen to a case, away from any visit."""
