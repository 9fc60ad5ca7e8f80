"""A day played at once, directly on the rules: everybody's acts in order, each at its simulated moment."""

from datetime import datetime
from random import Random

from kiosk.code import ticket_code
from kiosk.moment import Moment
from kiosk.simulate.act import Ask, Look, Script, Told
from kiosk.simulate.applicants import arrivals
from kiosk.simulate.clerk import Clerk
from kiosk.simulate.schedule import Schedule
from kiosk.simulate.staff import TICKETS, counter_seats
from kiosk.sop.pack import Pack
from kiosk.visit.day import day_due
from kiosk.visit.desk import HOUSE, decide, stamp
from kiosk.visit.document import counter_document
from kiosk.visit.event import Event
from kiosk.visit.fold import fold_all
from kiosk.visit.refusal import Refusal
from kiosk.visit.state import State


def everybody(pack: Pack, seed: int) -> dict[str, Script]:
    """Whoever is in the office, by the terminal they stand at; each has their own luck, drawn from *seed*."""
    clerks = {
        seat.terminal: Clerk(pack, seat, Random(f"{seed}/{seat.terminal}")).work()  # noqa: S311
        for seat in counter_seats(pack)
    }
    return {TICKETS.terminal: arrivals(pack, TICKETS, Random(f"{seed}/arrivals")), **clerks}  # noqa: S311


class Day:
    """An office that begins with nothing and is played on from act to act."""

    def __init__(self, pack: Pack, seed: int, start: datetime) -> None:
        self.state = State()
        self.events: list[Event] = []
        self.schedule = Schedule(start, everybody(pack, seed))
        self.refused: list[str] = []
        """The rules that somebody came up against."""
        self._pack = pack
        self._start = start
        self._codes = Random(f"{seed}/codes")  # noqa: S311 (codes of nobody's tickets)

    def play(self, until: datetime) -> None:
        """Let everybody do what they do up to *until*."""
        while (at := self.schedule.next_at) is not None and at <= until:
            turn = self.schedule.take()
            told = Told(at)
            while (ask := self.schedule.go_on(turn, told)) is not None:
                told = self._answer(ask, at)

    def _answer(self, ask: Ask, at: datetime) -> Told:
        now = Moment(at, "simulated", (at - self._start).total_seconds())
        try:
            if not isinstance(ask, Look):
                self._append(stamp(day_due(self.state, now, self._pack), self.state.version, HOUSE, now))
                self._append(decide(self.state, ask.command, ask.seat, now, self._pack, self._code))
                return Told(at)
            if ask.seat.counter is None:
                return Told(at)
            return Told(at, counter_document(self.state, self._pack, ask.seat.counter, now))
        except Refusal as refusal:
            self.refused.append(refusal.rule)
            return Told(at, refused=refusal.rule)

    def _code(self) -> str:
        return ticket_code(self._codes.getrandbits(40))

    def _append(self, events: tuple[Event, ...]) -> None:
        self.state = fold_all(self.state, events)
        self.events += events
