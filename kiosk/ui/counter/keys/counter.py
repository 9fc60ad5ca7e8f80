"""The keys about the line, the counter and its terminal: calling, opening, signing off, searching, printing."""

from datetime import datetime

from attrs import evolve

from kiosk.text.language import Text, tr
from kiosk.ui.counter import labels
from kiosk.ui.counter.keys.key import NO_DATA, Key, KeyResult, always, needs, send, with_document
from kiosk.ui.counter.model.counter import CounterModel, lock
from kiosk.ui.counter.model.dialog import Dialog, Option
from kiosk.ui.counter.model.search import open_search, open_standard
from kiosk.wire.command.counter import CallChosen, CallNext, SetCounter, Undo
from kiosk.wire.command.office import SignOff
from kiosk.wire.command.visit import Restore, Resume
from kiosk.wire.counter import CounterDocument


def _call_guard(model: CounterModel, now: datetime) -> Text | None:
    if model.situation == "empty" and model.document and not model.document.line_length:
        return tr("tidak ada yang menunggu untuk loket ini.")
    return needs("empty")(model, now)


def _call_label(model: CounterModel, now: datetime) -> Text | None:
    if model.document is None or _call_guard(model, now) is not None:
        return None
    first = model.document.line[:1]
    return tr("panggil {t}").format(t=first[0].ticket) if first else tr("panggil")


CALL_NEXT = Key("P", _call_label, tr("panggil nomor berikutnya"), _call_guard, send(CallNext))


def _choose(model: CounterModel, document: CounterDocument) -> Dialog:
    return Dialog(
        tr("PILIH NOMOR YANG DIPANGGIL"),
        tr("panggil sekarang"),
        tr("Nomor itu dipanggil ke loket ini; yang lain tetap pada urutannya."),
        lambda d, c: CallChosen(counter=c.id, expect=c.revision, visit=d.answer),
        options=tuple(
            Option(w.visit, Text("{t}  {s}").format(t=w.ticket, s=model.service_name(w.service)), w.why)
            for w in (*document.line, *document.returned)
        ),
    )


CALL_CHOSEN = Key("N", tr("pilih nomor"), tr("panggil nomor pilihan"), _call_guard, with_document(_choose))


def _resume_guard(model: CounterModel, now: datetime) -> Text | None:
    if model.situation == "empty" and model.document and not model.document.parked:
        return tr("tidak ada nomor yang tertunda di loket ini.")
    return needs("empty")(model, now)


def _resume_label(model: CounterModel, now: datetime) -> Text | None:
    if model.document is None or _resume_guard(model, now) is not None:
        return None
    first, *more = model.document.parked
    label = tr("lanjutkan")
    return label if more else Text("{w} {t}").format(w=label, t=first.ticket)


def _resume(_: CounterModel, document: CounterDocument) -> KeyResult:
    """Resume the only parked number, which the label names, or ask which one."""
    if len(document.parked) == 1:
        only = document.parked[0]
        return Resume(only.visit, only.revision)
    return Dialog(
        tr("LANJUTKAN NOMOR YANG TERTUNDA"),
        tr("lanjutkan sekarang"),
        tr("Nomor itu dipanggil ke loket ini."),
        lambda d, c: next((Resume(p.visit, p.revision) for p in c.parked if p.visit == d.answer), None),
        options=tuple(
            Option(p.visit, Text("{t}  {r}").format(t=p.ticket, r=labels.PARK[p.reason])) for p in document.parked
        ),
        chosen=0,
    )


RESUME = Key("L", _resume_label, tr("lanjutkan yang tertunda"), _resume_guard, with_document(_resume))


def _set_counter_label(model: CounterModel, _: datetime) -> Text | None:
    if model.situation == "empty":
        return tr("jeda, tutup")
    return tr("buka loket") if model.situation in ("closed", "break") else None


def _set_counter(_: CounterModel, document: CounterDocument) -> KeyResult:
    """Open the counter, or ask whether it has a break or closes."""
    if document.state != "open":
        return SetCounter(counter=document.id, expect=document.revision, state="open")
    return Dialog(
        tr("LOKET: JEDA ATAU TUTUP"),
        tr("ubah sekarang"),
        tr("Tidak ada nomor yang dipanggil sampai J membuka lagi."),
        lambda d, c: SetCounter(counter=c.id, expect=c.revision, state="break" if d.answer == "break" else "closed"),
        options=(Option("break", tr("jeda sebentar")), Option("closed", tr("tutup", "act"))),
        chosen=0,
    )


_no_visit = needs("empty", "closed", "break")

