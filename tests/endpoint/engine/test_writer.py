"""The store is written by the writer's thread alone: no request waits in the event loop for a disk."""

import asyncio
from contextlib import closing
from pathlib import Path

import pytest
from attrs import evolve
from cli.test_terminal import run as terminal
from endpoint.house import HURRIED, SERVING, SetClock, issue, opened, sample_pack, served
from waiting import until

from kiosk.endpoint.app import Endpoint
from kiosk.endpoint.engine import publisher
from kiosk.endpoint.store.sqlite import SqliteStore


def test_what_the_watch_over_writing_sees(tmp_path: Path, written_in_the_loop: list[str]) -> None:
    async def write() -> None:
        SERVING.add(asyncio.get_running_loop())
        store.keep_timezone("Asia/Jakarta")

    with closing(SqliteStore(tmp_path)) as store:
        asyncio.run(write())
    assert len(written_in_the_loop) == 1
    written_in_the_loop.clear()


def test_revisions_are_reserved_before_they_are_given_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publisher, "_RESERVED_AHEAD", 8)
    with opened(tmp_path) as house, closing(SqliteStore(tmp_path)) as store:
        machine, board = house.client("mesin"), house.client()
        first = board.get("/v1/board").json()["revision"]
        for _ in range(20):
            issue(machine)
            shown = board.get("/v1/board").json()["revision"]
            assert shown <= store.reserved_revision()
        assert shown >= first + 20


def test_a_token_that_is_taken_over_by_another_is_over_on_the_disk_too(tmp_path: Path) -> None:
    with opened(tmp_path) as house, closing(SqliteStore(tmp_path)) as store:
        house.tokens["baru"] = terminal("rotate", "loket-1", "--data", tmp_path).stdout.strip()
        assert house.client("baru").get("/v1/counters/1").status_code == 200
        assert house.client("loket-1").get("/v1/counters/1").status_code == 401
        until(lambda: all(each.coming is None for each in store.terminals()))
        assert house.client("loket-1").get("/v1/counters/1").status_code == 401
        assert house.client("baru").get("/v1/counters/1").status_code == 200


def test_another_pack_is_kept_before_it_is_in_force(tmp_path: Path) -> None:
    pack = sample_pack()
    endpoint = Endpoint(pack, tmp_path, SetClock(), limits=HURRIED)
    _, stop = served(endpoint)
    file = evolve(pack.office.file, timezone="Asia/Jayapura")
    (loop,) = [loop for loop in SERVING if loop.is_running()]
    try:
        other = evolve(pack, office=evolve(pack.office, file=file))
        asyncio.run_coroutine_threadsafe(endpoint.use(other), loop).result(20)
        with closing(SqliteStore(tmp_path)) as store:
            assert store.timezone() == "Asia/Jayapura"
    finally:
        stop()
