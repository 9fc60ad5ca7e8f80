"""Slips on their way to this terminal's printer, by the codes of their cases. Nothing else depends on them."""

from attrs import evolve

from kiosk.feed.answer import Accepted
from kiosk.record import frozen
from kiosk.wire.command.counter import Tick
from kiosk.wire.command.union import Command
from kiosk.wire.counter import CounterVisit


@frozen
class Slips:
    """What is to be printed, is being printed, and can be printed again."""

    waiting: tuple[str, ...] = ()
    printing: str | None = None
    unprinted: tuple[str, ...] = ()
    """What the printer did not take."""
    last: tuple[str, ...] = ()
    """What was asked for last."""

    def ask(self, codes: tuple[str, ...]) -> "Slips":
        """These, and *codes* to be printed."""
        if not codes:
            return self
        left = tuple(code for code in self.unprinted if code not in codes)
        fresh = tuple(code for code in codes if code not in self.waiting)
        return evolve(self, waiting=(*self.waiting, *fresh), unprinted=left, last=codes)

    def begin(self) -> "Slips":
        """The first of those that wait is being printed."""
        first, *others = self.waiting
        return evolve(self, printing=first, waiting=tuple(others))

    def end(self, *, printed: bool) -> "Slips":
        """It is printed; or the printer did not take it, and is asked for no other until a person says so."""
        if printed or self.printing is None:
            return evolve(self, printing=None)
        return evolve(self, printing=None, waiting=(), unprinted=(*self.unprinted, self.printing, *self.waiting))

    def again(self, visit: CounterVisit | None) -> tuple[str, ...]:
        """What R prints: what did not print, else the cases of the visit at hand, else what was printed last."""
        return self.unprinted or (tuple(case.code for case in visit.cases) if visit else ()) or self.last


def handed_over(command: Command, before: CounterVisit | None, answer: Accepted) -> tuple[str, ...]:
    """The cases whose receipts are handed over now: those opened, and those of *before* whose payment was noted."""
    opened = tuple(case.code for case in answer.cases)
    if not isinstance(command, Tick) or before is None:
        return opened
    paid = (case.code for case in before.cases if command.step in case.ticks and command.case in (None, case.code))
    return (*opened, *paid)
