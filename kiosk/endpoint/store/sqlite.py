"""The store in SQLite: the log, what is filed at day ends, and who is let in."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any, Final

from kiosk.endpoint.store.database import Database, instant_from_column, instant_to_column
from kiosk.endpoint.store.interface import (
    ContentKind,
    Enrolment,
    LogStart,
    NameTaken,
    Person,
    StoredAnswer,
    StoreError,
    TerminalRecord,
)
from kiosk.schema.dump import dump, json_line
from kiosk.schema.errors import ValidationError
from kiosk.schema.reader import read_strictly
from kiosk.text.language import tr
from kiosk.time.instant import Instant
from kiosk.visit.case import Case, Cases
from kiosk.visit.event.envelope import FORMAT, Event, body_to_plain, read_body
from kiosk.visit.measure.level import DuePromise, due_promises_of
from kiosk.visit.measure.statistics import ServiceDay

_ENDLESS: Final = 2**63 - 1


class SqliteStore(Database):
    """The `Store` of a data folder, in its file `kiosk.sqlite`."""

    def history(self, before: int | None = None) -> Iterator[Event]:
        span = (self._begins(), _ENDLESS if before is None else before - 1)
        for row in self.each("SELECT * FROM event WHERE version BETWEEN ? AND ? ORDER BY version", *span):
            yield _event(row)

    def log_start(self) -> LogStart:
        cases = [read_strictly(Case, case) for case in json.loads(self.fact("carried") or "[]")]
        return LogStart(self._begins(), Cases({case.code: case for case in cases}))

    def day_ends(self) -> Sequence[Event]:
        return self._events("kind = 'day-ended'")

    def forget_events(self, begins: int, cases: Mapping[str, Case]) -> int:
        self.change("PRAGMA secure_delete = ON")
        self.keep_fact("begins", str(begins))
        self.keep_fact("carried", json_line(dump(list(cases.values()))))
        gone = "DELETE FROM event WHERE version < ? AND kind NOT IN ('sop-approved', 'sop-withdrawn')"
        return self.change(gone, begins)

    def _begins(self) -> int:
        return int(self.fact("begins") or 1)

    def open_day(self) -> Sequence[Event]:
        return self._events("version >= coalesce((SELECT max(version) FROM event WHERE kind = 'day-ended'), 0)")

    def standards(self) -> Sequence[Event]:
        return self._events("kind IN ('sop-approved', 'sop-withdrawn')")

    def append(self, events: Sequence[Event]) -> None:
        self.change_each("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", map(_row, events))

    def answer(self, terminal: str, key: str) -> StoredAnswer | None:
        row = self.one("SELECT asked, status, body FROM answer WHERE terminal = ? AND key = ?", terminal, key)
        return StoredAnswer(*row) if row else None

    def keep_answer(self, terminal: str, key: str, answer: StoredAnswer) -> None:
        row = (terminal, key, answer.asked, answer.status, answer.body)
        self.change("INSERT INTO answer VALUES (?, ?, ?, ?, ?)", *row)

    def forget_answers(self) -> None:
        self.change("DELETE FROM answer")

    def reserved_revision(self) -> int:
        return int(self.fact("revision") or 0)

    def reserve_revisions(self, most: int) -> None:
        self.keep_fact("revision", str(most))

    def content(self, kind: ContentKind, digest: str) -> str | None:
        row = self.one("SELECT body FROM content WHERE kind = ? AND digest = ?", kind, digest)
        return str(row[0]) if row else None

    def keep_content(self, kind: ContentKind, digest: str, body: str) -> None:
        self.change("INSERT OR IGNORE INTO content VALUES (?, ?, ?)", kind, digest, body)

    def counters(self) -> Sequence[str]:
        return tuple(json.loads(self.fact("counters") or "[]"))

    def keep_counters(self, counters: Sequence[str]) -> None:
        self.keep_fact("counters", json_line(list(counters)))

    def timezone(self) -> str | None:
        return self.fact("timezone")

    def keep_timezone(self, name: str) -> None:
        self.keep_fact("timezone", name)

    def _events(self, condition: str) -> Sequence[Event]:
        rows = self.all(f"SELECT * FROM event WHERE {condition} ORDER BY version")  # noqa: S608 (it is ours)
        return [_event(row) for row in rows]

    def file_cases(self, cases: Iterable[Case], day_end: int) -> None:
        kept = list(cases)
        self.change_each(
            "INSERT INTO filed VALUES (?, ?, ?)"
            " ON CONFLICT (code) DO UPDATE SET open = excluded.open, body = excluded.body",
            ((case.code, case.open, json_line(dump(case))) for case in kept),
        )
        self.change_each("DELETE FROM fallen WHERE code = ?", ((case.code,) for case in kept))
        self.change_each(
            "INSERT INTO fallen VALUES (?, ?, ?, ?, ?, ?, ?)",
            ((case.code, *_fallen_row(fallen)) for case in kept for fallen in due_promises_of(case)),
        )
        self.keep_fact("cases", str(day_end))

    def filed_at(self) -> int:
        return int(self.fact("cases") or 0)

    def open_cases(self) -> dict[str, Case]:
        rows = self.all("SELECT body FROM filed WHERE open ORDER BY rowid")
        return {case.code: case for case in (_case(body) for (body,) in rows)}

    def filed_case(self, code: str) -> Case | None:
        row = self.one("SELECT body FROM filed WHERE code = ?", code)
        return _case(row[0]) if row else None

    def fallen_due(self, first: date, last: date) -> Iterator[DuePromise]:
        query = "SELECT service, due, due_at, ready, closed, stopped FROM fallen WHERE due BETWEEN ? AND ?"
        return map(_fallen, self.each(query, first.isoformat(), last.isoformat()))

    def file_day(self, day: date, measured: Sequence[ServiceDay]) -> None:
        body = json_line(dump(list(measured)))
        self.change("INSERT OR REPLACE INTO filed_day VALUES (?, ?)", day.isoformat(), body)

    def measured_days(self, first: date, last: date) -> Iterator[tuple[date, tuple[ServiceDay, ...]]]:
        query = "SELECT date, body FROM filed_day WHERE date BETWEEN ? AND ? ORDER BY date"
        for day, body in self.each(query, first.isoformat(), last.isoformat()):
            yield date.fromisoformat(day), read_strictly(tuple[ServiceDay, ...], json.loads(body))

    def add_terminal(self, terminal: TerminalRecord) -> None:
        row = (terminal.name, terminal.role, terminal.counter, terminal.token, terminal.created.isoformat())
        try:
            self.change("INSERT INTO terminal (name, role, counter, token, created) VALUES (?, ?, ?, ?, ?)", *row)
        except sqlite3.IntegrityError:
            raise NameTaken(terminal.name) from None

    def terminals(self) -> Sequence[TerminalRecord]:
        return [_terminal(row) for row in self.all("SELECT * FROM terminal ORDER BY rowid")]

    def terminal(self, token: bytes) -> TerminalRecord | None:
        row = self.one("SELECT * FROM terminal WHERE (token = ? OR coming = ?) AND revoked IS NULL", token, token)
        return _terminal(row) if row else None

    def change_terminal(self, terminal: TerminalRecord) -> None:
        ends = map(instant_to_column, (terminal.until, terminal.revoked))
        self.change(
            "UPDATE terminal SET token = ?, coming = ?, until = ?, revoked = ? WHERE name = ? AND revoked IS NULL",
            *(terminal.token, terminal.coming, *ends, terminal.name),
        )

    def add_person(self, person: Person) -> None:
        row = (person.code, " ".join(sorted(person.rights)), person.pin, person.created.isoformat())
        try:
            self.change("INSERT INTO person (code, rights, pin, created) VALUES (?, ?, ?, ?)", *row)
        except sqlite3.IntegrityError:
            raise NameTaken(person.code) from None

    def people(self) -> Sequence[Person]:
        return [_person(row) for row in self.all("SELECT * FROM person ORDER BY rowid")]

    def person(self, code: str) -> Person | None:
        row = self.one("SELECT * FROM person WHERE code = ?", code)
        return _person(row) if row else None

    def change_person(self, person: Person) -> None:
        row = (" ".join(sorted(person.rights)), person.pin, instant_to_column(person.retired), person.code)
        self.change("UPDATE person SET rights = ?, pin = ?, retired = ? WHERE code = ?", *row)

    def enrolments(self) -> Sequence[Enrolment]:
        return [_enrolment(row) for row in self.all("SELECT * FROM enrolment")]

    def put_enrolment(self, enrolment: Enrolment) -> None:
        e = enrolment
        row = (e.handle, e.proof, e.name, e.role, e.counter, e.keep, e.until.isoformat(), e.wrong, e.used)
        self.change("INSERT OR REPLACE INTO enrolment VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", *row)

    def forget_enrolment(self, handle: int) -> None:
        self.change("DELETE FROM enrolment WHERE handle = ?", handle)


def _row(event: Event) -> tuple[Any, ...]:
    moment, body = event.moment, event.body
    when = (moment.at.isoformat(), moment.boot, moment.uptime)
    kept = (body.kind, FORMAT, json_line(body_to_plain(body)))
    return (event.version, event.command, *when, event.who, event.counter, *kept)


def _event(row: Any) -> Event:
    version, command, at, boot, uptime, who, counter, kind, format_number, body = row
    moment = Instant(datetime.fromisoformat(at).astimezone(UTC), boot, uptime)
    try:
        return Event(version, command, moment, who, counter, read_body(kind, json.loads(body), format_number))
    except (ValidationError, ValueError) as error:
        text = tr("peristiwa {v} tidak dapat dibaca: {e}")
        raise StoreError("unreadable-event", text.format(v=version, e=error)) from None


def _fallen_row(fallen: DuePromise) -> tuple[Any, ...]:
    instants = map(instant_to_column, (fallen.at, fallen.ready, fallen.closed))
    return (fallen.service, fallen.day.isoformat(), *instants, fallen.stopped)


def _fallen(row: Any) -> DuePromise:
    service, day, at, ready, closed, stopped = row
    due, made, ended = map(instant_from_column, (at, ready, closed))
    return DuePromise(service, date.fromisoformat(day), due, made, ended, bool(stopped))


def _case(body: str) -> Case:
    return read_strictly(Case, json.loads(body))


def _terminal(row: Any) -> TerminalRecord:
    name, role, counter, token, coming, until, created, revoked = row
    begun, ended = datetime.fromisoformat(created), instant_from_column(revoked)
    return TerminalRecord(name, role, counter, token, begun, ended, coming, instant_from_column(until))


def _person(row: Any) -> Person:
    code, rights, pin, created, retired = row
    return Person(code, frozenset(rights.split()), pin, datetime.fromisoformat(created), instant_from_column(retired))


def _enrolment(row: Any) -> Enrolment:
    handle, proof, name, role, counter, keep, until, wrong, used = row
    return Enrolment(handle, proof, name, role, counter, keep, datetime.fromisoformat(until), wrong, used)
