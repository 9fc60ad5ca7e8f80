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
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import MappingProxyType

import pyte
from waiting import PATIENCE


class Program:
    """A running program and its screen."""

    def __init__(self, process: "subprocess.Popen[bytes]", master: int, columns: int, rows: int) -> None:
        self.process = process
        self._master: int | None = master
        self.raw = bytearray()
        self.modes_before: list[object] = []
        """How the terminal's line was set before the program had it."""
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

    def until(self, wanted: Callable[[str], bool], seconds: float = PATIENCE) -> str:
        """The screen once *wanted* is true of it."""
        end = time.monotonic() + seconds
        while not wanted(self.text):
            assert time.monotonic() < end, f"never came; the screen is\n{self.text}"
            self.read(0.2)
        return self.text

    def press(self, keys: str) -> None:
        """Type *keys*."""
        self.type(keys.encode())

    def type(self, keys: bytes) -> None:
        """Have *keys* come from the keyboard, text or not, as fast as the line takes them."""
        assert self._master is not None
        rest = memoryview(keys)
        while rest:
            if select.select([], [self._master], [], 1)[1]:
                rest = rest[os.write(self._master, rest[:256]) :]
            else:
                assert self.process.poll() is None, "it has ended, and nobody reads the line any more"

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size, and the screen read from it."""
        assert self._master is not None
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self._screen.resize(rows or 24, columns or 80)

    def spoil(self, text: str) -> None:
        """Have *text* stand in the middle of the screen, as what others than the program write there does."""
        self._stream.feed(f"\x1b7\x1b[{self._screen.lines // 2};1H{text}\x1b8".encode())

    def modes(self) -> list[object]:
        """How the terminal's line is set."""
        assert self._master is not None
        return termios.tcgetattr(self._master)[:4]

    def hang_up(self) -> None:
        """Take the terminal away."""
        if self._master is not None:
            os.close(self._master)
            self._master = None

    def status(self, seconds: float = PATIENCE) -> int:
        """The exit status, once it has ended."""
        end = time.monotonic() + seconds
        while self.process.poll() is None:
            assert time.monotonic() < end, f"it did not end; the screen is\n{self.text}"
            self.read(0.1)
        return self.process.returncode

    def read(self, seconds: float) -> None:
        """Take what it writes within *seconds*, if anything."""
        if self._master is None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(seconds)
        elif select.select([self._master], [], [], seconds)[0]:
            with contextlib.suppress(OSError):  # the program has ended
                data = os.read(self._master, 65536)
                self.raw += data
                self._stream.feed(data)


Begin = Callable[[], object]
"""What the new process does before it becomes the program."""


def own_terminal() -> None:
    """Be told when the terminal hangs up, as a shell's first process is."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


@contextmanager
def run(
    command: Sequence[str],
    *,
    columns: int = 120,
    rows: int = 33,
    begin: Begin = own_terminal,
    environ: Mapping[str, str | None] = MappingProxyType({}),
) -> Iterator[Program]:
    """Run *command*; it is gone when this ends. A variable of *environ* that is None is unset."""
    known = {**os.environ, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", **environ}
    master, slave = os.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    before = termios.tcgetattr(slave)[:4]
    process = subprocess.Popen(
        command,
        stdin=slave,
        stdout=slave,
        stderr=slave,
        env={name: value for name, value in known.items() if value is not None},
        start_new_session=True,
        preexec_fn=begin,  # noqa: PLW1509 (*begin* takes no lock that a thread could hold)
    )
    os.close(slave)
    program = Program(process, master, columns or 80, rows or 24)
    program.modes_before = before
    try:
        yield program
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()
        program.hang_up()


@contextmanager
def kiosk(
    *arguments: str,
    columns: int = 120,
    rows: int = 33,
    begin: Begin = own_terminal,
    environ: Mapping[str, str | None] = MappingProxyType({}),
    **environment: str,
) -> Iterator[Program]:
    """Run `kiosk` with *arguments*, as `run` does."""
    command = [sys.executable, "-m", "kiosk", *arguments]
    with run(command, columns=columns, rows=rows, begin=begin, environ={**environment, **environ}) as program:
        yield program
