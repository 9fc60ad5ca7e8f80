"""The message that outranks everything: two lines to be read across the room, one in English, one sentence."""

from collections.abc import Iterator

from kiosk.language import tr
from kiosk.text import cells, fit
from kiosk.ui.figures import HEIGHTS, drawable, figure, figure_width
from kiosk.ui.lobby.grid import GRIDS, Place
from kiosk.ui.lobby.view import View
from kiosk.ui.lobby.words import DOT
from kiosk.ui.rows import BLANK, Row, Rows, Span, ends, filled, plain, row, wrapped
from kiosk.wire.board import Notice

EMERGENCY = tr("DARURAT")
_PLAIN = 10
"""Rows from which, where not all lines have room as figures, the first one has: what to do, else the word itself."""


def emergency(view: View, place: Place) -> Rows:
    """White on red from edge to edge; the biggest letters at which all fits, else one line and plain text."""
    notice = view.emergency
    if notice is None:
        return ()
    indent = GRIDS[place.size].margin
    rows = filled(_message(view, notice, place.width - 2 * indent, place.height), place.height)
    return tuple(_plate(line, place.width, indent) for line in rows)


def _message(view: View, notice: Notice, width: int, room: int) -> Rows:
    kind = DOT + view.say(notice.kind).upper() if notice.kind else ""
    title = row(view.say(EMERGENCY) + kind)
    said = tuple(map(row, wrapped(view.say(notice.text), width, 3))) if notice.text else ()
    english = notice.line_en or ""
    for lines, height, small in _ways(notice, width):
        blocks = [(line, height) for line in lines] + ([(english, small)] if small else [])
        least = 1 + sum(tall + 1 for _, tall in blocks) - 1 + len(said)
        if lines and least <= room and all(_fits(text, width, tall) for text, tall in blocks):
            head = title if small else ends(title, row(english), width)
            return _aired(head, [figure(*block) for block in blocks], said, room - least, small > 0)
    drawn = [line for line in (*notice.lines[:1], view.say(EMERGENCY)) if room > _PLAIN and _fits(line, width, 5)][:1]
    words = [row(part) for line in drawn for part in (*figure(line, 5), "")]
    texts = [each for text in (*notice.lines, english) if text not in drawn for each in wrapped(text, width, 4)]
    return (title, BLANK, *words, *map(row, texts), *said)


def _ways(notice: Notice, width: int) -> Iterator[tuple[list[str], int, int]]:
    """The lines, their height, and that of English, 0 where it is plain text; what is to be preferred first.

    English in figures comes before the size of the others, since a guest must see it too; then lines that are not
    broken; then height.
    """
    for small in (10, 5, 0) if notice.line_en else (0,):
        for whole in (True, False):
            for height in (each for each in HEIGHTS if each > small):
                broken = [part for line in notice.lines for part in _broken(line, width, height)]
                yield (list(notice.lines) if whole else broken), height, small


def _aired(head: Row, blocks: list[tuple[str, ...]], said: Rows, spare: int, english: bool) -> Rows:
    """The parts one below the other; *spare* rows go around the title, before the sentence, and before English.

    What is left over is shared out above and below.
    """
    title = (BLANK, head, BLANK) if spare >= 3 else (head,)
    last = (BLANK,) * (spare >= 3 or spare == 1)
    apart = (BLANK,) * (english and spare >= 5)
    drawn: list[Row] = []
    for place, block in enumerate(blocks):
        if place == len(blocks) - 1:
            drawn += apart
        drawn += [*map(row, block), BLANK]
    left_over = spare - (len(title) - 1) - len(last) - len(apart)
    return (*(BLANK,) * (left_over // 2), *title, *drawn[:-1], *last, *said)


def _broken(line: str, width: int, height: int) -> list[str]:
    """*line* broken at words so that each part fits as figures."""
    parts: list[str] = []
    for word in line.split():
        longer = f"{parts[-1]} {word}" if parts else word
        if parts and figure_width(longer, height) <= width:
            parts[-1] = longer
        else:
            parts.append(word)
    return parts


def _fits(text: str, width: int, height: int) -> bool:
    return drawable(text) and figure_width(text, height) <= width


def _plate(line: Row, width: int, indent: int) -> Row:
    """*line* as a full row of the plate."""
    text = fit(" " * indent + plain(line), width)
    return (Span(text + " " * (width - cells(text)), "emergency"),)
