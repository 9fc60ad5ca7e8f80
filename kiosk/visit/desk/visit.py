"""Commands on a visit at no counter in particular: numbers given out, visits resumed, restored, moved, cancelled."""

from typing import Final

from attrs import frozen

from kiosk.office.hours import office_hours_now, tickets_open
from kiosk.office.model import Queue
from kiosk.sop.model import Sop
from kiosk.sop.pack import Pack
from kiosk.text.language import clock, tr
from kiosk.time.instant import Instant
from kiosk.visit.desk.guard import (
    Codes,
    RuleViolation,
    fresh_code,
    require_current_visit,
    require_own_counter,
    require_state,
)
from kiosk.visit.event.envelope import Body
from kiosk.visit.event.visit import Called, Cancelled, Issued, Noted, Reprinted, Restored, Resumed, Transferred
from kiosk.visit.state import Origin, State, Visit
from kiosk.wire.command.counter import Transfer
from kiosk.wire.command.visit import Cancel, Issue, Note, Reprint, Restore, Resume, VisitCommand

SLOT_GRACE: Final = 15 * 60
"""Seconds after its slot within which a visit that checks in keeps the slot's place in the line."""


@frozen
class ServiceRoute:
    """The queue and the steps that a service means for a visit."""

    queue: Queue
    sop: Sop
    steps: tuple[str, ...]
    done: tuple[str, ...]
    """Steps that giving out the number completes."""


def decide_issue(state: State, command: Issue, now: Instant, pack: Pack, codes: Codes) -> tuple[Body, ...]:
    """Give out the next number of the service's queue, or of the priority queue."""
    route, slot = _route(pack, command.service, command.priority), command.slot
    _require_tickets_open(state, pack, now)
    number = state.last_number(route.queue.letter) + 1
    _require_numbers_left(route.queue, number)
    ticket = f"{route.queue.letter}{number:0{route.queue.digits}d}"
    return (
        Issued(
            visit=f"{state.date}-{ticket}",
            ticket=ticket,
            queue=route.queue.letter,
            number=number,
            code=fresh_code(state, codes),
            service=route.sop.id,
            sop=route.sop.digest,
            steps=route.steps,
            done=route.done,
            people=command.people,
            language=command.language,
            priority=command.priority,
            order_at=slot if slot is not None and (now.at - slot).total_seconds() <= SLOT_GRACE else now.at,
            slot=slot,
        ),
    )


def decide_visit(state: State, command: VisitCommand, seat: Origin, now: Instant) -> tuple[Body, ...]:
    """Resume, restore, annotate, reprint or cancel a visit, which may be at no counter."""
    visit = require_current_visit(state, command.visit, command.expect)
    require_own_counter(seat, visit.leg.counter)
    match command:
        case Resume():
            return (_resume(state, visit),)
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


def _resume(state: State, visit: Visit) -> Body:
    """Back to the counter that parked the visit if it is free; else to the front of the line."""
    require_state(visit, "parked")
    counter = state.counter(visit.leg.counter or "")
    if counter.state == "open" and counter.visit is None and state.person_at_counter(counter.id) is not None:
        return Called(visit.id, counter.id, state.last_call + 1, "resumed")
    return Resumed(visit.id)


def decide_transfer(visit: Visit, command: Transfer, pack: Pack) -> tuple[Body, ...]:
    """Move the visit to another service: it keeps number and place, and gets the new service's steps."""
    if command.service == visit.service:
        raise RuleViolation(
            "same-service",
            tr("{t} sudah pada layanan itu").format(t=visit.ticket),
            tr("pilih layanan lain, atau kembalikan ke antrean"),
        )
    route = _route(pack, command.service, visit.priority)
    return (
        Transferred(
            visit.id, route.queue.letter, route.sop.id, route.sop.digest, route.steps, route.done, command.reason
        ),
    )


def _route(pack: Pack, service: str, priority: bool) -> ServiceRoute:
    sop = pack.sops.get(service)
    own = pack.office.queue_of(service)
    if sop is None or own is None:
        raise RuleViolation(
            "no-such-service",
            tr("layanan {s!r} tidak ada di kantor ini").format(s=service),
            tr("layanan kantor ini: {k}").format(
                k=", ".join(s for queue in pack.office.file.queue for s in queue.services)
            ),
            status=422,
        )
    queue = (pack.office.priority_queue or own) if priority else own
    steps = sop.visit_steps
    return ServiceRoute(queue, sop, tuple(s.id for s in steps), tuple(s.id for s in steps if s.at_issue))


def _require_tickets_open(state: State, pack: Pack, now: Instant) -> None:
    if state.stopped is not None:
        raise RuleViolation(
            "tickets-stopped",
            tr("pengambilan nomor hari ini sudah ditutup"),
            tr("silakan kembali pada hari kerja berikutnya"),
        )
    if tickets_open(pack.office, now.at):
        return
    hours = office_hours_now(pack.office, now.at)
    zone = pack.office.zone
    hint = tr("kantor tutup hari ini")
    if hours.tickets and hours.tickets.start and hours.tickets.until:
        hint = tr("nomor diberikan pukul {a} sampai {b}").format(
            a=clock(hours.tickets.start, zone), b=clock(hours.tickets.until, zone)
        )
    raise RuleViolation("tickets-closed", tr("pengambilan nomor sedang tutup"), hint)


def _require_numbers_left(queue: Queue, number: int) -> None:
    if queue.quota is not None and number > queue.quota:
        raise RuleViolation(
            "quota-used",
            tr("kuota antrean {q} hari ini habis").format(q=queue.letter),
            tr("silakan kembali pada hari kerja berikutnya"),
        )
    if number >= 10**queue.digits:
        raise RuleViolation(
            "series-full",
            tr("nomor antrean {q} habis").format(q=queue.letter),
            tr("tambah digit antrean itu di office.toml"),
        )
