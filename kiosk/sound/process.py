"""Programs that speak and play, each run as a child on a file in memory."""

import os
import signal
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import BinaryIO, Final

Stop = Callable[[], bool]
"""Whether the child is to be ended."""

HANGS: Final = "hangs"
_LOOK: Final = 0.05
"""Seconds between two looks at a child and at `Stop`."""


def never_stop() -> bool:
    return False


def run_child(command: Sequence[str], file: BinaryIO, timeout: float, stop: Stop) -> str | None:
    """Run *command* on *file* for *timeout* seconds at most or until *stop*; return why it failed, if it did."""
    child = subprocess.Popen(  # noqa: S603 (a program of this machine, or the one that kiosk.toml names)
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        pass_fds=(file.fileno(),),
        start_new_session=True,
    )
    try:
        for _ in range(int(timeout / _LOOK)):
            try:
                status = child.wait(_LOOK)
            except subprocess.TimeoutExpired:
                if stop():
                    return None
            else:
                return None if status == 0 else f"ended with status {status}"
        return HANGS
    finally:
        if child.poll() is None:
            os.killpg(child.pid, signal.SIGKILL)  # and what it started itself: a script's own player
            child.wait()


@contextmanager
def memory_file() -> Iterator[tuple[BinaryIO, str]]:
    """Yield a file in memory, which nobody has to remove, and the path by which `run_child` lets a program open it."""
    with os.fdopen(os.memfd_create("kiosk-sound"), "w+b") as file:
        yield file, f"/proc/self/fd/{file.fileno()}"
