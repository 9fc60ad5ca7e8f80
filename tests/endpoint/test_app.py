"""The endpoint as a whole: what it refuses to start with, and that nothing it acknowledged is ever lost."""

import asyncio
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Barrier
from typing import Any

import httpx
import pytest
from attrs import evolve
from endpoint.house import (
    House,
    SetClock,
    act,
    document,
    issue,
    new_key,
    opened,
    post,
    problem_of,
    sample_pack,
    served,
)

from kiosk.endpoint.api.access import new_terminal
from kiosk.endpoint.app import Endpoint
from kiosk.endpoint.http.server import CannotListen
from kiosk.endpoint.store.database import DataFolderInUse
from kiosk.endpoint.store.sqlite import SqliteStore
from kiosk.text.language import Text
from kiosk.visit.desk.decision import decide
from kiosk.visit.state import State
from kiosk.wire.command.union import Command
from kiosk.wire.command.visit import Issue


def _play(house: House) -> None:
    machine, clerk = house.client("mesin"), house.client("loket-1")
    for service in ("paspor", "paspor", "izin", "pengaduan"):
        issue(machine, service)
    act(clerk, "set-counter", "1", state="open")
    act(clerk, "call-next", "1")
    act(clerk, "start", "1")
    assert act(clerk, "step-done", "1", step="periksa").status_code == 200


def test_a_restart_finds_everything_as_it_was(tmp_path: Path) -> None:
    clock, key = SetClock(), new_key()
    with opened(tmp_path, clock) as house:
        _play(house)
        kept = post(house.client("mesin"), "/v1/tickets", {"service": "izin"}, key)
        tokens = house.tokens
        board, counter = house.client().get("/v1/board").json(), document(house.client("loket-1"), "1")
    with opened(tmp_path, clock, tokens) as house:
        again = house.client().get("/v1/board").json()
        assert again["revision"] > board["revision"]
        assert {**again, "at": 0, "revision": 0} == {**board, "at": 0, "revision": 0}
        after = document(house.client("loket-1"), "1")
        assert (after["revision"], after["visit"]["id"], after["visit"]["steps"]) == (
            counter["revision"],
            counter["visit"]["id"],
            counter["visit"]["steps"],
        )
        assert post(house.client("mesin"), "/v1/tickets", {"service": "izin"}, key).content == kept.content


def test_an_sop_of_old_stays_to_be_read_by_its_digest(tmp_path: Path) -> None:
    with opened(tmp_path) as house:
        old = house.client().get("/v1/catalogue/paspor").json()
        tokens = house.tokens
    pack = sample_pack()
    passport = pack.sops["paspor"]
    newer = evolve(passport, digest="newer", file=evolve(passport.file, name=Text("Paspor baru")))
    with opened(tmp_path, tokens=tokens, pack=evolve(pack, sops={**pack.sops, "paspor": newer})) as house:
        client = house.client()
        assert client.get("/v1/catalogue/paspor").json()["digest"] == "newer"
        assert client.get(f"/v1/catalogue/{old['digest']}").json() == old


def test_a_terminal_enrolled_while_it_runs_is_known_at_once(house: House) -> None:
    terminal, token = new_terminal("baru", "ticket", None, house.clock.now())
    with closing(SqliteStore(house.data)) as store:
        store.add_terminal(terminal)
    house.tokens["baru"] = token
    issue(house.client("baru"))


def test_a_folder_has_one_endpoint(house: House) -> None:
    with pytest.raises(DataFolderInUse):
        served(Endpoint(sample_pack(), house.data, SetClock()))
    issue(house.client("mesin"))


def test_a_taken_port_is_said_so(house: House, tmp_path: Path) -> None:
    with pytest.raises(CannotListen):
        served(Endpoint(sample_pack(), tmp_path / "other", SetClock()), int(house.url.rsplit(":", 1)[1]))


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1"])
def test_it_lives_in_any_loop_and_ends_when_told_or_cancelled(tmp_path: Path, host: str) -> None:
    if host == "::1" and not socket.has_ipv6:
        pytest.skip("no IPv6 here")

    async def play(cancel: bool) -> None:
        endpoint = Endpoint(sample_pack(), tmp_path, SetClock())
        urls: asyncio.Queue[str] = asyncio.Queue()
        serving = asyncio.create_task(endpoint.serve(host, 0, urls.put_nowait))
        done, _ = await asyncio.wait({serving, asyncio.create_task(urls.get())}, return_when="FIRST_COMPLETED")
        assert serving not in done, serving.exception()
        if cancel:
            serving.cancel()
            with pytest.raises(asyncio.CancelledError):
                await serving
        else:
            endpoint.stop()
            await serving

    asyncio.run(play(cancel=False))
    asyncio.run(play(cancel=True))


def test_a_rule_that_fails_is_the_programs_fault_and_of_that_command_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def failing(state: State, command: Command, *rest: Any) -> Any:
        return 1 / 0 if isinstance(command, Issue) and command.service == "izin" else decide(state, command, *rest)

    with opened(tmp_path) as house:
        keys = [new_key() for _ in range(8)]
        start = Barrier(len(keys))

        def press(number: int) -> httpx.Response:
            machine = house.client("mesin")
            start.wait(10)
            return post(machine, "/v1/tickets", {"service": ("paspor", "izin")[number % 2]}, keys[number])

        with monkeypatch.context() as patch, ThreadPoolExecutor(len(keys)) as pool:
            patch.setattr("kiosk.endpoint.engine.execute.decide", failing)
            answers = list(pool.map(press, range(len(keys))))
        assert [answer.status_code for answer in answers] == [201, 500] * 4
        assert problem_of(answers[1])["type"].endswith("internal")
        assert "Error" not in answers[1].text and "ZeroDivisionError" in caplog.text
        again = post(house.client("mesin"), "/v1/tickets", {"service": "izin"}, keys[1])
        assert again.json()["ticket"] == "C001"


AT_REST = """
import asyncio, sys
from pathlib import Path
from kiosk.system.clock import SystemClock
from kiosk.endpoint.app import Endpoint
from kiosk.config.resources import resource_folder as shipped
from kiosk.sop.file.load import load_pack

async def seen():
    addresses = asyncio.Queue()
    endpoint = Endpoint(load_pack(shipped("sops")), Path(sys.argv[1]), SystemClock())
    serving = asyncio.create_task(endpoint.serve("127.0.0.1", 0, addresses.put_nowait))
    address = await addresses.get()
    host, port = address.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(f"GET /v1/board HTTP/1.1\\r\\nhost: {host}\\r\\n\\r\\n".encode())
    assert (await reader.readline()).split()[1] == b"200"
    print(*(name for name, module in sys.modules.items() if module))
    endpoint.stop()
    await serving

asyncio.run(seen())
"""


def test_an_endpoint_that_shows_the_board_has_not_read_what_few_ask_for(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", AT_REST, str(tmp_path)], capture_output=True, text=True, timeout=60, check=True
    )
    loaded = set(done.stdout.split())
    assert "kiosk.endpoint.api.routes" in loaded
    seldom = {"encodings.idna", "httpx"}
    assert not loaded & seldom
    foreign = ("textual", "rich.console", "kiosk.ui", "kiosk.feed", "kiosk.paper")
    assert not {name for name in loaded if name.startswith(foreign)}
