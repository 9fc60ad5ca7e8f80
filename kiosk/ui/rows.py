"""Rows of a screen as plain data: pieces of text, each with the role that gives it its colour.

Functions that know neither Textual nor a terminal make every part of a screen as rows; a widget paints them.
"""

from collections.abc import Iterable
from typing import Final, Literal, NamedTuple

from kiosk.text.sanitize import cells, fit

ColourRole = Literal["text", "quiet", "rule", "accent", "call", "good", "attention", "bad", "emergency"]
ROLES: Final[tuple[ColourRole, ...]] = (
    "text",
    "quiet",
    "rule",
    "accent",
    "call",
    "good",
    "attention",
    "bad",
    "emergency",
)
PLATES: Final[frozenset[ColourRole]] = frozenset(("attention", "emergency"))
"""Roles with a ground of their own: their blanks are visible."""


class TextRun(NamedTuple):
    """A piece of text in one colour."""

    text: str
    role: ColourRole = "text"


Row = tuple[TextRun, ...]
Rows = tuple[Row, ...]
BLANK: Final[Row] = ()


def row(text: str, role: ColourRole = "text") -> Row:
    return (TextRun(text, role),)


def rule(width: int) -> Row:
    return (TextRun("─" * width, "rule"),)


def mark(words: str) -> Row:
    """A short word or sentence that asks for attention, with a blank on each side so that it reads as one plate."""
    return (TextRun(f" {words} ", "attention"),)


def width_of(line: Row) -> int:
    return sum(cells(span.text) for span in line)


def plain_text(line: Row) -> str:
    return "".join(span.text for span in line)


def cut(line: Row, width: int) -> Row:
    """*line* in at most *width* columns, cut at a word and ending in ".." where it is longer."""
    kept: list[TextRun] = []
    room = width
    for span in line:
        if cells(span.text) > room:
            kept.append(TextRun(fit(span.text, room), span.role))
            break
        kept.append(span)
        room -= cells(span.text)
    return tuple(kept)


def justify(left: Row, right: Row, width: int, gap: int = 2) -> Row:
    """*left* at the left edge and *right* at the right edge of *width* columns; *left* is cut where both do not fit."""
    right = cut(right, width)
    left = cut(left, max(0, width - width_of(right) - (gap if right else 0)))
    return (*left, TextRun(" " * (width - width_of(left) - width_of(right))), *right)


def column(line: Row, width: int, right: bool = False) -> Row:
    """*line* in exactly *width* columns."""
    line = cut(line, width)
    air = TextRun(" " * (width - width_of(line)))
    return (air, *line) if right else (*line, air)


def beside(*columns: Row) -> Row:
    return tuple(span for line in columns for span in line)


def at(line: Row, indent: int) -> Row:
    """*line* moved *indent* columns to the right."""
    return (TextRun(" " * indent), *line)


def pad_rows(rows: Iterable[Row], height: int) -> Rows:
    """*rows* as exactly *height* rows: blank ones added at the end, or the last ones left out."""
    kept = tuple(rows)[:height]
    return kept + (BLANK,) * (height - len(kept))


def wrap(text: str, width: int, most: int) -> tuple[str, ...]:
    """*text* broken at words into at most *most* lines of *width* columns; the last ends in ".." where it is longer."""
    lines: list[str] = []
    rest = text
    while rest and len(lines) < most - 1 and cells(rest) > width:
        head = _head(rest, width)
        lines.append(head)
        rest = rest[len(head) :].lstrip()
    return (*lines, fit(rest, width)) if rest and most > 0 else tuple(lines)


def _head(text: str, width: int) -> str:
    """As many whole words of *text* as fit *width* columns; a word that alone is too long is broken."""
    head = text
    while cells(head) > width:
        head = head[:-1]
    if text[len(head)] != " " and " " in head:
        head = head.rsplit(" ", 1)[0]
    return head.rstrip() or text[:1]
