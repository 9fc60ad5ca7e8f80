"""When the office is open, in words: weekdays with equal hours in one line."""

from collections.abc import Iterable
from datetime import date, time
from itertools import groupby
from typing import NamedTuple

from kiosk.text.language import Language, day_and_month, tr, weekday
from kiosk.ui.big_text import HEIGHTS, big_text, big_text_width, has_glyphs
from kiosk.ui.lobby.grid import GRIDS, Area
from kiosk.ui.lobby.labels import DOT
from kiosk.ui.lobby.view import View
from kiosk.ui.rows import BLANK, Row, Rows, TextRun, beside, column, cut, justify, pad_rows, row, width_of, wrap

HOURS = tr("JAM PELAYANAN")
TODAY = tr("HARI INI")
BREAK = tr("istirahat")
NEXT_HOLIDAY = tr("Hari libur berikutnya")
_LABEL = 22
_SPAN = 16
_AIR = 3
"""Most blank rows between two lines."""
_TALLEST = 9
"""Most rows of big text; the hour of opening always has more."""


class _Line(NamedTuple):
    label: str
    span: str
    more: str = ""


def opening_hours(view: View, area: Area, holiday: bool) -> Rows:
    """A head, the week, the hours of tickets, the next *holiday* where it has no line elsewhere.

    The hours are big text where they fit, else plain. Blank rows go first where there are too many.
    """
    lines = [*_week(view), *_tickets(view), *_days_off(view)]
    if any(width_of(_line(line)) > area.width for line in lines):
        lines = [line._replace(more="") for line in lines]
    next_off = [_line(line) for line in _holiday(view, area.width)] if holiday else []
    head = row(view.say(HOURS), "quiet")
    if not lines and not next_off:
        return ()
    if drawn := _as_big_text(lines, next_off, area):
        return (head, *drawn)
    groups = [*((_line(line),) for line in lines), *([(BLANK, *next_off)] if next_off else [])]
    air = (BLANK,) * min(_AIR, (area.height - 1 - sum(map(len, groups))) // len(groups))
    airy = [line for group in groups for line in (*air, *group)]
    dense = [line for group in groups for line in group if line]
    body = airy if air else dense if GRIDS[area.size].before == 0 else [BLANK, *dense]
    return tuple(cut(line, area.width) for line in pad_rows((head, *body), area.height))


def _as_big_text(lines: list[_Line], holiday: list[Row], area: Area) -> Rows:
    """Each span as big text below its label, as high as all fit; nothing where none do."""
    big = [line for line in lines if has_glyphs(line.span) and line.span == line.span.upper()]
    plain = [line for line in lines if line not in big]
    words: list[Row] = [*map(_line, plain), *holiday]
    room = area.height - 1 - len(words)
    for tall in HEIGHTS:
        wide = max((big_text_width(line.span, tall) for line in big), default=area.width + 1)
        needed = len(big) * (tall + 2)
        if tall <= min(_TALLEST, GRIDS[area.size].hero - 1) and needed <= room and wide <= area.width:
            drawn: list[Row] = []
            for line in big:
                label = justify(row(line.label.upper()), row(line.more, "quiet"), area.width)
                drawn += [label, *map(row, big_text(line.span, tall)), BLANK]
            return (*(BLANK,) * (needed < room), *drawn, *words)
    return ()


def _holiday(view: View, width: int) -> Iterable[_Line]:
    holiday = view.office.next_holiday
    if holiday is None:
        return
    label = view.say(NEXT_HOLIDAY)
    day = f"{day_and_month(holiday.date, view.language)}{DOT}{view.say(holiday.name)}"
    for place, part in enumerate(wrap(day, width - _LABEL, 2)):
        yield _Line("" if place else label, part)


def office_in_a_line(view: View, width: int) -> Row:
    """The hours of today; after closing, when these stand elsewhere, the next holiday."""
    opens, holiday = view.office.next_open, view.office.next_holiday
    if opens and view.day(opens) == view.today:
        return _hours_in_a_line(view, width)
    if holiday is None:
        return BLANK
    day = f"{day_and_month(holiday.date, view.language)}{DOT}{view.say(holiday.name)}"
    return cut((TextRun(view.say(NEXT_HOLIDAY).upper(), "quiet"), TextRun(f"  {day}")), width)


def _hours_in_a_line(view: View, width: int) -> Row:
    """The hours of today, on which the office opens: opening, break, tickets, as many as fit."""
    catalogue, opens = view.seen.catalogue, view.office.next_open
    weekday_of = view.day(opens).weekday() if opens else None
    hours = next((h for h in catalogue.office.hours if h.weekday == weekday_of), None) if catalogue else None
    if catalogue is None or hours is None:
        return BLANK
    parts = [_span(hours.opens, hours.closes)]
    if hours.break_from:
        parts.append(f"{view.say(BREAK)} {_span(hours.break_from, hours.break_until)}")
    if catalogue.office.tickets_from:
        tickets = _span(catalogue.office.tickets_from, catalogue.office.tickets_until)
        parts.append(view.say(tr("nomor {s}").format(s=tickets)))
    line: Row = (TextRun(view.say(TODAY), "quiet"),)
    for part in parts:
        longer = (*line, TextRun(("   " if line[1:] else "  ") + part))
        line = longer if width_of(longer) <= width else line
    return line


def _week(view: View) -> Iterable[_Line]:
    catalogue = view.seen.catalogue
    hours = sorted(catalogue.office.hours, key=lambda h: h.weekday) if catalogue else []
    for times, same in groupby(hours, key=lambda day: (day.opens, day.closes, day.break_from, day.break_until)):
        days = [each.weekday for each in same]
        opens, closes, break_from, break_until = times
        pause = f"{view.say(BREAK)} {_span(break_from, break_until)}" if break_from else ""
        yield _Line(_days(view, days), _span(opens, closes), pause)


def _tickets(view: View) -> Iterable[_Line]:
    office = view.seen.catalogue.office if view.seen.catalogue else None
    if office and office.tickets_from and office.tickets_until:
        yield _Line(view.say(tr("Pengambilan nomor")), _span(office.tickets_from, office.tickets_until))


def _days_off(view: View) -> Iterable[_Line]:
    catalogue = view.seen.catalogue
    if catalogue and catalogue.office.hours:
        off = sorted({0, 1, 2, 3, 4, 5, 6} - {hours.weekday for hours in catalogue.office.hours})
        if off:
            yield _Line(", ".join(_name(day, view.language) for day in off), view.say(tr("tutup")))


def _name(day: int, language: Language) -> str:
    """The weekday counted from Monday, 0; the first of January 2024 was one."""
    return weekday(date(2024, 1, 1 + day % 7), language)


def _days(view: View, days: list[int]) -> str:
    names = [_name(day, view.language) for day in days]
    follow_on = days == list(range(days[0], days[0] + len(days)))
    return f"{names[0]}-{names[-1]}" if follow_on and len(days) > 2 else ", ".join(names)


def _span(start: time, end: time | None) -> str:
    return f"{start:%H.%M}-{end:%H.%M}" if end else f"{start:%H.%M}"


def _line(line: _Line) -> Row:
    span = column(row(line.span), _SPAN) if line.more else row(line.span)
    return beside(column(row(line.label), _LABEL), span, row(line.more))
