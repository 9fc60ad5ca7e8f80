"""The office as `sops/office.toml` and `sops/calendar/<year>.toml` define it."""

from datetime import date, time
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from attrs import field, frozen

from kiosk.schema.fields import Between, Id, Pattern
from kiosk.text.language import Text, tr

Weekday = Literal["senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu"]
WEEKDAYS: tuple[Weekday, ...] = ("senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu")

TimeZoneName = Literal["Asia/Jakarta", "Asia/Pontianak", "Asia/Makassar", "Asia/Jayapura"]
Letter = Annotated[str, Pattern(r"[A-Z]", tr("satu huruf besar"))]
CounterId = Annotated[str, Pattern(r"[1-9][0-9]?", tr("angka 1 sampai 99"))]


@frozen
class Queue:
    """A line with its own letter and number series."""

    letter: Letter
    name: Text
    short: Text | None = None
    services: tuple[Id, ...] = ()
    """Services whose visits wait here; none for the priority queue, which takes visits of any."""
    priority: bool = False
    """Visits with priority get this letter; exactly one queue of an office has it, or none."""
    digits: Annotated[int, Between(2, 4)] = 3
    quota: Annotated[int, Between(1, 9999)] | None = None
    """Most numbers of one day; none is without limit."""


@frozen
class Task:
    """Steps of a service that a counter does."""

    service: Id
    steps: tuple[Id, ...] = ()
    """None given: all the counter steps of the service."""


@frozen
class Counter:
    """A place of service and what it does, in order of preference."""

    id: CounterId
    name: Text
    task: tuple[Task, ...]


@frozen
class WeekdayHours:
    """Opening hours of one or more weekdays, local time."""

    days: tuple[Weekday, ...]
    opens: time
    closes: time
    break_from: time | None = None
    break_until: time | None = None
    break_reason: Text | None = None
    tickets_from: time | None = None
    """Numbers are given out from then; missing: from opening."""
    tickets_until: time | None = None
    """Numbers are given out until then; missing: until closing."""
    source: str | None = None


@frozen
class SpecialDay:
    """A date that is not like its weekday: closed, or open at other hours."""

    date: date
    reason: Text
    closed: bool = False
    opens: time | None = None
    closes: time | None = None
    tickets_from: time | None = None
    """Numbers are given out from then; missing: as long before opening as on the weekday."""
    tickets_until: time | None = None
    """Numbers are given out until then; missing: as on the weekday, but while the office is open on this day."""


@frozen
class MenuLine:
    """A line of the ticket menu: the digit, what people say, the service meant."""

    key: Annotated[str, Pattern(r"[1-8]", tr("satu angka 1 sampai 8"))]
    name: Text
    service: Id


@frozen
class Standard:
    """A time the office set for itself, in minutes."""

    minutes: Annotated[int, Between(1, 480)]
    source: str | None = None
    """Without one it is never shown."""

    @property
    def public(self) -> bool:
        """Whether it may be shown: it names its source."""
        return self.source is not None


LogDays = Annotated[int, Between(31, 3660)]
"""A month at least, since a month is what the lobby's figures are of."""


@frozen
class OfficeFile:
    """`sops/office.toml`."""

    name: str
    timezone: TimeZoneName
    queue: tuple[Queue, ...]
    counter: tuple[Counter, ...]
    hours: tuple[WeekdayHours, ...]
    short: str | None = None
    office_class: str | None = field(default=None, metadata={"key": "class"})
    units: tuple[str, ...] = ()
    sample: bool = False
    """The pack is a sample: unapproved SOPs are shown, and every lobby says so."""
    priority_share: Annotated[int, Between(2, 10)] = 3
    """Where both wait, one of this many calls is a priority visit."""
    lock_minutes: Annotated[int, Between(1, 60)] = 5
    """Minutes without a key after which a screen of the staff locks."""
    log_days: LogDays | None = None
    """Days for which the log of events is kept; missing: for good."""
    menu: tuple[MenuLine, ...] = ()
    special: tuple[SpecialDay, ...] = ()
    wait_standard: Standard | None = None
    service_standard: Standard | None = None
    complaint: Text | None = None
    maklumat: Text | None = None
    english: dict[str, str] = field(factory=dict)
    """What actors, inputs, outputs and stops of the SOPs, official words there, are called in English."""
    source: dict[str, str] = field(factory=dict)

    def term(self, word: str) -> Text:
        """An official *word* of the SOPs, with its English where that is known."""
        return Text(word, self.english.get(word))


DayKind = Literal["public", "collective-leave"]
"""`collective-leave` is cuti bersama."""


@frozen
class DayOff:
    """A date on which the office does not work, by decree."""

    date: date
    name: Text
    kind: DayKind
    decree: str
    estimated: bool = False
    """The date may still move (a sighting of the moon)."""


@frozen
class CalendarFile:
    """`sops/calendar/<year>.toml`."""

    year: Annotated[int, Between(2020, 2100)]
    day: tuple[DayOff, ...]
    source: dict[str, str] = field(factory=dict)


@frozen
class Office:
    """The office with all its calendars."""

    file: OfficeFile
    days_off: dict[date, DayOff]
    years: frozenset[int]
    """Years that have a calendar; of any other nothing may be promised in working days."""

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.file.timezone)

    @property
    def priority_queue(self) -> Queue | None:
        return next((queue for queue in self.file.queue if queue.priority), None)

    def queue_of(self, service: str) -> Queue | None:
        return next((queue for queue in self.file.queue if service in queue.services), None)

    def counter(self, counter_id: str) -> Counter | None:
        return next((counter for counter in self.file.counter if counter.id == counter_id), None)
