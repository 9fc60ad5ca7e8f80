"""The JSON Schema of an SOP file, for editors, with what each key is for: made from the model, so that they agree.

Checks that a schema cannot say stay with `kiosk sop check`: what one place of a file says of another or of another
file (ids that are there twice, steps, sources and SOPs that are not there, the order of steps, sums, the ends of a
range), that a whole number is not written 3.0 nor a text as a date, and days and hours that no calendar or clock has.
"""

from typing import Any, Final

from kiosk.schema.json_schema import SCALAR_SCHEMAS, JsonSchemas
from kiosk.sop.model import SopFile
from kiosk.sop.rows import Patch, Promise, Step
from kiosk.sop.variation import ROWS, act_keys
from kiosk.text.language import Text, tr

_SOURCE: Final = tr("Kunci sumbernya di [source]")
_SHORT: Final = tr("Nama pendek untuk layar sempit, sampai 28 huruf")
_NOTE: Final = tr("Keterangan")
_STATUS: Final = tr(
    "current (berlaku), secondary (sumber kedua), derived (dihitung), superseded (diganti), unknown (tidak pasti)"
)
_UNIT: Final = tr(
    "Satuan: working-days (hari kerja), days (hari), hours (jam), minutes (menit), same-day (hari yang sama)"
)

