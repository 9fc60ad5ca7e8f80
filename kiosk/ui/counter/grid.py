"""Where things stand on the counter's screen, by its size: columns and rows within the margins."""

from kiosk.record import frozen

LEAST_WIDTH = 80
LEAST_HEIGHT = 24
"""A smaller terminal shows the plain view."""


@frozen
class Grid:
    """Columns are counted from the left margin."""

    width: int
    """Between the margins."""
    height: int
    margin: int
    air: bool
    """A blank row above and below the number, and between steps."""
    figure: int
    """Most rows of the number."""
    hero: int
    """Column of what stands beside the number; further right where the number is wider."""
    actors: int | None
    """Column of who does a step, where there is room for it."""
    steps: int
    """Columns of the steps."""
    papers: int
    """Column of the papers; their digits hang left of it."""
    line: int
    """Rows of the line while a number is at hand."""


def grid_of(width: int, height: int) -> Grid:
    """The grid of a terminal of at least 80x24."""
    if width >= 240 and height >= 67:
        return Grid(width - 12, height, 6, True, 18, 98, 84, 122, 132, 5)
    if width >= 160 and height >= 45:
        return Grid(width - 8, height, 4, True, 9, 58, 52, 83, 90, 4)
    if width >= 120 and height >= 33:
        return Grid(width - 6, height, 3, True, 7, 46, 41, 68, 72, 3)
    return Grid(width - 4, height, 2, False, 5, 34, None, 43, 49, 2)


def cut_of(width: int, height: int) -> int:
    """The column that parts the screen: left of it the number, right of it the clocks."""
    if width < LEAST_WIDTH or height < LEAST_HEIGHT:
        return width
    grid = grid_of(width, height)
    return grid.margin + grid.hero
