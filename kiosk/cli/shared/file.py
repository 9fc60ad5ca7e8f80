"""A new file: whole, or not there."""

import os
from pathlib import Path


def write_new(file: Path, text: str, mode: int = 0o666) -> None:
    """Write *text* into *file*; one that is there is never written over, and half of one is taken away again.

    Raises:
        OSError: when it cannot be written; `FileExistsError` when it is there.
    """
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as made:
            made.write(text)
    except BaseException:
        file.unlink()
        raise
