"""The routes: each operation with what it answers (DESIGN section 8). Add one to `Api.operations`."""

import asyncio
import hashlib
import re
from functools import cached_property, partial
from typing import Any, Final

from attrs import frozen
from starlette.requests import Request
from starlette.responses import Response

from kiosk.codes.secret import hash_new_pin
from kiosk.codes.ticket_code import parse_ticket_code
from kiosk.endpoint.admin.action import AdminRequest
from kiosk.endpoint.admin.people import PERSON_ACTIONS, ChangePin
from kiosk.endpoint.api.access import (
    DUE_ROUTE,
    MEASURES_ROUTE,
    VISITS_ROUTE,
    Authenticator,
    Enroller,
    PinChecker,
    authorize_command,
    authorize_counter,
    authorize_route,
)
from kiosk.endpoint.api.events import EVENT_STREAM, EventRoute
from kiosk.endpoint.api.measures import OfficeMeasures, parse_period
from kiosk.endpoint.api.metrics import METRICS_MEDIA_TYPE, Metrics
from kiosk.endpoint.api.openapi import COMMAND_PROBLEMS, Operation, ResponseContent, openapi_document, returns
from kiosk.endpoint.api.ticket_page import ticket_page
from kiosk.endpoint.engine.execute import CommandRequest
from kiosk.endpoint.engine.publisher import Publisher, Standards
from kiosk.endpoint.engine.writer import StoreWriter
from kiosk.endpoint.http.request_body import read_json_body
from kiosk.endpoint.http.responses import CachedResponse, HttpProblem, json_response, not_found_problem
from kiosk.endpoint.store.interface import Store, StoreError
from kiosk.schema.dump import json_line, record_to_json
from kiosk.schema.reader import read_strictly
from kiosk.text.language import tr
from kiosk.text.sanitize import sanitize
from kiosk.visit.desk.guard import RuleViolation
from kiosk.visit.show.document import counter_document
from kiosk.visit.show.search import find_visits
from kiosk.visit.show.status import case_shown, ticket_status
from kiosk.wire.answer import CommandResult, Health, IssuedTicket, SearchResult
from kiosk.wire.board import Board
from kiosk.wire.case import CaseShown
from kiosk.wire.catalogue import Catalogue, ShownSop
from kiosk.wire.command.office import SignOn
from kiosk.wire.command.union import COMMANDS, Command, read_command
from kiosk.wire.command.visit import Issue
from kiosk.wire.counter import CounterDocument
from kiosk.wire.enrolment import EnrolledTerminal, EnrolRequest
from kiosk.wire.measure import DueBoard, Measures
from kiosk.wire.ticket import TicketStatus

_LONGEST_QUESTION: Final = 40
_ASKED: Final = {"q": "A number or a code, as it is printed or scanned."}
_PERIOD: Final = {
    "from": "The first day, `2026-11-01`; the first of the month of `until` without it.",
    "until": "The last day; today without it. A year at most.",
}
_TICKET: Final = {
    200: (ResponseContent(TicketStatus | CaseShown), ResponseContent(media="text/html")),
    404: (ResponseContent(media="text/html"),),
}
_KEY = re.compile(r"[\x21-\x7e]{1,100}")


