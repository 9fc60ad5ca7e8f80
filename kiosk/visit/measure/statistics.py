"""Durations and outcomes of service dates, and the statistics of a period made of them.

A service date keeps whole seconds and counts, so that days can be added up. Waiting, walking and serving are those of a
leg (DESIGN section 2). A step takes from the completion of the one before it on the same leg, else from the leg's
start. Steps completed within twenty seconds of each other were ticked off together after the fact: they are one
measurement.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from attrs import evolve, frozen

from kiosk.sop.model import Sop
from kiosk.sop.pack import Pack
from kiosk.text.language import Text
from kiosk.visit.state import CompletedStep, Leg, Visit
from kiosk.wire.case import Outcome
from kiosk.wire.measure import DurationStats, Measures, MissingCount, ServiceLevel, ServiceStats, StepStats

SAME_MEASUREMENT: Final = 20.0
"""Seconds within which two steps completed are one measurement."""


@frozen
class Times:
    """Durations of one kind."""

    seconds: tuple[int, ...] = ()
    inaccurate: int = 0
    """Further ones of unknown duration: the visit had ended earlier and nobody noted it."""

    def __add__(self, other: "Times") -> "Times":
        return Times((*self.seconds, *other.seconds), self.inaccurate + other.inaccurate)


@frozen
class StepTimes:
    """Durations of a step, or of several measured together."""

    steps: tuple[str, ...]
    times: Times


@frozen
class ServiceDay:
    """The measurements of one service on one service date, or on several."""

    service: str
    visits: int
    outcomes: dict[str, int]
    """People by outcome."""
    missing: dict[str, int]
    """People by the requirement they lacked."""
    waiting: Times
    walking: Times
    serving: tuple[StepTimes, ...]
    """Legs, by their first step."""
    steps: tuple[StepTimes, ...]


def measure_visits(visits: Iterable[Visit]) -> tuple[ServiceDay, ...]:
    """Return the measurements of *visits* by their last service, in order of service ids."""
    by_service: dict[str, list[Visit]] = {}
    for visit in visits:
        by_service.setdefault(visit.service, []).append(visit)
    return tuple(_service_day(service, by_service[service]) for service in sorted(by_service))


def measure_ended_day(visits: Iterable[Visit]) -> tuple[ServiceDay, ...]:
    """Return those of a day that has just ended: visits still being served ended at an unknown time."""
    return measure_visits(evolve(visit, inaccurate=True) if visit.state == "serving" else visit for visit in visits)


def sum_days(days: Iterable[ServiceDay]) -> tuple[ServiceDay, ...]:
    """Return the sums of several days by service, in order of service ids."""
    sums: dict[str, ServiceDay] = {}
    for day in days:
        known = sums.get(day.service)
        sums[day.service] = _sum(known, day) if known else day
    return tuple(sums[service] for service in sorted(sums))


def group_steps(done: Iterable[tuple[str, CompletedStep]]) -> Iterator[tuple[tuple[str, ...], CompletedStep]]:
    """Yield the steps of one leg grouped by measurement, with the completion of the last of each group."""
    group: list[tuple[str, CompletedStep]] = []
    for step in done:
        if group and step[1].moment.since(group[-1][1].moment) >= SAME_MEASUREMENT:
            yield tuple(name for name, _ in group), group[-1][1]
            group = []
        group.append(step)
    if group:
        yield tuple(name for name, _ in group), group[-1][1]


def _service_day(service: str, visits: list[Visit]) -> ServiceDay:
    legs = [(visit, number, leg) for visit in visits for number, leg in enumerate(visit.legs) if leg.calls]
    outcomes = [outcome for visit in visits for outcome in _outcomes(visit)]
    return ServiceDay(
        service=service,
        visits=len(visits),
        outcomes=dict(Counter(outcome for outcome, _ in outcomes)),
        missing=dict(Counter(name for _, missing in outcomes for name in missing)),
        waiting=Times(tuple(_waited(visit, leg) for visit, _, leg in legs)),
        walking=Times(tuple(int(leg.started.since(leg.calls[-1])) for _, _, leg in legs if leg.started)),
        serving=_by_step(serving for visit, number, leg in legs for serving in _serving(visit, number, leg)),
        steps=_by_step(step for visit, number, _ in legs for step in _steps(visit, number)),
    )


def _outcomes(visit: Visit) -> Iterator[tuple[Outcome, tuple[str, ...]]]:
    """Yield the outcome of each of the visit's people, and what they lacked."""
    yield from ((each.outcome, each.missing) for each in visit.settled)
    if visit.outcome is not None:
        yield from [(visit.outcome, visit.missing)] * (visit.people - len(visit.settled))


def _waited(visit: Visit, leg: Leg) -> int:
    """Return the seconds from entering, or from the slot if later, to the last call."""
    seconds = leg.waiting_seconds
    if visit.slot is not None and leg is visit.legs[0]:
        seconds = min(seconds, max(0.0, (leg.calls[-1].at - visit.slot).total_seconds()))
    return int(seconds)


