"""An SOP as its file says it: identity, requirements, steps, promises, fees, sources.

The identity block and the step table follow PermenPANRB 35/2012, the public part the six components of a service
standard (UU 25/2009, PermenPANRB 15/2014). Keys are English; official Indonesian terms stand as values.
"""

from datetime import date, time
from typing import Annotated, Literal

from attrs import field, frozen

from kiosk.language import Text
from kiosk.structure.value import Between, Id

Kind = Literal["kantor", "pusat", "inovasi"]
Where = Literal["applicant", "counter", "back-office", "collection"]
Symbol = Literal["terminator", "process", "decision"]
Unit = Literal["working-days", "days", "hours", "minutes", "same-day"]
FeeRole = Literal["base", "extra", "burden"]
FeeStatus = Literal["current", "secondary", "derived", "superseded", "unknown"]
Life = Literal["konsep", "uji-coba", "disahkan", "berlaku", "dicabut"]
PatchReason = Literal["regulation", "constraint"]

Minutes = Annotated[int, Between(1, 1440)]
Amount = Annotated[int, Between(0, 1_000_000_000)]


@frozen
class Sourced:
    """A name with where it was found."""

    id: str
    en: str | None = None
    source: str | None = None


@frozen
class Length:
    """A length of time."""

    value: Annotated[int, Between(0, 3650)]
    unit: Unit
    source: str | None = None


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
    inputs: tuple[str, ...] = ()
    output: str | None = None
    limit: Length | None = None
    """A time that the applicant has, not the office."""
    note: Text | None = None
    source: str | None = None
    """Key of the file's `[source]` table."""


@frozen
class Promise:
    """A service-time commitment from the completion of one step to that of another."""

    from_step: str = field(metadata={"key": "from"})
    to_step: str = field(metadata={"key": "to"})
    from_text: Text
    max: Annotated[int, Between(0, 3650)]
    """The value, or the upper end of a range: what is due."""
    unit: Unit
    min: Annotated[int, Between(0, 3650)] | None = None
    cutoff: time | None = None
    """For `same-day`: in by this time."""
    stops: tuple[str, ...] = ()
    """What stops its clock."""
    basis: str | None = None
    source: str | None = None
    """Without one it is never shown to the public."""
    note: Text | None = None


@frozen
class Fee:
    """A fee and how sure it is."""

    role: FeeRole
    name: Text
    status: FeeStatus
    amount: Amount | None = None
    """Rupiah; 0 is free of charge, missing is unknown."""
    basis: str | None = None
    source: str | None = None


@frozen
class StepChange:
    """What a variation says differently of a step; what is missing stays."""

    name: Text | None = None
    short: Text | None = None
    actors: tuple[str, ...] | None = None
    output: str | None = None
    minutes: Minutes | None = None
    minutes_source: str | None = None
    note: Text | None = None
    source: str | None = None


@frozen
class RequirementChange:
    """What a variation says differently of a requirement; what is missing stays."""

    name: Text | None = None
    short: Text | None = None
    if_needed: bool | None = None


@frozen
class Patch:
    """A difference of a variation from the SOP that it extends, with the reason for it."""

    reason: PatchReason
    note: Text
    step: str | None = None
    """Step that is dropped or changed, or after which one is added."""
    requirement: str | None = None
    """Requirement that is dropped or changed, or after which one is added."""
    drop: bool = False
    add: Step | None = None
    add_requirement: Requirement | None = None
    change: StepChange | None = None
    change_requirement: RequirementChange | None = None


@frozen
class SopFile:
    """A file of `sops/<kind>/<id>.toml`: a whole SOP, or a variation of another (`extends`)."""

    id: Id
    name: Text
    short: Text | None = None
    life: Life = "konsep"
    extends: Id | None = None
    continues: Id | None = None
    """The service whose case this one goes on with."""
    number: str | None = None
    created: date | None = None
    revised: date | None = None
    effective: date | None = None
    review: date | None = None
    audience: str | None = None
    unit: Sourced | None = None
    team: tuple[str, ...] = ()
    legal_basis: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    product: Text | None = None
    complaint: Text | None = None
    collect_within: Length | None = None
    note: Text | None = None
    requirement: tuple[Requirement, ...] = ()
    step: tuple[Step, ...] = ()
    promise: tuple[Promise, ...] = ()
    fee: tuple[Fee, ...] = ()
    patch: tuple[Patch, ...] = ()
    source: dict[str, str] = field(factory=dict)
    """Addresses by the short keys used above."""


@frozen
class Sop:
    """A resolved SOP: variations applied, its kind known from its folder."""

    kind: Kind
    id: str
    name: Text
    steps: tuple[Step, ...]
    requirements: tuple[Requirement, ...]
    promises: tuple[Promise, ...]
    fees: tuple[Fee, ...]
    file: SopFile
    """Identity block and all the rest, as written."""
    digest: str
    """First 12 hexadecimal digits of SHA-256 over the canonical content: equal content, equal digest."""

    @property
    def visit_steps(self) -> tuple[Step, ...]:
        """The steps of a visit: the one at issue and those at the counters, numbered alike on every screen."""
        return tuple(step for step in self.steps if step.at_issue or step.where == "counter")

    @property
    def counter_steps(self) -> tuple[Step, ...]:
        """The steps done at counters."""
        return tuple(step for step in self.steps if step.where == "counter" and not step.at_issue)

    def step(self, step_id: str) -> Step | None:
        """The step of that id."""
        return next((step for step in self.steps if step.id == step_id), None)
