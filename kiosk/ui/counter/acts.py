"""The acts of the counter's keys, as a table."""

from typing import Final

from kiosk.language import tr
from kiosk.ui.counter import act_words as shown
from kiosk.ui.counter import doing as do
from kiosk.ui.counter import reasons as why_not
from kiosk.ui.counter.act import Act
from kiosk.ui.counter.ask import visit as ask
from kiosk.wire.command.counter import CallNext, Recall, Undo

ACTS: Final[dict[str, Act]] = {
    act.key: act
    for act in (
        Act(
            "P",
            tr("panggil"),
            tr("panggil nomor berikutnya"),
            why_not.no_next,
            do.at_once(CallNext, "P"),
            shown.call,
        ),
        Act(
            "N",
            tr("pilih nomor"),
            tr("panggil nomor pilihan"),
            why_not.no_next,
            do.choose,
        ),
        Act(
            "L",
            tr("lanjutkan"),
            tr("lanjutkan yang tertunda"),
            why_not.nobody_parked,
            do.resume,
            shown.resume,
        ),
        Act(
            "M",
            tr("mulai"),
            tr("mulai; masih dilayani"),
            why_not.no_start,
            do.start,
            shown.start,
        ),
        Act(
            "space",
            tr("tahap"),
            tr("mulai; tahap selesai / belum"),
            why_not.unless("called", "serving"),
            do.space,
            shown.step,
        ),
        Act(
            "D",
            tr("dibayar"),
            tr("catat pembayaran pemohon"),
            why_not.nothing_to_tick,
            do.tick,
        ),
        Act(
            "S",
            tr("selesai", "key"),
            tr("selesai, dengan hasil"),
            why_not.unless("serving"),
            do.finish("S"),
            shown.finish,
        ),
        Act(
            "B",
            tr("selesai+berikutnya"),
            tr("selesai, panggil berikutnya"),
            why_not.unless("serving"),
            do.finish("B"),
        ),
        Act(
            "T",
            tr("tunda"),
            tr("tunda, kembali ke loket ini"),
            why_not.unless("serving"),
            do.about_visit(ask.park),
        ),
        Act(
            "A",
            tr("alihkan"),
            tr("alihkan ke layanan lain"),
            why_not.no_other_service,
            do.transfer,
        ),
        Act(
            "U",
            tr("ulang"),
            tr("panggil ulang"),
            why_not.no_recall,
            do.at_once(Recall, "U"),
            shown.counting(tr("ulang"), why_not.no_recall, why_not.until_recall),
        ),
        Act(
            "H",
            tr("tidak hadir"),
            tr("catat tidak hadir"),
            why_not.no_no_show,
            do.about_visit(ask.no_show),
            shown.counting(tr("tidak hadir"), why_not.no_no_show, why_not.until_no_show),
        ),
        Act(
            "K",
            tr("kembalikan"),
            tr("kembalikan ke antrean"),
            why_not.unless("called", "serving"),
            do.about_visit(ask.give_back),
        ),
        Act(
            "X",
            tr("batal"),
            tr("batalkan nomor"),
            why_not.unless("called", "serving"),
            do.about_visit(ask.cancel),
        ),
        Act(
            "J",
            tr("jeda, tutup"),
            tr("buka, jeda, tutup loket"),
            why_not.unless("empty", "closed", "break"),
            do.counter,
            shown.counter,
        ),
        Act(
            "W",
            tr("sebab", "key"),
            tr("catat sebab lewat standar"),
            why_not.no_delay,
            do.about_visit(ask.delay),
        ),
        Act(
            "Z",
            tr("urungkan"),
            tr("urungkan tindakan terakhir"),
            why_not.no_undo,
            do.at_once(Undo, "Z"),
            shown.undo,
        ),
        Act(
            "I",
            tr("pulihkan"),
            tr("pulihkan yang tidak hadir"),
            why_not.nobody_absent,
            do.restore,
        ),
        Act(
            "C",
            tr("cari"),
            tr("cari nomor, layanan, SOP"),
            why_not.no_catalogue,
            do.find,
        ),
        Act(
            "O",
            tr("SOP", "key"),
            tr("baca SOP layanan ini"),
            why_not.no_sop,
            do.read,
        ),
        Act(
            "E",
            tr("keluar"),
            tr("petugas keluar dari loket ini"),
            why_not.unless("empty", "closed", "break"),
            do.sign_off,
        ),
        Act(
            "R",
            tr("cetak slip"),
            tr("cetak slip lagi"),
            why_not.nothing_to_print,
            do.print_again,
        ),
        Act(
            "Q",
            tr("kunci"),
            tr("kunci layar ini"),
            why_not.no_lock,
            do.lock_screen,
        ),
        Act(
            "F",
            tr("satu orang"),
            tr("hasil satu orang lebih dahulu"),
            why_not.nobody_to_settle,
            do.settle,
        ),
        Act(
            "?",
            tr("semua"),
            tr("semua tombol"),
            why_not.never,
            do.all_keys,
        ),
    )
}
"""The acts by their keys, in the order of the row of keys."""
