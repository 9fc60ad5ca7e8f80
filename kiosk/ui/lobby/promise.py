"""The promise: how long and from when, when that is, what it costs, and how well it is kept.

Each line stands only where its figure is known; none is ever invented.
"""

from kiosk.text.language import day_and_month, percent, rupiah, tr
from kiosk.text.sanitize import cells
from kiosk.ui.lobby.grid import Place, in_band
from kiosk.ui.lobby.messages import message, message_between, messages
from kiosk.ui.lobby.view import View
from kiosk.ui.lobby.words import DOT, NOT_CURRENT, month_of, the_other
from kiosk.ui.rows import BLANK, Row, Rows, TextRun, beside, column, cut, row, wrap
from kiosk.wire.board import KeptPromises
from kiosk.wire.catalogue import ShownSop

PROMISE = tr("JANJI")
READY = tr("SIAP")
COST = tr("BIAYA", "lobby")
KEPT = tr("CAPAIAN")
FREE = tr("tidak dipungut biaya")

_LABEL = 8
_WITH_SHARE = 44
"""Columns for thousands kept in the month with the longest name, and their share."""


def has_promise(view: View) -> bool:
    """Whether the SOP shown has anything to promise."""
    return view.stage != "unconnected" and bool(promise_block(view, 80))


def promise_block(view: View, width: int) -> Rows:
    """A labelled line each: JANJI, SIAP, BIAYA, CAPAIAN."""
    sop = view.sop
    if sop is None:
        return ()
    room = width - _LABEL
    value = view.say(view.promise.said) if view.promise else ""
    ready = _ready(view, sop)
    lines = [
        (PROMISE, value),
        (READY, view.say(tr("{d} bila hari ini").format(d=ready)) if ready else ""),
        (COST, cost(view, sop)),
        (KEPT, _kept(view, sop, room)),
    ]
    return tuple(
        beside(column(row(view.say(label) if place == 0 else "", "quiet"), _LABEL), row(line))
        for label, words in lines
        if words
        for place, line in enumerate(wrap(words, room, 2))
    )


def promise(view: View, place: Place) -> Rows:
    """A rule and two lines for a narrow screen; a rule and the labelled lines in the band of a big one.

    On a narrow screen, which has no other place for them, messages take turns with it while nobody is being called, and
    have the place of a service that promises nothing. When the data are lost, it is what to do, in the other language.
    """
    rule: Row = (TextRun("─" * place.width, "rule"),)
    if in_band(place):
        return (rule, BLANK, *promise_block(view, place.width))
    sop, width = view.sop, place.width
    if view.stage == "lost":
        return (rule, *map(row, wrap(NOT_CURRENT[the_other(view.language)], width, 2)))
    said = _said_shortly(view, sop, width) if sop else ()
    told = message_between(view, messages(view), width, 2) if said else message(view, width, 2)
    return (rule, *(map(row, told) if told else (cut(line, width) for line in said)))


def _said_shortly(view: View, sop: ShownSop, width: int) -> Rows:
    """The promise in two lines for a narrow screen, the date in the one that has room; nothing where none is made."""
    value = view.say(view.promise.said) if view.promise else ""
    ready, price = _ready(view, sop), cost(view, sop)
    label = f"{view.say(PROMISE)}  " if value else f"{view.say(COST)}  " if price else ""
    when = view.say(tr("hari ini → {d}").format(d=ready)) if ready else ""
    both = f"{value}: {when}" if when else value
    one_line = cells(label + both) <= width
    rest = DOT.join(part for part in ("" if one_line else when, price, _kept_shortly(view, sop)) if part)
    if not value:
        return ((TextRun(label, "quiet"), TextRun(rest)),) if rest else ()
    first = (TextRun(label, "quiet"), TextRun(both if one_line else value))
    return (first, (TextRun(" " * cells(label) + rest),)) if rest else (first,)


def cost(view: View, sop: ShownSop) -> str:
    """The least fee; nothing where none is known."""
    if sop.fee_from is None:
        return ""
    return view.say(tr("mulai {r}")).format(r=rupiah(sop.fee_from)) if sop.fee_from else view.say(FREE)


def _ready(view: View, sop: ShownSop) -> str:
    """The date due if the event that the promise counts from happens today; a board tells that of the first promise."""
    service = view.service(sop.id)
    if service is None or service.due_if_today is None or view.promise not in sop.promises[:1]:
        return ""
    return day_and_month(service.due_if_today, view.language)


def _known(view: View, sop: ShownSop) -> KeptPromises | None:
    service = view.service(sop.id)
    return service.kept if service and service.kept and service.kept.due > 0 else None


def _kept(view: View, sop: ShownSop, room: int) -> str:
    """How many in time, of how many; their share too where *room* columns hold it for every service."""
    kept = _known(view, sop)
    if kept is None:
        return ""
    words = view.say(tr("{k} dari {d} tepat, {p}")).format(k=kept.kept, d=kept.due, p=month_of(view, kept.period))
    return f"{words} ({percent(kept.kept, kept.due, view.language)})" if room >= _WITH_SHARE else words


def _kept_shortly(view: View, sop: ShownSop) -> str:
    kept = _known(view, sop)
    words = tr("{p} {k} dari {d} tepat ({s})")
    share = percent(kept.kept, kept.due, view.language) if kept else ""
    return view.say(words).format(k=kept.kept, d=kept.due, p=month_of(view, kept.period), s=share) if kept else ""
