"""Each queue: its letter, its name, how many wait and how long that takes.

A column of which the board says nothing is left out, and the others use its room.
"""

from kiosk.text.language import Language, Text, tr
from kiosk.text.sanitize import cells, fit
from kiosk.ui.lobby.estimate import in_words, queues_told
from kiosk.ui.lobby.grid import BIG, Place
from kiosk.ui.lobby.hours import opening_hours
from kiosk.ui.lobby.messages import message_between, news, tickets_closed
from kiosk.ui.lobby.papers import what_to_bring
from kiosk.ui.lobby.queue_figures import in_figures, page_size
from kiosk.ui.lobby.view import PAGE_TURN, View
from kiosk.ui.lobby.words import as_of, name_within, the_other
from kiosk.ui.rows import BLANK, Row, Rows, TextRun, beside, column, cut, mark, pad_rows, row, width_of, wrap
from kiosk.wire.board import BoardQueue

QUEUE = tr("ANTREAN")
WAITING = tr("MENUNGGU")
WAITING_SHORT = tr("TUNGGU")
ESTIMATE = tr("PERKIRAAN")
ESTIMATE_IN_MINUTES = tr("PERKIRAAN, MENIT")
ABOUT_AT = tr("KIRA-KIRA")
TODAY = tr("ANTREAN HARI INI")
AVAILABLE = tr("TERSEDIA")
NEWS = tr("PENGUMUMAN")
UNCONNECTED = (
    tr("Papan antrean belum tersambung."),
    tr("Silakan mengambil nomor di meja depan;"),
    tr("petugas memanggil dengan suara."),
)
_ESTIMATE = 16
"""Columns of an estimate: "sampai 5 menit" and air."""


def queues(view: View, place: Place) -> Rows:
    """A head and a row for each queue, airy where there is room; pages where there are too many.

    After closing, when nothing is to be said of them, what to bring has their place, or the hours.
    """
    if view.stage == "unconnected":
        return _unconnected(view, place)
    if not view.board.queues:
        return ()
    if place.height == 1:
        return (_in_a_line(view, place.width),)
    compact = place.size in ("small", "minimal")
    nothing_to_say = view.stage == "closed" and not queues_told(view)
    if nothing_to_say and not compact and view.sop:
        return what_to_bring(view, view.sop, place.width, place.height - 1, roomy=True)
    if place.size in BIG and (big := _big(view, place)):
        return big
    if place.size == "minimal" and (told := message_between(view, news(view), place.width, place.height - 1)):
        return pad_rows((row(view.say(NEWS), "quiet"), *map(row, told)), place.height)
    if compact and nothing_to_say:
        return opening_hours(view, place, holiday=False)  # what the bigger screens have beside the queues
    heads = 1 if compact else 2
    note = "" if compact else tickets_closed(view)
    room = place.height - heads - (0 if compact else 3)
    shown, page, _ = _page(view, room)
    columns = _columns(view, place)
    lines = [_queue(view, queue, columns, 1 if place.size == "small" else 2, place.width) for queue in shown]
    if 2 * len(lines) - 1 <= room + (0 if note or compact else 2):
        lines = [each for line in lines for each in (line, BLANK)][:-1]
    head = (_head(view, place, columns, page), BLANK)[:heads]
    if not note:
        return pad_rows((*head, *lines), place.height)
    return (*pad_rows((*head, *lines), place.height - 2), mark(fit(note, place.width - 2)), BLANK)


def _big(view: View, place: Place) -> Rows:
    """The head and the queues in figures; none where these do not fit."""
    note = tickets_closed(view)
    below = place._replace(height=place.height - 2 - bool(note))
    shown, page, each = _page(view, page_size(below.height))
    drawn = in_figures(view, shown, below, each)
    if drawn is None:
        return ()
    columns = drawn.waiting_ends, place.width if drawn.estimated else 0
    head = _head(view, place, columns, page, ESTIMATE_IN_MINUTES)
    rows = pad_rows((head, BLANK, *drawn.rows), place.height - bool(note))
    return (*rows, mark(fit(note, place.width - 2))) if note else rows


