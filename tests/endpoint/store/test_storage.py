"""A disk that is full, read-only or lies about a commit: refused in plain words, nothing half done, well after it."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from endpoint.house import House, SetClock, enrol, issue, new_key, opened, post, problem_of

from kiosk.endpoint.engine.state import load_state
from kiosk.endpoint.store.database import DATABASE_FILE
from kiosk.endpoint.store.interface import StoreError
from kiosk.endpoint.store.sqlite import SqliteStore
from kiosk.text.language import Text

FULL = StoreError("storage-full", Text("penuh", "full"), 507)


class FailingStore(SqliteStore):
    """A store whose commits fail while `broken` is set."""

    broken: StoreError | None = None

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Roll back instead of committing."""
        with super().transaction():
            yield
            if FailingStore.broken:
                raise FailingStore.broken


class LyingStore(SqliteStore):
    """A store whose commits are kept but said to have failed while `lies` is set."""

    lies = False

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Commit, then raise."""
        with super().transaction():
            yield
        if LyingStore.lies:
            raise FULL


class StuckStore(SqliteStore):
    """A store that can neither commit nor roll back while `stuck` is set, as on a disk that was torn out."""

    stuck = False

    def change(self, sql: str, *values: object) -> int:
        if StuckStore.stuck and sql in ("COMMIT", "ROLLBACK"):
            raise StoreError("storage-unusable", Text("tercabut", "gone"))
        return super().change(sql, *values)


class ReadOnlyStore(SqliteStore):
    """A store on a file system that was remounted read-only while `frozen` is set."""

    frozen = False

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Write nothing."""
        self.change(f"PRAGMA query_only = {int(ReadOnlyStore.frozen)}")
        with super().transaction():
            yield


def waiting(house: House) -> int:
    """How many the board says wait for a passport."""
    board = house.client().get("/v1/board")
    assert board.status_code == 200, board.text
    return int(board.json()["queues"][0].get("waiting", 0))


def kept(folder: Path) -> int:
    """How many numbers of the open day are on the disk, which must be whole."""
    with closing(sqlite3.connect(folder / DATABASE_FILE)) as db:
        assert db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    with closing(SqliteStore(folder)) as store:
        return len(load_state(store).state.visits)


def test_a_commit_that_fails_has_changed_nothing(tmp_path: Path) -> None:
    with opened(tmp_path, open_store=FailingStore) as house:
        machine, client, key = house.client("mesin"), house.client(), new_key()
        issue(machine)
        before = client.get("/v1/board").content
        FailingStore.broken = FULL
        try:
            for _ in range(3):
                refused = post(machine, "/v1/tickets", {"service": "paspor"}, key)
                assert problem_of(refused)["type"].endswith("storage-full") and refused.status_code == 507
        finally:
            FailingStore.broken = None
        assert client.get("/v1/board").content == before
        assert post(machine, "/v1/tickets", {"service": "paspor"}, key).json()["ticket"] == "A002"


def test_a_full_disk_is_said_so_and_recovered_from(tmp_path: Path) -> None:
    class SmallStore(SqliteStore):
        """A store of few pages."""

        def __init__(self, folder: Path) -> None:
            super().__init__(folder)
            self.change(f"PRAGMA max_page_count = {pages}")

    tokens, clock = enrol(tmp_path), SetClock()
    pages = (tmp_path / DATABASE_FILE).stat().st_size // 4096 + 4
    with opened(tmp_path, clock, tokens, SmallStore) as house:
        machine, given = house.client("mesin"), 0
        while (answer := post(machine, "/v1/tickets", {"service": "paspor"})).status_code == 201:
            given += 1
        assert answer.status_code == 507 and problem_of(answer)["type"].endswith("storage-full")
        assert house.client().get("/v1/board").json()["queues"][0]["waiting"] == given > 0
    with opened(tmp_path, clock, tokens) as house:
        assert issue(house.client("mesin"))["ticket"] == f"A{given + 1:03d}"


