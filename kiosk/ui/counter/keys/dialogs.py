"""Questions about the visit at hand.

The question what came of one of a visit's applicants, before the others are finished with.
"""

from collections.abc import Callable

from kiosk.language import Text, tr
from kiosk.ui.counter import labels
from kiosk.ui.counter.model.dialog import Dialog, Option, chosen_key, options_from, paper_options
from kiosk.wire.catalogue import ShownRequirement, ShownSop
from kiosk.wire.command.counter import (
    CallChosen,
    Finish,
    NoShow,
    Park,
    Return,
    SetCounter,
    Settle,
    StepUndone,
    Transfer,
)
from kiosk.wire.command.staff import SignOff
from kiosk.wire.command.union import Command
from kiosk.wire.command.visit import Cancel, Note, Restore, Resume
from kiosk.wire.counter import CounterDocument, CounterVisit


def finish(
    key: str,
    visit: CounterVisit,
    requirements: tuple[ShownRequirement, ...],
    all_done: bool,
    forgotten: bool,
    at: float,
) -> Dialog:
    """What came of the visit; done is chosen beforehand only when all steps are.

    *forgotten*: it ended some time ago, so that its times are not averaged.
    """
    return Dialog(
        key,
        tr("SELESAI: {t}").format(t=visit.ticket),
        tr("simpan") if key == "S" else tr("simpan, panggil berikutnya"),
        tr("Kunjungan {t} berakhir.").format(t=visit.ticket),
        at,
        visit.id,
        lambda d, c: Finish(
            counter=c.id,
            expect=c.revision,
            outcome=chosen_key(labels.OUTCOMES, d.answer),
            missing=d.missing,
            forgotten=forgotten,
        ),
        note=tr("sudah selesai tadi: waktunya tidak dirata-rata") if forgotten else None,
        options=options_from(labels.OUTCOMES),
        chosen=0 if all_done else None,
        papers=paper_options(requirements),
        then_next=key == "B",
    )


def give_back(visit: CounterVisit, at: float) -> Dialog:
    """Why the visit returns to the line."""
    return Dialog(
        "K",
        tr("KEMBALIKAN {t} KE ANTREAN").format(t=visit.ticket),
        tr("kembalikan sekarang"),
        tr("{t} menunggu lagi di tempatnya semula; loket ini memanggil yang lain dahulu.").format(t=visit.ticket),
        at,
        visit.id,
        lambda d, c: Return(counter=c.id, expect=c.revision, reason=chosen_key(labels.RETURN, d.answer)),
        question=tr("Sebab"),
        options=options_from(labels.RETURN),
    )


def park(visit: CounterVisit, at: float) -> Dialog:
    """Why the person steps aside."""
    return Dialog(
        "T",
        tr("TUNDA {t}").format(t=visit.ticket),
        tr("tunda sekarang"),
        tr("{t} kembali ke loket ini dengan L; sampai saat itu waktu layanan berhenti.").format(t=visit.ticket),
        at,
        visit.id,
        lambda d, c: Park(counter=c.id, expect=c.revision, reason=chosen_key(labels.PARK, d.answer)),
        question=tr("Sebab"),
        note=tr("di luar loket"),
        options=options_from(labels.PARK),
    )


def transfer(visit: CounterVisit, services: tuple[ShownSop, ...], at: float) -> Dialog:
    """Which service the visit needs instead, and why."""
    return Dialog(
        "A",
        tr("ALIHKAN {t} KE LAYANAN").format(t=visit.ticket),
        tr("alihkan sekarang"),
        tr(
            "{t} menunggu lagi, urutan menurut waktu ambil nomor, dengan tahap layanan yang baru. "
            "Tahap yang sudah selesai tetap tercatat."
        ).format(t=visit.ticket),
        at,
        visit.id,
        lambda d, c: Transfer(
            counter=c.id,
            expect=c.revision,
            service=d.answer,
            reason=chosen_key(labels.TRANSFER, d.reasons[d.reason].id),
        ),
        note=tr("nomor tetap {t}").format(t=visit.ticket),
        options=tuple(Option(s.id, s.name, None if visit.priority else _queue(s)) for s in services),
        reasons=options_from(labels.TRANSFER),
    )


