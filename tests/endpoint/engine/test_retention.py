"""What is old is forgotten, and nothing else: not the open day, the cases, or the next number of an event."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from attrs import evolve
from casework import case_pack
from cli.test_terminal import run as terminal
from click.testing import CliRunner
from endpoint.filing import Kept

from kiosk.cli.prune import command
from kiosk.endpoint.admin.action import ActionContext
from kiosk.endpoint.admin.actions import ADMIN_ACTIONS, PruneLog
from kiosk.endpoint.engine.state import load_state, prune_log, refile_all_days
from kiosk.endpoint.store.database import DATABASE_FILE
from kiosk.endpoint.store.sqlite import SqliteStore
from kiosk.office.hours import service_date
from kiosk.system.clock import SystemClock
from kiosk.visit.event.office import DayEnded
from kiosk.wire.command import case as cc
from kiosk.wire.command import counter as c

TODAY = date(2026, 11, 30)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    """Four days of work: cases opened on the first, one void on the next, one then collected, one open."""
    desk = Kept(tmp_path)
    void, collected, open_ = (desk.accepted("paspor", "1", "periksa").code for _ in range(3))
    desk.next_days(1)
    desk.do(cc.VoidCase(void, "twice"))
    desk.ready(collected)
    desk.next_days(1)
    desk.begin("pengambilan", "5")
    desk.at(c.Scan, "5", case=collected)
    desk.step("5", "serah")
    desk.do(cc.Milestone(open_, "verifikasi"))
    desk.next_days(4)
    desk.issue()
    with closing(SqliteStore(tmp_path)) as opened:
        yield opened


def filed(folder: Path) -> list[tuple[object, ...]]:
    """Everything that was filed."""
    with closing(sqlite3.connect(folder / DATABASE_FILE)) as db:
        tables = ("filed ORDER BY code", "fallen ORDER BY code, due", "filed_day ORDER BY date")
        return [row for table in tables for row in db.execute(f"SELECT * FROM {table}")]


@pytest.mark.parametrize("days", [0, 1, 2, 3, 4, 5, 6, 7, 400])
def test_only_days_that_are_older_are_forgotten(store: SqliteStore, tmp_path: Path, days: int) -> None:
    before, state, known = list(store.history()), load_state(store), filed(tmp_path)
    ends = [event for event in before if isinstance(event.body, DayEnded)]
    old = [end for end in ends if isinstance(end.body, DayEnded) and (TODAY - end.body.date).days > days]
    with store.transaction():
        gone = prune_log(store, TODAY, days)
    kept = list(store.history())
    assert kept == (before if not old else [event for event in before if event.version >= old[-1].version])
    assert gone == len(before) - len(kept)
    assert all(a.version + 1 == b.version for a, b in pairwise(kept)), "gapless from where it begins"
    assert load_state(store) == state and kept[-1].version == before[-1].version
    refile_all_days(store)
    assert filed(tmp_path) == known, "what was reckoned can be reckoned again"
    with store.transaction():
        assert prune_log(store, TODAY, days) == 0


def test_it_can_be_shortened_again_and_again(store: SqliteStore, tmp_path: Path) -> None:
    state, known = load_state(store), filed(tmp_path)
    for days in (5, 3, 1, 0):
        with store.transaction():
            prune_log(store, TODAY, days)
        refile_all_days(store)
        assert load_state(store) == state and filed(tmp_path) == known
    assert isinstance(next(iter(store.history())).body, DayEnded)


def test_what_is_forgotten_is_gone_from_the_file(store: SqliteStore, tmp_path: Path) -> None:
    first = next(event for event in store.history() if event.body.kind == "issued")
    code = first.body.code.encode()  # type: ignore[union-attr]
    with store.transaction():
        prune_log(store, TODAY, 0)
    store.close()
    assert code not in (tmp_path / DATABASE_FILE).read_bytes()


def test_each_new_day_forgets_by_itself_what_the_office_says(tmp_path: Path) -> None:
    pack = case_pack()
    desk = Kept(tmp_path)
    desk.pack = evolve(pack, office=evolve(pack.office, file=evolve(pack.office.file, log_days=31)))
    desk.issue()
    for _ in range(8):
        desk.next_days(5)
    with closing(SqliteStore(tmp_path)) as store:
        start = store.log_start().version
        (oldest, *_) = store.day_ends()
    assert start == oldest.version > 1
    assert isinstance(oldest.body, DayEnded) and (desk.now.at.date() - oldest.body.date).days > 31


@pytest.mark.parametrize(("zone", "gone"), [("Asia/Jakarta", False), ("Asia/Jayapura", True)])
def test_by_hand_the_office_s_zone_decides_what_day_it_is(tmp_path: Path, zone: str, gone: bool) -> None:
    desk = Kept(tmp_path)
    desk.issue()
    first = service_date(desk.pack.office, desk.now.at)
    desk.next_days(1)
    desk.next_days(40)
    after = datetime(first.year, first.month, first.day, 16, tzinfo=UTC) + timedelta(days=31)
    with closing(SqliteStore(tmp_path)) as store:
        store.keep_timezone(zone)
        scene = ActionContext(store, load_state(store).state, evolve(desk.now, at=after))
        with store.transaction():
            done = ADMIN_ACTIONS["log-prune"].do(scene, PruneLog(31))
    assert (done.answer.events > 0) == gone, "at 16.00 UTC it is 23.00 in Jakarta, and past midnight in Jayapura"


def test_by_hand_it_says_how_much_is_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Kept(tmp_path)
    desk.issue()
    desk.next_days(1)
    monkeypatch.setattr(SystemClock, "now", lambda _: desk.now.at)

    def run(*arguments: str) -> str:
        return CliRunner().invoke(command, [*arguments, "--data", str(tmp_path)]).output

    assert "0 peristiwa lebih dari 1100 hari dihapus" in run(), "the sample office keeps three years"
    assert "0 events" in run("--days", "3660", "--language", "en")
    assert "31<=x<=3660" in run("--days", "3")
    assert terminal("list", "--data", tmp_path).exit_code == 0
