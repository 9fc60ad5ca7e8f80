"""What makes one SOP a variation of another: patches, each with the reason for it."""

from datetime import time
from typing import Literal

from attrs import field, frozen

from kiosk.language import Text
from kiosk.length import Unit
from kiosk.sop.row import (
    Alternative,
    Amount,
    Count,
    Fee,
    FeeRole,
    Length,
    Minutes,
    Observed,
    Promise,
    Requirement,
    Status,
    Step,
    Symbol,
)
from kiosk.wire.catalogue import Where

PatchReason = Literal["regulation", "constraint"]


@frozen
class StepChange:
    """What a variation says differently of a step; what is missing stays."""

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
    """What a variation says differently of a requirement; what is missing stays."""

    name: Text | None = None
    short: Text | None = None
    if_needed: bool | None = None


@frozen
class PromiseChange:
    """What a variation says differently of a promise; what is missing stays."""

    from_step: str | None = field(default=None, metadata={"key": "from"})
    to_step: str | None = field(default=None, metadata={"key": "to"})
    from_text: Text | None = None
    max: Count | None = None
    unit: Unit | None = None
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
    """What a variation says differently of a fee; what is missing stays."""

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
