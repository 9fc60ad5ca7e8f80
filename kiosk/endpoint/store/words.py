"""What SQLite or the system says about the storage, in plain words."""

import contextlib
import sqlite3
from collections.abc import Iterator
from typing import Final

from kiosk.endpoint.store.base import StoreFault
from kiosk.text.language import tr
from kiosk.text.os_error_text import os_error_text

_UNUSABLE: Final = tr("penyimpanan tidak dapat dipakai: {s}")


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
        raise StoreFault("storage-unusable", _UNUSABLE.format(s=os_error_text(error))) from error


def _fault(code: int, said: str) -> StoreFault:
    if code == sqlite3.SQLITE_FULL:
        text = tr("penyimpanan penuh; perintah tidak dicatat, kosongkan disk lalu ulangi")
        return StoreFault("storage-full", text, status=507)
    if code == sqlite3.SQLITE_READONLY:
        text = tr("penyimpanan hanya dapat dibaca")
        return StoreFault("storage-read-only", text)
    if code == sqlite3.SQLITE_IOERR:
        text = tr("disk server gagal dibaca atau ditulis; perintah tidak dicatat, periksa disknya")
        return StoreFault("storage-failing", text)
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        text = tr("penyimpanan sedang sibuk, coba lagi")
        return StoreFault("storage-busy", text)
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        text = tr("berkas data rusak ({s}); pulihkan dari cadangan")
        return StoreFault("storage-damaged", text.format(s=said))
    return StoreFault("storage-unusable", _UNUSABLE.format(s=said))
