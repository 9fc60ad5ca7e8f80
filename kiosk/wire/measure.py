"""Measures of a period, and the due board: times against the standard, missing requirements, promises kept and due."""

from datetime import date, datetime

from attrs import frozen

from kiosk.text.language import Text
from kiosk.wire.case import CaseState, HoldReason


@frozen
class DurationStats:
    """Measurements of one thing, against the standard where one is set."""

    count: int
    inaccurate: int = 0
    """Further measurements whose times mean nothing."""
    median: int | None = None
    """Seconds; none without a measurement."""
    p80: int | None = None
    """Seconds that 80 % took at most."""
    standard: int | None = None
    """Minutes."""
    within: int | None = None
    """How many kept to the standard."""


@frozen
class StepStats:
    """A step, or several that were always toggled together."""

    steps: tuple[str, ...]
    figures: DurationStats


@frozen
class MissingCount:
    requirement: str
    name: Text
    count: int


@frozen
class ServiceStats:
    service: str
    name: Text
    visits: int
    outcomes: dict[str, int]
    missing: tuple[MissingCount, ...]
    """Most often missing first."""
    waiting: DurationStats
    walking: DurationStats
    serving: tuple[StepStats, ...]
    """Of legs, by the step that each began with."""
    steps: tuple[StepStats, ...]


@frozen
class ServiceLevel:
    """How many promises of a service fell due in a month, and how many were kept."""

    service: str
    month: str
    """`2026-11`."""
    due: int
    kept: int
    """Ready on the day that was promised, or before. What was not marked ready was not kept."""
    held: int
    """How many more would have fallen due, had their clocks not been stopped."""


@frozen
class Measures:
    """The figures of the days from `first` to `last`, both included."""

    first: date
    last: date
    services: tuple[ServiceStats, ...]
    levels: tuple[ServiceLevel, ...]
    """Of each month that the period touches: promises that fell due within the period."""


@frozen
class DueCase:
    """A case that is still to be made ready."""

    code: str
    service: str
    state: CaseState
    day: date
    at: datetime | None = None
    """The instant, of a promise in hours or minutes."""
    hold: HoldReason | None = None
    stopped: bool = False
    """Its clock stands still: the day will move."""


@frozen
class UndatedCase:
    """A case in process that is to be ready by no day yet."""

    code: str
    service: str
    state: CaseState
    opened: datetime
    awaits: Text | None = None
    """The event that its promise counts from and that is not on record: a payment. None where the SOP promises nothing,
    or a calendar is missing."""
    step: str | None = None
    """The step of which that is the completion."""
    why: str | None = None
    """`calendar-<year>-missing`, where that is why."""


@frozen
class DueBoard:
    today: date
    next_day: date | None
    """The next working day; none where the calendar of its year is missing."""
    overdue: tuple[DueCase, ...]
    due_today: tuple[DueCase, ...]
    due_next: tuple[DueCase, ...]
    """After today, up to the next working day."""
    later: tuple[DueCase, ...]
    undated: tuple[UndatedCase, ...]
    """Oldest first."""
    uncollected: tuple[DueCase, ...]
    """Ready ones that should have been collected by `day`."""
