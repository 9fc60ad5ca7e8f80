"""Commands on the whole office: its service date, its notices, and its staff.

A service date is opened by the first act, and ended by a supervisor, by the clock at 23.59, or at the next start.
Closing is not day end: closing stops the giving out of numbers, and whoever holds one is served.

Notices are possible at any hour, since a fire waits for no service date. An emergency outlives day end and restart: it
ends when it is taken back, when another replaces it, or at the time it was given.

A person is at one place at a time. Signing on elsewhere moves them, since the PIN has shown that it is they; a visit
left at the old counter keeps them there. Signing on where somebody else is takes over from them, visit included.
"""

from collections.abc import Callable, Iterable
from datetime import datetime, time
from typing import Final

from kiosk.office.hours import service_date
from kiosk.sop.pack import Pack
from kiosk.text.language import dated, tr
from kiosk.time.instant import Instant
from kiosk.visit.desk.guard import RuleViolation, require_empty
from kiosk.visit.event.envelope import Body
from kiosk.visit.event.office import (
    DayEnded,
    DayOpened,
    NoticeBody,
    NoticePut,
    NoticeTaken,
    SignedOff,
    SignedOn,
    TicketsAllowed,
    TicketsStopped,
    WhyOff,
)
from kiosk.visit.state import Origin, StaffSession, State
from kiosk.wire.board import Notice
from kiosk.wire.command.office import (
    AllowTickets,
    DayCommand,
    EndDay,
    NoticeCommand,
    PutEmergency,
    SignOff,
    SignOn,
    StaffCommand,
    StopTickets,
    TakeNotice,
)

LAST_MINUTE: Final = time(23, 59)
"""Local time at which an open service date is ended by the clock."""


def day_due(state: State, now: Instant, pack: Pack) -> tuple[Body, ...]:
    """Return what the calendar demands before anything else: the old service date ended, this one opened.

    A date that was ended is not opened again, and a clock that was set back opens no old date.
    """
    local = now.at.astimezone(pack.office.zone)
    today = service_date(pack.office, now.at)
    late = local.time() >= LAST_MINUTE
    over = state.date is not None and (state.date < today or (state.date == today and late))
    ended = state.date if over else state.ended
    opens = (state.date is None or over) and not late and (ended is None or today > ended)
    return (*(end_day(state, now) if over else ()), *((DayOpened(today),) if opens else ()))


def end_day(state: State, now: Instant) -> tuple[DayEnded, ...]:
    """End the open service date: visits not being served expire, those being served are finished."""
    if state.date is None:
        return ()
    expired = tuple(v.id for v in state.in_state("waiting", "called", "parked", "absent"))
    serving = tuple(v.id for v in state.in_state("serving"))
    return (DayEnded(state.date, expired, serving, state.last_call, notices_outliving_day(state.notices, now.at)),)


def decide_day(state: State, command: DayCommand, now: Instant) -> tuple[Body, ...]:
    """End the day, stop the giving out of numbers, or allow it again."""
    match command:
        case EndDay(day):
            if day != state.date:
                raise RuleViolation(
                    "another-day", tr("hari yang terbuka bukan {d}").format(d=dated(day)), tr("lihat keadaan yang baru")
                )
            return end_day(state, now)
        case StopTickets(reason):
            if state.stopped is not None:
                raise RuleViolation(
                    "tickets-as-is", tr("pengambilan nomor sudah ditutup"), tr("tidak perlu apa-apa lagi")
                )
            return (TicketsStopped(reason),)
        case AllowTickets():
            if state.stopped is None:
                raise RuleViolation(
                    "tickets-as-is",
                    tr("pengambilan nomor tidak ditutup"),
                    tr("jam pengambilan nomor menurut office.toml"),
                )
            return (TicketsAllowed(),)


def require_open_day(state: State) -> None:
    """Refuse everything on a service date that has ended."""
    if state.date is None:
        raise RuleViolation(
            "day-ended", tr("hari layanan ini sudah diakhiri"), tr("layanan mulai lagi pada hari berikutnya")
        )


MAX_NOTICES: Final = 5
"""Notices in force at once, beside an emergency; more would take too long to show in turn."""


def notices_in_force(notices: Iterable[Notice], now: datetime) -> tuple[Notice, ...]:
    """Return the notices in force at *now*: the emergency, then the others, oldest first."""
    kept = [notice for notice in notices if notice.in_force(now)]
    return tuple(sorted(kept, key=lambda notice: notice.level != "emergency"))


