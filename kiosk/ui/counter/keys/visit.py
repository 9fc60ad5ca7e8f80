"""The keys about the visit at hand: serving it, its steps and payments, and the ways it leaves the counter."""

from collections.abc import Callable
from datetime import datetime

from kiosk.text.language import Text, tr
from kiosk.ui.counter import labels
from kiosk.ui.counter.keys.key import Action, Guard, Key, KeyLabel, KeyResult, needs, send, with_document, with_visit
from kiosk.ui.counter.model.counter import CounterModel, show_message
from kiosk.ui.counter.model.dialog import Dialog, Option, chosen_key, options_from, paper_options
from kiosk.wire.command.counter import (
    Finish,
    MarkNoShow,
    MarkStepDone,
    MarkStepUndone,
    Park,
    Recall,
    Return,
    Settle,
    Start,
    StillServing,
    Tick,
    Transfer,
)
from kiosk.wire.command.visit import Cancel, Note
from kiosk.wire.counter import CounterDocument, CounterVisit

_serving = needs("serving")


def _start_guard(model: CounterModel, now: datetime) -> Text | None:
    return None if model.asks_still(now) else needs("called")(model, now)


def _start_label(model: CounterModel, now: datetime) -> Text | None:
    if model.asks_still(now):
        return tr("masih")
    return tr("mulai") if model.situation == "called" else None


def _start(model: CounterModel, document: CounterDocument) -> KeyResult:
    kind = Start if model.situation == "called" else StillServing
    return kind(counter=document.id, expect=document.revision)


START = Key("M", _start_label, tr("mulai; masih dilayani"), _start_guard, with_document(_start))


def _step_label(model: CounterModel, _: datetime) -> Text | None:
    return tr("tahap") if model.situation == "serving" else None


def _step(model: CounterModel, document: CounterDocument) -> KeyResult:
    """Start serving, mark the step under the cursor as done, or ask why it is not done after all."""
    if model.situation == "called":
        return Start(counter=document.id, expect=document.revision)
    visit, step = model.visit, model.step
    if visit is None or step is None:
        return model
    if not step.here:
        return show_message(model, tr("SPASI: tahap itu dikerjakan di tempat lain."), "attention")
    if step.done_at is None:
        return MarkStepDone(counter=document.id, expect=document.revision, step=step.id)
    return Dialog(
        tr("TAHAP BELUM SELESAI: {n}").format(n=model.step_name(visit, step.id)),
        tr("tandai belum selesai"),
        tr("Tahap itu terbuka lagi; waktunya tetap tercatat."),
        lambda d, c: MarkStepUndone(
            counter=c.id, expect=c.revision, step=step.id, reason=chosen_key(labels.UNDONE, d.answer)
        ),
        question=tr("Sebab"),
        options=options_from(labels.UNDONE),
    )


STEP = Key("space", _step_label, tr("mulai; tahap selesai / belum"), needs("called", "serving"), with_document(_step))


def _unpaid_steps(model: CounterModel) -> tuple[str, ...]:
    """Return the applicant's own steps that cases of the visit wait for: a payment."""
    cases = model.visit.cases if model.visit else ()
    return tuple(dict.fromkeys(step for case in cases for step in case.ticks))


def _payment_guard(model: CounterModel, now: datetime) -> Text | None:
    if model.situation == "serving" and not _unpaid_steps(model):
        return tr("tidak ada berkas di sini yang menunggu pembayaran.")
    return _serving(model, now)


def _pay(model: CounterModel, document: CounterDocument) -> KeyResult:
    steps = _unpaid_steps(model)
    return Tick(counter=document.id, expect=document.revision, step=steps[0]) if steps else model


PAYMENT = Key("D", tr("dibayar"), tr("catat pembayaran pemohon"), _payment_guard, with_document(_pay))


def _finish(then_next: bool) -> Action:
    """Return the action that asks what came of the visit; with *then_next* not where all steps here are done."""

    def action(model: CounterModel, now: datetime) -> KeyResult:
        document, visit, forgotten = model.document, model.visit, model.asks_still(now)
        if document is None or visit is None:
            return model
        if then_next and model.done_here and not forgotten:
            return Finish(counter=document.id, expect=document.revision, outcome="done")
        return Dialog(
            tr("SELESAI: {t}").format(t=visit.ticket),
            tr("simpan, panggil berikutnya") if then_next else tr("simpan"),
            tr("Kunjungan {t} berakhir.").format(t=visit.ticket),
            lambda d, c: Finish(
                counter=c.id,
                expect=c.revision,
                outcome=chosen_key(labels.OUTCOMES, d.answer),
                missing=d.missing,
                forgotten=forgotten,
            ),
            note=tr("sudah selesai tadi: waktunya tidak dirata-rata") if forgotten else None,
            options=options_from(labels.OUTCOMES),
            chosen=0 if model.done_here else None,
            papers=paper_options(model.requirements),
        )

    return action


