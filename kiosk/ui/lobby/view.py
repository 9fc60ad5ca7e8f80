"""What a lobby knows at one moment, and which stage of its screen that calls for."""

from datetime import UTC, date, datetime, timedelta
from typing import Final, Literal
from zoneinfo import ZoneInfo

import attrs
from attrs import field, frozen

from kiosk.feed.state import FeedState
from kiosk.text.language import LANGUAGES, Language, Text
from kiosk.time.instant import zone_of
from kiosk.ui.lobby.series import Series
from kiosk.wire.board import Board, BoardCall, BoardService, Notice, OfficeNow
from kiosk.wire.catalogue import ShownPromise, ShownSop

Stage = Literal["emergency", "unconnected", "lost", "closed", "break", "open"]
Freshness = Literal["fresh", "marked", "quiet", "lost"]
_MARKED: Final = timedelta(seconds=15)
_QUIET: Final = timedelta(seconds=60)
_LOST: Final = timedelta(seconds=180)
_ANSWERED: Final = timedelta(seconds=90)
"""After this nobody expects the called visitor any more, although the number stays."""
TURN: Final = 15
"""Seconds that one of several services or notices is shown before the next has its turn."""
PAGE_TURN: Final = 12
"""Seconds that a page of queues is shown."""
ALTERNATE: Final = 20
"""Seconds that an alternating screen stays in one language."""
EMERGENCY_TURN: Final = 5
"""Seconds that a page of an emergency is shown, on a screen too small for all of it."""


@frozen
class TerminalIdentity:
    """What a terminal shows of itself before it has any board."""

    name: str
    address: str
    office: str | None = None


