"""The office's file in SQLite: write-ahead log, every commit synced to the disk before it counts."""

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from kiosk.endpoint.store.migrate import create_private, migrate
from kiosk.endpoint.store.words import plain_words

FILE: Final = "kiosk.sqlite"

_BUSY_SECONDS = 5.0
"""How long one writer waits for another; transactions here take milliseconds."""
_CACHE = 256
"""KiB of pages that SQLite keeps for itself; the usual 2,000 would only hold what a start read once."""


class Database:
    """The file `kiosk.sqlite` of a data folder, made when it is not there. What goes wrong is a `StoreFault`."""

    def __init__(self, folder: Path) -> None:
        """Open the store, bringing an older schema up to date.

        Raises:
            StoreFault: when the file cannot be used, or is of a newer program.
        """
        with plain_words():
            create_private(folder / FILE)
            self._db = sqlite3.connect(folder / FILE, timeout=_BUSY_SECONDS, isolation_level=None)
            try:
                self._db.execute("PRAGMA journal_mode = WAL")
                self._db.execute("PRAGMA synchronous = FULL")
                self._db.execute(f"PRAGMA cache_size = -{_CACHE}")
                migrate(self._db)
                self._epoch = str(self.fact("epoch"))
            except BaseException:
                self._db.close()
                raise

    @property
    def epoch(self) -> str:
        """A random id made with the database."""
        return self._epoch

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is written inside is kept, or nothing is."""
        self.change("BEGIN IMMEDIATE")
        try:
            yield
            self.change("COMMIT")
        except BaseException:
            if self._db.in_transaction:
                self.change("ROLLBACK")
            raise

    def close(self) -> None:
        """End the connection."""
        self._db.close()

    def each(self, sql: str, *values: Any) -> Iterator[Any]:
        """One row after the other, where all of them would fill the memory."""
        with plain_words():
            yield from self._db.execute(sql, values)

    def all(self, sql: str, *values: Any) -> list[Any]:
        """Every row."""
        with plain_words():
            return self._db.execute(sql, values).fetchall()

    def one(self, sql: str, *values: Any) -> Any:
        """The first row, or none."""
        with plain_words():
            return self._db.execute(sql, values).fetchone()

    def fact(self, name: str) -> str | None:
        """What is kept of the whole store under *name*; none before it was."""
        row = self.one("SELECT value FROM meta WHERE name = ?", name)
        return str(row[0]) if row else None

    def keep_fact(self, name: str, value: str) -> None:
        """Keep *value* under *name*, in place of what was kept before."""
        self.change("INSERT OR REPLACE INTO meta VALUES (?, ?)", name, value)

    def change(self, sql: str, *values: Any) -> int:
        """Change something; how many rows that was."""
        with plain_words():
            return self._db.execute(sql, values).rowcount

    def change_each(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """The same for each of *rows*."""
        with plain_words():
            self._db.executemany(sql, rows)


def written_instant(instant: datetime | None) -> str | None:
    """An instant as a column holds it."""
    return instant.isoformat() if instant else None


def read_instant(written: str | None) -> datetime | None:
    """An instant of a column."""
    return datetime.fromisoformat(written) if written else None
