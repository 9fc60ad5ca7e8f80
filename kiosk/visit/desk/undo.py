"""Undo of the whole last command of a counter, unless something has happened since to what it changed."""

from typing import Final

from kiosk.text.language import tr
from kiosk.time.instant import Instant
from kiosk.visit.desk.guard import RuleViolation
from kiosk.visit.event.envelope import Body
from kiosk.visit.event.office import Undone
from kiosk.visit.state import CounterNow, State, UndoSnapshot

UNDO_SECONDS: Final = 60
"""How long a command can be undone."""


def decide_undo(state: State, counter: CounterNow, now: Instant) -> tuple[Body, ...]:
    """Undo the counter's last command."""
    before = state.before.get(counter.id)
    if before is None:
        raise RuleViolation(
            "nothing-to-undo", tr("tidak ada yang dapat diurungkan"), tr("batalkan atau kembalikan nomornya")
        )
    if now.since(before.moment) > UNDO_SECONDS:
        raise RuleViolation(
            "too-late",
            tr("lebih dari {n} detik yang lalu").format(n=UNDO_SECONDS),
            tr("batalkan atau kembalikan nomornya"),
        )
    if has_moved_on(state, before):
        raise RuleViolation("moved-on", tr("sudah ada kejadian sesudahnya"), tr("lihat keadaan yang baru"))
    return (Undone(before.command),)


def has_moved_on(state: State, before: UndoSnapshot) -> bool:
    """Whether visit, cases or counter have changed since, or the visit was or is at another counter."""
    if state.counter(before.counter.id).revision > before.last:
        return True
    visit = state.visits[before.visit.id] if before.visit else None
    codes = {*before.cases, *(each.code for each in (visit.cases if visit else ()))}
    if any(state.cases[code].revision > before.last for code in codes):
        return True
    if before.visit is None or visit is None:
        return False
    elsewhere = {before.visit.counter, visit.counter} - {None, before.counter.id}
    return bool(elsewhere) or visit.revision > before.last


def undoable_command(state: State, counter: CounterNow, now: Instant) -> UndoSnapshot | None:
    """Return the last command at the counter if it can still be undone."""
    before = state.before.get(counter.id)
    if before is None or now.since(before.moment) > UNDO_SECONDS or has_moved_on(state, before):
        return None
    return before
