"""The store in SQLite: write-ahead log, every commit synced to the disk before it counts."""

import contextlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

from kiosk.endpoint.store.base import (
    ContentKind,
    Enrolment,
    KeptAnswer,
    LogStart,
    NameTaken,
    Person,
    StoreFault,
    Terminal,
)
from kiosk.endpoint.store.migrate import create_private, migrate
from kiosk.endpoint.store.words import plain_words
from kiosk.language import Text
from kiosk.moment import Moment
from kiosk.structure.convert import plain, read
from kiosk.structure.fault import Faults
from kiosk.visit.case import Case, Cases
from kiosk.visit.event import FORMAT, Event, body_to_plain, read_body
from kiosk.visit.level import Fallen, fallen_of
from kiosk.visit.measure import ServiceDay
from kiosk.wire.encode import one_line

FILE: Final = "kiosk.sqlite"

_ENDLESS: Final = 2**63 - 1

_BUSY_SECONDS = 5.0
"""How long one writer waits for another; transactions here take milliseconds."""


class SqliteStore:
    """`Store` in the file `kiosk.sqlite` of a data folder, made when it is not there."""

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
                migrate(self._db)
                self._epoch = str(self._one("SELECT value FROM meta WHERE name = 'epoch'")[0])
            except BaseException:
                self._db.close()
                raise

    @property
    def epoch(self) -> str:
        """A random id made with the database."""
        return self._epoch

    def history(self, before: int | None = None) -> Iterator[Event]:
        """All events from where the log begins, up to that of version *before*, which is left out."""
        span = (self._begins(), _ENDLESS if before is None else before - 1)
        for row in self._each("SELECT * FROM event WHERE version BETWEEN ? AND ? ORDER BY version", *span):
            yield _event(*row)

    def log_start(self) -> LogStart:
        """Where the log begins."""
        row = self._one("SELECT value FROM meta WHERE name = 'carried'")
        cases = [read(Case, case) for case in json.loads(row[0])] if row else []
        return LogStart(self._begins(), Cases({case.code: case for case in cases}))

    def day_ends(self) -> Sequence[Event]:
        """All day ends of the log, oldest first."""
        return self._events("kind = 'day-ended'")

    def forget_events(self, begins: int, cases: Mapping[str, Case]) -> int:
        """Let the log begin at the day end of that version, before which *cases* were so; how many events that took."""
        self._write("PRAGMA secure_delete = ON")
        self._write("INSERT OR REPLACE INTO meta VALUES ('begins', ?)", str(begins))
        self._write("INSERT OR REPLACE INTO meta VALUES ('carried', ?)", one_line(plain(list(cases.values()))))
        with plain_words():
            gone = "DELETE FROM event WHERE version < ? AND kind NOT IN ('sop-approved', 'sop-withdrawn')"
            return self._db.execute(gone, (begins,)).rowcount

    def _begins(self) -> int:
        row = self._one("SELECT value FROM meta WHERE name = 'begins'")
        return int(row[0]) if row else 1

    def file_cases(self, cases: Iterable[Case], day_end: int) -> None:
        """Keep *cases* as they are at the day end of that version."""
        kept = list(cases)
        with plain_words():
            self._db.executemany(
                "INSERT INTO filed VALUES (?, ?, ?)"
                " ON CONFLICT (code) DO UPDATE SET open = excluded.open, body = excluded.body",
                ((case.code, case.open, one_line(plain(case))) for case in kept),
            )
            self._db.executemany("DELETE FROM fallen WHERE code = ?", ((case.code,) for case in kept))
            self._db.executemany(
                "INSERT INTO fallen VALUES (?, ?, ?, ?, ?, ?, ?)",
                ((case.code, *_fallen_row(fallen)) for case in kept for fallen in fallen_of(case)),
            )
        self._write("INSERT OR REPLACE INTO meta VALUES ('cases', ?)", str(day_end))

    def filed_at(self) -> int:
        """Version of the day end that the filed cases are as of."""
        row = self._one("SELECT value FROM meta WHERE name = 'cases'")
        return int(row[0]) if row else 0

    def open_cases(self) -> dict[str, Case]:
        """The filed cases that something can still come of, by code, oldest first."""
        rows = self._all("SELECT body FROM filed WHERE open ORDER BY rowid")
        return {case.code: case for case in (_case(body) for (body,) in rows)}

    def filed_case(self, code: str) -> Case | None:
        """The case of that code as it was at the last day end."""
        row = self._one("SELECT body FROM filed WHERE code = ?", code)
        return _case(row[0]) if row else None

    def fallen_due(self, first: date, last: date) -> Iterator[Fallen]:
        """What became of the promises to be ready that fell due from *first* to *last*, as of the last day end."""
        rows = self._each(
            "SELECT service, due, due_at, ready, closed, stopped FROM fallen WHERE due BETWEEN ? AND ?",
            first.isoformat(),
            last.isoformat(),
        )
        return (_fallen(*row) for row in rows)

    def file_day(self, day: date, measured: Sequence[ServiceDay]) -> None:
        """Keep what a service date measured."""
        body = one_line(plain(list(measured)))
        self._write("INSERT OR REPLACE INTO filed_day VALUES (?, ?)", day.isoformat(), body)

    def measured_days(self, first: date, last: date) -> Iterator[tuple[date, tuple[ServiceDay, ...]]]:
        """What each ended service date from *first* to *last* measured, oldest first."""
        rows = self._each(
            "SELECT date, body FROM filed_day WHERE date BETWEEN ? AND ? ORDER BY date",
            first.isoformat(),
            last.isoformat(),
        )
        return ((date.fromisoformat(day), read(tuple[ServiceDay, ...], json.loads(body))) for day, body in rows)

    def open_day(self) -> Sequence[Event]:
        """The events from the last day end on."""
        return self._events("version >= coalesce((SELECT max(version) FROM event WHERE kind = 'day-ended'), 0)")

    def standards(self) -> Sequence[Event]:
        """Every act on a standard that ever happened."""
        return self._events("kind IN ('sop-approved', 'sop-withdrawn')")

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
        with plain_words():
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
                "INSERT INTO terminal (name, role, counter, token, created) VALUES (?, ?, ?, ?, ?)",
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
        """The terminal in use whose token, or coming token, has that SHA-256."""
        row = self._one("SELECT * FROM terminal WHERE (token = ? OR coming = ?) AND revoked IS NULL", token, token)
        return _terminal(*row) if row else None

    def change_terminal(self, terminal: Terminal) -> None:
        """Keep the tokens and the end of the terminal in use of that name as they are in *terminal*."""
        self._write(
            "UPDATE terminal SET token = ?, coming = ?, until = ?, revoked = ? WHERE name = ? AND revoked IS NULL",
            terminal.token,
            terminal.coming,
            _written(terminal.until),
            _written(terminal.revoked),
            terminal.name,
        )

    def add_person(self, person: Person) -> None:
        """Let *person* sign on."""
        try:
            self._write(
                "INSERT INTO person (code, rights, pin, created) VALUES (?, ?, ?, ?)",
                person.code,
                " ".join(sorted(person.rights)),
                person.pin,
                person.created.isoformat(),
            )
        except sqlite3.IntegrityError:
            raise NameTaken(person.code) from None

    def people(self) -> Sequence[Person]:
        """All people there ever were, in order of making."""
        return [_person(*row) for row in self._all("SELECT * FROM person ORDER BY rowid")]

    def person(self, code: str) -> Person | None:
        """The person of that code, retired or not."""
        row = self._one("SELECT * FROM person WHERE code = ?", code)
        return _person(*row) if row else None

    def change_person(self, person: Person) -> None:
        """Keep rights, PIN and end of the person of that code as they are in *person*."""
        self._write(
            "UPDATE person SET rights = ?, pin = ?, retired = ? WHERE code = ?",
            " ".join(sorted(person.rights)),
            person.pin,
            _written(person.retired),
            person.code,
        )

    def enrolments(self) -> Sequence[Enrolment]:
        """The codes that are not forgotten yet."""
        return [_enrolment(*row) for row in self._all("SELECT * FROM enrolment")]

    def put_enrolment(self, enrolment: Enrolment) -> None:
        """Keep *enrolment*, in place of any of the same handle."""
        self._write(
            "INSERT OR REPLACE INTO enrolment VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            enrolment.handle,
            enrolment.proof,
            enrolment.name,
            enrolment.role,
            enrolment.counter,
            enrolment.keep,
            enrolment.until.isoformat(),
            enrolment.wrong,
            enrolment.used,
        )

    def forget_enrolment(self, handle: int) -> None:
        """Forget the code of that handle."""
        self._write("DELETE FROM enrolment WHERE handle = ?", handle)

    def close(self) -> None:
        """End the connection."""
        self._db.close()

    def _events(self, condition: str) -> Sequence[Event]:
        rows = self._all(f"SELECT * FROM event WHERE {condition} ORDER BY version")  # noqa: S608 (it is ours)
        return [_event(*row) for row in rows]

    def _each(self, sql: str, *values: Any) -> Iterator[Any]:
        """One row after the other, where all of them would fill the memory."""
        with plain_words():
            yield from self._db.execute(sql, values)

    def _all(self, sql: str, *values: Any) -> list[Any]:
        with plain_words():
            return self._db.execute(sql, values).fetchall()

    def _one(self, sql: str, *values: Any) -> Any:
        with plain_words():
            return self._db.execute(sql, values).fetchone()

    def _write(self, sql: str, *values: Any) -> None:
        with plain_words():
            self._db.execute(sql, values)


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


