"""What was once written stays readable, in every format there ever was."""

import json
from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from casework import STOP, CaseDesk
from play import START, Desk, small_pack

from kiosk.schema.fields import Ascii
from kiosk.time.instant import Instant
from kiosk.visit.desk.decision import By, stamp
from kiosk.visit.event.envelope import BODIES, FORMAT, Event, body_to_plain, read_body
from kiosk.visit.event.office import SopApproved, SopWithdrawn
from kiosk.visit.fold.state import fold_all
from kiosk.visit.state import Origin, State
from kiosk.wire.command.case import Hold, Milestone, NotReady, Ready, Release, ReturnCase, VoidCase
from kiosk.wire.command.counter import (
    CallChosen,
    Finish,
    MarkNoShow,
    MarkStepDone,
    MarkStepUndone,
    Park,
    Recall,
    Return,
    Scan,
    Settle,
    Start,
    StillServing,
    Transfer,
    Undo,
)
from kiosk.wire.command.office import (
    AllowTickets,
    EmergencyKind,
    EndDay,
    NoticeText,
    PutEmergency,
    PutNotice,
    SignOff,
    SignOn,
    StopTickets,
    TakeNotice,
)
from kiosk.wire.command.visit import Cancel, Note, Reprint, Restore, Resume

LOGS = Path(__file__).parent / "logs"


def a_day_with_everything() -> Desk:
    """A short day in which every kind of event happens."""
    desk = Desk(small_pack())
    desk.open("1", "2", "3", "4")
    for service in ("paspor", "paspor", "paspor", "izin", "pengaduan"):
        desk.issue(service)
    desk.call("1")
    desk.later(20)
    desk.at(Recall, "1")
    desk.at(Start, "1")
    desk.at(MarkStepDone, "1", step="periksa")
    desk.at(MarkStepUndone, "1", step="periksa", reason="mistake")
    desk.at(MarkStepDone, "1", step="periksa")
    visit = desk.visit("A001")
    desk.do(Note(visit.id, visit.revision, "system"))
    desk.at(StillServing, "1")
    desk.at(MarkStepDone, "1", step="pindai")
    desk.call("2")
    desk.at(Undo, "2")
    desk.call("2")
    desk.at(Return, "2", reason="papers")
    desk.at(CallChosen, "2", visit=desk.visit("A002").id)
    desk.at(Start, "2")
    desk.at(Park, "2", reason="copy")
    desk.call("2")
    visit = desk.visit("A002")
    desk.do(Resume(visit.id, visit.revision))
    desk.later(20)
    desk.at(MarkNoShow, "2")
    visit = desk.visit("A003")
    desk.do(Restore(visit.id, visit.revision))
    desk.call("4")
    desk.at(Start, "4")
    desk.at(Transfer, "4", service="pengaduan", reason="needs-other")
    desk.call("3")
    desk.at(Start, "3")
    desk.at(Finish, "3", outcome="incomplete", missing=("kk",))
    for make in (lambda v: Reprint(v.id, v.revision), lambda v: Cancel(v.id, v.revision, "left")):
        desk.do(make(desk.visit("A003")))
    desk.play(SignOn("P1"), Origin("loket-2", "2", staffed=True))
    desk.play(SignOff(), Origin("loket-4", "4", staffed=True))
    desk.do(StopTickets("full"))
    desk.do(AllowTickets())
    assert desk.state.date is not None
    desk.do(EndDay(desk.state.date))
    return desk


def days_with_cases() -> Desk:
    """Days in which every kind of event of a case happens."""
    desk = CaseDesk()
    desk.begin("paspor", "1", people=2)
    desk.at(Settle, "1", applicant=2, outcome="incomplete", missing=("kk",))
    desk.step("1", "periksa")
    desk.take("3")
    (passport,) = desk.held("3")
    desk.step("3", "foto")
    desk.finish("3")
    permit, other = (desk.accepted("izin", "4", "serahkan") for _ in range(2))
    desk.do(ReturnCase(other.code, "incomplete", ("ktp",)))
    desk.do(VoidCase(desk.accepted("paspor", "1", "periksa").code, "twice"))
    desk.do(Milestone(permit.code, "bayar"))
    desk.do(Hold(permit.code, "approval", STOP))
    desk.next_days(2)
    desk.do(Release(permit.code))
    desk.do(Ready(permit.code))
    desk.do(NotReady(permit.code, "mistake"))
    desk.ready(permit.code, passport.code)
    desk.begin("pengambilan", "5")
    for case in (passport, permit):
        desk.at(Scan, "5", case=case.code)
    desk.step("5", "serah")
    desk.step("5", "ambil")
    desk.finish("5")
    assert {desk.case(case.code).state for case in (passport, permit)} == {"collected"}
    return desk


