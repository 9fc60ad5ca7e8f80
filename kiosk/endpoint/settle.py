"""What comes of orders: each decided by the rules, kept with its answer under its key, all in one transaction."""

import hashlib
import json
import secrets
from collections.abc import Callable, Iterable
from typing import Final

from attrs import field, frozen

from kiosk.code import ticket_code
from kiosk.endpoint.admin.act import Errand, run
from kiosk.endpoint.http.problems import against, internal, problem
from kiosk.endpoint.memory import Memory, file_day
from kiosk.endpoint.retention import prune
from kiosk.endpoint.staff import who_may_stay
from kiosk.endpoint.store.base import KeptAnswer, Store
from kiosk.language import tr
from kiosk.moment import Moment
from kiosk.sop.pack import Pack
from kiosk.visit.desk.day import day_due
from kiosk.visit.desk.desk import HOUSE, decide, stamp
from kiosk.visit.desk.guard import the_case
from kiosk.visit.desk.refusal import Refusal
from kiosk.visit.desk.staff import signed_off_now
from kiosk.visit.event import day as de
from kiosk.visit.event import visit as e
from kiosk.visit.event.case import CaseOpened
from kiosk.visit.event.event import Event
from kiosk.visit.seat import Seat
from kiosk.visit.show.document import counter_document
from kiosk.visit.show.receipt import case_shown
from kiosk.visit.show.ticket import issued_answer
from kiosk.visit.state import State
from kiosk.wire.answer import Done
from kiosk.wire.command.case import OnCase
from kiosk.wire.command.counter import AtCounter
from kiosk.wire.command.union import Command, command_to_plain
from kiosk.wire.command.visit import Issue
from kiosk.wire.encode import encoded, one_line
from kiosk.wire.problem import Problem


@frozen
class Answer:
    """What is answered to a command."""

    status: int
    body: str
    """JSON text: of a problem from 400 on."""
    cause: Exception | None = field(default=None, eq=False, repr=False)
    """What the program failed by, where it did."""


@frozen
class Order:
    """A command from a terminal, under the key that makes a second sending harmless."""

    command: Command
    seat: Seat
    key: str

    @property
    def digest(self) -> bytes:
        """Equal for equal commands."""
        return hashlib.sha256(json.dumps(command_to_plain(self.command), sort_keys=True).encode()).digest()


def settle(
    store: Store, known: Memory, orders: Iterable[Order | Errand | None], pack: Pack, time: Callable[[], Moment]
) -> tuple[Memory, list[Answer]]:
    """What is known after *orders* and the answer to each; none of it is true before this returns.

    Each is decided at its own *time*. None is the clock's demand that the day be looked at.

    Raises:
        StoreFault: when it could not be kept; the memory is then to be read from the store again.
    """
    answers = []
    with store.transaction():
        for order in orders:
            known, answer = _one(store, known, order, pack, time())
            answers.append(answer)
    return known, answers


def _one(store: Store, known: Memory, order: Order | Errand | None, pack: Pack, now: Moment) -> tuple[Memory, Answer]:
    if isinstance(order, Order):
        return _ordered(store, known, order, pack, now)
    known = _day(store, known, pack, now)
    known, answer = (known, _NOTHING) if order is None else run_errand(store, known, order, now)
    return _barred(store, known, now), answer


def _ordered(store: Store, known: Memory, order: Order, pack: Pack, now: Moment) -> tuple[Memory, Answer]:
    kept = store.answer(order.seat.terminal, order.key)
    if kept:
        return known, Answer(kept.status, kept.body) if kept.asked == order.digest else _KEY_REUSED
    known = _day(store, known, pack, now)
    if isinstance(order.command, Issue) and known.latest is not None and now.at < known.latest:
        return known, _CLOCK_BEHIND
    known, answer = _decided(store, known, order, pack, now)
    if answer.status < 500:
        store.keep_answer(order.seat.terminal, order.key, KeptAnswer(order.digest, answer.status, answer.body))
    return known, answer


def run_errand(store: Store, known: Memory, errand: Errand, now: Moment) -> tuple[Memory, Answer]:
    """What is known after the errand, its events kept, and what is answered to it.

    Raises:
        StoreFault: when it could not be kept.
    """
    try:
        after, events, answer = run(store, known, errand, now)
    except Refusal as refusal:
        return known, refused(against(refusal))
    _keep(store, known.state, events)
    return after, Answer(200, one_line(answer))


def _day(store: Store, known: Memory, pack: Pack, now: Moment) -> Memory:
    events = stamp(day_due(known.state, now, pack), known.state.version, HOUSE, now)
    _keep(store, known.state, events)
    after, days = known.after(events), pack.office.file.log_days
    if events and days is not None and after.state.date is not None:
        prune(store, after.state.date, days)
    return after


def _barred(store: Store, known: Memory, now: Moment) -> Memory:
    """Signed off are those who may no longer be where they are, whoever has seen to that and when."""
    if not known.state.people:
        return known
    events = stamp(signed_off_now(known.state, who_may_stay(store)), known.state.version, HOUSE, now)
    _keep(store, known.state, events)
    return known.after(events)


def _decided(store: Store, known: Memory, order: Order, pack: Pack, now: Moment) -> tuple[Memory, Answer]:
    try:
        events = decide(known.state, order.command, order.seat, now, pack, lambda: ticket_code(secrets.randbits(40)))
        after = known.after(events)
        answer = _accepted(after.state, order, events, pack, now)
    except Refusal as refusal:
        return known, refused(against(refusal))
    except Exception as error:
        return known, failed(error)
    _keep(store, known.state, events)
    return after, answer


def _accepted(state: State, order: Order, events: tuple[Event, ...], pack: Pack, now: Moment) -> Answer:
    for event in events:
        if isinstance(event.body, e.Issued):
            return Answer(201, encoded(issued_answer(state, pack, event.body.visit, now)))
    counter = order.command.counter if isinstance(order.command, AtCounter) else order.seat.counter
    document = counter_document(state, pack, counter, now) if counter else None
    about = order.command
    opened = [event.body.case for event in events if isinstance(event.body, CaseOpened)]
    codes = [about.case] if isinstance(about, OnCase) else opened
    cases = tuple(case_shown(the_case(state, code), pack, now) for code in codes)
    return Answer(200, encoded(Done(state.version, document, cases)))


def _keep(store: Store, state: State, events: tuple[Event, ...]) -> None:
    """Keep *events* that happened to *state*.

    With a day end, which nothing precedes in its command, the day is filed as it is, and the answers to its commands
    are forgotten, that nobody will ask for again.
    """
    for event in events:
        if isinstance(event.body, de.DayEnded):
            file_day(store, state, event.version)
            store.forget_answers()
    store.append(events)


def refused(why: Problem) -> Answer:
    """The answer that says why not."""
    return Answer(why.status, encoded(why))


def failed(cause: Exception) -> Answer:
    """The answer that says no more than that the program has failed; *cause* is for its log."""
    return Answer(500, encoded(internal()), cause)


_NOTHING: Final = Answer(204, "")

_KEY_REUSED: Final = refused(
    problem(
        422,
        "key-reused",
        tr("kunci ini sudah dipakai untuk perintah lain"),
        tr("pakai kunci baru untuk setiap perintah"),
    )
)

_CLOCK_BEHIND: Final = refused(
    problem(
        503,
        "clock-behind",
        tr("jam server lebih lambat dari catatan terakhir; nomor tidak dapat diberikan"),
        tr("periksa tanggal dan jam server"),
    )
)
