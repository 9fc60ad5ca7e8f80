"""Words of keys that change with what the counter is doing: who would be called, how many seconds are left."""

from collections.abc import Callable
from datetime import datetime

from kiosk.language import Text, tr
from kiosk.ui.counter.keys.guards import Guard, no_next, nobody_parked, until_undo_ends
from kiosk.ui.counter.model.counter import CounterModel


def call(station: CounterModel, now: datetime) -> Text | None:
    """P: who would be called."""
    if station.document is None or no_next(station, now) is not None:
        return None
    first = station.document.line[:1]
    return tr("panggil {t}").format(t=first[0].ticket) if first else tr("panggil")


def step(station: CounterModel, _: datetime) -> Text | None:
    """SPACE."""
    return tr("tahap") if station.situation == "serving" else None


def start(station: CounterModel, now: datetime) -> Text | None:
    """M: start, or whether somebody is still being served."""
    if station.asks_still(now):
        return tr("masih")
    return tr("mulai") if station.situation == "called" else None


def finish(station: CounterModel, now: datetime) -> Text | None:
    """S: finish, or that it ended some time ago."""
    if station.asks_still(now):
        return tr("sudah selesai")
    return tr("selesai", "key") if station.situation == "serving" else None


def resume(station: CounterModel, now: datetime) -> Text | None:
    """L: the number, where only one is parked."""
    if station.document is None or nobody_parked(station, now) is not None:
        return None
    first, *more = station.document.parked
    word = tr("lanjutkan")
    return word if more else Text("{w} {t}").format(w=word, t=first.ticket)


def undo(station: CounterModel, now: datetime) -> Text | None:
    """Z: with the seconds left for it."""
    seconds = until_undo_ends(station, now)
    return tr("urungkan {n}").format(n=seconds) if seconds else None


def counter(station: CounterModel, _: datetime) -> Text | None:
    """J: open, or break and close."""
    if station.situation == "empty":
        return tr("jeda, tutup")
    return tr("buka loket") if station.situation in ("closed", "break") else None


def counting(word: Text, why_not: Guard, wait: Callable[[CounterModel, datetime], int]) -> Guard:
    """The word with the seconds until the key acts."""

    def shown(station: CounterModel, now: datetime) -> Text | None:
        seconds = wait(station, now)
        if seconds:
            return Text("{w} {n}").format(w=word, n=seconds)
        return word if why_not(station, now) is None else None

    return shown
