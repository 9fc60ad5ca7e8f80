"""From a clerk's command to the number painted on the lobby, commit included, with 30 followers, all on this machine.

Beside it, in the same run and taking turns: a bare SQLite commit as durable as ours plus one request over loopback.
Each call is made when the one before has been announced, which takes its seconds: one amid others waits for its turn.
Hold (DESIGN section 14): p50 <= 50 ms over that. Usage: `python bench/call_to_screen.py [CALLS]`.
"""

import asyncio
import fcntl
import os
import pty
import select
import sqlite3
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pyte
from httpx_sse import aconnect_sse
from load import WHO, Connection, percentile

from kiosk.config.resources import resource_folder
from kiosk.endpoint.api.access import new_terminal
from kiosk.endpoint.app import Endpoint
from kiosk.endpoint.store.sqlite import SqliteStore
from kiosk.sop.file.load import load_pack
from kiosk.system.clock import SystemClock
from kiosk.ui.big_text import big_text
from kiosk.ui.lobby.series import AT_LEAST, FLIP

FOLLOWERS = 30
COUNTER = "1"
SERVICE = "paspor-baru"
COLUMNS, ROWS = 120, 33
FIGURE_ROWS = 9
MORNING = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
PATIENCE = 5.0
ANNOUNCED = AT_LEAST + FLIP
"""Seconds after which the bar leaves a call that nothing follows."""


def serve(data: Path) -> None:
    """Serve until killed; it is Tuesday, 09.00."""
    clock = SystemClock(MORNING - datetime.now(UTC))
    endpoint = Endpoint(load_pack(resource_folder("sops")), data, clock)
    asyncio.run(endpoint.serve("127.0.0.1", 0, lambda url: print(url, flush=True)))


async def follow(url: str, count: int) -> None:
    """Hold *count* streams open, reading every board; say so when each has had one."""
    having: set[int] = set()

    async def one(number: int) -> None:
        async with (
            httpx.AsyncClient(trust_env=False, timeout=30) as client,
            aconnect_sse(client, "GET", f"{url}/v1/events") as source,
        ):
            async for _ in source.aiter_sse():
                having.add(number)
                if len(having) == count:
                    print("all", flush=True)
                    having.add(-1)

    await asyncio.gather(*(one(number) for number in range(count)))


class Lobby:
    """`kiosk lobby` in a pseudo-terminal."""

    def __init__(self, url: str, cache: Path) -> None:
        self.pid, self.master = pty.fork()
        if self.pid == 0:
            os.environ.update(TERM="xterm-256color", COLORTERM="truecolor", LC_ALL="C.UTF-8")
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
            os.execv(sys.executable, [sys.executable, "-m", "kiosk", "lobby", "--endpoint", url, "--cache", str(cache)])
        self.screen = pyte.Screen(COLUMNS, ROWS)
        self.stream = pyte.ByteStream(self.screen)

    def painted(self, ticket: str, patience: float = PATIENCE) -> float:
        """The time at which the last byte of the big *ticket* came, by `perf_counter`."""
        wanted = [row.rstrip() for row in big_text(ticket, FIGURE_ROWS)]
        end = time.perf_counter() + patience
        while time.perf_counter() < end:
            if select.select([self.master], [], [], 0.1)[0]:
                data = os.read(self.master, 65536)
                read_at = time.perf_counter()
                self.stream.feed(data)
                if self._shows(wanted):
                    return read_at
        raise TimeoutError("\n".join(self.screen.display))

    def announced(self) -> None:
        """Read until the call has been announced, and nothing has come for a tenth of a second after that."""
        end = time.monotonic() + ANNOUNCED
        while select.select([self.master], [], [], max(0.1, end - time.monotonic()))[0]:
            self.stream.feed(os.read(self.master, 65536))

    def end(self) -> None:
        """End it and wait for that."""
        os.kill(self.pid, 15)
        with ExitStack() as stack:
            stack.callback(os.waitpid, self.pid, 0)
            try:
                while os.read(self.master, 65536):
                    pass
            except OSError:
                return

    def _shows(self, wanted: list[str]) -> bool:
        shown = [row[3:] for row in self.screen.display]
        return any(
            all(shown[top + k].startswith(row) for k, row in enumerate(wanted)) for top in range(ROWS - FIGURE_ROWS)
        )


