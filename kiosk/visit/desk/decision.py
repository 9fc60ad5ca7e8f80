"""The desk: a command and the present state give the events that happen, or a violated rule (DESIGN section 6).

Pure: the time, the pack and the source of codes are arguments. Whatever the state table does not list is refused.
"""

from collections.abc import Iterable
from typing import Final

from attrs import frozen

from kiosk.sop.pack import Pack
from kiosk.time.instant import Instant
from kiosk.visit.desk.backoffice import decide_case
from kiosk.visit.desk.counter import decide_at_counter
from kiosk.visit.desk.guard import Codes, require_own_counter
from kiosk.visit.desk.office import actor_at, decide_day, decide_notice, decide_staff, require_open_day
from kiosk.visit.desk.visit import decide_issue, decide_visit
from kiosk.visit.event.envelope import Body, Event
from kiosk.visit.state import Origin, State
from kiosk.wire.command.case import CaseCommand
from kiosk.wire.command.counter import AtCounter
from kiosk.wire.command.office import DayCommand, NoticeCommand, SignOn, StaffCommand
from kiosk.wire.command.union import Command
from kiosk.wire.command.visit import Issue, VisitCommand


@frozen
class By:
    """The originator of events: a person or a terminal, and the counter if it happens at one."""

    who: str
    counter: str | None = None


HOUSE: Final = By("kiosk")
"""The program itself, for what the clock brings about."""


def stamp(bodies: Iterable[Body], version: int, by: By, now: Instant) -> tuple[Event, ...]:
    """Return the events of one command whose *bodies* follow *version*."""
    return tuple(Event(version + 1 + n, version + 1, now, by.who, by.counter, body) for n, body in enumerate(bodies))


def decide(state: State, command: Command, seat: Origin, now: Instant, pack: Pack, codes: Codes) -> tuple[Event, ...]:
    """Return the events that *command* makes happen, given at *seat*; *codes* makes those of tickets and receipts.

    `office.day_due` comes first, so that the state is of this service date.

    Raises:
        RuleViolation: when a rule forbids it; nothing has happened.
    """
    counter = command.counter if isinstance(command, AtCounter) else seat.counter
    require_own_counter(seat, counter)
    # After day end cases are still worked on and notices shown, by whoever signs on away from the counters.
    at_any_hour = isinstance(command, CaseCommand | NoticeCommand | StaffCommand) and (
        seat.counter is None or not isinstance(command, StaffCommand)
    )
    if not at_any_hour:
        require_open_day(state)
    who = command.person if isinstance(command, SignOn) else actor_at(state, seat)
    bodies: Iterable[Body]
    if isinstance(command, Issue):
        bodies = decide_issue(state, command, now, pack, codes)
    elif isinstance(command, VisitCommand):
        bodies = decide_visit(state, command, seat, now)
    elif isinstance(command, CaseCommand):
        bodies = decide_case(state, command, now, pack)
    elif isinstance(command, DayCommand):
        bodies = decide_day(state, command, now)
    elif isinstance(command, NoticeCommand):
        bodies = decide_notice(state, command, now.at)
    elif isinstance(command, StaffCommand):
        bodies = decide_staff(state, command, seat)
    else:
        bodies = decide_at_counter(state, command, now, pack, codes)
    return stamp(bodies, state.version, By(who, counter), now)
