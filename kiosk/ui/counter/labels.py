"""The labels of outcomes, reasons and past commands, in the order in which dialogs offer them."""

from collections.abc import Sequence
from typing import Final

from kiosk.text.language import Text, dated, day_and_month, tr
from kiosk.wire.case import Due, Outcome
from kiosk.wire.command.counter import ParkReason, ReturnReason, SettledOutcome, TransferReason, UndoneReason
from kiosk.wire.command.visit import CancelReason, DelayReason
from kiosk.wire.counter import UndoableCommand

OUTCOMES: Final[dict[Outcome, Text]] = {
    "done": tr("selesai"),
    "incomplete": tr("tidak lengkap"),
    "refused": tr("ditolak"),
    "left": tr("pemohon pergi"),
}

SETTLED: Final[dict[SettledOutcome, Text]] = {
    "incomplete": OUTCOMES["incomplete"],
    "refused": OUTCOMES["refused"],
    "left": OUTCOMES["left"],
}

RETURN: Final[dict[ReturnReason, Text]] = {
    "papers": tr("melengkapi berkas dahulu"),
    "wrong-counter": tr("salah loket"),
    "equipment": tr("alat terganggu"),
    "other": tr("lain"),
}

CANCEL: Final[dict[CancelReason, Text]] = {
    "wrong-number": tr("salah ambil nomor"),
    "left": tr("pemohon pergi"),
    "twice": tr("nomor ganda"),
    "other": tr("lain"),
}

UNDONE: Final[dict[UndoneReason, Text]] = {
    "mistake": tr("salah tekan"),
    "again": tr("harus diulang"),
    "other": tr("lain"),
}

PARK: Final[dict[ParkReason, Text]] = {
    "copy": tr("fotokopi"),
    "payment": tr("pembayaran"),
    "photo": tr("pas foto"),
    "papers": tr("mengambil berkas"),
    "rest": tr("beristirahat"),
    "other": tr("lain"),
}

TRANSFER: Final[dict[TransferReason, Text]] = {
    "wrong-number": tr("salah ambil nomor"),
    "needs-other": tr("perlu layanan lain"),
    "other": tr("lain"),
}

DELAY: Final[dict[DelayReason, Text]] = {
    "system": tr("sistem lambat"),
    "papers": tr("berkas rumit"),
    "equipment": tr("alat terganggu"),
    "interview": tr("wawancara mendalam"),
    "language": tr("kendala bahasa"),
    "other": tr("lain"),
}

_PAST: Final[dict[str, Text]] = {
    "counter-set": tr("keadaan loket"),
    "called": tr("panggilan {t}"),
    "started": tr("mulai {t}"),
    "step-done": tr("tahap selesai {t}"),
    "step-undone": tr("tahap belum selesai {t}"),
    "returned": tr("kembalikan {t}"),
    "parked": tr("tunda {t}"),
    "resumed": tr("lanjutkan {t}"),
    "transferred": tr("alihkan {t}"),
    "still-served": tr("masih dilayani {t}"),
    "noted": tr("sebab waktu {t}"),
    "no-show": tr("tidak hadir {t}"),
    "restored": tr("pulihkan {t}"),
    "finished": tr("selesai {t}"),
    "cancelled": tr("batal {t}"),
    "case-attached": tr("pindaian tanda terima {t}"),
    "milestone-reached": tr("tanda dibayar"),
    "applicant-settled": tr("hasil satu orang {t}"),
}


def undo_label(act: UndoableCommand) -> Text:
    return _PAST.get(act.kind, tr("tindakan terakhir {t}")).format(t=act.ticket or "")


def receipt_codes(codes: Sequence[str], most: int = 2) -> str:
    """Return at most so many codes of receipts, and how many more: K7Q2-M9XA-3, 8XV0-55QP-1 +2."""
    more = len(codes) - most
    return ", ".join(codes[:most]) + (f" +{more}" if more > 0 else "")


def ready_label(due: Due | None) -> Text | None:
    """Return by when a case is to be ready, for a sentence; None before any promise counts."""
    if due is None:
        return None
    if due.day is None:
        return tr("belum ada tanggal siap, kalender belum ada")
    return tr("siap {d}").format(d=dated(due.day, day_and_month))
