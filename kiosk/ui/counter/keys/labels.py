"""Words of keys that change with what the counter is doing: who would be called, how many seconds are left."""

from collections.abc import Callable
from datetime import datetime

from kiosk.language import Text, tr
from kiosk.ui.counter.keys.guards import Guard, no_next, nobody_parked, until_undo_ends
from kiosk.ui.counter.model.counter import CounterModel


def call(model: CounterModel, now: datetime) -> Text | None:
    """P: who would be called."""
    if model.document is None or no_next(model, now) is not None:
        return None
    first = model.document.line[:1]
    return tr("panggil {t}").format(t=first[0].ticket) if first else tr("panggil")


def step(model: CounterModel, _: datetime) -> Text | None:
    """SPACE."""
    return tr("tahap") if model.situation == "serving" else None


def start(model: CounterModel, now: datetime) -> Text | None:
    """M: start, or whether somebody is still being served."""
    if model.asks_still(now):
        return tr("masih")
    return tr("mulai") if model.situation == "called" else None


def finish(model: CounterModel, now: datetime) -> Text | None:
    """S: finish, or that it ended some time ago."""
    if model.asks_still(now):
        return tr("sudah selesai")
    return tr("selesai", "key") if model.situation == "serving" else None


def resume(model: CounterModel, now: datetime) -> Text | None:
    """L: the number, where only one is parked."""
    if model.document is None or nobody_parked(model, now) is not None:
        return None
    first, *more = model.document.parked
    word = tr("lanjutkan")
    return word if more else Text("{w} {t}").format(w=word, t=first.ticket)


def undo(model: CounterModel, now: datetime) -> Text | None:
    """Z: with the seconds left for it."""
    seconds = until_undo_ends(model, now)
    return tr("urungkan {n}").format(n=seconds) if seconds else None


def counter(model: CounterModel, _: datetime) -> Text | None:
    """J: open, or break and close."""
    if model.situation == "empty":
        return tr("jeda, tutup")
    return tr("buka loket") if model.situation in ("closed", "break") else None


def counting(word: Text, why_not: Guard, wait: Callable[[CounterModel, datetime], int]) -> Guard:
    """The word with the seconds until the key acts."""

    def shown(model: CounterModel, now: datetime) -> Text | None:
        seconds = wait(model, now)
        if seconds:
            return Text("{w} {n}").format(w=word, n=seconds)
        return word if why_not(model, now) is None else None

    return shown
