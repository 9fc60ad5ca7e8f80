"""Days gone by, written straight into a store: one simulated day again and again, each under its own date."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from kiosk.endpoint.store.sqlite import FILE, SqliteStore
from kiosk.moment import Moment
from kiosk.simulate.day import Day
from kiosk.sop.pack import Pack
from kiosk.visit.day import end_day
from kiosk.visit.desk import HOUSE, stamp
from kiosk.visit.event import Event

PLAYED = date(2026, 10, 6)
"""A Tuesday."""

SEED = 120


def remember(data: Path, pack: Pack, visits: int, today: date) -> int:
    """Fill an empty store with at least so many visits of the days before *today*; the last version."""
    events = _day(pack)
    days = -(-visits // sum(event.body.kind == "issued" for event in events))
    with closing(SqliteStore(data)) as store:
        store.append(events)
    with closing(sqlite3.connect(data / FILE)) as db, db:
        rows = db.execute("SELECT * FROM event ORDER BY version").fetchall()
        db.execute("DELETE FROM event")
        dates = (today - timedelta(days=ahead) for ahead in range(days, 0, -1))
        db.executemany("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", _again(rows, dates))
    return days * len(events)


def _day(pack: Pack) -> tuple[Event, ...]:
    """A day of the simulated office, its end by the clock included."""
    midnight = datetime.combine(PLAYED, time(), pack.office.zone)
    day = Day(pack, SEED, midnight)
    day.play(midnight + timedelta(hours=20))
    last = Moment(midnight + timedelta(hours=23, minutes=59), "simulated", 86_340.0)
    return (*day.events, *stamp(end_day(day.state), day.state.version, HOUSE, last))


def _again(rows: list[tuple[Any, ...]], dates: Iterator[date]) -> Iterator[tuple[Any, ...]]:
    played = PLAYED.isoformat()
    for number, day in enumerate(dates):
        first, said = number * len(rows), day.isoformat()
        for version, command, at, *between, body in rows:
            yield first + version, first + command, at.replace(played, said), *between, body.replace(played, said)
