"""What a service asks for and promises: papers to bring, duration, due date, cost, and how well the promise is kept.

Each line stands only where its value is known; none is ever invented. Papers have a dot each, and short names where the
whole ones do not fit.
"""

from kiosk.text.language import day_and_month, percent, rupiah, tr
from kiosk.text.sanitize import cells
from kiosk.ui.lobby.grid import Area, in_band
from kiosk.ui.lobby.labels import DOT, NOT_CURRENT, month_of, sop_name, the_other
from kiosk.ui.lobby.messages import message, message_between, messages
from kiosk.ui.lobby.view import View
from kiosk.ui.rows import BLANK, Row, Rows, TextRun, beside, column, cut, justify, row, rule, wrap
from kiosk.wire.board import KeptPromises
from kiosk.wire.catalogue import ShownRequirement, ShownSop

PROMISE = tr("JANJI")
READY = tr("SIAP")
COST = tr("BIAYA", "lobby")
KEPT = tr("CAPAIAN")
FREE = tr("tidak dipungut biaya")
BRING = tr("YANG DIBAWA")
BRING_SHORTLY = tr("BAWA")
IF_NEEDED = tr(" (bila perlu)")
MORE = tr("+{n} lagi")
DOTTED = "• "
_LABEL = 8
_WITH_SHARE = 44
"""Columns for thousands in time in the month with the longest name, and their share."""


def has_promise(view: View) -> bool:
    return view.stage != "unconnected" and bool(promise_block(view, 80))


def promise_block(view: View, width: int) -> Rows:
    """A labelled line each: JANJI, SIAP, BIAYA, CAPAIAN."""
    sop = view.sop
    if sop is None:
        return ()
    room = width - _LABEL
    value = view.say(view.promise.text) if view.promise else ""
    ready = _ready(view, sop)
    lines = [
        (PROMISE, value),
        (READY, view.say(tr("{d} bila hari ini").format(d=ready)) if ready else ""),
        (COST, cost_text(view, sop)),
        (KEPT, _kept_text(view, _kept_promises(view, sop), room >= _WITH_SHARE)),
    ]
    return tuple(
        beside(column(row(view.say(label) if place == 0 else "", "quiet"), _LABEL), row(line))
        for label, words in lines
        if words
        for place, line in enumerate(wrap(words, room, 2))
    )


def promise_rows(view: View, area: Area) -> Rows:
    """A rule and two lines for a narrow screen; a rule and the labelled lines in the band of a big one.

    On a narrow screen, which has no other zone for them, messages take turns with it while nobody is being called, and
    have the zone where a service promises nothing. When the data are lost, it is what to do, in the other language.
    """
    if in_band(area):
        return (rule(area.width), BLANK, *promise_block(view, area.width))
    sop, width = view.sop, area.width
    if view.stage == "lost":
        return (rule(width), *map(row, wrap(NOT_CURRENT[the_other(view.language)], width, 2)))
    said = _promise_shortly(view, sop, width) if sop else ()
    told = message_between(view, messages(view), width, 2) if said else message(view, width, 2)
    return (rule(width), *(map(row, told) if told else (cut(line, width) for line in said)))


def _promise_shortly(view: View, sop: ShownSop, width: int) -> Rows:
    """The promise in two lines for a narrow screen, the date in the one that has room; nothing without one."""
    value = view.say(view.promise.text) if view.promise else ""
    ready, price = _ready(view, sop), cost_text(view, sop)
    label = f"{view.say(PROMISE)}  " if value else f"{view.say(COST)}  " if price else ""
    when = view.say(tr("hari ini → {d}").format(d=ready)) if ready else ""
    both = f"{value}: {when}" if when else value
    one_line = cells(label + both) <= width
    rest = DOT.join(
        part for part in ("" if one_line else when, price, _kept_shortly(view, _kept_promises(view, sop))) if part
    )
    if not value:
        return ((TextRun(label, "quiet"), TextRun(rest)),) if rest else ()
    first = (TextRun(label, "quiet"), TextRun(both if one_line else value))
    return (first, (TextRun(" " * cells(label) + rest),)) if rest else (first,)


