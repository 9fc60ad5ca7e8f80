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
"""The PIN of everybody; nothing simulated is secret."""

TICKETS: Final = Origin("mesin-nomor")
"""The terminal that gives out numbers."""


BACK_OFFICE: Final = Origin("belakang", staffed=True)
"""The terminal behind the counters."""


def counter_seats(pack: Pack) -> tuple[Origin, ...]:
    """Return the terminal of each counter."""
    return tuple(Origin(f"loket-{counter.id}", counter.id, staffed=True) for counter in pack.office.file.counter)


def code_of(seat: Origin) -> str:
    """Return the code of the person who works at *seat*."""
    return f"P{seat.counter or 'B'}"


@define
class Receipts:
    """Receipts of cases not collected yet."""

    ready: list[str] = field(factory=list)
    """Codes of ready cases whose holders have not come yet."""
    brought: deque[str] = field(factory=deque)
    """Codes that holders have brought, in that order."""

    def come(self, chance: Random) -> None:
        """Let the holder of a ready case come."""
        self.brought.append(self.ready.pop(chance.randrange(len(self.ready))))

    def handed_over(self) -> str | None:
        """Return the receipt that the next holder hands over at a counter."""
        return self.brought.popleft() if self.brought else None


def arrivals(pack: Pack, seat: Origin, chance: Random) -> Script:
    """Take numbers one after the other, day after day."""
    services = _services(pack)
    result = yield WaitFor(0)
    while services:
        if not tickets_open(pack.office, result.at):
            result = yield WaitUntil(_next_tickets(pack.office, result.at))
            continue
        result = yield WaitFor(chance.expovariate(chances.ARRIVALS * chances.PEAK / 3600))
        if chance.random() * chances.PEAK < _relative_arrivals(pack.office, result.at) and tickets_open(
            pack.office, result.at
        ):
            result = yield PressKey(_issue_command(services, chance, result.at), seat)


def collectors(pack: Pack, seat: Origin, receipts: Receipts, chance: Random) -> Script:
    """Take numbers to collect ready cases, now and then."""
    result = yield WaitFor(0)
    while pack.office.queue_of(COLLECTION) is not None:
        if not tickets_open(pack.office, result.at):
            result = yield WaitUntil(_next_tickets(pack.office, result.at))
            continue
        result = yield WaitFor(chance.expovariate(chances.COLLECTORS / 3600))
        if receipts.ready and tickets_open(pack.office, result.at):
            result = yield PressKey(Issue(COLLECTION), seat)
            if result.refused is None:
                receipts.come(chance)


def _services(pack: Pack) -> dict[str, int]:
    """Return the services offered here, each with its relative demand."""
    office = pack.office
    served = {task.service for counter in office.file.counter for task in counter.task}
    return {
        service: chances.SHARES.get(service, chances.OTHER_SHARE)
        for service, sop in pack.sops.items()
        if service in served and office.queue_of(service) is not None and sop.counter_steps and service != COLLECTION
    }


def _issue_command(services: dict[str, int], chance: Random, now: datetime) -> Issue:
    (service,) = chance.choices(list(services), list(services.values()))
    (people,) = chance.choices(range(1, len(chances.PEOPLE) + 1), chances.PEOPLE)
    foreigner = service.startswith(("itas", "itap", "itk"))
    return Issue(
        service,
        people=people if service.startswith("paspor") else 1,
        language="en" if foreigner and chance.random() < chances.ENGLISH else "id",
        priority=chance.random() < chances.PRIORITY,
        slot=_booked_slot(chance, now) if service.startswith("paspor") and chance.random() < chances.SLOTS else None,
    )


def _booked_slot(chance: Random, now: datetime) -> datetime:
    """Return the booked time of somebody who comes now."""
    near = now - timedelta(minutes=chance.uniform(*chances.PUNCTUAL))
    return near - (near - datetime.min.replace(tzinfo=UTC)) % chances.SLOT


def _relative_arrivals(office: Office, now: datetime) -> float:
    """Return the number of arrivals relative to an ordinary hour."""
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
    """Work through the due board round after round, and make most cases ready in time."""
    result = yield WaitFor(0)
    while True:
        result = yield WaitUntil(_next_round(pack.office, result.at))
        result = yield PressKey(SignOn(code_of(seat), PIN), seat)
        result = yield ReadScreen(seat)
        for command in list(_round_commands(result.due, pack, chance)) if result.due else ():
            result = yield WaitFor(chances.draw_seconds(chance, chances.CASE_SECONDS))
            result = yield PressKey(command, seat)
            if isinstance(command, Ready) and result.refused is None:
                receipts.ready.append(command.case)
        result = yield PressKey(SignOff(), seat)


def _round_commands(due: DueBoard, pack: Pack, chance: Random) -> Iterator[CaseCommand]:
    """Yield the commands of one round."""
    for row in due.undated:
        step = _awaited_milestone(row, pack)
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


def _awaited_milestone(case: UndatedCase, pack: Pack) -> str | None:
    """Return the milestone that the promise counts from; None if it is a step at a counter."""
    sop = pack.sops.get(case.service)
    return next((step.id for step in (sop.milestones if sop else ()) if step.id == case.step), None)


def _hold(case: DueCase, pack: Pack) -> Hold:
    """Hold for an approval, if the standard lets that stop the clock; else for papers."""
    sop = pack.sops.get(case.service)
    stops = [stop for promise in (sop.file.promise if sop else ()) for stop in promise.stops]
    return Hold(case.code, "approval", stops[0]) if stops else Hold(case.code, "papers")


def _next_round(office: Office, now: datetime) -> datetime:
    """Return the time of the next round while the office is open."""
    today = service_date(office, now)
    for ahead in range(chances.FARTHEST):
        hours = day_hours(office, today + timedelta(days=ahead))
        at = hours.opens + chances.ROUND_AFTER if hours else now
        while hours and at < hours.closes:
            if at > now:
                return at
            at += chances.ROUND_EVERY
    return now + timedelta(days=1)
