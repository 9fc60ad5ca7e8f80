"""The changes of the model: by a key pressed, a code scanned, an answer of the endpoint, a slip printed.

Each gives the next model and, where the endpoint has to agree, a command for it.
"""

from datetime import datetime
from typing import Final

from attrs import evolve

from kiosk.codes.ticket_code import parse_ticket_code
from kiosk.feed.sender import CommandAccepted, CommandAnswer, CommandRefused
from kiosk.text.language import Text, tr
from kiosk.text.sanitize import fit
from kiosk.ui.counter import labels
from kiosk.ui.counter.keys import KEYS
from kiosk.ui.counter.keys.key import key_name, needs
from kiosk.ui.counter.model.counter import (
    CHANGED,
    CounterModel,
    PendingCommand,
    StatusMessage,
    receipts_to_print,
    show_document,
    show_message,
)
from kiosk.ui.counter.model.dialog import CONFIRM_AFTER, Dialog
from kiosk.ui.counter.model.search import SearchState, press_in_search
from kiosk.ui.counter.model.sign_on import CODE_ASKED, PIN_ASKED, SignOnForm
from kiosk.wire.case import CaseShown
from kiosk.wire.command.counter import (
    CallNext,
    Finish,
    MarkNoShow,
    MarkStepDone,
    Park,
    Return,
    Scan,
    Settle,
    StillServing,
    Tick,
    Transfer,
    Undo,
)
from kiosk.wire.command.office import SignOn
from kiosk.wire.command.union import Command
from kiosk.wire.command.visit import Cancel, Note, Restore, Resume

Transition = tuple[CounterModel, Command | None]
"""The next model, and the command to send."""

_USE_CASE: Final = "right"
"""The key that brings the case shown to the visit at hand; no scanner sends it."""


def press(model: CounterModel, name: str, now: datetime, at: float) -> Transition:
    """Handle the key *name*; *now* is the endpoint's clock, *at* the keyboard's in seconds."""
    model = evolve(model, message=None)
    if model.locked:
        return _press_locked(model, name)
    if model.all_keys:
        return evolve(model, all_keys=False), None
    if model.search is not None:
        return _press_in_search(model, model.search, name)
    if model.dialog is not None:
        return _press_in_dialog(model, model.dialog, name, at)
    if name in ("up", "down"):
        return _move_cursor(model, -1 if name == "up" else 1), None
    if len(name) == 1 and name in "123456789":
        return _tick_paper(model, int(name), now)
    key = KEYS.get(name)
    if key is None:
        text = tr("Tombol {k} tidak dipakai di sini. ? menunjukkan semua tombol.")
        return _refuse(model, text.format(k=key_name(name)))
    if (reason := key.guard(model, now)) is not None:
        return _refuse(model, Text("{k}: {r}").format(k=key_name(name), r=reason))
    if model.pending is not None and not key.only_shows:
        return _refuse_while_pending(model, model.pending)
    result = key.action(model, now)
    if isinstance(result, CounterModel):
        return result, None
    if isinstance(result, Dialog):
        return evolve(model, dialog=evolve(result, key=name, opened_at=at)), None
    return _send(model, name, result, key.then_next)


def scan_code(model: CounterModel, code: str) -> Transition:
    """Handle a scanned *code*: the receipt that the visit at hand brings."""
    if model.locked:
        return _refuse(model, tr("Pindaian: buka kunci dahulu."))
    shown, document = fit(code, 40), model.document
    if model.dialog or model.search or model.all_keys or document is None:
        return _refuse(model, tr("Pindaian {c}: ESC dahulu.").format(c=shown))
    if (reason := needs("serving")(model, document.at)) is not None:
        return _refuse(model, tr("Pindaian {c}: {r}").format(c=shown, r=reason))
    if parse_ticket_code(code) is None:
        return _refuse(model, tr("Pindaian {c}: bukan kode tanda terima.").format(c=shown))
    if model.pending is not None:
        return _refuse_while_pending(model, model.pending)
    command = Scan(counter=document.id, expect=document.revision, case=code)
    return _send(evolve(model, message=None), "scan", command)


def _send(model: CounterModel, key: str, command: Command, then_next: bool = False) -> Transition:
    if model.document is None:
        return model, None
    return evolve(model, pending=PendingCommand(key, command, model.document, then_next)), command


def _refuse(model: CounterModel, reason: Text) -> Transition:
    return show_message(model, reason, "attention"), None


