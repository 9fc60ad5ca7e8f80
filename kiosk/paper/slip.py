"""Slips for applicants: the receipt of a case, and a ticket, laid out in the columns of one kind of paper.

Their texts are those of the applicant's pages, so that paper and page say the same.
"""

import textwrap
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Final, Literal

from attrs import evolve, frozen

from kiosk.text.ascii_fallback import ASCII_FALLBACK
from kiosk.text.language import Language, Text, clock, long_date, tr
from kiosk.time.instant import zone_of
from kiosk.wire.board import OfficeNow
from kiosk.wire.case import CaseShown
from kiosk.wire.case_text import case_details, promise_details
from kiosk.wire.ticket import TicketStatus

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
    width: int = 32
    """Columns: 32 on a roll of 58 mm, 42 or 48 on one of 80 mm."""
    ascii: bool = False
    """No letters with accents and no signs beyond ASCII."""

    def text(self, words: str, indent: int = 0) -> Iterator[SlipLine]:
        yield from map(SlipLine, self._wrap(words, self.width - indent, " " * indent))

    def middle(self, words: str) -> Iterator[SlipLine]:
        yield from (SlipLine(words, "middle") for words in self._wrap(words, self.width))

    def big(self, words: str) -> Iterator[SlipLine]:
        """Yield *words* in the middle, twice as wide and high."""
        yield from (SlipLine(words, "big") for words in self._wrap(words, self.width // 2))

    def rule(self) -> Iterator[SlipLine]:
        yield SlipLine("-" * self.width)

    def item(self, words: str) -> Iterator[SlipLine]:
        """Yield *words* as one item of a list."""
        first, *more = self._wrap(words, self.width - _INDENT) or [""]
        yield SlipLine(f"- {first}")
        yield from (SlipLine(" " * _INDENT + line) for line in more)

    def rows(self, rows: Iterable[tuple[str, str]]) -> Iterator[SlipLine]:
        """Yield texts beside their labels, or below them where that leaves too little room."""
        listed = list(rows)
        column = max((len(label) for label, _ in listed), default=0) + _INDENT
        for label, words in listed:
            if self.width - column < _LEAST_BESIDE:
                yield from self.text(label)
                yield from self.text(words, _INDENT)
                continue
            first, *more = self._wrap(words, self.width - column) or [""]
            yield SlipLine(label.ljust(column) + first)
            yield from (SlipLine(" " * column + line) for line in more)

    def slip(self, lines: Iterable[SlipLine]) -> Slip:
        """Return *lines* with the characters that the printer has."""
        return tuple(evolve(line, text=self._printable(line.text)) for line in lines)

    def _printable(self, words: str) -> str:
        return words.encode("ascii", ASCII_FALLBACK).decode("ascii") if self.ascii else words

    def _wrap(self, words: str, width: int, before: str = "") -> list[str]:
        """Wrap *words* between words: codes with hyphens stay whole, unless one alone is longer than the line."""
        return [before + line for line in textwrap.wrap(words, width, break_on_hyphens=False)]


def as_text(slip: Slip, width: int) -> str:
    """Return *slip* for a printer, or a screen, that takes text only."""
    return "".join(f"{_align(line, width).rstrip()}\n" for line in slip)


def _align(line: SlipLine, width: int) -> str:
    return line.text if line.kind == "text" else line.text.center(width)


@frozen
class SlipLayout:
    """Slips of one office on one kind of paper; *now* is printed on them."""

    office: OfficeNow
    paper: Paper
    now: datetime

    def case(self, case: CaseShown, language: Language, page: str | None = None) -> Slip:
        """Return the receipt of *case*; *page* is the address of the case's page, for applicants who can reach it."""
        open_still = case.state in ("in-process", "on-hold", "ready")
        return self.paper.slip(
            (
                *self._head(tr("TANDA TERIMA BERKAS"), case.name, language),
                *self._big(case.code),
                *self.paper.rows(case_details(case, zone_of(self.office.timezone), language)),
                *(self._bring(case, language) if open_still else ()),
                *self._foot(language, page),
            )
        )

    def ticket(self, status: TicketStatus, code: str, language: Language, page: str | None = None) -> Slip:
        """Return the ticket of a visit; *code* is that of its page, at the address *page*."""
        return self.paper.slip(
            (
                *self._head(tr("NOMOR ANTREAN"), status.name, language),
                *self._big(status.ticket),
                *(self.paper.middle(status.why[language]) if status.why else ()),
                *self.paper.rows((*promise_details(status, language), (tr("Kode")[language], code))),
                *self._foot(language, page),
            )
        )

    def _head(self, head: Text, service: Text, language: Language) -> Iterator[SlipLine]:
        yield from self.paper.middle(self.office.name.upper())
        if self.office.sample:
            yield from self.paper.middle(tr("DATA CONTOH")[language])
        yield from self.paper.rule()
        yield from self.paper.middle(head[language])
        yield from self.paper.middle(service[language])

    def _big(self, words: str) -> Iterator[SlipLine]:
        yield SlipLine("")
        yield from self.paper.big(words)
        yield SlipLine("")

    def _bring(self, case: CaseShown, language: Language) -> Iterator[SlipLine]:
        yield from self.paper.rule()
        yield from self.paper.text(tr("Bawa saat mengambil:")[language])
        receipt = tr("tanda terima ini")
        for thing in (receipt, *case.bring):
            yield from self.paper.item(thing[language])

    def _foot(self, language: Language, page: str | None) -> Iterator[SlipLine]:
        yield from self.paper.rule()
        if page:
            yield from self.paper.text(tr("Keadaan terakhir:")[language])
            yield from self.paper.text(page)
        if self.office.complaint:
            words = tr("Pengaduan: {c}").format(c=self.office.complaint)
            yield from self.paper.text(words[language])
        zone = zone_of(self.office.timezone)
        day = long_date(self.now.astimezone(zone).date(), language)
        words = tr("Dicetak {d}, {t}").format(d=day, t=clock(self.now, zone))
        yield from self.paper.text(words[language])
