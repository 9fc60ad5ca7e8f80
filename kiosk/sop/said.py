"""The keys and values of an SOP in words, for what compares or lists them one by one."""

from datetime import date, time
from typing import Any, Final

import attrs

from kiosk.language import LANGUAGES, Text, long_date, rupiah
from kiosk.length import length_said
from kiosk.sop.model import Sourced
from kiosk.sop.row import Alternative, FeeRole, Length, Observed, Status, Symbol, Where
from kiosk.sop.words import OURS, PLACES, ROLES, STATUSES, SYMBOLS

LABELS: Final[dict[str, Text]] = {
    "name": Text("nama", "name"),
    "short": Text("nama pendek", "short name"),
    "known_as": Text("sebutan orang", "known as"),
    "continues": Text("lanjutan dari", "continues"),
    "number": Text("nomor", "number"),
    "created": Text("dibuat", "made"),
    "trial": Text("uji coba mulai", "trial from"),
    "effective": Text("efektif", "effective"),
    "review": Text("ditinjau", "review"),
    "revision": Text("revisi", "revisions"),
    "approved_by": Text("disahkan oleh", "approved by"),
    "team": Text("tim penyusun", "drafting team"),
    "audience": Text("pemohon", "for"),
    "unit": Text("unit", "unit"),
    "scope": Text("ruang lingkup", "scope"),
    "summary": Text("ringkasan", "summary"),
    "definition": Text("pengertian", "definitions"),
    "legal_basis": Text("dasar hukum", "legal basis"),
    "qualification": Text("kualifikasi", "qualification"),
    "related": Text("keterkaitan", "related SOPs"),
    "equipment": Text("peralatan", "equipment"),
    "warning": Text("peringatan", "warning"),
    "record": Text("pencatatan", "records"),
    "internal": Text("pengelolaan internal", "internal management"),
    "product": Text("produk", "product"),
    "complaint": Text("pengaduan", "complaints"),
    "collect_within": Text("diambil dalam", "collect within"),
    "note": Text("catatan", "note"),
    "ours": Text("dari kami", "ours"),
    "if_needed": Text("bila perlu", "if needed"),
    "where": Text("tempat", "place"),
    "actors": Text("pelaksana", "actors"),
    "symbol": Text("simbol", "symbol"),
    "at_issue": Text("nomor diberikan di sini", "number given out here"),
    "opens_case": Text("berkas dibuka", "opens the case"),
    "no": Text("bila tidak", "if not"),
    "minutes": Text("waktu baku (menit)", "standard minutes"),
    "minutes_source": Text("sumber waktu baku", "source of the minutes"),
    "observed": Text("waktu terlihat", "seen to take"),
    "inputs": Text("kelengkapan", "inputs"),
    "output": Text("hasil", "output"),
    "limit": Text("batas pemohon", "applicant's limit"),
    "source": Text("sumber", "source"),
    "from_step": Text("sejak tahap", "from the step"),
    "to_step": Text("sampai tahap", "to the step"),
    "from_text": Text("dihitung sejak", "counted from"),
    "max": Text("paling lama", "at most"),
    "min": Text("paling cepat", "at least"),
    "cutoff": Text("masuk sebelum", "in by"),
    "stops": Text("tidak termasuk", "not counting"),
    "basis": Text("dasar", "basis"),
    "status": Text("kepastian", "certainty"),
    "parts": Text("bagian", "parts"),
    "alternative": Text("sumber lain", "other sources"),
    "role": Text("jenis biaya", "sort of fee"),
    "always": Text("selalu dipungut", "always paid"),
    "amount": Text("jumlah", "amount"),
}
"""What each key that two SOPs may say differently is called."""

_NOTHING: Final = Text("(kosong)", "(nothing)")

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
            return Text("ya", "yes")
        case Text():
            return value
        case str():
            return known.get(value, Text(value))
        case int():
            return Text(rupiah(value) if key == "amount" else str(value))
        case date():
            return Text(*(long_date(value, language) for language in LANGUAGES))
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