def _refuse_while_pending(model: CounterModel, pending: PendingCommand) -> Transition:
    return _refuse(model, tr("Tunggu: {k} sedang dikirim.").format(k=key_name(pending.key)))


def _press_locked(model: CounterModel, key: str) -> Transition:
    """Give the key to the form; ENTER goes to the first field that is not full, else to the endpoint."""
    form, who = model.form, model.document.who if model.document else None
    if model.pending is not None:
        return _refuse_while_pending(model, model.pending)
    if key == "enter":
        gap = form.gap(who)
        if gap is None:
            return _send(model, "enter", SignOn(form.whose(who), form.pin, form.new or None))
        field, reason = gap
        if field == form.field(who):
            return _refuse(model, reason)
        return evolve(model, form=evolve(form, at=field)), None
    if key in ("up", "down", "tab"):
        return evolve(model, form=form.move(-1 if key == "up" else 1)), None
    if key == "escape":
        return evolve(model, form=SignOnForm()), None
    if key == "backspace":
        return evolve(model, form=form.erase(who)), None
    if len(key) == 1 and key.isascii() and key.isalnum():
        return evolve(model, form=form.insert(key, who)), None
    return _refuse(model, CODE_ASKED if form.field(who) == "person" else PIN_ASKED)


def _press_in_search(model: CounterModel, search: SearchState, key: str) -> Transition:
    """Give the key to the search, but for the one that brings the case shown as if its receipt were scanned."""
    if key == _USE_CASE and isinstance(search.opened, CaseShown):
        return scan_code(evolve(model, search=None), search.opened.code)
    return evolve(model, search=press_in_search(search, key, model.feed.sop)), None


def _press_in_dialog(model: CounterModel, dialog: Dialog, key: str, at: float) -> Transition:
    if key == "escape":
        return evolve(model, dialog=None), None
    if key == "space" and dialog.asks_papers:
        return evolve(model, dialog=dialog.mark()), None
    if key == dialog.key:
        return _confirm(model, dialog, at)
    if key in ("up", "down"):
        return evolve(model, dialog=dialog.move(-1 if key == "up" else 1)), None
    if key in ("left", "right"):
        return evolve(model, dialog=dialog.move_aside(-1 if key == "left" else 1)), None
    if len(key) == 1 and key in "123456789"[: len(dialog.options)]:
        return evolve(model, dialog=dialog.choose(int(key) - 1)), None
    return _refuse(model, tr("Tombol {k} tidak dipakai di sini. ESC kembali.").format(k=key_name(key)))


def _confirm(model: CounterModel, dialog: Dialog, at: float) -> Transition:
    if at - dialog.opened_at < CONFIRM_AFTER:
        return model, None
    if (gap := dialog.gap) is not None:
        return _refuse(model, gap)
    command = dialog.command(dialog, model.document) if model.document else None
    closed = evolve(model, dialog=None)
    if command is None:
        return _refuse(closed, CHANGED)
    return _send(closed, dialog.key, command, KEYS[dialog.key].then_next)


def _move_cursor(model: CounterModel, by: int) -> CounterModel:
    if model.visit is None or model.step is None:
        return model
    ids = [step.id for step in model.visit.steps]
    return evolve(model, cursor=ids[min(max(ids.index(model.step.id) + by, 0), len(ids) - 1)])


def _tick_paper(model: CounterModel, number: int, now: datetime) -> Transition:
    if (reason := needs("serving")(model, now)) is not None:
        return _refuse(model, Text("{n}: {r}").format(n=number, r=reason))
    if number > len(model.requirements):
        return _refuse(model, tr("{n}: layanan ini mempunyai {c} syarat.").format(n=number, c=len(model.requirements)))
    return evolve(model, ticked=model.ticked ^ {model.requirements[number - 1].id}), None


def apply_answer(model: CounterModel, answer: CommandAnswer) -> Transition:
    """Handle the answer to the pending command; after "finish and next" the next number is called."""
    sent = model.pending
    after = evolve(model, pending=None, form=SignOnForm(model.form.person))
    if sent is None:
        return after, None
    if isinstance(answer, CommandRefused):
        hint = _sentence(answer.hint) if answer.hint else Text("")
        return show_message(after, Text("{t} {h}").format(t=_sentence(answer.text), h=hint), "bad"), None
    if not isinstance(answer, CommandAccepted):
        text = tr("Belum dijawab, mungkin belum tercatat. {t} Tekan lagi bila sudah tersambung.")
        return _refuse(after, text.format(t=_sentence(answer.text)))
    if isinstance(sent.command, SignOn):
        after = evolve(after, unlocked_by=sent.command.person, form=SignOnForm())
    after = show_document(evolve(after, cursor=None), answer.counter)
    if after.print_queue is not None:
        codes = receipts_to_print(sent.command, sent.document.visit, answer)
        after = evolve(after, print_queue=after.print_queue.ask(codes))
    report = _report(sent, after, answer.cases)
    after = evolve(after, message=StatusMessage(report) if report else None)
    if not sent.then_next or after.document is None or after.situation != "empty":
        return after, None
    if not after.document.line_length:
        return show_message(after, tr("{d} Tidak ada yang menunggu.").format(d=report)), None
    return _send(after, "P", CallNext(counter=after.document.id, expect=after.document.revision))


