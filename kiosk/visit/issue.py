"""Giving out a number, and moving a visit to another service under the number it has."""

from datetime import datetime
from typing import Final

from attrs import frozen

from kiosk.language import Text, clock
from kiosk.moment import Moment
from kiosk.office.hours import office_hours_now, tickets_open
from kiosk.office.model import Queue
from kiosk.sop.model import Sop
from kiosk.sop.pack import Pack
from kiosk.visit import event as e
from kiosk.visit.guard import Codes, fresh_code
from kiosk.visit.refusal import Refusal
from kiosk.visit.state import State, Visit
from kiosk.wire import command as c

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


def issue(state: State, command: c.Issue, now: Moment, pack: Pack, codes: Codes) -> tuple[e.Body, ...]:
    """Give out the next number of the service's queue, or of the priority queue."""
    way = _way(pack, command.service, command.priority)
    _numbers_given_out(state, pack, now)
    number = state.last_number(way.queue.letter) + 1
    _numbers_left(way.queue, number)
    ticket = f"{way.queue.letter}{number:0{way.queue.digits}d}"
    return (
        e.Issued(
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


def transfer(visit: Visit, command: c.Transfer, pack: Pack) -> tuple[e.Body, ...]:
    """Move the visit to another service: it keeps number and place, and gets the new service's steps."""
    if command.service == visit.service:
        raise Refusal(
            "same-service",
            Text("{t} sudah pada layanan itu", "{t} is at that service already").format(t=visit.ticket),
            Text("pilih layanan lain, atau kembalikan ke antrean", "choose another service, or return it to the line"),
        )
    way = _way(pack, command.service, visit.priority)
    return (e.Transferred(visit.id, way.queue.letter, way.sop.id, way.sop.digest, way.steps, way.done, command.reason),)


def _queued(pack: Pack) -> list[str]:
    """The services that numbers are given out for."""
    return [service for queue in pack.office.file.queue for service in queue.services]


def _way(pack: Pack, service: str, priority: bool) -> Way:
    sop = pack.sops.get(service)
    own = pack.office.queue_of(service)
    if sop is None or own is None:
        raise Refusal(
            "no-such-service",
            Text("layanan {s!r} tidak ada di kantor ini", "this office has no service {s!r}").format(s=service),
            Text("layanan kantor ini: {k}", "this office's services: {k}").format(k=", ".join(_queued(pack))),
            status=422,
        )
    queue = (pack.office.priority_queue or own) if priority else own
    steps = sop.visit_steps
    return Way(queue, sop, tuple(s.id for s in steps), tuple(s.id for s in steps if s.at_issue))


def _order_at(slot: datetime | None, now: Moment) -> datetime:
    """The slot, if checked in by slot + grace; else now."""
    if slot is not None and (now.at - slot).total_seconds() <= SLOT_GRACE:
        return slot
    return now.at


def _numbers_given_out(state: State, pack: Pack, now: Moment) -> None:
    if state.stopped is not None:
        raise Refusal(
            "tickets-stopped",
            Text("pengambilan nomor hari ini sudah ditutup", "no more numbers are given out today"),
            Text("silakan kembali pada hari kerja berikutnya", "please come back on the next working day"),
        )
    if tickets_open(pack.office, now.at):
        return
    hours = office_hours_now(pack.office, now.at)
    zone = pack.office.zone
    hint = Text("kantor tutup hari ini", "the office is closed today")
    if hours.tickets and hours.tickets.start and hours.tickets.until:
        hint = Text("nomor diberikan pukul {a} sampai {b}", "numbers are given out from {a} to {b}").format(
            a=clock(hours.tickets.start, zone), b=clock(hours.tickets.until, zone)
        )
    raise Refusal("tickets-closed", Text("pengambilan nomor sedang tutup", "no numbers are given out now"), hint)


def _numbers_left(queue: Queue, number: int) -> None:
    if queue.quota is not None and number > queue.quota:
        raise Refusal(
            "quota-used",
            Text("kuota antrean {q} hari ini habis", "queue {q} has no numbers left today").format(q=queue.letter),
            Text("silakan kembali pada hari kerja berikutnya", "please come back on the next working day"),
        )
    if number >= 10**queue.digits:
        raise Refusal(
            "series-full",
            Text("nomor antrean {q} habis", "the numbers of queue {q} are used up").format(q=queue.letter),
            Text("tambah digit antrean itu di office.toml", "give that queue more digits in office.toml"),
        )
