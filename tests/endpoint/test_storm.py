"""Processes at many terminals against an endpoint in a process of its own: raced, and killed in the midst of work."""

import json
import signal
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from datetime import datetime, timedelta
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random
from typing import Any, Final

import pytest
from endpoint.house import PEOPLE, TERMINALS, enrol, roomy_pack
from endpoint.press import Client
from endpoint.racing import KINDS, RACERS, race
from endpoint.working import Said, work
from play import START

from kiosk.endpoint.store.database import DATABASE_FILE
from kiosk.endpoint.store.sqlite import SqliteStore
from kiosk.schema.dump import dump
from kiosk.visit.fold.state import fold_all
from kiosk.visit.show.board import board_of
from kiosk.visit.state import State
from kiosk.wire.board import CatalogueRef

ANSWERED_BY: Final = {
    "sign-on": {"signed-on"},
    "issue": {"issued"},
    "reprint": {"reprinted"},
    "cancel": {"cancelled"},
    "set-counter": {"counter-set"},
    "call-next": {"called"},
    "start": {"started"},
    "return": {"returned"},
    "step-done": {"step-done"},
    "park": {"parked"},
    "resume": {"resumed", "called"},
    "finish": {"finished"},
    "undo": {"undone"},
}
"""The kind of event that an acknowledged command begins with."""

_processes = get_context("spawn")


