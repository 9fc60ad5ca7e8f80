"""The acts of the counter's keys, as a table: the key, its words, why it does not act now, and what it does."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from attrs import evolve, frozen

from kiosk.language import Text
from kiosk.ui.counter import dialog as ask
from kiosk.ui.counter.reasons import (
    Reason,
    no_next,
    no_no_show,
    no_recall,
    nobody_absent,
    unless,
    until_no_show,
    until_recall,
)
from kiosk.ui.counter.station import Station, UnderWay, say
from kiosk.wire.command import CallNext, Command, Finish, Recall, SetCounter, Start, StepDone

Outcome = tuple[Station, Command | None]
"""The next station and, where the endpoint has to agree, a command."""


@frozen
class Act:
    """What a key does."""

    key: str
    word: Text
    """For the row of keys."""
    meaning: Text
    """For the list of all keys."""
    why_not: Reason
    """Why it does not act now; none: it acts."""
    do: Callable[[Station, float], Outcome]
    """Act; the number is the keyboard's clock in seconds."""
    shown: Reason | None = None
    """The word, where it changes; none: the key is not shown. Without this, `word` is shown while the key acts."""


def send(station: Station, key: str, command: Command, then_next: bool = False) -> Outcome:
    """*command* goes to the endpoint; its answer comes back to `station.answered`."""
    if station.document is None:
        return station, None
    return evolve(station, under_way=UnderWay(key, command, station.document, then_next)), command


def _call_word(station: Station, now: datetime) -> Text | None:
    if station.document is None or no_next(station, now) is not None:
        return None
    first = station.document.line[:1]
    return Text("panggil {t}", "call {t}").format(t=first[0].ticket) if first else Text("panggil", "call")


def _step_word(station: Station, _: datetime) -> Text | None:
    return Text("tahap", "step") if station.situation == "serving" else None


def _counter_word(station: Station, _: datetime) -> Text | None:
    if station.situation == "empty":
        return Text("jeda, tutup", "break, close")
    return Text("buka loket", "open") if station.situation in ("closed", "break") else None


def _counting(word: Text, why_not: Reason, wait: Callable[[Station, datetime], int]) -> Reason:
    """The word with the seconds until the key acts."""

    def shown(station: Station, now: datetime) -> Text | None:
        seconds = wait(station, now)
        if seconds:
            return Text("{w} {n}", "{w} {n}").format(w=word, n=seconds)
        return word if why_not(station, now) is None else None

    return shown


def _at(station: Station, kind: type[CallNext] | type[Recall] | type[Start], key: str) -> Outcome:
    document = station.document
    return send(station, key, kind(counter=document.id, expect=document.revision)) if document else (station, None)


def _space(station: Station, at: float) -> Outcome:
    if station.situation == "called":
        return _at(station, Start, "space")
    document, visit, step = station.document, station.visit, station.step
    if document is None or visit is None or step is None:
        return station, None
    if not step.here:
        text = Text("SPASI: tahap itu dikerjakan di tempat lain.", "SPACE: that step is done elsewhere.")
        return say(station, text, "attention"), None
    if step.done_at is not None:
        return evolve(station, dialog=ask.undo_step(visit, step.id, station.step_name(visit, step.id), at)), None
    return send(station, "space", StepDone(counter=document.id, expect=document.revision, step=step.id))


def _finish(station: Station, key: str, at: float) -> Outcome:
    document, visit = station.document, station.visit
    if document is None or visit is None:
        return station, None
    if key == "B" and station.done_here:
        command = Finish(counter=document.id, expect=document.revision, outcome="done")
        return send(station, "B", command, then_next=True)
    return evolve(station, dialog=ask.finish(key, visit, station.requirements, station.done_here, at)), None


def _counter(station: Station, at: float) -> Outcome:
    if station.document is None or station.document.state == "open":
        return evolve(station, dialog=ask.stop(at)), None
    opening = SetCounter(counter=station.document.id, expect=station.document.revision, state="open")
    return send(station, "J", opening)


def _about_visit(make: Callable[..., ask.Dialog]) -> Callable[[Station, float], Outcome]:
    def do(station: Station, at: float) -> Outcome:
        return (evolve(station, dialog=make(station.visit, at)) if station.visit else station), None

    return do


def _restore(station: Station, at: float) -> Outcome:
    if station.document is None:
        return station, None
    return evolve(station, dialog=ask.restore(station.document, station.service_name, at)), None


ACTS: Final[dict[str, Act]] = {
    act.key: act
    for act in (
        Act(
            "P",
            Text("panggil", "call"),
            Text("panggil nomor berikutnya", "call the next number"),
            no_next,
            lambda s, _: _at(s, CallNext, "P"),
            _call_word,
        ),
        Act(
            "M",
            Text("mulai", "start"),
            Text("mulai melayani (SPASI juga)", "start serving (SPACE too)"),
            unless("called"),
            lambda s, _: _at(s, Start, "M"),
        ),
        Act(
            "space",
            Text("tahap", "step"),
            Text("tahap selesai / belum selesai", "step done / not done"),
            unless("called", "serving"),
            _space,
            _step_word,
        ),
        Act(
            "S",
            Text("selesai", "finish"),
            Text("selesai, dengan hasil", "finish, with the result"),
            unless("serving"),
            lambda s, at: _finish(s, "S", at),
        ),
        Act(
            "B",
            Text("selesai+berikutnya", "finish+next"),
            Text("selesai, panggil berikutnya", "finish, then call the next"),
            unless("serving"),
            lambda s, at: _finish(s, "B", at),
        ),
        Act(
            "U",
            Text("ulang", "again"),
            Text("panggil ulang", "call again"),
            no_recall,
            lambda s, _: _at(s, Recall, "U"),
            _counting(Text("ulang", "again"), no_recall, until_recall),
        ),
        Act(
            "H",
            Text("tidak hadir", "absent"),
            Text("catat tidak hadir", "mark as absent"),
            no_no_show,
            _about_visit(ask.no_show),
            _counting(Text("tidak hadir", "absent"), no_no_show, until_no_show),
        ),
        Act(
            "K",
            Text("kembalikan", "return"),
            Text("kembalikan ke antrean", "return to the line"),
            unless("called", "serving"),
            _about_visit(ask.give_back),
        ),
        Act(
            "X",
            Text("batal", "cancel"),
            Text("batalkan nomor", "cancel the number"),
            unless("called", "serving"),
            _about_visit(ask.cancel),
        ),
        Act(
            "J",
            Text("jeda, tutup", "break, close"),
            Text("buka, jeda, tutup loket", "open, break, close"),
            unless("empty", "closed", "break"),
            _counter,
            _counter_word,
        ),
        Act(
            "I",
            Text("pulihkan", "restore"),
            Text("pulihkan yang tidak hadir", "restore an absent number"),
            nobody_absent,
            _restore,
        ),
        Act(
            "?",
            Text("semua", "all"),
            Text("semua tombol", "all keys"),
            lambda _s, _n: None,
            lambda s, _: (evolve(s, all_keys=True), None),
        ),
    )
}
"""The acts by their keys, in the order of the row of keys."""
