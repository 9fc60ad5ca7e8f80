"""What is known of cases at a start is what all events from the very first on say."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from endpoint.filing import Kept
from play import START

from kiosk.endpoint.engine.state import load_state
from kiosk.endpoint.store.database import DATABASE_FILE
from kiosk.endpoint.store.sqlite import SqliteStore
from kiosk.visit.event.case import CaseOpened
from kiosk.wire.command import case as cc
from kiosk.wire.command import counter as c
from kiosk.wire.command import office as dc


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Kept]:
    """Days on which cases were opened, worked on, collected and closed; the state is read back after every command."""
    made = Kept(tmp_path)
    codes = [made.accepted("paspor", "1", "periksa").code for _ in range(4)]
    made.ready(codes[0])
    made.do(cc.VoidCase(codes[1], "twice"))
    made.next_days(1)
    made.begin("pengambilan", "5")
    made.at(c.Scan, "5", case=codes[0])
    made.step("5", "serah")
    made.do(cc.Milestone(codes[2], "verifikasi"))
    made.do(dc.EndDay(START.date().replace(day=25)))
    made.do(cc.Hold(codes[3], "papers"))
    made.next_days(1)
    made.ready(codes[2])
    made.next_days(1)
    made.accepted("izin", "4", "serahkan")
    yield made


def test_cases_are_never_lost_over_day_ends(desk: Kept, tmp_path: Path) -> None:
    assert [case.state for case in desk.state.cases.values()] == ["ready", "on-hold", "in-process"], "oldest first"
    with closing(SqliteStore(tmp_path)) as store:
        opened = [event.body.case for event in desk.events if isinstance(event.body, CaseOpened)]
        filed = [store.filed_case(code) for code in opened]
    assert sorted(case.state for case in filed if case) == ["collected", "on-hold", "ready", "void"], "but today's"


@pytest.mark.parametrize("damage", ["DELETE FROM filed", "DELETE FROM meta WHERE name = 'cases'"])
def test_filed_cases_are_made_anew_from_the_events(desk: Kept, tmp_path: Path, damage: str) -> None:
    with closing(sqlite3.connect(tmp_path / DATABASE_FILE)) as db, db:
        rows = db.execute("SELECT * FROM filed").fetchall()
        db.execute(damage)
        db.execute("DELETE FROM meta WHERE name = 'cases'")
    with closing(SqliteStore(tmp_path)) as store:
        assert load_state(store).state == desk.state
    with closing(sqlite3.connect(tmp_path / DATABASE_FILE)) as db:
        assert db.execute("SELECT * FROM filed").fetchall() == rows