def standards() -> Desk:
    """A standard approved and withdrawn."""
    desk = Desk(small_pack())
    content = Ascii('{"id":"paspor","kind":"pusat","name":{"en":"Passport","id":"Paspor"}}')
    bodies = SopApproved("paspor", "0123456789ab", date(2026, 12, 1), content), SopWithdrawn("paspor")
    for body in bodies:
        desk.later(60)
        desk.events += stamp((body,), len(desk.events), By("HK"), desk.now)
    return desk


def notices() -> Desk:
    """Notices and emergencies, put up and taken back, over a day end."""
    desk = Desk(small_pack())
    quake = PutEmergency(
        EmergencyKind("Gempa bumi", "Earthquake"), ("KELUAR", "PINTU TIMUR"), NoticeText("Jangan memakai lift.")
    )
    (put,) = desk.do(PutNotice(NoticeText("Loket 3 pindah ke lantai 2.", "Counter 3 is on floor 2 now.")))[-1:]
    desk.do(PutNotice(NoticeText("Besok mulai pukul 09.00."), START + timedelta(days=1)))
    desk.do(quake)
    desk.do(evolve(quake, line_en="USE EAST DOOR"))
    desk.do(TakeNotice(put.version))
    desk.do(PutNotice(NoticeText("Hari ini saja.")))
    assert desk.state.date is not None
    desk.do(EndDay(desk.state.date))
    return desk


LOGGED = {
    "format-1": a_day_with_everything,
    "format-1-cases": days_with_cases,
    "format-1-standards": standards,
    "format-1-notices": notices,
}
"""The kept logs, and what makes them in the present format."""


def rows_of(log: str) -> list[dict[str, Any]]:
    """What the log of that name keeps."""
    return [json.loads(line) for line in (LOGS / f"{log}.jsonl").read_text("utf-8").splitlines()]


def written(event: Event) -> dict[str, Any]:
    """The event as a log keeps it."""
    moment = event.moment
    return {
        "version": event.version, "command": event.command, "at": moment.at.isoformat(), "boot": moment.boot,
        "uptime": moment.uptime, "who": event.who, "counter": event.counter, "kind": event.body.kind,
        "format": FORMAT, "body": body_to_plain(event.body),
    }  # fmt: skip


def read_back(row: dict[str, Any]) -> Event:
    """The event that a log kept."""
    moment = Instant(datetime.fromisoformat(row["at"]), row["boot"], row["uptime"])
    body = read_body(row["kind"], row["body"], row["format"])
    return Event(row["version"], row["command"], moment, row["who"], row["counter"], body)


def test_the_kept_logs_have_every_kind_of_event() -> None:
    assert {row["kind"] for log in LOGGED for row in rows_of(log)} == set(BODIES)


def test_the_kept_log_of_cases_is_read_as_it_was_meant() -> None:
    state = fold_all(State(), tuple(map(read_back, rows_of("format-1-cases"))))
    assert Counter(case.state for case in state.cases.values()) == {"collected": 2}
    moved = [promised for case in state.cases.values() for promised in case.promised if promised.moved]
    assert [(promised.moved and promised.moved.id, str(promised.due.day)) for promised in moved] == [
        (STOP, "2026-12-02")
    ]


def test_the_kept_log_of_a_day_is_read_as_it_was_meant() -> None:
    events = tuple(map(read_back, rows_of("format-1")))
    assert fold_all(State(), events[:-1]).visits["2026-11-24-A001"].done.keys() == {"nomor", "periksa", "pindai"}
    assert fold_all(State(), events).last_call == events[-1].body.last_call  # type: ignore[union-attr]


@pytest.mark.parametrize("log", LOGGED)
def test_the_present_format_is_the_one_kept(log: str) -> None:
    """When this fails, bodies have changed: raise FORMAT, keep the old log, and read both."""
    assert [written(event) for event in LOGGED[log]().events] == rows_of(log)


def test_the_kept_log_of_notices_is_read_as_it_was_meant() -> None:
    state = fold_all(State(), tuple(map(read_back, rows_of("format-1-notices"))))
    assert [(notice.level, notice.line_en, notice.until) for notice in state.notices] == [
        ("emergency", "USE EAST DOOR", None),
        ("info", None, START + timedelta(days=1)),
    ]


def test_a_log_of_before_people_signed_on_is_read_as_it_was_meant() -> None:
    events = tuple(map(read_back, rows_of("format-1-unstaffed")))
    assert fold_all(State(), events[:-1]).visits["2026-11-24-A001"].done.keys() == {"nomor", "periksa", "pindai"}
    assert not fold_all(State(), events[:-1]).people


def test_a_newer_format_or_kind_is_refused_not_guessed() -> None:
    with pytest.raises(ValueError, match="newer program"):
        read_body("issued", {}, FORMAT + 1)
    with pytest.raises(ValueError, match="newer program"):
        read_body("teleported", {})
