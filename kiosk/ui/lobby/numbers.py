"""A number and the counter it is called to, as big text: the one at the left edge, the other at the right."""

from collections.abc import Iterable
from typing import NamedTuple

from attrs import evolve

from kiosk.text.sanitize import cells
from kiosk.ui.big_text import big_text, big_text_width, has_glyphs, scale, tallest_height
from kiosk.ui.lobby.grid import Area
from kiosk.ui.lobby.labels import COUNTER, SEND_BACK, call_subject, counter_in_words
from kiosk.ui.lobby.view import View
from kiosk.ui.rows import BLANK, ColourRole, Row, Rows, beside, column, cut, justify, mark, pad_rows, row, width_of
from kiosk.wire.board import BoardCall

Gap = tuple[int, int]
"""The columns between a number and its counter: the first of them, and the first of the counter."""


class Pair(NamedTuple):
    """A number and its counter in equally many rows, those of each equally wide."""

    number: tuple[str, ...]
    counter: tuple[str, ...]


def pair_of(view: View, shown: BoardCall, width: int, most: int) -> Pair | None:
    """*shown* in the biggest text that *width* columns and *most* rows hold; None where its number has no glyphs.

    A counter without glyphs, such as "Meja depan", or without room for them, stands in words beside its number.
    """
    ticket, counter = shown.ticket, shown.counter
    if not has_glyphs(ticket):
        return None
    height = tallest_height((ticket, counter), width, most) if has_glyphs(counter) else None
    if height:
        return Pair(big_text(ticket, height), big_text(counter, height))
    for words in (counter_in_words(view, shown).upper(), counter.upper()):
        height = tallest_height((ticket,), width - cells(words) - 4, most)
        if height:
            blank = " " * cells(words)
            return Pair(big_text(ticket, height), tuple(words if y == height // 2 else blank for y in range(height)))
    return None


def gap_of(view: View, shown: BoardCall, width: int, most: int) -> Gap:
    """The columns that *shown* leaves free between its two edges."""
    pair = pair_of(view, shown, width, most)
    return (cells(pair.number[0]), width - cells(pair.counter[0])) if pair else (0, width)


def big_number_rows(
    view: View, shown: BoardCall, role: ColourRole, width: int, most: int, arrow: Gap | None = None, air: int = 4
) -> Rows:
    """Number, arrow, counter in *most* rows; a number taken back stands alone, in a quiet colour.

    The arrow stands in the middle of *arrow*, else of the gap between the two, and is left out where that has less than
    *air* columns besides; the number and the counter never are. What has no glyphs stands plain.
    """
    if shown.state == "withdrawn":
        height = tallest_height((shown.ticket,), width, most) if has_glyphs(shown.ticket) else None
        drawn = big_text(shown.ticket, height) if height else (shown.ticket,)
        return _amid((cut(row(line, "quiet"), width) for line in drawn), most)
    pair = pair_of(view, shown, width, most)
    if pair is None:
        return _amid((cut(number_in_words(view, shown, role), width),), most)
    gap = gap_of(view, shown, width, most)
    height, last, arrow = len(pair.number), gap[1], arrow or gap
    wide = big_text_width(">", height)
    fits = arrow[1] - arrow[0] >= wide + air * scale(height)
    start = arrow[0] + (arrow[1] - arrow[0] - wide) // 2 if fits else last
    points = big_text(">", height) if fits else ("",) * height
    lines = zip(pair.number, points, pair.counter, strict=True)
    drawn_rows = (
        beside(column(row(a, role), start), column(row(b, "quiet"), last - start), row(c, role)) for a, b, c in lines
    )
    return _amid(drawn_rows, most)


def _amid(rows: Iterable[Row], height: int) -> Rows:
    kept = tuple(rows)
    return pad_rows(((BLANK,) * ((height - len(kept)) // 2) + kept), height)


def number_in_words(view: View, shown: BoardCall, role: ColourRole) -> Row:
    """Number and counter in one line of text: "A012  →  loket 3"."""
    return beside(row(shown.ticket, role), row("  →  ", "quiet"), row(counter_in_words(view, shown), role))


def role_of(view: View, shown: BoardCall) -> ColourRole:
    """The colour of a number: that of a call while it is one, that of text while it flips."""
    calling = view.freshness in ("fresh", "marked") and shown.state != "done" and not view.flipped
    return "call" if calling else "text"


def subject_line(view: View, shown: BoardCall, width: int) -> Row:
    """The line below a number: its subject, or that the number was called by mistake."""
    return (
        mark(view.say(SEND_BACK)) if shown.state == "withdrawn" else cut(row(call_subject(view, shown, width)), width)
    )


def below_number(view: View, shown: BoardCall, area: Area) -> Row:
    """The line below a number in the zone of the call; where this has no head, the word for a counter ends it."""
    if area.size != "small" or shown.state == "withdrawn":
        return subject_line(view, shown, area.width)
    counter = row(view.say(COUNTER), "quiet")
    return justify(subject_line(view, shown, area.width - width_of(counter) - 2), counter, area.width)


def english_line(view: View, shown: BoardCall, width: int) -> Rows:
    """The line below a number in English, where the visit is in English and the screen is not."""
    return (subject_line(evolve(view, language="en"), shown, width),) if shown.language == "en" != view.language else ()
