"""The keys of the counter: one key, one act, the same everywhere; and why a key does not act now.

`press` is the whole of it: a model and a key give the next model and, where the endpoint has to agree, a command.


What came of an act: the endpoint's answer or the printer's, in words, and the command that follows from it.
"""

from datetime import datetime
from typing import Final

from attrs import evolve

from kiosk.code import read_code
from kiosk.feed.answer import Accepted, Answer, Refused
from kiosk.language import Text, tr
from kiosk.text import fit
from kiosk.ui.counter import labels
from kiosk.ui.counter.keys.guards import unless
from kiosk.ui.counter.keys.key import Key, PressTime, Transition, send_command
from kiosk.ui.counter.keys.table import KEYS
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
    NoShow,
    Park,
    Return,
    Scan,
    Settle,
    StepDone,
    StillServing,
    Tick,
    Transfer,
    Undo,
)
from kiosk.wire.command.staff import SignOn
from kiosk.wire.command.union import Command
from kiosk.wire.command.visit import Cancel, Note, Restore, Resume

NAMES: Final[dict[str, Text]] = {
    "space": tr("SPASI"),
    "escape": tr("ESC"),
    "enter": tr("ENTER"),
    "tab": tr("TAB"),
    "up": Text("↑"),
    "down": Text("↓"),
    "left": Text("←"),
    "right": Text("→"),
    "scan": tr("pindaian"),
}


_HARMLESS: Final = frozenset(("?", "C", "O"))
"""Keys that only show something, so that no answer has to be waited for."""

DIGITS: Final = (Text("1-9"), tr("syarat", "key"))
ARROWS: Final = Text("↑↓")

USE: Final = "right"
"""Brings the case that is read to the visit at hand."""

_CODE: Final = 40
"""Columns of a scanned code that are shown."""


def name_of(key: str) -> Text:
    """How *key* is written on screen."""
    return NAMES.get(key, Text(key.upper()))


def press(model: CounterModel, key: str, now: datetime, at: float) -> Transition:
    """A person pressed *key*; *now* is the endpoint's clock, *at* the keyboard's in seconds."""
    model = evolve(model, message=None)
    if model.locked:
        return _while_locked(model, key)
    if model.all_keys:
        return evolve(model, all_keys=False), None
    if model.search is not None:
        return _while_finding(model, model.search, key)
    if model.dialog is not None:
        return _in_dialog(model, model.dialog, key, at)
    if key in ("up", "down"):
        return _move(model, -1 if key == "up" else 1), None
    if len(key) == 1 and key in "123456789":
        return _tick(model, int(key), now), None
    act = KEYS.get(key)
    if act is None:
        return _unknown(model, key)
    reason = act.why_not(model, now)
    if reason is not None:
        return show_message(model, Text("{k}: {r}").format(k=name_of(key), r=reason), "attention"), None
    if model.pending is not None and key not in _HARMLESS:
        return _busy(model, model.pending), None
    return act.do(model, PressTime(now, at))


def key_row(model: CounterModel, now: datetime) -> tuple[tuple[Text, Text], ...]:
    """The row of keys: each that acts now, or will as soon as some seconds have passed, with its word."""
    row: list[tuple[Text, Text]] = []
    for act in KEYS.values():
        word = _word(act, model, now)
        row += [(name_of(act.key), word)] if word else []
        if act.key == "space" and word and model.requirements:
            row += [DIGITS]
    return tuple(row)


def _word(act: Key, model: CounterModel, now: datetime) -> Text | None:
    if act.shown is not None:
        return act.shown(model, now)
    return act.word if act.why_not(model, now) is None else None


def dialog_keys(dialog: Dialog) -> tuple[tuple[Text, Text], ...]:
    """The row of keys of a dialog."""
    if dialog.papers:
        papers = ((name_of("space"), tr("tanda")), (ARROWS, DIGITS[1])) if dialog.asks_papers else ()
        others = ((Text("←→"), dialog.beside),) if dialog.reasons else ()
        results = (Text(f"1-{len(dialog.options)}"), tr("hasil", "key"))
        return (results, *others, *papers, (name_of(dialog.key), dialog.act))
    word = tr("pilih")
    choose: tuple[tuple[Text, Text], ...] = ()
    if len(dialog.options) > 1:
        choose = ((Text(f"1-{min(len(dialog.options), 9)}"), word), (ARROWS, word))
    elif dialog.options and dialog.chosen is None:
        choose = ((Text("1"), word),)
    aside = ((Text("←→"), dialog.beside),) if dialog.reasons else ()
    return (*choose, *aside, (name_of(dialog.key), dialog.act))


