"""Queues on a big screen: letter, number waiting and estimate in figures, read from where the call is read."""

from typing import Final, NamedTuple

from kiosk.text.sanitize import cells
from kiosk.ui.big_text import HEIGHTS, big_text, big_text_width, has_glyphs, scale
from kiosk.ui.lobby.estimate import in_digits
from kiosk.ui.lobby.grid import GRIDS, Place
from kiosk.ui.lobby.view import View
from kiosk.ui.lobby.words import name_within
from kiosk.ui.rows import BLANK, Row, Rows, beside, column, cut, row
from kiosk.wire.board import BoardQueue

_PAGE: Final = 5
"""Queues at a time in the smallest figures."""
_GOOD: Final = 7
"""Rows of a figure that are worth more than a second page."""
_TALLEST: Final = 9
"""Rows of a figure at most, and always fewer than the called number has."""
_LEAST: Final = HEIGHTS[-1]
_GAP: Final = 6
"""Columns between two figures: with less, 5 waiting and 5-10 minutes read as one number."""
_BESIDE_LETTER: Final = 4
"""Columns between a wide letter and the number waiting at least: its colour parts them too."""
_AIR: Final = 6
"""Blank rows between two queues at most."""


class Drawn(NamedTuple):
    """The queues in figures."""

    rows: Rows
    waiting_ends: int
    """The column at which the numbers waiting end."""
    estimated: bool
    """There is an estimate of any of them."""


class _Columns(NamedTuple):
    letter: int
    """With the gap after it: the numbers waiting stand at the same place, whatever letters there are."""
    waiting: int
    estimate: int


def page_size(height: int) -> int:
    """How many queues are shown at a time in *height* rows."""
    return max(_PAGE, height // (_GOOD + 1))


def in_figures(view: View, queues: tuple[BoardQueue, ...], place: Place, count: int) -> Drawn | None:
    """The *queues* in the biggest figures at which *count* fit *place*; None where none do.

    A last page has fewer than *count*, and is drawn as those before it.
    """
    width, height, tallest = place.width, place.height, min(_TALLEST, GRIDS[place.size].hero - 1)
    closed = view.stage == "closed"
    told = [(queue.letter, "" if closed else str(queue.waiting), in_digits(view, queue)) for queue in queues]
    if closed and not any(whole for _, _, (whole, _) in told):
        return None
    budget = width - sum(_columns([(a, b, "") for a, b, _ in told], _LEAST)) - _GAP
    fits = all(_wide(whole, _LEAST) <= budget for _, _, (whole, _) in told)
    lines = [(a, b, whole if fits else less) for a, b, (whole, less) in told]  # never 35 beside 5-10
    for tall in HEIGHTS:
        columns = _columns(lines, tall)
        room = width - sum(columns) - _GAP * scale(tall)
        if tall <= tallest and (tall + 1) * count <= height and room >= 0:
            break
    else:
        return None
    air = min((height - (tall + 1) * count) // max(1, count - 1), _AIR)
    rows: list[Row] = []
    for queue, line in zip(queues, lines, strict=True):
        name = name_within(view, queue.name, queue.short, width).upper()
        rows += [*_drawn(line, columns, tall, width), cut(row(name), width), *(BLANK,) * air]
    return Drawn(tuple(rows[: len(rows) - air]), columns.letter + columns.waiting, columns.estimate > 0)


def _columns(lines: list[tuple[str, str, str]], tall: int) -> _Columns:
    """Widths of the three columns; that of the number waiting has two digits at least, so that 10 moves nothing."""
    letter, waiting, estimate = (max(_wide(text, tall) for text in texts) for texts in zip(*lines, strict=True))
    gap = _GAP * scale(tall)
    first = max(big_text_width("A", tall) + gap, letter + _BESIDE_LETTER * scale(tall))
    return _Columns(first, max(waiting, big_text_width("00", tall)) if waiting else 0, estimate)


def _wide(text: str, tall: int) -> int:
    return big_text_width(text, tall) if _figured(text) else cells(text)


def _figured(text: str) -> bool:
    """Whether *text* is a letter or a figure: words stay plain."""
    return text == text.upper() and has_glyphs(text)


def _drawn(line: tuple[str, str, str], columns: _Columns, tall: int, width: int) -> Rows:
    letter, count, estimate = (_rows(text, tall) for text in line)
    rest = width - columns.letter - columns.waiting
    return tuple(
        beside(
            column(row(letter[y], "accent"), columns.letter),
            column(row(count[y]), columns.waiting, right=True),
            column(row(estimate[y]), rest, right=True),
        )
        for y in range(tall)
    )


def _rows(text: str, tall: int) -> tuple[str, ...]:
    """*text* in figures, or plain on the middle row."""
    if _figured(text):
        return big_text(text, tall)
    return tuple(text if y == tall // 2 else "" for y in range(tall))
