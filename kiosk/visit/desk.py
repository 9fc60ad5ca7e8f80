"""The desk: a command and the present state give the events that happen, or a refusal (DESIGN section 6).

Pure: the time, the pack and a fresh ticket code come in as arguments; anything that the table does not list is refused
with the rule and what can be done instead.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from attrs import frozen

from kiosk.language import Text, clock
from kiosk.moment import Moment
from kiosk.office.hours import office_hours_now, service_date, tickets_open
from kiosk.office.model import Queue
from kiosk.sop.model import Sop
from kiosk.sop.pack import Pack
from kiosk.visit import event as e
from kiosk.visit.dispatch import Does, does, line, waiting_for
from kiosk.visit.refusal import Refusal
from kiosk.visit.state import CounterNow, State, Visit
from kiosk.wire import command as c
from kiosk.wire.counter import VisitState

RECALLS: Final = 3
"""How often a called number may be called again on one leg."""

CALL_GAP: Final = 20
"""Seconds between two calls of a number, and from the last call to a no-show."""

SLOT_GRACE: Final = 15 * 60
"""Seconds after its slot within which a visit that checks in keeps the slot's place in the line."""

OTHER: Final = "other"
"""A missing requirement that no list has."""


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


def day_due(state: State, now: Moment, pack: Pack) -> tuple[e.Body, ...]:
    """What the calendar demands before anything else happens: the old service date ended, the new one opened."""
    today = service_date(pack.office, now.at)
    if state.date == today or (state.date is not None and today < state.date):
        return ()
    return (*end_day(state), e.DayOpened(today))


def end_day(state: State) -> tuple[e.DayEnded, ...]:
    """The end of the open service date: whoever holds a number loses it, whoever is served has been served."""
    if state.date is None:
        return ()
    expired = tuple(v.id for v in state.in_state("waiting", "called", "parked", "absent"))
    serving = tuple(v.id for v in state.in_state("serving"))
    return (e.DayEnded(state.date, expired, serving, state.last_call),)


def decide(state: State, command: c.Command, now: Moment, pack: Pack, code: str) -> tuple[e.Body, ...]:
    """The events that *command* makes happen.

    `day_due` comes first, so that the state is of this service date.

    Raises:
        Refusal: with the rule that forbids it; nothing has happened.
    """
    match command:
        case c.Issue():
            return _issue(state, command, now, pack, code)
        case c.Restore(visit_id, expect):
            visit = _visit(state, visit_id, expect)
            _in_state(visit, "absent")
            return (e.Restored(visit.id, now.at),)
        case c.Cancel(visit_id, expect, reason):
            visit = _visit(state, visit_id, expect)
            _in_state(visit, "waiting", "called", "serving", "parked", "absent")
            return (e.Cancelled(visit.id, reason),)
        case c.SetCounter() | c.CallNext():
            return _at_empty_counter(state, command, now, pack)
        case _:
            return _at_hand(state, command, now, pack)


def _issue(state: State, command: c.Issue, now: Moment, pack: Pack, code: str) -> tuple[e.Body, ...]:
    sop = pack.sops.get(command.service)
    own = pack.office.queue_of(command.service)
    if sop is None or own is None or state.date is None:
        raise Refusal(
            "no-such-service",
            Text("layanan {s!r} tidak ada di kantor ini", "this office has no service {s!r}").format(s=command.service),
            status=422,
        )
    queue = (pack.office.priority_queue or own) if command.priority else own
    _giving_numbers(pack, now)
    number = state.last_number(queue.letter) + 1
    _numbers_left(queue, number)
    ticket = f"{queue.letter}{number:0{queue.digits}d}"
    steps = tuple(step.id for step in sop.visit_steps)
    return (
        e.Issued(
            visit=f"{state.date.isoformat()}-{ticket}",
            ticket=ticket,
            queue=queue.letter,
            number=number,
            code=code,
            service=sop.id,
            sop=sop.digest,
            steps=steps,
            done=tuple(step.id for step in sop.visit_steps if step.at_issue),
            people=command.people,
            language=command.language,
            priority=command.priority,
            order_at=_order_at(command, now),
            slot=command.slot,
        ),
    )


def _order_at(command: c.Issue, now: Moment) -> datetime:
    """The slot, if checked in by slot + grace; else now."""
    if command.slot is not None and (now.at - command.slot).total_seconds() <= SLOT_GRACE:
        return command.slot
    return now.at


