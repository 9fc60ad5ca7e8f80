"""Programs that speak and play: each a child that is watched, and gone once it was watched for."""

import os
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import BinaryIO, Final

Stop = Callable[[], bool]
"""Whether what a child does is not wanted any more."""

HANGS: Final = "hangs"
_LOOK: Final = 0.05
"""Seconds between two looks at a child, and at whether it is still wanted."""


def never_stop() -> bool:
    """It is wanted until it ends."""
    return False


def wait_for_child(child: "subprocess.Popen[bytes]", most: float, stop: Stop) -> str | None:
    """Wait for the end of *child*, *most* seconds; why it failed, none where it ended well or was told to *stop*.

    The child leads a session of its own (`start_new_session`).
    """
    try:
        for _ in range(int(most / _LOOK)):
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
            os.killpg(child.pid, signal.SIGKILL)  # what it started itself too: a script's own player
            child.wait()


@contextmanager
def memory_file() -> Iterator[tuple[BinaryIO, str]]:
    """Give an empty file and the path by which a child opens it that is given its descriptor (`pass_fds`).

    It lies in memory: there is nothing to clean up after whoever is killed, and no disk is needed.
    """
    with os.fdopen(os.memfd_create("kiosk-sound"), "w+b") as file:
        yield file, f"/proc/self/fd/{file.fileno()}"
