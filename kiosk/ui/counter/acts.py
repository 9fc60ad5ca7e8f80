"""The acts of the counter's keys, as a table: the key, its words, why it does not act now, and what it does."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from attrs import evolve, frozen

from kiosk.language import Text
from kiosk.ui.counter import dialog as ask
from kiosk.ui.counter.finding import begin, read
from kiosk.ui.counter.reasons import (
    Reason,
    no_catalogue,
    no_delay,
    no_lock,
    no_next,
    no_no_show,
    no_other_service,
    no_recall,
    no_sop,
    no_start,
    no_undo,
    nobody_absent,
    nobody_parked,
    nobody_to_settle,
    nothing_to_print,
    nothing_to_tick,
    to_tick,
    unless,
    until_no_show,
    until_recall,
    until_undo_ends,
)
from kiosk.ui.counter.settle import settle
from kiosk.ui.counter.station import Station, UnderWay, lock, say
from kiosk.wire.command import (
    CallNext,
    Command,
    Finish,
    Recall,
    Resume,
    SetCounter,
    Start,
    StepDone,
    StillServing,
    Tick,
    Undo,
)

Outcome = tuple[Station, Command | None]
"""The next station and, where the endpoint has to agree, a command."""


@frozen
class When:
    """When a key was pressed."""

    now: datetime
    """The endpoint's clock."""
    at: float
    """The keyboard's, in seconds."""


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
    do: Callable[[Station, When], Outcome]
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


def _start_word(station: Station, now: datetime) -> Text | None:
    if station.asks_still(now):
        return Text("masih", "still")
    return Text("mulai", "start") if station.situation == "called" else None


def _finish_word(station: Station, now: datetime) -> Text | None:
    if station.asks_still(now):
        return Text("sudah selesai", "has ended")
    return Text("selesai", "finish") if station.situation == "serving" else None


def _resume_word(station: Station, now: datetime) -> Text | None:
    if station.document is None or nobody_parked(station, now) is not None:
        return None
    first, *more = station.document.parked
    word = Text("lanjutkan", "resume")
    return word if more else Text("{w} {t}", "{w} {t}").format(w=word, t=first.ticket)


def _undo_word(station: Station, now: datetime) -> Text | None:
    seconds = until_undo_ends(station, now)
    return Text("urungkan {n}", "undo {n}").format(n=seconds) if seconds else None


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


def _at(station: Station, kind: type[CallNext | Recall | Start | StillServing | Undo], key: str) -> Outcome:
    document = station.document
    return send(station, key, kind(counter=document.id, expect=document.revision)) if document else (station, None)


def _space(station: Station, when: When) -> Outcome:
    if station.situation == "called":
        return _at(station, Start, "space")
    document, visit, step = station.document, station.visit, station.step
    if document is None or visit is None or step is None:
        return station, None
    if not step.here:
        text = Text("SPASI: tahap itu dikerjakan di tempat lain.", "SPACE: that step is done elsewhere.")
        return say(station, text, "attention"), None
    if step.done_at is not None:
        return evolve(station, dialog=ask.undo_step(visit, step.id, station.step_name(visit, step.id), when.at)), None
    return send(station, "space", StepDone(counter=document.id, expect=document.revision, step=step.id))


def _start(station: Station, _: When) -> Outcome:
    return _at(station, Start if station.situation == "called" else StillServing, "M")


def _finish(station: Station, key: str, when: When) -> Outcome:
    document, visit = station.document, station.visit
    forgotten = station.asks_still(when.now)
    if document is None or visit is None:
        return station, None
    if key == "B" and station.done_here and not forgotten:
        command = Finish(counter=document.id, expect=document.revision, outcome="done")
        return send(station, "B", command, then_next=True)
    made = ask.finish(key, visit, station.requirements, station.done_here, forgotten, when.at)
    return evolve(station, dialog=made), None


def _counter(station: Station, when: When) -> Outcome:
    if station.document is None or station.document.state == "open":
        return evolve(station, dialog=ask.stop(when.at)), None
    opening = SetCounter(counter=station.document.id, expect=station.document.revision, state="open")
    return send(station, "J", opening)


def _about_visit(make: Callable[..., ask.Dialog]) -> Callable[[Station, When], Outcome]:
    def do(station: Station, when: When) -> Outcome:
        return (evolve(station, dialog=make(station.visit, when.at)) if station.visit else station), None

    return do


def _transfer(station: Station, when: When) -> Outcome:
    if station.visit is None:
        return station, None
    return evolve(station, dialog=ask.transfer(station.visit, station.other_services, when.at)), None


def _tick(station: Station) -> Outcome:
    document, step = station.document, next(iter(to_tick(station)), None)
    if document is None or step is None:
        return station, None
    return send(station, "D", Tick(counter=document.id, expect=document.revision, step=step))


def _settle(station: Station, when: When) -> Outcome:
    if station.visit is None:
        return station, None
    return evolve(station, dialog=settle(station.visit, station.requirements, when.at)), None


