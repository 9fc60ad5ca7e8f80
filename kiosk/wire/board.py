"""The board: the public state of an office at one moment, as a document.

Every field but `board` may be missing, since a foreign or static board gives what it has; what is missing is left out
of the screen. Times are the endpoint's, in UTC.
"""

import re
from datetime import date, datetime
from typing import Annotated, Final, Literal

from attrs import field, frozen

from kiosk.schema.fields import Between, Pattern
from kiosk.text.language import Language, Text, tr

TicketNumber = Annotated[str, Pattern(r"[A-Z0-9-]{1,8}", tr("1-8 huruf besar atau angka"))]
"""A number as on paper and wall: A012."""

CallState = Literal["called", "serving", "done", "withdrawn", "no-show"]
OfficeState = Literal["open", "break", "tickets-closed", "closed", "ended"]
CounterState = Literal["open", "break", "closed"]


@frozen
class CatalogueRef:
    digest: str
    url: str = "/v1/catalogue"


@frozen
class TimeSpan:
    """A time within which something is possible."""

    start: datetime | None = field(default=None, metadata={"key": "from"})
    until: datetime | None = None


@frozen
class NextHoliday:
    date: date
    name: Text


@frozen
class OfficeNow:
    name: str
    short: str | None = None
    timezone: str = "Asia/Jakarta"
    sample: bool = False
    state: OfficeState = "open"
    reason: Text | None = None
    until: datetime | None = None
    """When the present state ends: the end of a break, closing time."""
    next_open: datetime | None = None
    tickets: TimeSpan | None = None
    next_holiday: NextHoliday | None = None
    complaint: Text | None = None


_LETTERS: Final = 3
"""Characters of a counter's number or letters, at most."""


def has_a_name(counter: str) -> bool:
    """Whether a counter goes by a name, as "Meja depan", and not by number or letters, as "12" or "BAP"."""
    return len(counter) > _LETTERS


@frozen
class BoardCall:
    """A number called to a counter."""

    call: int
    """The number of the call: a recall has a new one; each is announced once."""
    ticket: TicketNumber
    counter: str
    state: CallState = "called"
    at: datetime | None = None
    count: int = 1
    language: Language = "id"
    service: str | None = None
    sop: str | None = None
    """Digest of the SOP that the visit follows."""
    step: str | None = None
    """Id of the step that the visit is at."""


@frozen
class BoardCounter:
    id: str
    name: Text | None = None
    state: CounterState = "open"
    ticket: TicketNumber | None = None


@frozen
class EstimatedWait:
    """An estimated wait in minutes: a range, "at once", or "over" a bound."""

    low: Annotated[int, Between(0, 1440)] | None = None
    high: Annotated[int, Between(0, 1440)] | None = None
    now: bool = False
    over: Annotated[int, Between(0, 1440)] | None = None


@frozen
class BoardQueue:
    """A line with its letter, how many wait in it and how long that takes."""

    letter: Annotated[str, Pattern(r"[A-Z]{1,2}", tr("satu atau dua huruf besar"))]
    name: Text
    short: Text | None = None
    waiting: Annotated[int, Between(0, 9999)] = 0
    quota_left: int | None = None
    wait: EstimatedWait | None = None
    tickets: TimeSpan | None = None


@frozen
class KeptPromises:
    period: str
    kept: int
    due: int


@frozen
class MissingMost:
    requirement: str
    period: str


@frozen
class BoardService:
    """What changes from day to day about a service."""

    id: str
    due_if_today: date | None = None
    """The date due when the event that the promise counts from happens today."""
    kept: KeptPromises | None = None
    missing_most: MissingMost | None = None


@frozen
class Notice:
    """A message to everybody in the room."""

    level: Literal["info", "emergency"] = "info"
    text: Text | None = None
    kind: Text | None = None
    lines: tuple[str, ...] = ()
    line_en: str | None = None
    id: int | None = None
    """By which it is taken back; of our own endpoint only."""
    until: datetime | None = None
    """It is not in force from then on."""

    def in_force(self, now: datetime) -> bool:
        """Whether it is still to be shown at *now*."""
        return self.until is None or now < self.until


@frozen
class Board:
    """The whole board. `revision` grows whenever any text shown from it would differ."""

    board: Literal[1]
    epoch: str = ""
    """A random id made when the database was created or restored: another epoch is a new world."""
    version: int = 0
    revision: int = 0
    at: datetime | None = None
    catalogue: CatalogueRef | None = None
    office: OfficeNow | None = None
    calls: tuple[BoardCall, ...] = ()
    """The last eight, newest first."""
    counters: tuple[BoardCounter, ...] = ()
    queues: tuple[BoardQueue, ...] = ()
    services: tuple[BoardService, ...] = ()
    notices: tuple[Notice, ...] = ()
    warnings: tuple[str, ...] = ()


_CALENDAR: Final = re.compile(r"calendar-(\d{4})-missing")


def missing_calendar_warning(year: int) -> str:
    """That the office has no calendar of *year*: `calendar-2028-missing`."""
    return f"calendar-{year}-missing"


def missing_calendar_year(warning: str) -> str | None:
    """The year whose calendar is missing, by such a *warning*; none by any other."""
    found = _CALENDAR.fullmatch(warning)
    return found[1] if found else None
