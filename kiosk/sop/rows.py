"""The rows of an SOP: the papers to bring, the steps, the promises, the fees.

What may be shown to the public is decided here, once: a figure that is current and names its source.
"""

from datetime import time
from typing import Annotated, Literal

from attrs import field, frozen

from kiosk.schema.fields import Between, Id
from kiosk.text.duration import DurationUnit
from kiosk.text.language import Text
from kiosk.wire.catalogue import Where

Symbol = Literal["terminator", "process", "decision"]
FeeRole = Literal["base", "extra", "burden"]
PatchReason = Literal["regulation", "constraint"]
Status = Literal["current", "secondary", "derived", "superseded", "unknown"]
"""How sure a figure is: in force and official; of second hand; worked out by us; of an older rule; not known."""

Minutes = Annotated[int, Between(1, 1440)]
Count = Annotated[int, Between(0, 3650)]
Amount = Annotated[int, Between(0, 1_000_000_000)]


@frozen
class Length:
    value: Count
    unit: DurationUnit
    source: str | None = None
    note: Text | None = None

    @property
    def public(self) -> bool:
        return self.source is not None


@frozen
class Observed:
    """Minutes that somebody saw a step take: never a standard, never shown to the public."""

    low: Minutes
    high: Minutes
    source: str
    note: Text | None = None


@frozen
class Requirement:
    """A paper that the applicant brings."""

    id: Id
    name: Text
    short: Text | None = None
    if_needed: bool = False


@frozen
class Step:
    """One row of the step table."""

    id: Id
    name: Text
    where: Where
    actors: tuple[str, ...]
    symbol: Symbol
    unit: str | None = None
    """Unit that does it, where it is not the unit of the SOP."""
    short: Text | None = None
    at_issue: bool = False
    """The number is given out in this step; it is shown as the visit's first."""
    opens_case: bool = False
    """From its completion the applicant holds a receipt."""
    no: str | None = None
    """Of a decision: the step that *no* leads to, or "returned"."""
    minutes: Minutes | None = None
    """Standard time; no office publishes it, so it is nearly always missing."""
    minutes_source: str | None = None
    observed: Observed | None = None
    inputs: tuple[str, ...] = ()
    """*Kelengkapan*: what the activity needs."""
    output: str | None = None
    limit: Length | None = None
    """A time that the applicant has, not the office."""
    note: Text | None = None
    source: str | None = None
    """Key of the file's `[source]` table."""

    @property
    def public_minutes(self) -> int | None:
        return self.minutes if self.minutes_source is not None else None


@frozen
class Alternative:
    """What another source says of a promise; never shown to the public."""

    from_text: Text
    unit: DurationUnit
    max: Count | None = None
    min: Count | None = None
    source: str | None = None


@frozen
class Promise:
    """A service-time commitment from the completion of one step to that of another."""

    from_step: str = field(metadata={"key": "from"})
    to_step: str = field(metadata={"key": "to"})
    from_text: Text
    max: Count
    """The value, or the upper end of a range: what is due."""
    unit: DurationUnit
    id: Id | None = None
    """By which a patch names it."""
    min: Count | None = None
    cutoff: time | None = None
    """For `same-day`: in by this time."""
    stops: tuple[str, ...] = ()
    """What stops its clock."""
    basis: str | None = None
    status: Status = "current"
    source: str | None = None
    """Without one it is never shown to the public."""
    parts: tuple[Count, ...] = ()
    """Stages that add up to `max`."""
    alternative: tuple[Alternative, ...] = ()
    note: Text | None = None

    @property
    def public(self) -> bool:
        return self.status == "current" and self.source is not None


@frozen
class Fee:
    role: FeeRole
    name: Text
    status: Status
    id: Id | None = None
    """By which a patch names it."""
    always: bool = False
    """Whoever pays a base fee pays this one on top of it."""
    amount: Amount | None = None
    """Rupiah; 0 is free of charge, missing is unknown."""
    basis: str | None = None
    source: str | None = None
    note: Text | None = None

    @property
    def public(self) -> bool:
        return self.status == "current" and self.amount is not None and self.source is not None


@frozen
class StepChange:
    """What a variation says differently of a step; what is missing stays. The other rows have changes alike."""

    name: Text | None = None
    short: Text | None = None
    where: Where | None = None
    actors: tuple[str, ...] | None = None
    symbol: Symbol | None = None
    unit: str | None = None
    at_issue: bool | None = None
    opens_case: bool | None = None
    no: str | None = None
    minutes: Minutes | None = None
    minutes_source: str | None = None
    observed: Observed | None = None
    inputs: tuple[str, ...] | None = None
    output: str | None = None
    limit: Length | None = None
    note: Text | None = None
    source: str | None = None


@frozen
class RequirementChange:
    name: Text | None = None
    short: Text | None = None
    if_needed: bool | None = None


@frozen
class PromiseChange:
    from_step: str | None = field(default=None, metadata={"key": "from"})
    to_step: str | None = field(default=None, metadata={"key": "to"})
    from_text: Text | None = None
    max: Count | None = None
    unit: DurationUnit | None = None
    min: Count | None = None
    cutoff: time | None = None
    stops: tuple[str, ...] | None = None
    basis: str | None = None
    status: Status | None = None
    source: str | None = None
    parts: tuple[Count, ...] | None = None
    alternative: tuple[Alternative, ...] | None = None
    note: Text | None = None


@frozen
class FeeChange:
    role: FeeRole | None = None
    name: Text | None = None
    status: Status | None = None
    always: bool | None = None
    amount: Amount | None = None
    basis: str | None = None
    source: str | None = None
    note: Text | None = None


@frozen
class Patch:
    """A difference of a variation from the SOP that it extends, with the reason for it.

    It names one row: a step, a requirement, a promise or a fee. That row is changed, or dropped (with the rows down to
    `until`), or the rows added come after it; rows added where some are dropped come in their place.
    """

    reason: PatchReason
    note: Text
    step: str | None = None
    requirement: str | None = None
    promise: str | None = None
    fee: str | None = None
    drop: bool = False
    until: str | None = None
    """Last row of a stretch that is dropped."""
    add: tuple[Step, ...] = ()
    add_requirement: tuple[Requirement, ...] = ()
    add_promise: tuple[Promise, ...] = ()
    add_fee: tuple[Fee, ...] = ()
    change: StepChange | None = None
    change_requirement: RequirementChange | None = None
    change_promise: PromiseChange | None = None
    change_fee: FeeChange | None = None
