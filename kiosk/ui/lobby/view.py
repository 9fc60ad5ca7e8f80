"""What a lobby knows at one moment, and which of its frames that calls for."""

from datetime import UTC, date, datetime, timedelta
from typing import Final, Literal
from zoneinfo import ZoneInfo

from attrs import field, frozen

from kiosk.feed.seen import Seen
from kiosk.language import Language, Text
from kiosk.moment import zone_of
from kiosk.ui.lobby.series import Series
from kiosk.wire.board import Board, BoardCall, BoardService, Notice, OfficeNow
from kiosk.wire.catalogue import ShownSop

Stage = Literal["emergency", "unconnected", "lost", "closed", "break", "open"]
Freshness = Literal["fresh", "marked", "quiet", "lost"]

_MARKED: Final = timedelta(seconds=15)
_QUIET: Final = timedelta(seconds=60)
_LOST: Final = timedelta(seconds=180)

TURN: Final = 15
"""Seconds that one of several services or notices is shown before the next has its turn."""


@frozen
class Terminal:
    """What a terminal knows of itself, to be shown before it has any board."""

    name: str
    address: str
    office: str | None = None


@frozen
class View:
    """Everything that a painted zone depends on besides its size."""

    seen: Seen
    now: datetime
    """By the endpoint's clock, in UTC."""
    language: Language
    terminal: Terminal
    series: Series = field(factory=Series)
    """The calls being announced."""
    flipped: bool = False
    """The number being announced is in the other of its two colours just now: it was called a moment ago."""

    def say(self, text: Text) -> str:
        """*text* in the language of the screen."""
        return text[self.language]

    @property
    def board(self) -> Board:
        """The board; an empty one before any data."""
        return self.seen.board or Board(board=1)

    @property
    def office(self) -> OfficeNow:
        """The office as the board says it."""
        return self.board.office or OfficeNow(name=self.terminal.office or "")

    @property
    def zone(self) -> ZoneInfo:
        """The office's time zone."""
        return zone_of(self.office.timezone)

    @property
    def today(self) -> date:
        """The office's date."""
        return self.now.astimezone(self.zone).date()

    def day(self, instant: datetime) -> date:
        """The office's date at *instant*."""
        return instant.astimezone(self.zone).date()

    @property
    def age(self) -> timedelta:
        """Time since the last contact."""
        return max(timedelta(), self.now - self.seen.as_of) if self.seen.as_of else timedelta()

    @property
    def freshness(self) -> Freshness:
        """How far the data may be trusted: they grow old in steps."""
        if self.age >= _LOST:
            return "lost"
        if self.age >= _QUIET:
            return "quiet"
        return "marked" if self.age >= _MARKED else "fresh"

    @property
    def emergency(self) -> Notice | None:
        """The message that outranks everything."""
        return next((notice for notice in self.board.notices if notice.level == "emergency"), None)

    @property
    def stage(self) -> Stage:
        """Which frame is shown. Whoever holds a number sees the calls, whatever the hour."""
        if self.emergency:
            return "emergency"
        if self.seen.board is None:
            return "unconnected"
        if self.freshness == "lost":
            return "lost"
        if self.series.lines:
            return "open"
        if self.office.state == "ended" or (self.office.state == "closed" and not self._somebody_here):
            return "closed"
        if self.office.state == "break" and not any(call.state == "called" for call in self.calls):
            return "break"
        return "open"

    @property
    def _somebody_here(self) -> bool:
        return any(call.state in ("called", "serving") for call in self.calls) or any(
            queue.waiting for queue in self.board.queues
        )

    @property
    def calls(self) -> tuple[BoardCall, ...]:
        """The calls that stand, newest first, each number once."""
        latest: dict[str, BoardCall] = {}
        for call in self.board.calls:
            if call.state not in ("withdrawn", "no-show"):
                latest.setdefault(call.ticket, call)
        return tuple(latest.values())

    @property
    def hero(self) -> BoardCall | None:
        """The call being announced, else the newest."""
        return self.series.spoken or next(iter(self.calls), None)

    @property
    def sop(self) -> ShownSop | None:
        """The SOP shown: that of the newest call while calls are shown, else each in turn."""
        catalogue = self.seen.catalogue
        if self.stage in ("open", "break", "lost") and self.hero:
            return self.seen.sop(self.hero.service, self.hero.sop)
        return self.turn(catalogue.sops) if catalogue and catalogue.sops else None

    def turn(self, things: "tuple[ShownSop, ...]") -> ShownSop:
        """The one of *things* whose turn it is."""
        return things[self.place_in_turn(len(things))]

    def place_in_turn(self, count: int, seconds: int = TURN) -> int:
        """Which of *count* things has its turn now."""
        return int(self.now.timestamp()) // seconds % count

    def service(self, service_id: str) -> BoardService | None:
        """What the board says of a service."""
        return next((service for service in self.board.services if service.id == service_id), None)


def endpoint_now(seen: Seen, now: datetime) -> datetime:
    """The endpoint's clock, reckoned from the terminal's."""
    return (now + seen.offset).astimezone(UTC)
