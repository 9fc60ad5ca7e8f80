"""Where the zones of the lobby lie: one light grid, two zones wide, at every size.

Left is the number at hand, right what explains it. Sizes are chosen by columns and rows together: a wide but low
terminal gets the frame that it has the rows for.
"""

from typing import Final, Literal, NamedTuple, get_args

from kiosk.ui.big_text import HEIGHTS, tallest_height

SizeName = Literal["tiny", "minimal", "small", "wall", "fine", "large", "huge"]
ZoneName = Literal[
    "header", "clock", "rule", "bar", "call", "before", "queues", "standard", "promise", "foot", "emergency"
]
LayoutKind = Literal["calls", "information", "emergency"]
"""What the zones are laid out for: calls being made, an office that makes none, an emergency."""
ZONES: Final[tuple[ZoneName, ...]] = get_args(ZoneName)
BAND: Final = 6
"""Rows of the standard where it lies below everything else: a rule, a head, and four of steps."""
_FIVE_BIG_QUEUES: Final = 32
"""Rows of five queues in the smallest big text, with their head."""
_LIST: Final = 24
"""Rows that what to bring needs, with the promise below it."""


class Box(NamedTuple):
    """A zone's place, in cells from the upper left corner."""

    x: int
    y: int
    width: int
    height: int


class Area(NamedTuple):
    """What a zone's painter is given: the size of the screen, the width and height of the zone."""

    size: SizeName
    width: int
    height: int


def in_band(area: Area) -> bool:
    """Whether a zone lies in the band below everything else, which big screens have."""
    return area.size in BIG and area.height == BAND


class GridSpec(NamedTuple):
    columns: int
    rows: int
    margin: int
    gutter: int
    right: int
    """Width of the right zone; what the terminal has beyond `columns` is shared out."""
    hero: int
    """Most rows of the called number, and of each of two."""
    three: int
    """Most rows of each of three called numbers."""
    before: int
    """Least rows of each of the calls before; 0 where these are text unless rows are to spare."""


GRIDS: Final[dict[SizeName, GridSpec]] = {
    "huge": GridSpec(240, 67, 6, 8, 92, 18, 14, 14),
    "large": GridSpec(200, 56, 4, 6, 84, 14, 10, 9),
    "fine": GridSpec(160, 45, 4, 5, 68, 9, 9, 7),
    "wall": GridSpec(120, 33, 3, 4, 42, 9, 7, 5),
    "small": GridSpec(80, 24, 2, 4, 33, 7, 5, 0),
    "minimal": GridSpec(60, 20, 2, 0, 0, 5, 1, 0),
    "tiny": GridSpec(1, 1, 0, 0, 0, 0, 0, 0),
}
"""The biggest first."""
BIG: Final[tuple[SizeName, ...]] = ("fine", "large", "huge")
"""Sizes at which not only calls are big text."""
_AROUND: Final[dict[SizeName, int]] = {"small": 2, "minimal": 3}
"""Rows of words above and below the number on narrow screens, where it takes all rows that these have to spare."""
CLOCK: Final = 5
"""Columns of 09.42: the clock is a zone of its own, since a change costs the row of its zone from the left edge."""
_LISTS: Final = 8
"""Rows of the lists on a narrow screen before anything but the number gets more: a head and seven lines."""
_AROUND_BEFORE: Final = 2
"""Rows around the calls before: a rule and a head; as many again below them on narrow screens, where lists follow."""
_EASY: Final = 7
"""Rows of each of the calls before, where two have room: read from where the queues of a big screen are."""
_RECENT: Final = 3
"""Most calls before on a narrow screen, which has lists below them."""
_APART: Final = 3
"""Rows from a number to the next at least, on a wall that has room for several of the usual height."""
_USUAL: Final = ("A000", "0")
"""A number and a counter of the usual length, which say how high narrow screens draw them."""


def hero_rows(area: Area) -> int:
    """Most rows of the called number in the zone of the call."""
    around = _AROUND.get(area.size)
    return GRIDS[area.size].hero if around is None else area.height - around


