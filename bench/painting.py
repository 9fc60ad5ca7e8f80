"""What the screen benches share: a program painting into a pseudo-terminal, and the documentation's sample board."""

import fcntl
import json
import os
import pty
import select
import struct
import subprocess
import termios
import time
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from attrs import evolve
from load import memory

from kiosk.feed.state import FeedState
from kiosk.schema.reader import read_strictly
from kiosk.wire.board import Board
from kiosk.wire.catalogue import Catalogue

PICTURES = Path(__file__).parents[1] / "docs" / "pictures"


def sample(as_of: datetime) -> FeedState:
    """The board of the documentation's pictures, last heard of at *as_of*."""
    board = read_strictly(Board, json.loads((PICTURES / "board.json").read_text("utf-8")))
    catalogue = read_strictly(Catalogue, json.loads((PICTURES / "catalogue.json").read_text("utf-8")))
    return FeedState(evolve(board, at=as_of), catalogue, as_of=as_of, live=True)


class Painting:
    """A program in a pseudo-terminal; what it writes is counted, not shown."""

    def __init__(self, command: list[str], size: tuple[int, int], term: str = "xterm-256color") -> None:
        self._master, slave = pty.openpty()
        columns, rows = size
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        environ = {**os.environ, "TERM": term, "COLORTERM": ""}
        self.process = subprocess.Popen(
            command, stdin=slave, stdout=slave, stderr=slave, env=environ, start_new_session=True
        )
        os.close(slave)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self._master)

    def press(self, keys: bytes) -> None:
        """Type *keys*."""
        os.write(self._master, keys)

    def read_until(self, words: str, seconds: float = 30) -> bytes:
        """Everything written up to and with *words*."""
        wanted, written, deadline = words.encode(), b"", time.monotonic() + seconds
        while wanted not in written:
            if time.monotonic() > deadline:
                raise TimeoutError(words)
            written += self._some(0.5)
        return written

    def read_for(self, seconds: float) -> bytes:
        """Everything written within *seconds*."""
        written, deadline = b"", time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0:
            written += self._some(left)
        return written

    def read_until_silent(self, seconds: float = 0.5) -> bytes:
        """Everything written until nothing came for *seconds*."""
        written = b""
        while some := self._some(seconds):
            written += some
        return written

    def _some(self, patience: float) -> bytes:
        return os.read(self._master, 65_536) if select.select([self._master], [], [], patience)[0] else b""

    def worked(self) -> float:
        """Milliseconds that its threads have had a processor, which other work on the machine hardly changes."""
        tasks = Path(f"/proc/{self.process.pid}/task").glob("*/schedstat")
        return sum(int(task.read_text("ascii").split()[0]) for task in tasks) / 1e6

    def memory(self) -> tuple[float, float]:
        """Resident and proportional set size in MiB."""
        return memory(self.process.pid)