KEY_HELP: Final[dict[str, Text]] = {  # the file's own keys by name, those of its tables by `table.key`
    "id": tr("Nama singkat SOP, sama dengan nama berkas"),
    "name": tr("Nama SOP"),
    "known_as": tr("Sebutan orang untuk layanan ini"),
    "short": tr("Nama pendek untuk layar sempit, sampai 27 huruf"),
    "life": tr("konsep atau uji-coba; disahkan, berlaku, dan dicabut lewat pengesahan (kiosk sop approve)"),
    "extends": tr("SOP yang diubah oleh variasi ini"),
    "continues": tr("Layanan yang berkasnya diteruskan SOP ini"),
    "number": tr("Nomor SOP"),
    "created": tr("Tanggal pembuatan"),
    "trial": tr("Tanggal mulai uji coba"),
    "effective": tr("Tanggal mulai berlaku"),
    "review": tr("Tanggal peninjauan berikutnya"),
    "revision": tr("Satu revisi"),
    "approved_by": tr("Disahkan oleh: siapa yang menandatangani"),
    "team": tr("Tim penyusun"),
    "audience": tr("Untuk siapa layanan ini: WNI, WNA"),
    "unit": tr("Unit kerja penyusun, dan pelaksana tahap yang tidak menyebut unit lain"),
    "scope": tr("Ruang lingkup"),
    "summary": tr("Ringkasan"),
    "definition": tr("Satu pengertian"),
    "legal_basis": tr("Dasar hukum, satu peraturan satu teks"),
    "qualification": tr("Kualifikasi pelaksana"),
    "related": tr("Keterkaitan: SOP yang berkaitan"),
    "equipment": tr("Peralatan dan perlengkapan"),
    "warning": tr("Peringatan: akibat bila tidak dilaksanakan"),
    "record": tr("Pencatatan dan pendataan"),
    "internal": tr("Komponen internal standar pelayanan"),
    "product": tr("Produk layanan: apa yang diterima pemohon"),
    "complaint": tr("Pengaduan, saran, dan masukan"),
    "collect_within": tr("Batas waktu pengambilan"),
    "note": tr("Catatan"),
    "ours": tr("Yang ditambahkan penyusun dan tidak ada di sumber mana pun"),
    "requirement": tr("Satu syarat yang dibawa pemohon"),
    "step": tr("Satu tahap: satu baris tabel SOP"),
    "promise": tr("Janji jangka waktu, dari tahap ke tahap"),
    "fee": tr("Satu biaya"),
    "patch": tr("Satu perbedaan variasi dari SOP asalnya"),
    "source": tr("Sumber: kunci pendek, lalu alamat atau nama dokumennya"),
    "Text.id": tr("Dalam bahasa Indonesia"),
    "Text.en": tr("Dalam bahasa Inggris"),
    "Sourced.id": tr("Namanya", "source"),
    "Sourced.en": tr("Namanya dalam bahasa Inggris"),
    "Sourced.source": _SOURCE,
    "Revision.number": tr("Revisi ke berapa"),
    "Revision.date": tr("Tanggal revisi"),
    "Revision.note": tr("Apa yang berubah"),
    "Approver.office": tr("Jabatannya"),
    "Approver.name": tr("Namanya"),
    "Approver.nip": tr("NIP"),
    "Member.unit": tr("Unit kerjanya"),
    "Member.role": tr("Kedudukan dalam tim"),
    "Member.name": tr("Namanya"),
    "Team.decree": tr("Kunci SK penetapan tim di [source]"),
    "Team.member": tr("Anggota tim, dari setiap unit yang terlibat"),
    "Definition.term": tr("Istilah"),
    "Definition.meaning": tr("Artinya"),
    "Internal.facilities": tr("Sarana, prasarana, dan fasilitas"),
    "Internal.supervision": tr("Pengawasan internal"),
    "Internal.staff": tr("Jumlah pelaksana"),
    "Internal.guarantee": tr("Jaminan pelayanan"),
    "Internal.safety": tr("Jaminan keamanan dan keselamatan pelayanan"),
    "Internal.evaluation": tr("Evaluasi kinerja pelaksana"),
    "Length.value": tr("Lamanya"),
    "Length.unit": _UNIT,
    "Length.source": _SOURCE,
    "Length.note": _NOTE,
    "Observed.low": tr("Paling cepat, menit"),
    "Observed.high": tr("Paling lama, menit"),
    "Observed.source": _SOURCE,
    "Observed.note": _NOTE,
    "Requirement.id": tr("Nama singkat syarat"),
    "Requirement.name": tr("Syarat"),
    "Requirement.short": _SHORT,
    "Requirement.if_needed": tr("Hanya bila diperlukan"),
    "Step.id": tr("Nama singkat tahap"),
    "Step.name": tr("Kegiatan"),
    "Step.where": tr("Tempat: applicant (pemohon), counter (loket), back-office (di dalam), collection (penyerahan)"),
    "Step.actors": tr("Pelaksana"),
    "Step.symbol": tr("Simbol: terminator (mulai atau akhir), process (kegiatan), decision (keputusan)"),
    "Step.unit": tr("Unit pelaksana, bila bukan unit SOP ini"),
    "Step.short": _SHORT,
    "Step.at_issue": tr("Nomor antrean diberikan di tahap ini"),
    "Step.opens_case": tr("Sejak tahap ini selesai pemohon memegang tanda terima"),
    "Step.no": tr('Ke tahap mana jawaban tidak; "returned" bila berkas dikembalikan'),
    "Step.minutes": tr("Waktu baku, menit; kosongkan bila tidak ada sumbernya"),
    "Step.minutes_source": _SOURCE,
    "Step.observed": tr("Lamanya menurut pengamatan; tidak tampil untuk umum"),
    "Step.inputs": tr("Kelengkapan"),
    "Step.output": tr("Keluaran"),
    "Step.limit": tr("Batas waktu bagi pemohon"),
    "Step.note": _NOTE,
    "Step.source": _SOURCE,
    "Alternative.from_text": tr("Saat mulai dihitung, dengan kata-kata"),
    "Alternative.unit": _UNIT,
    "Alternative.max": tr("Lamanya, atau batas atasnya"),
    "Alternative.min": tr("Batas bawahnya"),
    "Alternative.source": _SOURCE,
    "Promise.from": tr("Dihitung sejak tahap ini selesai"),
    "Promise.to": tr("Sampai tahap ini selesai"),
    "Promise.from_text": tr("Saat mulai dihitung, dengan kata-kata"),
    "Promise.max": tr("Lamanya, atau batas atasnya"),
    "Promise.unit": _UNIT,
    "Promise.id": tr("Nama singkat janji, bila variasi mengubahnya"),
    "Promise.min": tr("Batas bawahnya"),
    "Promise.cutoff": tr("Paling lambat masuk pukul; hanya same-day"),
    "Promise.stops": tr("Yang menghentikan hitungan"),
    "Promise.basis": tr("Dasar"),
    "Promise.status": _STATUS,
    "Promise.source": tr("Kunci sumbernya di [source]; tanpa sumber tidak tampil untuk umum"),
    "Promise.parts": tr("Bagian-bagian yang jumlahnya sama dengan max"),
    "Promise.alternative": tr("Kata sumber lain; tidak tampil untuk umum"),
    "Promise.note": _NOTE,
    "Fee.role": tr("base (pokok), extra (tambahan), burden (beban)"),
    "Fee.name": tr("Nama biaya"),
    "Fee.status": _STATUS,
    "Fee.id": tr("Nama singkat biaya, bila variasi mengubahnya"),
    "Fee.always": tr("Selalu dipungut di samping biaya pokok"),
    "Fee.amount": tr("Rupiah: 350_000; 0 berarti gratis"),
    "Fee.basis": tr("Dasar"),
    "Fee.source": _SOURCE,
    "Fee.note": _NOTE,
    "Patch.reason": tr("Alasan: regulation (peraturan), constraint (keadaan kantor)"),
    "Patch.note": tr("Penjelasan alasannya"),
    "Patch.step": tr("Tahap yang dihapus, diubah, atau disusul"),
    "Patch.requirement": tr("Syarat yang dihapus, diubah, atau disusul"),
    "Patch.promise": tr("Janji yang dihapus, diubah, atau disusul"),
    "Patch.fee": tr("Biaya yang dihapus, diubah, atau disusul"),
    "Patch.drop": tr("Dihapus"),
    "Patch.until": tr("Dihapus sampai dengan baris ini"),
    "Patch.add": tr("Tahap yang ditambahkan sesudahnya"),
    "Patch.add_requirement": tr("Syarat yang ditambahkan sesudahnya"),
    "Patch.add_promise": tr("Janji yang ditambahkan sesudahnya"),
    "Patch.add_fee": tr("Biaya yang ditambahkan sesudahnya"),
    "Patch.change": tr("Yang berbeda dari tahap itu"),
    "Patch.change_requirement": tr("Yang berbeda dari syarat itu"),
    "Patch.change_promise": tr("Yang berbeda dari janji itu"),
    "Patch.change_fee": tr("Yang berbeda dari biaya itu"),
}


