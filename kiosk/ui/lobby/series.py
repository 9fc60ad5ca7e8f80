"""Calls in series: when several numbers are called at once, each gets its time, in order, up to three together.

The bar stands at the line that is being spoken. A line with the bar at it stays where it is for as long as the voice
speaks, at least eight seconds. Then the bar goes on, and the number of lines may change. All of this is data and the
seconds of a clock that is handed in, so that a minute of calls can be played through in a test.
"""

import math
from datetime import datetime, timedelta
from typing import Final

from attrs import evolve, frozen

from kiosk.wire.board import Board, BoardCall

TOGETHER: Final = 3
"""Most lines at once."""
AT_LEAST: Final = 8.0
"""Seconds that the bar stands at a line."""
AT_MOST: Final = 30.0
"""Seconds after which it goes on although the voice has not ended: something is wrong with the voice."""
FLIP: Final = 0.5
"""Seconds between two changes of colour of a number that the bar has just come to."""
_FLIPS: Final = 8
NEWS: Final = timedelta(seconds=60)
"""Older calls than this are not announced."""


@frozen
class CallLine:
    """A number at its place on the screen."""

    call: BoardCall
    due: bool = True
    """Whether the bar is still to come here."""


@frozen
class Series:
    """The calls being announced, those that were, and those still waiting for their turn."""

    lines: tuple[CallLine, ...] = ()
    """From the top down; empty when everything has been announced."""
    bar: int = 0
    """Index of the line that is being spoken."""
    since: float = -math.inf
    """When the bar came there, in seconds of a monotonic clock."""
    waiting: tuple[BoardCall, ...] = ()
    """Calls without a line yet, the oldest first."""
    epoch: str | None = None
    """The epoch of the board that the calls are of; None before the first board."""
    heard: int = 0
    announced: tuple[int, ...] = ()
    """Numbers of the calls that the bar has been at and that a board can still mention."""

    @property
    def spoken(self) -> BoardCall | None:
        """The call at the bar; one whose state is "withdrawn" is being taken back."""
        return self.lines[self.bar].call if self.lines else None


def with_board(series: Series, board: Board, at: datetime, now: float) -> Series:
    """Return *series* with what *board* changes; *at* is the endpoint's clock, *now* the monotonic one.

    Calls that still stand are announced if not over a minute old; an announced one that is withdrawn is taken back in
    the same way. A first board, or one of another epoch, announces nothing.
    """
    heard = max((call.call for call in board.calls), default=0)
    if series.epoch != board.epoch:
        return Series(epoch=board.epoch, heard=heard)
    states = {call.call: call for call in board.calls}
    new = [call for call in reversed(board.calls) if call.call > series.heard and call.state == "called"]
    news = {call.ticket: call for call in new if call.at is None or at - call.at <= NEWS}
    back = [call for call in reversed(board.calls) if call.state == "withdrawn" and call.call in series.announced]
    lines = tuple(_line(line, states, news) for line in series.lines)
    # Who has come or was sent back meanwhile is not announced.
    still = [call for call in series.waiting if states.get(call.call, call).state == call.state]
    waiting = [news.get(call.ticket, call) for call in still]
    placed = {line.call.call for line in lines} | {call.call for call in waiting}
    kept = evolve(
        series,
        lines=lines,
        waiting=(*waiting, *back, *(call for call in news.values() if call.call not in placed)),
        heard=max(series.heard, heard),
        announced=tuple(n for n in series.announced if n in states and states[n] not in back),
    )
    if not kept.lines:
        return _move_bar(kept, now)
    return _fill_lines(kept, 2) if len(kept.lines) == 1 else kept  # a second line moves nothing, a third would


def _line(line: CallLine, states: dict[int, BoardCall], news: dict[str, BoardCall]) -> CallLine:
    """A line as the board now has it; the bar skips those who are no longer being called."""
    if line.due and line.call.ticket in news:
        return CallLine(news[line.call.ticket])
    call = states.get(line.call.call, line.call)
    return CallLine(call, due=line.due and call.state == "called")


def advance(series: Series, now: float, speaking: bool = False) -> Series:
    """The series at *now*; the bar stays while the voice is *speaking*, unless it never ends."""
    stood = now - series.since
    if not series.lines or stood < AT_LEAST or (speaking and stood < AT_MOST):
        return series
    return _move_bar(series, now)


def _move_bar(series: Series, now: float) -> Series:
    """The bar at the next line, which may be a new one; no lines when nothing is left to announce."""
    series = _fill_lines(series, TOGETHER)
    ahead = [place for place, line in enumerate(series.lines) if line.due]
    if not ahead:
        if not series.waiting:
            return evolve(series, lines=(), bar=0)
        place = _place_for(series, series.waiting[0])
        series = _with_line(series, place, CallLine(series.waiting[0]))
        series = evolve(series, waiting=series.waiting[1:])
        ahead = [place]
    place = ahead[0]
    call = series.lines[place].call
    series = _with_line(series, place, CallLine(call, due=False))
    announced = (*series.announced, call.call) if call.state == "called" else series.announced
    return evolve(series, bar=place, since=now, announced=announced)


def is_flipped(series: Series, now: float) -> bool:
    """Whether the number at the bar stands in its other colour: call and text take turns four times in four seconds."""
    turn = (now - series.since) / FLIP
    return bool(series.lines) and turn < _FLIPS - 0.5 and round(turn) % 2 == 1


def _fill_lines(series: Series, most: int) -> Series:
    """Put waiting calls on free lines below; a number that has a line gets no second one."""
    shown = {line.call.ticket for line in series.lines}
    lines, waiting = list(series.lines), list(series.waiting)
    while waiting and len(lines) < most and waiting[0].ticket not in shown:
        call = waiting.pop(0)
        lines.append(CallLine(call))
        shown.add(call.ticket)
    return evolve(series, lines=tuple(lines), waiting=tuple(waiting))


def _place_for(series: Series, call: BoardCall) -> int:
    """Index of the line with the same number, else of the one announced longest ago, after the bar."""
    same = [place for place, line in enumerate(series.lines) if line.call.ticket == call.ticket]
    return same[0] if same else (series.bar + 1) % len(series.lines)


def _with_line(series: Series, place: int, line: CallLine) -> Series:
    return evolve(series, lines=(*series.lines[:place], line, *series.lines[place + 1 :]))
