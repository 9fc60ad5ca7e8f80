"""The only writer of the store: executes all requests that wait, and commits them together.

Nobody is answered before the commit. If it fails the state is loaded again before the next request, since a commit may
say that it failed and have been stored all the same.
"""

import asyncio
import contextlib
from collections.abc import Callable
from queue import SimpleQueue
from threading import Thread
from typing import Any, Final

from attrs import frozen

from kiosk.endpoint.admin.action import AdminRequest
from kiosk.endpoint.engine.execute import CommandRequest, RequestOutcome, WriterRequest, execute
from kiosk.endpoint.engine.incidents import IncidentLog
from kiosk.endpoint.engine.standards import PreparedStandards, Standards
from kiosk.endpoint.engine.state import EngineState, load_state
from kiosk.endpoint.http.responses import HttpProblem, internal_problem
from kiosk.endpoint.store.interface import Store, StoredAnswer, StoreError
from kiosk.system.clock import Clock
from kiosk.text.language import tr
from kiosk.visit.state import State

_MOST_TOGETHER: Final = 100
"""Requests of one commit: a bound on how long the first of them waits."""

_MOST_WAITING: Final = 1_000
"""Requests that may wait; more are refused."""


@frozen
class _Job:
    request: WriterRequest
    done: "asyncio.Future[Any]"


class StoreWriter:
    """Executes requests in a thread of its own; called from the event loop."""

    def __init__(
        self,
        open_store: Callable[[], Store],
        known: EngineState,
        standards: Standards,
        clock: Clock,
        keep_up: Callable[[Store, State], PreparedStandards | None],
        publish: Callable[[State, PreparedStandards | None], None],
        committed: Callable[[float], None],
        incidents: IncidentLog,
    ) -> None:
        """*open_store* is called in the writer's thread, *publish* in the event loop before anybody is answered.

        *keep_up* is called in the writer's thread after each commit: it stores what follows from the state, and returns
        what is published with it. Its failure is noted, and it is called again later. *committed* is called in the
        writer's thread with the seconds that a commit and what led to it took.
        """
        self._open_store = open_store
        self._standards = standards
        self._clock = clock
        self._keep_up = keep_up
        self._publish = publish
        self._committed = committed
        self._incidents = incidents
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._loop = asyncio.get_running_loop()
        self._thread = Thread(target=self._run, args=(known,), name="kiosk-writer")
        self._thread.start()

    @property
    def alive(self) -> bool:
        """Return whether commands can be taken."""
        return self._thread.is_alive()

    async def execute(self, request: CommandRequest) -> StoredAnswer:
        """Execute a command and return its answer after the commit; raise `HttpProblem` or `StoreError` if it was not
        done.
        """
        if self._jobs.qsize() >= _MOST_WAITING:
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

    def _run(self, at_start: EngineState) -> None:
        store: Store | None = None
        known: EngineState | None = at_start
        while jobs := self._take():
            since = self._clock.monotonic()
            try:
                store = store or self._open_store()
                known = known or load_state(store)
                requests = (job.request for job in jobs)
                known, outcomes = execute(store, known, requests, self._standards.now.pack, self._clock.moment)
                self._committed(self._clock.monotonic() - since)
            except Exception as error:
                outcomes = [error if isinstance(error, StoreError) else internal_problem(error)] * len(jobs)
                _let_go(store)
                store = known = None
            made = None
            if store is not None and known is not None:
                try:
                    made = self._keep_up(store, known.state)
                except Exception as error:
                    self._loop.call_soon_threadsafe(
                        self._incidents.note, "stale-board", "the board could not be refreshed", error
                    )
                    _let_go(store)
                    store = None
            self._loop.call_soon_threadsafe(self._answer, known, made, jobs, outcomes)
        _let_go(store)

    def _take(self) -> list[_Job]:
        """Return all jobs that wait, at least one; none if the writer is to end."""
        jobs: list[_Job] = []
        while not jobs or (len(jobs) < _MOST_TOGETHER and not self._jobs.empty()):
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
