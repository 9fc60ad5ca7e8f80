"""The number being called and its counter, as big as fits: left edge and right edge, at every size, in every state.

Where no call is to be shown, the place carries what matters instead: the hour of opening, or whom to follow.
"""

from kiosk.text.language import clock, tr
from kiosk.text.sanitize import fit
from kiosk.ui.big_text import big_text, tallest_height
from kiosk.ui.lobby.grid import Place, hero_of
from kiosk.ui.lobby.hours import TODAY
from kiosk.ui.lobby.messages import tickets_closed
from kiosk.ui.lobby.numbers import below_number, for_guest, gap_of, numbers, pair_of, plainly, role_of
from kiosk.ui.lobby.several import several
from kiosk.ui.lobby.view import View
from kiosk.ui.lobby.words import BY_VOICE, COUNTER, DOT, as_of, counter_in_words, when
from kiosk.ui.rows import BLANK, ColourRole, Row, Rows, beside, column, cut, justify, mark, pad_rows, row, wrap

NUMBER = tr("NOMOR ANTREAN")
NOT_UPDATED = tr("PAPAN TIDAK DIPERBARUI SEJAK {t}")
BOARD = tr("PAPAN ANTREAN")
NOBODY_YET = tr("BELUM ADA PANGGILAN")
STILL_VALID = tr("NOMOR ANDA TETAP BERLAKU DAN DIPANGGIL SESUAI URUTAN")
TAKE_A_NUMBER = tr("Silakan mengambil nomor di meja depan.")


def call(view: View, place: Place) -> Rows:
    """The rows of the zone in the present stage."""
    if place.size == "tiny":
        return _least(view, place)
    if view.stage == "open" and len(view.series.lines) > 1:
        head = _first_rows(view, place)
        return pad_rows((*head, *several(view, place)), place.height)
    painters = {"unconnected": _unconnected, "lost": _follow_staff, "closed": _closed, "break": _break}
    return pad_rows(painters.get(view.stage, _called)(view, place), place.height)


def _called(view: View, place: Place) -> Rows:
    hero = view.hero
    if hero is None:
        return _greeting(view, place, (_mark(view) or row(view.say(NOBODY_YET), "quiet"), BLANK))
    most = hero_of(place)
    figures = numbers(view, hero, role_of(view, hero), place.width, most, gap_of(view, hero, place.width, most))
    below = below_number(view, hero, place)
    if place.size in ("small", "minimal"):
        return (*_first_rows(view, place), *figures, below)
    return (*_first_rows(view, place), *figures, BLANK, below, *for_guest(view, hero, place.width))


def _first_rows(view: View, place: Place) -> Rows:
    """What stands above the figures; on narrow screens, too, that no more numbers are given out."""
    if place.size == "small":
        closed = tickets_closed(view)
        return (justify(_mark(view), mark(closed) if closed else BLANK, place.width),)
    called = view.hero is None or view.hero.state != "withdrawn"
    return (_head(view, place, view.say(COUNTER) if called else ""), BLANK)


def _mark(view: View) -> Row:
    """That the data are old, when they are."""
    old = view.freshness in ("quiet", "lost")
    return mark(view.say(NOT_UPDATED).format(t=as_of(view))) if old else BLANK


def _head(view: View, place: Place, right: str) -> Row:
    closed = tickets_closed(view) if place.size == "minimal" else ""
    plate = _mark(view) or (mark(closed) if closed else BLANK)
    return justify(plate or row(view.say(NUMBER), "quiet"), row(right, "quiet"), place.width)


def _words(place: Place, head: Row, words: list[str], below: str = "") -> Rows:
    """Words in figures, one below the other, all equally high, with a line of plain text after them.

    A narrow screen has the number's rows for them, with air only where it costs no height.
    """
    height = _equally_high(place, words, place.height - 3)
    if place.size == "small" and (higher := _equally_high(place, words, hero_of(place))) > height:
        return (head, *map(row, big_text(words[0], higher)), cut(row(below), place.width))
    if not height:
        plain = (row(fit(word, place.width)) for word in words)
        return (head, BLANK, *plain, BLANK, *map(row, wrap(below, place.width, 2)))
    lines = [line for word in words for line in (*(row(part) for part in big_text(word, height)), BLANK)]
    if place.size == "minimal":  # no row to spare
        lines.pop()
    return (head, BLANK, *lines, *((cut(row(below), place.width),) if below else ()))


def _equally_high(place: Place, words: list[str], most: int) -> int:
    """Rows of each of *words* below each other in *most*; 0 where they do not all fit as figures."""
    each = (most - len(words) + 1) // len(words)
    return min(tallest_height((word,), place.width, each) or 0 for word in words)


def _unconnected(view: View, place: Place) -> Rows:
    return _greeting(view, place, (row(view.say(BOARD), "quiet"), BLANK, BLANK))


