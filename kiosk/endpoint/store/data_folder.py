"""The data folder: its usual place, and the lock that lets one endpoint at a time use it."""

import fcntl
import os
from pathlib import Path
from types import TracebackType
from typing import Final

_LOCK: Final = "endpoint.lock"
_SYSTEM: Final = Path("/var/lib/kiosk")


class DataFolderInUse(Exception):
    """Another process uses the folder.

    Raised by `DataFolderLock`; caught by `kiosk serve` and by the commands of administration.
    """


def default_data_folder() -> Path:
    """Return the data folder of this user; of root that of the service."""
    if os.geteuid() == 0:
        return _SYSTEM
    from platformdirs import user_data_path  # noqa: PLC0415 (a service is told where its data are)

    return user_data_path("kiosk", appauthor=False) / "endpoint"


class DataFolderLock:
    """Held while an endpoint runs. The system releases it however the process ends."""

    def __init__(self, folder: Path) -> None:
        """Lock the folder, making it if it is not there.

        Raises:
            DataFolderInUse: if another process has it.
            OSError: if the folder cannot be written to.
        """
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._file = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(self._file)
            raise DataFolderInUse(str(folder)) from None

    def __enter__(self) -> "DataFolderLock":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.close(self._file)
