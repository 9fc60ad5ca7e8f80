"""What is filed at day ends in SQLite, so that years of events need not be read again: cases and measures."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from kiosk.endpoint.store.database import Database, read_instant, written_instant
from kiosk.schema.dump import dump, json_line
from kiosk.schema.reader import read_strictly
from kiosk.visit.case import Case
from kiosk.visit.measure.day import ServiceDay
from kiosk.visit.measure.level import Fallen, fallen_of


class Filed(Database):
    """Cases as of the last day end, what became of their promises, and what each service date measured."""

    def file_cases(self, cases: Iterable[Case], day_end: int) -> None:
        """Keep *cases* as they are at the day end of that version."""
        kept = list(cases)
        self.change_each(
            "INSERT INTO filed VALUES (?, ?, ?)"
            " ON CONFLICT (code) DO UPDATE SET open = excluded.open, body = excluded.body",
            ((case.code, case.open, json_line(dump(case))) for case in kept),
        )
        self.change_each("DELETE FROM fallen WHERE code = ?", ((case.code,) for case in kept))
        self.change_each(
            "INSERT INTO fallen VALUES (?, ?, ?, ?, ?, ?, ?)",
            ((case.code, *_fallen_row(fallen)) for case in kept for fallen in fallen_of(case)),
        )
        self.keep_fact("cases", str(day_end))

    def filed_at(self) -> int:
        """Version of the day end that the filed cases are as of."""
        return int(self.fact("cases") or 0)

    def open_cases(self) -> dict[str, Case]:
        """The filed cases that something can still come of, by code, oldest first."""
        rows = self.all("SELECT body FROM filed WHERE open ORDER BY rowid")
        return {case.code: case for case in (_case(body) for (body,) in rows)}

    def filed_case(self, code: str) -> Case | None:
        """The case of that code as it was at the last day end."""
        row = self.one("SELECT body FROM filed WHERE code = ?", code)
        return _case(row[0]) if row else None

    def fallen_due(self, first: date, last: date) -> Iterator[Fallen]:
        """What became of the promises to be ready that fell due from *first* to *last*, as of the last day end."""
        rows = self.each(
            "SELECT service, due, due_at, ready, closed, stopped FROM fallen WHERE due BETWEEN ? AND ?",
            first.isoformat(),
            last.isoformat(),
        )
        return (_fallen(*row) for row in rows)

    def file_day(self, day: date, measured: Sequence[ServiceDay]) -> None:
        """Keep what a service date measured."""
        body = json_line(dump(list(measured)))
        self.change("INSERT OR REPLACE INTO filed_day VALUES (?, ?)", day.isoformat(), body)

    def measured_days(self, first: date, last: date) -> Iterator[tuple[date, tuple[ServiceDay, ...]]]:
        """What each ended service date from *first* to *last* measured, oldest first."""
        rows = self.each(
            "SELECT date, body FROM filed_day WHERE date BETWEEN ? AND ? ORDER BY date",
            first.isoformat(),
            last.isoformat(),
        )
        return (
            (date.fromisoformat(day), read_strictly(tuple[ServiceDay, ...], json.loads(body))) for day, body in rows
        )


def _fallen_row(fallen: Fallen) -> tuple[Any, ...]:
    instants = map(written_instant, (fallen.at, fallen.ready, fallen.closed))
    return (fallen.service, fallen.day.isoformat(), *instants, fallen.stopped)


def _fallen(service: str, day: str, at: str | None, ready: str | None, closed: str | None, stopped: int) -> Fallen:
    return Fallen(
        service, date.fromisoformat(day), read_instant(at), read_instant(ready), read_instant(closed), bool(stopped)
    )


def _case(body: str) -> Case:
    return read_strictly(Case, json.loads(body))
