"""Big text: letters and digits made of full blocks, to be read across a room.

The glyphs are in `big_text.txt`, in heights of 5, 7 and 9 rows; heights of 10, 14 and 18 are the same with every cell
doubled both ways. The file is parsed when the first big text is drawn.
"""

from functools import cache, lru_cache
from pathlib import Path
from typing import Final

HEIGHTS: Final = (18, 14, 10, 9, 7, 5)
"""Heights that big text comes in, the biggest first."""
_GAP: Final = 2
_DOUBLED: Final = {18: 9, 14: 7, 10: 5}
_APART: Final = {1: 5, 2: 10}
"""Columns between two texts, by scale: more than twice what is between two digits."""


@lru_cache(maxsize=64)
def big_text(text: str, height: int) -> tuple[str, ...]:
    """*text* as *height* rows of blocks and blanks, all equally wide; characters without a glyph are left out.

    Raises:
        KeyError: when there are no glyphs of that *height*.
    """
    drawn = _glyphs()[_DOUBLED.get(height, height)]
    shown = [drawn[c] for c in text.upper() if c in drawn]
    rows = tuple((" " * _GAP).join(parts) for parts in zip(*shown, strict=True)) if shown else ("",) * height
    if height not in _DOUBLED or not shown:
        return rows
    return tuple(doubled for row in rows for doubled in ("".join(c * 2 for c in row),) * 2)


def big_text_width(text: str, height: int) -> int:
    drawn = _glyphs()[_DOUBLED.get(height, height)]
    widths = [len(drawn[c][0]) for c in text.upper() if c in drawn]
    width = sum(widths) + _GAP * max(0, len(widths) - 1)
    return width * scale(height)


def has_glyphs(text: str) -> bool:
    return all(c in _glyphs()[5] for c in text.upper())


def scale(height: int) -> int:
    """Cells that one of a glyph takes each way: 2 where it is doubled."""
    return 2 if height in _DOUBLED else 1


def tallest_height(texts: tuple[str, ...], width: int, most: int) -> int | None:
    """The biggest height of at most *most* rows at which *texts* fit *width* columns apart; None where none fits.

    Between two texts there is always more air than between two digits, so that nobody reads them as one number.
    """
    for height in HEIGHTS:
        air = _APART[scale(height)] * (len(texts) - 1)
        if height <= most and sum(big_text_width(t, height) for t in texts) + air <= width:
            return height
    return None


@cache
def _glyphs() -> dict[int, dict[str, tuple[str, ...]]]:
    glyphs: dict[int, dict[str, tuple[str, ...]]] = {}
    height = 0
    lines = iter(Path(__file__).with_suffix(".txt").read_text("ascii").splitlines())
    for line in lines:
        match line.split():
            case ["height", rows]:
                height = int(rows)
                glyphs[height] = {}
            case ["glyph", name, _]:
                drawn = (next(lines).replace("#", "█").replace(".", " ") for _ in range(height))
                glyphs[height][" " if name == "space" else name] = tuple(drawn)
    return glyphs
