"""Queues on a big screen: letter, number waiting and estimate in figures, read from where the call is read."""

from typing import Final, NamedTuple

from kiosk.text import cells
from kiosk.ui.figures import HEIGHTS, drawable, figure, figure_width
from kiosk.ui.lobby.estimate import in_digits
from kiosk.ui.lobby.grid import GRIDS, Place
from kiosk.ui.lobby.view import View
from kiosk.ui.lobby.words import name_within
from kiosk.ui.rows import BLANK, Row, Rows, Span, beside, column, cut, row
from kiosk.wire.board import BoardQueue

_PAGE: Final = 5
"""Queues at a time in the smallest figures."""
_GOOD: Final = 7
"""Rows of a figure that are worth more than a second page."""
_TALLEST: Final = 9
"""Rows of a figure at most, and always fewer than the called number has."""
_LEAST: Final = HEIGHTS[-1]
_GAP: Final = 6
"""Columns between two figures at least: with less, 5 waiting and 5-10 minutes read as one number."""
_WIDEST_GAP: Final = 10
"""Columns between letter and number waiting at most: wide enough that nobody reads them as one number."""
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
    budget = width - sum(_columns([(a, b, "") for a, b, _ in told], _LEAST)) - 2 * _GAP
    lines = [(a, b, whole if _wide(whole, _LEAST) <= budget else less) for a, b, (whole, less) in told]
    for tall in HEIGHTS:
        columns = _columns(lines, tall)
        if tall <= tallest and (tall + 1) * count <= height and sum(columns) + 2 * _GAP <= width:
            break
    else:
        return None
    air = min((height - (tall + 1) * count) // max(1, count - 1), _AIR)
    gap = max(_GAP, min((width - sum(columns)) // 2, _WIDEST_GAP))
    rows: list[Row] = []
    for queue, line in zip(queues, lines, strict=True):
        name = name_within(view, queue.name, queue.short, width).upper()
        rows += [*_drawn(line, columns, gap, tall, width), cut(row(name), width), *(BLANK,) * air]
    return Drawn(tuple(rows[: len(rows) - air]), columns.letter + gap + columns.waiting, columns.estimate > 0)


def _columns(lines: list[tuple[str, str, str]], tall: int) -> _Columns:
    """Widths of the three columns; that of the number waiting has two digits at least, so that 10 moves nothing."""
    letter, waiting, estimate = (max(_wide(text, tall) for text in texts) for texts in zip(*lines, strict=True))
    return _Columns(letter, max(waiting, figure_width("00", tall)) if waiting else 0, estimate)


def _wide(text: str, tall: int) -> int:
    return figure_width(text, tall) if _figured(text) else cells(text)


def _figured(text: str) -> bool:
    """Whether *text* is a letter or a figure: words stay plain."""
    return text == text.upper() and drawable(text)


def _drawn(line: tuple[str, str, str], columns: _Columns, gap: int, tall: int, width: int) -> Rows:
    letter, count, estimate = (_rows(text, tall) for text in line)
    rest = width - columns.letter - gap - columns.waiting
    return tuple(
        beside(
            column(row(letter[y], "accent"), columns.letter),
            (Span(" " * gap),),
            column(row(count[y]), columns.waiting, right=True),
            column(row(estimate[y]), rest, right=True),
        )
        for y in range(tall)
    )


def _rows(text: str, tall: int) -> tuple[str, ...]:
    """*text* in figures, or plain on the middle row."""
    if _figured(text):
        return figure(text, tall)
    return tuple(text if y == tall // 2 else "" for y in range(tall))
