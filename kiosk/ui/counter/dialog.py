"""Questions that some keys ask before they act: what came of it, which reason, which number.

The same letter that opened a dialog confirms it, after a while that no slip of the finger outlasts; never a digit and
never ENTER, so that no scanner can confirm.
"""

from collections.abc import Callable, Mapping
from typing import Final, TypeVar

from attrs import evolve, frozen

from kiosk.language import Text
from kiosk.ui.counter import words
from kiosk.wire.catalogue import ShownRequirement, ShownSop
from kiosk.wire.command import (
    CallChosen,
    Cancel,
    Command,
    Finish,
    NoShow,
    Note,
    Park,
    Restore,
    Resume,
    Return,
    SetCounter,
    SignOff,
    StepUndone,
    Transfer,
)
from kiosk.wire.counter import CounterDocument, CounterVisit

K = TypeVar("K", bound=str)

CONFIRM_AFTER: Final = 0.400
"""Seconds after which the same letter confirms."""

OTHER: Final = "other"
"""A missing paper that no list has."""


_REASON: Final = Text("sebab", "reason")


@frozen
class Option:
    """One of the things to choose from."""

    id: str
    text: Text
    note: Text | None = None
    """What helps to choose, at the right edge."""


@frozen
class Dialog:
    """A question, the answers to it and the one chosen so far."""

    key: str
    """Opens and confirms."""
    title: Text
    act: Text
    """What confirming does, in two or three words, for the row of keys."""
    effect: Text
    """What confirming does, in a sentence."""
    asked_at: float
    """Seconds of the keyboard's clock."""
    subject: str | None
    """Id of the visit it is about; none where it is about the counter or another visit."""
    command: Callable[["Dialog", CounterDocument], Command | None]
    """Makes the command of the answer; none where what it is about has gone."""
    question: Text | None = None
    note: Text | None = None
    """What stays or changes besides, at the right of the title."""
    options: tuple[Option, ...] = ()
    chosen: int | None = None
    reasons: tuple[Option, ...] = ()
    """Asked beside the options; the first is chosen beforehand."""
    beside: Text = _REASON
    """What is asked beside them."""
    reason: int = 0
    papers: tuple[Option, ...] = ()
    """What can be missing; asked for an incomplete result only."""
    marked: frozenset[str] = frozenset()
    cursor: int = 0
    """Among the papers."""
    then_next: bool = False
    """Call the next number once this is done."""

    @property
    def answer(self) -> str:
        """Id of the option chosen; empty where none is."""
        return self.options[self.chosen].id if self.chosen is not None else ""

    @property
    def asks_papers(self) -> bool:
        """Whether the missing papers are to be marked."""
        return bool(self.papers) and self.answer == "incomplete"

    @property
    def lacks(self) -> Text | None:
        """What must still be answered before it can be confirmed."""
        if self.options and self.chosen is None:
            return Text("Pilih dahulu: 1-{n}.", "Choose first: 1-{n}.").format(n=min(len(self.options), 9))
        if self.asks_papers and not self.marked:
            return Text("Tandai paling sedikit satu yang kurang.", "Mark at least one that is missing.")
        return None

    def choose(self, place: int) -> "Dialog":
        """The option at *place*, if there is one."""
        return evolve(self, chosen=place) if 0 <= place < len(self.options) else self

    def turn(self, by: int) -> "Dialog":
        """The option *by* places further."""
        if not self.options:
            return self
        start = self.chosen if self.chosen is not None else (-1 if by > 0 else len(self.options))
        return evolve(self, chosen=min(max(start + by, 0), len(self.options) - 1))

    def aside(self, by: int) -> "Dialog":
        """Left or right: over the reasons where they are asked beside, else over the options."""
        if not self.reasons:
            return self.turn(by)
        return evolve(self, reason=min(max(self.reason + by, 0), len(self.reasons) - 1))

    def move(self, by: int) -> "Dialog":
        """Up or down: over the papers where they are asked, else over the options."""
        if not self.asks_papers:
            return self.turn(by)
        return evolve(self, cursor=min(max(self.cursor + by, 0), len(self.papers) - 1))

    def mark(self) -> "Dialog":
        """Mark the paper under the cursor, or take the mark away."""
        return evolve(self, marked=self.marked ^ {self.papers[self.cursor].id})


def _options(table: Mapping[K, Text]) -> tuple[Option, ...]:
    return tuple(Option(key, text) for key, text in table.items())


def _known(table: Mapping[K, Text], answer: str) -> K:
    return next(key for key in table if key == answer)


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
    papers = tuple(Option(r.id, r.name) for r in requirements)
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
            outcome=_known(words.OUTCOMES, d.answer),
            missing=tuple(p.id for p in d.papers if p.id in d.marked) if d.asks_papers else (),
            forgotten=forgotten,
        ),
        note=Text("sudah selesai tadi: waktunya tidak dirata-rata", "ended before: its times are not averaged")
        if forgotten
        else None,
        options=_options(words.OUTCOMES),
        chosen=0 if all_done else None,
        papers=(*papers, Option(OTHER, words.OTHER_PAPER)),
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
        lambda d, c: Return(counter=c.id, expect=c.revision, reason=_known(words.RETURN, d.answer)),
        question=Text("Sebab", "Reason"),
        options=_options(words.RETURN),
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
        lambda d, c: Park(counter=c.id, expect=c.revision, reason=_known(words.PARK, d.answer)),
        question=Text("Sebab", "Reason"),
        note=Text("di luar loket", "away from the counter"),
        options=_options(words.PARK),
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
            reason=_known(words.TRANSFER, d.reasons[d.reason].id),
        ),
        note=Text("nomor tetap {t}", "the number stays {t}").format(t=visit.ticket),
        options=tuple(Option(s.id, s.name, None if visit.priority else _queue(s)) for s in services),
        reasons=_options(words.TRANSFER),
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
            Note(visit=c.visit.id, expect=c.visit.revision, reason=_known(words.DELAY, d.answer)) if c.visit else None
        ),
        question=Text("Sebab", "Reason"),
        options=_options(words.DELAY),
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
            Cancel(visit=c.visit.id, expect=c.visit.revision, reason=_known(words.CANCEL, d.answer))
            if c.visit
            else None
        ),
        question=Text("Sebab", "Reason"),
        options=_options(words.CANCEL),
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
        lambda d, c: StepUndone(counter=c.id, expect=c.revision, step=step, reason=_known(words.UNDONE, d.answer)),
        question=Text("Sebab", "Reason"),
        options=_options(words.UNDONE),
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