def form_keys(model: CounterModel) -> tuple[tuple[Text, Text], ...]:
    """The row of keys while a PIN is asked for."""
    who = model.document.who if model.document else None
    enter = tr("masuk") if model.form.field(who) != "person" else tr("lalu PIN")
    move = tr("pindah, PIN baru")
    if model.form.changing:
        enter, move = tr("ganti PIN"), tr("pindah")
    return (
        (name_of("enter"), enter),
        (ARROWS, move),
        (name_of("escape"), tr("kosongkan")),
    )


def _while_finding(model: CounterModel, search: SearchState, key: str) -> Transition:
    """Keys are words, but one: a case that is read is brought to the visit at hand as if its receipt were scanned.

    It is a key that no scanner sends.
    """
    if key == USE and isinstance(search.opened, CaseShown):
        return scan(evolve(model, search=None), search.opened.code)
    return evolve(model, search=press_in_search(search, key, model.feed.sop)), None


def _while_locked(model: CounterModel, key: str) -> Transition:
    """The form gets the keys; ENTER goes from field to field that is not full, and then to the endpoint."""
    form, who = model.form, model.document.who if model.document else None
    if model.pending is not None:
        return _busy(model, model.pending), None
    if key == "enter":
        lacking = form.lacks(who)
        if lacking is None:
            return send_command(model, "enter", SignOn(form.whose(who), form.pin, form.new or None))
        if lacking[0] == form.field(who):
            return show_message(model, lacking[1], "attention"), None
        return evolve(model, form=evolve(form, at=lacking[0])), None
    if key in ("up", "down", "tab"):
        return evolve(model, form=form.moved(-1 if key == "up" else 1)), None
    if key == "escape":
        return evolve(model, form=SignOnForm()), None
    if key == "backspace":
        return evolve(model, form=form.erased(who)), None
    if len(key) == 1 and key.isascii() and key.isalnum():
        return evolve(model, form=form.typed(key, who)), None
    return show_message(model, CODE_ASKED if form.field(who) == "person" else PIN_ASKED, "attention"), None


def scan(model: CounterModel, code: str) -> Transition:
    """A code was scanned: a receipt, brought by the visit at hand."""
    if model.locked:
        return show_message(model, tr("Pindaian: buka kunci dahulu."), "attention"), None
    shown = fit(code, _CODE)
    if model.dialog or model.search or model.all_keys or model.document is None:
        return show_message(model, tr("Pindaian {c}: ESC dahulu.").format(c=shown), "attention"), None
    reason = unless("serving")(model, model.document.at)
    if reason is not None:
        return show_message(model, tr("Pindaian {c}: {r}").format(c=shown, r=reason), "attention"), None
    if read_code(code) is None:
        text = tr("Pindaian {c}: bukan kode tanda terima.")
        return show_message(model, text.format(c=shown), "attention"), None
    if model.pending is not None:
        return _busy(model, model.pending), None
    document = model.document
    return send_command(
        evolve(model, message=None), "scan", Scan(counter=document.id, expect=document.revision, case=code)
    )


def _in_dialog(model: CounterModel, dialog: Dialog, key: str, at: float) -> Transition:
    if key == "escape":
        return evolve(model, dialog=None), None
    if key == "space" and dialog.asks_papers:
        return evolve(model, dialog=dialog.mark()), None
    if key == dialog.key:
        return _confirm(model, dialog, at)
    if key in ("up", "down"):
        return evolve(model, dialog=dialog.move(-1 if key == "up" else 1)), None
    if key in ("left", "right"):
        return evolve(model, dialog=dialog.aside(-1 if key == "left" else 1)), None
    if len(key) == 1 and key in "123456789"[: len(dialog.options)]:
        return evolve(model, dialog=dialog.choose(int(key) - 1)), None
    return show_message(
        model,
        tr("Tombol {k} tidak dipakai di sini. ESC kembali.").format(k=name_of(key)),
        "attention",
    ), None


def _confirm(model: CounterModel, dialog: Dialog, at: float) -> Transition:
    if at - dialog.asked_at < CONFIRM_AFTER:
        return model, None
    if dialog.lacks is not None:
        return show_message(model, dialog.lacks, "attention"), None
    command = dialog.command(dialog, model.document) if model.document else None
    closed = evolve(model, dialog=None)
    if command is None:
        return show_message(closed, CHANGED, "attention"), None
    return send_command(closed, dialog.key, command, dialog.then_next)


def _busy(model: CounterModel, pending: PendingCommand) -> CounterModel:
    return show_message(
        model,
        tr("Tunggu: {k} sedang dikirim.").format(k=name_of(pending.key)),
        "attention",
    )


def _unknown(model: CounterModel, key: str) -> Transition:
    text = tr("Tombol {k} tidak dipakai di sini. ? menunjukkan semua tombol.")
    return show_message(model, text.format(k=name_of(key)), "attention"), None


def _move(model: CounterModel, by: int) -> CounterModel:
    if model.visit is None or model.step is None:
        return model
    ids = [step.id for step in model.visit.steps]
    return evolve(model, cursor=ids[min(max(ids.index(model.step.id) + by, 0), len(ids) - 1)])


