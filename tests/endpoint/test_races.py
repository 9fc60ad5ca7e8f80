"""Two clerks at once, one key many times, a process killed: nothing doubled, nothing acknowledged lost."""

import contextlib
import random
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path
from threading import Barrier
from typing import Any

import httpx
import pytest
from endpoint.house import House, SetClock, act, document, enrol, issue, new_key, opened, post, roomy_pack
from play import START

from kiosk.endpoint.store.sqlite import FILE, SqliteStore
from kiosk.visit.state import State, fold_all

ROUNDS = 40
KILLS = 2


def _race(house: House, rounds: int) -> None:
    """Both counters press next for one number; it goes to one of them, and the other is told that nobody waits."""
    machine, supervisor = house.client("mesin"), house.client("atas")
    clerks = {counter: house.client(f"loket-{counter}") for counter in ("1", "2")}
    for counter, clerk in clerks.items():
        assert act(clerk, "set-counter", counter, state="open").status_code == 200
    start = Barrier(2)

    def press(counter: str) -> httpx.Response:
        expect = document(clerks[counter], counter)["revision"]
        start.wait(10)
        return act(clerks[counter], "call-next", counter, expect=expect)

    with ThreadPoolExecutor(2) as pool:
        for _ in range(rounds):
            made = issue(machine)
            answers = list(pool.map(press, clerks))
            assert sorted(answer.status_code for answer in answers) == [200, 409]
            visit = next(a for a in answers if a.status_code == 200).json()["counter"]["visit"]
            assert visit["id"] == made["visit"]
            cancel = {"do": "cancel", "visit": visit["id"], "expect": visit["revision"], "reason": "left"}
            assert post(supervisor, "/v1/commands", cancel).status_code == 200


def test_two_clerks_never_get_one_number(house: House) -> None:
    _race(house, ROUNDS)


@pytest.mark.soak
def test_two_clerks_never_get_one_number_in_a_thousand_races(house: House) -> None:
    _race(house, 999)


def test_one_key_in_parallel_has_one_effect_and_one_answer(house: House) -> None:
    machines = [house.client("mesin") for _ in range(8)]
    start = Barrier(len(machines))
    key = new_key()

    def press(machine: httpx.Client) -> httpx.Response:
        start.wait(10)
        return post(machine, "/v1/tickets", {"service": "paspor"}, key)

    with ThreadPoolExecutor(len(machines)) as pool:
        answers = list(pool.map(press, machines))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.content for answer in answers}) == 1
    assert house.client().get("/v1/board").json()["queues"][0]["waiting"] == 1


@contextmanager
def _process(data: Path, minutes: int) -> Iterator[tuple[str, "subprocess.Popen[str]"]]:
    command = [sys.executable, str(Path(__file__).with_name("serving.py")), str(data)]
    with subprocess.Popen(
        [*command, (START + timedelta(minutes=minutes)).isoformat()], stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout is not None
            yield process.stdout.readline().strip(), process
        finally:
            process.kill()


class _Acknowledged:
    """What an endpoint said that it had done."""

    def __init__(self) -> None:
        self.issued: list[dict[str, Any]] = []
        self.cancelled: list[str] = []

    @property
    def commands(self) -> int:
        """How many."""
        return len(self.issued) + len(self.cancelled)


def _until_killed(url: str, token: str, process: "subprocess.Popen[str]", after: int, said: _Acknowledged) -> None:
    """Up to 200 commands over eight connections, that give numbers out and cancel most; killed *after* so many more."""
    enough = said.commands + after

    def press(_: int) -> None:
        headers = {"authorization": f"Bearer {token}"}
        with httpx.Client(base_url=url, headers=headers, trust_env=False, verify=False, timeout=10) as client:
            for number in range(13):
                made = issue(client)
                said.issued.append(made)
                if number % 6:
                    cancel = {"do": "cancel", "visit": made["visit"], "expect": made["version"], "reason": "left"}
                    assert post(client, "/v1/commands", cancel).status_code == 200
                    said.cancelled.append(made["visit"])
                if said.commands >= enough:
                    process.send_signal(signal.SIGKILL)

    def press_until_gone(client: int) -> None:
        with contextlib.suppress(httpx.TransportError):
            press(client)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(press_until_gone, range(8)))


def _nothing_is_lost(folder: Path, said: _Acknowledged) -> None:
    """The file is whole, versions are gapless, numbers single, and all that was acknowledged is there."""
    with closing(sqlite3.connect(folder / FILE)) as db:
        assert db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        events, last = db.execute("SELECT count(*), max(version) FROM event").fetchone()
        assert events == last
    with closing(SqliteStore(folder)) as store:
        visits = fold_all(State(), tuple(store.open_day())).visits
    assert len({visit.ticket for visit in visits.values()}) == len(visits)
    assert len({made["visit"] for made in said.issued}) == len(said.issued)
    for made in said.issued:
        assert (visits[made["visit"]].ticket, visits[made["visit"]].code) == (made["ticket"], made["code"])
    for cancelled in said.cancelled:
        assert visits[cancelled].state == "ended"


def _kill(folder: Path, rounds: int) -> None:
    tokens, chance, said = enrol(folder), random.Random(11), _Acknowledged()
    for number in range(rounds):
        with _process(folder, number) as (url, process):
            _until_killed(url, tokens["atas"], process, chance.randrange(1, 180), said)
            assert process.wait(10) == -signal.SIGKILL
        _nothing_is_lost(folder, said)
    with opened(folder, SetClock(START + timedelta(minutes=rounds)), tokens, pack=roomy_pack()) as house:
        client = house.client()
        for made in said.issued[-10:]:
            assert client.get(f"/v1/tickets/{made['code']}").json()["ticket"] == made["ticket"]


def test_no_acknowledged_number_is_lost_by_a_kill(tmp_path: Path) -> None:
    _kill(tmp_path, KILLS)


def test_another_process_at_the_data_does_not_lose_what_comes_after(tmp_path: Path) -> None:
    """Whoever opens and closes the same store must not take the running endpoint's log for abandoned."""
    tokens = enrol(tmp_path)
    adding = [sys.executable, "-m", "kiosk", "terminal", "add", "papan-9", "--role", "lobby", "--data", str(tmp_path)]
    with _process(tmp_path, 0) as (url, process):
        headers = {"authorization": f"Bearer {tokens['mesin']}"}
        with httpx.Client(base_url=url, headers=headers, trust_env=False, verify=False, timeout=10) as client:
            before = issue(client)["visit"]
            subprocess.run(adding, check=True, capture_output=True)
            after = issue(client)["visit"]
        process.kill()
        process.wait(10)
    with closing(SqliteStore(tmp_path)) as store:
        assert {before, after} <= fold_all(State(), tuple(store.open_day())).visits.keys()


@pytest.mark.soak
def test_no_acknowledged_number_is_lost_by_sixty_kills(tmp_path: Path) -> None:
    _kill(tmp_path, 60)
