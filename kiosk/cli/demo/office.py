"""The office of a demo, a process of its own: a real endpoint that holds a morning, and people who go on with the day.

It writes to standard output, in one line of JSON, its address, the folder of its data, which is removed when it ends,
and the token and staff code of whoever serves a counter there. It ends when its standard input does, so that it never
outlives the terminal that it was started for. Its people do over HTTP, beside a running clock, what they would do in a
day played at once.
"""

import asyncio
import json
import os
import signal
import sys
from contextlib import closing
from datetime import date, datetime, time, timedelta
from pathlib import Path
from secrets import token_bytes
from tempfile import TemporaryDirectory
from typing import Final

from attrs import frozen

from kiosk.codes.secret import hash_pin
from kiosk.config.resources import resource_folder
from kiosk.endpoint.api.access import new_terminal
from kiosk.endpoint.app import Endpoint
from kiosk.endpoint.engine.state import file_day
from kiosk.endpoint.store.interface import Person
from kiosk.endpoint.store.sqlite import SqliteStore
from kiosk.feed.sender import CommandAccepted, CommandRefused, Sender
from kiosk.feed.source import source_of
from kiosk.office.calendar import is_working_day
from kiosk.office.hours import day_hours, service_date
from kiosk.office.model import Office
from kiosk.simulate.day import Day
from kiosk.simulate.people import BACK_OFFICE, PIN, TICKETS, code_of, counter_seats
from kiosk.simulate.schedule import ActResult, ReadScreen, Request, Schedule
from kiosk.sop.file.load import load_pack
from kiosk.sop.pack import Pack
from kiosk.system.clock import Clock, SystemClock
from kiosk.system.signals import on_signal
from kiosk.visit.state import Origin
from kiosk.wire.access import Role
from kiosk.wire.counter import CounterDocument
from kiosk.wire.measure import DueBoard

MORNING = time(9, 42)
"""The time at which a demo begins by default: the middle of a morning, as in the project's pictures."""
_PIN_COST = 16
"""Little work for a PIN that is no secret, since somebody waits for the office to open."""
_FARTHEST = 60
"""Most days ahead or back to look for a working day."""
_NAP: Final = 30.0
"""Seconds after which the clock is read again: it may have been set, or the machine asleep."""


@frozen
class DemoPlan:
    at: str | None
    """ISO time, local where it has no zone; None for the morning of the next working day, today included."""
    seed: int
    speed: float
    counter: str | None
    """The counter that a real person serves."""
    past: int
    """Working days before, so that promises fall due and there is something to collect."""


def start_of(office: Office, at: str | None, now: datetime) -> datetime:
    """The moment at which the demo begins.

    Raises:
        ValueError: when *at* is no time.
    """
    if at is not None:
        said = datetime.fromisoformat(at)
        return said if said.tzinfo else said.replace(tzinfo=office.zone)
    today = service_date(office, now)
    days = (today + timedelta(days=ahead) for ahead in range(_FARTHEST))
    day = next((day for day in days if day_hours(office, day)), today)
    return datetime.combine(day, MORNING, office.zone)


def working_days_before(office: Office, day: date, count: int) -> date:
    """The *count*-th working day before *day*, or the first that the calendar knows of."""
    before = (day - timedelta(days=ahead) for ahead in range(1, _FARTHEST))
    known = [each for each in before if is_working_day(office, each)][:count]
    return known[-1] if known else day


