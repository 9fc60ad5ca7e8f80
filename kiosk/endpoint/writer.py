"""The one writer: takes all commands that wait, lets the rules decide on each, and commits them together.

Nobody is answered before the commit. When it fails the memory is thrown away and read from the disk again before the
next command: a commit may say that it failed and have been kept all the same.
"""

import asyncio
import contextlib
import hashlib
import json
import logging
import secrets
from collections.abc import Callable
from queue import SimpleQueue
from threading import Thread
from typing import Final

from attrs import frozen

from kiosk.clock import Clock
from kiosk.code import ticket_code
from kiosk.endpoint.memory import Memory, remembered
from kiosk.endpoint.problems import internal, problem
from kiosk.endpoint.store.base import KeptAnswer, Store, StoreFault
from kiosk.language import Text
from kiosk.moment import Moment
from kiosk.sop.pack import Pack
from kiosk.structure import plain
from kiosk.visit import event as e
from kiosk.visit.day import day_due
from kiosk.visit.desk import HOUSE, By, decide, stamp
from kiosk.visit.document import counter_document
from kiosk.visit.refusal import Refusal
from kiosk.visit.state import State
from kiosk.visit.ticket import issued_answer
from kiosk.wire.command import AtCounter, Command, Issue, command_to_plain
from kiosk.wire.encode import encoded, one_line
from kiosk.wire.problem import Problem

_MOST_TOGETHER: Final = 100
"""Commands of one commit: a bound on how long the first of them waits."""

_MOST_WAITING: Final = 1_000
"""Commands that wait for the writer; more than this is not an office but a fault."""

_log = logging.getLogger(__name__)


@frozen
class Answer:
    """What is answered to a command."""

    status: int
    body: str
    """JSON text: of a problem from 400 on."""


@frozen
class Order:
    """A command of somebody, under the key that makes a second sending harmless."""

    command: Command
    by: By
    key: str

    @property
    def digest(self) -> bytes:
        """Equal for equal commands."""
        return hashlib.sha256(json.dumps(command_to_plain(self.command), sort_keys=True).encode()).digest()


@frozen
class _Job:
    """An order that waits, with its future; without an order, the clock's demand that the day be looked at."""

    order: Order | None
    done: "asyncio.Future[Answer]"