class Clerk:
    """Commands of one counter over a kept connection."""

    def __init__(self, url: str, tokens: dict[str, str]) -> None:
        self.connection = Connection(url)
        self.tokens = tokens
        self.sent = 0
        self.revision: int = self.connection.sign_on(tokens["counter"])["counter"]["revision"]

    def issue(self) -> str:
        """Give out a number."""
        return str(self._send("ticket", "/v1/tickets", {"service": SERVICE})["ticket"])

    def do(self, what: str, **more: Any) -> dict[str, Any]:
        """A command to the counter."""
        body = {"do": what, "counter": COUNTER, "expect": self.revision, **more}
        document: dict[str, Any] = self._send("counter", "/v1/commands", body)["counter"]
        self.revision = document["revision"]
        return document

    def _send(self, who: str, path: str, body: dict[str, Any]) -> dict[str, Any]:
        self.sent += 1
        return self.connection.command(self.tokens[who], path, f"bench-{self.sent:08d}", body)


@contextmanager
def running(*arguments: str) -> Iterator[str]:
    """This script in another process; gives the first line that it says."""
    process = subprocess.Popen([sys.executable, __file__, *arguments], stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
    finally:
        process.kill()
        process.communicate()


def tokens_in(data: Path) -> dict[str, str]:
    """Enrol the terminals that send."""
    tokens = {}
    with closing(SqliteStore(data)) as store, store.transaction():
        for name, counter in (("ticket", None), ("counter", COUNTER)):
            role: Any = name
            terminal, tokens[name] = new_terminal(name, role, counter, MORNING)
            store.add_terminal(terminal)
        store.add_person(WHO)
    return tokens


def bare(db: sqlite3.Connection, connection: Connection, filler: str) -> float:
    """Seconds of one durable commit and one request over loopback."""
    start = time.perf_counter()
    db.execute("INSERT INTO event VALUES (?)", (filler,))
    connection.ask("GET", "/healthz", {})
    return time.perf_counter() - start


def measure(calls: int) -> tuple[list[float], list[float]]:
    """Times of command to painted, and of the yardstick, in turns."""
    painted, yardstick = [], []
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        (folder / "data").mkdir(mode=0o700)
        tokens = tokens_in(folder / "data")
        url = stack.enter_context(running("serve", str(folder / "data")))
        stack.enter_context(running("follow", url, str(FOLLOWERS - 1)))
        db = stack.enter_context(closing(sqlite3.connect(folder / "bare.sqlite", isolation_level=None)))
        db.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE event (body TEXT)")
        clerk = Clerk(url, tokens)
        tickets = [clerk.issue() for _ in range(calls + 1)]
        clerk.do("set-counter", state="open")
        lobby = Lobby(url, folder / "cache")
        stack.callback(lobby.end)
        for number, ticket in enumerate(tickets):
            start = time.perf_counter()
            clerk.do("call-next")
            seconds = lobby.painted(ticket, PATIENCE * (4 if number == 0 else 1)) - start
            clerk.do("start")
            clerk.do("finish", outcome="left")
            lobby.announced()
            beside = bare(db, clerk.connection, "x" * 300)
            if number:  # the first call also started the lobby
                painted.append(seconds)
                yardstick.append(beside)
    return painted, yardstick


def main(calls: int) -> None:
    painted, yardstick = measure(calls)
    over = [a - b for a, b in zip(painted, yardstick, strict=True)]
    print(f"{calls} calls, {FOLLOWERS} followers, {COLUMNS}x{ROWS}, ms:      p50      p99")
    for name, times in (
        ("command to painted", painted),
        ("bare commit + loopback request", yardstick),
        ("difference", over),
    ):
        print(f"{name:42}{percentile(times, 0.5):8.1f} {percentile(times, 0.99):8.1f}")
    print(f"hold: difference p50 <= 50 ms: {'yes' if percentile(over, 0.5) <= 50 else 'NO'}")


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["serve", data]:
            serve(Path(data))
        case ["follow", url, count]:
            asyncio.run(follow(url, int(count)))
        case [calls]:
            main(int(calls))
        case _:
            main(15)