@contextmanager
def serving(data: Path, minutes: int = 0) -> Iterator[tuple[str, "subprocess.Popen[str]"]]:
    """An endpoint in a process, its clock at so many minutes; killed at the end."""
    command = [sys.executable, str(Path(__file__).with_name("serving.py")), str(data)]
    start = (START + timedelta(minutes=minutes)).isoformat()
    with subprocess.Popen([*command, start], stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield process.stdout.readline().strip(), process
        finally:
            process.kill()


@contextmanager
def child(target: Any, *arguments: Any, pipe_first: bool = False) -> Iterator[Connection]:
    """A process of *target*, given these and a pipe; the pipe's end here."""
    ours, theirs = _processes.Pipe()
    given = (theirs, *arguments) if pipe_first else (*arguments, theirs)
    process = _processes.Process(target=target, args=given)
    process.start()
    theirs.close()
    try:
        yield ours
        process.join(20)
        assert process.exitcode == 0
    finally:
        process.kill()
        process.join()
        process.close()
        ours.close()


def races(data: Path, rounds: int) -> None:
    """Every race has the one end that it may have, and the disk says the same."""
    tokens = enrol(data)
    together = _processes.Barrier(len(RACERS))
    with serving(data) as (url, _), ExitStack() as stack:
        pipes = [stack.enter_context(child(race, url, tokens, n, rounds, together)) for n in range(len(RACERS))]
        answers = zip(*(pipe.recv() for pipe in pipes), strict=True)
    tickets = [ticket for racers in answers for ticket in settled(racers)]
    assert len(set(tickets)) == len(tickets)
    kinds = Counter(KINDS[n % len(KINDS)] for n in range(rounds))
    assert len(tickets) == kinds["issue"] * len(RACERS) + kinds["key"]
    given_out = len(tickets) + kinds["next"] + kinds["key-next"]
    events = log(data)
    whole(data, events)
    assert sum(kind == "issued" for _, _, _, kind, _ in events) == given_out
    assert sum(kind == "called" for _, _, _, kind, _ in events) == kinds["next"] + kinds["key-next"]


def settled(racers: tuple[tuple[str, str | None, int, dict[str, Any]], ...]) -> list[str]:
    """Check the answers of one race; the numbers that it gave out."""
    kind, laid = racers[0][:2]
    statuses, answers = [racer[2] for racer in racers], [racer[3] for racer in racers]
    if kind == "next":
        assert sorted(statuses) == [200] + [409] * (len(racers) - 1)
        assert answers[statuses.index(200)]["counter"]["visit"]["id"] == laid
        return []
    assert set(statuses) == {200 if kind == "key-next" else 201}
    if kind == "issue":
        return [answer["ticket"] for answer in answers]
    assert all(answer == answers[0] for answer in answers)
    if kind == "key-next":
        assert answers[0]["counter"]["visit"]["id"] == laid
        return []
    return [answers[0]["ticket"]]


def log(data: Path) -> list[tuple[int, int, str, str, dict[str, Any]]]:
    """All events on the disk: version, command, who, kind, body."""
    with closing(sqlite3.connect(data / DATABASE_FILE)) as db:
        assert db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        rows = db.execute("SELECT version, command, who, kind, body FROM event ORDER BY version").fetchall()
    return [(*row[:4], json.loads(row[4])) for row in rows]


def whole(data: Path, events: list[tuple[int, int, str, str, dict[str, Any]]]) -> State:
    """Versions without a gap, no number twice, one visit a counter; the state folded from nothing."""
    assert [event[0] for event in events] == list(range(1, len(events) + 1))
    with closing(SqliteStore(data)) as store:
        state = fold_all(State(), tuple(store.open_day()))
    visits = state.visits.values()
    for each in ("id", "ticket", "code"):
        assert len({getattr(visit, each) for visit in visits}) == len(visits)
    held = {visit.counter: visit.id for visit in visits if visit.counter}
    assert held == {now.id: now.visit for now in state.touched.values() if now.visit}
    assert len(held) == sum(visit.counter is not None for visit in visits)
    return state


class Killed:
    """An endpoint that is killed again and again, and those who work at its terminals all the while."""

    def __init__(self, data: Path, stack: ExitStack, seed: int) -> None:
        self._data = data
        self._tokens = enrol(data)
        self._chance = Random(seed)
        self._said: list[Said] = []
        self._owed: set[str] = set()
        self._workers = {
            who: stack.enter_context(
                child(work, who, self._tokens[who], counter, self._chance.random(), pipe_first=True)
            )
            for who, role, counter in TERMINALS
            if role != "lobby"
        }

    def live(self, number: int, last: bool = False) -> None:
        """Start, compare what is served with what was said and what is kept, work, and be killed."""
        with serving(self._data, number) as (url, process):
            self._nothing_is_lost(url)
            if last:
                for pipe in self._workers.values():
                    pipe.send(None)
                return
            for pipe in self._workers.values():
                pipe.send(url)
            with suppress(subprocess.TimeoutExpired):
                process.wait(self._chance.uniform(0.02, 0.3))
            process.send_signal(signal.SIGKILL)
            assert process.wait(10) == -signal.SIGKILL
        for who, pipe in self._workers.items():
            said, owed = pipe.recv()
            self._said += said
            (self._owed.add if owed else self._owed.discard)(who)

    def worked(self) -> Counter[str]:
        """How many of each command were acknowledged."""
        return Counter(said.do for said in self._said)

    def _nothing_is_lost(self, url: str) -> None:
        events = log(self._data)
        for said in self._said:
            _, _, who, kind, body = events[events[said.version - 1][1] - 1]
            assert who == PEOPLE.get(said.who, said.who) and kind in ANSWERED_BY[said.do], said
            assert said.visit is None or body["visit"] == said.visit, said
        assert len({said.version for said in self._said}) == len(self._said)
        done = Counter(who for version, command, who, _, _ in events if version == command)
        acknowledged = Counter(said.who for said in self._said)
        for who in self._workers:
            assert done[PEOPLE.get(who, who)] - acknowledged[who] in ((0, 1) if who in self._owed else (0,)), who
        self._served_as_kept(url, whole(self._data, events))

    def _served_as_kept(self, url: str, state: State) -> None:
        with closing(Client(url, self._tokens["atas"])) as client:
            board = client.ask("GET", "/v1/board")[1]
            at, digest = datetime.fromisoformat(board["at"]), CatalogueRef(board["catalogue"]["digest"])
            ours = dump(board_of(state, roomy_pack(), at, board["epoch"], board["revision"], digest))
            assert {**board, "version": 0} == {**ours, "version": 0}  # a board is kept while no text on it changes
            for counter in ("1", "2", "3", "4"):
                document, now = client.document(counter), state.counter(counter)
                assert document["version"] == state.version
                assert (document["revision"], document["state"]) == (now.revision, now.state)
                assert (document.get("visit") or {}).get("id") == now.visit


def kills(data: Path, number: int, seed: int) -> Counter[str]:
    """So many lives that end by a kill, and a last one that finds everything; what was done in them."""
    with ExitStack() as stack:
        killed = Killed(data, stack, seed)
        for life in range(number):
            killed.live(life)
        killed.live(number, last=True)
        return killed.worked()


def test_races_of_processes_end_as_they_may(tmp_path: Path) -> None:
    races(tmp_path, 40)


def test_no_acknowledged_command_is_lost_by_a_kill(tmp_path: Path) -> None:
    kills(tmp_path, 2, seed=1)


def test_another_process_at_the_data_does_not_lose_what_comes_after(tmp_path: Path) -> None:
    """Whoever opens and closes the same store must not take the running endpoint's log for abandoned."""
    tokens = enrol(tmp_path)
    adding = [sys.executable, "-m", "kiosk", "terminal", "add", "papan-9", "--role", "lobby", "--data", str(tmp_path)]
    with serving(tmp_path) as (url, process):
        with closing(Client(url, tokens["mesin"])) as machine:
            before = machine.send({"do": "issue", "service": "paspor"}, "before")[1]["visit"]
            subprocess.run(adding, check=True, capture_output=True)
            after = machine.send({"do": "issue", "service": "paspor"}, "after")[1]["visit"]
        process.kill()
        process.wait(10)
    with closing(SqliteStore(tmp_path)) as store:
        assert {before, after} <= fold_all(State(), tuple(store.open_day())).visits.keys()


@pytest.mark.soak
@pytest.mark.parametrize("tenth", range(10))
def test_ten_thousand_races_of_processes_end_as_they_may(tmp_path: Path, tenth: int) -> None:
    races(tmp_path, 1_000)


@pytest.mark.soak
@pytest.mark.parametrize("tenth", range(10))
def test_no_acknowledged_command_is_lost_by_three_hundred_kills(tmp_path: Path, tenth: int) -> None:
    assert kills(tmp_path, 30, seed=tenth).keys() == ANSWERED_BY.keys()