def _giving_numbers(pack: Pack, now: Moment) -> None:
    if tickets_open(pack.office, now.at):
        return
    span = office_hours_now(pack.office, now.at).tickets
    zone = pack.office.zone
    hint = None
    if span and span.start and span.until:
        hint = Text("nomor diberikan pukul {a} sampai {b}", "numbers are given out from {a} to {b}").format(
            a=clock(span.start, zone), b=clock(span.until, zone)
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
            Text("nomor antrean {q} hari ini habis", "the numbers of queue {q} are used up today").format(
                q=queue.letter
            ),
            Text("tambah digit antrean itu di office.toml", "give that queue more digits in office.toml"),
        )


def _at_empty_counter(state: State, command: c.SetCounter | c.CallNext, now: Moment, pack: Pack) -> tuple[e.Body, ...]:
    counter = _counter(state, command, pack)
    if counter.visit is not None:
        ticket = state.visits[counter.visit].ticket
        raise Refusal(
            "counter-busy",
            Text("{t} masih di loket ini", "{t} is still at this counter").format(t=ticket),
            Text("selesaikan, kembalikan, atau catat tidak hadir dahulu", "finish, return or mark as absent first"),
        )
    if isinstance(command, c.SetCounter):
        if command.state == counter.state:
            raise Refusal("counter-as-is", Text("loket sudah begitu", "the counter is so already"))
        return (e.CounterSet(command.state),)
    if counter.state != "open":
        raise Refusal(
            "counter-not-open",
            Text("loket ini belum dibuka", "this counter is not open"),
            Text("buka loket dahulu", "open the counter first"),
        )
    first = line(state, pack, counter.id, now, 1)
    if not first:
        raise _nobody(state, pack, counter)
    return (e.Called(first[0].visit.id, state.last_call + 1, "next"),)


def _nobody(state: State, pack: Pack, counter: CounterNow) -> Refusal:
    held_back = next(waiting_for(state, does(pack, counter.id)), None)
    if held_back is not None:
        return Refusal(
            "just-returned",
            Text("{t} baru saja dikembalikan dari loket ini", "{t} was returned from this counter just now").format(
                t=held_back.ticket
            ),
            Text("dapat dipanggil lagi 5 menit sesudahnya", "it can be called again 5 minutes later"),
        )
    return Refusal("nobody-waits", Text("tidak ada yang menunggu untuk loket ini", "nobody waits for this counter"))


def _at_hand(state: State, command: c.AtCounter, now: Moment, pack: Pack) -> tuple[e.Body, ...]:
    counter = _counter(state, command, pack)
    if counter.visit is None:
        raise Refusal(
            "counter-empty",
            Text("tidak ada nomor di loket ini", "there is no number at this counter"),
            Text("panggil nomor berikutnya dahulu", "call the next number first"),
        )
    visit = state.visits[counter.visit]
    match command:
        case c.Recall():
            _in_state(visit, "called")
            if len(visit.leg.calls) > RECALLS:
                raise Refusal(
                    "recalled-enough",
                    Text("{t} sudah dipanggil ulang {n} kali", "{t} was called again {n} times").format(
                        t=visit.ticket, n=RECALLS
                    ),
                    Text("catat tidak hadir", "mark as absent"),
                )
            _gap_over(visit, now)
            return (e.Called(visit.id, state.last_call + 1, "recall"),)
        case c.NoShow():
            _in_state(visit, "called")
            _gap_over(visit, now)
            return (e.NoShow(visit.id),)
        case c.Start():
            _in_state(visit, "called")
            return (e.Started(visit.id),)
        case c.Return(reason=reason):
            _in_state(visit, "called", "serving")
            return (e.Returned(visit.id, reason),)
        case c.StepDone(step=step):
            return _step_done(visit, step, counter, pack)
        case c.StepUndone(step=step, reason=reason):
            _step_here(visit, step, counter, pack)
            if step not in visit.done:
                raise Refusal("step-not-done", Text("tahap itu belum selesai", "that step is not done"))
            return (e.StepUndone(visit.id, step, reason),)
        case c.Finish(outcome=outcome, missing=missing):
            _in_state(visit, "serving")
            _missing_fits(outcome, missing, pack.sops.get(visit.service), visit)
            return (e.Finished(visit.id, outcome, missing),)
        case _:
            raise Refusal("unknown", Text("perintah tidak dikenal", "unknown command"), status=422)