def _finish_label(model: CounterModel, now: datetime) -> Text | None:
    if model.asks_still(now):
        return tr("sudah selesai")
    return tr("selesai", "key") if model.situation == "serving" else None


FINISH = Key("S", _finish_label, tr("selesai, dengan hasil"), _serving, _finish(then_next=False))
FINISH_AND_CALL = Key(
    "B", tr("selesai+berikutnya"), tr("selesai, panggil berikutnya"), _serving, _finish(then_next=True), then_next=True
)


def _open_applicants(visit: CounterVisit) -> tuple[int, ...]:
    settled = {each.applicant for each in visit.settled}
    return tuple(n for n in range(1, visit.people + 1) if n not in settled)


def _settle_guard(model: CounterModel, now: datetime) -> Text | None:
    if model.visit and model.situation == "serving" and len(_open_applicants(model.visit)) < 2:
        return tr("hanya satu orang; S mencatat hasilnya.")
    return _serving(model, now)


def _settle(model: CounterModel, visit: CounterVisit) -> Dialog:
    return Dialog(
        tr("SATU ORANG DARI {t}").format(t=visit.ticket),
        tr("simpan"),
        tr("Orang itu tidak mendapat berkas, atau berkasnya kembali; yang lain dilayani terus."),
        lambda d, c: Settle(
            counter=c.id,
            expect=c.revision,
            applicant=int(d.reasons[d.reason].id),
            outcome=chosen_key(labels.SETTLED, d.answer),
            missing=d.missing,
        ),
        options=options_from(labels.SETTLED),
        reasons=tuple(Option(str(n), Text(str(n), str(n))) for n in _open_applicants(visit)),
        beside=tr("orang"),
        note=tr("{t} dilayani terus").format(t=visit.ticket),
        papers=paper_options(model.requirements),
    )


SETTLE = Key("F", tr("satu orang"), tr("hasil satu orang lebih dahulu"), _settle_guard, with_visit(_settle))


def _park(_: CounterModel, visit: CounterVisit) -> Dialog:
    return Dialog(
        tr("TUNDA {t}").format(t=visit.ticket),
        tr("tunda sekarang"),
        tr("{t} kembali ke loket ini dengan L; sampai saat itu waktu layanan berhenti.").format(t=visit.ticket),
        lambda d, c: Park(counter=c.id, expect=c.revision, reason=chosen_key(labels.PARK, d.answer)),
        question=tr("Sebab"),
        note=tr("di luar loket"),
        options=options_from(labels.PARK),
    )


PARK = Key("T", tr("tunda"), tr("tunda, kembali ke loket ini"), _serving, with_visit(_park))


def _transfer_guard(model: CounterModel, now: datetime) -> Text | None:
    if model.situation == "serving" and not model.other_services:
        return tr("tidak ada layanan lain yang dikenal di sini.")
    return _serving(model, now)


def _transfer(model: CounterModel, visit: CounterVisit) -> Dialog:
    return Dialog(
        tr("ALIHKAN {t} KE LAYANAN").format(t=visit.ticket),
        tr("alihkan sekarang"),
        tr(
            "{t} menunggu lagi, urutan menurut waktu ambil nomor, dengan tahap layanan yang baru. "
            "Tahap yang sudah selesai tetap tercatat."
        ).format(t=visit.ticket),
        lambda d, c: Transfer(
            counter=c.id,
            expect=c.revision,
            service=d.answer,
            reason=chosen_key(labels.TRANSFER, d.reasons[d.reason].id),
        ),
        note=tr("nomor tetap {t}").format(t=visit.ticket),
        options=tuple(
            Option(sop.id, sop.name, None if visit.priority else tr("antrean {q}").format(q=sop.queue))
            for sop in model.other_services
        ),
        reasons=options_from(labels.TRANSFER),
    )


TRANSFER = Key("A", tr("alihkan"), tr("alihkan ke layanan lain"), _transfer_guard, with_visit(_transfer))