async def keep_office(plan: DemoPlan, folder: Path) -> None:
    """Open the office and keep it going until standard input ends or a signal comes."""
    pack = load_pack(resource_folder("sops"))
    real = SystemClock()
    start = start_of(pack.office, plan.at, real.now())
    clock = SystemClock(start - real.now())
    first = working_days_before(pack.office, service_date(pack.office, start), plan.past)
    day = Day(pack, plan.seed, datetime.combine(first, time(), pack.office.zone))
    day.play(clock.now())
    tokens = _store(day, pack, folder, clock)

    opened = asyncio.Event()
    urls: list[str] = []

    def ready(url: str) -> None:
        urls.append(url)
        opened.set()

    endpoint = Endpoint(pack, folder, clock)
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(endpoint.serve("127.0.0.1", 0, ready))
        await opened.wait()
        own = next((seat for seat in counter_seats(pack) if seat.counter == plan.counter), None)
        token, person = (tokens[own.terminal], code_of(own)) if own else (None, None)
        office = {"url": urls[0], "folder": str(folder), "token": token, "person": person}
        print(json.dumps(office), flush=True)  # noqa: T201
        if own is not None:
            day.schedule.dismiss(own.terminal)
        day.schedule.quicken(clock.now(), plan.speed)
        people = tasks.create_task(SimulatedPeople(day.schedule, clock, urls[0], tokens).go_on())
        await _wait_for_end()
        people.cancel()
        endpoint.stop()


def _store(day: Day, pack: Pack, folder: Path, clock: SystemClock) -> dict[str, str]:
    """Store the morning for the endpoint, and let terminals and staff in; return the tokens by terminal."""
    tokens = {}
    kept = hash_pin(PIN, token_bytes(16), _PIN_COST)
    with closing(SqliteStore(folder)) as store, store.transaction():
        store.append(day.events)
        for before, day_end in day.ended:
            file_day(store, before, day_end)
        roles: dict[Origin, Role] = {TICKETS: "ticket", BACK_OFFICE: "back-office"}
        for seat in (TICKETS, BACK_OFFICE, *counter_seats(pack)):
            role = roles.get(seat, "counter")
            terminal, tokens[seat.terminal] = new_terminal(seat.terminal, role, seat.counter, clock.now())
            store.add_terminal(terminal)
            if seat.staffed:
                store.add_person(Person(code_of(seat), frozenset({"serve"}), kept, clock.now()))
    return tokens


async def _wait_for_end() -> None:
    """Wait until the process that started this one is gone, or a signal comes."""
    loop = asyncio.get_running_loop()
    ended = asyncio.Event()

    def read() -> None:
        if not os.read(sys.stdin.fileno(), 1):
            loop.remove_reader(sys.stdin)
            ended.set()

    loop.add_reader(sys.stdin, read)
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        on_signal(number, ended.set)
    await ended.wait()


class SimulatedPeople:
    """Everybody of a schedule, each at their own terminal of the endpoint at *url*."""

    def __init__(self, schedule: Schedule, clock: Clock, url: str, tokens: dict[str, str]) -> None:
        self._schedule = schedule
        self._clock = clock
        self._senders = {who: Sender(source_of(url, token), clock) for who, token in tokens.items()}

    async def go_on(self) -> None:
        try:
            while (at := self._schedule.next_at) is not None:
                await self._until(at)
                turn = self._schedule.take()
                told = ActResult(self._clock.now())
                while (ask := self._schedule.go_on(turn, told)) is not None:
                    told = await self._answer(ask)
        finally:
            await asyncio.gather(*(sender.close() for sender in self._senders.values()))

    async def _until(self, at: datetime) -> None:
        while (left := (at - self._clock.now()).total_seconds()) > 0:  # noqa: ASYNC110 (the clock is waited for)
            await asyncio.sleep(min(left, _NAP))

    async def _answer(self, ask: Request) -> ActResult:
        sender = self._senders[ask.seat.terminal]
        if isinstance(ask, ReadScreen):
            if ask.seat.counter is None:
                due = await sender.due()
                return ActResult(self._clock.now(), due=due if isinstance(due, DueBoard) else None)
            seen = await sender.counter(ask.seat.counter)
            return ActResult(self._clock.now(), seen if isinstance(seen, CounterDocument) else None)
        answer = await sender.send(ask.command)
        if isinstance(answer, CommandAccepted):
            return ActResult(self._clock.now())
        refused = answer.rule if isinstance(answer, CommandRefused) else "unreachable"
        return ActResult(self._clock.now(), refused=refused)


def main() -> None:
    plan = DemoPlan(**json.loads(sys.argv[1]))
    with TemporaryDirectory(prefix="kiosk-demo-") as folder:
        asyncio.run(keep_office(plan, Path(folder)))


if __name__ == "__main__":
    main()
