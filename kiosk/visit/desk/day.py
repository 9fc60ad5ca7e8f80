"""The service date: opened by the first act, ended by a supervisor, by the clock at 23.59, or at the next start.

Closing is not day end: closing stops the giving out of numbers, and whoever holds one is served.
"""

from datetime import time
from typing import Final

from kiosk.office.hours import service_date
from kiosk.sop.pack import Pack
from kiosk.text.language import dated, tr
from kiosk.time.instant import Instant
from kiosk.visit.desk.guard import RuleViolation
from kiosk.visit.desk.notice import notices_outliving_day
from kiosk.visit.event.event import Body
from kiosk.visit.event.office import DayEnded, DayOpened, TicketsAllowed, TicketsStopped
from kiosk.visit.state import State
from kiosk.wire.command.day import AllowTickets, DayCommand, EndDay, StopTickets

LAST_MINUTE: Final = time(23, 59)
"""Local time at which an open service date is ended by the clock."""


def day_due(state: State, now: Instant, pack: Pack) -> tuple[Body, ...]:
    """What the calendar demands before anything else happens: an old service date ended, this one opened.

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
    """The end of the open service date: whoever holds a number loses it, whoever is served has been served."""
    if state.date is None:
        return ()
    expired = tuple(v.id for v in state.in_state("waiting", "called", "parked", "absent"))
    serving = tuple(v.id for v in state.in_state("serving"))
    return (DayEnded(state.date, expired, serving, state.last_call, notices_outliving_day(state.notices, now.at)),)


def decide_day(state: State, command: DayCommand, now: Instant) -> tuple[Body, ...]:
    """A supervisor's acts on the whole day."""
    match command:
        case EndDay(day):
            if day != state.date:
                raise RuleViolation(
                    "another-day",
                    tr("hari yang terbuka bukan {d}").format(d=dated(day)),
                    tr("lihat keadaan yang baru"),
                )
            return end_day(state, now)
        case StopTickets(reason):
            if state.stopped is not None:
                raise RuleViolation(
                    "tickets-as-is",
                    tr("pengambilan nomor sudah ditutup"),
                    tr("tidak perlu apa-apa lagi"),
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
    """Refuse everything on a service date that was ended."""
    if state.date is None:
        raise RuleViolation(
            "day-ended",
            tr("hari layanan ini sudah diakhiri"),
            tr("layanan mulai lagi pada hari berikutnya"),
        )
