"""The standard: the steps of the visit just called, with the current one marked; or what to bring, while closed.

The steps are those of the SOP that the visit follows; what to bring stands below them where there is room. Where there
is no SOP to show, the notices have the zone.
"""

from attrs import evolve

from kiosk.text.language import tr
from kiosk.text.sanitize import cells
from kiosk.ui.lobby.grid import GRIDS, Area, in_band
from kiosk.ui.lobby.labels import name_within, sop_name, the_other
from kiosk.ui.lobby.messages import NEWS, big_instructions, instructions
from kiosk.ui.lobby.queues import has_queue_info
from kiosk.ui.lobby.service import (
    BRING,
    DOTTED,
    MORE,
    bullet,
    promise_block,
    requirement_rows,
    requirements_title,
    what_to_bring,
)
from kiosk.ui.lobby.view import View
from kiosk.ui.rows import BLANK, Row, Rows, beside, column, justify, pad_rows, plain_text, row, rule, wrap
from kiosk.wire.catalogue import ShownSop, ShownStep

NOW = tr("sekarang")
DONE = tr("selesai")
_COLUMN = 40
"""Columns that a step needs with its state."""
_BETWEEN = 3
_AIR = 2
"""Most blank rows between two steps, when there is nothing else to tell."""
_FEW = 3
"""Least papers that are worth a head of their own."""


def standard_rows(view: View, area: Area) -> Rows:
    """A rule, the steps, and on a wall the promise below them; without a catalogue the notices.

    Before any board it is what to do, in the other language, as big text on a wall that has room for it.
    """
    wall = area.size not in ("small", "minimal")
    top = (rule(area.width),) if wall else ()
    if view.stage == "unconnected":
        other = the_other(view.language)
        below = big_instructions(evolve(view, language=other), area._replace(height=area.height - 1)) if wall else ()
        return (*top, *below) if below else () if wall else instructions(other, area)
    if in_band(area):
        return (*top, *_in_columns(view, area.width - GRIDS[area.size].gutter, area.height - 1))
    room = area.height - len(top)
    sop = view.sop
    if sop is None:
        return (*top, *_notices(view, area.width, room))
    below = promise_block(view, area.width) if wall else ()
    upper = room - len(below) - (1 if below else 0)
    bring = view.stage == "closed" and (not wall or has_queue_info(view))
    content = what_to_bring if bring or not (wall or sop.steps) else _steps
    return (*top, *pad_rows(content(view, sop, area.width, upper, wall), room - len(below)), *below)


def _current_step(view: View, sop: ShownSop) -> int | None:
    """Index of the step that the visit shown is at; None while nothing is known to be going on."""
    hero = view.hero
    if view.stage != "open" or hero is None or view.seen.sop(hero.service, hero.sop) != sop:
        return None
    return next((place for place, step in enumerate(sop.steps) if step.id == hero.step), None)


