"""A file in memory that other programs open by a path: nothing to clean up whoever is killed, no disk needed."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO


@contextmanager
def sound_in_memory() -> Iterator[tuple[BinaryIO, str]]:
    """An empty file and the path by which a child opens it that is given its descriptor (`pass_fds`)."""
    with os.fdopen(os.memfd_create("kiosk-sound"), "w+b") as file:
        yield file, f"/proc/self/fd/{file.fileno()}"