def key_help(kind: str, key: str) -> Text | None:
    """What *key* of a table of that *kind* is for; a change of a thing has the words of the thing."""
    return KEY_HELP.get(key if kind == "SopFile" else f"{kind.removesuffix('Change')}.{key}")


FILE: Final = "sop.schema.json"
"""Its name at the top of a pack; an SOP file names it in its first line, `#:schema ../sop.schema.json`."""


def sop_schema() -> dict[str, Any]:
    """The schema, of JSON Schema's draft 7, which editors of TOML read."""
    scalars = {**SCALAR_SCHEMAS, str: {"type": "string", "pattern": r"\S"}}
    schemas = JsonSchemas("#/definitions/", null=False, scalars=scalars, words=_words, rules=_RULES)
    whole = schemas.record(SopFile)
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "SOP",
        **whole,
        "definitions": dict(sorted(schemas.tables.items())),
    }


def _words(kind: Any, key: str) -> str | None:
    words = key_help(kind.__name__, key)
    return f"{words.id} / {words.en}" if words else None


def _requires(*keys: str) -> dict[str, Any]:
    return {"required": list(keys)}


def _without(*conditions: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"not": condition} for condition in conditions]


_EMPTY: Final = {"maxItems": 0}
_DROPS: Final = {"required": ["drop"], "properties": {"drop": {"const": True}}}


def _adds(row: str) -> dict[str, Any]:
    add, _ = act_keys(row)
    return {"required": [add], "properties": {add: {"minItems": 1}}}


def _patch_of(row: str) -> dict[str, Any]:
    """A patch that names a row of that list, and does to it one of what may be done."""
    others = [other for other in ROWS if other != row]
    changes = _requires(act_keys(row)[1])
    acts = [
        {"allOf": [changes, *_without(_DROPS, _adds(row))]},
        {"allOf": [{"anyOf": [_DROPS, _adds(row)]}, *_without(changes)]},
    ]
    foreign = [condition for other in others for condition in (_adds(other), _requires(act_keys(other)[1]))]
    return {**_requires(row), "anyOf": acts, "allOf": _without(*(_requires(other) for other in others), *foreign)}


_RULES: Final[dict[Any, dict[str, Any]]] = {
    SopFile: {
        "if": _requires("extends"),
        "then": {"properties": dict.fromkeys(ROWS, _EMPTY)},
        "else": {"required": ["step"], "properties": {"step": {"minItems": 1}, "patch": _EMPTY}},
    },
    Step: {"if": _requires("no"), "then": {"properties": {"symbol": {"const": "decision"}}}},
    Promise: {"if": _requires("cutoff"), "then": {"properties": {"unit": {"const": "same-day"}}}},
    Patch: {"oneOf": [_patch_of(row) for row in ROWS], "if": _requires("until"), "then": _DROPS},
}
"""What a table's keys say of each other (`kiosk.sop.file.check`)."""
