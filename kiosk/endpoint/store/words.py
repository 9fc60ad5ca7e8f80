"""What SQLite or the system says about the storage, in plain words."""

import contextlib
import sqlite3
from collections.abc import Iterator

from kiosk.endpoint.store.base import StoreFault
from kiosk.language import Text


@contextlib.contextmanager
def plain_words() -> Iterator[None]:
    """Say what SQLite or the system says about the storage in plain words; a broken constraint is the caller's."""
    try:
        yield
    except sqlite3.IntegrityError:
        raise
    except sqlite3.Error as error:
        raise _fault(getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF, str(error)) from error
    except OSError as error:
        raise _fault(sqlite3.SQLITE_CANTOPEN, str(error)) from error


def _fault(code: int, said: str) -> StoreFault:
    if code == sqlite3.SQLITE_FULL:
        text = Text(
            "penyimpanan penuh; perintah tidak dicatat, kosongkan disk lalu ulangi",
            "the storage is full; nothing was recorded, free some space and try again",
        )
        return StoreFault("storage-full", text, status=507)
    if code == sqlite3.SQLITE_READONLY:
        text = Text("penyimpanan hanya dapat dibaca", "the storage is read-only")
        return StoreFault("storage-read-only", text)
    if code == sqlite3.SQLITE_IOERR:
        text = Text(
            "disk server gagal dibaca atau ditulis; perintah tidak dicatat, periksa disknya",
            "the endpoint's disk cannot be read or written; nothing was recorded, check the disk",
        )
        return StoreFault("storage-failing", text)
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        text = Text("penyimpanan sedang sibuk, coba lagi", "the storage is busy, try again")
        return StoreFault("storage-busy", text)
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        text = Text(
            "berkas data rusak ({s}); pulihkan dari cadangan", "the data file is damaged ({s}); restore a backup"
        )
        return StoreFault("storage-damaged", text.format(s=said))
    text = Text("penyimpanan tidak dapat dipakai: {s}", "the storage cannot be used: {s}")
    return StoreFault("storage-unusable", text.format(s=said))