def _queue(sop: ShownSop) -> Text:
    return tr("antrean {q}").format(q=sop.queue)


def delay(visit: CounterVisit, at: float) -> Dialog:
    """Why serving takes longer than the standard."""
    return Dialog(
        "W",
        tr("{t}: SEBAB LEWAT STANDAR").format(t=visit.ticket),
        tr("catat sekarang"),
        tr("Dicatat pada kunjungan ini; layanan berjalan terus."),
        at,
        visit.id,
        lambda d, c: (
            Note(visit=c.visit.id, expect=c.visit.revision, reason=chosen_key(labels.DELAY, d.answer))
            if c.visit
            else None
        ),
        question=tr("Sebab"),
        options=options_from(labels.DELAY),
    )


def cancel(visit: CounterVisit, at: float) -> Dialog:
    """Why the number will not be used."""
    return Dialog(
        "X",
        tr("BATALKAN NOMOR {t}").format(t=visit.ticket),
        tr("batalkan sekarang"),
        tr("Nomor {t} tidak berlaku lagi.").format(t=visit.ticket),
        at,
        visit.id,
        lambda d, c: (
            Cancel(visit=c.visit.id, expect=c.visit.revision, reason=chosen_key(labels.CANCEL, d.answer))
            if c.visit
            else None
        ),
        question=tr("Sebab"),
        options=options_from(labels.CANCEL),
    )


def undo_step(visit: CounterVisit, step: str, name: Text, at: float) -> Dialog:
    """Why a step was not done after all."""
    return Dialog(
        "space",
        tr("TAHAP BELUM SELESAI: {n}").format(n=name),
        tr("tandai belum selesai"),
        tr("Tahap itu terbuka lagi; waktunya tetap tercatat."),
        at,
        visit.id,
        lambda d, c: StepUndone(counter=c.id, expect=c.revision, step=step, reason=chosen_key(labels.UNDONE, d.answer)),
        question=tr("Sebab"),
        options=options_from(labels.UNDONE),
    )


def no_show(visit: CounterVisit, at: float) -> Dialog:
    """Whether really nobody came."""
    return Dialog(
        "H",
        tr("{t} TIDAK HADIR").format(t=visit.ticket),
        tr("catat tidak hadir"),
        tr("Loket kosong untuk nomor berikutnya. Bila {t} datang kemudian, I memulihkannya.").format(t=visit.ticket),
        at,
        visit.id,
        lambda _, c: NoShow(counter=c.id, expect=c.revision),
    )


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
            Option(p.visit, Text("{t}  {r}").format(t=p.ticket, r=labels.PARK[p.reason])) for p in document.parked
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


def unsettled(visit: CounterVisit) -> tuple[int, ...]:
    """The visit's applicants of whom nothing is said yet."""
    settled = {each.applicant for each in visit.settled}
    return tuple(n for n in range(1, visit.people + 1) if n not in settled)


def settle(visit: CounterVisit, requirements: tuple[ShownRequirement, ...], at: float) -> Dialog:
    """What came of one of the applicants."""
    return Dialog(
        "F",
        tr("SATU ORANG DARI {t}").format(t=visit.ticket),
        tr("simpan"),
        tr("Orang itu tidak mendapat berkas, atau berkasnya kembali; yang lain dilayani terus."),
        at,
        visit.id,
        lambda d, c: Settle(
            counter=c.id,
            expect=c.revision,
            applicant=int(d.reasons[d.reason].id),
            outcome=chosen_key(labels.SETTLED, d.answer),
            missing=d.missing,
        ),
        options=options_from(labels.SETTLED),
        reasons=tuple(Option(str(n), Text(str(n), str(n))) for n in unsettled(visit)),
        beside=tr("orang"),
        note=tr("{t} dilayani terus").format(t=visit.ticket),
        papers=paper_options(requirements),
    )
