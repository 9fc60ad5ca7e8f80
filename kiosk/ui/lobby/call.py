"""The number being called and its counter, as big as fits: left edge and right edge, at every size, in every state.

Two or three numbers called together stand one below the other, with a bar at the one that is being spoken. Where no
call is to be shown, the zone carries what matters instead: the hour of opening, or whom to follow.
"""

from kiosk.text.language import clock, tr
from kiosk.text.sanitize import cells, fit
from kiosk.ui.big_text import big_text, tallest_height
from kiosk.ui.lobby.grid import Area, hero_rows, shared_call_rows
from kiosk.ui.lobby.hours import TODAY
from kiosk.ui.lobby.labels import BY_VOICE, COUNTER, DOT, as_of, counter_in_words, day_label
from kiosk.ui.lobby.messages import tickets_closed_text
from kiosk.ui.lobby.numbers import (
    below_number,
    big_number_rows,
    english_line,
    gap_of,
    number_in_words,
    pair_of,
    role_of,
    subject_line,
)
from kiosk.ui.lobby.view import View
from kiosk.ui.rows import (
    BLANK,
    ColourRole,
    Row,
    Rows,
    beside,
    column,
    cut,
    justify,
    mark,
    pad_rows,
    row,
    rule,
    width_of,
    wrap,
)
from kiosk.wire.board import BoardCall

_AIR = 8
"""Columns that an arrow needs besides its own where several calls stand below each other."""
NUMBER = tr("NOMOR ANTREAN")
NOT_UPDATED = tr("PAPAN TIDAK DIPERBARUI SEJAK {t}")
BOARD = tr("PAPAN ANTREAN")
NOBODY_YET = tr("BELUM ADA PANGGILAN")
STILL_VALID = tr("NOMOR ANDA TETAP BERLAKU DAN DIPANGGIL SESUAI URUTAN")
TAKE_A_NUMBER = tr("Silakan mengambil nomor di meja depan.")


def call_rows(view: View, area: Area) -> Rows:
    if area.size == "tiny":
        return _least(view, area)
    if view.stage == "open" and len(view.series.lines) > 1:
        head = _first_rows(view, area)
        return pad_rows((*head, *several_calls(view, area)), area.height)
    match view.stage:
        case "unconnected":
            rows = _greeting(view, area, (row(view.say(BOARD), "quiet"), BLANK, BLANK))
        case "lost":
            rows = _follow_staff(view, area)
        case "closed":
            rows = _closed_rows(view, area)
        case "break":
            rows = _break(view, area)
        case _:
            rows = _one_call(view, area)
    return pad_rows(rows, area.height)


def _one_call(view: View, area: Area) -> Rows:
    hero = view.hero
    if hero is None:
        return _greeting(view, area, (_mark(view) or row(view.say(NOBODY_YET), "quiet"), BLANK))
    most = hero_rows(area)
    number = big_number_rows(view, hero, role_of(view, hero), area.width, most)
    below = below_number(view, hero, area)
    if area.size in ("small", "minimal"):
        return (*_first_rows(view, area), *number, below)
    return (*_first_rows(view, area), *number, BLANK, below, *english_line(view, hero, area.width))


def _first_rows(view: View, area: Area) -> Rows:
    """The rows above the number; on narrow screens they also say that no more numbers are given out."""
    if area.size == "small":
        closed = tickets_closed_text(view)
        return (justify(_mark(view), mark(closed) if closed else BLANK, area.width),)
    called = view.hero is None or view.hero.state != "withdrawn"
    return (_head(view, area, view.say(COUNTER) if called else ""), BLANK)


def _mark(view: View) -> Row:
    """A mark that the data are old, when they are."""
    old = view.freshness in ("quiet", "lost")
    return mark(view.say(NOT_UPDATED).format(t=as_of(view))) if old else BLANK


def _head(view: View, area: Area, right: str) -> Row:
    closed = tickets_closed_text(view) if area.size == "minimal" else ""
    plate = _mark(view) or (mark(closed) if closed else BLANK)
    return justify(plate or row(view.say(NUMBER), "quiet"), row(right, "quiet"), area.width)


def _words(area: Area, head: Row, words: list[str], below: str = "") -> Rows:
    """Words as big text, one below the other, all equally high, with a line of plain text after them.

    A narrow screen has the number's rows for them, with air only where it costs no height.
    """
    height = _equally_high(area, words, area.height - 3)
    if area.size == "small" and (higher := _equally_high(area, words, hero_rows(area))) > height:
        return (head, *map(row, big_text(words[0], higher)), cut(row(below), area.width))
    if not height:
        plain = (row(fit(word, area.width)) for word in words)
        return (head, BLANK, *plain, BLANK, *map(row, wrap(below, area.width, 2)))
    lines = [line for word in words for line in (*(row(part) for part in big_text(word, height)), BLANK)]
    if area.size == "minimal":  # no row to spare
        lines.pop()
    return (head, BLANK, *lines, *((cut(row(below), area.width),) if below else ()))


