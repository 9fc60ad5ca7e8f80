"""Who is let in, in SQLite: terminals, people, and the codes by which terminals enrol."""

import sqlite3
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from kiosk.endpoint.store.base import Enrolment, NameTaken, Person, Terminal
from kiosk.endpoint.store.database import Database, read_instant, written_instant


class Admitted(Database):
    """Terminals and people, in use or no longer."""

    def add_terminal(self, terminal: Terminal) -> None:
        """Let *terminal* in."""
        try:
            self.change(
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
        return [_terminal(*row) for row in self.all("SELECT * FROM terminal ORDER BY rowid")]

    def terminal(self, token: bytes) -> Terminal | None:
        """The terminal in use whose token, or coming token, has that SHA-256."""
        row = self.one("SELECT * FROM terminal WHERE (token = ? OR coming = ?) AND revoked IS NULL", token, token)
        return _terminal(*row) if row else None

    def change_terminal(self, terminal: Terminal) -> None:
        """Keep the tokens and the end of the terminal in use of that name as they are in *terminal*."""
        self.change(
            "UPDATE terminal SET token = ?, coming = ?, until = ?, revoked = ? WHERE name = ? AND revoked IS NULL",
            terminal.token,
            terminal.coming,
            written_instant(terminal.until),
            written_instant(terminal.revoked),
            terminal.name,
        )

    def add_person(self, person: Person) -> None:
        """Let *person* sign on."""
        try:
            self.change(
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
        return [_person(*row) for row in self.all("SELECT * FROM person ORDER BY rowid")]

    def person(self, code: str) -> Person | None:
        """The person of that code, retired or not."""
        row = self.one("SELECT * FROM person WHERE code = ?", code)
        return _person(*row) if row else None

    def change_person(self, person: Person) -> None:
        """Keep rights, PIN and end of the person of that code as they are in *person*."""
        self.change(
            "UPDATE person SET rights = ?, pin = ?, retired = ? WHERE code = ?",
            " ".join(sorted(person.rights)),
            person.pin,
            written_instant(person.retired),
            person.code,
        )

    def enrolments(self) -> Sequence[Enrolment]:
        """The codes that are not forgotten yet."""
        return [_enrolment(*row) for row in self.all("SELECT * FROM enrolment")]

    def put_enrolment(self, enrolment: Enrolment) -> None:
        """Keep *enrolment*, in place of any of the same handle."""
        self.change(
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
        self.change("DELETE FROM enrolment WHERE handle = ?", handle)


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
    return Terminal(
        name, role, counter, token, datetime.fromisoformat(created), read_instant(revoked), coming, read_instant(until)
    )


def _person(code: str, rights: Any, pin: str, created: str, retired: str | None) -> Person:
    return Person(code, frozenset(rights.split()), pin, datetime.fromisoformat(created), read_instant(retired))


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