SET_COUNTER = Key("J", _set_counter_label, tr("buka, jeda, tutup loket"), _no_visit, with_document(_set_counter))


def _undo_guard(model: CounterModel, now: datetime) -> Text | None:
    if model.document is None:
        return NO_DATA
    return None if model.undo_seconds(now) else tr("tidak ada yang dapat diurungkan lagi.")


def _undo_label(model: CounterModel, now: datetime) -> Text | None:
    seconds = model.undo_seconds(now)
    return tr("urungkan {n}").format(n=seconds) if seconds else None


UNDO = Key("Z", _undo_label, tr("urungkan tindakan terakhir"), _undo_guard, send(Undo))


def _restore_guard(model: CounterModel, _: datetime) -> Text | None:
    if model.document is None:
        return NO_DATA
    return None if model.document.absent else tr("tidak ada nomor yang tidak hadir di loket ini.")


def _restore(model: CounterModel, document: CounterDocument) -> Dialog:
    return Dialog(
        tr("PULIHKAN NOMOR YANG TIDAK HADIR"),
        tr("pulihkan sekarang"),
        tr("Nomor itu menunggu lagi, urutan menurut waktu sekarang."),
        lambda d, c: next((Restore(a.visit, a.revision) for a in c.absent if a.visit == d.answer), None),
        options=tuple(
            Option(a.visit, Text("{t}  {s}").format(t=a.ticket, s=model.service_name(a.service)))
            for a in document.absent
        ),
        chosen=0,
    )


RESTORE = Key("I", tr("pulihkan"), tr("pulihkan yang tidak hadir"), _restore_guard, with_document(_restore))


def _search_guard(model: CounterModel, _: datetime) -> Text | None:
    return None if model.sops else tr("SOP belum datang dari server.")


def _search(model: CounterModel, _: datetime) -> CounterModel:
    catalogue = model.feed.catalogue
    return evolve(model, search=open_search(model.document, catalogue)) if catalogue else model


SEARCH = Key("C", tr("cari"), tr("cari nomor, layanan, SOP"), _search_guard, _search, only_shows=True)


def _standard_guard(model: CounterModel, now: datetime) -> Text | None:
    if model.sop is not None:
        return None
    return _search_guard(model, now) or tr("tidak ada nomor di loket ini. C mencari SOP.")


def _show_standard(model: CounterModel, _: datetime) -> CounterModel:
    sop, catalogue = model.sop, model.feed.catalogue
    return evolve(model, search=open_standard(model.document, catalogue, sop)) if sop and catalogue else model


STANDARD = Key("O", tr("SOP", "key"), tr("baca SOP layanan ini"), _standard_guard, _show_standard, only_shows=True)


def _sign_off(_: CounterModel, document: CounterDocument) -> Dialog:
    stays = tr("Loket ini tidak melayani sampai petugas masuk lagi.")
    closes = tr("Loket ini ditutup, dan tidak melayani sampai petugas masuk lagi.")
    return Dialog(
        tr("PETUGAS {w} KELUAR").format(w=document.who or ""),
        tr("keluar sekarang"),
        closes if document.state == "open" else stays,
        lambda _, __: SignOff(),
    )


SIGN_OFF = Key("E", tr("keluar"), tr("petugas keluar dari loket ini"), _no_visit, with_document(_sign_off))


def _print_guard(model: CounterModel, _: datetime) -> Text | None:
    queue = model.print_queue
    if queue is None:
        return tr("tidak ada pencetak di terminal ini.")
    if queue.printing is not None:
        return tr("{c} sedang dicetak.").format(c=queue.printing)
    return None if queue.again(model.visit) else tr("belum ada berkas yang diterima di sini.")


def _print(model: CounterModel, _: datetime) -> CounterModel:
    queue = model.print_queue
    return evolve(model, print_queue=queue.ask(queue.again(model.visit))) if queue else model


PRINT = Key("R", tr("cetak slip"), tr("cetak slip lagi"), _print_guard, _print)


def _lock_guard(model: CounterModel, _: datetime) -> Text | None:
    """Refuse to lock what only the server can unlock while it is not reached."""
    if model.document is None:
        return NO_DATA
    return None if model.feed.live else tr("server tidak tersambung, kunci tidak dapat dibuka lagi.")


LOCK = Key("Q", tr("kunci"), tr("kunci layar ini"), _lock_guard, lambda model, _: lock(model))

ALL_KEYS = Key(
    "?", tr("semua"), tr("semua tombol"), always, lambda model, _: evolve(model, all_keys=True), only_shows=True
)
