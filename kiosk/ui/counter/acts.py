"""The acts of the counter's keys, as a table."""

from typing import Final

from kiosk.language import Text
from kiosk.ui.counter import act_words as shown
from kiosk.ui.counter import doing as do
from kiosk.ui.counter import reasons as why_not
from kiosk.ui.counter.act import Act
from kiosk.ui.counter.ask import visit as ask
from kiosk.wire.command import CallNext, Recall, Undo

ACTS: Final[dict[str, Act]] = {
    act.key: act
    for act in (
        Act(
            "P",
            Text("panggil", "call"),
            Text("panggil nomor berikutnya", "call the next number"),
            why_not.no_next,
            do.at_once(CallNext, "P"),
            shown.call,
        ),
        Act(
            "N",
            Text("pilih nomor", "choose"),
            Text("panggil nomor pilihan", "call a chosen number"),
            why_not.no_next,
            do.choose,
        ),
        Act(
            "L",
            Text("lanjutkan", "resume"),
            Text("lanjutkan yang tertunda", "resume a parked number"),
            why_not.nobody_parked,
            do.resume,
            shown.resume,
        ),
        Act(
            "M",
            Text("mulai", "start"),
            Text("mulai; masih dilayani", "start; still being served"),
            why_not.no_start,
            do.start,
            shown.start,
        ),
        Act(
            "space",
            Text("tahap", "step"),
            Text("mulai; tahap selesai / belum", "start; step done / not done"),
            why_not.unless("called", "serving"),
            do.space,
            shown.step,
        ),
        Act(
            "D",
            Text("dibayar", "paid"),
            Text("catat pembayaran pemohon", "note that the applicant paid"),
            why_not.nothing_to_tick,
            do.tick,
        ),
        Act(
            "S",
            Text("selesai", "finish"),
            Text("selesai, dengan hasil", "finish, with the result"),
            why_not.unless("serving"),
            do.finish("S"),
            shown.finish,
        ),
        Act(
            "B",
            Text("selesai+berikutnya", "finish+next"),
            Text("selesai, panggil berikutnya", "finish, then call the next"),
            why_not.unless("serving"),
            do.finish("B"),
        ),
        Act(
            "T",
            Text("tunda", "park"),
            Text("tunda, kembali ke loket ini", "park, to come back here"),
            why_not.unless("serving"),
            do.about_visit(ask.park),
        ),
        Act(
            "A",
            Text("alihkan", "transfer"),
            Text("alihkan ke layanan lain", "transfer to another service"),
            why_not.no_other_service,
            do.transfer,
        ),
        Act(
            "U",
            Text("ulang", "again"),
            Text("panggil ulang", "call again"),
            why_not.no_recall,
            do.at_once(Recall, "U"),
            shown.counting(Text("ulang", "again"), why_not.no_recall, why_not.until_recall),
        ),
        Act(
            "H",
            Text("tidak hadir", "absent"),
            Text("catat tidak hadir", "mark as absent"),
            why_not.no_no_show,
            do.about_visit(ask.no_show),
            shown.counting(Text("tidak hadir", "absent"), why_not.no_no_show, why_not.until_no_show),
        ),
        Act(
            "K",
            Text("kembalikan", "return"),
            Text("kembalikan ke antrean", "return to the line"),
            why_not.unless("called", "serving"),
            do.about_visit(ask.give_back),
        ),
        Act(
            "X",
            Text("batal", "cancel"),
            Text("batalkan nomor", "cancel the number"),
            why_not.unless("called", "serving"),
            do.about_visit(ask.cancel),
        ),
        Act(
            "J",
            Text("jeda, tutup", "break, close"),
            Text("buka, jeda, tutup loket", "open, break, close"),
            why_not.unless("empty", "closed", "break"),
            do.counter,
            shown.counter,
        ),
        Act(
            "W",
            Text("sebab", "why late"),
            Text("catat sebab lewat standar", "note why it takes longer"),
            why_not.no_delay,
            do.about_visit(ask.delay),
        ),
        Act(
            "Z",
            Text("urungkan", "undo"),
            Text("urungkan tindakan terakhir", "undo the last act"),
            why_not.no_undo,
            do.at_once(Undo, "Z"),
            shown.undo,
        ),
        Act(
            "I",
            Text("pulihkan", "restore"),
            Text("pulihkan yang tidak hadir", "restore an absent number"),
            why_not.nobody_absent,
            do.restore,
        ),
        Act(
            "C",
            Text("cari", "find"),
            Text("cari nomor, layanan, SOP", "find a number, a standard"),
            why_not.no_catalogue,
            do.find,
        ),
        Act(
            "O",
            Text("SOP", "standard"),
            Text("baca SOP layanan ini", "read this service's standard"),
            why_not.no_sop,
            do.read,
        ),
        Act(
            "E",
            Text("keluar", "sign off"),
            Text("petugas keluar dari loket ini", "sign off at this counter"),
            why_not.unless("empty", "closed", "break"),
            do.sign_off,
        ),
        Act(
            "R",
            Text("cetak slip", "print slip"),
            Text("cetak slip lagi", "print the slip again"),
            why_not.nothing_to_print,
            do.print_again,
        ),
        Act(
            "Q",
            Text("kunci", "lock"),
            Text("kunci layar ini", "lock this screen"),
            why_not.no_lock,
            do.lock_screen,
        ),
        Act(
            "F",
            Text("satu orang", "one applicant"),
            Text("hasil satu orang lebih dahulu", "what came of one applicant"),
            why_not.nobody_to_settle,
            do.settle,
        ),
        Act(
            "?",
            Text("semua", "all"),
            Text("semua tombol", "all keys"),
            why_not.never,
            do.all_keys,
        ),
    )
}
"""The acts by their keys, in the order of the row of keys."""