def cost_text(view: View, sop: ShownSop) -> str:
    """The least fee; nothing where none is known."""
    if sop.fee_from is None:
        return ""
    return view.say(tr("mulai {r}")).format(r=rupiah(sop.fee_from)) if sop.fee_from else view.say(FREE)


def _ready(view: View, sop: ShownSop) -> str:
    """The date due if the promise's event happens today; a board tells it of the first promise only."""
    service = view.service(sop.id)
    if service is None or service.due_if_today is None or view.promise not in sop.promises[:1]:
        return ""
    return day_and_month(service.due_if_today, view.language)


def _kept_promises(view: View, sop: ShownSop) -> KeptPromises | None:
    service = view.service(sop.id)
    return service.kept if service and service.kept and service.kept.due > 0 else None


def _kept_text(view: View, kept: KeptPromises | None, with_share: bool) -> str:
    """How many were in time, of how many, and perhaps their share."""
    if kept is None:
        return ""
    words = view.say(tr("{k} dari {d} tepat, {p}")).format(k=kept.kept, d=kept.due, p=month_of(view, kept.period))
    return f"{words} ({percent(kept.kept, kept.due, view.language)})" if with_share else words


def _kept_shortly(view: View, kept: KeptPromises | None) -> str:
    if kept is None:
        return ""
    share = percent(kept.kept, kept.due, view.language)
    words = view.say(tr("{p} {k} dari {d} tepat ({s})"))
    return words.format(k=kept.kept, d=kept.due, p=month_of(view, kept.period), s=share)


def what_to_bring(view: View, sop: ShownSop, width: int, height: int, roomy: bool) -> Rows:
    head = (requirements_title(view, sop, width), *(BLANK,) * roomy)
    return (*head, *requirement_rows(view, sop, width, height - len(head)))


def requirements_title(view: View, sop: ShownSop, width: int) -> Row:
    """Whose papers these are, and which of the services in turn; in a narrow zone what is least needed goes."""
    every = view.sops_in_turn
    turn = f"{every.index(sop) + 1}/{len(every)}" if len(every) > 1 and sop in every else ""
    label = f"{view.say(BRING)}: "
    for before, after in ((label, turn), (label, ""), ("", view.say(BRING_SHORTLY))):
        words, room = before + sop_name(view, sop, width - cells(before + after) - 2), width - cells(after) - 2
        if cells(words) <= room:
            break
    return justify(row(words, "accent"), row(after, "quiet"), width)


def requirement_rows(view: View, sop: ShownSop, width: int, height: int) -> Rows:
    """The papers in *height* rows: by their whole names, else by short ones, else as many of these as fit."""
    items: list[Rows] = []
    for short in (False, True):
        items = [bullet(_name(view, each, short), width, 2) for each in sop.requirements]
        needed = sum(map(len, items))
        if needed <= height:
            airy = needed + len(items) - 1 <= height
            return tuple(line for item in items for line in (*item, *(BLANK,) * airy))[:height]
    shown: list[Row] = []
    for done, item in enumerate(items):
        if len(shown) + len(item) >= height:
            return (*shown, row(f"  {view.say(MORE).format(n=len(items) - done)}", "quiet"))[:height]
        shown += item
    return tuple(shown)


def _name(view: View, paper: ShownRequirement, short: bool) -> str:
    name = view.say(paper.short if short and paper.short else paper.name)
    return name + (view.say(IF_NEEDED) if paper.if_needed and "(" not in name else "")


def bullet(words: str, width: int, most: int) -> Rows:
    """*words* behind a dot, in at most *most* rows."""
    told = wrap(words, width - 2, most)
    return tuple(row((DOTTED if place == 0 else "  ") + line) for place, line in enumerate(told))