def earlier_call_height(area: Area) -> int:
    """Rows of each of the calls before in their zone; 0 where they are a line of text."""
    least = GRIDS[area.size].before
    room = area.height - _AROUND_BEFORE * (1 if least else 2)
    if room >= 2 * (_EASY + 1):
        return max(least, _EASY)
    return least or (HEIGHTS[-1] if room > HEIGHTS[-1] else 0)


def _before_within(rows: int, size: SizeName) -> int:
    """The rows, of *rows*, that a narrow screen gives to the calls before: two for a line of text, else whole calls."""
    each = earlier_call_height(Area(size, 0, rows)) + 1
    return 2 if each == 1 else 2 * _AROUND_BEFORE + min(_RECENT, (rows - 2 * _AROUND_BEFORE) // each) * each


def size_of(width: int, height: int) -> SizeName:
    return next((name for name, grid in GRIDS.items() if width >= grid.columns and height >= grid.rows), "tiny")


class Shape(NamedTuple):
    kind: LayoutKind = "calls"
    lines: int = 1
    promise: bool = False
    """Whether there is a promise to show, or a message that takes turns with it."""
    queues: int = 5
    """Queues on the board; 0 where there is nothing to say of them."""
    trouble: bool = False
    """Whether the footer's rule says why the server is not reached."""


def boxes(width: int, height: int, shape: Shape) -> dict[ZoneName, Box]:
    """Each zone's box on a terminal of *width* columns and *height* rows; a zone without a box is not shown."""
    size = size_of(width, height)
    grid = GRIDS[size]
    if shape.kind == "emergency" and size in ("tiny", "minimal"):
        return {"emergency": Box(0, 0, width, height)}
    if size == "tiny":
        return {"call": Box(0, 0, width, height)}
    x, inner = grid.margin, width - 2 * grid.margin
    foot = 3 if size not in ("small", "minimal") else 2
    frame: dict[ZoneName, Box] = {
        "header": Box(x, 0, inner - CLOCK - 2, 1),
        "clock": Box(x + inner - CLOCK, 0, CLOCK, 1),
        "rule": Box(x, 1, inner, 1),
        "foot": Box(x, height - foot, inner, foot),
    }
    room = height - 2 - foot
    if shape.kind == "emergency":
        return frame | {"emergency": Box(0, 2, width, room)}
    if size in ("small", "minimal"):
        hero = _number_height(size, grid.hero + height - grid.rows) or grid.hero
        placed = _narrow_boxes(x, inner, room, grid, hero, shape)
        rows = placed["queues"].height - 1 if "queues" in placed else 0
        saves_page = rows > 0 and -(-shape.queues // (rows + 1)) < -(-shape.queues // rows)
        if shape.lines == 1 and not shape.trouble and saves_page:  # the queues have the row of the last rule
            frame["foot"] = Box(x, height - 1, inner, 1)
            placed = _narrow_boxes(x, inner, room + 1, grid, hero, shape)
    elif size == "wall" or shape.kind == "information":
        placed = _wall_boxes(x, inner, room, grid, shape)
    else:
        placed = _band_boxes(x, inner, room, grid, shape)
    if shape.lines > 1:
        called = placed["call"]
        placed["bar"] = Box(called.x - 2, called.y, 1, called.height)
    return frame | placed


def _number_height(size: SizeName, rows: int) -> int | None:
    """The biggest text of at most *rows* rows that the narrowest screen of *size* has the columns for."""
    grid = GRIDS[size]
    return tallest_height(_USUAL, grid.columns - 2 * grid.margin, rows)


def _narrow_boxes(x: int, inner: int, room: int, grid: GridSpec, hero: int, shape: Shape) -> dict[ZoneName, Box]:
    return (
        _small_boxes(x, inner, room, grid, hero, shape) if grid.gutter else _stacked_boxes(x, inner, room, hero, shape)
    )


def _stacked_boxes(x: int, inner: int, room: int, hero: int, shape: Shape) -> dict[ZoneName, Box]:
    """One column: the call, the calls before, the queues; several calls leave these a row.

    Where the calls before are big text and there is nothing to say of the queues, the standard stands in their zone.
    """
    top = hero + _AROUND["minimal"]
    if shape.lines > 1:
        return {"call": Box(x, 2, inner, room - 1), "queues": Box(x, room + 1, inner, 1)}
    earlier = _before_within(room - top - _lists(shape), "minimal")
    lists: ZoneName = "standard" if earlier > 2 and not shape.queues else "queues"
    return {
        "call": Box(x, 2, inner, top),
        "before": Box(x, 2 + top, inner, earlier),
        lists: Box(x, 2 + top + earlier, inner, room - top - earlier),
    }


def _lists(shape: Shape) -> int:
    return max(_LISTS, shape.queues + 1)


def _small_boxes(x: int, inner: int, room: int, grid: GridSpec, hero: int, shape: Shape) -> dict[ZoneName, Box]:
    """The call over the whole width, below it queues and steps side by side, below them the promise.

    Several calls take the screen for as long as they last; the queues keep one row. Where the calls before are big text
    and there is nothing to say of the queues, the steps have the whole width.
    """
    if shape.lines > 1:
        return {"call": Box(x, 2, inner, room - 1), "queues": Box(x, 2 + room - 1, inner, 1)}
    below = 3 if shape.promise else 0
    top = hero + _AROUND["small"]
    earlier = _before_within(room - top - below - _lists(shape), "small")
    left = 0 if earlier > 2 and not shape.queues else inner - grid.right
    y, lists = 2 + top + earlier, room - top - earlier - below
    placed: dict[ZoneName, Box] = {
        "call": Box(x, 2, inner, top),
        "before": Box(x, 2 + top, inner, earlier),
        "standard": Box(x + left, y, inner - left, lists),
    }
    if left:
        placed["queues"] = Box(x, y, left - grid.gutter, lists)
    return placed | ({"promise": Box(x, y + lists, inner, below)} if shape.promise else {})


def shared_call_rows(area: Area, count: int) -> int | None:
    """Rows of each of *count* numbers in the zone of the call; None where they have no room as big text."""
    around, grid = _AROUND.get(area.size), GRIDS[area.size]
    if around is None:
        return grid.hero if count * (grid.hero + _APART) + 2 <= area.height else grid.three
    return _number_height(area.size, (area.height - around + 1) // count - 1)


def _wall_boxes(x: int, inner: int, room: int, grid: GridSpec, shape: Shape) -> dict[ZoneName, Box]:
    """Left the call over the calls before, right the queues over the standard."""
    left, right, beside = _halves(x, inner, grid)
    top = grid.hero + 5
    big = grid.columns >= GRIDS["fine"].columns and shape.queues > 1 and room - _LIST >= _FIVE_BIG_QUEUES
    lists = room - _LIST if big else top
    return _left_zone(x, left, top, room, shape) | {
        "queues": Box(beside, 2, right, lists),
        "standard": Box(beside, 2 + lists, right, room - lists),
    }


def _band_boxes(x: int, inner: int, room: int, grid: GridSpec, shape: Shape) -> dict[ZoneName, Box]:
    """Left the call over the calls before, right the queues as big text; below, over the whole width, the standard."""
    left, right, beside = _halves(x, inner, grid)
    room -= BAND
    return _left_zone(x, left, grid.hero + 5, room, shape) | {
        "queues": Box(beside, 2, right, room),
        "standard": Box(x, 2 + room, beside - x, BAND),
        "promise": Box(beside, 2 + room, right, BAND),
    }


def _halves(x: int, inner: int, grid: GridSpec) -> tuple[int, int, int]:
    right = grid.right + (inner + 2 * grid.margin - grid.columns) * 2 // 5
    left = inner - grid.gutter - right
    return left, right, x + left + grid.gutter


def _left_zone(x: int, left: int, top: int, room: int, shape: Shape) -> dict[ZoneName, Box]:
    """The left zone: one call of *top* rows over those before it, or several calls."""
    if shape.lines > 1:
        return {"call": Box(x, 2, left, room)}
    return {"call": Box(x, 2, left, top), "before": Box(x, 2 + top, left, room - top)}
