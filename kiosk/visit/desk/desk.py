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
from kiosk.visit.event import visit as e
from kiosk.visit.event.event import Body, Event
from kiosk.visit.state import Origin, State, Visit
from kiosk.wire.command import counter as c
from kiosk.wire.command import day as dc
from kiosk.wire.command import staff as sc
from kiosk.wire.command import visit as vc
from kiosk.wire.command.case import CaseCommand
from kiosk.wire.command.notice import NoticeCommand
from kiosk.wire.command.union import Command


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
    if isinstance(command, c.AtCounter):
        require_own_counter(seat, command.counter)
    if not _at_any_hour(command, seat):
        require_open_day(state)
    who = command.person if isinstance(command, sc.SignOn) else actor_at(state, seat)
    counter = command.counter if isinstance(command, c.AtCounter) else seat.counter
    return stamp(_decided(state, command, seat, now, pack, codes), state.version, By(who, counter), now)


def _at_any_hour(command: Command, seat: Origin) -> bool:
    """After the service date was ended too cases are worked on and everybody is told what matters, by who signs on."""
    if isinstance(command, sc.StaffCommand):
        return seat.counter is None
    return isinstance(command, CaseCommand | NoticeCommand)


def _decided(state: State, command: Command, seat: Origin, now: Instant, pack: Pack, codes: Codes) -> tuple[Body, ...]:
    if isinstance(command, CaseCommand):
        return tuple(decide_case(state, command, now, pack))
    if isinstance(command, NoticeCommand):
        return decide_notice(state, command, now.at)
    match command:
        case sc.SignOn(person=person):
            return decide_sign_on(state, seat, person)
        case sc.SignOff():
            return decide_sign_off(state, seat)
        case vc.Issue():
            return decide_issue(state, command, now, pack, codes)
        case vc.Resume() | vc.Restore() | vc.Note() | vc.Reprint() | vc.Cancel():
            visit = require_current_visit(state, command.visit, command.expect)
            require_own_counter(seat, visit.leg.counter)
            return _on_visit(state, visit, command, now)
        case dc.StopTickets() | dc.AllowTickets() | dc.EndDay():
            return decide_day(state, command, now)
        case _:
            return decide_at_counter(state, command, now, pack, codes)


def _on_visit(state: State, visit: Visit, command: vc.VisitCommand, now: Instant) -> tuple[Body, ...]:
    match command:
        case vc.Resume():
            return decide_resume(state, visit)
        case vc.Restore():
            require_state(visit, "absent")
            return (e.Restored(visit.id, now.at),)
    require_state(visit, "waiting", "called", "serving", "parked", "absent")
    match command:
        case vc.Note(reason=delay):
            return (e.Noted(visit.id, delay),)
        case vc.Reprint():
            return (e.Reprinted(visit.id),)
        case vc.Cancel(reason=cancel):
            return (e.Cancelled(visit.id, cancel),)
