"""The queues: each one's letter, its name, how many wait and how long that takes.

A column of which the board says nothing is left out, and the others use its room. On a big screen letter, number
waiting and estimate are big text, read from where the call is read.
"""

from datetime import timedelta
from typing import Final, NamedTuple

from kiosk.text.language import Text, clock, tr
from kiosk.text.sanitize import cells, fit
from kiosk.ui.big_text import HEIGHTS, big_text, big_text_width, has_glyphs, scale
from kiosk.ui.lobby.grid import BIG, GRIDS, Area
from kiosk.ui.lobby.hours import opening_hours
from kiosk.ui.lobby.labels import as_of, name_within, the_other
from kiosk.ui.lobby.messages import NEWS, instructions, message_between, news, tickets_closed_text
from kiosk.ui.lobby.service import what_to_bring
from kiosk.ui.lobby.view import PAGE_TURN, View
from kiosk.ui.rows import BLANK, Row, Rows, TextRun, beside, column, cut, mark, pad_rows, row, width_of
from kiosk.wire.board import BoardQueue, EstimatedWait

QUEUE = tr("ANTREAN")
WAITING = tr("MENUNGGU")
WAITING_SHORT = tr("TUNGGU")
ESTIMATE = tr("PERKIRAAN")
ESTIMATE_IN_MINUTES = tr("PERKIRAAN, MENIT")
ABOUT_AT = tr("KIRA-KIRA")
TODAY = tr("ANTREAN HARI INI")
AVAILABLE = tr("TERSEDIA")
_ESTIMATE = 16
"""Columns of an estimate: "sampai 5 menit" and air."""
NOTHING = Text("")
NUMBERS = tr("{n} nomor")
NO_QUOTA = tr("tanpa kuota")
NONE_LEFT = tr("habis")
_PAGE: Final = 5
"""Queues at a time in the smallest big text."""
_GOOD: Final = 7
"""Rows of big text that are worth more than a second page."""
_TALLEST: Final = 9
"""Most rows of big text; it always has fewer than the called number."""
_LEAST: Final = HEIGHTS[-1]
_GAP: Final = 6
"""Columns between two numbers: with less, 5 waiting and 5-10 minutes read as one number."""
_BESIDE_LETTER: Final = 4
"""Least columns between a wide letter and the number waiting, which its colour sets apart too."""
_AIR: Final = 6
"""Most blank rows between two queues."""


def queue_rows(view: View, area: Area) -> Rows:
    """A head and a row for each queue, airy where there is room; pages where there are too many.

    After closing, when there is nothing to say of queues, what to bring or the opening hours stand here.
    """
    if view.stage == "unconnected":
        return _unconnected_rows(view, area)
    if not view.board.queues:
        return ()
    if area.height == 1:
        return (_in_a_line(view, area.width),)
    compact = area.size in ("small", "minimal")
    nothing_to_say = view.stage == "closed" and not has_queue_info(view)
    if nothing_to_say and not compact and view.sop:
        return what_to_bring(view, view.sop, area.width, area.height - 1, roomy=True)
    if area.size in BIG and (big := _with_big_text(view, area)):
        return big
    if area.size == "minimal" and (told := message_between(view, news(view), area.width, area.height - 1)):
        return pad_rows((row(view.say(NEWS), "quiet"), *map(row, told)), area.height)
    if compact and nothing_to_say:
        return opening_hours(view, area, holiday=False)  # what the bigger screens have beside the queues
    heads = 1 if compact else 2
    note = "" if compact else tickets_closed_text(view)
    room = area.height - heads - (0 if compact else 3)
    shown, page, _ = _page(view, room)
    columns = _columns(view, area)
    lines = [_queue(view, queue, columns, 1 if area.size == "small" else 2, area.width) for queue in shown]
    if 2 * len(lines) - 1 <= room + (0 if note or compact else 2):
        lines = [each for line in lines for each in (line, BLANK)][:-1]
    head = (_head(view, area, columns, page), BLANK)[:heads]
    if not note:
        return pad_rows((*head, *lines), area.height)
    return (*pad_rows((*head, *lines), area.height - 2), mark(fit(note, area.width - 2)), BLANK)


