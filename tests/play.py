"""A small office whose rules can be followed by hand, and a desk that plays commands on it."""

from datetime import UTC, datetime, time, timedelta
from itertools import count
from typing import Any

from kiosk.office.model import WEEKDAYS, Counter, Office, OfficeFile, Queue, Task, TimeZoneName, WeekdayHours
from kiosk.sop.model import Sop, SopFile
from kiosk.sop.pack import Pack
from kiosk.sop.rows import Requirement, Step
from kiosk.text.language import Text
from kiosk.time.instant import Instant
from kiosk.visit.desk.decision import HOUSE, decide, stamp
from kiosk.visit.desk.office import day_due
from kiosk.visit.event.envelope import Event
from kiosk.visit.fold.state import fold_all
from kiosk.visit.state import Origin, State, Visit
from kiosk.wire.command.counter import AtCounter, CallNext, SetCounter
from kiosk.wire.command.office import SignOn
from kiosk.wire.command.union import Command
from kiosk.wire.command.visit import Issue

START = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
"""Tuesday, 08.00 in Jakarta."""


def sop(service: str, *steps: str) -> Sop:
    """An SOP with a step at issue and these at the counters."""
    made = tuple(
        Step(name, Text(name), "applicant" if name == "nomor" else "counter", ("Petugas",), "process",
               at_issue=name == "nomor")
        for name in ("nomor", *steps)
    )  # fmt: skip
    papers = (Requirement("ktp", Text("KTP")), Requirement("kk", Text("Kartu keluarga")))
    return Sop("kantor", SopFile(service, Text(service), step=made, requirement=papers), f"digest-{service}")


def small_pack(zone: TimeZoneName = "Asia/Jakarta", quota: int | None = None) -> Pack:
    """Counters 1 and 2 check passports, 3 photographs and also takes complaints, 4 does stay permits."""
    file = OfficeFile(
        name="Kantor",
        timezone=zone,
        queue=(
            Queue("A", Text("Paspor"), services=("paspor",), quota=quota),
            Queue("C", Text("Izin tinggal"), services=("izin",)),
            Queue("E", Text("Pengaduan"), services=("pengaduan",)),
            Queue("H", Text("Prioritas"), priority=True),
        ),
        counter=(
            Counter("1", Text("Loket 1"), (Task("paspor", ("periksa", "pindai")),)),
            Counter("2", Text("Loket 2"), (Task("paspor", ("periksa", "pindai")),)),
            Counter("3", Text("Loket 3"), (Task("paspor", ("foto",)), Task("pengaduan"))),
            Counter("4", Text("Loket 4"), (Task("izin"), Task("pengaduan"))),
        ),
        hours=(WeekdayHours(WEEKDAYS[:5], time(7), time(16), time(12), time(13)),),
    )
    sops = (sop("paspor", "periksa", "pindai", "foto"), sop("izin", "berkas"), sop("pengaduan", "catat"))
    office = Office(file, {}, frozenset({2026}))
    return Pack(office, {each.id: each for each in sops}, "pack")


SUPERVISOR = Origin("atas", None, staffed=True)
"""The supervisor's terminal."""


def counter_seat(counter: str) -> Origin:
    """The terminal of a counter."""
    return Origin(f"loket-{counter}", counter, staffed=True)


def seat_of(command: Command) -> Origin:
    """Where a command is usually given: at its counter, at the ticket machine, else at the supervisor's terminal."""
    if isinstance(command, AtCounter):
        return counter_seat(command.counter)
    return Origin("mesin") if isinstance(command, Issue) else SUPERVISOR


def person_of(seat: Origin) -> str:
    """Who usually sits there."""
    return f"P{seat.counter}" if seat.counter else "KA"


class Desk:
    """Plays commands one after the other, as the endpoint does, and keeps every event."""

    def __init__(self, pack: Pack, start: datetime = START) -> None:
        self.pack = pack
        self.now = Instant(start, "boot", 1000.0)
        self.state = State()
        self.events: tuple[Event, ...] = ()

    def later(self, seconds: float) -> None:
        """Let time pass."""
        self.now = Instant(self.now.at + timedelta(seconds=seconds), self.now.boot, self.now.uptime + seconds)

    def do(self, command: Command, seat: Origin | None = None) -> tuple[Event, ...]:
        """Play one command, where `seat_of` says or at *seat*; a refusal leaves everything as it was.

        Whoever belongs there signs on first, if nobody has.
        """
        seat = seat or seat_of(command)
        self.staff(seat)
        return self.play(command, seat)

    def play(self, command: Command, seat: Origin) -> tuple[Event, ...]:
        """Play one command with whoever is signed on at *seat*, or nobody."""
        due = self.due()
        state = fold_all(self.state, due)
        codes = (f"code-{state.version}-{n}" if n else f"code-{state.version}" for n in count())
        made = decide(state, command, seat, self.now, self.pack, lambda: next(codes))
        self.state = fold_all(state, made)
        self.events = (*self.events, *due, *made)
        return made

    def due(self) -> tuple[Event, ...]:
        """What the calendar demands first."""
        return stamp(day_due(self.state, self.now, self.pack), self.state.version, HOUSE, self.now)

    def staff(self, seat: Origin) -> None:
        """Have whoever belongs there sign on at *seat*, if somebody has to be there and nobody is."""
        state = fold_all(self.state, self.due())
        possible = state.date is not None or seat.counter is None
        if seat.staffed and possible and state.person_at(seat) is None:
            self.play(SignOn(person_of(seat)), seat)

    def at(self, kind: type[Any], counter: str, **fields: Any) -> tuple[Event, ...]:
        """A command to a counter, with its present revision."""
        seat = counter_seat(counter)
        self.staff(seat)
        return self.do(kind(counter=counter, expect=self.state.counter(counter).revision, **fields), seat)

    def open(self, *counters: str) -> None:
        """Open counters."""
        for counter in counters:
            self.at(SetCounter, counter, state="open")

    def issue(self, service: str = "paspor", **fields: Any) -> Visit:
        """Give out a number."""
        self.do(Issue(service, **fields))
        return list(self.state.visits.values())[-1]

    def visit(self, ticket: str) -> Visit:
        """Today's visit with that number."""
        return next(v for v in self.state.visits.values() if v.ticket == ticket)

    def call(self, counter: str) -> str:
        """Call next; the ticket called."""
        self.at(CallNext, counter)
        held = self.state.counter(counter).visit
        assert held is not None
        return self.state.visits[held].ticket
