"""Why a key does not act now, in words that say what to do instead."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from kiosk.language import Text, tr
from kiosk.ui.counter.keys.dialogs import unsettled
from kiosk.ui.counter.model.counter import CounterModel, Situation

Guard = Callable[[CounterModel, datetime], Text | None]
"""Why not, at an instant of the endpoint's clock; none: the key acts."""

_CLOSED: Final = tr("loket belum dibuka. Tekan J untuk membuka.")
_BREAK: Final = tr("loket sedang jeda. Tekan J untuk membuka lagi.")
_UNKNOWN: Final = tr("data loket belum datang dari server.")
_EMPTY: Final = tr("tidak ada nomor di loket ini. P memanggil.")
_CALLED: Final = tr("{t} baru dipanggil. M bila orangnya sudah datang.")
_CALLED_STILL: Final = tr("{t} masih dipanggil. M mulai, H tidak hadir, K kembalikan.")
_SERVING: Final = tr("{t} sudah dilayani.")
_SERVING_STILL: Final = tr("{t} masih dilayani. B selesai dan berikutnya.")


def unless(*wanted: Situation) -> Guard:
    """Why a key that needs one of the situations *wanted* does not act."""

    def why_not(model: CounterModel, _: datetime) -> Text | None:
        situation = model.situation
        if situation in wanted:
            return None
        alone: dict[Situation, Text] = {"unknown": _UNKNOWN, "closed": _CLOSED, "break": _BREAK, "empty": _EMPTY}
        if situation in alone:
            return alone[situation]
        needs_empty = "empty" in wanted
        if situation == "called":
            text = _CALLED_STILL if needs_empty else _CALLED
        else:
            text = _SERVING_STILL if needs_empty else _SERVING
        return text.format(t=model.visit.ticket if model.visit else "")

    return why_not


def never(_station: CounterModel, _now: datetime) -> Text | None:
    """Of a key that always acts."""
    return None


def no_next(model: CounterModel, now: datetime) -> Text | None:
    """Why P does not act."""
    if model.situation == "empty" and model.document and not model.document.line_length:
        return tr("tidak ada yang menunggu untuk loket ini.")
    return unless("empty")(model, now)


def no_recall(model: CounterModel, now: datetime) -> Text | None:
    """Why U does not act."""
    if model.visit and model.situation == "called" and model.visit.recall_at is None:
        return tr("{t} sudah dipanggil {n} kali. H mencatat tidak hadir.").format(
            t=model.visit.ticket, n=model.visit.calls
        )
    return unless("called")(model, now) or _seconds(until_recall(model, now))


def no_no_show(model: CounterModel, now: datetime) -> Text | None:
    """Why H does not act."""
    return unless("called")(model, now) or _seconds(until_no_show(model, now))


def nobody_absent(model: CounterModel, now: datetime) -> Text | None:
    """Why I does not act."""
    if model.document and not model.document.absent:
        return tr("tidak ada nomor yang tidak hadir di loket ini.")
    return None if model.document else _UNKNOWN


def nobody_parked(model: CounterModel, now: datetime) -> Text | None:
    """Why L does not act."""
    if model.situation == "empty" and model.document and not model.document.parked:
        return tr("tidak ada nomor yang tertunda di loket ini.")
    return unless("empty")(model, now)


def no_other_service(model: CounterModel, now: datetime) -> Text | None:
    """Why A does not act."""
    if model.situation == "serving" and not model.other_services:
        return tr("tidak ada layanan lain yang dikenal di sini.")
    return unless("serving")(model, now)


def no_delay(model: CounterModel, now: datetime) -> Text | None:
    """Why W does not act."""
    if model.situation != "serving" or model.over_standard(now):
        return unless("serving")(model, now)
    if model.service_standard is None:
        return tr("standar waktu tidak ditetapkan, tidak ada yang lewat.")
    return tr("layanan masih dalam standar.")


def no_lock(model: CounterModel, _: datetime) -> Text | None:
    """Why Q does not act: what only the server can open again is not locked without it."""
    if model.document is None:
        return _UNKNOWN
    if model.feed.live:
        return None
    return tr("server tidak tersambung, kunci tidak dapat dibuka lagi.")


def to_tick(model: CounterModel) -> tuple[str, ...]:
    """Steps of the applicant's own that cases of the visit at hand wait for: a payment."""
    cases = model.visit.cases if model.visit else ()
    return tuple(dict.fromkeys(step for case in cases for step in case.ticks))


def nothing_to_tick(model: CounterModel, now: datetime) -> Text | None:
    """Why D does not act."""
    if model.situation == "serving" and not to_tick(model):
        return tr("tidak ada berkas di sini yang menunggu pembayaran.")
    return unless("serving")(model, now)


def nobody_to_settle(model: CounterModel, now: datetime) -> Text | None:
    """Why F does not act."""
    if model.visit and model.situation == "serving" and len(unsettled(model.visit)) < 2:
        return tr("hanya satu orang; S mencatat hasilnya.")
    return unless("serving")(model, now)


def nothing_to_print(model: CounterModel, _: datetime) -> Text | None:
    """Why R does not act."""
    if model.print_queue is None:
        return tr("tidak ada pencetak di terminal ini.")
    if model.print_queue.printing is not None:
        return tr("{c} sedang dicetak.").format(c=model.print_queue.printing)
    if not model.print_queue.again(model.visit):
        return tr("belum ada berkas yang diterima di sini.")
    return None


def no_start(model: CounterModel, now: datetime) -> Text | None:
    """Why M does not act."""
    return None if model.asks_still(now) else unless("called")(model, now)


def no_undo(model: CounterModel, now: datetime) -> Text | None:
    """Why Z does not act."""
    if model.document and not until_undo_ends(model, now):
        return tr("tidak ada yang dapat diurungkan lagi.")
    return None if model.document else _UNKNOWN


def _seconds(wait: int) -> Text | None:
    if not wait:
        return None
    return tr("baru saja dipanggil, dapat lagi dalam {n} detik.").format(n=wait)


def until_recall(model: CounterModel, now: datetime) -> int:
    """Seconds until the number may be called again."""
    return _until(model.visit.recall_at if model.visit else None, now)


def until_no_show(model: CounterModel, now: datetime) -> int:
    """Seconds until the number may be marked absent."""
    return _until(model.visit.no_show_at if model.visit else None, now)


def until_undo_ends(model: CounterModel, now: datetime) -> int:
    """Seconds for which the counter's last act can still be undone; 0 where there is none."""
    return _until(model.document.undo.until if model.document and model.document.undo else None, now)


def _until(moment: datetime | None, now: datetime) -> int:
    """Seconds from *now*, begun ones whole."""
    return max(0, -int(-(moment - now).total_seconds() // 1)) if moment else 0


def no_catalogue(model: CounterModel, _: datetime) -> Text | None:
    """Why nothing can be looked for."""
    return None if model.sops else tr("SOP belum datang dari server.")


def no_sop(model: CounterModel, now: datetime) -> Text | None:
    """Why there is no standard of a service at hand to be read."""
    if model.sop is not None:
        return None
    none_here = tr("tidak ada nomor di loket ini. C mencari SOP.")
    return no_catalogue(model, now) or none_here