@frozen
class Api:
    publisher: Publisher
    writer: StoreWriter
    store: Store
    tokens: Authenticator
    enroller: Enroller
    pins: PinChecker
    standards: Standards
    metrics: Metrics
    measures: OfficeMeasures
    events: EventRoute
    body_seconds: float

    def operations(self) -> tuple[Operation, ...]:
        to_command = partial(Operation, "POST", refusals=COMMAND_PROBLEMS, who="terminal")
        to_read = partial(Operation, "GET", who="terminal")
        enrolled = returns(EnrolledTerminal)
        return (
            Operation("GET", "/v1/board", self.board, returns(Board, tagged=True)),
            Operation("GET", "/v1/events", self.events, {200: (EVENT_STREAM,)}, (401,), who="either"),
            Operation("GET", "/v1/catalogue", self.catalogue, returns(Catalogue, tagged=True)),
            Operation("GET", "/v1/catalogue/{sop}", self.sop, returns(ShownSop, tagged=True), (404,)),
            to_command("/v1/tickets", self.issue, returns(IssuedTicket, status=201), takes=Issue),
            Operation("GET", "/v1/tickets/{code}", self.ticket, _TICKET, (404,)),
            to_read("/v1/visits", self.found, returns(SearchResult), (401,), asks=_ASKED),
            to_read("/v1/counters/{counter}", self.counter, returns(CounterDocument), (401, 404)),
            to_read("/v1/due", self.due, returns(DueBoard), (401,)),
            to_read("/v1/measures", self.answer_measures, returns(Measures), (401, 422), asks=_PERIOD),
            to_command("/v1/commands", self.command, returns(CommandResult), takes=COMMANDS),
            Operation("POST", "/v1/enrolments", self.enrol, enrolled, (409, 413, 415, 507), takes=EnrolRequest),
            Operation("GET", "/healthz", self.health, returns(Health) | returns(Health, status=503)),
            Operation("GET", "/metrics", self.answer_metrics, {200: (ResponseContent(media=METRICS_MEDIA_TYPE),)}),
            Operation("GET", "/openapi.json", self.openapi, returns(dict[str, Any], tagged=True)),
        )

    @cached_property
    def _description(self) -> CachedResponse:
        body = json_line(openapi_document(self.operations())).encode()
        return CachedResponse(f'"{hashlib.sha256(body).hexdigest()[:12]}"', body)

    async def board(self, request: Request) -> Response:
        """The public state of the office."""
        return self.publisher.published.to(request)

    async def catalogue(self, request: Request) -> Response:
        """The office and its SOPs."""
        return self.standards.now.document.to(request)

    async def sop(self, request: Request) -> Response:
        """One SOP: by the id of its service as it is now, by its digest as it once was."""
        asked = request.path_params["sop"]
        sop = self.standards.now.catalogue.sop(asked)
        body = record_to_json(sop) if sop else self.store.content("sop", asked)
        if body is None:
            raise not_found_problem()
        return CachedResponse(f'"{sop.digest if sop else asked}"', body.encode()).to(request)

    async def ticket(self, request: Request) -> Response:
        """Where the ticket of that code stands, or the case whose receipt has it; a browser gets a page."""
        code = parse_ticket_code(request.path_params["code"]) or ""
        state, pack, now = self.publisher.state, self.publisher.pack, self.publisher.now()
        case = None if state.by_code(code) else state.cases.get(code) or self.store.filed_case(code)
        shown: TicketStatus | CaseShown | RuleViolation
        try:
            shown = case_shown(case, pack, now) if case else ticket_status(state, pack, code, now)
        except RuleViolation as refusal:
            shown = refusal
        if "text/html" in request.headers.get("accept", ""):
            return ticket_page(shown, pack.office, now.at)
        if isinstance(shown, RuleViolation):
            raise shown
        return json_response(record_to_json(shown))

    async def found(self, request: Request) -> Response:
        """Visits of today and cases, by a number or a code."""
        authorize_route(self.tokens.require_terminal(request), VISITS_ROUTE)
        asked = sanitize(request.query_params.get("q", ""), _LONGEST_QUESTION)
        state, pack, now = self.publisher.state, self.publisher.pack, self.publisher.now()
        return json_response(record_to_json(find_visits(state, pack, asked, self.store.filed_case, now)))

    async def due(self, request: Request) -> Response:
        """What is still to be made ready, soonest first."""
        authorize_route(self.tokens.require_terminal(request), DUE_ROUTE)
        return json_response(record_to_json(self.measures.due()))

    async def answer_measures(self, request: Request) -> Response:
        """The figures of a period: real times, outcomes, what was missing, promises kept."""
        authorize_route(self.tokens.require_terminal(request), MEASURES_ROUTE)
        first, last = parse_period(request, self.measures.today)
        return json_response(record_to_json(await self.measures.measures(first, last)))

    async def counter(self, request: Request) -> Response:
        """A counter's document."""
        terminal = self.tokens.require_terminal(request)
        counter = request.path_params["counter"]
        authorize_counter(terminal, counter)
        publisher = self.publisher
        document = counter_document(publisher.state, publisher.pack, counter, publisher.now())
        return json_response(record_to_json(document))

    async def issue(self, request: Request) -> Response:
        """Give out a number."""
        terminal = self.tokens.require_terminal(request)
        key = _key(request)
        command: Command = read_strictly(Issue, await read_json_body(request, self.body_seconds))
        return await self._execute(CommandRequest(command, authorize_command(terminal, command), key))

    async def command(self, request: Request) -> Response:
        """Everything else that may happen."""
        terminal = self.tokens.require_terminal(request)
        key = _key(request)
        command = read_command(await read_json_body(request, self.body_seconds))
        origin = authorize_command(terminal, command)
        if not isinstance(command, SignOn):
            return await self._execute(CommandRequest(command, origin, key))
        await self.pins.check(terminal, command)
        return await self._execute(CommandRequest(command.without_pins, origin, key), command.new_pin)

    async def _execute(self, request: CommandRequest, new_pin: str | None = None) -> Response:
        """Answer a command; whoever signs on by it gets *new_pin*, if there is one."""
        try:
            answer = await self.writer.execute(request)
        except (HttpProblem, StoreError) as error:
            self.metrics.commands.labels(error.status).inc()
            raise
        self.metrics.commands.labels(answer.status).inc()
        if new_pin is not None and isinstance(request.command, SignOn):
            changed = ChangePin(request.command.person, await asyncio.to_thread(hash_new_pin, new_pin))
            await self.writer.run(AdminRequest(PERSON_ACTIONS["person-pin"], changed))
        return json_response(answer.body, answer.status)

    async def enrol(self, request: Request) -> Response:
        """Let a terminal in by its code."""
        self.enroller.take_try(request)
        asked = read_strictly(EnrolRequest, await read_json_body(request, self.body_seconds))
        return json_response(record_to_json(await self.enroller.enrol(asked)))

    async def health(self, request: Request) -> Response:
        """Whether the endpoint can do its work."""
        well = self.writer.alive
        said = Health("ok" if well else "failed", self.store.epoch, self.publisher.state.version)
        return json_response(record_to_json(said), 200 if well else 503)

    async def answer_metrics(self, request: Request) -> Response:
        """Figures for monitoring, in the text format of Prometheus."""
        return Response(self.metrics.text(), media_type=METRICS_MEDIA_TYPE, headers={"cache-control": "no-store"})

    async def openapi(self, request: Request) -> Response:
        """This description."""
        return self._description.to(request)


def _key(request: Request) -> str:
    key = request.headers.get("idempotency-key", "")
    if not _KEY.fullmatch(key):
        hint = tr("1 sampai 100 karakter ASCII, baru untuk setiap perintah")
        raise HttpProblem(400, "no-key", tr("Idempotency-Key belum diisi dengan benar"), hint)
    return key
