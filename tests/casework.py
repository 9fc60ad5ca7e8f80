"""An office whose cases can be followed by hand: passports, a lost one, a permit to be paid for, a same-day one."""

from datetime import date, time
from typing import Any

from play import Desk

from kiosk.office.model import WEEKDAYS, Counter, DayOff, Office, OfficeFile, Queue, Task, WeekdayHours
from kiosk.sop.collection import collection
from kiosk.sop.model import Sop, SopFile
from kiosk.sop.pack import Pack
from kiosk.sop.rows import Length, Promise, Requirement, Step
from kiosk.text.language import Text
from kiosk.visit.case import Case
from kiosk.visit.desk.decision import HOUSE, stamp
from kiosk.visit.desk.office import day_due
from kiosk.visit.fold.state import fold_all
from kiosk.wire.catalogue import Where
from kiosk.wire.command.case import Ready
from kiosk.wire.command.counter import Finish, MarkStepDone, Start
from kiosk.wire.command.visit import Cancel

STOP = "persetujuan Kanwil"
"""What stops the clock of a permit."""

HOLIDAY = date(2026, 12, 25)


def step(step_id: str, where: Where, **more: Any) -> Step:
    """A step of that id."""
    return Step(step_id, Text(step_id), where, ("Petugas",), "process", **more)


def counters(*steps: str, opens: str) -> tuple[Step, ...]:
    """The number, and steps at the counters, of which one accepts the file."""
    made = (step(name, "counter", opens_case=name == opens) for name in steps)
    return (step("nomor", "applicant", at_issue=True), *made)


def back_office(*steps: str) -> tuple[Step, ...]:
    """Steps behind the counters."""
    return tuple(step(name, "back-office") for name in steps)


def promise(from_step: str, to_step: str, most: int, unit: Any, **more: Any) -> Promise:
    """A promise that may be made to the public."""
    return Promise(from_step, to_step, Text(f"sejak {from_step}", f"from {from_step}"), most, unit, source="s", **more)


def file(service: str, steps: tuple[Step, ...], *promises: Promise, **more: Any) -> SopFile:
    """The file of a service."""
    papers = (Requirement("ktp", Text("KTP")), Requirement("kk", Text("Kartu keluarga")))
    source = {"s": "https://example.test"}
    return SopFile(
        id=service, name=Text(service), step=steps, promise=promises, requirement=papers, source=source, **more
    )


def made(sop: SopFile) -> Sop:
    """The SOP of a file."""
    return Sop("kantor", sop, f"digest-{sop.id}")


FILES = (
    file(
        "paspor",
        (
            *counters("periksa", "foto", opens="periksa"),
            *back_office("verifikasi", "laminasi"),
            step("serah", "collection"),
        ),
        promise("periksa", "laminasi", 4, "working-days"),
        collect_within=Length(30, "days", "s"),
    ),
    file(
        "bap",
        (*counters("tanya", opens="tanya"), *back_office("setuju", "panggil")),
        promise("setuju", "panggil", 3, "working-days"),
    ),
    file(
        "hilang",
        (
            *counters("berkas", "foto", opens="berkas"),
            step("bayar", "applicant"),
            *back_office("cetak"),
            step("serah", "collection"),
        ),
        promise("berkas", "cetak", 8, "days", min=4),
        continues="bap",
    ),
    file(
        "izin",
        (
            *counters("serahkan", "biometrik", opens="serahkan"),
            step("bayar", "applicant"),
            *back_office("kanwil", "persetujuan"),
            step("ambil", "collection", inputs=("KTP asli",)),
        ),
        promise("bayar", "persetujuan", 4, "working-days", stops=(STOP,)),
    ),
    file(
        "cepat",
        (*counters("terima", opens="terima"), *back_office("cetak"), step("serah", "collection")),
        promise("terima", "cetak", 0, "same-day", cutoff=time(10)),
    ),
    file("informasi", counters("catat", opens="")),
)


def case_pack(files: tuple[SopFile, ...] = FILES, years: frozenset[int] = frozenset({2026, 2027})) -> Pack:
    """The office, working Monday to Friday but on a holiday."""
    own = {sop.id: sop for sop in map(made, (*files, collection(files).file))}
    office = OfficeFile(
        name="Kantor",
        timezone="Asia/Jakarta",
        queue=(
            Queue("A", Text("Paspor"), services=("paspor", "hilang", "cepat")),
            Queue("C", Text("Izin tinggal"), services=("izin",)),
            Queue("E", Text("BAP"), services=("bap", "informasi")),
            Queue("F", Text("Pengambilan"), services=("pengambilan",)),
        ),
        counter=(
            Counter("1", Text("Loket 1"), (Task("paspor", ("periksa",)), Task("hilang"), Task("cepat"))),
            Counter("3", Text("Loket 3"), (Task("paspor", ("foto",)),)),
            Counter("4", Text("Loket 4"), (Task("izin"),)),
            Counter("5", Text("Loket 5"), (Task("bap"), Task("pengambilan"), Task("informasi"))),
        ),
        hours=(WeekdayHours(WEEKDAYS[:5], time(7), time(16)),),
        sample=True,
    )
    off = DayOff(HOLIDAY, Text("Natal"), "public", "SKB")
    return Pack(Office(office, {HOLIDAY: off}, years), own, "pack")


class CaseDesk(Desk):
    """A desk that knows what is done with cases, in as few words as a test wants."""

    def __init__(self, pack: Pack | None = None) -> None:
        super().__init__(pack or case_pack())

    def next_days(self, days: int) -> None:
        """Let days pass; the old one ends by the clock, and the new one opens."""
        self.later(days * 86_400)
        due = stamp(day_due(self.state, self.now, self.pack), self.state.version, HOUSE, self.now)
        self.state = fold_all(self.state, due)
        self.events = (*self.events, *due)

    def begin(self, service: str, counter: str, **fields: Any) -> None:
        """A number given out, called to a counter and served there."""
        if self.state.counter(counter).state != "open":
            self.open(counter)
        self.issue(service, **fields)
        self.take(counter)

    def take(self, counter: str) -> None:
        """Call the next number to a counter, opened if need be, and begin to serve it."""
        if self.state.counter(counter).state != "open":
            self.open(counter)
        self.call(counter)
        self.at(Start, counter)

    def step(self, counter: str, step_id: str, **fields: Any) -> None:
        """A step done."""
        self.at(MarkStepDone, counter, step=step_id, **fields)

    def finish(self, counter: str, outcome: str = "done", **fields: Any) -> None:
        """The visit at a counter ended."""
        self.at(Finish, counter, outcome=outcome, **fields)

    def accepted(self, service: str, counter: str, opening: str, **fields: Any) -> Case:
        """A visit in which one file is accepted, and which ends then."""
        self.begin(service, counter, **fields)
        self.step(counter, opening)
        visit = list(self.state.visits.values())[-1]
        self.do(Cancel(visit.id, visit.revision, "left"))
        return self.case(visit.cases[-1].code)

    def held(self, counter: str) -> list[Case]:
        """The cases of the visit at a counter."""
        visit = self.state.visits[self.state.counter(counter).visit or ""]
        return [self.state.cases[each.code] for each in visit.cases]

    def case(self, code: str) -> Case:
        """The case as it is now."""
        return self.state.cases[code]

    def ready(self, *codes: str) -> None:
        """Cases marked ready, each by a scan."""
        for code in codes:
            self.do(Ready(code))
