"""Durable commands of eight clients, with 1,000 and 100,000 visits of history, beside bare commits of the same rows.

Hold (DESIGN section 14): the time of one command <= 4 times that of a bare commit; 100,000 visits <= 1.15 times 1,000.
Usage: `python bench/commands.py`.
"""

import asyncio
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from attrs import evolve
from load import Connection, percentile, together

from kiosk.clock import SystemClock
from kiosk.endpoint.access import new_terminal
from kiosk.endpoint.serve import Endpoint
from kiosk.endpoint.store.sqlite import FILE, SqliteStore
from kiosk.shipped import shipped
from kiosk.sop.load import load_pack
from kiosk.sop.pack import Pack

CLIENTS = 8
VISITS_EACH = 10
ROUNDS = 8
MORNING = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
EVENTS_OF_A_VISIT = 8


def roomy() -> Pack:
    """The sample pack without quotas, and with numbers enough."""
    pack = load_pack(shipped("sops"))
    file = pack.office.file
    queues = tuple(evolve(queue, digits=4, quota=None) for queue in file.queue)
    return evolve(pack, office=evolve(pack.office, file=evolve(file, queue=queues)))


def serve(data: Path) -> None:
    """Serve until killed; a Tuesday morning begins."""
    clock = SystemClock(MORNING - datetime.now(UTC))
    asyncio.run(Endpoint(roomy(), data, clock).serve("127.0.0.1", 0, lambda url: print(url, flush=True)))


def remember(data: Path, visits: int) -> None:
    """Fill the store with days long past, their end included."""
    body = '{"visit":"2026-10-01-A001","step":"wawancara-dan-foto","filler":"' + "x" * 60 + '"}'
    old = [("2026-10-01T02:00:00+00:00", "old", 1.0, "RM", "3", "step-done", 1, body)] * EVENTS_OF_A_VISIT
    with closing(sqlite3.connect(data / FILE)) as db, db:
        rows = (
            (n * EVENTS_OF_A_VISIT + i + 1, n * EVENTS_OF_A_VISIT + 1, *row)
            for n in range(visits)
            for i, row in enumerate(old)
        )
        db.executemany("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
        last = visits * EVENTS_OF_A_VISIT + 1
        ended = (
            "2026-10-01T16:59:00+00:00",
            "old",
            2.0,
            "kiosk",
            None,
            "day-ended",
            1,
            '{"date":"2026-10-01","last_call":9}',
        )
        db.execute("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (last, last, *ended))


@contextmanager
def running(data: Path) -> Iterator[str]:
    """The URL of a served endpoint."""
    with subprocess.Popen(
        [sys.executable, __file__, "--serve", str(data)], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip()
        finally:
            process.kill()


class House:
    """A served endpoint with its history."""

    def __init__(self, data: Path, history: int) -> None:
        with closing(SqliteStore(data)) as store:
            terminal, self._token = new_terminal("atas", "supervisor", None, MORNING)
            store.add_terminal(terminal)
        remember(data, history)
        self._services = list(roomy().sops)
        self._data = data
        self._first = history * EVENTS_OF_A_VISIT + 2
        self.url = ""

    def visits(self, client: str) -> list[float]:
        """Numbers given out and cancelled by one client; the times of its commands."""
        times = []
        with Connection(self.url) as connection:
            for number in range(VISITS_EACH):
                service = self._services[number % len(self._services)]
                start = time.perf_counter()
                made = connection.command(self._token, "/v1/tickets", f"i{client}-{number}", {"service": service})
                middle = time.perf_counter()
                cancel = {"do": "cancel", "visit": made["visit"], "expect": made["version"], "reason": "twice"}
                connection.command(self._token, "/v1/commands", f"c{client}-{number}", cancel)
                times += [middle - start, time.perf_counter() - middle]
        return times

    def rows(self) -> list[tuple[object, ...]]:
        """The events of the commands given here."""
        with closing(sqlite3.connect(self._data / FILE)) as db:
            return db.execute("SELECT * FROM event WHERE version > ?", (self._first,)).fetchall()


def bare(folder: Path, rows: list[tuple[object, ...]]) -> list[float]:
    """Times of bare commits of the same rows."""
    times = []
    with closing(SqliteStore(folder)), closing(sqlite3.connect(folder / FILE, isolation_level=None)) as db:
        db.execute("PRAGMA synchronous = FULL")
        db.execute("DELETE FROM event")
        for row in rows:
            start = time.perf_counter()
            db.execute("BEGIN IMMEDIATE")
            db.execute("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
            db.execute("COMMIT")
            times.append(time.perf_counter() - start)
    return times


def told(name: str, each: list[float], times: list[float]) -> float:
    """Print the median over the rounds of the time that one takes, and the percentiles of all; give the first."""
    middle = sorted(each)[len(each) // 2]
    spread = f"p50 {percentile(times, 0.5):.2f} ms, p99 {percentile(times, 0.99):.2f} ms"
    print(f"{name:<52} {1 / middle:5.0f} a second; {spread}")
    return middle


def rounds(folder: Path, short: House, long: House) -> None:
    """Measure all in turn, so that what else the machine does falls on all alike."""
    seen: dict[str, tuple[list[float], list[float]]] = {}

    def note(name: str, times: list[float], seconds: float) -> None:
        each, all_times = seen.setdefault(name, ([], []))
        each.append(seconds / len(times))
        all_times += times

    for number in range(ROUNDS):
        for house, name in ((short, "1,000 visits of history"), (long, "100,000 visits of history")):
            times, seconds = together(CLIENTS, lambda n, h=house, r=number: h.visits(f"{r}.{n}"))
            if number:  # the first warms up
                note(f"{CLIENTS} clients, {name}", times, seconds)
        alone = short.visits(f"{number}.alone")
        note("one client, 1,000 visits of history", alone, sum(alone))
        commits = bare(folder, short.rows())
        note("bare commits of the same rows", commits, sum(commits))
    took = {name: told(name, each, times) for name, (each, times) in seen.items()}
    floor = took["bare commits of the same rows"]
    one, many = (took[f"{CLIENTS} clients, {name} visits of history"] for name in ("1,000", "100,000"))
    print(f"a command takes {one / floor:.2f} x a bare commit (hold 4)")
    print(f"with 100,000 visits of history it takes {many / one:.2f} x as long as with 1,000 (hold 1.15)")


def main() -> None:
    if "--serve" in sys.argv:
        serve(Path(sys.argv[-1]))
        return
    with tempfile.TemporaryDirectory(dir=Path.home()) as name:
        short, long = House(Path(name, "short"), 1_000), House(Path(name, "long"), 100_000)
        with running(Path(name, "short")) as short.url, running(Path(name, "long")) as long.url:
            rounds(Path(name, "bare"), short, long)


main()
