"""A screen as SVG: every full block a rectangle without seams, every word where its cell is, in any viewer.

Textual's own export leaves the placing of blanks to the viewer's style sheet, which not all viewers have, and shows the
sixteen colours of a console in another palette.
"""

from collections.abc import Iterable
from html import escape
from itertools import groupby

from rich.color import Color
from rich.segment import Segment
from textual.screen import Screen

from kiosk.ui.theme import PALETTE

CELL, LINE, FONT, EDGE = 10, 20, 16.5, 10

Piece = tuple[int, int, int, str]
"""A run of cells: column, row, width, colour."""


def svg_of(screen: Screen[object]) -> str:
    """The picture of *screen* as its compositor made it."""
    width, height = screen.size
    grounds: list[Piece] = []
    blocks: list[Piece] = []
    words: list[str] = []
    for y, strip in enumerate(screen._compositor.render_strips()):
        x = 0
        for text, style, _ in strip:
            front, back = (_hex(c) for c in (style.color, style.bgcolor)) if style else ("#ffffff", "#000000")
            grounds.append((x, y, Segment(text).cell_length, back))
            for kind, run in groupby(text, key=_kind):
                run_text = "".join(run)
                cells = Segment(run_text).cell_length
                if kind == "block":
                    blocks.append((x, y, cells, front))
                elif kind == "rule":
                    words.append(_rule(x, y, cells, front))
                elif kind == "word":
                    words.append(_word(run_text, x, y, cells, front))
                x += cells
    across, down = width * CELL + 2 * EDGE, height * LINE + 2 * EDGE
    size = f'width="{across}" height="{down}" viewBox="{-EDGE} {-EDGE} {across} {down}"'
    ground = grounds[0][3]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} shape-rendering="crispEdges">',
            f'<rect x="{-EDGE}" y="{-EDGE}" width="{across}" height="{down}" fill="{ground}"/>',
            *_rectangles(grounds),
            *_rectangles(blocks),
            f'<g font-family="DejaVu Sans Mono, Liberation Mono, monospace" font-size="{FONT}">',
            *words,
            "</g>",
            "</svg>",
            "",
        ]
    )


def _kind(character: str) -> str:
    return {"█": "block", " ": "blank", "─": "rule"}.get(character, "word")


def _rule(x: int, y: int, cells: int, colour: str) -> str:
    return f'<rect x="{x * CELL}" y="{y * LINE + 9}" width="{cells * CELL}" height="2" fill="{colour}"/>'


def _hex(colour: Color | None) -> str:
    if colour is None or colour.is_default:
        return PALETTE[0]
    return colour.get_truecolor().hex if colour.triplet else PALETTE[colour.number or 0]


def _word(text: str, x: int, y: int, cells: int, colour: str) -> str:
    place = f'x="{x * CELL}" y="{y * LINE + 15}" textLength="{cells * CELL}" lengthAdjust="spacingAndGlyphs"'
    return f'<text {place} fill="{colour}">{escape(text)}</text>'


def _rectangles(pieces: Iterable[Piece]) -> Iterable[str]:
    """One rectangle for the pieces that lie exactly above each other in one colour."""
    by_place = sorted(pieces, key=lambda piece: (piece[0], piece[2], piece[3], piece[1]))
    for (x, width, colour), column in groupby(by_place, key=lambda piece: (piece[0], piece[2], piece[3])):
        rows = [y for _, y, _, _ in column]
        for start, end in _stretches(rows):
            box = f'x="{x * CELL}" y="{start * LINE}" width="{width * CELL}" height="{(end - start) * LINE}"'
            yield f'<rect {box} fill="{colour}"/>'


def _stretches(rows: list[int]) -> Iterable[tuple[int, int]]:
    """First and last row, the latter excluded, of each stretch without a gap."""
    start = before = rows[0]
    for row in rows[1:]:
        if row != before + 1:
            yield start, before + 1
            start = row
        before = row
    yield start, before + 1
