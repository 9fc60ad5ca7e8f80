"""People who come and take a number: many in the morning, fewer after the break, none when no numbers are given out.

The receipts of a simulated office's applicants: whose is ready, and whose holder stands in the office with it.

Who does what in a simulated day knows only what a screen shows; a receipt goes from hand to hand.
"""

from collections import deque
from datetime import UTC, date, datetime, timedelta
from random import Random

from attrs import define, field

from kiosk.office.hours import DayHours, day_hours, service_date, tickets_open
from kiosk.office.model import Office
from kiosk.simulate import chances
from kiosk.simulate.act import PressKey, Script, WaitFor, WaitUntil
from kiosk.sop.pack import Pack
from kiosk.visit.state import Origin
from kiosk.wire.catalogue import COLLECTION
from kiosk.wire.command.visit import Issue


@define
class Receipts:
    """Those that something is still to be fetched for."""

    ready: list[str] = field(factory=list)
    """Codes whose holders have not come yet, though they could."""
    brought: deque[str] = field(factory=deque)
    """Codes whose holders came with them, in that order."""

    def come(self, chance: Random) -> None:
        """Somebody takes theirs and comes."""
        self.brought.append(self.ready.pop(chance.randrange(len(self.ready))))

    def handed_over(self) -> str | None:
        """The one that the next of them hands over at a counter."""
        return self.brought.popleft() if self.brought else None


def arrivals(pack: Pack, seat: Origin, chance: Random) -> Script:
    """One after the other comes and takes a number, for as many days as somebody watches."""
    services = _services(pack)
    told = yield WaitFor(0)
    while services:
        if not tickets_open(pack.office, told.at):
            told = yield WaitUntil(_next_tickets(pack.office, told.at))
            continue
        told = yield WaitFor(chance.expovariate(chances.ARRIVALS * chances.PEAK / 3600))
        if chance.random() * chances.PEAK < _crowd(pack.office, told.at) and tickets_open(pack.office, told.at):
            told = yield PressKey(_wish(services, chance, told.at), seat)


def collectors(pack: Pack, seat: Origin, receipts: Receipts, chance: Random) -> Script:
    """Now and then somebody comes with a receipt for what is ready."""
    told = yield WaitFor(0)
    while pack.office.queue_of(COLLECTION) is not None:
        if not tickets_open(pack.office, told.at):
            told = yield WaitUntil(_next_tickets(pack.office, told.at))
            continue
        told = yield WaitFor(chance.expovariate(chances.COLLECTORS / 3600))
        if receipts.ready and tickets_open(pack.office, told.at):
            told = yield PressKey(Issue(COLLECTION), seat)
            if told.refused is None:
                receipts.come(chance)


def _services(pack: Pack) -> dict[str, int]:
    """What can be asked for here, each with its share."""
    office = pack.office
    served = {task.service for counter in office.file.counter for task in counter.task}
    return {
        service: chances.SHARES.get(service, chances.OTHER_SHARE)
        for service, sop in pack.sops.items()
        if service in served and office.queue_of(service) is not None and sop.counter_steps and service != COLLECTION
    }


def _wish(services: dict[str, int], chance: Random, now: datetime) -> Issue:
    (service,) = chance.choices(list(services), list(services.values()))
    (people,) = chance.choices(range(1, len(chances.PEOPLE) + 1), chances.PEOPLE)
    foreigner = service.startswith(("itas", "itap", "itk"))
    return Issue(
        service,
        people=people if service.startswith("paspor") else 1,
        language="en" if foreigner and chance.random() < chances.ENGLISH else "id",
        priority=chance.random() < chances.PRIORITY,
        slot=_booked(chance, now) if service.startswith("paspor") and chance.random() < chances.SLOTS else None,
    )


def _booked(chance: Random, now: datetime) -> datetime:
    """The booked time of somebody who comes now."""
    near = now - timedelta(minutes=chance.uniform(*chances.PUNCTUAL))
    return near - (near - datetime.min.replace(tzinfo=UTC)) % chances.SLOT


def _crowd(office: Office, now: datetime) -> float:
    """How many times the ordinary number of people come."""
    hours = day_hours(office, service_date(office, now))
    if hours is None:
        return 0.0
    if now < hours.opens + timedelta(minutes=90):
        return chances.PEAK
    if hours.rest is not None and now >= hours.rest[0]:
        return chances.AFTERNOON
    return 1.0


def _next_tickets(office: Office, now: datetime) -> datetime:
    today = service_date(office, now)
    for ahead in range(chances.FARTHEST):
        start = _tickets_from(day_hours(office, date.fromordinal(today.toordinal() + ahead)))
        if start is not None and start > now:
            return start
    return now + timedelta(days=1)


def _tickets_from(hours: DayHours | None) -> datetime | None:
    return hours.tickets.start if hours else None
