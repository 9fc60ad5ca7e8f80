"""A case: one application, from the acceptance of the file until its product is collected.

A case outlives service dates. Its state is not stored but derived from what happened to it.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Final, Literal

from attrs import field, frozen

from kiosk.office.model import Office
from kiosk.text.language import Language
from kiosk.visit.event.case import CasePlan
from kiosk.visit.promise import add_duration
from kiosk.wire.case import CaseReturnReason, CaseState, Due, HoldReason, Promised, VoidReason
from kiosk.wire.catalogue import ShownPromise

OPEN: Final[tuple[CaseState, ...]] = ("in-process", "on-hold", "ready")
"""States of a case that is not closed."""


@frozen
class CaseHold:
    """Why work on a case is suspended, and since when."""

    reason: HoldReason
    stop: str | None
    """What stops the clock, in the SOP's words; none where it runs on."""
    since: datetime


@frozen
class CaseClosure:
    """Why a case ended without its product."""

    state: Literal["returned", "void"]
    reason: Literal[CaseReturnReason, VoidReason]
    at: datetime
    missing: tuple[str, ...] = ()


@frozen
class PreviousService:
    """A service that a case followed until it changed to another, and when it was due and ready."""

    service: str
    due: Due
    ready: datetime
    """When the case was ready, or else changed service."""


@frozen
class Case:
    """One application, known only by its code."""

    code: str
    visit: str
    """Id of the visit that opened the case."""
    service: str
    sop: str
    plan: CasePlan
    language: Language
    opened: datetime
    revision: int
    """Version of the last event that changed the case."""
    done: dict[str, datetime] = field(factory=dict)
    """Steps of the present service that were done, on visits and between them."""
    promised: tuple[Promised, ...] = ()
    held: CaseHold | None = None
    ready: datetime | None = None
    closed: CaseClosure | None = None
    earlier: tuple[PreviousService, ...] = ()
    """Earlier services that had a due date."""

    @property
    def collected(self) -> bool:
        return self.ready is not None and all(step in self.done for step in self.plan.collection)

    @property
    def state(self) -> CaseState:
        if self.closed:
            return self.closed.state
        if self.collected:
            return "collected"
        if self.ready:
            return "ready"
        return "on-hold" if self.held else "in-process"

    @property
    def stopped(self) -> bool:
        """The clock of its promises is stopped."""
        return self.held is not None and self.held.stop is not None

    @property
    def open(self) -> bool:
        """The case is neither collected, returned nor void."""
        return self.state in OPEN

    @property
    def promise_of_ready(self) -> Promised | None:
        """The promise kept by being ready: the last that ends behind the counters or at collection."""
        return next((p for p in reversed(self.promised) if p.promise.to_step in self.kept_by_ready), None)

    @property
    def awaited(self) -> tuple[ShownPromise, ...]:
        """Promises whose starting step is not done yet."""
        begun = {each.promise for each in self.promised}
        waits = self.open and not self.ready
        return tuple(p for p in self.plan.promises if waits and p not in begun and p.from_step not in self.done)

    @property
    def due(self) -> Due | None:
        """When the case is to be ready; None before that promise counts."""
        return self.promise_of_ready.due if self.promise_of_ready else None

    @property
    def kept_by_ready(self) -> tuple[str, ...]:
        """Steps that count as reached once the case is ready."""
        return (*self.plan.back_office, *self.plan.collection)

    def collect_by(self, office: Office) -> date | None:
        """Return the last day to collect a ready case, if its SOP sets one."""
        within = self.plan.collect_within
        if self.state != "ready" or self.ready is None or within is None:
            return None
        return add_duration(self.ready, within.value, within.unit, office).day

    def uncollected(self, office: Office, today: date) -> bool:
        """Whether the last day to collect the case is over."""
        last = self.collect_by(office)
        return last is not None and last < today


class Cases(Mapping[str, Case]):
    """An immutable mapping of cases by code, oldest first: those of earlier days, overlaid by today's changes.

    One service date changes few cases, so that a copy is cheap however many are open.
    """

    __slots__ = ("_changed", "_earlier")

    def __init__(self, earlier: Mapping[str, Case] | None = None, changed: Mapping[str, Case] | None = None) -> None:
        self._earlier = earlier or {}
        self._changed = changed or {}

    def __getitem__(self, code: str) -> Case:
        return self._changed[code] if code in self._changed else self._earlier[code]

    def __iter__(self) -> Iterator[str]:
        yield from self._earlier
        yield from (code for code in self._changed if code not in self._earlier)

    def __len__(self) -> int:
        return len(self._earlier) + sum(code not in self._earlier for code in self._changed)

    @property
    def changed(self) -> Mapping[str, Case]:
        """Cases changed since the last day end."""
        return self._changed

    def with_case(self, case: Case) -> "Cases":
        """Return a copy with *case* added or replaced."""
        return Cases(self._earlier, {**self._changed, case.code: case})

    def next_day(self) -> "Cases":
        """Return the open cases, for a new service date."""
        return Cases({code: case for code, case in self.items() if case.open})
