"""Cases as they are shown: one application, known only by the code on its receipt, and what was promised for it."""

from datetime import date, datetime
from typing import Literal

from attrs import field, frozen

from kiosk.text.language import Language, Text
from kiosk.wire.catalogue import ShownPromise

CaseState = Literal["in-process", "on-hold", "ready", "collected", "returned", "void"]

Outcome = Literal["done", "incomplete", "refused", "left"]

HoldReason = Literal["papers", "approval", "checks", "applicant", "system", "other"]
NotReadyReason = Literal["mistake", "defect", "other"]
CaseReturnReason = Literal["incomplete", "refused", "withdrawn", "other"]
VoidReason = Literal["uncollected", "twice", "mistake", "undone", "other"]


@frozen
class ApplicantOutcome:
    """What came of one of the people of a visit; they are numbered from 1."""

    applicant: int
    outcome: Outcome
    missing: tuple[str, ...] = ()
    """Ids of the requirements that were missing, for `incomplete`; "other" for one that no list has."""


@frozen
class Due:
    """By when a promise is to be kept; or, without a day, why nothing could be promised."""

    day: date | None = None
    at: datetime | None = None
    """The instant, of a promise in hours or minutes."""
    why: str | None = None
    """`calendar-<year>-missing`, where a year without a calendar would have had to be judged."""


@frozen
class Promised:
    """A promise made for a case: frozen with its terms when the event that it counts from happened."""

    promise: ShownPromise
    since: datetime
    """When the event happened that it counts from."""
    due: Due
    moved: Text | None = None
    """What stopped the clock and so moved the due date, in the SOP's words; none where nothing did."""
    kept: datetime | None = None
    """When what was promised was done."""


@frozen
class CaseShown:
    """One case, for those who hold its receipt and for those who work on it."""

    code: str
    service: str
    name: Text
    sop: str
    """Digest of the SOP that it follows."""
    state: CaseState
    language: Language
    opened: datetime
    done: dict[str, datetime] = field(factory=dict)
    """Its steps done so far."""
    promised: tuple[Promised, ...] = ()
    awaited: tuple[ShownPromise, ...] = ()
    """What will be promised once that happens which it counts from: a payment."""
    due: Due | None = None
    """By when it is to be ready; none before that promise counts."""
    ready: datetime | None = None
    collect_by: date | None = None
    """Once ready: the last day to collect it, where the SOP says so."""
    uncollected: bool = False
    """That day is over."""
    hold: HoldReason | None = None
    """Why it stands still."""
    stop: Text | None = None
    """What stops its clock meanwhile, in the SOP's words: what is promised will be later by as much."""
    reason: Literal[CaseReturnReason, VoidReason] | None = None
    """Why it was returned or is void."""
    missing: tuple[str, ...] = ()
    """What was missing when it was returned."""
    lacked: tuple[Text, ...] = ()
    """The same in words."""
    bring: tuple[Text, ...] = ()
    """What to bring when it is collected, beside the receipt, as the SOP says."""


@frozen
class CounterCase:
    """A case of the visit at hand."""

    code: str
    state: CaseState
    service: str
    applicant: int | None = None
    """Whose of the visit's people it is; none where it is only collected."""
    due: Due | None = None
    rule: Text | None = None
    """What was promised, and from which event: "4 hari kerja sejak berkas lengkap"."""
    ticks: tuple[str, ...] = ()
    """Steps of the applicant's own (a payment) that a promise waits for: to be ticked here."""
