"""Who is next at a counter, and why: DESIGN section 6 to the letter. Pure, and explained.

Sorted by (not in front, order_at, number); priority visits have their share; then the counter's preference among its
tasks, which a wait of over thirty minutes outweighs.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import islice, takewhile
from typing import Final

from attrs import frozen

from kiosk.language import Text
from kiosk.moment import Moment
from kiosk.office.model import Office
from kiosk.sop.pack import Pack
from kiosk.visit.state import CounterNow, State, Visit

LONG_WAIT: Final = 30 * 60
"""Seconds after which a wait outweighs the counter's preference."""

PASSED_OVER: Final = 5 * 60
"""Seconds for which a returned visit is passed over at the counter that returned it."""

Does = Mapping[tuple[str, str], int]
"""What a counter does: (service, step) to its rank of preference, 0 first."""


@frozen
class Placed:
    """A visit in the line of a counter, in the order it would be called, and why there."""

    visit: Visit
    why: Text


@frozen
class _Candidate:
    visit: Visit
    rank: int
    long: bool
    early: bool


def does(pack: Pack, counter_id: str) -> Does:
    """What the counter does; a task without steps is all the counter steps of its service."""
    counter = pack.office.counter(counter_id)
    ranks: dict[tuple[str, str], int] = {}
    for rank, task in enumerate(counter.task if counter else ()):
        sop = pack.sops.get(task.service)
        for step in task.steps or tuple(s.id for s in (sop.counter_steps if sop else ())):
            ranks.setdefault((task.service, step), rank)
    return ranks


def waiting_for(state: State, tasks: Does) -> Iterator[Visit]:
    """Visits whose next step is one of *tasks*, in order of issue."""
    return (v for v in state.in_state("waiting") if v.step is not None and (v.service, v.step) in tasks)


def line(state: State, pack: Pack, counter_id: str, now: Moment, most: int) -> tuple[Placed, ...]:
    """The first *most* visits that the counter would call, one after the other, as things stand *now*."""
    tasks = does(pack, counter_id)
    counter = state.counter(counter_id)
    left = [_candidate(v, tasks, now) for v in waiting_for(state, tasks) if not passed_over(v, counter, now)]
    return tuple(islice(_in_turn(left, _recent_turns(state, tasks), pack.office), most))


def ahead_of(state: State, pack: Pack, visit: Visit, now: Moment) -> tuple[Visit, ...]:
    """Who is called before *visit*, as if one counter did all that the counters which do its next step do."""
    wanted = (visit.service, visit.step or "")
    theirs = [tasks for tasks in (does(pack, c.id) for c in pack.office.file.counter) if wanted in tasks]
    tasks = dict.fromkeys((task for does_here in theirs for task in does_here), 0)
    left = [_candidate(v, tasks, now) for v in waiting_for(state, tasks)]
    line = (placed.visit for placed in _in_turn(left, _recent_turns(state, tasks), pack.office))
    return tuple(takewhile(lambda other: other.id != visit.id, line))


def _in_turn(left: list[_Candidate], turns: list[bool], office: Office) -> Iterator[Placed]:
    """The candidates as they would be called, one after the other."""
    before: Placed | None = None
    while left:
        chosen, why = _next(left, turns, office, before)
        left = [candidate for candidate in left if candidate is not chosen]
        turns = [chosen.visit.priority, *turns]
        before = Placed(chosen.visit, why)
        yield before


def passed_over(visit: Visit, counter: CounterNow, now: Moment) -> bool:
    """Whether a visit returned at this counter is not to be called there yet."""
    passed = visit.passed_over
    if passed is None or passed.counter != counter.id or counter.last_called > passed.version:
        return False
    return now.since(passed.moment) < PASSED_OVER


def _candidate(visit: Visit, tasks: Does, now: Moment) -> _Candidate:
    early = visit.slot is not None and now.at < visit.slot
    long = now.since(visit.leg.entered) > LONG_WAIT and not early
    return _Candidate(visit, tasks[visit.service, visit.step or ""], long, early)


def _recent_turns(state: State, tasks: Does) -> list[bool]:
    """Of the "call next" of these steps in the office, newest first: was it a priority visit?"""
    calls = [
        (leg.call or 0, visit.priority)
        for visit in state.visits.values()
        for leg in visit.legs
        if leg.in_turn and (visit.service, leg.step or "") in tasks
    ]
    return [priority for _, priority in sorted(calls, reverse=True)]


def _next(left: list[_Candidate], turns: list[bool], office: Office, before: Placed | None) -> tuple[_Candidate, Text]:
    due = [c for c in left if c.visit.in_front] or [c for c in left if not c.early] or left
    priority = [c for c in due if c.visit.priority]
    share = office.file.priority_share
    if priority and len(priority) < len(due):
        in_turn = not any(turns[: share - 1])
        chosen = min(priority if in_turn else [c for c in due if not c.visit.priority], key=_order)
        if in_turn:
            return chosen, Text("giliran prioritas, 1 dari {n} panggilan", "priority's turn, 1 of {n} calls").format(
                n=share
            )
    else:
        chosen = min(due, key=_order)
    return chosen, _why(chosen, due, before)


def _order(candidate: _Candidate) -> tuple[bool, bool, int, datetime, int]:
    visit = candidate.visit
    rank = 0 if candidate.long else candidate.rank
    return (not visit.in_front, not candidate.long, rank, visit.order_at, visit.number)


def _why(chosen: _Candidate, due: list[_Candidate], before: Placed | None) -> Text:
    visit = chosen.visit
    if visit.in_front:
        return Text("kembali dari tundaan, di depan", "back from being parked, in front")
    if chosen.early:
        return Text("belum jamnya, tetapi tidak ada yang lain", "before its time, but nobody else waits")
    if chosen.long and any(not c.long and c.rank < chosen.rank for c in due):
        return Text("menunggu lebih dari 30 menit", "has waited for over 30 minutes")
    if before is not None and before.visit.queue == visit.queue:
        return Text("sesudah {n}", "after {n}").format(n=before.visit.ticket)
    if chosen.rank > 0 and not chosen.long:
        return Text("tidak ada yang menunggu untuk tugas utama loket ini", "nobody waits for this counter's main task")
    return Text("nomor terdepan di antrean {q}", "first in queue {q}").format(q=visit.queue)
