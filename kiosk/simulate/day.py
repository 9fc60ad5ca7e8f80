"""A simulated day played at once, directly on the rules, each act at its simulated time."""

from datetime import datetime
from random import Random

from kiosk.codes.ticket_code import ticket_code
from kiosk.office.hours import service_date
from kiosk.simulate.clerk import Clerk
from kiosk.simulate.people import BACK_OFFICE, TICKETS, Receipts, arrivals, back_office, collectors, counter_seats
from kiosk.simulate.schedule import ActResult, ReadScreen, Request, Schedule, Script
from kiosk.sop.pack import Pack
from kiosk.time.instant import Instant
from kiosk.visit.desk.decision import HOUSE, decide, stamp
from kiosk.visit.desk.guard import RuleViolation
from kiosk.visit.desk.office import day_due
from kiosk.visit.event.envelope import Event
from kiosk.visit.event.office import DayEnded
from kiosk.visit.fold.state import fold_all
from kiosk.visit.measure.level import due_board
from kiosk.visit.show.document import counter_document
from kiosk.visit.state import State


def everybody(pack: Pack, seed: int) -> dict[str, Script]:
    """Return the scripts of everybody by terminal, each with a random source of its own drawn from *seed*."""
    receipts = Receipts()

    def luck(whose: str) -> Random:
        return Random(f"{seed}/{whose}")  # noqa: S311 (nothing that is simulated has to be unforeseeable)

    return {
        TICKETS.terminal: arrivals(pack, TICKETS, luck("arrivals")),
        "pengambil": collectors(pack, TICKETS, receipts, luck("collectors")),
        BACK_OFFICE.terminal: back_office(pack, BACK_OFFICE, receipts, luck(BACK_OFFICE.terminal)),
        **{seat.terminal: Clerk(pack, seat, receipts, luck(seat.terminal)).work() for seat in counter_seats(pack)},
    }


class Day:
    """An office that starts empty and is played act by act."""

    def __init__(self, pack: Pack, seed: int, start: datetime) -> None:
        self.state = State()
        self.events: list[Event] = []
        self.schedule = Schedule(start, everybody(pack, seed))
        self.refused: list[str] = []
        """Rules violated, in order."""
        self.ended: list[tuple[State, int]] = []
        """Ended service dates: the state before the end, and the version of the end."""
        self._pack = pack
        self._start = start
        self._codes = Random(f"{seed}/codes")  # noqa: S311 (codes of nobody's tickets)

    def play(self, until: datetime) -> None:
        """Play all turns up to *until*."""
        while (at := self.schedule.next_at) is not None and at <= until:
            turn = self.schedule.take()
            result = ActResult(at)
            while (request := self.schedule.go_on(turn, result)) is not None:
                result = self._answer(request, at)

    def _answer(self, request: Request, at: datetime) -> ActResult:
        now = Instant(at, "simulated", (at - self._start).total_seconds())
        try:
            if not isinstance(request, ReadScreen):
                self._append(stamp(day_due(self.state, now, self._pack), self.state.version, HOUSE, now))
                self._append(decide(self.state, request.command, request.seat, now, self._pack, self._code))
                return ActResult(at)
            if request.seat.counter is None:
                office = self._pack.office
                return ActResult(at, due=due_board(self.state.cases.values(), service_date(office, at), office))
            return ActResult(at, counter_document(self.state, self._pack, request.seat.counter, now))
        except RuleViolation as refusal:
            self.refused.append(refusal.rule)
            return ActResult(at, refused=refusal.rule)

    def _code(self) -> str:
        return ticket_code(self._codes.getrandbits(40))

    def _append(self, events: tuple[Event, ...]) -> None:
        self.ended += [(self.state, event.version) for event in events if isinstance(event.body, DayEnded)]
        self.state = fold_all(self.state, events)
        self.events += events
