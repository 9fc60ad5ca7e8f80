"""Events of cases: opened at a counter, worked on behind it, and collected on another day.

Most steps of a case are those of its visits: `step-done` of a visit is a step of its cases. What a case needs of its
SOP is recorded when it is opened, so that no later edit of the SOP changes it.
"""

from datetime import datetime
from typing import ClassVar

from attrs import frozen

from kiosk.text.duration import DurationUnit
from kiosk.text.language import Language
from kiosk.wire.case import CaseReturnReason, Due, HoldReason, NotReadyReason, Outcome, VoidReason
from kiosk.wire.catalogue import ShownPromise


@frozen
class TimeLimit:
    value: int
    unit: DurationUnit


@frozen
class CasePlan:
    """What a case needs of its SOP, as that was when the case began to follow it."""

    applicant: tuple[str, ...] = ()
    """Steps that the applicant does alone, such as a payment."""
    back_office: tuple[str, ...] = ()
    collection: tuple[str, ...] = ()
    """Steps of the visit that collects it."""
    promises: tuple[ShownPromise, ...] = ()
    """The promises with a source, in the SOP's order."""
    collect_within: TimeLimit | None = None
    """Counted from being ready; None where the SOP sets no limit or names no source."""


@frozen
class CaseOpened:
    """A file was accepted; the applicant has a receipt with this code."""

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
    """A case goes on in a further visit, at which its receipt was scanned."""

    kind: ClassVar[str] = "case-attached"
    visit: str
    case: str
    applicant: int | None = None
    """Number of the applicant among the visit's people; None where the case is only collected."""
    steps: tuple[str, ...] = ()
    """Steps that the case adds to the visit."""
    done: tuple[str, ...] = ()
    """Steps of the visit that were done for the case on an earlier visit."""
    service: str | None = None
    """The service that the case follows from now on, if it changes."""
    sop: str | None = None
    plan: CasePlan | None = None


@frozen
class ApplicantSettled:
    """One of a visit's people has an outcome apart from the others."""

    kind: ClassVar[str] = "applicant-settled"
    visit: str
    applicant: int
    outcome: Outcome
    missing: tuple[str, ...] = ()


@frozen
class PromiseMade:
    """The step that a promise counts from was done, so that it falls due."""

    kind: ClassVar[str] = "promise-made"
    case: str
    promise: ShownPromise
    since: datetime
    due: Due


@frozen
class PromiseMoved:
    """The clock of a promise had stopped, so that it falls due later."""

    kind: ClassVar[str] = "promise-moved"
    case: str
    from_step: str
    to_step: str
    due: Due
    stop: str
    """What stopped the clock, in the SOP's words."""


@frozen
class MilestoneReached:
    kind: ClassVar[str] = "milestone-reached"
    case: str
    step: str


@frozen
class CaseHeld:
    """Work on the case is suspended."""

    kind: ClassVar[str] = "case-held"
    case: str
    reason: HoldReason
    stop: str | None = None
    """What stops the clock, in the SOP's words; None where it runs on."""


@frozen
class CaseReleased:
    kind: ClassVar[str] = "case-released"
    case: str


@frozen
class CaseReady:
    kind: ClassVar[str] = "case-ready"
    case: str


@frozen
class CaseNotReady:
    kind: ClassVar[str] = "case-not-ready"
    case: str
    reason: NotReadyReason


@frozen
class CaseReturned:
    """The file was given back to the applicant."""

    kind: ClassVar[str] = "case-returned"
    case: str
    reason: CaseReturnReason
    missing: tuple[str, ...] = ()


@frozen
class CaseVoided:
    """The receipt is no longer valid."""

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
