"""The desk: a command and the present state give the events that happen, or a refusal (DESIGN section 6).

Pure: the time, the pack and what makes codes come in as arguments; anything that the state table does not list is
refused with the rule and what can be done instead.
"""

from collections.abc import Iterable
from typing import Final

from attrs import frozen

from kiosk.moment import Moment
from kiosk.sop.pack import Pack
from kiosk.visit import event as e
from kiosk.visit.backoffice import decide_case
from kiosk.visit.counter import decide_at_counter, resume
from kiosk.visit.day import decide_day, the_day_is_open
from kiosk.visit.guard import Codes, in_state, the_visit
from kiosk.visit.issue import issue
from kiosk.visit.state import State, Visit
from kiosk.wire import command as c
from kiosk.wire.case_command import CaseCommand


@frozen
class By:
    """Who does it, and at which counter."""

    who: str
    counter: str | None = None


HOUSE: Final = By("kiosk")
"""The program itself: what the clock does."""


def stamp(bodies: Iterable[e.Body], version: int, by: By, now: Moment) -> tuple[e.Event, ...]:
    """The events that *bodies* become after *version*, all of one command."""
    return tuple(e.Event(version + 1 + n, version + 1, now, by.who, by.counter, body) for n, body in enumerate(bodies))


def decide(state: State, command: c.Command, now: Moment, pack: Pack, codes: Codes) -> tuple[e.Body, ...]:
    """The events that *command* makes happen; *codes* makes those for tickets and receipts that it may give out.

    `day.day_due` comes first, so that the state is of this service date.

    Raises:
        Refusal: with the rule that forbids it; nothing has happened.
    """
    if isinstance(command, CaseCommand):
        return tuple(decide_case(state, command, now, pack))
    the_day_is_open(state)
    match command:
        case c.Issue():
            return issue(state, command, now, pack, codes)
        case c.Resume() | c.Restore() | c.Note() | c.Reprint() | c.Cancel():
            return _on_visit(state, the_visit(state, command.visit, command.expect), command, now)
        case c.StopTickets() | c.AllowTickets() | c.EndDay():
            return decide_day(state, command)
        case _:
            return decide_at_counter(state, command, now, pack, codes)


def _on_visit(state: State, visit: Visit, command: c.VisitCommand, now: Moment) -> tuple[e.Body, ...]:
    match command:
        case c.Resume():
            return resume(state, visit)
        case c.Restore():
            in_state(visit, "absent")
            return (e.Restored(visit.id, now.at),)
    in_state(visit, "waiting", "called", "serving", "parked", "absent")
    match command:
        case c.Note(reason=delay):
            return (e.Noted(visit.id, delay),)
        case c.Reprint():
            return (e.Reprinted(visit.id),)
        case c.Cancel(reason=cancel):
            return (e.Cancelled(visit.id, cancel),)