def _as_of(view: View) -> Row:
    return mark(view.say(tr("PUKUL {t}").format(t=as_of(view))))


def _in_a_line(view: View, width: int) -> Row:
    """Only how many wait, while several calls take the screen: as many queues as fit."""
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
    """The queues that have their turn, "1/2" where there are more than *room*, and how many a page has.

    Pages are as equal as can be, so that none shows a single queue.
    """
    every = view.board.queues
    if len(every) <= room or room < 1:
        return every, "", len(every)
    pages = -(-len(every) // room)
    each = -(-len(every) // pages)
    now = view.place_in_turn(pages, PAGE_TURN)
    return every[now * each : (now + 1) * each], f" {now + 1}/{pages}", each


def _columns(view: View, place: Place) -> tuple[int, int]:
    """Right edges of the two columns of figures; the second is 0 where there is none.

    An endpoint that has a catalogue has estimates too, if not just now: their column stays, and nothing jumps.
    """
    known = view.seen.catalogue is not None or any(queue.wait for queue in view.board.queues)
    estimated = view.stage != "closed" and known
    if not estimated and not queues_told(view):
        return place.width, 0
    return (33 if place.size == "minimal" else place.width - _ESTIMATE), place.width


def _head(view: View, place: Place, columns: tuple[int, int], page: str, estimate: Text = ESTIMATE) -> Row:
    first, second = columns
    if view.stage == "closed":
        today = queues_told(view)
        return _spread(
            row(view.say(TODAY if today else QUEUE) + page, "quiet"),
            BLANK,
            row(view.say(AVAILABLE) if today else "", "quiet"),
            columns,
            place.width,
        )
    waiting = row(view.say(WAITING_SHORT if place.size == "small" else WAITING), "quiet")
    if view.stage == "lost":
        waiting = _as_of(view)
        first = min(first + 1, place.width)
    words = ABOUT_AT if view.stage == "break" else estimate
    right = row(view.say(words) if second and queues_told(view) else "", "quiet")
    return _spread(row(view.say(QUEUE) + page, "quiet"), waiting, right, (first, second), place.width)


def _queue(view: View, queue: BoardQueue, columns: tuple[int, int], gap: int, width: int) -> Row:
    count = "" if view.stage == "closed" else str(queue.waiting)
    room = columns[0] - 1 - gap - cells(count) - 2
    name = name_within(view, queue.name, queue.short, room)
    left = beside(row(queue.letter, "accent"), row(" " * gap + name))
    return _spread(cut(left, columns[0] - cells(count) - 2), row(count), row(in_words(view, queue)), columns, width)


def _spread(left: Row, first: Row, second: Row, columns: tuple[int, int], width: int) -> Row:
    """*left* at the left edge, *first* and *second* at the right edges of their columns."""
    one, two = columns
    line = beside(left, column(first, max(width_of(first), one - width_of(left)), right=True))
    if two:
        line = beside(line, column(second, max(0, two - width_of(line)), right=True))
    return cut(line, width)


def _unconnected(view: View, place: Place) -> Rows:
    """What to do while there is no board, in both languages; a narrow screen has the other one beside this."""
    if place.size == "small":
        return to_do(view.language, place)
    own, other = (to_do(language, place) for language in (view.language, the_other(view.language)))
    air = () if place.size == "minimal" else (BLANK, BLANK)
    return pad_rows((*air, *own, BLANK, *other), place.height)


def to_do(language: Language, place: Place) -> Rows:
    """What to do while there is no board."""
    if place.size in ("small", "minimal"):
        words = " ".join(text[language] for text in UNCONNECTED)
        return tuple(map(row, wrap(words, place.width, place.height)))
    return tuple(cut(row(text[language]), place.width) for text in UNCONNECTED)