def _with_big_text(view: View, area: Area) -> Rows:
    """The head and the queues as big text; none where these do not fit."""
    note = tickets_closed_text(view)
    below = area._replace(height=area.height - 2 - bool(note))
    shown, page, each = _page(view, max(_PAGE, below.height // (_GOOD + 1)))
    drawn = _big_queues(view, shown, below, each)
    if drawn is None:
        return ()
    queues, columns = drawn
    edges = columns.letter + columns.waiting, area.width if columns.estimate else 0
    head = _head(view, area, edges, page, ESTIMATE_IN_MINUTES)
    rows = pad_rows((head, BLANK, *queues), area.height - bool(note))
    return (*rows, mark(fit(note, area.width - 2))) if note else rows


def _in_a_line(view: View, width: int) -> Row:
    """How many wait, in one line, while several calls take the screen: as many queues as fit."""
    line: Row = (TextRun(view.say(WAITING), "quiet"),)
    for queue in view.board.queues:
        longer = beside(
            line, row("  " if line[1:] else " "), row(f" {queue.letter}", "accent"), row(f" {queue.waiting}")
        )
        if width_of(longer) > width:
            break
        line = longer
    return line


def _page(view: View, room: int) -> tuple[tuple[BoardQueue, ...], str, int]:
    """The queues of the page shown now, "1/2" where there are more than *room*, and how many a page has.

    Pages are as equal as can be, so that none shows a single queue.
    """
    every = view.board.queues
    if len(every) <= room or room < 1:
        return every, "", len(every)
    pages = -(-len(every) // room)
    each = -(-len(every) // pages)
    now = view.place_in_turn(pages, PAGE_TURN)
    return every[now * each : (now + 1) * each], f" {now + 1}/{pages}", each


def _columns(view: View, area: Area) -> tuple[int, int]:
    """Right edges of the two columns of numbers; the second is 0 where there is none.

    An endpoint that has a catalogue has estimates at some time: their column stays, and nothing jumps.
    """
    known = view.seen.catalogue is not None or any(queue.wait for queue in view.board.queues)
    estimated = view.stage != "closed" and known
    if not estimated and not has_queue_info(view):
        return area.width, 0
    return (33 if area.size == "minimal" else area.width - _ESTIMATE), area.width


def _head(view: View, area: Area, columns: tuple[int, int], page: str, estimate: Text = ESTIMATE) -> Row:
    first, second = columns
    if view.stage == "closed":
        today = has_queue_info(view)
        return _spread(
            row(view.say(TODAY if today else QUEUE) + page, "quiet"),
            BLANK,
            row(view.say(AVAILABLE) if today else "", "quiet"),
            columns,
            area.width,
        )
    waiting = row(view.say(WAITING_SHORT if area.size == "small" else WAITING), "quiet")
    if view.stage == "lost":
        waiting = mark(view.say(tr("PUKUL {t}").format(t=as_of(view))))
        first = min(first + 1, area.width)
    words = ABOUT_AT if view.stage == "break" else estimate
    right = row(view.say(words) if second and has_queue_info(view) else "", "quiet")
    return _spread(row(view.say(QUEUE) + page, "quiet"), waiting, right, (first, second), area.width)


def _queue(view: View, queue: BoardQueue, columns: tuple[int, int], gap: int, width: int) -> Row:
    count = "" if view.stage == "closed" else str(queue.waiting)
    room = columns[0] - 1 - gap - cells(count) - 2
    name = name_within(view, queue.name, queue.short, room)
    left = beside(row(queue.letter, "accent"), row(" " * gap + name))
    return _spread(
        cut(left, columns[0] - cells(count) - 2), row(count), row(estimate_in_words(view, queue)), columns, width
    )


def _spread(left: Row, first: Row, second: Row, columns: tuple[int, int], width: int) -> Row:
    """*left* at the left edge, *first* and *second* at the right edges of their columns."""
    one, two = columns
    line = beside(left, column(first, max(width_of(first), one - width_of(left)), right=True))
    if two:
        line = beside(line, column(second, max(0, two - width_of(line)), right=True))
    return cut(line, width)


def _unconnected_rows(view: View, area: Area) -> Rows:
    """What to do while there is no board, in both languages; a narrow screen has the second one in another zone."""
    if area.size == "small":
        return instructions(view.language, area)
    own, other = (instructions(language, area) for language in (view.language, the_other(view.language)))
    air = () if area.size == "minimal" else (BLANK, BLANK)
    return pad_rows((*air, *own, BLANK, *other), area.height)


class _BigColumns(NamedTuple):
    letter: int
    """With the gap after it: the numbers waiting stand at the same place, whatever letters there are."""
    waiting: int
    estimate: int


def _big_queues(
    view: View, queues: tuple[BoardQueue, ...], area: Area, count: int
) -> tuple[tuple[Row, ...], _BigColumns] | None:
    """The *queues* in the biggest text at which *count* fit *area*, and its columns; None where they do not fit.

    A last page has fewer than *count*, and is drawn as those before it.
    """
    width, height, tallest = area.width, area.height, min(_TALLEST, GRIDS[area.size].hero - 1)
    closed = view.stage == "closed"
    told = [(queue.letter, "" if closed else str(queue.waiting), estimate_in_digits(view, queue)) for queue in queues]
    if closed and not any(whole for _, _, (whole, _) in told):
        return None
    budget = width - sum(_big_columns([(a, b, "") for a, b, _ in told], _LEAST)) - _GAP
    fits = all(_text_width(whole, _LEAST) <= budget for _, _, (whole, _) in told)
    lines = [(a, b, whole if fits else less) for a, b, (whole, less) in told]  # never 35 beside 5-10
    for tall in HEIGHTS:
        columns = _big_columns(lines, tall)
        room = width - sum(columns) - _GAP * scale(tall)
        if tall <= tallest and (tall + 1) * count <= height and room >= 0:
            break
    else:
        return None
    air = min((height - (tall + 1) * count) // max(1, count - 1), _AIR)
    rows: list[Row] = []
    for queue, line in zip(queues, lines, strict=True):
        name = name_within(view, queue.name, queue.short, width).upper()
        rows += [*_big_queue(line, columns, tall, width), cut(row(name), width), *(BLANK,) * air]
    return tuple(rows[: len(rows) - air]), columns


def _big_columns(lines: list[tuple[str, str, str]], tall: int) -> _BigColumns:
    """Widths of the three columns; that of the number waiting has two digits at least, so that 10 moves nothing."""
    letter, waiting, estimate = (max(_text_width(text, tall) for text in texts) for texts in zip(*lines, strict=True))
    gap = _GAP * scale(tall)
    first = max(big_text_width("A", tall) + gap, letter + _BESIDE_LETTER * scale(tall))
    return _BigColumns(first, max(waiting, big_text_width("00", tall)) if waiting else 0, estimate)


def _text_width(text: str, tall: int) -> int:
    return big_text_width(text, tall) if _is_big(text) else cells(text)


def _is_big(text: str) -> bool:
    """Whether *text* is a letter or digits: words stay plain."""
    return text == text.upper() and has_glyphs(text)


def _big_queue(line: tuple[str, str, str], columns: _BigColumns, tall: int, width: int) -> Rows:
    letter, count, estimate = (_big_or_plain(text, tall) for text in line)
    rest = width - columns.letter - columns.waiting
    return tuple(
        beside(
            column(row(letter[y], "accent"), columns.letter),
            column(row(count[y]), columns.waiting, right=True),
            column(row(estimate[y]), rest, right=True),
        )
        for y in range(tall)
    )


def _big_or_plain(text: str, tall: int) -> tuple[str, ...]:
    """*text* as big text, or plain on the middle row."""
    if _is_big(text):
        return big_text(text, tall)
    return tuple(text if y == tall // 2 else "" for y in range(tall))


def estimate_in_words(view: View, queue: BoardQueue) -> str:
    """The last column: how long a queue takes, when it goes on, or what can still be had."""
    if view.stage == "lost":
        return ""
    if view.stage == "closed":
        return view.say(_available(view, queue))
    if queue.waiting == 0 and queue.quota_left == 0:
        return view.say(NONE_LEFT)
    if queue.wait is None:
        return ""
    return _hour(view, queue.wait) if view.stage == "break" else view.say(_range(queue.wait))


def has_queue_info(view: View) -> bool:
    """Whether there is an estimate for any queue; after closing there is none."""
    return any(estimate_in_words(view, queue) for queue in view.board.queues)


def _available(view: View, queue: BoardQueue) -> Text:
    """The hours of a queue that has its own, else how many numbers there are; nothing unless the office opens today."""
    opens = view.office.next_open
    if opens is None or view.day(opens) != view.today:
        return NOTHING
    own = queue.tickets if queue.tickets != view.office.tickets else None
    if own and own.start and own.until:
        hours = f"{clock(own.start, view.zone)}-{clock(own.until, view.zone)}"
        return Text("{h}").format(h=hours)
    if queue.quota_left is not None:
        return NUMBERS.format(n=queue.quota_left)
    counted = any(other.quota_left is not None for other in view.board.queues)
    return NO_QUOTA if counted else NOTHING


def _range(wait: EstimatedWait) -> Text:
    if wait.now:
        return tr("langsung")
    if wait.over is not None:
        return tr("lebih {n} menit").format(n=wait.over)
    if wait.high is None:
        return NOTHING
    if not wait.low:
        return tr("sampai {n} menit").format(n=wait.high)
    return tr("{a}-{b} menit").format(a=wait.low, b=wait.high)


def _hour(view: View, wait: EstimatedWait) -> str:
    """An estimate as hours of the clock: across a break "105-120 menit" says little."""
    base = view.board.at or view.now
    until = view.office.until
    if wait.now:
        return clock(until, view.zone) if until else view.say(_range(wait))
    if wait.high is None:
        return view.say(_range(wait))
    first, last = (clock(base + timedelta(minutes=m or 0), view.zone) for m in (wait.low, wait.high))
    return f"{first}-{last}" if wait.low and first != last else last


def estimate_in_digits(view: View, queue: BoardQueue) -> tuple[str, str]:
    """The estimate without its unit, for big text: whole, and shorter for where the whole is too wide."""
    words, wait = estimate_in_words(view, queue), queue.wait
    if view.stage == "closed":
        counted = queue.quota_left is not None and words == view.say(NUMBERS.format(n=queue.quota_left))
        return str(queue.quota_left) if counted else words, words
    if wait is None or words == view.say(NONE_LEFT) or not words:
        return words, words
    if view.stage == "break":
        return words, words.rpartition("-")[2]
    if wait.now:
        return "0", "0"
    return (f"{wait.low or 0}-{wait.high}", str(wait.high)) if wait.high is not None else (words, words)
