"""Questions about numbers that are not at the counter, and about the counter itself."""

from collections.abc import Callable

from kiosk.language import Text
from kiosk.ui.counter import words
from kiosk.ui.counter.ask.dialog import Dialog, Option
from kiosk.wire.command import CallChosen, Command, Restore, Resume, SetCounter, SignOff
from kiosk.wire.counter import CounterDocument


def restore(document: CounterDocument, names: Callable[[str], Text], at: float) -> Dialog:
    """Which absent number has come after all."""

    def command(dialog: Dialog, document: CounterDocument) -> Command | None:
        found = next((a for a in document.absent if a.visit == dialog.answer), None)
        return Restore(found.visit, found.revision) if found else None

    return Dialog(
        "I",
        Text("PULIHKAN NOMOR YANG TIDAK HADIR", "RESTORE AN ABSENT NUMBER"),
        Text("pulihkan sekarang", "restore now"),
        Text("Nomor itu menunggu lagi, urutan menurut waktu sekarang.", "It waits again, placed as of now."),
        at,
        None,
        command,
        options=tuple(
            Option(a.visit, Text("{t}  {s}", "{t}  {s}").format(t=a.ticket, s=names(a.service)))
            for a in document.absent
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
        Text("LANJUTKAN NOMOR YANG TERTUNDA", "RESUME A PARKED NUMBER"),
        Text("lanjutkan sekarang", "resume now"),
        Text("Nomor itu dipanggil ke loket ini.", "It is called to this counter."),
        at,
        None,
        command,
        options=tuple(
            Option(p.visit, Text("{t}  {r}", "{t}  {r}").format(t=p.ticket, r=words.PARK[p.reason]))
            for p in document.parked
        ),
        chosen=0,
    )


def choose(document: CounterDocument, names: Callable[[str], Text], at: float) -> Dialog:
    """Which number of the line to call, whoever is first."""
    return Dialog(
        "N",
        Text("PILIH NOMOR YANG DIPANGGIL", "CHOOSE THE NUMBER TO CALL"),
        Text("panggil sekarang", "call now"),
        Text(
            "Nomor itu dipanggil ke loket ini; yang lain tetap pada urutannya.",
            "It is called to this counter; the others keep their places.",
        ),
        at,
        None,
        lambda d, c: CallChosen(counter=c.id, expect=c.revision, visit=d.answer),
        options=tuple(
            Option(w.visit, Text("{t}  {s}", "{t}  {s}").format(t=w.ticket, s=names(w.service)), w.why)
            for w in (*document.line, *document.returned)
        ),
    )


def stop(at: float) -> Dialog:
    """A break, or closed for the day."""
    return Dialog(
        "J",
        Text("LOKET: JEDA ATAU TUTUP", "COUNTER: BREAK OR CLOSE"),
        Text("ubah sekarang", "change now"),
        Text("Tidak ada nomor yang dipanggil sampai J membuka lagi.", "No number is called until J opens it again."),
        at,
        None,
        lambda d, c: SetCounter(counter=c.id, expect=c.revision, state="break" if d.answer == "break" else "closed"),
        options=(
            Option("break", Text("jeda sebentar", "short break")),
            Option("closed", Text("tutup", "close")),
        ),
        chosen=0,
    )


def sign_off(document: CounterDocument, at: float) -> Dialog:
    """Whether whoever is signed on leaves."""
    stays = Text("Loket ini tidak melayani sampai petugas masuk lagi.", "Nobody serves here until somebody signs on.")
    closes = Text(
        "Loket ini ditutup, dan tidak melayani sampai petugas masuk lagi.",
        "This counter is closed, and nobody serves here until somebody signs on.",
    )
    return Dialog(
        "E",
        Text("PETUGAS {w} KELUAR", "{w} SIGNS OFF").format(w=document.who or ""),
        Text("keluar sekarang", "sign off now"),
        closes if document.state == "open" else stays,
        at,
        None,
        lambda _, __: SignOff(),
    )