def _greeting(view: View, place: Place, head: Rows) -> Rows:
    """A welcome, not an error; whoever comes first is told what to do, unless no more numbers are given out."""
    words = view.say(tr("SELAMAT|DATANG")).split("|")
    begin = "" if tickets_closed(view) else view.say(TAKE_A_NUMBER)
    if place.size == "minimal":
        return _words(place, head[0], [view.say(tr("ANTREAN"))], begin)
    if place.size == "small":
        return _words(place, head[0], words[:1], begin)
    if begin and view.stage == "open":
        head = (cut(beside(head[0], row(DOT, "quiet"), row(begin.upper().rstrip("."))), place.width), *head[1:])
    return (*head, *_words(place, BLANK, words)[2:])


def _follow_staff(view: View, place: Place) -> Rows:
    words = view.say(tr("IKUTI|PETUGAS")).split("|")
    if place.size == "minimal":
        below = view.say(tr("PANGGILAN PETUGAS. Nomor Anda tetap berlaku."))
        return _words(place, _mark(view), words[:1], below)
    if place.size == "small":
        head = beside(_mark(view), row("  " + view.say(tr("IKUTI PANGGILAN")), "text"))
        below = view.say(BY_VOICE)
        return _words(place, cut(head, place.width), [view.say(tr("PETUGAS"))], below)
    return _words(place, _mark(view), words)


def _closed(view: View, place: Place) -> Rows:
    office = view.office
    opens = office.next_open
    reason = view.say(office.reason).upper() if office.reason else ""
    if opens is None:
        head = row(reason or view.say(TODAY), "quiet")
        return _words(place, head, [view.say(tr("TUTUP"))])
    today = view.day(opens) == view.today
    words = tr("BELUM BUKA  •  DIBUKA PUKUL") if today else tr("SUDAH TUTUP  •  DIBUKA LAGI")
    why = view.say(tr("TUTUP: {r}").format(r=reason))
    told = wrap(why, place.width - 2, 1 if place.size == "small" else 2) if reason else ()
    heads = tuple(map(mark, told)) or (row(view.say(words), "quiet"),)
    again = tr("DIBUKA LAGI {d}")
    day = view.say(TODAY) if today else when(view, view.day(opens))
    below = view.say(again).format(d=day) if told else _how_to_begin(view, today)
    return _hour(place, heads, clock(opens, view.zone), below)


def _how_to_begin(view: View, today: bool) -> str:
    opens, tickets = view.office.next_open, view.office.tickets
    if not today and opens:
        return when(view, view.day(opens))
    if tickets and tickets.start:
        words = tr("NOMOR ANTREAN MULAI PUKUL {t}, DI MEJA DEPAN")
        return view.say(words).format(t=clock(tickets.start, view.zone))
    return ""


def _break(view: View, place: Place) -> Rows:
    reason = view.office.reason or tr("ISTIRAHAT")
    until = view.office.until or view.office.next_open
    head = view.say(reason).upper()
    if until is None:
        return _words(place, _head(view, place, ""), [view.say(tr("ISTIRAHAT"))], view.say(STILL_VALID))
    again = view.say(tr("DIBUKA LAGI PUKUL"))
    line = _mark(view) or row(fit(head + DOT + again, place.width), "quiet")
    return _hour(place, (line,), clock(until, view.zone), view.say(STILL_VALID))


def _hour(place: Place, head: Rows, hour: str, below: str) -> Rows:
    """An hour in figures, at the left edge where numbers stand; a narrow screen has one row for the head only."""
    most = hero_of(place)
    height = tallest_height((hour,), place.width, most)
    lines = pad_rows((row(line) for line in (big_text(hour, height) if height else (hour,))), most)
    if place.size == "small":
        return (cut(head[0], place.width), *lines, cut(row(below), place.width))
    air = () if place.size == "minimal" else (BLANK,)
    return (*pad_rows((cut(line, place.width) for line in head), 2), *lines, *air, cut(row(below), place.width))


def _least(view: View, place: Place) -> Rows:
    """Number, counter and age, for a terminal too small for anything else: in figures where it has room for these."""
    hero = view.hero
    if view.stage in ("unconnected", "lost") or hero is None:
        words = NOBODY_YET if view.stage not in ("unconnected", "lost") else tr("IKUTI PETUGAS")
        return (column(row(view.say(words)), place.width),)
    if len(view.series.lines) > 1:
        return tuple(cut(plainly(view, line.call, "call"), place.width) for line in view.series.lines)[: place.height]
    age = (view.say(tr("per {t}"))).format(t=as_of(view))
    role: ColourRole = "attention" if view.freshness != "fresh" else "quiet"
    counter, most = counter_in_words(view, hero).upper(), place.height - 2
    if most > 0 and pair_of(view, hero, place.width, most):
        drawn = numbers(view, hero, role_of(view, hero), place.width, most, gap_of(view, hero, place.width, most))
        return (*drawn, BLANK, justify(row(age, role), row(counter, role_of(view, hero)), place.width))
    lines = [row(hero.ticket, "call"), row(counter, "call"), row(age, role)]
    if place.height < len(lines):
        lines = [plainly(view, hero, "call")]
    return tuple(cut(line, place.width) for line in lines)
