"""A slip of paper as lines: of so many columns, broken at words, some of them big."""

import textwrap
from collections.abc import Iterable, Iterator
from typing import Final, Literal

from attrs import evolve, frozen

from kiosk.lookalike import ERRORS

_LEAST_BESIDE: Final = 20
"""Columns that words beside a label need; with fewer they stand below it."""
_INDENT: Final = 2

Kind = Literal["text", "middle", "big"]


@frozen
class Line:
    """One line, at the left, in the middle, or in the middle twice as wide and high where the printer can."""

    text: str
    kind: Kind = "text"


Slip = tuple[Line, ...]


@frozen
class Paper:
    """What is printed on."""

    width: int = 32
    """Columns: 32 on a roll of 58 mm, 42 or 48 on one of 80 mm."""
    ascii: bool = False
    """No letters with accents and no signs beyond ASCII."""

    def text(self, words: str, indent: int = 0) -> Iterator[Line]:
        """*words* from the left."""
        yield from map(Line, self._broken(words, self.width - indent, " " * indent))

    def middle(self, words: str) -> Iterator[Line]:
        """*words* in the middle."""
        yield from (Line(words, "middle") for words in self._broken(words, self.width))

    def big(self, words: str) -> Iterator[Line]:
        """*words* in the middle, twice as wide and high."""
        yield from (Line(words, "big") for words in self._broken(words, self.width // 2))

    def rule(self) -> Iterator[Line]:
        """A line across."""
        yield Line("-" * self.width)

    def item(self, words: str) -> Iterator[Line]:
        """*words* as one of a list."""
        first, *more = self._broken(words, self.width - _INDENT) or [""]
        yield Line(f"- {first}")
        yield from (Line(" " * _INDENT + line) for line in more)

    def rows(self, rows: Iterable[tuple[str, str]]) -> Iterator[Line]:
        """Words beside their labels, or below them where that leaves too little room."""
        listed = list(rows)
        column = max((len(label) for label, _ in listed), default=0) + _INDENT
        for label, words in listed:
            if self.width - column < _LEAST_BESIDE:
                yield from self.text(label)
                yield from self.text(words, _INDENT)
                continue
            first, *more = self._broken(words, self.width - column) or [""]
            yield Line(label.ljust(column) + first)
            yield from (Line(" " * column + line) for line in more)

    def slip(self, lines: Iterable[Line]) -> Slip:
        """*lines* with the signs that the printer has."""
        return tuple(evolve(line, text=self._spelt(line.text)) for line in lines)

    def _spelt(self, words: str) -> str:
        return words.encode("ascii", ERRORS).decode("ascii") if self.ascii else words

    def _broken(self, words: str, width: int, before: str = "") -> list[str]:
        """Words stay whole, codes with hyphens too, unless one alone is longer than the line."""
        return [before + line for line in textwrap.wrap(words, width, break_on_hyphens=False)]


def as_text(slip: Slip, width: int) -> str:
    """*slip* for a printer, or a screen, that takes text only."""
    return "".join(f"{_placed(line, width).rstrip()}\n" for line in slip)


def _placed(line: Line, width: int) -> str:
    return line.text if line.kind == "text" else line.text.center(width)