def test_a_commit_that_failed_but_was_kept_does_not_make_the_next_command_fail(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(tmp_path, open_store=LyingStore) as house:
        machine, key = house.client("mesin"), new_key()
        with monkeypatch.context() as patch:
            patch.setattr(LyingStore, "lies", True)
            assert post(machine, "/v1/tickets", {"service": "paspor"}, key).status_code == 507
        assert issue(machine)["ticket"] == "A002"
        assert waiting(house) == 2
        again = post(machine, "/v1/tickets", {"service": "paspor"}, key)
        assert (again.status_code, again.json()["ticket"]) == (201, "A001")
        assert kept(tmp_path) == waiting(house) == 2


def test_a_connection_that_cannot_even_roll_back_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with opened(tmp_path, open_store=StuckStore) as house:
        machine, key = house.client("mesin"), new_key()
        with monkeypatch.context() as patch:
            patch.setattr(StuckStore, "stuck", True)
            for _ in range(2):
                assert post(machine, "/v1/tickets", {"service": "paspor"}, key).status_code == 503
        assert post(machine, "/v1/tickets", {"service": "paspor"}, key).json()["ticket"] == "A001"
        assert kept(tmp_path) == waiting(house) == 1


def test_read_only_storage_is_said_so_and_recovered_from(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with opened(tmp_path, open_store=ReadOnlyStore) as house:
        machine, key = house.client("mesin"), new_key()
        issue(machine)
        with monkeypatch.context() as patch:
            patch.setattr(ReadOnlyStore, "frozen", True)
            refused = post(machine, "/v1/tickets", {"service": "paspor"}, key)
            assert refused.status_code == 503 and problem_of(refused)["type"].endswith("storage-read-only")
            assert kept(tmp_path) == waiting(house) == 1
        assert post(machine, "/v1/tickets", {"service": "paspor"}, key).json()["ticket"] == "A002"
        assert kept(tmp_path) == waiting(house) == 2


@contextmanager
def small_disk(folder: Path) -> Iterator[None]:
    """A file system of 1 MiB at *folder*, where this process may mount one."""
    with mounted(folder, "-t", "tmpfs", "-o", "size=1m", "tmpfs"):
        yield


@contextmanager
def mounted(folder: Path, *what: str) -> Iterator[None]:
    """Mount it at *folder*, if this process may."""
    folder.mkdir(exist_ok=True)
    if os.geteuid() or subprocess.run(["mount", *what, str(folder)], check=False, capture_output=True).returncode:
        pytest.skip("no file system may be mounted here")
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def fill(file: Path, left: int) -> None:
    """Write until the disk is full but for so many bytes."""
    with file.open("wb", buffering=0) as filling:
        with pytest.raises(OSError, match="No space"):
            while True:
                filling.write(b"x" * 4096)
        filling.truncate(filling.tell() - left)


def test_a_disk_that_is_really_full_loses_nothing_and_is_well_again_when_there_is_room(tmp_path: Path) -> None:
    disk, clock = tmp_path / "disk", SetClock()
    with small_disk(disk):
        data = disk / "data"
        tokens = enrol(data)
        with opened(data, clock, tokens) as house:
            machine, given = house.client("mesin"), 0
            for left in (100_000, 0, 20_000):
                fill(disk / "filler", left)
                key = new_key()
                while (answer := post(machine, "/v1/tickets", {"service": "paspor"}, key)).status_code == 201:
                    given, key = given + 1, new_key()
                assert answer.status_code == 507 and problem_of(answer)["type"].endswith("storage-full")
                assert kept(data) == waiting(house) == given
                (disk / "filler").unlink()
                given += 1
                after = post(machine, "/v1/tickets", {"service": "paspor"}, key)
                assert after.json()["ticket"] == f"A{given:03d}"
        with opened(data, clock, tokens) as house:
            assert waiting(house) == kept(data) == given > 5


def test_a_disk_that_the_system_makes_read_only_amid_the_work_loses_nothing(tmp_path: Path) -> None:
    """As a kernel does with a disk that has begun to fail, although files are open for writing."""
    disk, image, clock = tmp_path / "disk", tmp_path / "image", SetClock()
    with image.open("wb") as file:
        file.truncate(16 << 20)
    if not shutil.which("mkfs.ext4"):
        pytest.skip("mkfs.ext4 is not installed")
    subprocess.run(["mkfs.ext4", "-q", str(image)], check=True)
    key = new_key()
    with mounted(disk, "-o", "loop", str(image)):
        tokens = enrol(disk / "data")
        with opened(disk / "data", clock, tokens) as house:
            machine = house.client("mesin")
            issue(machine)
            subprocess.run(["mount", "-o", "remount,abort", str(disk)], check=True)
            for rule in ("storage-failing", "storage-read-only"):
                refused = post(machine, "/v1/tickets", {"service": "paspor"}, key)
                assert refused.status_code == 503 and problem_of(refused)["type"].endswith(rule)
            assert waiting(house) == 1
    with mounted(disk, "-o", "loop", str(image)), opened(disk / "data", clock, tokens) as house:
        assert post(house.client("mesin"), "/v1/tickets", {"service": "paspor"}, key).json()["ticket"] == "A002"
        assert kept(disk / "data") == waiting(house) == 2