def _equally_high(area: Area, words: list[str], most: int) -> int:
    """Rows of each of *words* below each other in *most*; 0 where they do not all fit as big text."""
    each = (most - len(words) + 1) // len(words)
    return min(tallest_height((word,), area.width, each) or 0 for word in words)


def _greeting(view: View, area: Area, head: Rows) -> Rows:
    """A welcome, not an error; whoever comes first is told what to do, unless no more numbers are given out."""
    words = view.say(tr("SELAMAT|DATANG")).split("|")
    begin = "" if tickets_closed_text(view) else view.say(TAKE_A_NUMBER)
    if area.size == "minimal":
        return _words(area, head[0], [view.say(tr("ANTREAN"))], begin)
    if area.size == "small":
        return _words(area, head[0], words[:1], begin)
    if begin and view.stage == "open":
        head = (cut(beside(head[0], row(DOT, "quiet"), row(begin.upper().rstrip("."))), area.width), *head[1:])
    return (*head, *_words(area, BLANK, words)[2:])


def _follow_staff(view: View, area: Area) -> Rows:
    words = view.say(tr("IKUTI|PETUGAS")).split("|")
    if area.size == "minimal":
        return _words(area, _mark(view), words[:1], view.say(tr("PANGGILAN PETUGAS. Nomor Anda tetap berlaku.")))
    if area.size == "small":
        head = beside(_mark(view), row("  " + view.say(tr("IKUTI PANGGILAN")), "text"))
        return _words(area, cut(head, area.width), [view.say(tr("PETUGAS"))], view.say(BY_VOICE))
    return _words(area, _mark(view), words)


def _closed_rows(view: View, area: Area) -> Rows:
    office = view.office
    opens = office.next_open
    reason = view.say(office.reason).upper() if office.reason else ""
    if opens is None:
        head = row(reason or view.say(TODAY), "quiet")
        return _words(area, head, [view.say(tr("TUTUP"))])
    today = view.day(opens) == view.today
    words = tr("BELUM BUKA  •  DIBUKA PUKUL") if today else tr("SUDAH TUTUP  •  DIBUKA LAGI")
    why = view.say(tr("TUTUP: {r}").format(r=reason))
    told = wrap(why, area.width - 2, 1 if area.size == "small" else 2) if reason else ()
    heads = tuple(map(mark, told)) or (row(view.say(words), "quiet"),)
    again = tr("DIBUKA LAGI {d}")
    day = view.say(TODAY) if today else day_label(view, view.day(opens))
    below = view.say(again).format(d=day) if told else _how_to_begin(view, today)
    return _hour(area, heads, clock(opens, view.zone), below)


def _how_to_begin(view: View, today: bool) -> str:
    opens, tickets = view.office.next_open, view.office.tickets
    if not today and opens:
        return day_label(view, view.day(opens))
    if tickets and tickets.start:
        return view.say(tr("NOMOR ANTREAN MULAI PUKUL {t}, DI MEJA DEPAN")).format(t=clock(tickets.start, view.zone))
    return ""


def _break(view: View, area: Area) -> Rows:
    reason = view.office.reason or tr("ISTIRAHAT")
    until = view.office.until or view.office.next_open
    head = view.say(reason).upper()
    if until is None:
        return _words(area, _head(view, area, ""), [view.say(tr("ISTIRAHAT"))], view.say(STILL_VALID))
    line = _mark(view) or row(fit(head + DOT + view.say(tr("DIBUKA LAGI PUKUL")), area.width), "quiet")
    return _hour(area, (line,), clock(until, view.zone), view.say(STILL_VALID))


def _hour(area: Area, head: Rows, hour: str, below: str) -> Rows:
    """An hour as big text, at the left edge where numbers stand; a narrow screen has one row for the head only."""
    most = hero_rows(area)
    height = tallest_height((hour,), area.width, most)
    lines = pad_rows((row(line) for line in (big_text(hour, height) if height else (hour,))), most)
    if area.size == "small":
        return (cut(head[0], area.width), *lines, cut(row(below), area.width))
    air = () if area.size == "minimal" else (BLANK,)
    return (*pad_rows((cut(line, area.width) for line in head), 2), *lines, *air, cut(row(below), area.width))


