"""A file in memory that other programs open by a path."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO


@contextmanager
def sound_in_memory() -> Iterator[tuple[BinaryIO, str]]:
    """Give an empty file and the path by which a child opens it that is given its descriptor (`pass_fds`).

    It lies in memory: there is nothing to clean up after whoever is killed, and no disk is needed.
    """
    with os.fdopen(os.memfd_create("kiosk-sound"), "w+b") as file:
        yield file, f"/proc/self/fd/{file.fileno()}"
