"""Questions about the visit at hand."""

from kiosk.language import Text, tr
from kiosk.ui.counter import words
from kiosk.ui.counter.ask.dialog import Dialog, Option, known, options_of, papers_of
from kiosk.wire.catalogue import ShownRequirement, ShownSop
from kiosk.wire.command.counter import Finish, NoShow, Park, Return, StepUndone, Transfer
from kiosk.wire.command.visit import Cancel, Note
from kiosk.wire.counter import CounterVisit


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
            outcome=known(words.OUTCOMES, d.answer),
            missing=d.missing,
            forgotten=forgotten,
        ),
        note=tr("sudah selesai tadi: waktunya tidak dirata-rata") if forgotten else None,
        options=options_of(words.OUTCOMES),
        chosen=0 if all_done else None,
        papers=papers_of(requirements),
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
        lambda d, c: Return(counter=c.id, expect=c.revision, reason=known(words.RETURN, d.answer)),
        question=tr("Sebab"),
        options=options_of(words.RETURN),
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
        lambda d, c: Park(counter=c.id, expect=c.revision, reason=known(words.PARK, d.answer)),
        question=tr("Sebab"),
        note=tr("di luar loket"),
        options=options_of(words.PARK),
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
            reason=known(words.TRANSFER, d.reasons[d.reason].id),
        ),
        note=tr("nomor tetap {t}").format(t=visit.ticket),
        options=tuple(Option(s.id, s.name, None if visit.priority else _queue(s)) for s in services),
        reasons=options_of(words.TRANSFER),
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
            Note(visit=c.visit.id, expect=c.visit.revision, reason=known(words.DELAY, d.answer)) if c.visit else None
        ),
        question=tr("Sebab"),
        options=options_of(words.DELAY),
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
            Cancel(visit=c.visit.id, expect=c.visit.revision, reason=known(words.CANCEL, d.answer)) if c.visit else None
        ),
        question=tr("Sebab"),
        options=options_of(words.CANCEL),
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
        lambda d, c: StepUndone(counter=c.id, expect=c.revision, step=step, reason=known(words.UNDONE, d.answer)),
        question=tr("Sebab"),
        options=options_of(words.UNDONE),
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
