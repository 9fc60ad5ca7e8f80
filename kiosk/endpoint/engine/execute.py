"""Executes requests: each is decided by the rules and stored with its answer, all of a batch in one transaction."""

import hashlib
import json
import secrets
from collections.abc import Callable, Iterable
from typing import Any

from attrs import frozen

from kiosk.codes.ticket_code import ticket_code
from kiosk.endpoint.admin.action import ActionContext, AdminRequest
from kiosk.endpoint.engine.state import EngineState, file_day, prune_log
from kiosk.endpoint.http.responses import HttpProblem, http_problem_of, internal_problem
from kiosk.endpoint.store.interface import Store, StoredAnswer
from kiosk.schema.dump import record_to_json
from kiosk.schema.reader import read_strictly
from kiosk.sop.pack import Pack
from kiosk.text.language import tr
from kiosk.time.instant import Instant
from kiosk.visit.desk.decision import HOUSE, By, decide, stamp
from kiosk.visit.desk.guard import RuleViolation, require_case
from kiosk.visit.desk.office import day_due, sign_off_barred
from kiosk.visit.event import office as de
from kiosk.visit.event import visit as e
from kiosk.visit.event.case import CaseOpened
from kiosk.visit.event.envelope import Body, Event
from kiosk.visit.show.document import counter_document
from kiosk.visit.show.status import case_shown, issued_answer
from kiosk.visit.state import Origin, StaffSession, State
from kiosk.wire.answer import CommandResult
from kiosk.wire.command.case import OnCase
from kiosk.wire.command.counter import AtCounter
from kiosk.wire.command.union import Command, command_to_plain
from kiosk.wire.command.visit import Issue
from kiosk.wire.problem import Problem


@frozen
class CommandRequest:
    """A command from a terminal, under its idempotency key."""

    command: Command
    origin: Origin
    key: str

    @property
    def digest(self) -> bytes:
        return hashlib.sha256(json.dumps(command_to_plain(self.command), sort_keys=True).encode()).digest()


WriterRequest = CommandRequest | AdminRequest | None
"""What the writer executes; None has it look whether a service date begins or ends."""

RequestOutcome = Any
"""Of a command a `StoredAnswer`, of an act of administration its record, of either a `HttpProblem` if not done."""


def execute(
    store: Store, known: EngineState, requests: Iterable[WriterRequest], pack: Pack, time: Callable[[], Instant]
) -> tuple[EngineState, list[RequestOutcome]]:
    """Return the state after *requests*, each decided at its own *time*, and the outcome of each.

    Nothing of it counts before this returns. A problem that is the program's own fault has its exception as
    `__cause__`.

    Raises:
        StoreError: if it could not be stored; the state is then to be loaded again.
    """
    outcomes = []
    with store.transaction():
        for request in requests:
            known, outcome = _execute_one(store, known, request, pack, time())
            outcomes.append(outcome)
    return known, outcomes


def _execute_one(
    store: Store, known: EngineState, request: WriterRequest, pack: Pack, now: Instant
) -> tuple[EngineState, RequestOutcome]:
    if isinstance(request, CommandRequest):
        return _execute_command(store, known, request, pack, now)
    known = _day(store, known, pack, now)
    known, outcome = (known, None) if request is None else execute_admin(store, known, request, now)
    return _barred(store, known, now), outcome


