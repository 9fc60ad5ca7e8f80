"""What was once written stays readable, in every format there ever was."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from play import Desk, small_pack

from kiosk.moment import Moment
from kiosk.visit.event import FORMAT, KINDS, Event, body_to_plain, read_body
from kiosk.visit.state import State, fold_all
from kiosk.wire import command as c

LOGS = Path(__file__).parent / "logs"


def a_day_with_everything() -> Desk:
    """A short day in which every kind of event happens."""
    desk = Desk(small_pack())
    desk.open("1", "2", "3", "4")
    for service in ("paspor", "paspor", "paspor", "izin", "pengaduan"):
        desk.issue(service)
    desk.call("1")
    desk.later(20)
    desk.at(c.Recall, "1")
    desk.at(c.Start, "1")
    desk.at(c.StepDone, "1", step="periksa")
    desk.at(c.StepUndone, "1", step="periksa", reason="mistake")
    desk.at(c.StepDone, "1", step="periksa")
    visit = desk.visit("A001")
    desk.do(c.Note(visit.id, visit.revision, "system"))
    desk.at(c.StillServing, "1")
    desk.at(c.StepDone, "1", step="pindai")
    desk.call("2")
    desk.at(c.Undo, "2")
    desk.call("2")
    desk.at(c.Return, "2", reason="papers")
    desk.at(c.CallChosen, "2", visit=desk.visit("A002").id)
    desk.at(c.Start, "2")
    desk.at(c.Park, "2", reason="copy")
    desk.call("2")
    visit = desk.visit("A002")
    desk.do(c.Resume(visit.id, visit.revision))
    desk.later(20)
    desk.at(c.NoShow, "2")
    visit = desk.visit("A003")
    desk.do(c.Restore(visit.id, visit.revision))
    desk.call("4")
    desk.at(c.Start, "4")
    desk.at(c.Transfer, "4", service="pengaduan", reason="needs-other")
    desk.call("3")
    desk.at(c.Start, "3")
    desk.at(c.Finish, "3", outcome="incomplete", missing=("kk",))
    for make in (lambda v: c.Reprint(v.id, v.revision), lambda v: c.Cancel(v.id, v.revision, "left")):
        desk.do(make(desk.visit("A003")))
    desk.do(c.StopTickets("full"))
    desk.do(c.AllowTickets())
    assert desk.state.date is not None
    desk.do(c.EndDay(desk.state.date))
    return desk


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
    moment = Moment(datetime.fromisoformat(row["at"]), row["boot"], row["uptime"])
    body = read_body(row["kind"], row["body"], row["format"])
    return Event(row["version"], row["command"], moment, row["who"], row["counter"], body)


@pytest.mark.parametrize("number", range(1, FORMAT + 1))
def test_the_kept_log_of_each_format_is_read_as_it_was_meant(number: int) -> None:
    rows = [json.loads(line) for line in (LOGS / f"format-{number}.jsonl").read_text("utf-8").splitlines()]
    assert {row["kind"] for row in rows} == set(KINDS)
    events = tuple(map(read_back, rows))
    assert fold_all(State(), events[:-1]).visits["2026-11-24-A001"].done.keys() == {"nomor", "periksa", "pindai"}
    assert fold_all(State(), events).last_call == events[-1].body.last_call  # type: ignore[union-attr]


def test_the_present_format_is_the_one_kept() -> None:
    """When this fails, bodies have changed: raise FORMAT, keep the old log, and read both."""
    rows = [json.loads(line) for line in (LOGS / f"format-{FORMAT}.jsonl").read_text("utf-8").splitlines()]
    assert [written(event) for event in a_day_with_everything().events] == rows


def test_a_newer_format_or_kind_is_refused_not_guessed() -> None:
    with pytest.raises(ValueError, match="newer program"):
        read_body("issued", {}, FORMAT + 1)
    with pytest.raises(ValueError, match="newer program"):
        read_body("teleported", {})
