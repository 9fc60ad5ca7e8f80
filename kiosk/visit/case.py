"""A case: one application, from the acceptance of the file until what was applied for is collected.

It outlives days. Its state is not kept but follows from what happened to it.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Final, Literal

from attrs import field, frozen

from kiosk.office.model import Office
from kiosk.text.language import Language
from kiosk.visit.event.case import CasePlan
from kiosk.visit.promise import length_from
from kiosk.wire.case import CaseReturnReason, CaseState, Due, HoldReason, Promised, VoidReason
from kiosk.wire.catalogue import ShownPromise

OPEN: Final[tuple[CaseState, ...]] = ("in-process", "on-hold", "ready")
"""States of a case that something can still come of."""


@frozen
class Held:
    """Why a case stands still, and since when."""

    reason: HoldReason
    stop: str | None
    """What stops the clock, in the SOP's words; none where it runs on."""
    since: datetime


@frozen
class Closed:
    """Nothing will come of the case."""

    state: Literal["returned", "void"]
    reason: Literal[CaseReturnReason, VoidReason]
    at: datetime
    missing: tuple[str, ...] = ()


@frozen
class PreviousService:
    """A service that a case followed until it went on with another, whose promise to be ready came about by that."""

    service: str
    due: Due
    ready: datetime
    """When it was ready, or else went on."""


@frozen
class Case:
    """One application; known only by its code."""

    code: str
    visit: str
    """Id of the visit that opened it."""
    service: str
    sop: str
    plan: CasePlan
    language: Language
    opened: datetime
    revision: int
    """Version of the last event that changed it."""
    done: dict[str, datetime] = field(factory=dict)
    """Steps of its present service that were done, on visits and between them."""
    promised: tuple[Promised, ...] = ()
    held: Held | None = None
    ready: datetime | None = None
    closed: Closed | None = None
    earlier: tuple[PreviousService, ...] = ()
    """What it followed before, as far as there was a day to be ready by."""

    @property
    def collected(self) -> bool:
        """All steps of collecting it are done."""
        return self.ready is not None and all(step in self.done for step in self.plan.collection)

    @property
    def state(self) -> CaseState:
        """Where it stands."""
        if self.closed:
            return self.closed.state
        if self.collected:
            return "collected"
        if self.ready:
            return "ready"
        return "on-hold" if self.held else "in-process"

    @property
    def stopped(self) -> bool:
        """Its clock stands still."""
        return self.held is not None and self.held.stop is not None

    @property
    def open(self) -> bool:
        """Something can still come of it."""
        return self.state in OPEN

    @property
    def promise_of_ready(self) -> Promised | None:
        """The promise that being ready keeps: the last that ends behind the counters or at collection."""
        return next((p for p in reversed(self.promised) if p.promise.to_step in self.kept_by_ready), None)

    @property
    def awaited(self) -> tuple[ShownPromise, ...]:
        """Promises that do not count yet, since what they count from has not happened."""
        begun = {each.promise for each in self.promised}
        waits = self.open and not self.ready
        return tuple(p for p in self.plan.promises if waits and p not in begun and p.from_step not in self.done)

    @property
    def due(self) -> Due | None:
        """By when it is to be ready; none before that promise counts."""
        return self.promise_of_ready.due if self.promise_of_ready else None

    @property
    def kept_by_ready(self) -> tuple[str, ...]:
        """Steps that are reached, as far as a promise goes, once the case is ready."""
        return (*self.plan.back_office, *self.plan.collection)

    def collect_by(self, office: Office) -> date | None:
        """The last day to collect it, of a ready one whose SOP says so."""
        within = self.plan.collect_within
        if self.state != "ready" or self.ready is None or within is None:
            return None
        return length_from(self.ready, within.value, within.unit, office).day

    def uncollected(self, office: Office, today: date) -> bool:
        """Whether the time to collect it is over."""
        last = self.collect_by(office)
        return last is not None and last < today


class Cases(Mapping[str, Case]):
    """Cases by their codes, never changed but copied: those of earlier days, and over them what changed since.

    What changed on one service date is little, so that a copy is cheap however many cases are open.
    """

    __slots__ = ("_changed", "_earlier")

    def __init__(self, earlier: Mapping[str, Case] | None = None, changed: Mapping[str, Case] | None = None) -> None:
        self._earlier = earlier or {}
        self._changed = changed or {}

    def __getitem__(self, code: str) -> Case:
        """The case of that code."""
        return self._changed[code] if code in self._changed else self._earlier[code]

    def __iter__(self) -> Iterator[str]:
        """The codes, oldest first."""
        yield from self._earlier
        yield from (code for code in self._changed if code not in self._earlier)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._earlier) + sum(code not in self._earlier for code in self._changed)

    @property
    def changed(self) -> Mapping[str, Case]:
        """Cases that something happened to since the last day end."""
        return self._changed

    def with_case(self, case: Case) -> "Cases":
        """These with *case* as it is now."""
        return Cases(self._earlier, {**self._changed, case.code: case})

    def next_day(self) -> "Cases":
        """Those that something can still come of, for a new service date."""
        return Cases({code: case for code, case in self.items() if case.open})
