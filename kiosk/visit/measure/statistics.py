"""The figures of a period: what its days measured, beside the standards in force."""

import math
from collections import Counter
from collections.abc import Iterable
from datetime import date

from kiosk.sop.model import Sop
from kiosk.sop.pack import Pack
from kiosk.text.language import Text
from kiosk.visit.measure.day import ServiceDay, StepTimes, Times, sum_days
from kiosk.wire.measure import DurationStats, Measures, MissingCount, ServiceLevel, ServiceStats, StepStats


def measures(
    days: Iterable[ServiceDay], levels: tuple[ServiceLevel, ...], first: date, last: date, pack: Pack
) -> Measures:
    """The figures of the days from *first* to *last*."""
    return Measures(first, last, tuple(_service(day, pack) for day in sum_days(days)), levels)


def most_missing(days: Iterable[ServiceDay]) -> dict[str, str]:
    """By service, the requirement that most people lacked, of those on its list."""
    sums: dict[str, Counter[str]] = {}
    for day in days:
        sums.setdefault(day.service, Counter()).update(day.missing)
    missing = {service: [(-n, name) for name, n in sums[service].items() if name != "other"] for service in sums}
    return {service: min(each)[1] for service, each in missing.items() if each}


def duration_stats(times: Times, standard: int | None) -> DurationStats:
    """*times* against a standard in minutes."""
    seconds = sorted(times.seconds)
    return DurationStats(
        count=len(seconds),
        inaccurate=times.inaccurate,
        median=_share(seconds, 0.5),
        p80=_share(seconds, 0.8),
        standard=standard,
        within=None if standard is None else sum(each <= standard * 60 for each in seconds),
    )


def _service(day: ServiceDay, pack: Pack) -> ServiceStats:
    sop = pack.sops.get(day.service)
    office = pack.office.file
    names = {r.id: r.short or r.name for r in sop.requirements} if sop else {}
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
        steps=tuple(StepStats(each.steps, duration_stats(each.times, _minutes(sop, each))) for each in day.steps),
    )


def _minutes(sop: Sop | None, times: StepTimes) -> int | None:
    """The standard of steps that were measured together: the sum of theirs, where each has one."""
    steps = [sop.step(step) for step in times.steps] if sop else []
    minutes = [step.minutes for step in steps if step is not None and step.minutes is not None]
    return sum(minutes) if minutes and len(minutes) == len(times.steps) else None


def _share(ordered: list[int], share: float) -> int | None:
    """What *share* of the values took at most."""
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)] if ordered else None
