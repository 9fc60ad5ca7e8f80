"""What a program takes of the machine, as Linux counts it: processor, memory, and how long it really needed."""

import os
import time
from pathlib import Path
from typing import Final

from pseudo import Program
from waiting import PATIENCE, until

MOST_PROCESSOR: Final = 0.05
"""Share of a processor that a screen takes while nothing happens, at most; a tenth of it is usual."""

_TICKS: Final = os.sysconf("SC_CLK_TCK")


def processor(program: Program) -> float:
    """Seconds of processor, user and system, that it has had; also after its end, until `Program.status` is asked."""
    fields = Path(f"/proc/{program.process.pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def memory(program: Program, what: str = "VmRSS") -> int:
    """Bytes that it takes: *what* is a line of proc(5)'s status."""
    status = Path(f"/proc/{program.process.pid}/status").read_text("ascii")
    return 1024 * int(next(line.split()[1] for line in status.splitlines() if line.startswith(what + ":")))


class Stopwatch:
    """Seconds that a program needs, on a machine that has other things to do.

    Those for which it, or this test, was ready to run while the processors were given to others do not count: proc(5),
    schedstat. So a promise in seconds can be held a program to, however busy the machine is. A kernel without that file
    tells nothing of it.
    """

    def __init__(self, program: Program) -> None:
        self._programs = (program.process.pid, os.getpid())
        self._waited = self._waits()
        self._begun = time.monotonic()

    @property
    def seconds(self) -> float:
        """Seconds since the start; also after the program's end, until `Program.status` is asked."""
        return time.monotonic() - self._begun - max(0.0, self._waits() - self._waited)

    def _waits(self) -> float:
        files = [Path(f"/proc/{pid}/schedstat") for pid in self._programs]
        return sum(int(file.read_text("ascii").split()[1]) for file in files if file.exists()) / 1e9


def until_over(program: Program, seconds: float = PATIENCE) -> None:
    """Wait for its end, reading nothing and taking no note of it, so that what it took can still be asked."""
    over = os.WEXITED | os.WNOHANG | os.WNOWAIT
    until(
        lambda: os.waitid(os.P_PID, program.process.pid, over),
        lambda: f"it did not end; the screen is\n{program.text}",
        seconds,
    )