def _tick(model: CounterModel, number: int, now: datetime) -> CounterModel:
    reason = unless("serving")(model, now)
    if reason is not None:
        return show_message(model, Text("{n}: {r}").format(n=number, r=reason), "attention")
    if number > len(model.requirements):
        text = tr("{n}: layanan ini mempunyai {c} syarat.")
        return show_message(model, text.format(n=number, c=len(model.requirements)), "attention")
    return evolve(model, ticked=model.ticked ^ {model.requirements[number - 1].id})


def apply_answer(model: CounterModel, answer: Answer) -> tuple[CounterModel, Command | None]:
    """What the endpoint answered to the act under way, and the command that follows from it (finish and next)."""
    sent = model.pending
    after = evolve(model, pending=None, form=SignOnForm(model.form.person))
    if sent is None:
        return after, None
    if isinstance(answer, Refused):
        hint = _sentence(answer.hint) if answer.hint else Text("")
        return show_message(after, Text("{t} {h}").format(t=_sentence(answer.text), h=hint), "bad"), None
    if not isinstance(answer, Accepted):
        text = tr("Belum dijawab, mungkin belum tercatat. {t} Tekan lagi bila sudah tersambung.")
        return show_message(after, text.format(t=_sentence(answer.text)), "attention"), None
    if isinstance(sent.command, SignOn):
        after = evolve(after, unlocked_by=sent.command.person, form=SignOnForm())
    after = evolve(show_document(evolve(after, cursor=None), answer.counter), message=None)
    if after.print_queue is not None:
        after = evolve(
            after, print_queue=after.print_queue.ask(receipts_to_print(sent.command, sent.document.visit, answer))
        )
    done = _done(sent, after, answer.cases)
    after = evolve(after, message=StatusMessage(done) if done else None)
    if not sent.then_next or after.document is None or after.situation != "empty":
        return after, None
    if not after.document.line_length:
        return show_message(after, tr("{d} Tidak ada yang menunggu.").format(d=done)), None
    following = CallNext(counter=after.document.id, expect=after.document.revision)
    return evolve(after, pending=PendingCommand("P", following, after.document)), following


def apply_print_result(model: CounterModel, trouble: Text | None) -> CounterModel:
    """The printer has the slip under way; or *trouble*, which is said with what to do and holds nothing up."""
    if model.print_queue is None:
        return model
    after = evolve(model, print_queue=model.print_queue.end(printed=trouble is None))
    if trouble is None:
        return after
    text = tr("Slip {c} belum tercetak: {t}. R mencetak lagi.")
    return show_message(after, text.format(c=model.print_queue.printing, t=trouble), "attention")


def _handed_over(cases: tuple[CaseShown, ...]) -> Text:
    """The receipts to be handed over now, and by when it is promised."""
    codes = labels.receipt_codes([case.code for case in cases])
    by = labels.ready_label(cases[0].due)
    given = tr("Serahkan tanda terima {k}").format(k=codes)
    return Text("{g}; {b}.").format(g=given, b=by) if by else Text("{g}.").format(g=given)


def _sentence(text: Text) -> Text:
    """*text* from a capital to a full stop."""
    return Text(*(f"{words[:1].upper()}{words[1:].rstrip('.')}." for words in (text["id"], text["en"])))


def _done(sent: PendingCommand, after: CounterModel, cases: tuple[CaseShown, ...]) -> Text | None:
    """What has happened, where the screen does not show it by itself."""
    visit = sent.document.visit
    ticket = visit.ticket if visit else ""
    match sent.command:
        case SignOn(person=person, new_pin=str()):
            return tr("{p} punya PIN baru.").format(p=person)
        case StepDone() if cases:
            return _handed_over(cases)
        case Scan():
            return tr("Tanda terima terbaca: lanjutkan tahapnya.")
        case Tick(step=step) if visit:
            return tr("Tercatat: {s}.").format(s=after.step_name(visit, step))
        case Settle(applicant=applicant, outcome=settled):
            return tr("Orang {n}: {o}.").format(n=applicant, o=labels.OUTCOMES[settled])
        case StepDone(step=step) if visit and after.visit is None:
            left = next((s.id for s in visit.steps if not s.done_at and s.id != step), "")
            return tr("{t} menunggu lagi, untuk tahap: {s}.").format(t=ticket, s=after.step_name(visit, left))
        case StepDone() if after.visit and after.visit.step is None:
            return tr("Semua tahap selesai. S selesai, B selesai dan berikutnya.")
        case Finish(outcome=outcome):
            return tr("{t} berakhir: {o}.").format(t=ticket, o=labels.OUTCOMES[outcome])
        case Return():
            return tr("{t} menunggu lagi.").format(t=ticket)
        case NoShow():
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
