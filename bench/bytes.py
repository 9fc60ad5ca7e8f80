"""Bytes that the lobby writes to its terminal for a clock tick, one call, and a turn of services; 120x33, 16 colours.

Beside them, in the same run: the tick of a plain board app (a Static clock updated as usual, a table beside it) and a
full paint of the lobby. Hold (DESIGN section 14): tick <= 120 bytes; one call with its shift of calls and steps
<= 1/3 of a full paint. Services turn every 15 s, and only while nobody is being called; what that costs is told beside
them. Usage: `python bench/bytes.py`.
"""

import json
import sys
import tempfile
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from attrs import evolve
from painting import Painting, sample

from kiosk.feed.state import FeedState
from kiosk.system.clock import SystemClock
from kiosk.ui.lobby.app import LobbyApp
from kiosk.ui.theme import CONSOLE
from kiosk.wire.board import BoardCall

START = datetime(2026, 11, 24, 2, 42, 59, tzinfo=UTC)
SIZE = (120, 33)

PLAIN = """
import sys
from textual.app import App
from textual.widgets import DataTable, Static

class Plain(App):
    def compose(self):
        yield Static("09.42.59", id="clock")
        yield DataTable()

    def on_mount(self):
        table = self.query_one(DataTable)
        table.add_columns("Antrean", "Nama", "Menunggu", "Perkiraan")
        for row in range(20):
            table.add_row("A", "Paspor", str(row), "25-35 menit")
        self.ticks = iter(range(60))

    def on_key(self):
        self.query_one("#clock", Static).update(f"09.43.{next(self.ticks):02}")

Plain().run()
"""


class Hand(SystemClock):
    """A clock that the bench sets."""

    at = START
    seconds = 0.0

    def now(self) -> datetime:
        """What the bench says."""
        return self.at

    def monotonic(self) -> float:
        """Stands still, so that no flip of a new call is counted, until the call is answered."""
        return self.seconds


def lobby(steps: Path) -> None:
    """Run a lobby that shows what *steps* say, one at a time."""
    import asyncio

    clock = Hand()
    first = called_just_now(sample(START))

    async def follow() -> AsyncIterator[FeedState]:
        assert first.board is not None
        seen, done = first, 0
        while True:
            await asyncio.sleep(0.05)
            wanted = json.loads(await asyncio.to_thread(steps.read_text, "ascii"))
            for step in wanted[done:]:
                if step == "tick":
                    clock.at += timedelta(seconds=1)
                elif step == "contact":
                    seen = evolve(seen, as_of=clock.now())
                elif step == "turn":
                    clock.at += timedelta(seconds=15)
                elif step == "answered":
                    clock.seconds = 60.0
                    board = evolve(first.board, calls=tuple(evolve(c, state="serving") for c in first.board.calls))
                    seen = evolve(seen, board=board, as_of=clock.now())
                elif step == "call":
                    call = BoardCall(
                        call=813, ticket="A013", counter="2", at=START, service="paspor-baru", step="berkas"
                    )
                    seen = evolve(seen, board=evolve(first.board, calls=(call, *first.board.calls)))
                yield seen
            done = len(wanted)

    LobbyApp(first, follow, clock, "id", CONSOLE, None, "bench", "http://x").run(mouse=False)


def called_just_now(seen: FeedState) -> FeedState:
    """The sample with its newest call made a moment ago, so that nothing turns."""
    assert seen.board is not None
    newest, *others = seen.board.calls
    return evolve(seen, board=evolve(seen.board, calls=(evolve(newest, at=START - timedelta(seconds=30)), *others)))


def plain_tick() -> int:
    with Painting([sys.executable, "-c", PLAIN], SIZE, "linux") as painting:
        painting.read_until("09.42.59")
        painting.read_until_silent()
        painting.press(b"x")
        return len(painting.read_until_silent())


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        steps = Path(folder) / "steps.json"
        said: list[str] = []
        steps.write_text("[]", "ascii")

        def bytes_of(step: str) -> int:
            said.append(step)
            (Path(folder) / "new").write_text(json.dumps(said), "ascii")
            (Path(folder) / "new").replace(steps)
            return len(painting.read_until_silent(1.5))

        with Painting([sys.executable, __file__, str(steps)], SIZE, "linux") as painting:
            repaint = len(painting.read_until("LAPOR!") + painting.read_until_silent(1.5))
            tick, contact, call = bytes_of("tick"), bytes_of("contact"), bytes_of("call")
            bytes_of("answered")
            turn = bytes_of("turn")
    print(f"plain board app: tick {plain_tick()} bytes")
    print(f"lobby: tick {tick} bytes (hold 120), sign of life {contact} bytes")
    print(f"lobby: one call {call} bytes, full paint {repaint} bytes: {call / repaint:.2f} of it (hold 0.33)")
    print(f"lobby: one turn of services {turn} bytes, every 15 s at most")


if __name__ == "__main__":
    lobby(Path(sys.argv[1])) if len(sys.argv) > 1 else main()
