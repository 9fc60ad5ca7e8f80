"""What each key of an SOP file is for, in an author's words: shown by editors that read the schema.

Keys of the file itself go by their names, those of its tables by `table.key`.
"""

from typing import Final

from kiosk.language import Text

_SOURCE: Final = Text("Kunci sumbernya di [source]", "Key of its source in [source]")
_SHORT: Final = Text("Nama pendek untuk layar sempit, sampai 28 huruf", "Short name, up to 28 letters")
_NOTE: Final = Text("Keterangan", "Remark")
_STATUS: Final = Text(
    "current (berlaku), secondary (sumber kedua), derived (dihitung), superseded (diganti), unknown (tidak pasti)",
    "how sure it is; only what is current is shown",
)
_UNIT: Final = Text(
    "Satuan: working-days (hari kerja), days (hari), hours (jam), minutes (menit), same-day (hari yang sama)", "Unit"
)

WORDS: Final[dict[str, Text]] = {
    "id": Text("Nama singkat SOP, sama dengan nama berkas", "Short name of the SOP, the same as the file's"),
    "name": Text("Nama SOP", "Name of the SOP"),
    "known_as": Text("Sebutan orang untuk layanan ini", "What people call this service"),
    "short": Text("Nama pendek untuk layar sempit, sampai 27 huruf", "Short name for narrow screens, up to 27 letters"),
    "life": Text(
        "konsep atau uji-coba; disahkan, berlaku, dan dicabut lewat pengesahan (kiosk sop approve)",
        "draft or on trial; approved, in force and withdrawn come by approval (kiosk sop approve)",
    ),
    "extends": Text("SOP yang diubah oleh variasi ini", "The SOP that this variation changes"),
    "continues": Text("Layanan yang berkasnya diteruskan SOP ini", "The service whose case this SOP goes on with"),
    "number": Text("Nomor SOP", "Number of the SOP"),
    "created": Text("Tanggal pembuatan", "Date of making"),
    "trial": Text("Tanggal mulai uji coba", "Date from which it is on trial"),
    "effective": Text("Tanggal mulai berlaku", "Date from which it is in force"),
    "review": Text("Tanggal peninjauan berikutnya", "Date of the next review"),
    "revision": Text("Satu revisi", "A revision"),
    "approved_by": Text("Disahkan oleh: siapa yang menandatangani", "Who signs"),
    "team": Text("Tim penyusun", "The drafting team"),
    "audience": Text("Untuk siapa layanan ini: WNI, WNA", "For whom: citizens, foreigners"),
    "unit": Text("Unit kerja penyusun, dan pelaksana tahap yang tidak menyebut unit lain", "Unit that wrote it"),
    "scope": Text("Ruang lingkup", "Scope"),
    "summary": Text("Ringkasan", "Summary"),
    "definition": Text("Satu pengertian", "A definition"),
    "legal_basis": Text("Dasar hukum, satu peraturan satu teks", "Legal basis, one rule each"),
    "qualification": Text("Kualifikasi pelaksana", "What those who carry it out must be able to do"),
    "related": Text("Keterkaitan: SOP yang berkaitan", "Related SOPs"),
    "equipment": Text("Peralatan dan perlengkapan", "Equipment"),
    "warning": Text("Peringatan: akibat bila tidak dilaksanakan", "What happens if it is not carried out"),
    "record": Text("Pencatatan dan pendataan", "Records"),
    "internal": Text("Komponen internal standar pelayanan", "Internal components of the service standard"),
    "product": Text("Produk layanan: apa yang diterima pemohon", "Product: what the applicant gets"),
    "complaint": Text("Pengaduan, saran, dan masukan", "Complaints and suggestions"),
    "collect_within": Text("Batas waktu pengambilan", "Time to collect within"),
    "note": Text("Catatan", "Notes"),
    "ours": Text("Yang ditambahkan penyusun dan tidak ada di sumber mana pun", "What is published nowhere"),
    "requirement": Text("Satu syarat yang dibawa pemohon", "A paper that the applicant brings"),
    "step": Text("Satu tahap: satu baris tabel SOP", "A step: one row of the SOP's table"),
    "promise": Text("Janji jangka waktu, dari tahap ke tahap", "A service time promised, from step to step"),
    "fee": Text("Satu biaya", "A fee"),
    "patch": Text("Satu perbedaan variasi dari SOP asalnya", "A difference of a variation from its base"),
    "source": Text(
        "Sumber: kunci pendek, lalu alamat atau nama dokumennya", "Sources: a short key, then address or document"
    ),
    "Text.id": Text("Dalam bahasa Indonesia", "In Indonesian"),
    "Text.en": Text("Dalam bahasa Inggris", "In English"),
    "Sourced.id": Text("Namanya", "Its name"),
    "Sourced.en": Text("Namanya dalam bahasa Inggris", "Its name in English"),
    "Sourced.source": _SOURCE,
    "Revision.number": Text("Revisi ke berapa", "Number of the revision"),
    "Revision.date": Text("Tanggal revisi", "Date of the revision"),
    "Revision.note": Text("Apa yang berubah", "What changed"),
    "Approver.office": Text("Jabatannya", "The office held"),
    "Approver.name": Text("Namanya", "The person"),
    "Approver.nip": Text("NIP", "Number of the civil servant"),
    "Member.unit": Text("Unit kerjanya", "Their unit"),
    "Member.role": Text("Kedudukan dalam tim", "Role in the team"),
    "Member.name": Text("Namanya", "Their name"),
    "Team.decree": Text("Kunci SK penetapan tim di [source]", "Key of the decree in [source]"),
    "Team.member": Text("Anggota tim, dari setiap unit yang terlibat", "Members, of every unit concerned"),
    "Definition.term": Text("Istilah", "The term"),
    "Definition.meaning": Text("Artinya", "What it means"),
    "Internal.facilities": Text("Sarana, prasarana, dan fasilitas", "Facilities"),
    "Internal.supervision": Text("Pengawasan internal", "Internal supervision"),
    "Internal.staff": Text("Jumlah pelaksana", "Number of staff"),
    "Internal.guarantee": Text("Jaminan pelayanan", "Guarantee of service"),
    "Internal.safety": Text("Jaminan keamanan dan keselamatan pelayanan", "Guarantee of safety"),
    "Internal.evaluation": Text("Evaluasi kinerja pelaksana", "Evaluation of performance"),
    "Length.value": Text("Lamanya", "How long"),
    "Length.unit": _UNIT,
    "Length.source": _SOURCE,
    "Length.note": _NOTE,
    "Observed.low": Text("Paling cepat, menit", "At least, in minutes"),
    "Observed.high": Text("Paling lama, menit", "At most, in minutes"),
    "Observed.source": _SOURCE,
    "Observed.note": _NOTE,
    "Requirement.id": Text("Nama singkat syarat", "Short name of the requirement"),
    "Requirement.name": Text("Syarat", "The requirement"),
    "Requirement.short": _SHORT,
    "Requirement.if_needed": Text("Hanya bila diperlukan", "Only if needed"),
    "Step.id": Text("Nama singkat tahap", "Short name of the step"),
    "Step.name": Text("Kegiatan", "Activity"),
    "Step.where": Text(
        "Tempat: applicant (pemohon), counter (loket), back-office (di dalam), collection (penyerahan)", "Place"
    ),
    "Step.actors": Text("Pelaksana", "Who does it"),
    "Step.symbol": Text(
        "Simbol: terminator (mulai atau akhir), process (kegiatan), decision (keputusan)", "Symbol of the flow chart"
    ),
    "Step.unit": Text("Unit pelaksana, bila bukan unit SOP ini", "Unit that does it, if not the SOP's"),
    "Step.short": _SHORT,
    "Step.at_issue": Text("Nomor antrean diberikan di tahap ini", "The number is given out in this step"),
    "Step.opens_case": Text(
        "Sejak tahap ini selesai pemohon memegang tanda terima", "From its end the applicant holds a receipt"
    ),
    "Step.no": Text(
        'Ke tahap mana jawaban tidak; "returned" bila berkas dikembalikan', 'Where no leads; "returned": given back'
    ),
    "Step.minutes": Text("Waktu baku, menit; kosongkan bila tidak ada sumbernya", "Standard minutes, if sourced"),
    "Step.minutes_source": _SOURCE,
    "Step.observed": Text("Lamanya menurut pengamatan; tidak tampil untuk umum", "Minutes that somebody saw it take"),
    "Step.inputs": Text("Kelengkapan", "What is needed"),
    "Step.output": Text("Keluaran", "Output"),
    "Step.limit": Text("Batas waktu bagi pemohon", "Time that the applicant has"),
    "Step.note": _NOTE,
    "Step.source": _SOURCE,
    "Alternative.from_text": Text("Saat mulai dihitung, dengan kata-kata", "The moment it counts from, in words"),
    "Alternative.unit": _UNIT,
    "Alternative.max": Text("Lamanya, atau batas atasnya", "How long, or the upper end"),
    "Alternative.min": Text("Batas bawahnya", "The lower end"),
    "Alternative.source": _SOURCE,
    "Promise.from": Text("Dihitung sejak tahap ini selesai", "Counted from the end of this step"),
    "Promise.to": Text("Sampai tahap ini selesai", "To the end of this step"),
    "Promise.from_text": Text("Saat mulai dihitung, dengan kata-kata", "The moment it counts from, in words"),
    "Promise.max": Text("Lamanya, atau batas atasnya", "How long, or the upper end"),
    "Promise.unit": _UNIT,
    "Promise.id": Text("Nama singkat janji, bila variasi mengubahnya", "Short name, by which a patch names it"),
    "Promise.min": Text("Batas bawahnya", "The lower end"),
    "Promise.cutoff": Text("Paling lambat masuk pukul; hanya same-day", "In by this time; same-day only"),
    "Promise.stops": Text("Yang menghentikan hitungan", "What stops the clock"),
    "Promise.basis": Text("Dasar", "Basis"),
    "Promise.status": _STATUS,
    "Promise.source": Text(
        "Kunci sumbernya di [source]; tanpa sumber tidak tampil untuk umum",
        "Key of its source in [source]; without one it is not shown to the public",
    ),
    "Promise.parts": Text("Bagian-bagian yang jumlahnya sama dengan max", "Stages that add up to max"),
    "Promise.alternative": Text("Kata sumber lain; tidak tampil untuk umum", "What another source says"),
    "Promise.note": _NOTE,
    "Fee.role": Text("base (pokok), extra (tambahan), burden (beban)", "What sort of fee"),
    "Fee.name": Text("Nama biaya", "Name of the fee"),
    "Fee.status": _STATUS,
    "Fee.id": Text("Nama singkat biaya, bila variasi mengubahnya", "Short name, by which a patch names it"),
    "Fee.always": Text("Selalu dipungut di samping biaya pokok", "Always paid on top of the base fee"),
    "Fee.amount": Text("Rupiah: 350_000; 0 berarti gratis", "Rupiah; 0 is free of charge"),
    "Fee.basis": Text("Dasar", "Basis"),
    "Fee.source": _SOURCE,
    "Fee.note": _NOTE,
    "Patch.reason": Text("Alasan: regulation (peraturan), constraint (keadaan kantor)", "The reason"),
    "Patch.note": Text("Penjelasan alasannya", "The reason in words"),
    "Patch.step": Text("Tahap yang dihapus, diubah, atau disusul", "Step dropped, changed or followed"),
    "Patch.requirement": Text("Syarat yang dihapus, diubah, atau disusul", "Requirement dropped, changed or followed"),
    "Patch.promise": Text("Janji yang dihapus, diubah, atau disusul", "Promise dropped, changed or followed"),
    "Patch.fee": Text("Biaya yang dihapus, diubah, atau disusul", "Fee dropped, changed or followed"),
    "Patch.drop": Text("Dihapus", "Dropped"),
    "Patch.until": Text("Dihapus sampai dengan baris ini", "Dropped down to this row"),
    "Patch.add": Text("Tahap yang ditambahkan sesudahnya", "Steps added after it"),
    "Patch.add_requirement": Text("Syarat yang ditambahkan sesudahnya", "Requirements added after it"),
    "Patch.add_promise": Text("Janji yang ditambahkan sesudahnya", "Promises added after it"),
    "Patch.add_fee": Text("Biaya yang ditambahkan sesudahnya", "Fees added after it"),
    "Patch.change": Text("Yang berbeda dari tahap itu", "What differs of the step"),
    "Patch.change_requirement": Text("Yang berbeda dari syarat itu", "What differs of the requirement"),
    "Patch.change_promise": Text("Yang berbeda dari janji itu", "What differs of the promise"),
    "Patch.change_fee": Text("Yang berbeda dari biaya itu", "What differs of the fee"),
}


def words_of(kind: str, key: str) -> Text | None:
    """What *key* of a table of that *kind* is for; a change of a thing has the words of the thing."""
    return WORDS.get(key if kind == "SopFile" else f"{kind.removesuffix('Change')}.{key}")