def apply_print_result(model: CounterModel, trouble: Text | None) -> CounterModel:
    """Handle the end of a print job; *trouble* says why the printer did not take the slip."""
    queue = model.print_queue
    if queue is None:
        return model
    after = evolve(model, print_queue=queue.end(printed=trouble is None))
    if trouble is None:
        return after
    text = tr("Slip {c} belum tercetak: {t}. R mencetak lagi.")
    return show_message(after, text.format(c=queue.printing, t=trouble), "attention")


def _sentence(text: Text) -> Text:
    """Return *text* from a capital to a full stop."""
    return Text(*(f"{words[:1].upper()}{words[1:].rstrip('.')}." for words in (text["id"], text["en"])))


def _receipts_report(cases: tuple[CaseShown, ...]) -> Text:
    """Return which receipts to hand over, and by when the cases are promised."""
    codes = labels.receipt_codes([case.code for case in cases])
    by = labels.ready_label(cases[0].due)
    given = tr("Serahkan tanda terima {k}").format(k=codes)
    return Text("{g}; {b}.").format(g=given, b=by) if by else Text("{g}.").format(g=given)


def _report(sent: PendingCommand, after: CounterModel, cases: tuple[CaseShown, ...]) -> Text | None:
    """Return what the accepted command has done, where the screen does not show it by itself."""
    visit = sent.document.visit
    ticket = visit.ticket if visit else ""
    match sent.command:
        case SignOn(person=person, new_pin=str()):
            return tr("{p} punya PIN baru.").format(p=person)
        case MarkStepDone() if cases:
            return _receipts_report(cases)
        case Scan():
            return tr("Tanda terima terbaca: lanjutkan tahapnya.")
        case Tick(step=step) if visit:
            return tr("Tercatat: {s}.").format(s=after.step_name(visit, step))
        case Settle(applicant=applicant, outcome=settled):
            return tr("Orang {n}: {o}.").format(n=applicant, o=labels.OUTCOMES[settled])
        case MarkStepDone(step=step) if visit and after.visit is None:
            left = next((s.id for s in visit.steps if not s.done_at and s.id != step), "")
            return tr("{t} menunggu lagi, untuk tahap: {s}.").format(t=ticket, s=after.step_name(visit, left))
        case MarkStepDone() if after.visit and after.visit.step is None:
            return tr("Semua tahap selesai. S selesai, B selesai dan berikutnya.")
        case Finish(outcome=outcome):
            return tr("{t} berakhir: {o}.").format(t=ticket, o=labels.OUTCOMES[outcome])
        case Return():
            return tr("{t} menunggu lagi.").format(t=ticket)
        case MarkNoShow():
            return tr("{t} dicatat tidak hadir. I memulihkan.").format(t=ticket)
        case Park():
            return tr("{t} tertunda. L melanjutkan.").format(t=ticket)
        case Transfer(service=service):
            return tr("{t} menunggu lagi, untuk layanan: {s}.").format(t=ticket, s=after.service_name(service))
        case StillServing():
            return tr("Tercatat: {t} masih dilayani.").format(t=ticket)
        case Note(reason=reason):
            return tr("Sebab tercatat: {r}.").format(r=labels.DELAY[reason])
        case Undo() if sent.document.undo:
            return tr("Diurungkan: {w}.").format(w=labels.undo_label(sent.document.undo))
        case Resume(visit=resumed) if after.visit is None:
            number = next((p.ticket for p in sent.document.parked if p.visit == resumed), "")
            return tr("{t} menunggu lagi, di depan.").format(t=number)
        case Cancel():
            return tr("{t} dibatalkan.").format(t=ticket)
        case Restore(visit=restored):
            number = next((a.ticket for a in sent.document.absent if a.visit == restored), "")
            return tr("{t} menunggu lagi.").format(t=number)
    return None
