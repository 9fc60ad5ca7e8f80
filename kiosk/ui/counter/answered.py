"""What came of an act: the endpoint's answer or the printer's, in words, and the command that follows from it."""

from attrs import evolve

from kiosk.feed.answer import Accepted, Answer, Refused
from kiosk.language import Text, tr
from kiosk.ui.counter import words
from kiosk.ui.counter.signing import Form
from kiosk.ui.counter.slips import handed_over
from kiosk.ui.counter.station import Said, Station, UnderWay, say, show
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


def answered(station: Station, answer: Answer) -> tuple[Station, Command | None]:
    """What the endpoint answered to the act under way, and the command that follows from it (finish and next)."""
    sent = station.under_way
    after = evolve(station, under_way=None, form=Form(station.form.person))
    if sent is None:
        return after, None
    if isinstance(answer, Refused):
        hint = _sentence(answer.hint) if answer.hint else Text("")
        return say(after, Text("{t} {h}").format(t=_sentence(answer.text), h=hint), "bad"), None
    if not isinstance(answer, Accepted):
        text = tr("Belum dijawab, mungkin belum tercatat. {t} Tekan lagi bila sudah tersambung.")
        return say(after, text.format(t=_sentence(answer.text)), "attention"), None
    if isinstance(sent.command, SignOn):
        after = evolve(after, here=sent.command.person, form=Form())
    after = evolve(show(evolve(after, cursor=None), answer.counter), said=None)
    if after.slips is not None:
        after = evolve(after, slips=after.slips.ask(handed_over(sent.command, sent.document.visit, answer)))
    done = _done(sent, after, answer.cases)
    after = evolve(after, said=Said(done) if done else None)
    if not sent.then_next or after.document is None or after.situation != "empty":
        return after, None
    if not after.document.line_length:
        return say(after, tr("{d} Tidak ada yang menunggu.").format(d=done)), None
    following = CallNext(counter=after.document.id, expect=after.document.revision)
    return evolve(after, under_way=UnderWay("P", following, after.document)), following


def printed(station: Station, trouble: Text | None) -> Station:
    """The printer has the slip under way; or *trouble*, which is said with what to do and holds nothing up."""
    if station.slips is None:
        return station
    after = evolve(station, slips=station.slips.end(printed=trouble is None))
    if trouble is None:
        return after
    text = tr("Slip {c} belum tercetak: {t}. R mencetak lagi.")
    return say(after, text.format(c=station.slips.printing, t=trouble), "attention")


def _handed_over(cases: tuple[CaseShown, ...]) -> Text:
    """The receipts to be handed over now, and by when it is promised."""
    codes = words.receipts([case.code for case in cases])
    by = words.ready_by(cases[0].due)
    given = tr("Serahkan tanda terima {k}").format(k=codes)
    return Text("{g}; {b}.").format(g=given, b=by) if by else Text("{g}.").format(g=given)


def _sentence(text: Text) -> Text:
    """*text* from a capital to a full stop."""
    return Text(*(f"{words[:1].upper()}{words[1:].rstrip('.')}." for words in (text["id"], text["en"])))


def _done(sent: UnderWay, after: Station, cases: tuple[CaseShown, ...]) -> Text | None:
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
            return tr("Orang {n}: {o}.").format(n=applicant, o=words.OUTCOMES[settled])
        case StepDone(step=step) if visit and after.visit is None:
            left = next((s.id for s in visit.steps if not s.done_at and s.id != step), "")
            return tr("{t} menunggu lagi, untuk tahap: {s}.").format(t=ticket, s=after.step_name(visit, left))
        case StepDone() if after.visit and after.visit.step is None:
            return tr("Semua tahap selesai. S selesai, B selesai dan berikutnya.")
        case Finish(outcome=outcome):
            return tr("{t} berakhir: {o}.").format(t=ticket, o=words.OUTCOMES[outcome])
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
            return tr("Sebab tercatat: {r}.").format(r=words.DELAY[reason])
        case Undo() if sent.document.undo:
            return tr("Diurungkan: {w}.").format(w=words.undone(sent.document.undo))
        case Resume(visit=resumed) if after.visit is None:
            number = next((p.ticket for p in sent.document.parked if p.visit == resumed), "")
            return tr("{t} menunggu lagi, di depan.").format(t=number)
        case Cancel():
            return tr("{t} dibatalkan.").format(t=ticket)
        case Restore(visit=restored):
            number = next((a.ticket for a in sent.document.absent if a.visit == restored), "")
            return tr("{t} menunggu lagi.").format(t=number)
    return None