def _least(view: View, area: Area) -> Rows:
    """Number, counter and age, for a terminal too small for anything else: as big text where it has room."""
    hero = view.hero
    if view.stage in ("unconnected", "lost") or hero is None:
        words = NOBODY_YET if view.stage not in ("unconnected", "lost") else tr("IKUTI PETUGAS")
        return (column(row(view.say(words)), area.width),)
    if len(view.series.lines) > 1:
        return tuple(cut(number_in_words(view, line.call, "call"), area.width) for line in view.series.lines)[
            : area.height
        ]
    age = (view.say(tr("per {t}"))).format(t=as_of(view))
    role: ColourRole = "attention" if view.freshness != "fresh" else "quiet"
    counter, most = counter_in_words(view, hero).upper(), area.height - 2
    if most > 0 and pair_of(view, hero, area.width, most):
        drawn = big_number_rows(view, hero, role_of(view, hero), area.width, most)
        return (*drawn, BLANK, justify(row(age, role), row(counter, role_of(view, hero)), area.width))
    lines = [row(hero.ticket, "call"), row(counter, "call"), row(age, role)]
    if area.height < len(lines):
        lines = [number_in_words(view, hero, "call")]
    return tuple(cut(line, area.width) for line in lines)


def several_calls(view: View, area: Area) -> Rows:
    """The lines of the series, from the first row below the head of the zone; their arrows below each other."""
    calls = [line.call for line in view.series.lines]
    if shared_call_rows(area, len(calls)) is None:
        return _list_of_calls(view, area, calls)
    most = _height(area, len(calls))
    gaps = [gap_of(view, call, area.width, most) for call in calls]
    arrow = max(first for first, _ in gaps), min(last for _, last in gaps)
    rows: list[Row] = []
    for number, call in enumerate(calls):
        role: ColourRole = role_of(view, call) if number == view.series.bar else "text"
        rows += [BLANK] * (_top(area, number, len(calls)) - _first(area) - len(rows))
        rows += big_number_rows(view, call, role, area.width, most, arrow, _AIR)
        close = len(calls) > 2 or area.size in ("small", "minimal")
        rows += [*([] if close else [BLANK]), below_number(view, call, area)]
    return tuple(rows)


def _list_of_calls(view: View, area: Area, calls: list[BoardCall]) -> Rows:
    """Where not all have room as big text: the spoken one as big text, below it all of them, a row each."""
    spoken, width, most = calls[view.series.bar], area.width, _spoken_rows(area, len(calls))
    drawn = big_number_rows(view, spoken, role_of(view, spoken), width, most)
    column_of_numbers = max(cells(call.ticket) for call in calls) + 4
    lines = [
        _line(view, call, role_of(view, call) if number == view.series.bar else "text", column_of_numbers, width)
        for number, call in enumerate(calls)
    ]
    listed = [part for line in lines for part in (BLANK, line)][1:]
    return (*drawn, BLANK, rule(width), *listed)


def _line(view: View, call: BoardCall, role: ColourRole, left: int, width: int) -> Row:
    """Number and counter of a call at the two edges, and between them, from column *left*, what it is about."""
    counter = BLANK if call.state == "withdrawn" else row(counter_in_words(view, call), role)
    about = subject_line(view, call, max(0, width - left - width_of(counter) - 2))
    return justify(beside(column(row(call.ticket, role), left), about), counter, width)


def _spoken_rows(area: Area, count: int) -> int:
    """Rows of the number above a list of *count*, which has blank rows between its lines and around it, and a rule."""
    return max(1, area.height - _first(area) - 2 - 2 * count)


def bar_rows(view: View, area: Area) -> Rows:
    """A bar in the margin, as high as the line that it stands at."""
    count = len(view.series.lines)
    if count < 2:  # the zone is still there when a board has just ended the series
        return ()
    drawn = (row("█", "call"),) * _height(area, count)
    return pad_rows((*(BLANK,) * _top(area, view.series.bar, count), *drawn), area.height)


def _first(area: Area) -> int:
    """Rows of the zone's head."""
    return 1 if area.size == "small" else 2


def _top(area: Area, number: int, count: int) -> int:
    """The first row of line *number* of *count*: the first where a single one stands, the last with room for words."""
    if shared_call_rows(area, count) is None:
        return _first(area) + _spoken_rows(area, count) + 2 + 2 * number
    room = area.height - _first(area)
    block = _height(area, count) + (1 if area.size in ("small", "minimal") or count > 2 else 2)
    return _first(area) + number * min((room - block) // (count - 1), (room + 2) // count)


def _height(area: Area, count: int) -> int:
    """Rows of each line, of big text or of a list."""
    return shared_call_rows(area, count) or 1
