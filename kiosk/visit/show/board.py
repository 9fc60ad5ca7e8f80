"""The board, made of the state: what everybody in the room may know."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Final

from kiosk.office.calendar import calendar_warnings, next_holiday
from kiosk.office.hours import CurrentHours, office_hours_now, service_date
from kiosk.office.model import Office, Queue
from kiosk.sop.model import Sop
from kiosk.sop.pack import Pack
from kiosk.visit.desk.office import notices_in_force, notices_outliving_day
from kiosk.visit.dispatch import assignments
from kiosk.visit.measure.level import ServiceStanding
from kiosk.visit.promise import due_if_now
from kiosk.visit.state import Leg, State, Visit
from kiosk.wire.board import (
    Board,
    BoardCall,
    BoardCounter,
    BoardQueue,
    BoardService,
    CallState,
    CatalogueRef,
    EstimatedWait,
    NextHoliday,
    OfficeNow,
    OfficeState,
)

CALLS: Final = 8
"""Calls on a board."""


_UNKNOWN: Final = ServiceStanding()


def board_of(
    state: State,
    pack: Pack,
    now: datetime,
    epoch: str,
    revision: int,
    catalogue: CatalogueRef,
    standing: Mapping[str, ServiceStanding] | None = None,
) -> Board:
    """Return the board of *state* at *now*, with the standing of each service."""
    office = pack.office
    today = service_date(office, now)
    hours = office_hours_now(office, now)
    if state.date is not None and state.date != today:
        state = State(version=state.version, ended=state.ended, notices=notices_outliving_day(state.notices, now))
    return Board(
        board=1,
        epoch=epoch,
        version=state.version,
        revision=revision,
        at=now,
        catalogue=catalogue,
        office=_office(state, office, hours, today),
        calls=tuple(_calls(state)),
        counters=tuple(_counters(state, office)),
        queues=tuple(_queue(queue, state, pack, hours) for queue in office.file.queue),
        services=tuple(_service(sop, now, office, standing or {}) for sop in pack.sops.values()),
        notices=notices_in_force(state.notices, now),
        warnings=calendar_warnings(office, today),
    )


def _service(sop: Sop, now: datetime, office: Office, standing: Mapping[str, ServiceStanding]) -> BoardService:
    stands = standing.get(sop.id, _UNKNOWN)
    return BoardService(sop.id, due_if_now(sop, now, office), stands.kept, stands.missing_most)


def _office(state: State, office: Office, hours: CurrentHours, today: date) -> OfficeNow:
    holiday = next_holiday(office, today)
    return OfficeNow(
        name=office.file.name,
        short=office.file.short,
        timezone=office.file.timezone,
        sample=office.file.sample,
        state=_office_state(state, hours, today),
        reason=hours.reason,
        until=hours.until,
        next_open=hours.next_open,
        tickets=hours.tickets,
        next_holiday=NextHoliday(holiday.date, holiday.name) if holiday else None,
        complaint=office.file.complaint,
    )


def _office_state(state: State, hours: CurrentHours, today: date) -> OfficeState:
    if state.ended == today:
        return "ended"
    return "tickets-closed" if state.stopped and hours.state == "open" else hours.state


def _calls(state: State) -> Iterator[BoardCall]:
    """Yield the last calls, newest first: one for each leg under its last number, and those undone."""
    made = [(visit, leg, _call_state(visit, leg)) for visit in state.visits.values() for leg in visit.legs]
    taken_back: list[tuple[Visit, Leg, CallState]] = [
        (state.visits[call.visit], call.leg, "withdrawn") for call in state.withdrawn
    ]
    called = [(leg.call, visit, leg, now) for visit, leg, now in (*made, *taken_back) if leg.call is not None]
    for call, visit, leg, now in sorted(called, key=lambda entry: -entry[0])[:CALLS]:
        yield BoardCall(
            call=call,
            ticket=visit.ticket,
            counter=leg.counter or "",
            state=now,
            at=leg.calls[-1].at,
            count=len(leg.calls),
            language=visit.language,
            service=visit.service,
            sop=visit.sop,
            step=visit.step if leg is visit.leg else leg.step,
        )


def _call_state(visit: Visit, leg: Leg) -> CallState:
    if leg.end is None:
        return "serving" if visit.state == "serving" else "called"
    return "done" if leg.end == "parked" else leg.end


def _counters(state: State, office: Office) -> Iterator[BoardCounter]:
    for counter in office.file.counter:
        now = state.counter(counter.id)
        ticket = state.visits[now.visit].ticket if now.visit else None
        yield BoardCounter(counter.id, counter.name, now.state, ticket)


def _queue(queue: Queue, state: State, pack: Pack, hours: CurrentHours) -> BoardQueue:
    waiting = sum(1 for visit in state.in_state("waiting") if visit.queue == queue.letter)
    at_once = waiting == 0 and _served_at_once(queue, state, pack)
    return BoardQueue(
        letter=queue.letter,
        name=queue.name,
        short=queue.short,
        waiting=waiting,
        quota_left=None if queue.quota is None else max(0, queue.quota - state.last_number(queue.letter)),
        wait=EstimatedWait(now=True) if at_once else None,
        tickets=hours.tickets,
    )


def _served_at_once(queue: Queue, state: State, pack: Pack) -> bool:
    """Whether the free counters do the first step of every service of the queue."""
    services = [pack.sops[s] for s in queue.services if s in pack.sops]
    if queue.priority:
        services = list(pack.sops.values())
    counters = (state.counter(counter.id) for counter in pack.office.file.counter)
    free = [counter.id for counter in counters if counter.state == "open" and counter.visit is None]
    done_now = {task for counter in free for task in assignments(pack, counter)}
    firsts = [(sop.id, sop.counter_steps[0].id) for sop in services if sop.counter_steps]
    return bool(firsts) and all(first in done_now for first in firsts)
