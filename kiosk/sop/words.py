"""What the fixed values of an SOP are called, and its figures in words."""

from typing import Final

from kiosk.language import Text, rupiah, tr
from kiosk.length import length_said, promise_said
from kiosk.sop.document import Ours
from kiosk.sop.model import Life
from kiosk.sop.patch import PatchReason
from kiosk.sop.row import Fee, FeeRole, Length, Promise, Status, Symbol
from kiosk.wire.catalogue import SopKind, Where

KIND_WORDS: Final[dict[SopKind, Text]] = {
    "kantor": tr("SOP kantor"),
    "pusat": tr("SOP pusat"),
    "inovasi": tr("SOP inovasi"),
}
LIVES: Final[dict[Life, Text]] = {
    "konsep": tr("konsep"),
    "uji-coba": tr("uji coba"),
    "disahkan": tr("disahkan"),
    "berlaku": tr("berlaku"),
    "dicabut": tr("dicabut"),
}
PLACES: Final[dict[Where, Text]] = {
    "applicant": tr("pemohon"),
    "counter": tr("loket"),
    "back-office": tr("dalam"),
    "collection": tr("penyerahan"),
}
SYMBOLS: Final[dict[Symbol, Text]] = {
    "terminator": tr("kapsul"),
    "process": tr("kotak"),
    "decision": tr("belah ketupat"),
}
STATUSES: Final[dict[Status, Text]] = {
    "current": tr("berlaku", "figure"),
    "secondary": tr("dari sumber kedua"),
    "derived": tr("dihitung sendiri"),
    "superseded": tr("aturan lama"),
    "unknown": tr("belum pasti"),
}
ROLES: Final[dict[FeeRole, Text]] = {
    "base": tr("biaya pokok"),
    "extra": tr("tambahan"),
    "burden": tr("biaya beban"),
}
REASONS: Final[dict[PatchReason, Text]] = {
    "regulation": tr("aturan"),
    "constraint": tr("keadaan kantor"),
}
OURS: Final[dict[Ours, Text]] = {
    "actors": tr("pelaksana yang tidak disebut sumber"),
    "english": tr("terjemahan Inggris"),
    "known-as": tr("sebutan orang", "review"),
    "promise-end": tr("tahap akhir janji"),
    "short": tr("nama pendek", "review"),
    "steps": tr("tahap tanpa sumber"),
    "symbol": tr("simbol", "review"),
    "unit": tr("unit tanpa sumber"),
    "where": tr("tempat tahap"),
}

INTERNAL: Final = {
    "facilities": tr("sarana, prasarana, fasilitas"),
    "supervision": tr("pengawasan internal"),
    "staff": tr("jumlah pelaksana"),
    "guarantee": tr("jaminan pelayanan"),
    "safety": tr("jaminan keamanan dan keselamatan"),
    "evaluation": tr("evaluasi kinerja pelaksana"),
}
"""The components of internal management by their keys."""

NOT_SHOWN: Final = tr("tidak tampil di papan")
UNSOURCED: Final = tr("tanpa sumber, tidak tampil di papan")


def length(value: Length) -> Text:
    """A length of time: 30 hari."""
    return length_said(value.value, value.unit)


def promised(promise: Promise) -> Text:
    """What is promised, from when: 4 hari kerja sejak berkas lengkap."""
    return promise_said(promise.max, promise.unit, promise.from_text, promise.min, promise.cutoff)


def cost(fee: Fee) -> str:
    """The amount in rupiah; a question mark where it is not known."""
    return "?" if fee.amount is None else rupiah(fee.amount)
