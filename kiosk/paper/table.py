"""Rows as lines of text with their columns aligned: as wide as what is in them, figures at the right."""

from collections.abc import Sequence

from kiosk.text import cells

_GAP = "  "


def aligned(rows: Sequence[Sequence[str]], words: int | None = None) -> list[str]:
    """The first *words* columns, or all, from the left; the others from the right."""
    if not rows:
        return []
    widths = [max(map(cells, column)) for column in zip(*rows, strict=True)]
    left = len(widths) if words is None else words
    return [_line(row, widths, left) for row in rows]


def _line(row: Sequence[str], widths: list[int], left: int) -> str:
    placed = []
    for place, (text, width) in enumerate(zip(row, widths, strict=True)):
        air = " " * (width - cells(text))
        placed.append(text + air if place < left else air + text)
    return _GAP.join(placed).rstrip()
