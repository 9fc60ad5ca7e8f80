"""The log in SQLite: every event, where it begins, what was answered, and the contents that were ever in use."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final

from kiosk.endpoint.store.base import ContentKind, LogStart, StoredAnswer, StoreFault
from kiosk.endpoint.store.database import Database
from kiosk.schema.dump import dump, json_line
from kiosk.schema.errors import ValidationError
from kiosk.schema.reader import read_strictly
from kiosk.text.language import tr
from kiosk.time.instant import Instant
from kiosk.visit.case import Case, Cases
from kiosk.visit.event.event import FORMAT, Event, body_to_plain, read_body

_ENDLESS: Final = 2**63 - 1


class Log(Database):
    """Events in their order, and what goes with them."""

    def history(self, before: int | None = None) -> Iterator[Event]:
        """All events from where the log begins, up to that of version *before*, which is left out."""
        span = (self._begins(), _ENDLESS if before is None else before - 1)
        for row in self.each("SELECT * FROM event WHERE version BETWEEN ? AND ? ORDER BY version", *span):
            yield _event(*row)

    def log_start(self) -> LogStart:
        """Where the log begins."""
        cases = [read_strictly(Case, case) for case in json.loads(self.fact("carried") or "[]")]
        return LogStart(self._begins(), Cases({case.code: case for case in cases}))

    def day_ends(self) -> Sequence[Event]:
        """All day ends of the log, oldest first."""
        return self._events("kind = 'day-ended'")

    def forget_events(self, begins: int, cases: Mapping[str, Case]) -> int:
        """Let the log begin at the day end of that version, before which *cases* were so; how many events that took."""
        self.change("PRAGMA secure_delete = ON")
        self.keep_fact("begins", str(begins))
        self.keep_fact("carried", json_line(dump(list(cases.values()))))
        gone = "DELETE FROM event WHERE version < ? AND kind NOT IN ('sop-approved', 'sop-withdrawn')"
        return self.change(gone, begins)

    def _begins(self) -> int:
        return int(self.fact("begins") or 1)

    def open_day(self) -> Sequence[Event]:
        """The events from the last day end on."""
        return self._events("version >= coalesce((SELECT max(version) FROM event WHERE kind = 'day-ended'), 0)")

    def standards(self) -> Sequence[Event]:
        """Every act on a standard that ever happened."""
        return self._events("kind IN ('sop-approved', 'sop-withdrawn')")

    def append(self, events: Sequence[Event]) -> None:
        """Keep *events*."""
        self.change_each("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", map(_row, events))

    def answer(self, terminal: str, key: str) -> StoredAnswer | None:
        """What was answered to that key of that terminal."""
        row = self.one("SELECT asked, status, body FROM answer WHERE terminal = ? AND key = ?", terminal, key)
        return StoredAnswer(*row) if row else None

    def keep_answer(self, terminal: str, key: str, answer: StoredAnswer) -> None:
        """Keep what is answered."""
        self.change(
            "INSERT INTO answer VALUES (?, ?, ?, ?, ?)", terminal, key, answer.asked, answer.status, answer.body
        )

    def forget_answers(self) -> None:
        """Forget all answers."""
        self.change("DELETE FROM answer")

    def reserved_revision(self) -> int:
        """No revision of the board above this was ever given out."""
        return int(self.fact("revision") or 0)

    def reserve_revisions(self, most: int) -> None:
        """Revisions up to *most* may be given out from now on."""
        self.keep_fact("revision", str(most))

    def content(self, kind: ContentKind, digest: str) -> str | None:
        """JSON text of a catalogue or an SOP that was once in use."""
        row = self.one("SELECT body FROM content WHERE kind = ? AND digest = ?", kind, digest)
        return str(row[0]) if row else None

    def keep_content(self, kind: ContentKind, digest: str, body: str) -> None:
        """Keep what is in use now, unless it is kept already."""
        self.change("INSERT OR IGNORE INTO content VALUES (?, ?, ?)", kind, digest, body)

    def counters(self) -> Sequence[str]:
        """The ids of the office's counters, as it was last served."""
        return tuple(json.loads(self.fact("counters") or "[]"))

    def keep_counters(self, counters: Sequence[str]) -> None:
        """Keep the ids of the office's counters."""
        self.keep_fact("counters", json_line(list(counters)))

    def timezone(self) -> str | None:
        """The name of the office's zone, as it was last served."""
        return self.fact("timezone")

    def keep_timezone(self, name: str) -> None:
        """Keep the name of the office's zone."""
        self.keep_fact("timezone", name)

    def _events(self, condition: str) -> Sequence[Event]:
        rows = self.all(f"SELECT * FROM event WHERE {condition} ORDER BY version")  # noqa: S608 (it is ours)
        return [_event(*row) for row in rows]


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
        json_line(body_to_plain(event.body)),
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
    moment = Instant(datetime.fromisoformat(at).astimezone(UTC), boot, uptime)
    try:
        return Event(version, command, moment, who, counter, read_body(kind, json.loads(body), format_number))
    except (ValidationError, ValueError) as error:
        raise StoreFault(
            "unreadable-event",
            tr("peristiwa {v} tidak dapat dibaca: {e}").format(v=version, e=error),
        ) from None
