"""The endpoint of one office: puts its parts together and serves them in whatever event loop it is run."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Collection
from contextlib import AsyncExitStack
from functools import partial
from pathlib import Path

from attrs import define, field
from starlette.routing import Route, Router

from kiosk.endpoint.admin.action import ActionContext, ActionResult, AdminAction, AdminRequest
from kiosk.endpoint.admin.socket import admin_socket
from kiosk.endpoint.api.access import Authenticator, Enroller, PinChecker
from kiosk.endpoint.api.events import EventRoute
from kiosk.endpoint.api.measures import OfficeMeasures
from kiosk.endpoint.api.metrics import Metrics
from kiosk.endpoint.api.routes import Api
from kiosk.endpoint.engine.incidents import IncidentLog
from kiosk.endpoint.engine.publisher import Publisher, Standards, prepare_standards
from kiosk.endpoint.engine.state import load_state
from kiosk.endpoint.engine.writer import StoreWriter
from kiosk.endpoint.http.certificate import ServerIdentity, machine_names, public_host, publish_identity
from kiosk.endpoint.http.limits import DEFAULT_LIMITS, Limits, RateLimiter
from kiosk.endpoint.http.middleware import AdmissionMiddleware, ErrorMiddleware, ProblemWriter
from kiosk.endpoint.http.server import Listener, Server, listening
from kiosk.endpoint.store.database import lock_data_folder
from kiosk.endpoint.store.interface import Store
from kiosk.endpoint.store.sqlite import SqliteStore
from kiosk.sop.pack import Pack
from kiosk.system.clock import Clock
from kiosk.visit.desk.office import day_due


@define(eq=False)
class Endpoint:
    """An office's endpoint over a data folder.

    *tls*, if given, is called once the folder is locked, and makes the endpoint serve over TLS. The machine is known by
    *names* and by those of its certificate.
    """

    _pack: Pack
    _data: Path
    _clock: Clock
    _tls: Callable[[], ServerIdentity] | None = field(default=None, kw_only=True)
    _allow_tokens_over_plain_http: bool = field(default=False, kw_only=True)
    _names: Collection[str] = field(factory=machine_names, kw_only=True)
    _limits: Limits = field(default=DEFAULT_LIMITS, kw_only=True)
    _comment_every: float = field(default=5.0, kw_only=True)
    """Seconds of silence after which an event stream sends a comment."""
    _open_store: Callable[[Path], Store] = field(default=SqliteStore, kw_only=True)
    _server: Server | None = field(default=None, init=False)
    _writer: StoreWriter | None = field(default=None, init=False)
    _stopped: bool = field(default=False, init=False)
    _renew: Callable[[Pack], Awaitable[None]] | None = field(default=None, init=False)

    async def serve(self, host: str, port: int, ready: Callable[[str], None]) -> None:
        """Serve until `stop` is called or the task is cancelled; *ready* gets the URL once requests are answered.

        Raises:
            CertificateError: if no certificate can be used.
            CannotListen: if the address is taken or cannot be had.
            DataFolderInUse: if another endpoint uses the data folder.
            StoreError: if the data cannot be used.
        """
        async with AsyncExitStack() as stack:
            stack.enter_context(lock_data_folder(self._data))
            tls = self._tls() if self._tls else None
            limits, clock = self._limits, self._clock
            metrics = Metrics()
            incidents = IncidentLog(clock.monotonic, lambda kind: metrics.troubles.labels(kind).inc())
            problems = ProblemWriter(clock, incidents, RateLimiter(limits.wrong, clock.monotonic))
            connects = RateLimiter(limits.connects, clock.monotonic)
            listening_at = stack.enter_context(listening(host, port))
            listener, port = Listener(listening_at, limits, connects, problems.raw), listening_at.getsockname()[1]
            if tls:
                publish_identity(self._data, tls, _url("https", public_host(host), port))
            publisher, api = await self._start_office(stack, metrics, incidents)
            metrics.watch(listener, publisher)
            routes = [Route(each.path, each.act, methods=[each.method]) for each in api.operations()]
            router = Router(routes, redirect_slashes=False)
            requests = RateLimiter(limits.requests, clock.monotonic)
            names = frozenset(self._names) | (tls.names if tls else frozenset())
            admission = AdmissionMiddleware(router, requests, names, self._allow_tokens_over_plain_http)
            app = ErrorMiddleware(admission, problems)
            self._server = Server(app, listener, tls.context if tls else None, limits, problems.raw)
            if self._stopped:
                self._server.stop()
            url = _url("https" if tls else "http", host, port)
            await self._server.serve(partial(ready, url), publisher.close)

    @property
    def works(self) -> bool:
        return self._writer is not None and self._writer.alive

    async def use(self, pack: Pack) -> None:
        """Put another pack in force; open visits keep the steps they were given.

        Raises:
            StoreError: if its contents cannot be stored; the old pack stays in force.
            HttpProblem: 500, if the program fails; the old pack stays in force.
        """
        if self._renew is not None:
            await self._renew(pack)
        self._pack = pack

    def stop(self) -> None:
        """End `serve`, letting requests under way finish. May be called from any thread."""
        self._stopped = True
        if self._server is not None:
            self._server.stop()

    async def _start_office(
        self, stack: AsyncExitStack, metrics: Metrics, incidents: IncidentLog
    ) -> tuple[Publisher, Api]:
        """Open the locked data folder and start the office's parts; they end with *stack*."""
        clock, limits = self._clock, self._limits
        store = stack.enter_context(contextlib.closing(self._open_store(self._data)))
        known = load_state(store)
        standards = Standards(store, self._pack, known.state, clock.moment())
        publisher = Publisher(store, known.state, standards, clock, incidents)
        reopen = partial(self._open_store, self._data)
        keep_up, publish, observe = publisher.keep_up, publisher.change, metrics.commit_seconds.observe
        writer = StoreWriter(reopen, known, standards, clock, keep_up, publish, observe, incidents)
        self._writer, self._renew = writer, partial(_renew, standards, publisher, writer)
        stack.push_async_callback(writer.stop)
        await writer.look_at_the_day()
        await stack.enter_async_context(admin_socket(self._data, writer))
        measures = OfficeMeasures(reopen, publisher)
        stack.callback(asyncio.create_task(self._tick(publisher, writer, measures, incidents)).cancel)
        tokens = Authenticator(store, clock, writer.run, incidents)
        enroller = Enroller(writer, RateLimiter(limits.codes, clock.monotonic))
        pins, events = PinChecker(store, clock.monotonic), EventRoute(publisher, tokens, self._comment_every)
        patience = limits.body_seconds
        return publisher, Api(
            publisher, writer, store, tokens, enroller, pins, standards, metrics, measures, events, patience
        )

    async def _tick(
        self, publisher: Publisher, writer: StoreWriter, measures: OfficeMeasures, incidents: IncidentLog
    ) -> None:
        """Once a second: refresh what changes with time alone, and end the service date when it is over."""
        while True:
            await asyncio.sleep(1)
            try:
                state, now = publisher.state, self._clock.moment()
                changed = day_due(state, now, publisher.pack) or publisher.standards.stale(state, now)
                if changed or publisher.needs_revisions:
                    await writer.look_at_the_day()
                await measures.refresh_standing()
                publisher.tick()
            except Exception as error:
                incidents.note("stale-board", "the board could not be refreshed", error)


async def _renew(standards: Standards, publisher: Publisher, writer: StoreWriter, pack: Pack) -> None:
    def prepare(context: ActionContext, files: Pack) -> ActionResult:
        return ActionResult(prepare_standards(context.store, files, context.state, context.now))

    standards.now = await writer.run(AdminRequest(AdminAction(Pack, prepare), pack))
    publisher.tick()


def _url(scheme: str, host: str, port: int) -> str:
    name = f"[{host}]" if ":" in host else host
    return f"{scheme}://{name}:{port}"
