"""A screen that is given thousands of updates, as a program: `growing.py lobby|counter|plain UPDATES REPORT`.

It writes into REPORT what it weighs after each tenth of the updates, and ends. `plain` is the yardstick: an app of
Textual's own that shows one changing line.
"""

import asyncio
import fcntl
import gc
import json
import logging
import os
import signal
import struct
import sys
import termios
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import timedelta
from itertools import islice
from pathlib import Path

from attrs import evolve
from textual.app import App, ComposeResult
from textual.widgets import Static

from kiosk.feed.state import FeedState
from kiosk.schema.reader import read_strictly
from kiosk.system.clock import SystemClock
from kiosk.text.language import Text
from kiosk.ui.counter.app import CounterApp
from kiosk.ui.lobby.app import LobbyApp
from kiosk.ui.theme import CONSOLE
from kiosk.wire.board import Board, BoardCall, CallState, EstimatedWait, Notice
from kiosk.wire.catalogue import Catalogue
from kiosk.wire.command.union import Command
from kiosk.wire.counter import CounterDocument, WaitingVisit

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
SIZES = ((80, 24), (120, 33), (240, 67), (60, 20))
STATES: tuple[CallState, ...] = ("called", "serving", "done", "withdrawn", "no-show")


def sample(kind: type[Board] | type[Catalogue], name: str) -> object:
    return read_strictly(kind, json.loads((PICTURES / f"{name}.json").read_text("utf-8")))


def boards() -> Iterator[FeedState]:
    """An office without end: a call a second, each number in every state, an emergency now and then."""
    clock = SystemClock()
    board, catalogue = sample(Board, "board"), sample(Catalogue, "catalogue")
    assert isinstance(board, Board) and isinstance(catalogue, Catalogue)
    number = 0
    while True:
        number += 1
        now = clock.now()
        calls = tuple(
            BoardCall(
                n,
                f"A{n % 999:03}",
                str(n % 12 + 1),
                STATES[(number + n) % 5],
                now - timedelta(seconds=10 * (number - n)),
                service="paspor-baru",
                step="foto",
            )
            for n in range(number, max(0, number - 8), -1)
        )
        queues = tuple(
            evolve(queue, waiting=number % 100, wait=EstimatedWait(low=number % 60, high=number % 60 + 10))
            for queue in board.queues
        )
        notice = Notice("emergency", kind=Text("Gempa bumi"), lines=(f"KELUAR {number % 10}",))
        yield FeedState(
            evolve(board, revision=number, at=now, calls=calls, queues=queues, notices=(notice,) * (number % 50 == 0)),
            catalogue,
            as_of=now,
            live=True,
        )


def documents() -> Iterator[FeedState]:
    """A line that changes without end, before an empty counter."""
    for number, seen in enumerate(boards()):
        assert seen.board and seen.as_of
        line = tuple(
            WaitingVisit(f"v-{n}", 3, f"A{n % 999:03}", "paspor-baru", 1, "id", False, n % 3_600, Text(f"nomor ke-{n}"))
            for n in range(number, number + 4)
        )
        name = Text("Loket 3", "Counter 3")
        document = CounterDocument("3", number, number, seen.as_of, name, "open", "RM", None, line, 12, 5, absent=())
        yield evolve(seen, counter=document)


async def never(command: Command, key: str) -> object:
    raise AssertionError((command, key))


class Plain(App[None]):
    """The yardstick."""

    def __init__(self, updates: Iterator[FeedState], processed: Callable[[], None]) -> None:
        super().__init__()
        self._updates, self._processed = updates, processed

    def compose(self) -> ComposeResult:
        yield Static("")

    def on_mount(self) -> None:
        self.run_worker(self._change())

    async def _change(self) -> None:
        for seen in self._updates:
            assert seen.board
            self.query_one(Static).update(f"{seen.board.revision} " * 20)
            await asyncio.sleep(0.001)
            self._processed()
        self.exit()


def weight() -> dict[str, int]:
    gc.collect()
    status = Path("/proc/self/status").read_text("ascii")
    memory = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS"))
    return {"kib": memory, "objects": len(gc.get_objects())}


def main(which: str, count: int, report: Path) -> None:
    done = 0
    weights: list[dict[str, int]] = []

    def processed() -> None:
        nonlocal done
        done += 1
        if done % max(1, count // 40) == 0:
            columns, rows = SIZES[done // max(1, count // 40) % len(SIZES)]
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            os.kill(os.getpid(), signal.SIGWINCH)
        if done % (count // 10) == 0:
            weights.append(weight())

    updates = islice(documents() if which == "counter" else boards(), count)
    app: App[None]

    async def follow() -> AsyncIterator[FeedState]:
        for seen in updates:
            yield seen
            await asyncio.sleep(0.001)
            processed()
        app.exit()

    if which == "plain":
        app = Plain(updates, processed)
    elif which == "counter":
        app = CounterApp(FeedState(), follow, never, SystemClock(), "id", CONSOLE)  # type: ignore[arg-type]
    else:
        app = LobbyApp(FeedState(), follow, SystemClock(), "id", CONSOLE, None, "papan", "http://x")
    logging.basicConfig(filename=report.with_suffix(".log"))
    app.run(mouse=False)
    assert app.return_code == 0
    report.write_text(json.dumps(weights), "ascii")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
