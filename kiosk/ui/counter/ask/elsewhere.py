"""Questions about numbers that are not at the counter, and about the counter itself."""

from collections.abc import Callable

from kiosk.language import Text, tr
from kiosk.ui.counter import words
from kiosk.ui.counter.ask.dialog import Dialog, Option
from kiosk.wire.command.counter import CallChosen, SetCounter
from kiosk.wire.command.staff import SignOff
from kiosk.wire.command.union import Command
from kiosk.wire.command.visit import Restore, Resume
from kiosk.wire.counter import CounterDocument


def restore(document: CounterDocument, names: Callable[[str], Text], at: float) -> Dialog:
    """Which absent number has come after all."""

    def command(dialog: Dialog, document: CounterDocument) -> Command | None:
        found = next((a for a in document.absent if a.visit == dialog.answer), None)
        return Restore(found.visit, found.revision) if found else None

    return Dialog(
        "I",
        tr("PULIHKAN NOMOR YANG TIDAK HADIR"),
        tr("pulihkan sekarang"),
        tr("Nomor itu menunggu lagi, urutan menurut waktu sekarang."),
        at,
        None,
        command,
        options=tuple(
            Option(a.visit, Text("{t}  {s}").format(t=a.ticket, s=names(a.service))) for a in document.absent
        ),
        chosen=0,
    )


def resume(document: CounterDocument, at: float) -> Dialog:
    """Which parked number has come back."""

    def command(dialog: Dialog, document: CounterDocument) -> Command | None:
        found = next((p for p in document.parked if p.visit == dialog.answer), None)
        return Resume(found.visit, found.revision) if found else None

    return Dialog(
        "L",
        tr("LANJUTKAN NOMOR YANG TERTUNDA"),
        tr("lanjutkan sekarang"),
        tr("Nomor itu dipanggil ke loket ini."),
        at,
        None,
        command,
        options=tuple(
            Option(p.visit, Text("{t}  {r}").format(t=p.ticket, r=words.PARK[p.reason])) for p in document.parked
        ),
        chosen=0,
    )


def choose(document: CounterDocument, names: Callable[[str], Text], at: float) -> Dialog:
    """Which number of the line to call, whoever is first."""
    return Dialog(
        "N",
        tr("PILIH NOMOR YANG DIPANGGIL"),
        tr("panggil sekarang"),
        tr("Nomor itu dipanggil ke loket ini; yang lain tetap pada urutannya."),
        at,
        None,
        lambda d, c: CallChosen(counter=c.id, expect=c.revision, visit=d.answer),
        options=tuple(
            Option(w.visit, Text("{t}  {s}").format(t=w.ticket, s=names(w.service)), w.why)
            for w in (*document.line, *document.returned)
        ),
    )


def stop(at: float) -> Dialog:
    """A break, or closed for the day."""
    return Dialog(
        "J",
        tr("LOKET: JEDA ATAU TUTUP"),
        tr("ubah sekarang"),
        tr("Tidak ada nomor yang dipanggil sampai J membuka lagi."),
        at,
        None,
        lambda d, c: SetCounter(counter=c.id, expect=c.revision, state="break" if d.answer == "break" else "closed"),
        options=(
            Option("break", tr("jeda sebentar")),
            Option("closed", tr("tutup", "act")),
        ),
        chosen=0,
    )


def sign_off(document: CounterDocument, at: float) -> Dialog:
    """Whether whoever is signed on leaves."""
    stays = tr("Loket ini tidak melayani sampai petugas masuk lagi.")
    closes = tr("Loket ini ditutup, dan tidak melayani sampai petugas masuk lagi.")
    return Dialog(
        "E",
        tr("PETUGAS {w} KELUAR").format(w=document.who or ""),
        tr("keluar sekarang"),
        closes if document.state == "open" else stays,
        at,
        None,
        lambda _, __: SignOff(),
    )
