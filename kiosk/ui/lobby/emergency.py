"""The message that outranks everything: two lines to be read across the room, one in English, one sentence."""

from kiosk.language import Text
from kiosk.text import cells, fit
from kiosk.ui.figures import drawable, figure, tallest
from kiosk.ui.lobby.grid import Place
from kiosk.ui.lobby.view import View
from kiosk.ui.lobby.words import DOT
from kiosk.ui.rows import BLANK, Row, Rows, Span, filled, plain, row, wrapped

EMERGENCY = Text("DARURAT", "EMERGENCY")
_MOST_LINES = 3


def emergency(view: View, place: Place) -> Rows:
    """White on red from edge to edge; the biggest letters at which all lines fit, else plain text."""
    notice = view.emergency
    if notice is None:
        return ()
    kind = DOT + view.say(notice.kind).upper() if notice.kind else ""
    inner = place.width - 6 if place.width > 60 else place.width
    said = wrapped(view.say(notice.text), inner, 3) if notice.text else ()
    head = (BLANK, row(view.say(EMERGENCY) + kind), BLANK)
    room = place.height - len(head) - len(said) - 1
    lines = notice.lines[:_MOST_LINES]
    body = _figures(lines, notice.line_en, inner, room) or tuple(
        row(line) for text in (*notice.lines, notice.line_en or "") for line in wrapped(text, inner, 4)
    )
    rows = filled((*head, *body, *(row(line) for line in said)), place.height)
    return tuple(_plate(line, place.width, (place.width - inner) // 2) for line in rows)


def _figures(lines: tuple[str, ...], english: str | None, width: int, room: int) -> Rows:
    """All lines in figures, English in the smallest; nothing where they do not fit."""
    texts = [text for text in (*lines, english or "") if text]
    if not texts or not all(drawable(text) for text in texts):
        return ()
    for height in (18, 14, 10, 9, 7, 5):
        small = 10 if height == 18 else 5
        heights = [height] * len(lines) + [small] * bool(english)
        fitting = all(tallest((t,), width, h) == h for t, h in zip(texts, heights, strict=True))
        if fitting and sum(heights) + len(heights) + 1 <= room:
            air = room - sum(heights) - len(heights)
            return _stacked(texts, heights, english is not None and air > 0)
    return ()


def _stacked(texts: list[str], heights: list[int], apart: bool) -> Rows:
    drawn: list[Row] = []
    for place, (text, height) in enumerate(zip(texts, heights, strict=True)):
        if apart and place == len(texts) - 1:
            drawn.append(BLANK)
        drawn += [*(row(line) for line in figure(text, height)), BLANK]
    return tuple(drawn)


def _plate(line: Row, width: int, indent: int) -> Row:
    """*line* as a full row of the plate."""
    text = fit(" " * indent + plain(line), width)
    return (Span(text + " " * (width - cells(text)), "emergency"),)
