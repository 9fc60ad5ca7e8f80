"""What the fixed values of an SOP are called, and its figures in words."""

from typing import Final

from kiosk.language import Text, rupiah
from kiosk.length import length_said, promise_said
from kiosk.sop.document import Ours
from kiosk.sop.model import Kind, Life
from kiosk.sop.patch import PatchReason
from kiosk.sop.row import Fee, FeeRole, Length, Promise, Status, Symbol, Where

KINDS: Final[dict[Kind, Text]] = {
    "kantor": Text("SOP kantor", "office SOP"),
    "pusat": Text("SOP pusat", "national SOP"),
    "inovasi": Text("SOP inovasi", "innovation SOP"),
}
LIVES: Final[dict[Life, Text]] = {
    "konsep": Text("konsep", "draft"),
    "uji-coba": Text("uji coba", "on trial"),
    "disahkan": Text("disahkan", "approved"),
    "berlaku": Text("berlaku", "in force"),
    "dicabut": Text("dicabut", "withdrawn"),
}
PLACES: Final[dict[Where, Text]] = {
    "applicant": Text("pemohon", "applicant"),
    "counter": Text("loket", "counter"),
    "back-office": Text("dalam", "inside"),
    "collection": Text("penyerahan", "collection"),
}
SYMBOLS: Final[dict[Symbol, Text]] = {
    "terminator": Text("kapsul", "capsule"),
    "process": Text("kotak", "box"),
    "decision": Text("belah ketupat", "diamond"),
}
STATUSES: Final[dict[Status, Text]] = {
    "current": Text("berlaku", "current"),
    "secondary": Text("dari sumber kedua", "from a secondary source"),
    "derived": Text("dihitung sendiri", "worked out by ourselves"),
    "superseded": Text("aturan lama", "superseded"),
    "unknown": Text("belum pasti", "not certain"),
}
ROLES: Final[dict[FeeRole, Text]] = {
    "base": Text("biaya pokok", "base fee"),
    "extra": Text("tambahan", "extra"),
    "burden": Text("biaya beban", "burden fee"),
}
REASONS: Final[dict[PatchReason, Text]] = {
    "regulation": Text("aturan", "regulation"),
    "constraint": Text("keadaan kantor", "constraint"),
}
OURS: Final[dict[Ours, Text]] = {
    "actors": Text("pelaksana yang tidak disebut sumber", "actors that the source does not name"),
    "english": Text("terjemahan Inggris", "the English"),
    "known-as": Text("sebutan orang", "what people call it"),
    "promise-end": Text("tahap akhir janji", "the step that a promise ends with"),
    "short": Text("nama pendek", "short names"),
    "steps": Text("tahap tanpa sumber", "steps without a source"),
    "symbol": Text("simbol", "symbols"),
    "unit": Text("unit tanpa sumber", "units without a source"),
    "where": Text("tempat tahap", "where a step is done"),
}

INTERNAL: Final = {
    "facilities": Text("sarana, prasarana, fasilitas", "facilities"),
    "supervision": Text("pengawasan internal", "internal supervision"),
    "staff": Text("jumlah pelaksana", "number of staff"),
    "guarantee": Text("jaminan pelayanan", "guarantee of service"),
    "safety": Text("jaminan keamanan dan keselamatan", "guarantee of safety"),
    "evaluation": Text("evaluasi kinerja pelaksana", "evaluation of staff"),
}
"""The components of internal management by their keys."""

NOT_SHOWN: Final = Text("tidak tampil di papan", "not on the board")
UNSOURCED: Final = Text("tanpa sumber, tidak tampil di papan", "no source, not on the board")


def length(value: Length) -> Text:
    """A length of time: 30 hari."""
    return length_said(value.value, value.unit)


def promised(promise: Promise) -> Text:
    """What is promised, from when: 4 hari kerja sejak berkas lengkap."""
    return promise_said(promise.max, promise.unit, promise.from_text, promise.min, promise.cutoff)


def cost(fee: Fee) -> str:
    """The amount in rupiah; a question mark where it is not known."""
    return "?" if fee.amount is None else rupiah(fee.amount)