def _give_back(_: CounterModel, visit: CounterVisit) -> Dialog:
    return Dialog(
        tr("KEMBALIKAN {t} KE ANTREAN").format(t=visit.ticket),
        tr("kembalikan sekarang"),
        tr("{t} menunggu lagi di tempatnya semula; loket ini memanggil yang lain dahulu.").format(t=visit.ticket),
        lambda d, c: Return(counter=c.id, expect=c.revision, reason=chosen_key(labels.RETURN, d.answer)),
        question=tr("Sebab"),
        options=options_from(labels.RETURN),
    )


GIVE_BACK = Key("K", tr("kembalikan"), tr("kembalikan ke antrean"), needs("called", "serving"), with_visit(_give_back))


def _cancel(_: CounterModel, visit: CounterVisit) -> Dialog:
    return Dialog(
        tr("BATALKAN NOMOR {t}").format(t=visit.ticket),
        tr("batalkan sekarang"),
        tr("Nomor {t} tidak berlaku lagi.").format(t=visit.ticket),
        lambda d, c: Cancel(c.visit.id, c.visit.revision, chosen_key(labels.CANCEL, d.answer)) if c.visit else None,
        question=tr("Sebab"),
        options=options_from(labels.CANCEL),
    )


CANCEL = Key("X", tr("batal"), tr("batalkan nomor"), needs("called", "serving"), with_visit(_cancel))


def _delay_guard(model: CounterModel, now: datetime) -> Text | None:
    if model.situation != "serving" or model.over_standard(now):
        return _serving(model, now)
    if model.service_standard is None:
        return tr("standar waktu tidak ditetapkan, tidak ada yang lewat.")
    return tr("layanan masih dalam standar.")


def _note_delay(_: CounterModel, visit: CounterVisit) -> Dialog:
    return Dialog(
        tr("{t}: SEBAB LEWAT STANDAR").format(t=visit.ticket),
        tr("catat sekarang"),
        tr("Dicatat pada kunjungan ini; layanan berjalan terus."),
        lambda d, c: Note(c.visit.id, c.visit.revision, chosen_key(labels.DELAY, d.answer)) if c.visit else None,
        question=tr("Sebab"),
        options=options_from(labels.DELAY),
    )


NOTE_DELAY = Key("W", tr("sebab", "key"), tr("catat sebab lewat standar"), _delay_guard, with_visit(_note_delay))


def _wait(seconds: int) -> Text | None:
    return tr("baru saja dipanggil, dapat lagi dalam {n} detik.").format(n=seconds) if seconds else None


def _countdown(label: Text, seconds: Callable[[CounterModel, datetime], int], guard: Guard) -> KeyLabel:
    """Return *label* with the seconds until the key acts."""

    def label_at(model: CounterModel, now: datetime) -> Text | None:
        if left := seconds(model, now):
            return Text("{w} {n}").format(w=label, n=left)
        return label if guard(model, now) is None else None

    return label_at


def _recall_guard(model: CounterModel, now: datetime) -> Text | None:
    if (visit := model.visit) and model.situation == "called" and visit.recall_at is None:
        return tr("{t} sudah dipanggil {n} kali. H mencatat tidak hadir.").format(t=visit.ticket, n=visit.calls)
    return needs("called")(model, now) or _wait(model.recall_seconds(now))


_recall_label = _countdown(tr("ulang"), CounterModel.recall_seconds, _recall_guard)
RECALL = Key("U", _recall_label, tr("panggil ulang"), _recall_guard, send(Recall))


def _no_show_guard(model: CounterModel, now: datetime) -> Text | None:
    return needs("called")(model, now) or _wait(model.no_show_seconds(now))


def _no_show(_: CounterModel, visit: CounterVisit) -> Dialog:
    return Dialog(
        tr("{t} TIDAK HADIR").format(t=visit.ticket),
        tr("catat tidak hadir"),
        tr("Loket kosong untuk nomor berikutnya. Bila {t} datang kemudian, I memulihkannya.").format(t=visit.ticket),
        lambda _, c: MarkNoShow(counter=c.id, expect=c.revision),
    )


_no_show_label = _countdown(tr("tidak hadir"), CounterModel.no_show_seconds, _no_show_guard)
NO_SHOW = Key("H", _no_show_label, tr("catat tidak hadir"), _no_show_guard, with_visit(_no_show))
