"""What the fixed values of an SOP are called, and its figures in words."""

from datetime import date, time
from typing import Any, Final

import attrs

from kiosk.sop.model import Life, Ours, Sourced
from kiosk.sop.rows import Alternative, Fee, FeeRole, Length, Observed, PatchReason, Promise, Status, Symbol
from kiosk.text.duration import duration_since_text, duration_text
from kiosk.text.language import LANGUAGES, Text, dated, rupiah, tr
from kiosk.wire.catalogue import SopKind, Where

KIND_LABELS: Final[dict[SopKind, Text]] = {
    "kantor": tr("SOP kantor"),
    "pusat": tr("SOP pusat"),
    "inovasi": tr("SOP inovasi"),
}
LIFE_LABELS: Final[dict[Life, Text]] = {
    "konsep": tr("konsep"),
    "uji-coba": tr("uji coba"),
    "disahkan": tr("disahkan"),
    "berlaku": tr("berlaku"),
    "dicabut": tr("dicabut"),
}
PLACE_LABELS: Final[dict[Where, Text]] = {
    "applicant": tr("pemohon"),
    "counter": tr("loket"),
    "back-office": tr("dalam"),
    "collection": tr("penyerahan"),
}
SYMBOL_LABELS: Final[dict[Symbol, Text]] = {
    "terminator": tr("kapsul"),
    "process": tr("kotak"),
    "decision": tr("belah ketupat"),
}
STATUS_LABELS: Final[dict[Status, Text]] = {
    "current": tr("berlaku", "figure"),
    "secondary": tr("dari sumber kedua"),
    "derived": tr("dihitung sendiri"),
    "superseded": tr("aturan lama"),
    "unknown": tr("belum pasti"),
}
ROLE_LABELS: Final[dict[FeeRole, Text]] = {
    "base": tr("biaya pokok"),
    "extra": tr("tambahan"),
    "burden": tr("biaya beban"),
}
REASON_LABELS: Final[dict[PatchReason, Text]] = {"regulation": tr("aturan"), "constraint": tr("keadaan kantor")}
OURS_LABELS: Final[dict[Ours, Text]] = {
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

INTERNAL_LABELS: Final = {
    "facilities": tr("sarana, prasarana, fasilitas"),
    "supervision": tr("pengawasan internal"),
    "staff": tr("jumlah pelaksana"),
    "guarantee": tr("jaminan pelayanan"),
    "safety": tr("jaminan keamanan dan keselamatan"),
    "evaluation": tr("evaluasi kinerja pelaksana"),
}
"""The components of internal management by their keys."""

UNSOURCED: Final = tr("tanpa sumber, tidak tampil di papan")


def length_text(value: Length) -> Text:
    """A length of time: 30 hari."""
    return duration_text(value.value, value.unit)


def promise_text(promise: Promise) -> Text:
    """What is promised, from when: 4 hari kerja sejak berkas lengkap."""
    return duration_since_text(promise.max, promise.unit, promise.from_text, promise.min, promise.cutoff)


def fee_text(fee: Fee) -> str:
    """The amount in rupiah; a question mark where it is not known."""
    return "?" if fee.amount is None else rupiah(fee.amount)


KEY_LABELS: Final[dict[str, Text]] = {
    "name": tr("nama"),
    "short": tr("nama pendek"),
    "known_as": tr("sebutan orang"),
    "continues": tr("lanjutan dari"),
    "number": tr("nomor"),
    "created": tr("dibuat"),
    "trial": tr("uji coba mulai"),
    "effective": tr("efektif"),
    "review": tr("ditinjau"),
    "revision": tr("revisi"),
    "approved_by": tr("disahkan oleh"),
    "team": tr("tim penyusun"),
    "audience": tr("pemohon", "standard"),
    "unit": tr("unit"),
    "scope": tr("ruang lingkup"),
    "summary": tr("ringkasan"),
    "definition": tr("pengertian"),
    "legal_basis": tr("dasar hukum"),
    "qualification": tr("kualifikasi"),
    "related": tr("keterkaitan"),
    "equipment": tr("peralatan"),
    "warning": tr("peringatan"),
    "record": tr("pencatatan"),
    "internal": tr("pengelolaan internal"),
    "product": tr("produk"),
    "complaint": tr("pengaduan"),
    "collect_within": tr("diambil dalam"),
    "note": tr("catatan"),
    "ours": tr("dari kami"),
    "if_needed": tr("bila perlu"),
    "where": tr("tempat"),
    "actors": tr("pelaksana"),
    "symbol": tr("simbol"),
    "at_issue": tr("nomor diberikan di sini"),
    "opens_case": tr("berkas dibuka"),
    "no": tr("bila tidak"),
    "minutes": tr("waktu baku (menit)"),
    "minutes_source": tr("sumber waktu baku"),
    "observed": tr("waktu terlihat"),
    "inputs": tr("kelengkapan"),
    "output": tr("hasil"),
    "limit": tr("batas pemohon"),
    "source": tr("sumber"),
    "from_step": tr("sejak tahap"),
    "to_step": tr("sampai tahap"),
    "from_text": tr("dihitung sejak"),
    "max": tr("paling lama"),
    "min": tr("paling cepat"),
    "cutoff": tr("masuk sebelum"),
    "stops": tr("tidak termasuk"),
    "basis": tr("dasar"),
    "status": tr("kepastian"),
    "parts": tr("bagian"),
    "alternative": tr("sumber lain"),
    "role": tr("jenis biaya"),
    "always": tr("selalu dipungut"),
    "amount": tr("jumlah"),
}
"""What each key that two SOPs may say differently is called."""

_VALUE_LABELS: Final[dict[str, dict[Any, Text]]] = {
    "where": PLACE_LABELS,
    "symbol": SYMBOL_LABELS,
    "status": STATUS_LABELS,
    "role": ROLE_LABELS,
    "ours": OURS_LABELS,
}


def value_text(key: str, value: Any) -> Text:
    """The *value* of *key* in words."""
    match value:
        case None | () | False:
            return tr("(kosong)")
        case True:
            return tr("ya")
        case Text():
            return value
        case str():
            return _VALUE_LABELS.get(key, {}).get(value, Text(value))
        case int():
            return Text(rupiah(value) if key == "amount" else str(value))
        case date():
            return dated(value)
        case time():
            return Text(f"{value:%H.%M}")
        case tuple():
            return joined_texts([value_text(key, part) for part in value], "; ")
        case Sourced():
            return _add_source(Text(value.id, value.en), None, value.source)
        case Length():
            return _add_source(length_text(value), value.note, value.source)
        case Observed():
            return _add_source(duration_text(value.high, "minutes", value.low), value.note, value.source)
        case Alternative():
            span = Text("?") if value.max is None else duration_text(value.max, value.unit, value.min)
            return _add_source(span, value.from_text, value.source)
    parts = attrs.asdict(value, recurse=False)
    return joined_texts([value_text(name, part) for name, part in parts.items() if part not in (None, (), False)], ", ")


def _add_source(figure: Text, words: Text | None, source: str | None) -> Text:
    """A figure with the words about it and the key of its source."""
    words = joined_texts([figure, words], ", ") if words else figure
    return joined_texts([words, Text(f"[{source}]")], " ") if source else words


def joined_texts(parts: list[Text], by: str) -> Text:
    """*parts* with *by* between them, in each language."""
    return Text(*(by.join(part[language] for part in parts) for language in LANGUAGES))
