"""The data folder, which one endpoint at a time may use, and its SQLite file: every commit is synced to the disk."""

import contextlib
import fcntl
import os
import re
import secrets
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from platformdirs import user_data_path

from kiosk.endpoint.store.interface import StoreError
from kiosk.schema.errors import KioskError
from kiosk.text.language import tr
from kiosk.text.os_error_text import os_error_text


class DataFolderInUse(KioskError):
    """Another process uses the folder.

    Raised by `lock_data_folder`; caught by `kiosk serve` and by the commands of administration.
    """


def default_data_folder() -> Path:
    """Return the data folder of this user; of root that of the service."""
    if os.geteuid() == 0:
        return Path("/var/lib/kiosk")
    return user_data_path("kiosk", appauthor=False) / "endpoint"


@contextmanager
def lock_data_folder(folder: Path) -> Iterator[None]:
    """Lock the folder until the end of the block, making it if it is not there. The lock ends with the process.

    Raises:
        DataFolderInUse: if another process has it.
        OSError: if the folder cannot be written to.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = os.open(folder / "endpoint.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(file)
        raise DataFolderInUse(str(folder)) from None
    try:
        yield
    finally:
        os.close(file)


DATABASE_FILE: Final = "kiosk.sqlite"

MIGRATIONS: Final = Path(__file__).parent / "migrations"
"""Steps by number, from 001 without a gap. One that ran anywhere is never changed: add the next one."""

_UNUSABLE: Final = tr("penyimpanan tidak dapat dipakai: {s}")

_FAILING: Final = tr("disk server gagal dibaca atau ditulis; perintah tidak dicatat, periksa disknya")
_BUSY: Final = ("storage-busy", tr("penyimpanan sedang sibuk, coba lagi"))
_DAMAGED: Final = ("storage-damaged", tr("berkas data rusak ({s}); pulihkan dari cadangan"))
_MESSAGES: Final = {
    sqlite3.SQLITE_FULL: ("storage-full", tr("penyimpanan penuh; perintah tidak dicatat, kosongkan disk lalu ulangi")),
    sqlite3.SQLITE_READONLY: ("storage-read-only", tr("penyimpanan hanya dapat dibaca")),
    sqlite3.SQLITE_IOERR: ("storage-failing", _FAILING),
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _DAMAGED,
}
"""Rule and text by SQLite's primary result code."""


class Database:
    """The file `kiosk.sqlite` of a data folder, made if it is not there. Every method may raise `StoreError`."""

    def __init__(self, folder: Path) -> None:
        """Open the file, migrating an older schema."""
        with store_errors():
            create_private(folder / DATABASE_FILE)
            # One writer waits five seconds for another: transactions take milliseconds.
            self._db = sqlite3.connect(folder / DATABASE_FILE, timeout=5.0, isolation_level=None)
            try:
                self._db.execute("PRAGMA journal_mode = WAL")
                self._db.execute("PRAGMA synchronous = FULL")
                # KiB of pages to cache: the default of 2,000 would only hold what a start read once.
                self._db.execute("PRAGMA cache_size = -256")
                migrate(self._db)
                self._epoch = str(self.fact("epoch"))
            except BaseException:
                self._db.close()
                raise

    @property
    def epoch(self) -> str:
        return self._epoch

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        self.change("BEGIN IMMEDIATE")
        try:
            yield
            self.change("COMMIT")
        except BaseException:
            if self._db.in_transaction:
                self.change("ROLLBACK")
            raise

    def close(self) -> None:
        self._db.close()

    def each(self, sql: str, *values: Any) -> Iterator[Any]:
        """Yield the rows one by one, if all of them would fill the memory."""
        with store_errors():
            yield from self._db.execute(sql, values)

    def all(self, sql: str, *values: Any) -> list[Any]:
        with store_errors():
            return self._db.execute(sql, values).fetchall()

    def one(self, sql: str, *values: Any) -> Any:
        with store_errors():
            return self._db.execute(sql, values).fetchone()

    def fact(self, name: str) -> str | None:
        row = self.one("SELECT value FROM meta WHERE name = ?", name)
        return str(row[0]) if row else None

    def keep_fact(self, name: str, value: str) -> None:
        self.change("INSERT OR REPLACE INTO meta VALUES (?, ?)", name, value)

    def change(self, sql: str, *values: Any) -> int:
        """Execute a statement that writes; return how many rows it changed."""
        with store_errors():
            return self._db.execute(sql, values).rowcount

    def change_each(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        with store_errors():
            self._db.executemany(sql, rows)


def instant_to_column(instant: datetime | None) -> str | None:
    return instant.isoformat() if instant else None


def instant_from_column(written: str | None) -> datetime | None:
    return datetime.fromisoformat(written) if written else None


@contextlib.contextmanager
def store_errors() -> Iterator[None]:
    """Raise what SQLite or the system reports as a `StoreError`; a broken constraint is the caller's."""
    try:
        yield
    except sqlite3.IntegrityError:
        raise
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
        rule, text = _MESSAGES.get(code, ("storage-unusable", _UNUSABLE))
        status = 507 if code == sqlite3.SQLITE_FULL else 503
        raise StoreError(rule, text.format(s=str(error)), status) from error
    except OSError as error:
        raise StoreError("storage-unusable", _UNUSABLE.format(s=os_error_text(error))) from error


def create_private(file: Path) -> None:
    """Make the file readable by its owner only; SQLite gives its side files the same mode.

    A file that is there is not opened: closing any descriptor of it would drop all POSIX locks that this process has on
    it, and another process would then take the log of a running endpoint for abandoned and delete it.
    """
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with contextlib.suppress(FileExistsError):
        os.close(os.open(file, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))


def migrate(db: sqlite3.Connection) -> None:
    """Migrate the schema; the data may not be of a newer program."""
    steps = sorted(MIGRATIONS.glob("*.sql"))
    if _schema(db) == len(steps):
        return
    db.execute("BEGIN IMMEDIATE")
    try:
        found = _schema(db)
        if found > len(steps):
            text = tr("data ini dibuat oleh program yang lebih baru (skema {a}, program ini mengenal {b})")
            raise StoreError("newer-data", text.format(a=found, b=len(steps)))
        for step in steps[found:]:
            for statement in split_statements(step.read_text("utf-8")):
                db.execute(statement)
        if found == 0:
            db.execute("INSERT INTO meta VALUES ('epoch', ?)", (secrets.token_hex(4),))
        db.execute(f"PRAGMA user_version = {len(steps)}")
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


def _schema(db: sqlite3.Connection) -> int:
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def split_statements(script: str) -> list[str]:
    """Return the statements of a migration: `executescript` would commit before the first."""
    without_comments = re.sub(r"--[^\n]*", "", script)
    return [statement for part in without_comments.split(";") if (statement := part.strip())]
