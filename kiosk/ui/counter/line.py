"""Who is next and why, who follows, and who did not come."""

from kiosk.language import tr
from kiosk.text import cells
from kiosk.ui.counter import words
from kiosk.ui.counter.look import Look
from kiosk.ui.rows import BLANK, Row, Rows, beside, column, ends, filled, row, wrapped
from kiosk.wire.counter import Waiting

_LABEL = 12
"""Columns of the word at the left."""


def next_rows(look: Look) -> Rows:
    """While a number is at hand: who would be called next, and how long the line is."""
    document = look.station.document
    if document is None:
        return filled((), look.grid.line)
    shown = document.line[: look.grid.line - 1]
    label = look.say(tr("BERIKUTNYA"))
    if shown:
        rows = tuple(_next(look, w, label if n == 0 else "") for n, w in enumerate(shown))
    else:
        rows = (_labelled(label, row(look.say(tr("tidak ada yang menunggu")))),)
    count = (
        look.say(tr("Di depan loket ini {n}"), n=document.line_length)
        if document.line_length
        else look.say(tr("Menunggu untuk loket lain: {n}"), n=document.elsewhere)
    )
    info = row(_together(count, _parked_count(look), absent_words(look), width=look.grid.width - _LABEL), "quiet")
    return (*filled(rows, look.grid.line - 1), _labelled("", info))


def _labelled(label: str, line: Row) -> Row:
    return beside(column(row(label, "quiet"), _LABEL), line)


def _next(look: Look, waiting: Waiting, label: str) -> Row:
    name = look.say(look.station.service_name(waiting.service))
    why = look.say(waiting.why)
    if look.grid.air:
        waited = look.say(tr("menunggu {t}"), t=look.waited(waiting))
        service = column(row(name), 28)
        return _labelled(label, beside(row(f"{waiting.ticket:<7}"), service, row(f"  {waited}  •  {why}", "quiet")))
    text = f"{waiting.ticket}  {name}, {look.waited(waiting)}"
    return _labelled(label, beside(row(text), row(f"  •  {why}", "quiet")))


def absent_words(look: Look) -> str:
    """The numbers that did not come to this counter and when they were last called; empty where there are none."""
    absent = look.station.document.absent if look.station.document else ()
    if not absent:
        return ""
    numbers = ", ".join(f"{a.ticket} ({look.clock(a.since)})" for a in absent)
    return look.say(tr("tidak hadir: {n}"), n=numbers)


def _together(*parts: str, width: int) -> str:
    """The first of *parts*, and of the others those that fit beside it."""
    words = ""
    for part in parts:
        longer = f"{words}  •  {part}" if words and part else words or part
        words = longer if not words or cells(longer) <= width else words
    return words


def _parked_count(look: Look) -> str:
    """How many numbers are parked here and which; empty where there are none."""
    parked = look.station.document.parked if look.station.document else ()
    if not parked:
        return ""
    numbers = ", ".join(p.ticket for p in parked)
    return look.say(tr("tertunda di loket ini {n}: {t}"), n=len(parked), t=numbers)


def _parked_words(look: Look) -> str:
    """The numbers parked here, since when and why; empty where there are none."""
    parked = look.station.document.parked if look.station.document else ()
    parts = [(p.ticket, look.clock(p.since), look.say(words.PARK[p.reason])) for p in parked]
    if len(parts) == 1:
        ticket, since, why = parts[0]
        return look.say(
            tr("{t} tertunda di loket ini sejak {s}: {r}"),
            t=ticket,
            s=since,
            r=why,
        )
    numbers = ", ".join(f"{ticket} ({since}, {why})" for ticket, since, why in parts)
    return look.say(tr("Tertunda di loket ini: {n}"), n=numbers) if parts else ""


def why_rows(look: Look) -> Rows:
    """While nobody is at hand: why the first is first, in three rows."""
    document = look.station.document
    if document is None or not document.line:
        return BLANK, BLANK, BLANK
    reason = look.say(document.line[0].why)
    lines = wrapped(reason[:1].upper() + reason[1:] + ".", look.grid.width - _LABEL, 2)
    label = look.say(tr("MENGAPA"))
    return filled((_labelled(label if n == 0 else "", row(line)) for n, line in enumerate(lines)), 3)


def after_rows(look: Look, room: int, skip: int) -> Rows:
    """The line but its first *skip*, in *room* rows: title, blank row, numbers; at the end who is parked or absent."""
    document = look.station.document
    if document is None:
        return filled((), room)
    absent = absent_words(look)
    aside = [row(part, "quiet") for part in (_parked_words(look), absent[:1].upper() + absent[1:]) if part] or [BLANK]
    room -= len(aside)
    shown = document.line[skip : skip + room - 3]
    rows = [_after(look, waiting) for waiting in shown]
    more = document.line_length - skip - len(shown)
    if more > 0:
        rows.append(row(look.say(tr("dan {n} lagi"), n=more), "quiet"))
    title = look.say(tr("SESUDAHNYA")) if skip else look.say(tr("MENUNGGU"))
    head = row(title, "quiet") if rows else BLANK
    return (head, BLANK, *filled(rows, room - 2), *aside)


def _after(look: Look, waiting: Waiting) -> Row:
    grid = look.grid
    service = 34 if grid.air else 20
    left = beside(
        column(row(waiting.ticket), 7),
        column(row(look.say(look.station.service_name(waiting.service))), service),
        column(row(look.waited(waiting)), 10, right=True),
    )
    return ends(beside(left, row("  "), row(look.say(waiting.why), "quiet")), BLANK, grid.width)