def _fallen_row(fallen: Fallen) -> tuple[Any, ...]:
    instants = map(_written, (fallen.at, fallen.ready, fallen.closed))
    return (fallen.service, fallen.day.isoformat(), *instants, fallen.stopped)


def _fallen(service: str, day: str, at: str | None, ready: str | None, closed: str | None, stopped: int) -> Fallen:
    return Fallen(service, date.fromisoformat(day), _read(at), _read(ready), _read(closed), bool(stopped))


def _case(body: str) -> Case:
    return read(Case, json.loads(body))


def _terminal(
    name: str,
    role: Any,
    counter: str | None,
    token: bytes,
    coming: bytes | None,
    until: str | None,
    created: str,
    revoked: str | None,
) -> Terminal:
    return Terminal(name, role, counter, token, datetime.fromisoformat(created), _read(revoked), coming, _read(until))


def _person(code: str, rights: Any, pin: str, created: str, retired: str | None) -> Person:
    return Person(code, frozenset(rights.split()), pin, datetime.fromisoformat(created), _read(retired))


def _enrolment(
    handle: int,
    proof: bytes,
    name: str,
    role: Any,
    counter: str | None,
    keep: int | None,
    until: str,
    wrong: int,
    used: bytes | None,
) -> Enrolment:
    return Enrolment(handle, proof, name, role, counter, keep, datetime.fromisoformat(until), wrong, used)


def _written(instant: datetime | None) -> str | None:
    return instant.isoformat() if instant else None


def _read(written: str | None) -> datetime | None:
    return datetime.fromisoformat(written) if written else None
