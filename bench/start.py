"""From exec to the first full paint of the lobby at 120x33, and its memory, beside a bare Textual hello app.

Both start in a pseudo-terminal with TERM=xterm-256color and take turns; the lobby reads its `kiosk.toml` and paints the
last board kept on disk. Both run from bytecode made beforehand, as a package installs it.
Hold (DESIGN section 14): start <= 1.35 x, memory <= 1.5 x. Usage: `python bench/start.py [ROUNDS]`.
"""

import os
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from painting import Painting, sample

from kiosk.feed.keeper import Keeper

HELLO = """
from textual.app import App
from textual.widgets import Static

class Hello(App):
    def compose(self):
        yield Static("hello, world")

Hello().run()
"""
SETTLED = 3.0
"""Seconds after the first paint at which memory is read: the lobby has imported its HTTP client by then."""


def one(command: list[str], last_words: str) -> tuple[float, float, float]:
    """Milliseconds to the paint of *last_words*, resident and proportional memory in MiB once settled."""
    begun = time.perf_counter()
    with Painting(command, (120, 33)) as painting:
        painting.read_until(last_words)
        milliseconds = (time.perf_counter() - begun) * 1000
        painting.read_for(SETTLED)
        return milliseconds, *painting.memory()


def show(name: str, runs: list[tuple[float, float, float]]) -> tuple[float, float]:
    starts, resident, proportional = zip(*runs, strict=True)
    start, memory = statistics.median(starts), statistics.median(proportional)
    print(
        f"{name:<8} start median {start:6.0f} ms, best {min(starts):6.0f} ms; "
        f"RSS {statistics.median(resident):5.1f} MiB, PSS {memory:5.1f} MiB"
    )
    return start, memory


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"PYTHONPYCACHEPREFIX": f"{folder}/bytecode", "PYTHONDONTWRITEBYTECODE": ""}
        Keeper(Path(folder)).keep(sample(datetime.now(UTC)))
        config = Path(folder) / "kiosk.toml"
        config.write_text('role = "lobby"\nendpoint = "http://127.0.0.1:9"\ncache = "."\n')
        lobby_command = [sys.executable, "-m", "kiosk", "lobby", "--config", str(config)]
        hello_command = [sys.executable, "-c", HELLO]
        one(hello_command, "hello, world"), one(lobby_command, "LAPOR!")  # bytecode is written, files are in memory
        hello, lobby = [], []
        for _ in range(rounds):
            hello.append(one(hello_command, "hello, world"))
            lobby.append(one(lobby_command, "LAPOR!"))
    bare, ours = show("hello", hello), show("lobby", lobby)
    print(f"start {ours[0] / bare[0]:.2f} x (hold 1.35), memory {ours[1] / bare[1]:.2f} x (hold 1.5)")


if __name__ == "__main__":
    main()
