"""Below the number at hand: the calls before it; or the opening hours, when none are made; or what to do."""

from kiosk.text.language import clock, tr
from kiosk.text.sanitize import cells
from kiosk.ui.lobby.grid import GRIDS, Area, earlier_call_height
from kiosk.ui.lobby.hours import office_in_a_line, opening_hours
from kiosk.ui.lobby.labels import BY_VOICE, NOT_CURRENT, service_name, the_other, ticket_and_counter, time_ago
from kiosk.ui.lobby.messages import big_instructions
from kiosk.ui.lobby.numbers import pair_of
from kiosk.ui.lobby.view import View
from kiosk.ui.rows import BLANK, Row, Rows, TextRun, beside, column, cut, pad_rows, row, rule, width_of
from kiosk.wire.board import BoardCall

BEFORE = tr("SEBELUMNYA")
LAST_KNOWN = tr("PANGGILAN TERAKHIR YANG DIKETAHUI")
LAST = tr("TERAKHIR  ")
_BESIDE = 4
"""Columns between big text and words beside it."""
_WORDS = 14
"""Columns that service and age need between number and counter; with less they are left out rather than cut."""


def earlier_call_rows(view: View, area: Area) -> Rows:
    """A rule, a head, and as many calls as fit; one line of text where there is no room for big text."""
    if not earlier_call_height(area):
        line = office_in_a_line(view, area.width) if view.stage == "closed" else _in_a_line(view, area.width)
        return (cut(line, area.width), rule(area.width))
    most, below = earlier_call_height(area), () if GRIDS[area.size].before else (BLANK, rule(area.width))
    inside = area._replace(height=area.height - 1 - len(below))
    return (rule(area.width), *pad_rows(_below_rule(view, inside, most), inside.height), *below)


def _below_rule(view: View, area: Area, most: int) -> Rows:
    """The calls in at most *most* rows each; or the opening hours; or what to do."""
    if view.stage == "unconnected":
        return big_instructions(view, area)
    if view.stage == "closed" or not view.calls:
        return opening_hours(view, area, holiday=True)
    shown = _calls(view)
    if view.stage == "lost" and shown:
        return _last_known(view, area, shown, most)
    count = (area.height - 1) // (most + 1)
    ages = [time_ago(view, each.at) if each.at else "" for each in shown]
    blocks = _blocks(view, area, shown[:count], ages, most)
    return (row(view.say(BEFORE), "quiet"), *blocks)


def _calls(view: View) -> tuple[BoardCall, ...]:
    """The calls that the zone of the call does not show."""
    above = {line.call.ticket for line in view.series.lines} or {view.hero.ticket if view.hero else ""}
    return tuple(call for call in view.calls if view.stage != "open" or call.ticket not in above)


def _in_a_line(view: View, width: int) -> Row:
    shown = _calls(view)
    if not shown:
        return BLANK
    line: Row = (TextRun(view.say(LAST if view.stage == "lost" else BEFORE), "quiet"), TextRun("  "))
    for count, each in enumerate(shown):
        longer = beside(line, row(("   " if count else "") + ticket_and_counter(view, each)))
        if count and (width_of(longer) > width or count == 3):
            break
        line = longer
    return cut(line, width)


def _blocks(view: View, area: Area, calls: tuple[BoardCall, ...], ages: list[str], most: int) -> list[Row]:
    pairs = zip(calls, ages, strict=False)
    return [line for call, age in pairs for line in (BLANK, *_block(view, area, call, age, most))]


def _block(view: View, area: Area, call: BoardCall, age: str, most: int) -> Rows:
    """Number and counter as big text at the two edges, service and age between them."""
    pair = pair_of(view, call, area.width, most)
    if pair is None:
        return pad_rows((cut(row(ticket_and_counter(view, call)), area.width), row(age, "quiet")), most)
    left, right, height = cells(pair.number[0]) + _BESIDE, area.width - cells(pair.counter[0]), len(pair.number)
    middle = max(0, right - _BESIDE - left)
    words: dict[int, Row] = {}
    if middle >= _WORDS:
        words = {height // 2: row(service_name(view, call, middle)), height // 2 + 1: row(age, "quiet")}
    drawn = (
        beside(column(beside(column(row(a), left), column(words.get(y, BLANK), middle)), right), row(b))
        for y, (a, b) in enumerate(zip(pair.number, pair.counter, strict=True))
    )
    return pad_rows((cut(line, area.width) for line in drawn), most)


def _last_known(view: View, area: Area, calls: tuple[BoardCall, ...], most: int) -> Rows:
    """The last calls, when they were, and what to do in both languages; narrow screens say that elsewhere."""
    both = (view.say(BY_VOICE), NOT_CURRENT[the_other(view.language)]) if GRIDS[area.size].before else ()
    said = [line for words in both for line in (BLANK, cut(row(words), area.width))]
    below = (BLANK, *said) if said else ()
    count = max(1, (area.height - 1 - len(below)) // (most + 1))
    ages = [view.say(tr("dipanggil {t}")).format(t=clock(call.at, view.zone)) if call.at else "" for call in calls]
    blocks = _blocks(view, area, calls[:count], ages, most)
    return (row(view.say(LAST_KNOWN), "quiet"), *blocks, *below)
