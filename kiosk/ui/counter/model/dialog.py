"""A dialog: a question, its answers, the one chosen so far, and the command that follows.

The letter that opens a dialog confirms it, after a while that no slip of the finger outlasts; never a digit and never
ENTER, so that no scanner can confirm.
"""

from collections.abc import Callable, Mapping
from typing import Final, TypeVar

from attrs import evolve, frozen

from kiosk.text.language import Text, tr
from kiosk.wire.catalogue import ShownRequirement
from kiosk.wire.command.union import Command
from kiosk.wire.counter import CounterDocument

K = TypeVar("K", bound=str)

_REASON: Final = tr("sebab")

CONFIRM_AFTER: Final = 0.400
"""Seconds after which the same letter confirms."""


@frozen
class Option:
    id: str
    text: Text
    note: Text | None = None
    """What helps to choose, at the right edge."""


@frozen
class Dialog:
    title: Text
    confirm: Text
    """What confirming does, in two or three words, for the row of keys."""
    effect: Text
    """What confirming does, in a sentence."""
    command: Callable[["Dialog", CounterDocument], Command | None]
    """Makes the command of the answer; None where what it is about has gone."""
    question: Text | None = None
    note: Text | None = None
    """What stays or changes besides, at the right of the title."""
    options: tuple[Option, ...] = ()
    chosen: int | None = None
    reasons: tuple[Option, ...] = ()
    """Asked beside the options; the first is chosen beforehand."""
    beside: Text = _REASON
    """What the reasons are called."""
    reason: int = 0
    papers: tuple[Option, ...] = ()
    """What can be missing; asked for an incomplete result only."""
    marked: frozenset[str] = frozenset()
    cursor: int = 0
    """Among the papers."""
    key: str = ""
    """The key that opened the dialog and confirms it."""
    opened_at: float = 0.0
    """In seconds of the keyboard's clock."""

    @property
    def answer(self) -> str:
        """Id of the option chosen; empty where none is."""
        return self.options[self.chosen].id if self.chosen is not None else ""

    @property
    def asks_papers(self) -> bool:
        return bool(self.papers) and self.answer == "incomplete"

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(p.id for p in self.papers if p.id in self.marked) if self.asks_papers else ()

    @property
    def gap(self) -> Text | None:
        """What must still be answered before the dialog can be confirmed."""
        if self.options and self.chosen is None:
            return tr("Pilih dahulu: 1-{n}.").format(n=min(len(self.options), 9))
        if self.asks_papers and not self.marked:
            return tr("Tandai paling sedikit satu yang kurang.")
        return None

    def choose(self, place: int) -> "Dialog":
        return evolve(self, chosen=place) if 0 <= place < len(self.options) else self

    def move(self, by: int) -> "Dialog":
        """Move up or down: over the papers where they are asked, else over the options."""
        if self.asks_papers:
            return evolve(self, cursor=min(max(self.cursor + by, 0), len(self.papers) - 1))
        return self._move_choice(by)

    def move_aside(self, by: int) -> "Dialog":
        """Move left or right: over the reasons where they are asked, else over the options."""
        if self.reasons:
            return evolve(self, reason=min(max(self.reason + by, 0), len(self.reasons) - 1))
        return self._move_choice(by)

    def _move_choice(self, by: int) -> "Dialog":
        if not self.options:
            return self
        start = self.chosen if self.chosen is not None else (-1 if by > 0 else len(self.options))
        return evolve(self, chosen=min(max(start + by, 0), len(self.options) - 1))

    def mark(self) -> "Dialog":
        return evolve(self, marked=self.marked ^ {self.papers[self.cursor].id})


def options_from(table: Mapping[K, Text]) -> tuple[Option, ...]:
    return tuple(Option(key, text) for key, text in table.items())


def chosen_key(table: Mapping[K, Text], answer: str) -> K:
    """Return the key of *table* that *answer* is."""
    return next(key for key in table if key == answer)


def paper_options(requirements: tuple[ShownRequirement, ...]) -> tuple[Option, ...]:
    """Return what can be missing: each of *requirements*, or a paper that no list has."""
    return (*(Option(r.id, r.name) for r in requirements), Option("other", tr("Lain: tidak ada di daftar")))
