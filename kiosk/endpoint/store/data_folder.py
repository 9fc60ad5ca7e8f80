"""The data folder: where it is when nobody says so, and that one endpoint at a time uses it."""

import fcntl
import os
from pathlib import Path
from types import TracebackType
from typing import Final

_LOCK: Final = "endpoint.lock"
_SYSTEM: Final = Path("/var/lib/kiosk")


class DataFolderInUse(Exception):
    """Another endpoint uses the folder."""


def default_data_folder() -> Path:
    """The data folder of this user; root looks after that of the service."""
    if os.geteuid() == 0:
        return _SYSTEM
    from platformdirs import user_data_path  # noqa: PLC0415 (a service is told where its data are)

    return user_data_path("kiosk", appauthor=False) / "endpoint"


class DataFolderLock:
    """Held while an endpoint runs. The system lets go of it however the process ends."""

    def __init__(self, folder: Path) -> None:
        """Take the folder, making it when it is not there.

        Raises:
            FolderTaken: when another endpoint has it.
            OSError: when the folder cannot be written to.
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
