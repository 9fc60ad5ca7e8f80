"""The standard: the steps of the visit just called, with the current one marked; or what to bring, while closed.

Steps are those of the SOP that the visit follows. Where there is no SOP to show, the notices have the place.
"""

from kiosk.language import tr
from kiosk.text import cells
from kiosk.ui.lobby.grid import GRIDS, Place, in_band
from kiosk.ui.lobby.promise import promise_block
from kiosk.ui.lobby.queues import NEWS, to_do
from kiosk.ui.lobby.view import View
from kiosk.ui.lobby.words import name_within, sop_name, the_other
from kiosk.ui.rows import BLANK, Row, Rows, Span, beside, column, ends, filled, row, wrapped
from kiosk.wire.catalogue import ShownSop, ShownStep

NOW = tr("sekarang")
DONE = tr("selesai")
MORE = tr("+{n} lagi")
BRING = tr("YANG DIBAWA")
_COLUMN = 40
"""Columns that a step needs with its state."""
_BETWEEN = 3
IF_NEEDED = tr(" (bila perlu)")


def standard(view: View, place: Place) -> Rows:
    """A rule, the steps, and on a wall the promise below them; without a catalogue the notices."""
    wall = place.size != "small"
    if view.stage == "unconnected":
        return () if wall else to_do(the_other(view.language), place)
    rule = ((Span("─" * place.width, "rule"),),) if wall else ()
    if in_band(place):
        return (*rule, *_in_columns(view, place.width - GRIDS[place.size].gutter, place.height - 1))
    room = place.height - len(rule)
    sop = view.sop
    if sop is None:
        return (*rule, *_notices(view, place.width, room))
    below = promise_block(view, place.width) if wall else ()
    upper = room - len(below) - (1 if below else 0)
    content = _requirements if view.stage == "closed" else _steps
    return (*rule, *filled(content(view, sop, place.width, upper, wall), room - len(below)), *below)


def _current(view: View, sop: ShownSop) -> int | None:
    """Place of the step that the visit shown is at; none while nothing is known to be going on."""
    hero = view.hero
    if view.stage != "open" or hero is None or view.seen.sop(hero.service, hero.sop) != sop:
        return None
    return next((place for place, step in enumerate(sop.steps) if step.id == hero.step), None)


def _steps(view: View, sop: ShownSop, width: int, height: int, roomy: bool) -> Rows:
    current = _current(view, sop)
    total = len(sop.steps)
    head = _head(view, sop, current, width)
    actor = _actor(view, sop.steps[current], width) if roomy and current is not None else ()
    first, last = _window(total, current, height - 1 - len(actor))
    lines: list[Row] = []
    for place in range(first, last):
        lines.append(_step(view, sop.steps[place], place, current, width, roomy))
        if place == current:
            lines += actor
    if last < total:
        lines.append(_more(view, total - last))
    return (head, *lines)


def _head(view: View, sop: ShownSop, current: int | None, width: int) -> Row:
    total = len(sop.steps)
    count = (
        view.say(tr("{n} tahap")).format(n=total)
        if current is None
        else view.say(tr("tahap {k} dari {n}")).format(k=current + 1, n=total)
    )
    return ends(row(sop_name(view, sop, width - cells(count) - 2), "accent"), row(count, "quiet"), width)


def _in_columns(view: View, width: int, height: int) -> Rows:
    """The steps beside each other as well as below, in a band that is wide but low; notices where there are none."""
    sop = view.sop
    if sop is None:
        return _notices(view, width, height)
    current = _current(view, sop)
    across = max(2, width // _COLUMN)
    each = (width - (across - 1) * _BETWEEN) // across
    down = height - 1
    if len(sop.steps) <= across * (down - 1):
        down -= 1
    first, last = _window(len(sop.steps), current, across * down)
    lines = [_step(view, sop.steps[n], n, current, each, True) for n in range(first, last)]
    if last < len(sop.steps):
        lines.append(_more(view, len(sop.steps) - last))
    columns = [lines[n : n + down] for n in range(0, len(lines), down)]
    head = _head(view, sop, current, each)
    body = (beside(*_apart(columns, y, each)) for y in range(down))
    return (head, *(BLANK,) * (height - 1 - down), *body)


def _apart(columns: list[list[Row]], y: int, each: int) -> list[Row]:
    """Row *y* of all *columns*, each in its width, with air between."""
    air = row(" " * _BETWEEN)
    cells = [column(lines[y] if y < len(lines) else BLANK, each) for lines in columns]
    return [part for cell in cells for part in (cell, air)][:-1]


def _more(view: View, count: int) -> Row:
    return row("    " + view.say(MORE).format(n=count), "quiet")


def _window(total: int, current: int | None, room: int) -> tuple[int, int]:
    """Which steps are shown in *room* rows: two before the current one and what follows, a row kept for "+5 lagi"."""
    if total <= room:
        return 0, total
    first = max(0, (current or 0) - 2)
    if first + room >= total:
        return max(0, total - room), total
    return first, first + max(0, room - 1)


def _step(view: View, step: ShownStep, place: int, current: int | None, width: int, roomy: bool) -> Row:
    """One step: numbered from 1; the current one is marked, those before it are done."""
    state = "" if current is None or place > current else view.say(NOW if place == current else DONE)
    if not roomy and place != current:
        state = ""
    done = current is not None and place < current
    room = width - 4 - (cells(state) + 2 if state else 0)
    name = name_within(view, step.name, step.short, room)
    arrow = "→ " if place == current else "  "
    left = row(f"{arrow}{place + 1} {name}", "quiet" if done else "text")
    return ends(left, row(state, "quiet" if done else "text") if state else BLANK, width)


def _actor(view: View, step: ShownStep, width: int) -> Rows:
    if not step.actors:
        return ()
    names = map(view.say, step.actors)
    who = ", ".join(name[:1].lower() + name[1:] for name in names)
    words = wrapped(view.say(tr("oleh {w}").format(w=who)), width - 4, 2)
    return tuple(row(f"    {line}", "quiet") for line in words)


def _requirements(view: View, sop: ShownSop, width: int, height: int, roomy: bool) -> Rows:
    every = view.seen.catalogue.sops if view.seen.catalogue else ()
    turn = f"{every.index(sop) + 1}/{len(every)}" if len(every) > 1 and sop in every else ""
    title = f"{view.say(BRING)}: {sop_name(view, sop, width - cells(view.say(BRING)) - cells(turn) - 4)}"
    lines: list[Row] = [ends(row(title, "accent"), row(turn, "quiet"), width), *(BLANK,) * roomy]
    said = [view.say(each.name) + (view.say(IF_NEEDED) if each.if_needed else "") for each in sop.requirements]
    items = [_bullet(words, width, 2) for words in said]
    needed = len(lines) + sum(map(len, items))
    airy = needed + len(items) - 1 <= height
    for done, item in enumerate(items):
        if needed > height and len(lines) + len(item) >= height:
            return (*lines, row(f"  {view.say(MORE).format(n=len(items) - done)}", "quiet"))
        lines += [*item, BLANK] if airy else item
    return tuple(lines)


def _notices(view: View, width: int, height: int) -> Rows:
    said = [view.say(notice.text) for notice in view.board.notices if notice.text and notice.level == "info"]
    if not said:
        return ()
    lines: list[Row] = [row(view.say(NEWS), "quiet"), BLANK]
    for words in said:
        lines += _bullet(words, width, 4)
    return filled(lines, height)


def _bullet(words: str, width: int, most: int) -> list[Row]:
    told = wrapped(words, width - 2, most)
    return [row(("• " if place == 0 else "  ") + line) for place, line in enumerate(told)]
