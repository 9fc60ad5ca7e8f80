"""The record of a key of the counter, and the guards and actions that several keys share."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from attrs import frozen

from kiosk.text.language import Text, tr
from kiosk.ui.counter.model.counter import CounterModel, Situation
from kiosk.ui.counter.model.dialog import Dialog
from kiosk.wire.command.counter import CallNext, Recall, Undo
from kiosk.wire.command.union import Command
from kiosk.wire.counter import CounterDocument, CounterVisit

Guard = Callable[[CounterModel, datetime], Text | None]
"""Why a key does not act at an instant of the endpoint's clock, and what to do instead; None where it acts."""

KeyLabel = Callable[[CounterModel, datetime], Text | None]
"""A key's label in the row of keys at an instant; None while the key is not in the row."""

KeyResult = Command | Dialog | CounterModel
"""What a key leads to: a command to send, a dialog to open, or a change of this terminal's model only."""

Action = Callable[[CounterModel, datetime], KeyResult]


@frozen
class Key:
    name: str
    """As the keyboard gives it: a capital, a sign, or a name such as `space`."""
    label: Text | KeyLabel
    """For the row of keys. A plain text stands there while the key acts."""
    meaning: Text
    """For the list of all keys."""
    guard: Guard
    action: Action
    then_next: bool = False
    """The next number is called once the command is accepted."""
    only_shows: bool = False
    """The key acts also while a command is pending."""

    def label_at(self, model: CounterModel, now: datetime) -> Text | None:
        if isinstance(self.label, Text):
            return self.label if self.guard(model, now) is None else None
        return self.label(model, now)


_KEY_NAMES: Final[dict[str, Text]] = {
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


def key_name(key: str) -> Text:
    return _KEY_NAMES.get(key, Text(key.upper()))


NO_DATA: Final = tr("data loket belum datang dari server.")
_ELSEWHERE: Final[dict[Situation, Text]] = {
    "unknown": NO_DATA,
    "closed": tr("loket belum dibuka. Tekan J untuk membuka."),
    "break": tr("loket sedang jeda. Tekan J untuk membuka lagi."),
    "empty": tr("tidak ada nomor di loket ini. P memanggil."),
    "called": tr("{t} baru dipanggil. M bila orangnya sudah datang."),
    "serving": tr("{t} sudah dilayani."),
}
_NOT_EMPTY: Final[dict[Situation, Text]] = {
    "called": tr("{t} masih dipanggil. M mulai, H tidak hadir, K kembalikan."),
    "serving": tr("{t} masih dilayani. B selesai dan berikutnya."),
}


def needs(*wanted: Situation) -> Guard:
    """Return the guard of a key that acts in the situations *wanted* only."""
    texts = {**_ELSEWHERE, **(_NOT_EMPTY if "empty" in wanted else {})}

    def guard(model: CounterModel, _: datetime) -> Text | None:
        if model.situation in wanted:
            return None
        return texts[model.situation].format(t=model.visit.ticket if model.visit else "")

    return guard


def always(_model: CounterModel, _now: datetime) -> Text | None:
    return None


def with_document(action: Callable[[CounterModel, CounterDocument], KeyResult]) -> Action:
    """Return *action* on the counter's document; without a document the guard lets no key act."""
    return lambda model, _: action(model, model.document) if model.document else model


def with_visit(action: Callable[[CounterModel, CounterVisit], KeyResult]) -> Action:
    """Return *action* on the visit at hand; without a visit the guard lets no key act."""
    return lambda model, _: action(model, model.visit) if model.visit else model


def send(kind: type[CallNext | Recall | Undo]) -> Action:
    """Return the action that sends a command of *kind*, which needs nothing but the counter."""
    return with_document(lambda _, document: kind(counter=document.id, expect=document.revision))
