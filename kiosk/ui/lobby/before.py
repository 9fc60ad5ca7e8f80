"""Below the number at hand: the calls before it; or, when no calls are made, when the office is open; or what to do."""

from kiosk.text.language import clock, tr
from kiosk.text.sanitize import cells
from kiosk.ui.big_text import big_text, tallest_height
from kiosk.ui.lobby.grid import GRIDS, Place, before_of
from kiosk.ui.lobby.hours import office_in_a_line, opening_hours
from kiosk.ui.lobby.numbers import pair_of
from kiosk.ui.lobby.view import View
from kiosk.ui.lobby.words import BY_VOICE, NOT_CURRENT, ago, service_name, the_other
from kiosk.ui.lobby.words import place as place_of
from kiosk.ui.rows import BLANK, Row, Rows, TextRun, beside, column, cut, pad_rows, row, width_of
from kiosk.wire.board import BoardCall

BEFORE = tr("SEBELUMNYA")
LAST_KNOWN = tr("PANGGILAN TERAKHIR YANG DIKETAHUI")
LAST = tr("TERAKHIR  ")
_BESIDE = 4
"""Columns between figures and words beside them."""
_WORDS = 14
"""Columns that service and age need between number and counter; with less they are left out rather than cut."""


def before(view: View, place: Place) -> Rows:
    """A rule, a head, and as many calls as fit; in one line of text where there is no room for figures."""
    rule = (TextRun("─" * place.width, "rule"),)
    if not before_of(place):
        line = office_in_a_line(view, place.width) if view.stage == "closed" else _in_a_line(view, place.width)
        return (cut(line, place.width), rule)
    most, below = before_of(place), () if GRIDS[place.size].before else (BLANK, rule)
    inside = place._replace(height=place.height - 1 - len(below))
    return (rule, *pad_rows(_below_rule(view, inside, most), inside.height), *below)


def _below_rule(view: View, place: Place, most: int) -> Rows:
    """The calls in at most *most* rows each; or when the office is open; or what to do."""
    if view.stage == "unconnected":
        return what_to_do(view, place)
    if view.stage == "closed" or not view.calls:
        return opening_hours(view, place, holiday=True)
    shown = _calls(view)
    if view.stage == "lost" and shown:
        return _last_known(view, place, shown, most)
    count = (place.height - 1) // (most + 1)
    blocks = [line for each in shown[:count] for line in (BLANK, *_block(view, place, each, _age(view, each), most))]
    return (row(view.say(BEFORE), "quiet"), *blocks)


def what_to_do(view: View, place: Place) -> Rows:
    """Before any board: to take a number, in the highest letters that there is room for."""
    words = view.say(tr("AMBIL|NOMOR")).split("|")
    for lines in (words, [" ".join(words)]):
        most = (place.height - 1) // len(lines) - 1
        heights = [tallest_height((line,), place.width, most) or 0 for line in lines]
        if height := min(heights):
            drawn = [line for words in lines for line in (BLANK, *map(row, big_text(words, height)))]
            return (row(view.say(tr("SILAKAN")), "quiet"), *drawn)
    return ()


def _calls(view: View) -> tuple[BoardCall, ...]:
    """The calls that are not shown in the place of the call."""
    above = {line.call.ticket for line in view.series.lines} or {view.hero.ticket if view.hero else ""}
    return tuple(call for call in view.calls if view.stage != "open" or call.ticket not in above)


def _in_a_line(view: View, width: int) -> Row:
    shown = _calls(view)
    if not shown:
        return BLANK
    head = view.say(LAST if view.stage == "lost" else BEFORE)
    line: Row = (TextRun(head, "quiet"), TextRun("  "))
    for count, each in enumerate(shown):
        longer = beside(line, row(("   " if count else "") + place_of(view, each)))
        if count and (width_of(longer) > width or count == 3):
            break
        line = longer
    return cut(line, width)


def _age(view: View, call: BoardCall) -> str:
    return ago(view, call.at) if call.at else ""


def _block(view: View, place: Place, call: BoardCall, age: str, most: int) -> Rows:
    """Number and counter in figures at the two edges, service and age between them."""
    pair = pair_of(view, call, place.width, most)
    if pair is None:
        return pad_rows((cut(row(place_of(view, call)), place.width), row(age, "quiet")), most)
    left, right, height = cells(pair.number[0]) + _BESIDE, place.width - cells(pair.counter[0]), len(pair.number)
    middle = max(0, right - _BESIDE - left)
    words: dict[int, Row] = {}
    if middle >= _WORDS:
        words = {height // 2: row(service_name(view, call, middle)), height // 2 + 1: row(age, "quiet")}
    drawn = (
        beside(column(beside(column(row(a), left), column(words.get(y, BLANK), middle)), right), row(b))
        for y, (a, b) in enumerate(zip(pair.number, pair.counter, strict=True))
    )
    return pad_rows((cut(line, place.width) for line in drawn), most)


def _last_known(view: View, place: Place, calls: tuple[BoardCall, ...], most: int) -> Rows:
    """The last calls, when they were, and what to do in both languages; narrow screens say that elsewhere."""
    both = (view.say(BY_VOICE), NOT_CURRENT[the_other(view.language)]) if GRIDS[place.size].before else ()
    said = [line for words in both for line in (BLANK, cut(row(words), place.width))]
    below = (BLANK, *said) if said else ()
    count = max(1, (place.height - 1 - len(below)) // (most + 1))
    blocks = [line for call in calls[:count] for line in (BLANK, *_block(view, place, call, _since(view, call), most))]
    return (row(view.say(LAST_KNOWN), "quiet"), *blocks, *below)


def _since(view: View, call: BoardCall) -> str:
    return view.say(tr("dipanggil {t}")).format(t=clock(call.at, view.zone)) if call.at else ""
