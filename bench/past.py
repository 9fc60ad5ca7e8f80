"""Days gone by, written straight into a store: one simulated day again and again, each under its own date."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from kiosk.codes.ticket_code import ticket_code
from kiosk.endpoint.engine.state import refile_all_days
from kiosk.endpoint.store.database import DATABASE_FILE
from kiosk.endpoint.store.sqlite import SqliteStore
from kiosk.simulate.day import Day
from kiosk.sop.pack import Pack
from kiosk.time.instant import Instant
from kiosk.visit.desk.decision import HOUSE, stamp
from kiosk.visit.desk.office import end_day
from kiosk.visit.event.case import CaseOpened, CaseVoided
from kiosk.visit.event.envelope import Event

PLAYED = date(2026, 10, 6)
"""A Tuesday."""

SEED = 120


def remember(data: Path, pack: Pack, visits: int, today: date) -> int:
    """Fill an empty store with at least so many visits of the days before *today*; the last version."""
    events = _day(pack)
    days = -(-visits // sum(event.body.kind == "issued" for event in events))
    codes = [event.body.case for event in events if isinstance(event.body, CaseOpened)]
    with closing(SqliteStore(data)) as store:
        store.append(events)
    with closing(sqlite3.connect(data / DATABASE_FILE)) as db, db:
        rows = db.execute("SELECT * FROM event ORDER BY version").fetchall()
        db.execute("DELETE FROM event")
        dates = (today - timedelta(days=ahead) for ahead in range(days, 0, -1))
        db.executemany("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", _again(rows, dates, codes))
    with closing(SqliteStore(data)) as store:
        refile_all_days(store)
    return days * len(events)


def played(pack: Pack) -> Day:
    """The simulated office in the evening, before the clock ends its day."""
    midnight = datetime.combine(PLAYED, time(), pack.office.zone)
    day = Day(pack, SEED, midnight)
    day.play(midnight + timedelta(hours=20))
    return day


def _day(pack: Pack) -> tuple[Event, ...]:
    """A day of the simulated office, its end by the clock included; its cases come to nothing the same day.

    How many cases are open is another matter than how long the history is: see `cases.py`.
    """
    midnight = datetime.combine(PLAYED, time(), pack.office.zone)
    day = played(pack)
    last = Instant(midnight + timedelta(hours=23, minutes=59), "simulated", 86_340.0)
    closed = [CaseVoided(case.code, "other") for case in day.state.cases.values() if case.open]
    gone = stamp(closed, day.state.version, HOUSE, last)
    return (*day.events, *gone, *stamp(end_day(day.state, last), day.state.version + len(gone), HOUSE, last))


def _again(rows: list[tuple[Any, ...]], dates: Iterator[date], codes: list[str]) -> Iterator[tuple[Any, ...]]:
    """The rows of each date; its receipts have codes of their own."""
    played, receipt = PLAYED.isoformat(), re.compile("|".join(codes))
    for number, day in enumerate(dates):
        first, said = number * len(rows), day.isoformat()
        own = {code: ticket_code(number * len(codes) + place) for place, code in enumerate(codes)}
        for version, command, at, *between, body in rows:
            text = body.replace(played, said)
            if '"case":' in text:
                text = receipt.sub(lambda found, own=own: own[found[0]], text)  # type: ignore[misc]
            yield first + version, first + command, at.replace(played, said), *between, text