def _serving(visit: Visit, number: int, leg: Leg) -> Iterator[StepTimes]:
    """Yield the completed service of a leg, with its part before the visit was parked."""
    if leg.end != "done" and not _inaccurate(visit, number):
        return
    first = number
    while first > 0 and visit.legs[first - 1].end == "parked":
        first -= 1
    served = [each for each in visit.legs[first : number + 1] if each.started is not None]
    if not served or served[0].step is None:
        return
    seconds = sum(each.ended.since(each.started) for each in served if each.started and each.ended)
    times = Times(inaccurate=1) if _inaccurate(visit, number) else Times((int(seconds),))
    yield StepTimes((served[0].step,), times)


def _steps(visit: Visit, number: int) -> Iterator[StepTimes]:
    started = visit.legs[number].started
    here = [(step, done) for step, done in visit.done.items() if done.leg == number and done.counter is not None]
    for names, last in group_steps(here):
        if _inaccurate(visit, number):
            yield StepTimes(names, Times(inaccurate=1))
        elif started is not None:
            yield StepTimes(names, Times((int(last.moment.since(started)),)))
        started = last.moment


def _inaccurate(visit: Visit, number: int) -> bool:
    return visit.inaccurate and number == len(visit.legs) - 1


def _by_step(measurements: Iterable[StepTimes]) -> tuple[StepTimes, ...]:
    sums: dict[tuple[str, ...], Times] = {}
    for each in measurements:
        sums[each.steps] = sums.get(each.steps, Times()) + each.times
    return tuple(StepTimes(steps, sums[steps]) for steps in sorted(sums))


def _sum(one: ServiceDay, other: ServiceDay) -> ServiceDay:
    return ServiceDay(
        service=one.service,
        visits=one.visits + other.visits,
        outcomes=dict(Counter(one.outcomes) + Counter(other.outcomes)),
        missing=dict(Counter(one.missing) + Counter(other.missing)),
        waiting=one.waiting + other.waiting,
        walking=one.walking + other.walking,
        serving=_by_step((*one.serving, *other.serving)),
        steps=_by_step((*one.steps, *other.steps)),
    )


def measures(
    days: Iterable[ServiceDay], levels: tuple[ServiceLevel, ...], first: date, last: date, pack: Pack
) -> Measures:
    """Return the statistics of the days from *first* to *last*."""
    return Measures(first, last, tuple(_service_stats(day, pack) for day in sum_days(days)), levels)


def most_missing(days: Iterable[ServiceDay]) -> dict[str, str]:
    """Return the requirement that most people lacked, by service."""
    sums: dict[str, Counter[str]] = {}
    for day in days:
        sums.setdefault(day.service, Counter()).update(day.missing)
    missing = {service: [(-n, name) for name, n in sums[service].items() if name != "other"] for service in sums}
    return {service: min(each)[1] for service, each in missing.items() if each}


def duration_stats(times: Times, standard: int | None) -> DurationStats:
    """Return the statistics of *times* against a standard in minutes."""
    seconds = sorted(times.seconds)
    return DurationStats(
        count=len(seconds),
        inaccurate=times.inaccurate,
        median=_percentile(seconds, 0.5),
        p80=_percentile(seconds, 0.8),
        standard=standard,
        within=None if standard is None else sum(each <= standard * 60 for each in seconds),
    )


def _service_stats(day: ServiceDay, pack: Pack) -> ServiceStats:
    sop = pack.sops.get(day.service)
    office = pack.office.file
    names = {r.id: r.short or r.name for r in sop.file.requirement} if sop else {}
    missing = sorted(day.missing.items(), key=lambda each: (-each[1], each[0]))
    serving = office.service_standard.minutes if office.service_standard else None
    return ServiceStats(
        service=day.service,
        name=pack.service_name(day.service),
        visits=day.visits,
        outcomes=day.outcomes,
        missing=tuple(MissingCount(r, names.get(r, Text(r)), count) for r, count in missing),
        waiting=duration_stats(day.waiting, office.wait_standard.minutes if office.wait_standard else None),
        walking=duration_stats(day.walking, None),
        serving=tuple(StepStats(each.steps, duration_stats(each.times, serving)) for each in day.serving),
        steps=tuple(
            StepStats(each.steps, duration_stats(each.times, _standard_minutes(sop, each))) for each in day.steps
        ),
    )


def _standard_minutes(sop: Sop | None, times: StepTimes) -> int | None:
    """Return the sum of the standards of steps measured together, if each has one."""
    steps = [sop.step(step) for step in times.steps] if sop else []
    minutes = [step.minutes for step in steps if step is not None and step.minutes is not None]
    return sum(minutes) if minutes and len(minutes) == len(times.steps) else None


def _percentile(ordered: list[int], share: float) -> int | None:
    """Return the value that *share* of the values do not exceed."""
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)] if ordered else None
