"""Undo: the whole last command of a counter is taken back, if nothing has happened since to what it changed."""

from typing import Final

from kiosk.language import Text
from kiosk.moment import Moment
from kiosk.visit import event as e
from kiosk.visit.refusal import Refusal
from kiosk.visit.state import Before, CounterNow, State

UNDO_SECONDS: Final = 60
"""How long a command can be undone."""


def undo(state: State, counter: CounterNow, now: Moment) -> tuple[e.Body, ...]:
    """Take the counter's last command back."""
    before = state.before.get(counter.id)
    if before is None:
        raise Refusal(
            "nothing-to-undo",
            Text("tidak ada yang dapat diurungkan", "there is nothing to undo"),
            Text("batalkan atau kembalikan nomornya", "cancel or return the number"),
        )
    if now.since(before.moment) > UNDO_SECONDS:
        raise Refusal(
            "too-late",
            Text("lebih dari {n} detik yang lalu", "more than {n} seconds ago").format(n=UNDO_SECONDS),
            Text("batalkan atau kembalikan nomornya", "cancel or return the number"),
        )
    if moved_on(state, before):
        raise Refusal(
            "moved-on",
            Text("sudah ada kejadian sesudahnya", "something has happened since"),
            Text("lihat keadaan yang baru", "look at it as it is now"),
        )
    return (e.Undone(before.command),)


def moved_on(state: State, before: Before) -> bool:
    """Whether something happened since to visit, cases or counter, or the visit was at another counter then."""
    if state.counter(before.counter.id).revision > before.last:
        return True
    visit = state.visits[before.visit.id] if before.visit else None
    codes = {*before.cases, *(each.code for each in (visit.cases if visit else ()))}
    if any(state.cases[code].revision > before.last for code in codes):
        return True
    if before.visit is None or visit is None:
        return False
    elsewhere = before.visit.counter not in (None, before.counter.id)
    return elsewhere or visit.revision > before.last


def undoable(state: State, counter: CounterNow, now: Moment) -> Before | None:
    """The last command at the counter, while it can still be undone."""
    before = state.before.get(counter.id)
    if before is None or now.since(before.moment) > UNDO_SECONDS or moved_on(state, before):
        return None
    return before