def _step_done(visit: Visit, step: str, counter: CounterNow, pack: Pack) -> tuple[e.Body, ...]:
    tasks = _step_here(visit, step, counter, pack)
    if step in visit.done:
        raise Refusal("step-already-done", Text("tahap itu sudah selesai", "that step is done already"))
    done = e.StepDone(visit.id, step)
    following = next((s for s in visit.steps if s not in visit.done and s != step), None)
    if following is None or (visit.service, following) in tasks:
        return (done,)
    return (done, e.NextLeg(visit.id))


def _step_here(visit: Visit, step: str, counter: CounterNow, pack: Pack) -> Does:
    _in_state(visit, "serving")
    tasks = does(pack, counter.id)
    if step not in visit.steps:
        raise Refusal(
            "no-such-step",
            Text("{t} tidak memiliki tahap itu", "{t} has no such step").format(t=visit.ticket),
            status=422,
        )
    if (visit.service, step) not in tasks:
        raise Refusal(
            "step-elsewhere", Text("tahap itu dikerjakan di loket lain", "that step is done at another counter")
        )
    return tasks


def _missing_fits(outcome: c.Outcome, missing: tuple[str, ...], sop: Sop | None, visit: Visit) -> None:
    if outcome == "incomplete" and not missing:
        raise Refusal(
            "missing-what",
            Text("tandai paling sedikit satu syarat yang kurang", "mark at least one missing requirement"),
            status=422,
        )
    if outcome != "incomplete" and missing:
        raise Refusal(
            "missing-nothing",
            Text("syarat kurang hanya untuk hasil tidak lengkap", "only an incomplete result has missing requirements"),
            status=422,
        )
    known = {r.id for r in sop.requirements} if sop and sop.digest == visit.sop else set(missing)
    unknown = [m for m in missing if m not in known | {OTHER}]
    if unknown or len(set(missing)) != len(missing):
        raise Refusal(
            "no-such-requirement",
            Text("syarat {r} tidak ada di SOP ini", "this SOP has no requirement {r}").format(r=", ".join(unknown)),
            status=422,
        )


def _gap_over(visit: Visit, now: Moment) -> None:
    left = CALL_GAP - now.since(visit.leg.calls[-1])
    if left > 0:
        raise Refusal(
            "called-just-now",
            Text("{t} baru saja dipanggil", "{t} was called just now").format(t=visit.ticket),
            Text("tunggu {n} detik lagi", "wait for {n} more seconds").format(n=int(left) + 1),
        )


_STATES: Final[dict[VisitState, Text]] = {
    "waiting": Text("menunggu", "waiting"),
    "called": Text("dipanggil", "called"),
    "serving": Text("dilayani", "being served"),
    "parked": Text("tertunda", "parked"),
    "absent": Text("tidak hadir", "absent"),
    "ended": Text("sudah berakhir", "ended"),
}


def _in_state(visit: Visit, *allowed: VisitState) -> None:
    if visit.state not in allowed:
        raise Refusal(
            "wrong-state",
            Text("{t} sedang {s}", "{t} is {s}").format(t=visit.ticket, s=_STATES[visit.state]),
        )


def _counter(state: State, command: c.AtCounter, pack: Pack) -> CounterNow:
    if pack.office.counter(command.counter) is None:
        raise Refusal(
            "no-such-counter",
            Text("tidak ada loket {n}", "there is no counter {n}").format(n=command.counter),
            status=404,
        )
    counter = state.counter(command.counter)
    _as_expected(command.expect, counter.revision)
    return counter


def _visit(state: State, visit_id: str, expect: int) -> Visit:
    visit = state.visits.get(visit_id)
    if visit is None:
        raise Refusal(
            "no-such-visit", Text("nomor itu tidak ada hari ini", "there is no such number today"), status=404
        )
    _as_expected(expect, visit.revision)
    return visit


def _as_expected(expect: int, revision: int) -> None:
    if expect != revision:
        raise Refusal(
            "stale",
            Text("keadaannya sudah berubah sejak layar ini digambar", "it has changed since this screen was drawn"),
            Text("lihat keadaan yang baru, lalu ulangi bila masih perlu", "look at it as it is now, then try again"),
        )
