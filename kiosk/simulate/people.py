"""The people of a simulated office but the clerks: applicants, those who collect, and the back office.

Each knows only what a screen shows; a receipt goes from hand to hand. Each counter has one person of the staff, and one
works behind them, all with the same PIN.
"""

from collections import deque
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Final

from attrs import define, field

from kiosk.office.hours import DayHours, day_hours, service_date, tickets_open
from kiosk.office.model import Office
from kiosk.simulate import chances
from kiosk.simulate.schedule import PressKey, ReadScreen, Script, WaitFor, WaitUntil
from kiosk.sop.pack import Pack
from kiosk.visit.state import Origin
from kiosk.wire.catalogue import COLLECTION
from kiosk.wire.command.case import CaseCommand, Hold, Milestone, Ready, Release
from kiosk.wire.command.office import SignOff, SignOn
from kiosk.wire.command.visit import Issue
from kiosk.wire.measure import DueBoard, DueCase, UndatedCase

PIN: Final = "271828"
"""Of everybody; nothing that is simulated has to be kept from anybody."""

TICKETS: Final = Origin("mesin-nomor")
"""The terminal that gives out numbers."""


BACK_OFFICE: Final = Origin("belakang", staffed=True)
"""The terminal behind the counters."""


def counter_seats(pack: Pack) -> tuple[Origin, ...]:
    """The terminal of each counter."""
    return tuple(Origin(f"loket-{counter.id}", counter.id, staffed=True) for counter in pack.office.file.counter)


def code_of(seat: Origin) -> str:
    """Who works there."""
    return f"P{seat.counter or 'B'}"


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


def back_office(pack: Pack, seat: Origin, receipts: Receipts, chance: Random) -> Script:
    """Round after round, as long as somebody watches: what is due soon is made ready, most of it in time."""
    told = yield WaitFor(0)
    while True:
        told = yield WaitUntil(_next_round(pack.office, told.at))
        told = yield PressKey(SignOn(code_of(seat), PIN), seat)
        told = yield ReadScreen(seat)
        for command in list(_work(told.due, pack, chance)) if told.due else ():
            told = yield WaitFor(chances.draw_seconds(chance, chances.CASE_SECONDS))
            told = yield PressKey(command, seat)
            if isinstance(command, Ready) and told.refused is None:
                receipts.ready.append(command.case)
        told = yield PressKey(SignOff(), seat)


def _work(due: DueBoard, pack: Pack, chance: Random) -> Iterator[CaseCommand]:
    """What this round gets done."""
    for row in due.undated:
        step = _awaited(row, pack)
        if step is not None and chance.random() < chances.PAYS_LATER:
            yield Milestone(row.code, step)
    soon = (*due.overdue, *due.due_today, *due.due_next)
    for case in (*soon, *due.later):
        luck = chance.random()
        if case.state == "on-hold" and luck < chances.RELEASED:
            yield Release(case.code)
        elif case.state == "in-process" and case in soon and luck < chances.MADE_READY:
            yield Ready(case.code)
        elif case.state == "in-process" and case not in soon and luck < chances.HELD:
            yield _hold(case, pack)


def _awaited(case: UndatedCase, pack: Pack) -> str | None:
    """The milestone that its promise counts from; none where that is a step at a counter, for which somebody comes."""
    sop = pack.sops.get(case.service)
    return next((step.id for step in (sop.milestones if sop else ()) if step.id == case.step), None)


def _hold(case: DueCase, pack: Pack) -> Hold:
    """Waiting for an approval, where the standard says that this stops the clock; else for papers."""
    sop = pack.sops.get(case.service)
    stops = [stop for promise in (sop.promises if sop else ()) for stop in promise.stops]
    return Hold(case.code, "approval", stops[0]) if stops else Hold(case.code, "papers")


def _next_round(office: Office, now: datetime) -> datetime:
    """Half an hour after every full hour that the office is open."""
    today = service_date(office, now)
    for ahead in range(chances.FARTHEST):
        hours = day_hours(office, today + timedelta(days=ahead))
        at = hours.opens + chances.ROUND_AFTER if hours else now
        while hours and at < hours.closes:
            if at > now:
                return at
            at += chances.ROUND_EVERY
    return now + timedelta(days=1)