class Writer:
    """Runs in a thread of its own; called from the event loop."""

    def __init__(
        self,
        open_store: Callable[[], Store],
        known: Memory,
        pack: Pack,
        clock: Clock,
        publish: Callable[[State], None],
    ) -> None:
        """*open_store* is called in the writer's thread; *publish* in the event loop, before anybody is answered."""
        self._open_store = open_store
        self._pack = pack
        self._clock = clock
        self._publish = publish
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._loop = asyncio.get_running_loop()
        self._thread = Thread(target=self._run, args=(known,), name="kiosk-writer")
        self._thread.start()

    @property
    def alive(self) -> bool:
        """Commands can be taken."""
        return self._thread.is_alive()

    async def ask(self, order: Order) -> Answer:
        """Have *order* decided and kept; the answer comes after the commit."""
        if self._jobs.qsize() >= _MOST_WAITING:
            return _refused(problem(503, "busy", Text("terlalu banyak perintah menunggu", "too many commands wait")))
        return await self._put(order)

    async def look_at_the_day(self) -> None:
        """Have the service date ended or opened if that is due."""
        await self._put(None)

    async def stop(self) -> None:
        """Finish what waits, then end the thread."""
        self._jobs.put(None)
        await asyncio.to_thread(self._thread.join)

    def _put(self, order: Order | None) -> "asyncio.Future[Answer]":
        job = _Job(order, self._loop.create_future())
        self._jobs.put(job)
        return job.done

    def _run(self, at_start: Memory) -> None:
        store: Store | None = None
        known: Memory | None = at_start
        while jobs := self._take():
            try:
                store = store or self._open_store()
                known, answers = self._settle(store, known or remembered(store), jobs)
            except Exception as error:
                answers = [_failed(error)] * len(jobs)
                _let_go(store)
                store = known = None
            self._loop.call_soon_threadsafe(self._answer, known, jobs, answers)
        _let_go(store)

    def _take(self) -> list[_Job]:
        """All jobs that wait, at least one; none when the writer is to end."""
        jobs: list[_Job] = []
        while not jobs or (len(jobs) < _MOST_TOGETHER and not self._jobs.empty()):
            job = self._jobs.get()
            if job is None:
                if jobs:
                    self._jobs.put(None)
                return jobs
            jobs.append(job)
        return jobs

    def _settle(self, store: Store, known: Memory, jobs: list[_Job]) -> tuple[Memory, list[Answer]]:
        answers = []
        with store.transaction():
            for job in jobs:
                known, answer = self._one(store, known, job.order)
                answers.append(answer)
        return known, answers

    def _one(self, store: Store, known: Memory, order: Order | None) -> tuple[Memory, Answer]:
        kept = store.answer(order.by.who, order.key) if order else None
        if order and kept:
            return known, Answer(kept.status, kept.body) if kept.asked == order.digest else _KEY_REUSED
        now = self._clock.moment()
        known = self._day(store, known, now)
        if order is None:
            return known, _NOTHING
        if isinstance(order.command, Issue) and known.latest is not None and now.at < known.latest:
            return known, _CLOCK_BEHIND
        known, answer = self._decided(store, known, order, now)
        if answer.status < 500:
            store.keep_answer(order.by.who, order.key, KeptAnswer(order.digest, answer.status, answer.body))
        return known, answer

    def _day(self, store: Store, known: Memory, now: Moment) -> Memory:
        events = stamp(day_due(known.state, now, self._pack), known.state.version, HOUSE, now)
        _keep(store, events)
        return known.after(events)

    def _decided(self, store: Store, known: Memory, order: Order, now: Moment) -> tuple[Memory, Answer]:
        try:
            code = ticket_code(secrets.randbits(40))
            bodies = decide(known.state, order.command, now, self._pack, code)
            events = stamp(bodies, known.state.version, order.by, now)
            after = known.after(events)
            answer = self._accepted(after.state, order, bodies, now)
        except Refusal as refusal:
            return known, _refused(problem(refusal.status, refusal.rule, refusal.text, refusal.hint))
        except Exception:
            _log.exception("%s could not be decided", order.command.do)
            return known, _refused(internal())
        _keep(store, events)
        return after, answer

    def _accepted(self, state: State, order: Order, bodies: tuple[e.Body, ...], now: Moment) -> Answer:
        for body in bodies:
            if isinstance(body, e.Issued):
                return Answer(201, encoded(issued_answer(state, self._pack, body.visit, now)))
        counter = order.command.counter if isinstance(order.command, AtCounter) else order.by.counter
        document = counter_document(state, self._pack, counter, order.by.who, now) if counter else None
        return Answer(200, one_line({"version": state.version, "counter": plain(document) if document else None}))

    def _answer(self, known: Memory | None, jobs: list[_Job], answers: list[Answer]) -> None:
        if known is not None:
            self._publish(known.state)
        for job, answer in zip(jobs, answers, strict=True):
            if not job.done.done():
                job.done.set_result(answer)


def _keep(store: Store, events: tuple[e.Event, ...]) -> None:
    """Keep *events*; with the day end the answers of the day, that nobody will ask for again."""
    if any(isinstance(event.body, e.DayEnded) for event in events):
        store.forget_answers()
    store.append(events)


def _let_go(store: Store | None) -> None:
    """Close *store*, with whatever was under way; one that failed may fail in this too."""
    with contextlib.suppress(Exception):
        if store is not None:
            store.close()


def _failed(error: Exception) -> Answer:
    """What is said when commands could not be committed."""
    if isinstance(error, StoreFault):
        return _refused(problem(error.status, error.rule, error.text))
    _log.error("commands were not settled", exc_info=error)
    return _refused(internal())


def _refused(why: Problem) -> Answer:
    return Answer(why.status, encoded(why))


_NOTHING: Final = Answer(204, "")

_KEY_REUSED: Final = _refused(
    problem(
        422,
        "key-reused",
        Text("kunci ini sudah dipakai untuk perintah lain", "this key was used for another command"),
        Text("pakai kunci baru untuk setiap perintah", "use a new key for every command"),
    )
)

_CLOCK_BEHIND: Final = _refused(
    problem(
        503,
        "clock-behind",
        Text(
            "jam server lebih lambat dari catatan terakhir; nomor tidak dapat diberikan",
            "the endpoint's clock is behind its last record; no number can be given out",
        ),
        Text("periksa tanggal dan jam server", "check the endpoint's date and time"),
    )
)
