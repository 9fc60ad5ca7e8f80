"""Two or three numbers called together, one below the other, and the bar at the one that is being spoken."""

from kiosk.text.sanitize import cells
from kiosk.ui.lobby.grid import Place, together
from kiosk.ui.lobby.numbers import below_number, gap_of, numbers, role_of, what_for
from kiosk.ui.lobby.view import View
from kiosk.ui.lobby.words import counter_in_words
from kiosk.ui.rows import BLANK, ColourRole, Row, Rows, TextRun, beside, column, justify, pad_rows, row, width_of
from kiosk.wire.board import BoardCall

_AIR = 8
"""Columns that an arrow needs besides its own where several stand below each other."""


def several(view: View, place: Place) -> Rows:
    """The lines of the series, from the first row below the head of the zone; their arrows below each other."""
    calls = [line.call for line in view.series.lines]
    if together(place, len(calls)) is None:
        return _listed(view, place, calls)
    most = _height(place, len(calls))
    gaps = [gap_of(view, call, place.width, most) for call in calls]
    arrow = max(first for first, _ in gaps), min(last for _, last in gaps)
    rows: list[Row] = []
    for number, call in enumerate(calls):
        role: ColourRole = role_of(view, call) if number == view.series.bar else "text"
        rows += [BLANK] * (_top(place, number, len(calls)) - _first(place) - len(rows))
        rows += numbers(view, call, role, place.width, most, arrow, _AIR)
        rows += _below(view, place, call, len(calls))
    return tuple(rows)


def _listed(view: View, place: Place, calls: list[BoardCall]) -> Rows:
    """Where not all have room as figures: the one that is being spoken in figures, below it all of them, a row each."""
    spoken, width, most = calls[view.series.bar], place.width, _spoken_rows(place, len(calls))
    drawn = numbers(view, spoken, role_of(view, spoken), width, most, gap_of(view, spoken, width, most))
    column_of_numbers = max(cells(call.ticket) for call in calls) + 4
    lines = [
        _line(view, call, role_of(view, call) if number == view.series.bar else "text", column_of_numbers, width)
        for number, call in enumerate(calls)
    ]
    listed = [part for line in lines for part in (BLANK, line)][1:]
    return (*drawn, BLANK, (TextRun("─" * width, "rule"),), *listed)


def _line(view: View, call: BoardCall, role: ColourRole, left: int, width: int) -> Row:
    """Number and counter of a call at the two edges, and between them, from column *left*, what it is about."""
    counter = BLANK if call.state == "withdrawn" else row(counter_in_words(view, call), role)
    about = what_for(view, call, max(0, width - left - width_of(counter) - 2))
    return justify(beside(column(row(call.ticket, role), left), about), counter, width)


def _spoken_rows(place: Place, count: int) -> int:
    """Rows of the figures above a list of *count*, which has blank rows between its lines and around it, and a rule."""
    return max(1, place.height - _first(place) - 2 - 2 * count)


def bar(view: View, place: Place) -> Rows:
    """A bar in the margin, as high as what it stands at."""
    count = len(view.series.lines)
    if count < 2:  # the zone is still there when a board has just ended the series
        return ()
    drawn = (row("█", "call"),) * _height(place, count)
    return pad_rows((*(BLANK,) * _top(place, view.series.bar, count), *drawn), place.height)


def _first(place: Place) -> int:
    """Rows of the zone's head."""
    return 1 if place.size == "small" else 2


def _top(place: Place, number: int, count: int) -> int:
    """The first row of line *number* of *count*: the first stands where a single one does, the last has its words."""
    if together(place, count) is None:
        return _first(place) + _spoken_rows(place, count) + 2 + 2 * number
    room = place.height - _first(place)
    block = _height(place, count) + (1 if place.size in ("small", "minimal") or count > 2 else 2)
    return _first(place) + number * min((room - block) // (count - 1), (room + 2) // count)


def _height(place: Place, count: int) -> int:
    """Rows of each line, of figures or of a list."""
    return together(place, count) or 1


def _below(view: View, place: Place, call: BoardCall, count: int) -> Rows:
    """What a call is about, at the distance from the figures at which a single one has it."""
    close = count > 2 or place.size in ("small", "minimal")
    return (*(() if close else (BLANK,)), below_number(view, call, place))
