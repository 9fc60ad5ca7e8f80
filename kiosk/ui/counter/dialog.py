"""Questions that some keys ask before they act: what came of it, which reason, which number.

The same letter that opened a dialog confirms it, after a while that no slip of the finger outlasts; never a digit and
never ENTER, so that no scanner can confirm.
"""

from collections.abc import Callable, Mapping
from typing import Final, TypeVar

from attrs import evolve, frozen

from kiosk.language import Text
from kiosk.wire.catalogue import ShownRequirement
from kiosk.wire.command import (
    Cancel,
    CancelReason,
    Command,
    Finish,
    NoShow,
    Outcome,
    Restore,
    Return,
    ReturnReason,
    SetCounter,
    StepUndone,
    UndoneReason,
)
from kiosk.wire.counter import CounterDocument, CounterVisit

K = TypeVar("K", bound=str)

CONFIRM_AFTER: Final = 0.400
"""Seconds after which the same letter confirms."""

OTHER: Final = "other"
"""A missing paper that no list has."""


@frozen
class Option:
    """One of the things to choose from."""

    id: str
    text: Text


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
    options: tuple[Option, ...] = ()
    chosen: int | None = None
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
            return Text("Pilih dahulu: 1-{n}.", "Choose first: 1-{n}.").format(n=len(self.options))
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


OUTCOMES: Final[dict[Outcome, Text]] = {
    "done": Text("selesai", "done"),
    "incomplete": Text("tidak lengkap", "incomplete"),
    "refused": Text("ditolak", "refused"),
    "left": Text("pemohon pergi", "applicant left"),
}

_RETURN: Final[dict[ReturnReason, Text]] = {
    "papers": Text("melengkapi berkas dahulu", "has to complete the papers first"),
    "wrong-counter": Text("salah loket", "wrong counter"),
    "equipment": Text("alat terganggu", "equipment out of order"),
    "other": Text("lain", "other"),
}

_CANCEL: Final[dict[CancelReason, Text]] = {
    "wrong-number": Text("salah ambil nomor", "took the wrong number"),
    "left": Text("pemohon pergi", "applicant left"),
    "twice": Text("nomor ganda", "has two numbers"),
    "other": Text("lain", "other"),
}

_UNDONE: Final[dict[UndoneReason, Text]] = {
    "mistake": Text("salah tekan", "pressed by mistake"),
    "again": Text("harus diulang", "has to be done again"),
    "other": Text("lain", "other"),
}


def finish(
    key: str, visit: CounterVisit, requirements: tuple[ShownRequirement, ...], all_done: bool, at: float
) -> Dialog:
    """What came of the visit; done is chosen beforehand only when all steps are."""
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
            outcome=_known(OUTCOMES, d.answer),
            missing=tuple(p.id for p in d.papers if p.id in d.marked) if d.asks_papers else (),
        ),
        options=_options(OUTCOMES),
        chosen=0 if all_done else None,
        papers=(*papers, Option(OTHER, Text("Lain: tidak ada di daftar", "Other: not on the list"))),
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
        lambda d, c: Return(counter=c.id, expect=c.revision, reason=_known(_RETURN, d.answer)),
        question=Text("Sebab", "Reason"),
        options=_options(_RETURN),
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
            Cancel(visit=c.visit.id, expect=c.visit.revision, reason=_known(_CANCEL, d.answer)) if c.visit else None
        ),
        question=Text("Sebab", "Reason"),
        options=_options(_CANCEL),
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
        lambda d, c: StepUndone(counter=c.id, expect=c.revision, step=step, reason=_known(_UNDONE, d.answer)),
        question=Text("Sebab", "Reason"),
        options=_options(_UNDONE),
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
