"""The desk: a command and the present state give the events that happen, or a refusal (DESIGN section 6).

Pure: the time, the pack and what makes codes come in as arguments; anything that the state table does not list is
refused with the rule and what can be done instead.
"""

from collections.abc import Iterable
from typing import Final

from attrs import frozen

from kiosk.sop.pack import Pack
from kiosk.time.instant import Instant
from kiosk.visit.desk.backoffice import decide_case
from kiosk.visit.desk.counter import decide_at_counter, decide_resume
from kiosk.visit.desk.day import decide_day, require_open_day
from kiosk.visit.desk.guard import Codes, require_current_visit, require_own_counter, require_state
from kiosk.visit.desk.issue import decide_issue
from kiosk.visit.desk.notice import decide_notice
from kiosk.visit.desk.staff import actor_at, decide_sign_off, decide_sign_on
from kiosk.visit.event.event import Body, Event
from kiosk.visit.event.visit import Cancelled, Noted, Reprinted, Restored
from kiosk.visit.state import Origin, State, Visit
from kiosk.wire.command.case import CaseCommand
from kiosk.wire.command.counter import AtCounter
from kiosk.wire.command.day import AllowTickets, EndDay, StopTickets
from kiosk.wire.command.notice import NoticeCommand
from kiosk.wire.command.staff import SignOff, SignOn, StaffCommand
from kiosk.wire.command.union import Command
from kiosk.wire.command.visit import Cancel, Issue, Note, Reprint, Restore, Resume, VisitCommand


@frozen
class By:
    """Who does it, and at which counter."""

    who: str
    counter: str | None = None


HOUSE: Final = By("kiosk")
"""The program itself: what the clock does."""


def stamp(bodies: Iterable[Body], version: int, by: By, now: Instant) -> tuple[Event, ...]:
    """The events that *bodies* become after *version*, all of one command."""
    return tuple(Event(version + 1 + n, version + 1, now, by.who, by.counter, body) for n, body in enumerate(bodies))


def decide(state: State, command: Command, seat: Origin, now: Instant, pack: Pack, codes: Codes) -> tuple[Event, ...]:
    """The events that *command* makes happen, given at *seat*; *codes* makes those of tickets and receipts.

    `day.day_due` comes first, so that the state is of this service date.

    Raises:
        Refusal: with the rule that forbids it; nothing has happened.
    """
    if isinstance(command, AtCounter):
        require_own_counter(seat, command.counter)
    if not _at_any_hour(command, seat):
        require_open_day(state)
    who = command.person if isinstance(command, SignOn) else actor_at(state, seat)
    counter = command.counter if isinstance(command, AtCounter) else seat.counter
    return stamp(_decided(state, command, seat, now, pack, codes), state.version, By(who, counter), now)


def _at_any_hour(command: Command, seat: Origin) -> bool:
    """After the service date was ended too cases are worked on and everybody is told what matters, by who signs on."""
    if isinstance(command, StaffCommand):
        return seat.counter is None
    return isinstance(command, CaseCommand | NoticeCommand)


def _decided(state: State, command: Command, seat: Origin, now: Instant, pack: Pack, codes: Codes) -> tuple[Body, ...]:
    if isinstance(command, CaseCommand):
        return tuple(decide_case(state, command, now, pack))
    if isinstance(command, NoticeCommand):
        return decide_notice(state, command, now.at)
    match command:
        case SignOn(person=person):
            return decide_sign_on(state, seat, person)
        case SignOff():
            return decide_sign_off(state, seat)
        case Issue():
            return decide_issue(state, command, now, pack, codes)
        case Resume() | Restore() | Note() | Reprint() | Cancel():
            visit = require_current_visit(state, command.visit, command.expect)
            require_own_counter(seat, visit.leg.counter)
            return _on_visit(state, visit, command, now)
        case StopTickets() | AllowTickets() | EndDay():
            return decide_day(state, command, now)
        case _:
            return decide_at_counter(state, command, now, pack, codes)


def _on_visit(state: State, visit: Visit, command: VisitCommand, now: Instant) -> tuple[Body, ...]:
    match command:
        case Resume():
            return decide_resume(state, visit)
        case Restore():
            require_state(visit, "absent")
            return (Restored(visit.id, now.at),)
    require_state(visit, "waiting", "called", "serving", "parked", "absent")
    match command:
        case Note(reason=delay):
            return (Noted(visit.id, delay),)
        case Reprint():
            return (Reprinted(visit.id),)
        case Cancel(reason=cancel):
            return (Cancelled(visit.id, cancel),)