def notices_outliving_day(notices: Iterable[Notice], now: datetime) -> tuple[Notice, ...]:
    """Return the notices that outlive a service date ended at *now*: emergencies, and those with an end of their own.

    A notice without an end was meant for that date.
    """
    return tuple(n for n in notices_in_force(notices, now) if n.level == "emergency" or n.until is not None)


def decide_notice(state: State, command: NoticeCommand, now: datetime) -> tuple[NoticeBody, ...]:
    """Put up a notice or an emergency, or withdraw one."""
    there = notices_in_force(state.notices, now)
    if isinstance(command, TakeNotice):
        if command.notice not in {notice.id for notice in there}:
            raise RuleViolation(
                "no-such-notice",
                tr("tidak ada pengumuman {n}").format(n=command.notice),
                tr("yang tampil sekarang: {k}").format(k=", ".join(str(notice.id) for notice in there) or "-"),
                status=404,
            )
        return (NoticeTaken(command.notice),)
    if command.until is not None and command.until <= now:
        raise RuleViolation(
            "already-over", tr("batas waktunya sudah lewat"), tr("beri waktu yang akan datang"), status=422
        )
    if isinstance(command, PutEmergency):
        replaced = (NoticeTaken(n.id) for n in state.notices if n.level == "emergency" and n.id is not None)
        return (*replaced, NoticePut(command.notice))
    if state.date is None and command.until is None:
        raise RuleViolation("day-ended", tr("hari layanan ini sudah diakhiri"), tr("beri batas waktu"))
    if sum(notice.level == "info" for notice in there) >= MAX_NOTICES:
        raise RuleViolation(
            "too-many-notices", tr("sudah ada {n} pengumuman").format(n=MAX_NOTICES), tr("cabut salah satu dahulu")
        )
    return (NoticePut(command.notice),)


def actor_at(state: State, seat: Origin) -> str:
    """Return who acts at *seat*: the person signed on, or the machine itself where nobody has to be.

    Raises:
        RuleViolation: when somebody has to be signed on and nobody is.
    """
    if not seat.staffed:
        return seat.terminal
    person = state.person_at(seat)
    if person is None:
        raise nobody_signed_on()
    return person


def decide_staff(state: State, command: StaffCommand, seat: Origin) -> tuple[Body, ...]:
    """Sign on at *seat*, or sign off whoever is there; a counter is closed with it, and may hold nobody."""
    before = state.person_at(seat)
    match command:
        case SignOn(person=person):
            if before == person:
                return ()
            replaced = (SignedOff(before, "replaced"),) if before else ()
            return (*_leave(state, person), *replaced, SignedOn(person, seat.terminal))
        case SignOff():
            if before is None:
                raise nobody_signed_on()
            if seat.counter is not None:
                require_empty(state, state.counter(seat.counter))
            return (_signed_off(state, before, "own"),)


def sign_off_barred(state: State, may_stay: Callable[[str, StaffSession], bool]) -> tuple[Body, ...]:
    """Sign off everybody who may no longer be where they are; a visit at hand stays at the counter for the next."""
    barred = [person for person, session in state.people.items() if not may_stay(person, session)]
    return tuple(_signed_off(state, person, "barred") for person in barred)


def nobody_signed_on() -> RuleViolation:
    """Return the violation for a terminal at which nobody is signed on."""
    return RuleViolation(
        "nobody-signed-on",
        tr("belum ada petugas yang masuk di terminal ini"),
        tr("masuk dahulu dengan kode petugas dan PIN"),
    )


def _leave(state: State, person: str) -> tuple[Body, ...]:
    """Sign *person* off where they were, which may hold no visit."""
    place = state.people.get(person)
    if place is None:
        return ()
    held = state.counter(place.counter).visit if place.counter else None
    if held is not None:
        raise RuleViolation(
            "busy-elsewhere",
            tr("{p} masih di loket {n} dengan {t}").format(p=person, n=place.counter, t=state.visits[held].ticket),
            tr("selesaikan atau tunda dahulu di sana, atau petugas lain masuk di sana"),
        )
    return (_signed_off(state, person, "elsewhere"),)


def _signed_off(state: State, person: str, why: WhyOff) -> SignedOff:
    counter_id = state.people[person].counter
    counter = state.counter(counter_id) if counter_id else None
    closes = counter is not None and counter.state == "open" and counter.visit is None
    return SignedOff(person, why, closes)
