"""What is kept is what was written, only when all of it was, and never by a program that does not know it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Final

import pytest
from attrs import evolve
from play import START, Desk, small_pack

from kiosk.endpoint.api.access import new_terminal
from kiosk.endpoint.store.database import DATABASE_FILE, MIGRATIONS, split_statements
from kiosk.endpoint.store.interface import NameTaken, StoredAnswer, StoreError, TerminalRecord
from kiosk.endpoint.store.sqlite import SqliteStore
from kiosk.visit.desk.decision import HOUSE, stamp
from kiosk.visit.desk.office import end_day
from kiosk.visit.event import office as de
from kiosk.visit.fold.state import fold_all
from kiosk.visit.measure.level import DuePromise
from kiosk.visit.state import State
from kiosk.wire.command import counter as c
from kiosk.wire.command import visit as vc


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    """A new store."""
    with closing(SqliteStore(tmp_path)) as made:
        yield made


def a_morning() -> Desk:
    """A desk at which most kinds of things have happened."""
    desk = Desk(small_pack())
    desk.open("1", "2", "3", "4")
    desk.issue(people=4, language="en", priority=True)
    desk.issue()
    desk.issue("izin")
    desk.call("1")
    desk.later(30)
    desk.at(c.Recall, "1")
    desk.at(c.Start, "1")
    desk.at(c.MarkStepDone, "1", step="periksa")
    desk.at(c.MarkStepUndone, "1", step="periksa", reason="mistake")
    desk.at(c.Return, "1", reason="papers")
    desk.call("2")
    desk.later(30)
    desk.at(c.MarkNoShow, "2")
    absent = next(desk.state.in_state("absent"))
    desk.do(vc.Restore(absent.id, absent.revision))
    desk.call("4")
    desk.at(c.Start, "4")
    desk.at(c.Finish, "4", outcome="incomplete", missing=("ktp",))
    waiting = next(desk.state.in_state("waiting"))
    desk.do(vc.Cancel(waiting.id, waiting.revision, "left"))
    return desk


def test_events_come_back_as_they_were(store: SqliteStore) -> None:
    desk = a_morning()
    with store.transaction():
        store.append(desk.events)
    assert tuple(store.open_day()) == desk.events
    assert fold_all(State(), tuple(store.open_day())) == desk.state


def test_the_fold_starts_at_the_last_day_end(store: SqliteStore) -> None:
    desk = a_morning()
    ended = stamp(end_day(desk.state, desk.now), desk.state.version, HOUSE, desk.now)
    state = fold_all(desk.state, ended)
    opened = stamp([de.DayOpened(START.date())], state.version, HOUSE, desk.now)
    store.append((*desk.events, *ended, *opened))
    assert tuple(store.open_day()) == (*ended, *opened)
    assert fold_all(State(version=ended[0].version - 1), tuple(store.open_day())) == fold_all(state, opened)


def test_nothing_of_a_transaction_that_fails_is_kept(store: SqliteStore) -> None:
    with pytest.raises(RuntimeError), store.transaction():
        store.append(a_morning().events)
        raise RuntimeError
    assert not store.open_day()
    store.append(a_morning().events)


def test_what_another_connection_committed_is_seen(store: SqliteStore, tmp_path: Path) -> None:
    terminal, _ = new_terminal("loket", "counter", "3", START)
    with closing(SqliteStore(tmp_path)) as other:
        other.add_terminal(terminal)
        assert other.epoch == store.epoch
    assert store.terminal(terminal.token) == terminal
    assert store.terminals() == [terminal]
    assert store.terminal(b"other") is None


def test_a_name_is_given_once(store: SqliteStore) -> None:
    store.add_terminal(new_terminal("lobi", "lobby", None, START)[0])
    with pytest.raises(NameTaken):
        store.add_terminal(new_terminal("lobi", "ticket", None, START)[0])


def test_answers_are_kept_by_terminal_and_key_until_forgotten(store: SqliteStore) -> None:
    answer = StoredAnswer(b"digest", 409, '{"type":"x"}')
    store.keep_answer("a", "k", answer)
    store.keep_answer("b", "k", evolve(answer, status=200))
    assert store.answer("a", "k") == answer
    store.forget_answers()
    assert store.answer("a", "k") is None and store.answer("b", "k") is None


def test_contents_stay_by_digest(store: SqliteStore) -> None:
    store.keep_content("sop", "d", "1")
    store.keep_content("sop", "d", "2")
    assert store.content("sop", "d") == "1"
    assert store.content("catalogue", "d") is None


def test_the_counters_of_the_office_as_it_was_last_served_are_known(store: SqliteStore) -> None:
    assert store.counters() == ()
    for counters in (("2", "1"), ("3",)):
        store.keep_counters(counters)
        assert store.counters() == counters


def test_revisions_are_reserved(store: SqliteStore, tmp_path: Path) -> None:
    assert store.reserved_revision() == 0
    store.reserve_revisions(1000)
    with closing(SqliteStore(tmp_path)) as other:
        assert other.reserved_revision() == 1000


def test_every_commit_is_synced_and_only_the_owner_reads(store: SqliteStore, tmp_path: Path) -> None:
    store.append(a_morning().events)
    assert store.one("PRAGMA journal_mode")[0] == "wal"
    assert store.one("PRAGMA synchronous")[0] == 2
    for file in tmp_path.iterdir():
        assert file.stat().st_mode & 0o077 == 0, file


def fault(folder: Path) -> StoreError:
    """Why the store of *folder* cannot be opened."""
    with pytest.raises(StoreError) as raised:
        SqliteStore(folder)
    assert raised.value.text.id and raised.value.text.en
    return raised.value


def test_data_of_a_newer_program_are_left_alone(tmp_path: Path) -> None:
    SqliteStore(tmp_path).close()
    with closing(sqlite3.connect(tmp_path / DATABASE_FILE)) as db:
        db.execute("PRAGMA user_version = 99")
    before = (tmp_path / DATABASE_FILE).read_bytes()
    assert fault(tmp_path).rule == "newer-data"
    assert (tmp_path / DATABASE_FILE).read_bytes() == before


def test_an_event_of_a_newer_program_is_not_guessed_at(store: SqliteStore) -> None:
    store.append(a_morning().events)
    store.change("UPDATE event SET format = 99 WHERE version = 3")
    with pytest.raises(StoreError, match="event 3"):
        store.open_day()


def test_a_damaged_file_is_said_to_be_damaged_and_not_written_over(tmp_path: Path) -> None:
    (tmp_path / DATABASE_FILE).write_bytes(b"not a database" * 100)
    assert fault(tmp_path).rule == "storage-damaged"
    assert (tmp_path / DATABASE_FILE).read_bytes() == b"not a database" * 100


def test_a_folder_that_cannot_be_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert fault(tmp_path / "file").rule == "storage-unusable"
    (tmp_path / DATABASE_FILE).mkdir()
    assert fault(tmp_path).rule == "storage-unusable"


def test_a_full_disk_keeps_nothing_and_recovers(store: SqliteStore) -> None:
    events = a_morning().events
    pages = store.one("PRAGMA page_count")[0]
    store.change(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreError) as full, store.transaction():
        store.append(tuple(evolve(events[0], version=n, command=n) for n in range(1, 2000)))
    assert (full.value.rule, full.value.status) == ("storage-full", 507)
    assert not store.open_day()
    assert store.one("PRAGMA integrity_check")[0] == "ok"
    store.change(f"PRAGMA max_page_count = {pages + 1000}")
    store.append(events)


def test_a_read_only_store_is_said_so(store: SqliteStore) -> None:
    store.change("PRAGMA query_only = 1")
    with pytest.raises(StoreError) as refused:
        store.append(a_morning().events)
    assert refused.value.rule == "storage-read-only"


RAN: Final = {
    "001_begin": "c4fdab88458c",
    "002_people": "568a16f1955d",
    "003_cases": "455dbf56fffe",
    "004_enrolment": "6e86f5de3d0a",
    "005_standards": "03d0b87502c7",
    "006_fallen": "296cec06bdcb",
}
"""Every step and what it does, as a digest: a new one is added here, and no other line changes."""


def test_steps_are_numbered_without_a_gap_and_none_that_ran_is_changed() -> None:
    steps = sorted(MIGRATIONS.iterdir())
    assert [int(step.stem[:3]) for step in steps] == list(range(1, len(steps) + 1))
    does = {step.stem: "; ".join(split_statements(step.read_text("utf-8"))) for step in steps}
    assert {name: sha256(" ".join(did.split()).encode()).hexdigest()[:12] for name, did in does.items()} == RAN


def test_what_was_promised_before_there_was_a_table_of_it_is_still_known(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / DATABASE_FILE)) as db, db:
        for name in list(RAN)[:5]:
            db.executescript((MIGRATIONS / f"{name}.sql").read_text("utf-8"))
        db.execute("INSERT INTO meta VALUES ('epoch', 'e')")
        db.execute("PRAGMA user_version = 5")
        at = START.isoformat()
        row = "INSERT INTO filed VALUES (?, 1, 'paspor', ?, NULL, ?, NULL, 1, '{}')"
        db.executemany(row, [("c1", "2026-11-30", at), ("c2", None, None)])
    day = date(2026, 11, 30)
    with closing(SqliteStore(tmp_path)) as store:
        assert list(store.fallen_due(day, day)) == [DuePromise("paspor", day, None, START, None, stopped=True)]


def schema(folder: Path) -> list[tuple[str, str]]:
    """Every table and index as it stands."""
    with closing(sqlite3.connect(folder / DATABASE_FILE)) as db:
        return sorted(db.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"))


@pytest.mark.parametrize("known", range(1, len(RAN) + 1))
def test_data_of_every_earlier_program_become_what_new_ones_are(tmp_path: Path, known: int) -> None:
    (old, new) = (tmp_path / "old", tmp_path / "new")
    old.mkdir()
    with closing(sqlite3.connect(old / DATABASE_FILE)) as db, db:
        for name in list(RAN)[:known]:
            db.executescript((MIGRATIONS / f"{name}.sql").read_text("utf-8"))
        db.execute("INSERT INTO meta VALUES ('epoch', 'e')")
        db.execute(f"PRAGMA user_version = {known}")
    for folder in (old, new):
        with closing(SqliteStore(folder)) as store:
            store.append(a_morning().events)
            assert len(store.open_day()) == len(a_morning().events)
    assert schema(old) == schema(new)


def test_terminals_of_the_first_schema_are_still_let_in(tmp_path: Path) -> None:
    script = (MIGRATIONS / "001_begin.sql").read_text("utf-8")
    with closing(sqlite3.connect(tmp_path / DATABASE_FILE)) as old, old:
        old.executescript(f"{script}; PRAGMA user_version = 1; INSERT INTO meta VALUES ('epoch', 'e')")
        old.execute("INSERT INTO terminal VALUES ('loket-1', 'counter', '1', ?, ?, NULL)", (b"t", START.isoformat()))
        old.execute("INSERT INTO terminal VALUES ('lama', 'lobby', NULL, ?, ?, ?)", (b"u", *[START.isoformat()] * 2))
    with closing(SqliteStore(tmp_path)) as store:
        assert store.terminal(b"t") == TerminalRecord("loket-1", "counter", "1", b"t", START)
        assert store.terminal(b"u") is None and len(store.terminals()) == 2
        assert store.people() == []
