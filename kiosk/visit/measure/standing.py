"""What the board says of a service that a whole month goes into: promises kept, and what is most often missing."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import groupby

from attrs import frozen

from kiosk.office.model import Office
from kiosk.visit.measure.day import ServiceDay
from kiosk.visit.measure.figures import most_missing
from kiosk.visit.measure.level import Fallen, levels
from kiosk.wire.board import Kept, MissingMost


@frozen
class Standing:
    """How a service stands this month; what this month cannot say yet is last month's."""

    kept: Kept | None = None
    missing_most: MissingMost | None = None


def standing_since(today: date) -> date:
    """The first day that anything is asked of."""
    return (today.replace(day=1) - timedelta(days=1)).replace(day=1)


def standings(
    fallen: Iterable[Fallen], days: Iterable[tuple[date, Iterable[ServiceDay]]], today: date, office: Office
) -> dict[str, Standing]:
    """By service: promises that fell due before *today*, and what was missing on the ended *days*, oldest first."""
    kept = {each.service: Kept(each.month, each.kept, each.due) for each in levels(fallen, today, office) if each.due}
    missing: dict[str, MissingMost] = {}
    for month, ended in groupby(days, lambda each: f"{each[0]:%Y-%m}"):
        services = (service for _, of_day in ended for service in of_day)
        missing |= {service: MissingMost(name, month) for service, name in most_missing(services).items()}
    return {service: Standing(kept.get(service), missing.get(service)) for service in kept.keys() | missing.keys()}
