"""The store in SQLite: write-ahead log, every commit synced to the disk before it counts."""

import contextlib
import json
import os
import re
import secrets
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from kiosk.endpoint.store.base import ContentKind, KeptAnswer, NameTaken, StoreFault, Terminal
from kiosk.language import Text
from kiosk.moment import Moment
from kiosk.structure.fault import Faults
from kiosk.visit.event import FORMAT, Event, body_to_plain, read_body

FILE: Final = "kiosk.sqlite"

_MIGRATIONS: Final = Path(__file__).parent / "migrations"

_BUSY_SECONDS = 5.0
"""How long one writer waits for another; transactions here take milliseconds."""


class SqliteStore:
    """`Store` in the file `kiosk.sqlite` of a data folder, made when it is not there."""

    def __init__(self, folder: Path) -> None:
        """Open the store, bringing an older schema up to date.

        Raises:
            StoreFault: when the file cannot be used, or is of a newer program.
        """
        with _plain_words():
            _create_private(folder / FILE)
            self._db = sqlite3.connect(folder / FILE, timeout=_BUSY_SECONDS, isolation_level=None)
            try:
                self._db.execute("PRAGMA journal_mode = WAL")
                self._db.execute("PRAGMA synchronous = FULL")
                _migrate(self._db)
                self._epoch = str(self._one("SELECT value FROM meta WHERE name = 'epoch'")[0])
            except BaseException:
                self._db.close()
                raise

    @property
    def epoch(self) -> str:
        """A random id made with the database."""
        return self._epoch

    def open_day(self) -> Sequence[Event]:
        """The events from the last day end on."""
        rows = self._all(
            "SELECT version, command, at, boot, uptime, who, counter, kind, format, body FROM event WHERE version >="
            " coalesce((SELECT max(version) FROM event WHERE kind = 'day-ended'), 0) ORDER BY version"
        )
        return [_event(*row) for row in rows]

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is written inside is kept, or nothing is."""
        self._write("BEGIN IMMEDIATE")
        try:
            yield
            self._write("COMMIT")
        except BaseException:
            if self._db.in_transaction:
                self._write("ROLLBACK")
            raise

    def append(self, events: Sequence[Event]) -> None:
        """Keep *events*."""
        with _plain_words():
            self._db.executemany("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", map(_row, events))

    def answer(self, terminal: str, key: str) -> KeptAnswer | None:
        """What was answered to that key of that terminal."""
        row = self._one("SELECT asked, status, body FROM answer WHERE terminal = ? AND key = ?", terminal, key)
        return KeptAnswer(*row) if row else None

    def keep_answer(self, terminal: str, key: str, answer: KeptAnswer) -> None:
        """Keep what is answered."""
        self._write(
            "INSERT INTO answer VALUES (?, ?, ?, ?, ?)", terminal, key, answer.asked, answer.status, answer.body
        )

    def forget_answers(self) -> None:
        """Forget all answers."""
        self._write("DELETE FROM answer")

    def reserved_revision(self) -> int:
        """No revision of the board above this was ever given out."""
        row = self._one("SELECT value FROM meta WHERE name = 'revision'")
        return int(row[0]) if row else 0

    def reserve_revisions(self, most: int) -> None:
        """Revisions up to *most* may be given out from now on."""
        self._write("INSERT OR REPLACE INTO meta VALUES ('revision', ?)", str(most))

    def content(self, kind: ContentKind, digest: str) -> str | None:
        """JSON text of a catalogue or an SOP that was once in use."""
        row = self._one("SELECT body FROM content WHERE kind = ? AND digest = ?", kind, digest)
        return str(row[0]) if row else None

    def keep_content(self, kind: ContentKind, digest: str, body: str) -> None:
        """Keep what is in use now, unless it is kept already."""
        self._write("INSERT OR IGNORE INTO content VALUES (?, ?, ?)", kind, digest, body)

    def add_terminal(self, terminal: Terminal) -> None:
        """Let *terminal* in."""
        try:
            self._write(
                "INSERT INTO terminal VALUES (?, ?, ?, ?, ?, NULL)",
                terminal.name,
                terminal.role,
                terminal.counter,
                terminal.token,
                terminal.created.isoformat(),
            )
        except sqlite3.IntegrityError:
            raise NameTaken(terminal.name) from None

    def terminals(self) -> Sequence[Terminal]:
        """All terminals there ever were, in order of making."""
        return [_terminal(*row) for row in self._all("SELECT * FROM terminal ORDER BY rowid")]

    def terminal(self, token: bytes) -> Terminal | None:
        """The terminal in use whose token has that SHA-256."""
        row = self._one("SELECT * FROM terminal WHERE token = ? AND revoked IS NULL", token)
        return _terminal(*row) if row else None

    def close(self) -> None:
        """End the connection."""
        self._db.close()

    def _all(self, sql: str, *values: Any) -> list[Any]:
        with _plain_words():
            return self._db.execute(sql, values).fetchall()

    def _one(self, sql: str, *values: Any) -> Any:
        with _plain_words():
            return self._db.execute(sql, values).fetchone()

    def _write(self, sql: str, *values: Any) -> None:
        with _plain_words():
            self._db.execute(sql, values)


def _create_private(file: Path) -> None:
    """Make the file readable by its owner only; SQLite gives its side files the same mode.

    A file that is there is not opened: closing any descriptor of it would drop all POSIX locks that this process has on
    it, and another process would then take the log of a running endpoint for abandoned and delete it.
    """
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with contextlib.suppress(FileExistsError):
        os.close(os.open(file, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))


def _migrate(db: sqlite3.Connection) -> None:
    steps = sorted(_MIGRATIONS.glob("*.sql"))
    if _schema(db) == len(steps):
        return
    db.execute("BEGIN IMMEDIATE")
    try:
        found = _schema(db)
        if found > len(steps):
            raise StoreFault(
                "newer-data",
                Text(
                    "data ini dibuat oleh program yang lebih baru (skema {a}, program ini mengenal {b})",
                    "these data are of a newer program (schema {a}, this program knows {b})",
                ).format(a=found, b=len(steps)),
            )
        for step in steps[found:]:
            for statement in _statements(step.read_text("utf-8")):
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


def _statements(script: str) -> list[str]:
    """The statements of a migration: `executescript` would commit before the first."""
    without_comments = re.sub(r"--[^\n]*", "", script)
    return [statement for part in without_comments.split(";") if (statement := part.strip())]


def _row(event: Event) -> tuple[Any, ...]:
    return (
        event.version,
        event.command,
        event.moment.at.isoformat(),
        event.moment.boot,
        event.moment.uptime,
        event.who,
        event.counter,
        event.body.kind,
        FORMAT,
        json.dumps(body_to_plain(event.body), separators=(",", ":")),
    )


def _event(
    version: int,
    command: int,
    at: str,
    boot: str,
    uptime: float,
    who: str,
    counter: str | None,
    kind: str,
    format_number: int,
    body: str,
) -> Event:
    moment = Moment(datetime.fromisoformat(at).astimezone(UTC), boot, uptime)
    try:
        return Event(version, command, moment, who, counter, read_body(kind, json.loads(body), format_number))
    except (Faults, ValueError) as error:
        raise StoreFault(
            "unreadable-event",
            Text("peristiwa {v} tidak dapat dibaca: {e}", "event {v} cannot be read: {e}").format(v=version, e=error),
        ) from None


def _terminal(name: str, role: Any, counter: str | None, token: bytes, created: str, revoked: str | None) -> Terminal:
    gone = datetime.fromisoformat(revoked) if revoked else None
    return Terminal(name, role, counter, token, datetime.fromisoformat(created), gone)


@contextlib.contextmanager
def _plain_words() -> Iterator[None]:
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
