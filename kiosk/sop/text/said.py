"""The keys and values of an SOP in words, for what compares or lists them one by one."""

from datetime import date, time
from typing import Any, Final

import attrs

from kiosk.language import LANGUAGES, Text, dated, rupiah, tr
from kiosk.length import length_said
from kiosk.sop.model import Sourced
from kiosk.sop.row import Alternative, FeeRole, Length, Observed, Status, Symbol
from kiosk.sop.words import OURS, PLACES, ROLES, STATUSES, SYMBOLS
from kiosk.wire.catalogue import Where

LABELS: Final[dict[str, Text]] = {
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

_NOTHING: Final = tr("(kosong)")

_VALUES: Final[dict[str, dict[Where, Text] | dict[Symbol, Text] | dict[Status, Text] | dict[FeeRole, Text]]] = {
    "where": PLACES,
    "symbol": SYMBOLS,
    "status": STATUSES,
    "role": ROLES,
}


def label(key: str) -> Text:
    """What *key* is called."""
    return LABELS[key]


def said(key: str, value: Any) -> Text:
    """The *value* of *key* in words."""
    known: dict[Any, Text] = {**_VALUES.get(key, {}), **(dict(OURS) if key == "ours" else {})}
    match value:
        case None | () | False:
            return _NOTHING
        case True:
            return tr("ya")
        case Text():
            return value
        case str():
            return known.get(value, Text(value))
        case int():
            return Text(rupiah(value) if key == "amount" else str(value))
        case date():
            return dated(value)
        case time():
            return Text(f"{value:%H.%M}")
        case tuple():
            return joined([said(key, part) for part in value], "; ")
        case Sourced():
            return _cited(Text(value.id, value.en), None, value.source)
        case Length():
            return _cited(length_said(value.value, value.unit), value.note, value.source)
        case Observed():
            return _cited(length_said(value.high, "minutes", value.low), value.note, value.source)
        case Alternative():
            span = Text("?") if value.max is None else length_said(value.max, value.unit, value.min)
            return _cited(span, value.from_text, value.source)
    parts = attrs.asdict(value, recurse=False)
    return joined([said(name, part) for name, part in parts.items() if part not in (None, (), False)], ", ")


def _cited(figure: Text, words: Text | None, source: str | None) -> Text:
    """A figure with what is said of it and the key of its source."""
    told = joined([figure, words], ", ") if words else figure
    return joined([told, Text(f"[{source}]")], " ") if source else told


def joined(parts: list[Text], by: str) -> Text:
    """*parts* with *by* between them, in each language."""
    return Text(*(by.join(part[language] for part in parts) for language in LANGUAGES))
