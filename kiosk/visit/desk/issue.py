"""Giving out a number, and moving a visit to another service under the number it has."""

from datetime import datetime
from typing import Final

from attrs import frozen

from kiosk.office.hours import office_hours_now, tickets_open
from kiosk.office.model import Queue
from kiosk.sop.model import Sop
from kiosk.sop.pack import Pack
from kiosk.text.language import clock, tr
from kiosk.time.instant import Instant
from kiosk.visit.desk.guard import Codes, RuleViolation, fresh_code
from kiosk.visit.event.event import Body
from kiosk.visit.event.visit import Issued, Transferred
from kiosk.visit.state import State, Visit
from kiosk.wire.command.counter import Transfer
from kiosk.wire.command.visit import Issue

SLOT_GRACE: Final = 15 * 60
"""Seconds after its slot within which a visit that checks in keeps the slot's place in the line."""


@frozen
class Way:
    """What a service means for a visit."""

    queue: Queue
    sop: Sop
    steps: tuple[str, ...]
    done: tuple[str, ...]
    """Steps that giving out the number completes."""


def decide_issue(state: State, command: Issue, now: Instant, pack: Pack, codes: Codes) -> tuple[Body, ...]:
    """Give out the next number of the service's queue, or of the priority queue."""
    way = _way(pack, command.service, command.priority)
    _numbers_given_out(state, pack, now)
    number = state.last_number(way.queue.letter) + 1
    _numbers_left(way.queue, number)
    ticket = f"{way.queue.letter}{number:0{way.queue.digits}d}"
    return (
        Issued(
            visit=f"{state.date}-{ticket}",
            ticket=ticket,
            queue=way.queue.letter,
            number=number,
            code=fresh_code(state, codes),
            service=way.sop.id,
            sop=way.sop.digest,
            steps=way.steps,
            done=way.done,
            people=command.people,
            language=command.language,
            priority=command.priority,
            order_at=_order_at(command.slot, now),
            slot=command.slot,
        ),
    )


def decide_transfer(visit: Visit, command: Transfer, pack: Pack) -> tuple[Body, ...]:
    """Move the visit to another service: it keeps number and place, and gets the new service's steps."""
    if command.service == visit.service:
        raise RuleViolation(
            "same-service",
            tr("{t} sudah pada layanan itu").format(t=visit.ticket),
            tr("pilih layanan lain, atau kembalikan ke antrean"),
        )
    way = _way(pack, command.service, visit.priority)
    return (Transferred(visit.id, way.queue.letter, way.sop.id, way.sop.digest, way.steps, way.done, command.reason),)


def _queued(pack: Pack) -> list[str]:
    """The services that numbers are given out for."""
    return [service for queue in pack.office.file.queue for service in queue.services]


def _way(pack: Pack, service: str, priority: bool) -> Way:
    sop = pack.sops.get(service)
    own = pack.office.queue_of(service)
    if sop is None or own is None:
        raise RuleViolation(
            "no-such-service",
            tr("layanan {s!r} tidak ada di kantor ini").format(s=service),
            tr("layanan kantor ini: {k}").format(k=", ".join(_queued(pack))),
            status=422,
        )
    queue = (pack.office.priority_queue or own) if priority else own
    steps = sop.visit_steps
    return Way(queue, sop, tuple(s.id for s in steps), tuple(s.id for s in steps if s.at_issue))


def _order_at(slot: datetime | None, now: Instant) -> datetime:
    """The slot, if checked in by slot + grace; else now."""
    if slot is not None and (now.at - slot).total_seconds() <= SLOT_GRACE:
        return slot
    return now.at


def _numbers_given_out(state: State, pack: Pack, now: Instant) -> None:
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


def _numbers_left(queue: Queue, number: int) -> None:
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
