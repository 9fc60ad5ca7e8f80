"""CPU of the lobby at rest, 120x33, beside a plain Textual board app whose clock shows seconds.

Both run for the same time in pseudo-terminals, side by side, so that what else the machine does falls on both alike.
The lobby hears a sign of life every five seconds, as the endpoint gives it, and nobody is called. Hold (DESIGN section
14): <= 0.6 x. Usage: `python bench/rest.py [SECONDS]`.
"""

import asyncio
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

from attrs import evolve
from painting import Painting, sample

from kiosk.feed.state import FeedState
from kiosk.system.clock import SystemClock
from kiosk.ui.lobby.app import LobbyApp
from kiosk.ui.theme import CONSOLE

SIZE = (120, 33)
SETTLED = 4.0
"""Seconds after the first paint at which measuring begins."""

PLAIN = """
from datetime import datetime
from textual.app import App
from textual.widgets import DataTable, Static

class Plain(App):
    def compose(self):
        yield Static("clock", id="clock")
        yield DataTable()

    def on_mount(self):
        table = self.query_one(DataTable)
        table.add_columns("Antrean", "Nama", "Menunggu", "Perkiraan")
        for row in range(20):
            table.add_row("A", "Paspor", str(row), "25-35 menit")
        self.set_interval(1, self.tick)

    def tick(self):
        self.query_one("#clock", Static).update(f"{datetime.now():%H.%M.%S}")

Plain().run()
"""


def lobby() -> None:
    """Run a lobby that hears that all is well, and nothing else."""
    first = sample(datetime.now(UTC))

    async def follow() -> AsyncIterator[FeedState]:
        while True:
            yield evolve(first, as_of=datetime.now(UTC))
            await asyncio.sleep(5)

    LobbyApp(first, follow, SystemClock(), "id", CONSOLE, None, "bench", "http://x").run(mouse=False)


def cpu(process: int) -> float:
    """Seconds of CPU that the threads of *process* have had, to the nanosecond."""
    tasks = Path(f"/proc/{process}/task").glob("*/schedstat")
    return sum(int(task.read_text("ascii").split()[0]) for task in tasks) / 1e9


def main() -> None:
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 60.0
    with (
        Painting([sys.executable, "-c", PLAIN], SIZE) as plain,
        Painting([sys.executable, __file__, "lobby"], SIZE) as ours,
    ):
        plain.read_until("Perkiraan"), ours.read_until("LAPOR!")
        for painting in (plain, ours):
            painting.read_for(SETTLED)
        before = cpu(plain.process.pid), cpu(ours.process.pid)
        for _ in range(int(seconds)):
            plain.read_for(0.5), ours.read_for(0.5)
        used = cpu(plain.process.pid) - before[0], cpu(ours.process.pid) - before[1]
    for name, share in zip(("plain board app", "lobby"), used, strict=True):
        print(f"{name:<16} {share / seconds * 100:5.2f} % of a core")
    print(f"lobby: {used[1] / used[0]:.2f} x (hold 0.6)")


if __name__ == "__main__":
    lobby() if sys.argv[1:] == ["lobby"] else main()
