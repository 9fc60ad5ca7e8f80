"""What everybody in the room should know, one sentence at a time; and what to do while there is no board."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from kiosk.text.language import Language, clock, day_and_month, tr, weekday
from kiosk.ui.big_text import big_text, tallest_height
from kiosk.ui.lobby.grid import Area
from kiosk.ui.lobby.labels import month_of
from kiosk.ui.lobby.view import View
from kiosk.ui.rows import BLANK, Rows, cut, row, wrap

NEWS = tr("PENGUMUMAN")
UNCONNECTED = (
    tr("Papan antrean belum tersambung."),
    tr("Silakan mengambil nomor di meja depan;"),
    tr("petugas memanggil dengan suara."),
)
_A_WEEK: Final = 7
"""Days ahead from which the name of a weekday no longer says which is meant."""
_GOES_ON: Final = ".."
_MOST: Final = 20
"""Most lines of a message: nobody stands before a board for longer."""


def message(view: View, width: int, rows: int) -> tuple[str, ...]:
    """The lines of the part whose turn it is; nothing where there is no message."""
    parts = _parts(messages(view), width, rows)
    return parts[view.place_in_turn(len(parts))] if parts else ()


def message_between(view: View, said: tuple[str, ...], width: int, rows: int) -> tuple[str, ...]:
    """The part of *said* whose turn it is in a zone that it shares; nothing while the other has its turn."""
    turn, parts = view.message_turn, _parts(said, width, rows)
    return parts[turn % len(parts)] if parts and turn is not None else ()


def _parts(said: tuple[str, ...], width: int, rows: int) -> tuple[tuple[str, ...], ...]:
    """Each of *said* in lines of *width* columns; one that needs more than *rows* goes on in its next turn."""
    return tuple(part for words in said for part in _parts_of(words, width, rows)) if rows > 0 else ()


def _parts_of(words: str, width: int, rows: int) -> Iterator[tuple[str, ...]]:
    whole = wrap(words, width, rows + 1)
    if len(whole) <= rows:
        yield whole
        return
    lines = wrap(words, width - len(_GOES_ON), _MOST)
    for start in range(0, len(lines), rows):
        *before, last = lines[start : start + rows]
        yield *before, last + _GOES_ON if start + rows < len(lines) else last


def messages(view: View) -> tuple[str, ...]:
    """What is new; else the paper most often missing; else the hours. Nothing beside an emergency."""
    if view.emergency:
        return ()
    return news(view) or tuple(filter(None, (_missing_most(view) or _hours(view),)))


def news(view: View) -> tuple[str, ...]:
    """The closing, the office's notices and a day off tomorrow."""
    told = [view.say(each.text) for each in view.notices if each.text and each.level == "info"]
    return tuple(filter(None, (_closing(view), *(told if view.sop else ()), _day_off_tomorrow(view))))


def _closing(view: View) -> str:
    if view.stage != "open":
        return ""
    if view.office.state == "closed":
        return view.say(tr("PELAYANAN HARI INI SUDAH DITUTUP. Semua yang memegang nomor tetap dilayani."))
    if view.office.state != "tickets-closed":
        return ""
    closed = tr("NOMOR HARI INI SUDAH DITUTUP{t}. Semua yang memegang nomor tetap dilayani hari ini.")
    until = view.office.tickets.until if view.office.tickets else None
    since = tr(" PUKUL {t}").format(t=clock(until, view.zone)) if until and until <= view.now else ""
    return view.say(closed.format(t=since))


def tickets_closed_text(view: View) -> str:
    """A sentence that no more numbers are given out, and when they will be; empty while they are."""
    if view.office.state not in ("tickets-closed", "closed") or view.stage != "open":
        return ""
    closed = tr("Nomor baru ditutup.")
    catalogue, opens = view.seen.catalogue, view.office.next_open
    hour = catalogue.office.tickets_from if catalogue else None
    ahead = (view.day(opens) - view.today).days if opens else 0
    if hour is None or opens is None or not 0 < ahead < _A_WEEK:
        return view.say(closed)
    day = weekday(view.day(opens), view.language)
    again = tr("Besok mulai {t}.") if ahead == 1 else tr("{d} mulai {t}.")
    return f"{view.say(closed)} {view.say(again.format(d=day, t=f'{hour:%H.%M}'))}"


def _day_off_tomorrow(view: View) -> str:
    """A sentence that the office is closed tomorrow, why, and when it opens again."""
    holiday = view.office.next_holiday
    if holiday is None or holiday.date != view.today + timedelta(days=1):
        return ""
    day = day_and_month(holiday.date, view.language)
    opens = view.office.next_open
    if opens is None or view.day(opens) <= holiday.date:
        return view.say(tr("BESOK TUTUP: {d}. {n}.").format(d=day, n=holiday.name))
    words = tr("BESOK TUTUP: {d}. Buka lagi {o}. {n}.")
    return view.say(words.format(d=day, o=day_and_month(view.day(opens), view.language), n=holiday.name))


def _missing_most(view: View) -> str:
    sop = view.sop
    service = view.service(sop.id) if sop else None
    most = service.missing_most if service else None
    if sop is None or most is None:
        return ""
    paper = next((each for each in sop.requirements if each.id == most.requirement), None)
    if paper is None:
        return ""
    name = view.say(paper.short or paper.name)
    words = tr("Paling sering kurang {p}: {n}. Mohon disiapkan sebelum nomor dipanggil.")
    name = name[:1].lower() + name[1:] if name[1:2].islower() else name
    return view.say(words.format(p=month_of(view, most.period), n=name))


def _hours(view: View) -> str:
    """When numbers are given out, and the next day off."""
    office = view.office
    parts = []
    if office.tickets and office.tickets.start and office.tickets.until:
        span = f"{clock(office.tickets.start, view.zone)}-{clock(office.tickets.until, view.zone)}"
        parts.append(view.say(tr("Nomor antrean diberikan di meja depan pukul {s}.").format(s=span)))
    if office.next_holiday:
        day = day_and_month(office.next_holiday.date, view.language)
        parts.append(view.say(tr("Libur berikutnya {d}.").format(d=day)))
    return " ".join(parts)


def instructions(language: Language, area: Area) -> Rows:
    """What to do while there is no board."""
    if area.size in ("small", "minimal"):
        words = " ".join(text[language] for text in UNCONNECTED)
        return tuple(map(row, wrap(words, area.width, area.height)))
    return tuple(cut(row(text[language]), area.width) for text in UNCONNECTED)


def big_instructions(view: View, area: Area) -> Rows:
    """What to do while there is no board, to take a number, in the biggest letters that there is room for."""
    words = view.say(tr("AMBIL|NOMOR")).split("|")
    for lines in (words, [" ".join(words)]):
        most = (area.height - 1) // len(lines) - 1
        heights = [tallest_height((line,), area.width, most) or 0 for line in lines]
        if height := min(heights):
            drawn = [line for words in lines for line in (BLANK, *map(row, big_text(words, height)))]
            return (row(view.say(tr("SILAKAN")), "quiet"), *drawn)
    return ()
