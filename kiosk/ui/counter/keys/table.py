"""The acts of the counter's keys, as a table."""

from typing import Final

from kiosk.language import tr
from kiosk.ui.counter.keys import actions as do
from kiosk.ui.counter.keys import dialogs as ask
from kiosk.ui.counter.keys import guards as why_not
from kiosk.ui.counter.keys import labels as shown
from kiosk.ui.counter.keys.key import Key
from kiosk.wire.command.counter import CallNext, Recall, Undo

KEYS: Final[dict[str, Key]] = {
    act.key: act
    for act in (
        Key(
            "P",
            tr("panggil"),
            tr("panggil nomor berikutnya"),
            why_not.no_next,
            do.at_once(CallNext, "P"),
            shown.call,
        ),
        Key(
            "N",
            tr("pilih nomor"),
            tr("panggil nomor pilihan"),
            why_not.no_next,
            do.choose,
        ),
        Key(
            "L",
            tr("lanjutkan"),
            tr("lanjutkan yang tertunda"),
            why_not.nobody_parked,
            do.resume,
            shown.resume,
        ),
        Key(
            "M",
            tr("mulai"),
            tr("mulai; masih dilayani"),
            why_not.no_start,
            do.start,
            shown.start,
        ),
        Key(
            "space",
            tr("tahap"),
            tr("mulai; tahap selesai / belum"),
            why_not.unless("called", "serving"),
            do.space,
            shown.step,
        ),
        Key(
            "D",
            tr("dibayar"),
            tr("catat pembayaran pemohon"),
            why_not.nothing_to_tick,
            do.tick,
        ),
        Key(
            "S",
            tr("selesai", "key"),
            tr("selesai, dengan hasil"),
            why_not.unless("serving"),
            do.finish("S"),
            shown.finish,
        ),
        Key(
            "B",
            tr("selesai+berikutnya"),
            tr("selesai, panggil berikutnya"),
            why_not.unless("serving"),
            do.finish("B"),
        ),
        Key(
            "T",
            tr("tunda"),
            tr("tunda, kembali ke loket ini"),
            why_not.unless("serving"),
            do.about_visit(ask.park),
        ),
        Key(
            "A",
            tr("alihkan"),
            tr("alihkan ke layanan lain"),
            why_not.no_other_service,
            do.transfer,
        ),
        Key(
            "U",
            tr("ulang"),
            tr("panggil ulang"),
            why_not.no_recall,
            do.at_once(Recall, "U"),
            shown.counting(tr("ulang"), why_not.no_recall, why_not.until_recall),
        ),
        Key(
            "H",
            tr("tidak hadir"),
            tr("catat tidak hadir"),
            why_not.no_no_show,
            do.about_visit(ask.no_show),
            shown.counting(tr("tidak hadir"), why_not.no_no_show, why_not.until_no_show),
        ),
        Key(
            "K",
            tr("kembalikan"),
            tr("kembalikan ke antrean"),
            why_not.unless("called", "serving"),
            do.about_visit(ask.give_back),
        ),
        Key(
            "X",
            tr("batal"),
            tr("batalkan nomor"),
            why_not.unless("called", "serving"),
            do.about_visit(ask.cancel),
        ),
        Key(
            "J",
            tr("jeda, tutup"),
            tr("buka, jeda, tutup loket"),
            why_not.unless("empty", "closed", "break"),
            do.counter,
            shown.counter,
        ),
        Key(
            "W",
            tr("sebab", "key"),
            tr("catat sebab lewat standar"),
            why_not.no_delay,
            do.about_visit(ask.delay),
        ),
        Key(
            "Z",
            tr("urungkan"),
            tr("urungkan tindakan terakhir"),
            why_not.no_undo,
            do.at_once(Undo, "Z"),
            shown.undo,
        ),
        Key(
            "I",
            tr("pulihkan"),
            tr("pulihkan yang tidak hadir"),
            why_not.nobody_absent,
            do.restore,
        ),
        Key(
            "C",
            tr("cari"),
            tr("cari nomor, layanan, SOP"),
            why_not.no_catalogue,
            do.find,
        ),
        Key(
            "O",
            tr("SOP", "key"),
            tr("baca SOP layanan ini"),
            why_not.no_sop,
            do.read,
        ),
        Key(
            "E",
            tr("keluar"),
            tr("petugas keluar dari loket ini"),
            why_not.unless("empty", "closed", "break"),
            do.sign_off,
        ),
        Key(
            "R",
            tr("cetak slip"),
            tr("cetak slip lagi"),
            why_not.nothing_to_print,
            do.print_again,
        ),
        Key(
            "Q",
            tr("kunci"),
            tr("kunci layar ini"),
            why_not.no_lock,
            do.lock_screen,
        ),
        Key(
            "F",
            tr("satu orang"),
            tr("hasil satu orang lebih dahulu"),
            why_not.nobody_to_settle,
            do.settle,
        ),
        Key(
            "?",
            tr("semua"),
            tr("semua tombol"),
            why_not.never,
            do.all_keys,
        ),
    )
}
"""The acts by their keys, in the order of the row of keys."""
