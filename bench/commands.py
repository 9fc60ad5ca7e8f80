"""Durable commands of eight clients, with 1,000 and 100,000 visits of history, beside bare commits of the same rows.

Hold (DESIGN section 14): the time of one command <= 4 times that of a bare commit; 100,000 visits <= 1.15 times 1,000.
Usage: `python bench/commands.py`.
"""

import asyncio
import sqlite3
import sys
import tempfile
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from attrs import evolve
from load import HURRIED, WHO, Connection, percentile, running, together
from past import remember

from kiosk.config.resources import resource_folder
from kiosk.endpoint.api.access import new_terminal
from kiosk.endpoint.app import Endpoint
from kiosk.endpoint.store.database import DATABASE_FILE
from kiosk.endpoint.store.sqlite import SqliteStore
from kiosk.sop.file.load import load_pack
from kiosk.sop.pack import Pack
from kiosk.system.clock import SystemClock

CLIENTS = 8
VISITS_EACH = 10
ROUNDS = 8
MORNING = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
SERVE = (__file__, "--serve", str((MORNING - datetime.now(UTC)).total_seconds()))
"""Every server started with this has the same clock; a Tuesday morning began with this process."""


def roomy() -> Pack:
    """The sample pack without quotas, and with numbers enough."""
    pack = load_pack(resource_folder("sops"))
    file = pack.office.file
    queues = tuple(evolve(queue, digits=4, quota=None) for queue in file.queue)
    return evolve(pack, office=evolve(pack.office, file=evolve(file, queue=queues)))


def serve(shift: float, data: Path) -> None:
    """Serve until killed, by a clock that is so many seconds ahead."""
    clock = SystemClock(timedelta(seconds=shift))
    endpoint = Endpoint(roomy(), data, clock, limits=HURRIED)
    asyncio.run(endpoint.serve("127.0.0.1", 0, lambda url: print(url, flush=True)))


class House:
    """A served endpoint with its history."""

    def __init__(self, data: Path, history: int) -> None:
        with closing(SqliteStore(data)) as store:
            terminal, self._token = new_terminal("atas", "supervisor", None, MORNING)
            store.add_terminal(terminal)
            store.add_person(WHO)
        pack = roomy()
        self._services = [service for queue in pack.office.file.queue for service in queue.services]
        self._first = remember(data, pack, history, MORNING.date()) + 1
        self.data = data
        self.url = ""

    def open(self, url: str) -> None:
        """It is served there; somebody signs on."""
        self.url = url
        with Connection(url) as connection:
            connection.sign_on(self._token)

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
        with closing(sqlite3.connect(self.data / DATABASE_FILE)) as db:
            return db.execute("SELECT * FROM event WHERE version > ?", (self._first,)).fetchall()


def bare(folder: Path, rows: list[tuple[object, ...]]) -> list[float]:
    """Times of bare commits of the same rows."""
    times = []
    with closing(SqliteStore(folder)), closing(sqlite3.connect(folder / DATABASE_FILE, isolation_level=None)) as db:
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
        serve(float(sys.argv[-2]), Path(sys.argv[-1]))
        return
    with tempfile.TemporaryDirectory(dir=Path.home()) as name:
        short, long = House(Path(name, "short"), 1_000), House(Path(name, "long"), 100_000)
        with running(*SERVE, str(short.data)) as one, running(*SERVE, str(long.data)) as other:
            short.open(one.url)
            long.open(other.url)
            rounds(Path(name, "bare"), short, long)


if __name__ == "__main__":
    main()