@frozen
class View:
    """Everything that the rows of a zone depend on besides its area."""

    seen: FeedState
    now: datetime
    """By the endpoint's clock, in UTC."""
    language: Language
    terminal: TerminalIdentity
    series: Series = field(factory=Series)
    """The calls being announced."""
    flipped: bool = False
    """Whether the number being announced stands in its other colour: it was called a moment ago."""
    rests_since: datetime | None = None
    """When the last call was over: what takes turns goes on with the next turn, not in the middle of one."""

    def say(self, text: Text) -> str:
        return text[self.language]

    @property
    def board(self) -> Board:
        """The board; an empty one before any data."""
        return self.seen.board or Board(board=1)

    @property
    def office(self) -> OfficeNow:
        return self.board.office or OfficeNow(name=self.terminal.office or "")

    @property
    def zone(self) -> ZoneInfo:
        return zone_of(self.office.timezone)

    @property
    def today(self) -> date:
        return self.now.astimezone(self.zone).date()

    def day(self, instant: datetime) -> date:
        return instant.astimezone(self.zone).date()

    @property
    def age(self) -> timedelta:
        return max(timedelta(), self.now - self.seen.as_of) if self.seen.as_of else timedelta()

    @property
    def freshness(self) -> Freshness:
        """How far the data may be trusted, by their age."""
        if self.age >= _LOST:
            return "lost"
        if self.age >= _QUIET:
            return "quiet"
        return "marked" if self.age >= _MARKED else "fresh"

    @property
    def notices(self) -> tuple[Notice, ...]:
        """The notices in force now; a lost server makes none stay longer than it was meant to."""
        return tuple(notice for notice in self.board.notices if notice.in_force(self.now))

    @property
    def emergency(self) -> Notice | None:
        return next((notice for notice in self.notices if notice.level == "emergency"), None)

    @property
    def stage(self) -> Stage:
        """The stage shown. Whoever holds a number sees the calls, whatever the hour."""
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
    def calling(self) -> bool:
        """Whether somebody is being called: then nothing else on the screen takes turns."""
        hero = self.hero
        if self.series.lines or hero is None or hero.at is None:
            return bool(self.series.lines)
        return hero.state == "called" and self.now - hero.at < _ANSWERED

    @property
    def sop(self) -> ShownSop | None:
        """The SOP shown: that of the number called; else, or when nobody is being called, each in its turn."""
        return self._sop_and_promise[0] if self._sop_and_promise else None

    @property
    def promise(self) -> ShownPromise | None:
        """The promise shown: the first of the number called; else each of the SOP's in its turn."""
        return self._sop_and_promise[1] if self._sop_and_promise else None

    @property
    def _sop_and_promise(self) -> tuple[ShownSop, ShownPromise | None] | None:
        hero = self.hero if self.stage in ("open", "break", "lost") else None
        at_hand = hero is not None and (self._holds(TURN) or self.stage != "open")
        followed = self.seen.sop(hero.service, hero.sop) if hero and at_hand else None
        if followed:
            return followed, next(iter(followed.promises), None)
        turns = self._standards
        return turns[self.place_in_turn(len(turns))] if turns else None

    @property
    def _standards(self) -> list[tuple[ShownSop, ShownPromise | None]]:
        """Every SOP with each of its promises, which take turns while nobody is being called."""
        return [(sop, promise) for sop in self.sops_in_turn for promise in sop.promises or (None,)]

    @property
    def sops_in_turn(self) -> tuple[ShownSop, ...]:
        """The SOPs that take turns: all, but while closed those that say what to bring."""
        every = self.seen.catalogue.sops if self.seen.catalogue else ()
        return (tuple(sop for sop in every if sop.requirements) if self.stage == "closed" else ()) or every

    def place_in_turn(self, count: int, seconds: int = TURN) -> int:
        """Index of the one of *count* things whose turn it is, or was when somebody was called."""
        return self._turns_passed(seconds) % count

    def page_of_emergency(self, count: int) -> int:
        """Index of the one of *count* pages whose turn it is, whoever is called."""
        return int(self.now.timestamp()) // EMERGENCY_TURN % count

    def _turns_passed(self, seconds: int) -> int:
        at = self.hero.at if self._holds(seconds) and self.hero and self.hero.at else self.now
        return int(at.timestamp()) // seconds

    def _holds(self, seconds: int) -> bool:
        """Whether somebody is being called, or was when this turn of *seconds* began: then nothing takes turns."""
        turns = [int(at.timestamp()) // seconds for at in (self.now, self.rests_since) if at]
        return self.calling or (len(turns) == 2 and turns[0] == turns[1])

    @property
    def message_turn(self) -> int | None:
        """The running number of the message whose turn it is in a zone that it shares.

        None while the other has its turn, and while somebody is being called. Each SOP has the zone in every other of
        its own turns, so that none is for ever behind a message.
        """
        passed, count = self._turns_passed(TURN), max(1, len(self._standards))
        shared = (passed % count + passed // count) % 2 == 1
        return passed // 2 if shared and not self._holds(TURN) else None

    def service(self, service_id: str) -> BoardService | None:
        return next((service for service in self.board.services if service.id == service_id), None)


def endpoint_now(seen: FeedState, now: datetime) -> datetime:
    """The time of the endpoint's clock, by the terminal's clock and the offset between them."""
    return (now + seen.offset).astimezone(UTC)


def beat_of(view: View) -> tuple[int, ...]:
    """What a screen shows of the time: it changes only with this and with the data.

    A minute is four turns. Seconds are told only of data that are not fresh; how many minutes ago somebody was called
    may come some seconds late.
    """
    second = int(view.now.timestamp())
    turns = (TURN, PAGE_TURN, ALTERNATE, *((EMERGENCY_TURN,) if view.emergency else ()))
    return tuple(second // period for period in (turns if view.freshness == "fresh" else (1,)))


def picture_of(view: View) -> tuple[object, ...]:
    """All that a screen shows, but when the endpoint last answered, which stands in the footer alone.

    A tuple compares identical records without looking into them.
    """
    seen = attrs.astuple(attrs.evolve(view.seen, as_of=None), recurse=False)
    return *seen, view.language, view.series, view.flipped, view.freshness, beat_of(view)


def language_in_turn(first: Language, now: datetime) -> Language:
    """The language of a screen that alternates between *first* and the other one, twenty seconds each."""
    here = LANGUAGES.index(first)
    return LANGUAGES[(here + int(now.timestamp()) // ALTERNATE) % len(LANGUAGES)]
