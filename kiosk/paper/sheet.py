"""A slip of paper as lines: of so many columns, broken at words, some of them big."""

import textwrap
from collections.abc import Iterable, Iterator
from typing import Final, Literal

from attrs import evolve, frozen

from kiosk.text.ascii_fallback import ASCII_FALLBACK

_LEAST_BESIDE: Final = 20
"""Columns that words beside a label need; with fewer they stand below it."""
_INDENT: Final = 2

LineStyle = Literal["text", "middle", "big"]


@frozen
class SlipLine:
    """One line, at the left, in the middle, or in the middle twice as wide and high where the printer can."""

    text: str
    kind: LineStyle = "text"


Slip = tuple[SlipLine, ...]


@frozen
class Paper:
    """What is printed on."""

    width: int = 32
    """Columns: 32 on a roll of 58 mm, 42 or 48 on one of 80 mm."""
    ascii: bool = False
    """No letters with accents and no signs beyond ASCII."""

    def text(self, words: str, indent: int = 0) -> Iterator[SlipLine]:
        """*words* from the left."""
        yield from map(SlipLine, self._broken(words, self.width - indent, " " * indent))

    def middle(self, words: str) -> Iterator[SlipLine]:
        """*words* in the middle."""
        yield from (SlipLine(words, "middle") for words in self._broken(words, self.width))

    def big(self, words: str) -> Iterator[SlipLine]:
        """*words* in the middle, twice as wide and high."""
        yield from (SlipLine(words, "big") for words in self._broken(words, self.width // 2))

    def rule(self) -> Iterator[SlipLine]:
        """A line across."""
        yield SlipLine("-" * self.width)

    def item(self, words: str) -> Iterator[SlipLine]:
        """*words* as one of a list."""
        first, *more = self._broken(words, self.width - _INDENT) or [""]
        yield SlipLine(f"- {first}")
        yield from (SlipLine(" " * _INDENT + line) for line in more)

    def rows(self, rows: Iterable[tuple[str, str]]) -> Iterator[SlipLine]:
        """Words beside their labels, or below them where that leaves too little room."""
        listed = list(rows)
        column = max((len(label) for label, _ in listed), default=0) + _INDENT
        for label, words in listed:
            if self.width - column < _LEAST_BESIDE:
                yield from self.text(label)
                yield from self.text(words, _INDENT)
                continue
            first, *more = self._broken(words, self.width - column) or [""]
            yield SlipLine(label.ljust(column) + first)
            yield from (SlipLine(" " * column + line) for line in more)

    def slip(self, lines: Iterable[SlipLine]) -> Slip:
        """*lines* with the signs that the printer has."""
        return tuple(evolve(line, text=self._spelt(line.text)) for line in lines)

    def _spelt(self, words: str) -> str:
        return words.encode("ascii", ASCII_FALLBACK).decode("ascii") if self.ascii else words

    def _broken(self, words: str, width: int, before: str = "") -> list[str]:
        """Words stay whole, codes with hyphens too, unless one alone is longer than the line."""
        return [before + line for line in textwrap.wrap(words, width, break_on_hyphens=False)]


def as_text(slip: Slip, width: int) -> str:
    """*slip* for a printer, or a screen, that takes text only."""
    return "".join(f"{_placed(line, width).rstrip()}\n" for line in slip)


def _placed(line: SlipLine, width: int) -> str:
    return line.text if line.kind == "text" else line.text.center(width)
