"""The only writer of the store: executes all requests that wait, and commits them together.

Nobody is answered before the commit. If it fails the state is loaded again before the next request, since a commit may
say that it failed and have been stored all the same.
"""

import asyncio
import contextlib
from collections.abc import Callable
from queue import SimpleQueue
from threading import Thread
from typing import Any

from attrs import define, field, frozen

from kiosk.endpoint.admin.action import AdminRequest
from kiosk.endpoint.engine.execute import CommandRequest, RequestOutcome, WriterRequest, execute
from kiosk.endpoint.engine.incidents import IncidentLog
from kiosk.endpoint.engine.publisher import PreparedStandards, Standards
from kiosk.endpoint.engine.state import EngineState, load_state
from kiosk.endpoint.http.responses import HttpProblem, internal_problem
from kiosk.endpoint.store.interface import Store, StoredAnswer, StoreError
from kiosk.system.clock import Clock
from kiosk.text.language import tr
from kiosk.visit.state import State


@frozen
class _Job:
    request: WriterRequest
    done: "asyncio.Future[Any]"


@define(eq=False)
class StoreWriter:
    """Executes requests in a thread of its own; called from the event loop.

    *open_store* is called in the writer's thread, *publish* in the event loop before anybody is answered. *keep_up* is
    called in the writer's thread after each commit: it stores what follows from the state, and returns what is
    published with it. Its failure is noted, and it is called again later. *committed* is called in the writer's thread
    with the seconds that a commit and what led to it took.
    """

    _open_store: Callable[[], Store]
    _known: EngineState | None
    """The state so far; None if it is to be loaded again. The writer's thread's own."""
    _standards: Standards
    _clock: Clock
    _keep_up: Callable[[Store, State], PreparedStandards | None]
    _publish: Callable[[State, PreparedStandards | None], None]
    _committed: Callable[[float], None]
    _incidents: IncidentLog
    _jobs: "SimpleQueue[_Job | None]" = field(factory=SimpleQueue, init=False)
    _loop: asyncio.AbstractEventLoop = field(factory=asyncio.get_running_loop, init=False)
    _thread: Thread = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._thread = Thread(target=self._run, name="kiosk-writer")
        self._thread.start()

    @property
    def alive(self) -> bool:
        return self._thread.is_alive()

    async def execute(self, request: CommandRequest) -> StoredAnswer:
        """Execute a command and return its answer after the commit; raise `HttpProblem` or `StoreError` if not done."""
        if self._jobs.qsize() >= 1_000:
            raise HttpProblem(503, "busy", tr("terlalu banyak perintah menunggu"))
        answer: StoredAnswer = await self._put(request)
        return answer

    async def run(self, request: AdminRequest) -> Any:
        """Execute an act of administration and return its record after the commit; raise as `execute` does."""
        return await self._put(request)

    async def look_at_the_day(self) -> None:
        """End or open the service date if that is due."""
        await self._put(None)

    async def stop(self) -> None:
        """Finish what waits, then end the thread."""
        self._jobs.put(None)
        await asyncio.to_thread(self._thread.join)

    def _put(self, request: WriterRequest) -> "asyncio.Future[Any]":
        job = _Job(request, self._loop.create_future())
        self._jobs.put(job)
        return job.done

    def _run(self) -> None:
        store: Store | None = None
        while jobs := self._take():
            since = self._clock.monotonic()
            try:
                store = store or self._open_store()
                known = self._known or load_state(store)
                requests = (job.request for job in jobs)
                known, outcomes = execute(store, known, requests, self._standards.now.pack, self._clock.moment)
                self._known = known
                self._committed(self._clock.monotonic() - since)
            except Exception as error:
                outcomes = [error if isinstance(error, StoreError) else internal_problem(error)] * len(jobs)
                _let_go(store)
                store = self._known = None
            made = None
            if store is not None and self._known is not None:
                try:
                    made = self._keep_up(store, self._known.state)
                except Exception as error:
                    text = "the board could not be refreshed"
                    self._loop.call_soon_threadsafe(self._incidents.note, "stale-board", text, error)
                    _let_go(store)
                    store = None
            self._loop.call_soon_threadsafe(self._answer, self._known, made, jobs, outcomes)
        _let_go(store)

    def _take(self) -> list[_Job]:
        """Return the jobs that wait, 1 to 100, so that the first does not wait long; none if the writer is to end."""
        jobs: list[_Job] = []
        while not jobs or (len(jobs) < 100 and not self._jobs.empty()):
            job = self._jobs.get()
            if job is None:
                if jobs:
                    self._jobs.put(None)
                return jobs
            jobs.append(job)
        return jobs

    def _answer(
        self,
        known: EngineState | None,
        made: PreparedStandards | None,
        jobs: list[_Job],
        outcomes: list[RequestOutcome],
    ) -> None:
        if known is not None:
            self._publish(known.state, made)
        for job, outcome in zip(jobs, outcomes, strict=True):
            if isinstance(outcome, HttpProblem) and (cause := outcome.__cause__) is not None:
                self._incidents.note(f"internal {type(cause).__name__}", _described(job.request), cause)
            if job.done.done():
                continue
            if isinstance(outcome, Exception):
                job.done.set_exception(outcome)
            else:
                job.done.set_result(outcome)


def _let_go(store: Store | None) -> None:
    """Close *store*; one that failed may fail in this too."""
    with contextlib.suppress(Exception):
        if store is not None:
            store.close()


def _described(request: WriterRequest) -> str:
    match request:
        case CommandRequest(command, origin):
            return f"{origin.terminal}: {command.do}"
        case AdminRequest(act):
            return f"an act of administration: {act.asks.__name__}"
        case None:
            return "the look at the day"
