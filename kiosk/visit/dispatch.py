"""Which visit is next at a counter, and why (DESIGN section 6).

Visits are sorted by (not in front, order_at, number); priority visits have their share; then comes the counter's
preference among its tasks, which a wait of over thirty minutes outweighs.
"""

from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import islice, takewhile
from typing import Final

from attrs import evolve, frozen

from kiosk.office.model import Office
from kiosk.sop.pack import Assignments, Pack
from kiosk.text.language import Text, tr
from kiosk.time.instant import Instant
from kiosk.visit.state import CounterNow, State, Visit

LONG_WAIT: Final = 30 * 60
"""Seconds after which a wait outweighs the counter's preference."""

PASSED_OVER: Final = 5 * 60
"""Seconds for which a counter passes over a visit that it returned."""


@frozen
class LinePlace:
    """A visit in the line of a counter, and why it has this place."""

    visit: Visit
    why: Text


@frozen
class _Candidate:
    visit: Visit
    rank: int
    long: bool
    early: bool

    @property
    def tier(self) -> tuple[bool, bool]:
        """Earlier tiers go first: back from being parked, in time, before the booked slot."""
        return not self.visit.in_front, self.early and not self.visit.in_front

    @property
    def place(self) -> tuple[tuple[bool, bool], bool, int, datetime, int]:
        """The sort key among visits of the same priority."""
        rank = 0 if self.long else self.rank
        return self.tier, not self.long, rank, self.visit.order_at, self.visit.number


@frozen
class _Turn:
    """A candidate whose turn it is."""

    candidate: _Candidate
    by_share: bool = False
    """Called before earlier visits by the share of priority."""


def assignments(pack: Pack, counter_id: str) -> Assignments:
    """Return the tasks of the counter; none where the office has no such counter."""
    return pack.assignments.get(counter_id, {})


def waiting_for(state: State, tasks: Assignments) -> Iterator[Visit]:
    """Return the waiting visits whose next step is one of *tasks*, in order of issue."""
    return (v for v in state.in_state("waiting") if v.step is not None and (v.service, v.step) in tasks)


def line(state: State, pack: Pack, counter_id: str, now: Instant, most: int) -> tuple[LinePlace, ...]:
    """Return the first *most* visits that the counter would call as things stand *now*."""
    tasks = assignments(pack, counter_id)
    counter = state.counter(counter_id)
    left = [_candidate(v, tasks, now) for v in waiting_for(state, tasks) if not passed_over(v, counter, now)]
    placed: list[LinePlace] = []
    for turn in islice(_in_turn(left, _recent_turns(state, tasks), pack.office), most):
        placed.append(LinePlace(turn.candidate.visit, _why(turn, left, placed, pack.office)))
        left.remove(turn.candidate)
    return tuple(placed)


def ahead_of(state: State, pack: Pack, visit: Visit, now: Instant) -> tuple[Visit, ...]:
    """Return the visits called before *visit*, as if the counters for its next step were one counter."""
    wanted = (visit.service, visit.step or "")
    theirs = [tasks for tasks in (assignments(pack, c.id) for c in pack.office.file.counter) if wanted in tasks]
    tasks = dict.fromkeys((task for own in theirs for task in own), 0)
    waiting = [_candidate(v, tasks, now) for v in waiting_for(state, tasks)]
    turns = (turn.candidate.visit for turn in _in_turn(waiting, _recent_turns(state, tasks), pack.office))
    return tuple(takewhile(lambda other: other.id != visit.id, turns))


def _in_turn(waiting: list[_Candidate], recent: list[bool], office: Office) -> Iterator[_Turn]:
    """Yield the candidates in the order they would be called."""
    behind = office.file.priority_share - 1
    turns = deque(reversed(recent[:behind]), maxlen=behind)
    ordered = sorted(waiting, key=lambda candidate: candidate.place)
    priority, others = (deque(c for c in ordered if c.visit.priority is has_it) for has_it in (True, False))
    while priority or others:
        turn = _turn(priority, others, any(turns))
        (priority if turn.candidate.visit.priority else others).popleft()
        turns.append(turn.candidate.visit.priority)
        yield turn


def _turn(priority: Sequence[_Candidate], others: Sequence[_Candidate], had_share: bool) -> _Turn:
    """Return the next turn of the two lines, of which one may be empty."""
    heads = [line[0] for line in (priority, others) if line]
    due = [head for head in heads if head.tier == min(each.tier for each in heads)]
    if len(due) == 1:
        return _Turn(due[0])
    return _Turn(others[0]) if had_share else _Turn(priority[0], by_share=True)


def passed_over(visit: Visit, counter: CounterNow, now: Instant) -> bool:
    """Whether the counter returned the visit so recently that it does not call it yet."""
    passed = visit.passed_over
    if passed is None or passed.counter != counter.id or counter.last_called > passed.version:
        return False
    return now.since(passed.moment) < PASSED_OVER


def _candidate(visit: Visit, tasks: Assignments, now: Instant) -> _Candidate:
    early = visit.slot is not None and now.at < visit.slot
    long = now.since(visit.leg.entered) > LONG_WAIT and not early
    return _Candidate(visit, tasks[visit.service, visit.step or ""], long, early)


def _recent_turns(state: State, tasks: Assignments) -> list[bool]:
    """Whether each "call next" for *tasks* in the office was of a priority visit, newest first."""
    calls = [
        (leg.call or 0, visit.priority)
        for visit in state.visits.values()
        for leg in visit.legs
        if leg.in_turn and (visit.service, leg.step or "") in tasks
    ]
    return [priority for _, priority in sorted(calls, reverse=True)]


def _why(turn: _Turn, left: list[_Candidate], before: list[LinePlace], office: Office) -> Text:
    """Return why *turn* comes first of those *left*, after those *before*."""
    chosen, visit = turn.candidate, turn.candidate.visit
    if turn.by_share:
        return tr("giliran prioritas, 1 dari {n} panggilan").format(n=office.file.priority_share)
    if visit.in_front:
        return tr("kembali dari tundaan, di depan")
    if chosen.early:
        return tr("belum jamnya, tetapi tidak ada yang lain")
    if chosen.long and any(not c.long and not c.early and c.rank < chosen.rank for c in left):
        return tr("menunggu lebih dari 30 menit")
    if before and before[-1].visit.queue == visit.queue:
        return tr("sesudah {n}").format(n=before[-1].visit.ticket)
    if chosen.rank > 0 and not chosen.long:
        return tr("tugas utama loket ini kosong")
    return tr("nomor terdepan di antrean {q}").format(q=visit.queue)


def with_unassigned_steps(pack: Pack, state: State) -> Pack:
    """Return *pack* with the steps that no counter does given to every counter that serves their service.

    A valid pack has none, but open visits and approved SOPs keep their steps when the files change.
    """
    given = {task for counter in pack.office.file.counter for task in assignments(pack, counter.id)}
    unassigned: defaultdict[str, dict[str, None]] = defaultdict(dict)
    in_force = [(sop.id, step.id) for sop in pack.sops.values() for step in sop.counter_steps]
    visits = [visit for visit in state.visits.values() if visit.state != "ended"]
    still_needed = [(visit.service, step) for visit in visits for step in visit.steps if step not in visit.done]
    for service, step in (*in_force, *still_needed):
        if (service, step) not in given:
            unassigned[service][step] = None
    return evolve(pack, unassigned={service: tuple(steps) for service, steps in unassigned.items()})