def _execute_command(
    store: Store, known: EngineState, request: CommandRequest, pack: Pack, now: Instant
) -> tuple[EngineState, StoredAnswer | HttpProblem]:
    if stored := store.answer(request.origin.terminal, request.key):
        if stored.asked != request.digest:
            text, hint = tr("kunci ini sudah dipakai untuk perintah lain"), tr("pakai kunci baru untuk setiap perintah")
            return known, HttpProblem(422, "key-reused", text, hint)
        is_problem = stored.status >= 400
        return known, HttpProblem.of(read_strictly(Problem, json.loads(stored.body))) if is_problem else stored
    known = _day(store, known, pack, now)
    if isinstance(request.command, Issue) and known.latest is not None and now.at < known.latest:
        text = tr("jam server lebih lambat dari catatan terakhir; nomor tidak dapat diberikan")
        return known, HttpProblem(503, "clock-behind", text, tr("periksa tanggal dan jam server"))
    try:
        events = decide(known.state, request.command, request.origin, now, pack, _new_code)
        after = known.after(events)
        status, body = _accepted(after.state, request, events, pack, now)
    except RuleViolation as refusal:
        outcome = http_problem_of(refusal)
        stored = StoredAnswer(request.digest, outcome.status, record_to_json(outcome.problem))
        store.keep_answer(request.origin.terminal, request.key, stored)
        return known, outcome
    except Exception as error:
        return known, internal_problem(error)
    _keep(store, known.state, events)
    stored = StoredAnswer(request.digest, status, body)
    store.keep_answer(request.origin.terminal, request.key, stored)
    return after, stored


def _new_code() -> str:
    return ticket_code(secrets.randbits(40))


def execute_admin(
    store: Store, known: EngineState, request: AdminRequest, now: Instant
) -> tuple[EngineState, RequestOutcome]:
    """Return the state after *request*, and its record or problem."""
    try:
        done = request.act.do(ActionContext(store, known.state, now), request.asked)
    except RuleViolation as refusal:
        return known, http_problem_of(refusal)
    return _after(store, known, done.bodies, done.by, now), done.answer


def _day(store: Store, known: EngineState, pack: Pack, now: Instant) -> EngineState:
    after, days = _after(store, known, day_due(known.state, now, pack), HOUSE, now), pack.office.file.log_days
    if after is not known and days is not None and after.state.date is not None:
        prune_log(store, after.state.date, days)
    return after


def _barred(store: Store, known: EngineState, now: Instant) -> EngineState:
    """Sign off who may no longer be where they are, whichever act of administration brought that about."""
    if not known.state.people:
        return known
    return _after(store, known, sign_off_barred(known.state, _may_stay(store)), HOUSE, now)


def _after(store: Store, known: EngineState, bodies: Iterable[Body], by: By, now: Instant) -> EngineState:
    """Store what happens now, and return the state after it: *known* itself if nothing does."""
    events = stamp(bodies, known.state.version, by, now)
    _keep(store, known.state, events)
    return known.after(events) if events else known


def _accepted(
    state: State, request: CommandRequest, events: tuple[Event, ...], pack: Pack, now: Instant
) -> tuple[int, str]:
    """Return status and JSON text of the answer to a command that was done."""
    for event in events:
        if isinstance(event.body, e.Issued):
            return 201, record_to_json(issued_answer(state, pack, event.body.visit, now))
    command = request.command
    counter = command.counter if isinstance(command, AtCounter) else request.origin.counter
    document = counter_document(state, pack, counter, now) if counter else None
    opened = [event.body.case for event in events if isinstance(event.body, CaseOpened)]
    codes = [command.case] if isinstance(command, OnCase) else opened
    cases = tuple(case_shown(require_case(state, code), pack, now) for code in codes)
    return 200, record_to_json(CommandResult(state.version, document, cases))


def _keep(store: Store, state: State, events: tuple[Event, ...]) -> None:
    """Store *events* that happened to *state*.

    At a day end, always the first event of its command, the day is filed and the answers to its commands are forgotten.
    """
    for event in events:
        if isinstance(event.body, de.DayEnded):
            file_day(store, state, event.version)
            store.forget_answers()
    store.append(events)


def _may_stay(store: Store) -> Callable[[str, StaffSession], bool]:
    """Return whether somebody who is signed on may stay: with the right to, at a terminal in use."""
    people = {person.code: person for person in store.people()}
    terminals = {terminal.name: terminal for terminal in store.terminals() if terminal.revoked is None}

    def may_stay(code: str, place: StaffSession) -> bool:
        person, terminal = people.get(code), terminals.get(place.terminal)
        if person is None or terminal is None or terminal.counter != place.counter:
            return False
        return person.may_sign_on_at(terminal)

    return may_stay
