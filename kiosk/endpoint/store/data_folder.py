"""The data folder: its usual place, and the lock that lets one endpoint at a time use it."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from platformdirs import user_data_path

from kiosk.schema.errors import KioskError

_LOCK: Final = "endpoint.lock"
_SYSTEM: Final = Path("/var/lib/kiosk")


class DataFolderInUse(KioskError):
    """Another process uses the folder.

    Raised by `lock_data_folder`; caught by `kiosk serve` and by the commands of administration.
    """


def default_data_folder() -> Path:
    """Return the data folder of this user; of root that of the service."""
    if os.geteuid() == 0:
        return _SYSTEM
    return user_data_path("kiosk", appauthor=False) / "endpoint"


@contextmanager
def lock_data_folder(folder: Path) -> Iterator[None]:
    """Lock the folder until the end of the block, making it if it is not there. The lock ends with the process.

    Raises:
        DataFolderInUse: if another process has it.
        OSError: if the folder cannot be written to.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(file)
        raise DataFolderInUse(str(folder)) from None
    try:
        yield
    finally:
        os.close(file)
