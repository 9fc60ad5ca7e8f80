"""Questions about the visit at hand."""

from kiosk.language import Text
from kiosk.ui.counter import words
from kiosk.ui.counter.ask.dialog import Dialog, Option, known, options_of, papers_of
from kiosk.wire.catalogue import ShownRequirement, ShownSop
from kiosk.wire.command import Cancel, Finish, NoShow, Note, Park, Return, StepUndone, Transfer
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
        Text("SELESAI: {t}", "FINISH: {t}").format(t=visit.ticket),
        Text("simpan", "save") if key == "S" else Text("simpan, panggil berikutnya", "save, call next"),
        Text("Kunjungan {t} berakhir.", "The visit of {t} ends.").format(t=visit.ticket),
        at,
        visit.id,
        lambda d, c: Finish(
            counter=c.id,
            expect=c.revision,
            outcome=known(words.OUTCOMES, d.answer),
            missing=d.missing,
            forgotten=forgotten,
        ),
        note=Text("sudah selesai tadi: waktunya tidak dirata-rata", "ended before: its times are not averaged")
        if forgotten
        else None,
        options=options_of(words.OUTCOMES),
        chosen=0 if all_done else None,
        papers=papers_of(requirements),
        then_next=key == "B",
    )


def give_back(visit: CounterVisit, at: float) -> Dialog:
    """Why the visit returns to the line."""
    return Dialog(
        "K",
        Text("KEMBALIKAN {t} KE ANTREAN", "RETURN {t} TO THE LINE").format(t=visit.ticket),
        Text("kembalikan sekarang", "return now"),
        Text(
            "{t} menunggu lagi di tempatnya semula; loket ini memanggil yang lain dahulu.",
            "{t} waits again in its old place; this counter calls others first.",
        ).format(t=visit.ticket),
        at,
        visit.id,
        lambda d, c: Return(counter=c.id, expect=c.revision, reason=known(words.RETURN, d.answer)),
        question=Text("Sebab", "Reason"),
        options=options_of(words.RETURN),
    )


def park(visit: CounterVisit, at: float) -> Dialog:
    """Why the person steps aside."""
    return Dialog(
        "T",
        Text("TUNDA {t}", "PARK {t}").format(t=visit.ticket),
        Text("tunda sekarang", "park now"),
        Text(
            "{t} kembali ke loket ini dengan L; sampai saat itu waktu layanan berhenti.",
            "{t} comes back to this counter by L; until then the service time stops.",
        ).format(t=visit.ticket),
        at,
        visit.id,
        lambda d, c: Park(counter=c.id, expect=c.revision, reason=known(words.PARK, d.answer)),
        question=Text("Sebab", "Reason"),
        note=Text("di luar loket", "away from the counter"),
        options=options_of(words.PARK),
    )


def transfer(visit: CounterVisit, services: tuple[ShownSop, ...], at: float) -> Dialog:
    """Which service the visit needs instead, and why."""
    return Dialog(
        "A",
        Text("ALIHKAN {t} KE LAYANAN", "TRANSFER {t} TO A SERVICE").format(t=visit.ticket),
        Text("alihkan sekarang", "transfer now"),
        Text(
            "{t} menunggu lagi, urutan menurut waktu ambil nomor, dengan tahap layanan yang baru. "
            "Tahap yang sudah selesai tetap tercatat.",
            "{t} waits again, placed by when it got its number, with the steps of the new service. "
            "Steps already done stay on record.",
        ).format(t=visit.ticket),
        at,
        visit.id,
        lambda d, c: Transfer(
            counter=c.id,
            expect=c.revision,
            service=d.answer,
            reason=known(words.TRANSFER, d.reasons[d.reason].id),
        ),
        note=Text("nomor tetap {t}", "the number stays {t}").format(t=visit.ticket),
        options=tuple(Option(s.id, s.name, None if visit.priority else _queue(s)) for s in services),
        reasons=options_of(words.TRANSFER),
    )


def _queue(sop: ShownSop) -> Text:
    return Text("antrean {q}", "queue {q}").format(q=sop.queue)


def delay(visit: CounterVisit, at: float) -> Dialog:
    """Why serving takes longer than the standard."""
    return Dialog(
        "W",
        Text("{t}: SEBAB LEWAT STANDAR", "{t}: WHY IT IS OVER THE STANDARD").format(t=visit.ticket),
        Text("catat sekarang", "note now"),
        Text("Dicatat pada kunjungan ini; layanan berjalan terus.", "Noted with this visit; serving goes on."),
        at,
        visit.id,
        lambda d, c: (
            Note(visit=c.visit.id, expect=c.visit.revision, reason=known(words.DELAY, d.answer)) if c.visit else None
        ),
        question=Text("Sebab", "Reason"),
        options=options_of(words.DELAY),
    )


def cancel(visit: CounterVisit, at: float) -> Dialog:
    """Why the number will not be used."""
    return Dialog(
        "X",
        Text("BATALKAN NOMOR {t}", "CANCEL NUMBER {t}").format(t=visit.ticket),
        Text("batalkan sekarang", "cancel now"),
        Text("Nomor {t} tidak berlaku lagi.", "Number {t} is no longer valid.").format(t=visit.ticket),
        at,
        visit.id,
        lambda d, c: (
            Cancel(visit=c.visit.id, expect=c.visit.revision, reason=known(words.CANCEL, d.answer)) if c.visit else None
        ),
        question=Text("Sebab", "Reason"),
        options=options_of(words.CANCEL),
    )


def undo_step(visit: CounterVisit, step: str, name: Text, at: float) -> Dialog:
    """Why a step was not done after all."""
    return Dialog(
        "space",
        Text("TAHAP BELUM SELESAI: {n}", "STEP NOT DONE: {n}").format(n=name),
        Text("tandai belum selesai", "mark as not done"),
        Text("Tahap itu terbuka lagi; waktunya tetap tercatat.", "The step is open again; its times stay on record."),
        at,
        visit.id,
        lambda d, c: StepUndone(counter=c.id, expect=c.revision, step=step, reason=known(words.UNDONE, d.answer)),
        question=Text("Sebab", "Reason"),
        options=options_of(words.UNDONE),
    )


def no_show(visit: CounterVisit, at: float) -> Dialog:
    """Whether really nobody came."""
    return Dialog(
        "H",
        Text("{t} TIDAK HADIR", "{t} DID NOT COME").format(t=visit.ticket),
        Text("catat tidak hadir", "mark as absent"),
        Text(
            "Loket kosong untuk nomor berikutnya. Bila {t} datang kemudian, I memulihkannya.",
            "The counter is free for the next number. Should {t} come later, I restores it.",
        ).format(t=visit.ticket),
        at,
        visit.id,
        lambda _, c: NoShow(counter=c.id, expect=c.revision),
    )
