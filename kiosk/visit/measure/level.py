"""Service levels from due dates, the due board of the back office, and the monthly standing of each service."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Final, Literal

from attrs import evolve, frozen

from kiosk.office.calendar import add_working_days
from kiosk.office.hours import service_date
from kiosk.office.model import Office
from kiosk.visit.case import Case
from kiosk.visit.measure.statistics import ServiceDay, most_missing
from kiosk.wire.board import KeptPromises, MissingMost
from kiosk.wire.case import CaseState
from kiosk.wire.measure import DueBoard, DueCase, ServiceLevel, UndatedCase

_Verdict = Literal["kept", "missed", "held"]

TO_DO: Final[tuple[CaseState, ...]] = ("in-process", "on-hold")
"""States of a case still to be made ready."""


@frozen
class DuePromise:
    """A promise to have a case ready, and what decides whether it was kept."""

    service: str
    day: date
    """The due date."""
    at: datetime | None
    """The time, of a promise in hours or minutes."""
    ready: datetime | None
    closed: datetime | None
    stopped: bool
    """Its clock is stopped."""


def due_promises_of(case: Case) -> Iterator[DuePromise]:
    """Yield the due promises of the case, one for each service that it followed and that set a date."""
    for each in case.earlier:
        if each.due.day is not None:
            yield DuePromise(each.service, each.due.day, each.due.at, each.ready, None, stopped=False)
    if case.due is not None and case.due.day is not None:
        closed = case.closed.at if case.closed else None
        yield DuePromise(case.service, case.due.day, case.due.at, case.ready, closed, case.stopped)


def levels(fallen: Iterable[DuePromise], today: date, office: Office) -> tuple[ServiceLevel, ...]:
    """Return by service and month how the promises due before *today* were kept."""
    counts: dict[tuple[str, str], dict[_Verdict, int]] = {}
    for each in fallen:
        verdict = _verdict(each, office) if each.day < today else None
        if verdict is not None:
            count = counts.setdefault((each.service, f"{each.day:%Y-%m}"), {"kept": 0, "missed": 0, "held": 0})
            count[verdict] += 1
    return tuple(
        ServiceLevel(service, month, count["kept"] + count["missed"], count["kept"], count["held"])
        for (service, month), count in sorted(counts.items())
    )


def due_board(cases: Iterable[Case], today: date, office: Office) -> DueBoard:
    """Return the cases still to be made ready, soonest first, and those that should have been collected."""
    cases = tuple(cases)
    next_day = add_working_days(office, today, 1)
    rows = sorted((row for case in cases for row in _to_do(case)), key=_soonest)
    return DueBoard(
        today=today,
        next_day=next_day,
        overdue=tuple(row for row in rows if row.day < today),
        due_today=tuple(row for row in rows if row.day == today),
        due_next=tuple(row for row in rows if today < row.day <= (next_day or today)),
        later=tuple(row for row in rows if row.day > (next_day or today)),
        undated=tuple(
            sorted((row for case in cases for row in _undated(case)), key=lambda row: (row.opened, row.code))
        ),
        uncollected=tuple(
            DueCase(case.code, case.service, case.state, day)
            for day, case in sorted(_uncollected(cases, office, today), key=lambda row: (row[0], row[1].code))
        ),
    )


def _soonest(row: DueCase) -> tuple[date, bool, datetime | None, str]:
    """Sort by day, then those with a time first, by that."""
    return row.day, row.at is None, row.at, row.code


def _to_do(case: Case) -> Iterable[DueCase]:
    if case.state in TO_DO and case.due is not None and case.due.day is not None:
        hold = case.held.reason if case.held else None
        yield DueCase(case.code, case.service, case.state, case.due.day, case.due.at, hold, case.stopped)


def _undated(case: Case) -> Iterable[UndatedCase]:
    if case.state in TO_DO and (case.due is None or case.due.day is None):
        row = UndatedCase(case.code, case.service, case.state, case.opened)
        awaited = next(reversed(case.awaited), None)
        if case.due is not None:
            yield evolve(row, why=case.due.why)
        elif awaited is not None:
            yield evolve(row, awaits=awaited.from_text, step=awaited.from_step)
        else:
            yield row


def _uncollected(cases: Iterable[Case], office: Office, today: date) -> Iterator[tuple[date, Case]]:
    for case in cases:
        last = case.collect_by(office)
        if last is not None and last < today:
            yield last, case


def _verdict(fallen: DuePromise, office: Office) -> _Verdict | None:
    """Return the verdict once the day is over; None if the case was closed by then."""
    if fallen.ready is not None:
        in_time = fallen.ready <= fallen.at if fallen.at else service_date(office, fallen.ready) <= fallen.day
        return "kept" if in_time else "missed"
    if fallen.closed is not None:
        return None if service_date(office, fallen.closed) <= fallen.day else "missed"
    return "held" if fallen.stopped else "missed"


@frozen
class ServiceStanding:
    """How a service stands this month; what this month does not show yet is last month's."""

    kept: KeptPromises | None = None
    missing_most: MissingMost | None = None


def standing_since(today: date) -> date:
    """Return the first day that standings count."""
    return (today.replace(day=1) - timedelta(days=1)).replace(day=1)


def standings(
    fallen: Iterable[DuePromise], days: Iterable[tuple[date, Iterable[ServiceDay]]], today: date, office: Office
) -> dict[str, ServiceStanding]:
    """Return the standing by service, of promises due before *today* and of the ended *days*, oldest first."""
    kept = {
        each.service: KeptPromises(each.month, each.kept, each.due)
        for each in levels(fallen, today, office)
        if each.due
    }
    missing: dict[str, MissingMost] = {}
    for month, ended in groupby(days, lambda each: f"{each[0]:%Y-%m}"):
        services = (service for _, of_day in ended for service in of_day)
        missing |= {service: MissingMost(name, month) for service, name in most_missing(services).items()}
    return {
        service: ServiceStanding(kept.get(service), missing.get(service)) for service in kept.keys() | missing.keys()
    }
