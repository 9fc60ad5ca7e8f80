"""From exec to the first full paint of the lobby at 120x33, and its memory, beside a bare Textual hello app.

Both start in a pseudo-terminal with TERM=xterm-256color and take turns; the lobby reads its `kiosk.toml` and paints the
last board kept on disk. Both run from bytecode made beforehand, as a package installs it.
Hold (DESIGN section 14): start <= 1.6 x, memory <= 1.7 x. Usage: `python bench/start.py [ROUNDS]`.
"""

import os
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from painting import Painting, sample

from kiosk.feed.cache import CacheWriter

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
WEIGHED = 5
"""Rounds in which memory is read. They come after all starts: a machine that has waited between two of them has let go
of what it needs for the next."""


def start(command: list[str], last_words: str) -> tuple[float, float]:
    """Milliseconds to the paint of *last_words*, and of those the ones in which it had a processor."""
    begun = time.perf_counter()
    with Painting(command, (120, 33)) as painting:
        painting.read_until(last_words)
        return (time.perf_counter() - begun) * 1000, painting.worked()


def settled(command: list[str], last_words: str) -> tuple[float, float]:
    """Resident and proportional memory in MiB once settled."""
    with Painting(command, (120, 33)) as painting:
        painting.read_until(last_words)
        painting.read_for(SETTLED)
        return painting.memory()


def told(what: str, unit: str, pairs: list[tuple[float, float]], hold: float) -> None:
    """Print medians of *what* and the median of the ratios, pair by pair."""
    hello, lobby = (statistics.median(each) for each in zip(*pairs, strict=True))
    ratio = statistics.median(ours / bare for bare, ours in pairs)
    print(f"{what:<24} hello {hello:6.1f} {unit}, lobby {lobby:6.1f} {unit}: {ratio:.2f} x (hold {hold})")


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"PYTHONPYCACHEPREFIX": f"{folder}/bytecode", "PYTHONDONTWRITEBYTECODE": ""}
        CacheWriter(Path(folder)).write(sample(datetime.now(UTC)))
        config = Path(folder) / "kiosk.toml"
        config.write_text('role = "lobby"\nendpoint = "http://127.0.0.1:9"\ncache = "."\n')
        hello = ([sys.executable, "-c", HELLO], "hello, world")
        lobby = ([sys.executable, "-m", "kiosk", "lobby", "--config", str(config)], "LAPOR!")
        for each in (hello, lobby):  # bytecode is written, files are in memory
            settled(*each)
        starts = [(start(*hello), start(*lobby)) for _ in range(rounds)]
        weights = [(settled(*hello), settled(*lobby)) for _ in range(WEIGHED)]
    told("start", "ms", [(bare[0], ours[0]) for bare, ours in starts], 1.6)
    told("of it with a processor", "ms", [(bare[1], ours[1]) for bare, ours in starts], 1.6)
    told("memory by RSS", "MiB", [(bare[0], ours[0]) for bare, ours in weights], 1.7)
    told("memory by PSS", "MiB", [(bare[1], ours[1]) for bare, ours in weights], 1.7)


if __name__ == "__main__":
    main()
