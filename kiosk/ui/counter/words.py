"""What results, reasons and past acts are called, in the order in which dialogs offer them."""

from collections.abc import Sequence
from typing import Final, Literal

from kiosk.language import Text, day_and_month
from kiosk.wire.case import Due, Outcome
from kiosk.wire.command import (
    CancelReason,
    DelayReason,
    ParkReason,
    ReturnReason,
    TransferReason,
    UndoneReason,
)
from kiosk.wire.counter import Undoable

OUTCOMES: Final[dict[Outcome, Text]] = {
    "done": Text("selesai", "done"),
    "incomplete": Text("tidak lengkap", "incomplete"),
    "refused": Text("ditolak", "refused"),
    "left": Text("pemohon pergi", "applicant left"),
}

SETTLED: Final[dict[Literal["incomplete", "refused", "left"], Text]] = {
    "incomplete": OUTCOMES["incomplete"],
    "refused": OUTCOMES["refused"],
    "left": OUTCOMES["left"],
}

OTHER_PAPER: Final = Text("Lain: tidak ada di daftar", "Other: not on the list")

RETURN: Final[dict[ReturnReason, Text]] = {
    "papers": Text("melengkapi berkas dahulu", "has to complete the papers first"),
    "wrong-counter": Text("salah loket", "wrong counter"),
    "equipment": Text("alat terganggu", "equipment out of order"),
    "other": Text("lain", "other"),
}

CANCEL: Final[dict[CancelReason, Text]] = {
    "wrong-number": Text("salah ambil nomor", "took the wrong number"),
    "left": Text("pemohon pergi", "applicant left"),
    "twice": Text("nomor ganda", "has two numbers"),
    "other": Text("lain", "other"),
}

UNDONE: Final[dict[UndoneReason, Text]] = {
    "mistake": Text("salah tekan", "pressed by mistake"),
    "again": Text("harus diulang", "has to be done again"),
    "other": Text("lain", "other"),
}

PARK: Final[dict[ParkReason, Text]] = {
    "copy": Text("fotokopi", "photocopy"),
    "payment": Text("pembayaran", "payment"),
    "photo": Text("pas foto", "passport photo"),
    "papers": Text("mengambil berkas", "fetches papers"),
    "rest": Text("beristirahat", "rests"),
    "other": Text("lain", "other"),
}

TRANSFER: Final[dict[TransferReason, Text]] = {
    "wrong-number": Text("salah ambil nomor", "took the wrong number"),
    "needs-other": Text("perlu layanan lain", "needs another service"),
    "other": Text("lain", "other"),
}

DELAY: Final[dict[DelayReason, Text]] = {
    "system": Text("sistem lambat", "slow system"),
    "papers": Text("berkas rumit", "difficult papers"),
    "equipment": Text("alat terganggu", "equipment out of order"),
    "interview": Text("wawancara mendalam", "long interview"),
    "language": Text("kendala bahasa", "language difficulties"),
    "other": Text("lain", "other"),
}

_PAST: Final[dict[str, Text]] = {
    "counter-set": Text("keadaan loket", "the counter's state"),
    "called": Text("panggilan {t}", "the call of {t}"),
    "started": Text("mulai {t}", "the start of {t}"),
    "step-done": Text("tahap selesai {t}", "a step done of {t}"),
    "step-undone": Text("tahap belum selesai {t}", "a step not done of {t}"),
    "returned": Text("kembalikan {t}", "the return of {t}"),
    "parked": Text("tunda {t}", "parking {t}"),
    "resumed": Text("lanjutkan {t}", "resuming {t}"),
    "transferred": Text("alihkan {t}", "the transfer of {t}"),
    "still-served": Text("masih dilayani {t}", "{t} still being served"),
    "noted": Text("sebab waktu {t}", "the reason noted for {t}"),
    "no-show": Text("tidak hadir {t}", "{t} marked absent"),
    "restored": Text("pulihkan {t}", "restoring {t}"),
    "finished": Text("selesai {t}", "the finish of {t}"),
    "cancelled": Text("batal {t}", "the cancelling of {t}"),
    "case-attached": Text("pindaian tanda terima {t}", "the scan of a receipt for {t}"),
    "milestone-reached": Text("tanda dibayar", "the note of a payment"),
    "applicant-settled": Text("hasil satu orang {t}", "what came of one of {t}"),
}


def undone(act: Undoable) -> Text:
    """What undoing *act* takes back."""
    return _PAST.get(act.kind, Text("tindakan terakhir {t}", "the last act on {t}")).format(t=act.ticket or "")


def receipts(codes: Sequence[str], most: int = 2) -> str:
    """At most so many codes of receipts, as they are printed, and how many more: K7Q2-M9XA-3, 8XV0-55QP-1 +2."""
    more = len(codes) - most
    return ", ".join(codes[:most]) + (f" +{more}" if more > 0 else "")


def ready_by(due: Due | None) -> Text | None:
    """By when it is to be ready, in a sentence's words; none before any promise counts."""
    if due is None:
        return None
    if due.day is None:
        return Text("belum ada tanggal siap, kalender belum ada", "no date can be promised, a calendar is missing")
    return Text("siap {d}", "ready on {d}").format(d=Text(day_and_month(due.day, "id"), day_and_month(due.day, "en")))
