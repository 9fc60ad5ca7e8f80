"""A program in a pseudo-terminal, and what it has painted there as pyte reads it."""

import contextlib
import fcntl
import os
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pyte


class Program:
    """A running program and its screen."""

    def __init__(self, process: "subprocess.Popen[bytes]", master: int, columns: int, rows: int) -> None:
        self.process = process
        self._master: int | None = master
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)

    @property
    def rows(self) -> list[str]:
        """What stands on the screen."""
        return list(self._screen.display)

    @property
    def text(self) -> str:
        """The whole screen as one text."""
        return "\n".join(self.rows)

    def until(self, wanted: Callable[[str], bool], seconds: float = 20) -> str:
        """The screen once *wanted* is true of it."""
        end = time.monotonic() + seconds
        while not wanted(self.text):
            assert time.monotonic() < end, f"never came; the screen is\n{self.text}"
            self._read(0.2)
        return self.text

    def press(self, keys: str) -> None:
        """Type *keys*."""
        assert self._master is not None
        os.write(self._master, keys.encode())

    def hang_up(self) -> None:
        """Take the terminal away."""
        if self._master is not None:
            os.close(self._master)
            self._master = None

    def status(self, seconds: float = 20) -> int:
        """The exit status, once it has ended."""
        end = time.monotonic() + seconds
        while self.process.poll() is None:
            assert time.monotonic() < end, f"it did not end; the screen is\n{self.text}"
            self._read(0.1)
        return self.process.returncode

    def _read(self, seconds: float) -> None:
        if self._master is None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(seconds)
        elif select.select([self._master], [], [], seconds)[0]:
            with contextlib.suppress(OSError):  # the program has ended
                self._stream.feed(os.read(self._master, 65536))


@contextmanager
def kiosk(*arguments: str, columns: int = 120, rows: int = 33, **environment: str) -> Iterator[Program]:
    """Run `kiosk` with *arguments*; it is gone when this ends."""
    master, slave = os.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    process = subprocess.Popen(
        [sys.executable, "-m", "kiosk", *arguments],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        env={**os.environ, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", **environment},
        start_new_session=True,
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509 (this process has no threads)
    )
    os.close(slave)
    program = Program(process, master, columns, rows)
    try:
        yield program
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()
        program.hang_up()
