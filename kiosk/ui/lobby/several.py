"""Two or three numbers called together, one below the other, and the bar at the one that is being spoken."""

from kiosk.ui.lobby.grid import Place, together
from kiosk.ui.lobby.numbers import below_number, gap_of, numbers, plainly, role_of, what_for
from kiosk.ui.lobby.view import View
from kiosk.ui.rows import BLANK, Role, Row, Rows, ends, filled, row, width_of
from kiosk.wire.board import BoardCall

_AIR = 8
"""Columns that an arrow needs besides its own where several stand below each other."""


def several(view: View, place: Place) -> Rows:
    """The lines of the series, from the first row below the head of the zone; their arrows below each other."""
    calls = [line.call for line in view.series.lines]
    most = _height(place, len(calls))
    gaps = [gap_of(call, place.width, most) for call in calls]
    arrow = max(first for first, _ in gaps), min(last for _, last in gaps)
    rows: list[Row] = []
    for number, call in enumerate(calls):
        role: Role = role_of(view, call) if number == view.series.bar else "text"
        rows += [BLANK] * (_top(place, number, len(calls)) - _first(place) - len(rows))
        if together(place, len(calls)) is None:
            line = plainly(view, call, role)
            rows.append(ends(line, what_for(view, call, place.width - width_of(line) - 2), place.width))
        else:
            rows += numbers(view, call, role, place.width, most, arrow, _AIR)
            rows += _below(view, place, call, len(calls))
    return tuple(rows)


def bar(view: View, place: Place) -> Rows:
    """A bar in the margin, as high as the figures it stands at."""
    count = len(view.series.lines)
    if count < 2:  # the zone is still there when a board has just ended the series
        return ()
    drawn = (row("█", "call"),) * _height(place, count)
    return filled((*(BLANK,) * _top(place, view.series.bar, count), *drawn), place.height)


def _first(place: Place) -> int:
    """Rows of the zone's head."""
    return 1 if place.size == "small" else 2


def _top(place: Place, number: int, count: int) -> int:
    """The first row of line *number* of *count*: the first stands where a single one does, the last has its words."""
    room = place.height - _first(place)
    block = _height(place, count) + (1 if place.size in ("small", "minimal") or count > 2 else 2)
    pitch = 2 if together(place, count) is None else min((room - block) // (count - 1), (room + 2) // count)
    return _first(place) + number * pitch


def _height(place: Place, count: int) -> int:
    """Rows of each line, of figures or of text."""
    return together(place, count) or 1


def _below(view: View, place: Place, call: BoardCall, count: int) -> Rows:
    """What a call is about, at the distance from the figures at which a single one has it."""
    close = count > 2 or place.size in ("small", "minimal")
    return (*(() if close else (BLANK,)), below_number(view, call, place))