def _steps(view: View, sop: ShownSop, width: int, height: int, roomy: bool) -> Rows:
    current = _current_step(view, sop)
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
    if view.stage == "closed":
        air = (BLANK,) * min(_AIR, (height - 1) // max(1, len(lines)) - 1)
        return (head, *(line for each in lines for line in (*air, each)))
    return (head, *lines, *_papers_below(view, sop, width, height - 1 - len(lines)))


def _papers_below(view: View, sop: ShownSop, width: int, height: int) -> Rows:
    """What to bring, in the rows that the steps leave free; nothing where these hold hardly any papers."""
    shown = requirement_rows(view, sop, width, height - 2) if height > 2 else ()
    if sum(plain_text(line).startswith(DOTTED) for line in shown) < min(len(sop.requirements), _FEW):
        return ()
    return (BLANK, row(view.say(BRING), "quiet"), *shown) if shown else ()


def _head(view: View, sop: ShownSop, current: int | None, width: int) -> Row:
    """The service, and how many steps it has at the counters, if any; shortly where the name would be cut."""
    total = len(sop.steps)
    if current is None:
        counts = [view.say(tr("{n} tahap")).format(n=total) if total else ""]
    else:
        counts = [view.say(tr("tahap {k} dari {n}")).format(k=current + 1, n=total), f"{current + 1}/{total}"]
    for count in counts:
        name = sop_name(view, sop, width - cells(count) - 2)
        if cells(name) <= width - cells(count) - 2:
            break
    return justify(row(name, "accent"), row(count, "quiet"), width)


def _in_columns(view: View, width: int, height: int) -> Rows:
    """The steps in columns, in a band that is wide but low; notices without an SOP.

    Of a service without steps at the counters it is what to bring.
    """
    sop = view.sop
    if sop is None:
        return _notices(view, width, height)
    current = _current_step(view, sop)
    across = max(2, width // _COLUMN)
    each = (width - (across - 1) * _BETWEEN) // across
    down = height - 1
    if len(sop.steps or sop.requirements) <= across * (down - 1):
        down -= 1
    if sop.steps:
        head, lines = _head(view, sop, current, each), _steps_in(view, sop, current, each, across * down)
    else:
        head = requirements_title(view, sop, width)
        lines = [line for line in requirement_rows(view, sop, each, across * down) if line]
    columns = [lines[n : n + down] for n in range(0, len(lines), down)]
    body = (beside(*_apart(columns, y, each)) for y in range(down))
    return (head, *(BLANK,) * (height - 1 - down), *body)


def _steps_in(view: View, sop: ShownSop, current: int | None, width: int, room: int) -> list[Row]:
    first, last = _window(len(sop.steps), current, room)
    lines = [_step(view, sop.steps[n], n, current, width, True) for n in range(first, last)]
    return [*lines, _more(view, len(sop.steps) - last)] if last < len(sop.steps) else lines


def _apart(columns: list[list[Row]], y: int, each: int) -> list[Row]:
    """Row *y* of all *columns*, each in its width, with air between."""
    air = row(" " * _BETWEEN)
    cells = [column(lines[y] if y < len(lines) else BLANK, each) for lines in columns]
    return [part for cell in cells for part in (cell, air)][:-1]


def _more(view: View, count: int) -> Row:
    return row("    " + view.say(MORE).format(n=count), "quiet")


def _window(total: int, current: int | None, room: int) -> tuple[int, int]:
    """The first step and the one after the last shown in *room* rows, a row kept for "+5 lagi".

    Two steps before the current one are shown, and what follows.
    """
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
    if state and _too_long(view, step, width - 6 - cells(state)) and not _too_long(view, step, width - 4):
        state = ""  # the arrow and the colour say it too
    name = name_within(view, step.name, step.short, width - 4 - (cells(state) + 2 if state else 0))
    arrow = "→ " if place == current else "  "
    left = row(f"{arrow}{place + 1} {name}", "quiet" if done else "text")
    return justify(left, row(state, "quiet" if done else "text") if state else BLANK, width)


def _too_long(view: View, step: ShownStep, room: int) -> bool:
    return cells(name_within(view, step.name, step.short, room)) > room


def _actor(view: View, step: ShownStep, width: int) -> Rows:
    if not step.actors:
        return ()
    names = map(view.say, step.actors)
    who = ", ".join(name[:1].lower() + name[1:] for name in names)
    words = wrap(view.say(tr("oleh {w}").format(w=who)), width - 4, 2)
    return tuple(row(f"    {line}", "quiet") for line in words)


def _notices(view: View, width: int, height: int) -> Rows:
    said = [view.say(notice.text) for notice in view.notices if notice.text and notice.level == "info"]
    if not said:
        return ()
    lines: list[Row] = [row(view.say(NEWS), "quiet"), BLANK]
    for words in said:
        lines += bullet(words, width, max(4, height - len(lines)))
    return pad_rows(lines, height)