def _choose(station: Station, when: When) -> Outcome:
    if station.document is None:
        return station, None
    return evolve(station, dialog=ask.choose(station.document, station.service_name, when.at)), None


def _resume(station: Station, when: When) -> Outcome:
    """The only parked number comes at once, as the key names it; of several one is chosen."""
    if station.document is None:
        return station, None
    if len(station.document.parked) == 1:
        only = station.document.parked[0]
        return send(station, "L", Resume(only.visit, only.revision))
    return evolve(station, dialog=ask.resume(station.document, when.at)), None


def _restore(station: Station, when: When) -> Outcome:
    if station.document is None:
        return station, None
    return evolve(station, dialog=ask.restore(station.document, station.service_name, when.at)), None


def _find(station: Station, _: When) -> Outcome:
    if station.seen.catalogue is None:
        return station, None
    return evolve(station, finding=begin(station.document, station.seen.catalogue)), None


def _read(station: Station, _: When) -> Outcome:
    if station.sop is None or station.seen.catalogue is None:
        return station, None
    return evolve(station, finding=read(station.document, station.seen.catalogue, station.sop)), None


def _print_again(station: Station, _: When) -> Outcome:
    if station.slips is None:
        return station, None
    return evolve(station, slips=station.slips.ask(station.slips.again(station.visit))), None


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
            "N",
            Text("pilih nomor", "choose"),
            Text("panggil nomor pilihan", "call a chosen number"),
            no_next,
            _choose,
        ),
        Act(
            "L",
            Text("lanjutkan", "resume"),
            Text("lanjutkan yang tertunda", "resume a parked number"),
            nobody_parked,
            _resume,
            _resume_word,
        ),
        Act(
            "M",
            Text("mulai", "start"),
            Text("mulai; masih dilayani", "start; still being served"),
            no_start,
            _start,
            _start_word,
        ),
        Act(
            "space",
            Text("tahap", "step"),
            Text("mulai; tahap selesai / belum", "start; step done / not done"),
            unless("called", "serving"),
            _space,
            _step_word,
        ),
        Act(
            "D",
            Text("dibayar", "paid"),
            Text("catat pembayaran pemohon", "note that the applicant paid"),
            nothing_to_tick,
            lambda s, _: _tick(s),
        ),
        Act(
            "S",
            Text("selesai", "finish"),
            Text("selesai, dengan hasil", "finish, with the result"),
            unless("serving"),
            lambda s, when: _finish(s, "S", when),
            _finish_word,
        ),
        Act(
            "B",
            Text("selesai+berikutnya", "finish+next"),
            Text("selesai, panggil berikutnya", "finish, then call the next"),
            unless("serving"),
            lambda s, when: _finish(s, "B", when),
        ),
        Act(
            "T",
            Text("tunda", "park"),
            Text("tunda, kembali ke loket ini", "park, to come back here"),
            unless("serving"),
            _about_visit(ask.park),
        ),
        Act(
            "A",
            Text("alihkan", "transfer"),
            Text("alihkan ke layanan lain", "transfer to another service"),
            no_other_service,
            _transfer,
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
            "W",
            Text("sebab", "why late"),
            Text("catat sebab lewat standar", "note why it takes longer"),
            no_delay,
            _about_visit(ask.delay),
        ),
        Act(
            "Z",
            Text("urungkan", "undo"),
            Text("urungkan tindakan terakhir", "undo the last act"),
            no_undo,
            lambda s, _: _at(s, Undo, "Z"),
            _undo_word,
        ),
        Act(
            "I",
            Text("pulihkan", "restore"),
            Text("pulihkan yang tidak hadir", "restore an absent number"),
            nobody_absent,
            _restore,
        ),
        Act(
            "C",
            Text("cari", "find"),
            Text("cari nomor, layanan, SOP", "find a number, a standard"),
            no_catalogue,
            _find,
        ),
        Act(
            "O",
            Text("SOP", "standard"),
            Text("baca SOP layanan ini", "read this service's standard"),
            no_sop,
            _read,
        ),
        Act(
            "E",
            Text("keluar", "sign off"),
            Text("petugas keluar dari loket ini", "sign off at this counter"),
            unless("empty", "closed", "break"),
            lambda s, when: (evolve(s, dialog=ask.sign_off(s.document, when.at)) if s.document else s, None),
        ),
        Act(
            "R",
            Text("cetak slip", "print slip"),
            Text("cetak slip lagi", "print the slip again"),
            nothing_to_print,
            _print_again,
        ),
        Act(
            "Q",
            Text("kunci", "lock"),
            Text("kunci layar ini", "lock this screen"),
            no_lock,
            lambda s, _: (lock(s), None),
        ),
        Act(
            "F",
            Text("satu orang", "one applicant"),
            Text("hasil satu orang lebih dahulu", "what came of one applicant"),
            nobody_to_settle,
            _settle,
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
