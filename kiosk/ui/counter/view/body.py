"""The steps of the visit at hand, with the cursor, and its papers as a check list."""

from typing import NamedTuple

from kiosk.language import tr
from kiosk.text import cells
from kiosk.ui.counter import labels
from kiosk.ui.counter.view.context import RenderContext, stopwatch
from kiosk.ui.rows import BLANK, ColourRole, Row, Rows, beside, column, justify, pad_rows, row, wrap
from kiosk.wire.catalogue import ShownRequirement, ShownStep
from kiosk.wire.counter import CounterStep, CounterVisit, Waiting

_BEFORE = 2
"""Steps kept in sight before the one under the cursor."""


class Window(NamedTuple):
    """The part of a list that is in sight."""

    start: int
    stop: int
    hidden: int


def window(count: int, room: int, at: int) -> Window:
    """As many of *count* as *room* takes, the one *at* in sight with two before it."""
    start = max(0, min(at - _BEFORE, count - room))
    stop = min(count, start + room)
    return Window(start, stop, count - (stop - start))


def visit_rows(context: RenderContext, visit: CounterVisit, room: int) -> Rows:
    """Title, a blank row, and the two lists side by side, in *room* rows."""
    steps = _steps(context, visit, room - 2)
    papers = _papers(context, room - 2)
    gap = context.grid.papers - context.grid.steps - 3
    left_head, right_head = steps[0], papers[0]
    heads = beside(column(left_head, context.grid.steps), column((), gap + 3), right_head)
    lists = (
        beside(column(a, context.grid.steps), column((), gap), b)
        for a, b in zip(pad_rows(steps[1:], room - 2), pad_rows(papers[1:], room - 2), strict=True)
    )
    return (heads, BLANK, *lists)


def _steps(context: RenderContext, visit: CounterVisit, room: int) -> Rows:
    """The head, then the steps."""
    grid, cursor = context.grid, context.model.step
    places = [step.id for step in visit.steps]
    shown = window(len(places), room, places.index(cursor.id) if cursor else 0)
    head = context.say(tr("TAHAP")) + (_more(context, shown.hidden))
    actors = context.say(tr("PELAKSANA")) if grid.actors else ""
    left = column(row(head, "quiet"), grid.actors or len(head))
    rows = [_step(context, visit, number, visit.steps[number - 1]) for number in range(shown.start + 1, shown.stop + 1)]
    if grid.air and 2 * len(rows) - 1 <= room:
        rows = [r for step in rows for r in (step, BLANK)]
    return (justify(beside(left, row(actors, "quiet")), row(context.say(tr("WAKTU")), "quiet"), grid.steps), *rows)


def _more(context: RenderContext, hidden: int) -> str:
    return context.say(tr("  +{n} lagi"), n=hidden) if hidden else ""


def _step(context: RenderContext, visit: CounterVisit, number: int, step: CounterStep) -> Row:
    grid = context.grid
    here = context.model.step is not None and context.model.step.id == step.id
    known = _known(context, step.id)
    role: ColourRole = "quiet" if step.done_at or not step.here else "text"
    time = _time(context, visit, step)
    arrow = row("→" if here else " ", "accent")
    lead = 5 if grid.air else 4
    width = (grid.actors - 2 if grid.actors else grid.steps - len(time) - 1) - lead
    name = context.within(known.name, known.short, width) if known else step.id
    left = beside(arrow, row(f"{number:>2}{'  ' if grid.air else ' '}", role), column(row(name, role), width))
    if grid.actors and known:
        left = beside(left, row("  "), row(", ".join(map(context.say, known.actors)), "quiet"))
    return justify(left, row(time, role), grid.steps, gap=1)


def _known(context: RenderContext, step: str) -> ShownStep | None:
    sop = context.model.sop
    return sop.step(step) if sop else None


def _time(context: RenderContext, visit: CounterVisit, step: CounterStep) -> str:
    """What a step took, how long the present one runs, or that one was done before the counter."""
    if step.done_at:
        return stopwatch(step.seconds) if step.seconds is not None else context.say(tr("selesai"))
    if visit.state != "serving" or step.id != visit.step or visit.started_at is None:
        return ""
    began = max([visit.started_at, *(s.done_at for s in visit.steps if s.done_at)])
    return stopwatch(max(0, int((context.now - began).total_seconds())))


def _papers(context: RenderContext, room: int) -> Rows:
    """The head, then the papers with their digits, and what the step under the cursor puts out where there is room."""
    grid = context.grid
    if context.model.sop is None:
        return (
            row(context.say(tr("SYARAT")), "quiet"),
            row(context.say(tr("   SOP-nya belum ada di sini")), "quiet"),
        )
    width = grid.width - grid.papers - 4
    papers = context.model.requirements
    entries: list[list[Row]] = []
    spare = room - len(papers)
    for number, paper in enumerate(papers, 1):
        entries.append(_paper(context, number, paper, width, 2 if spare > 0 else 1))
        spare -= len(entries[-1]) - 1
    hidden = max(0, len(entries) - room)
    rows = [line for entry in entries[: len(entries) - hidden] for line in entry]
    head = row(context.say(tr("SYARAT")) + _more(context, hidden), "quiet")
    return (head, *rows, *_output(context, width, room - len(rows)))


def _paper(context: RenderContext, number: int, paper: ShownRequirement, width: int, most: int) -> list[Row]:
    name = context.within(paper.name, paper.short, width)
    if_needed = context.say(tr(" (bila perlu)")) if paper.if_needed and "(" not in name else ""
    name += if_needed if cells(name + if_needed) <= width else ""
    ticked = paper.id in context.model.ticked
    digit = row(f"{number} " if number <= 9 else "  ", "accent" if context.model.situation == "serving" else "quiet")
    first, *rest = wrap(name, width, most)
    return [
        beside(row(" "), digit, row("[x] " if ticked else "[ ] "), row(first, "quiet" if ticked else "text")),
        *(row(" " * 7 + line, "quiet" if ticked else "text") for line in rest),
    ]


def _output(context: RenderContext, width: int, room: int) -> Rows:
    step = context.model.step
    known = _known(context, step.id) if step else None
    if not context.grid.air or known is None or not known.output:
        return ()
    lines = wrap(context.say(known.output), width, 2)
    if len(lines) + 2 > room:
        return ()
    head = row(" " * 7 + context.say(tr("Keluaran tahap ini")), "quiet")
    return (BLANK, head, *(row(" " * 7 + line) for line in lines))


_LABEL = 12
"""Columns of the word at the left."""


def next_rows(context: RenderContext) -> Rows:
    """While a number is at hand: who would be called next, and how long the line is."""
    document = context.model.document
    if document is None:
        return pad_rows((), context.grid.line)
    shown = document.line[: context.grid.line - 1]
    label = context.say(tr("BERIKUTNYA"))
    if shown:
        rows = tuple(_next(context, w, label if n == 0 else "") for n, w in enumerate(shown))
    else:
        rows = (_labelled(label, row(context.say(tr("tidak ada yang menunggu")))),)
    count = (
        context.say(tr("Di depan loket ini {n}"), n=document.line_length)
        if document.line_length
        else context.say(tr("Menunggu untuk loket lain: {n}"), n=document.elsewhere)
    )
    info = row(
        _together(count, _parked_count(context), absent_words(context), width=context.grid.width - _LABEL), "quiet"
    )
    return (*pad_rows(rows, context.grid.line - 1), _labelled("", info))


def _labelled(label: str, line: Row) -> Row:
    return beside(column(row(label, "quiet"), _LABEL), line)


def _next(context: RenderContext, waiting: Waiting, label: str) -> Row:
    name = context.say(context.model.service_name(waiting.service))
    why = context.say(waiting.why)
    if context.grid.air:
        waited = context.say(tr("menunggu {t}"), t=context.waited(waiting))
        service = column(row(name), 28)
        return _labelled(label, beside(row(f"{waiting.ticket:<7}"), service, row(f"  {waited}  •  {why}", "quiet")))
    text = f"{waiting.ticket}  {name}, {context.waited(waiting)}"
    return _labelled(label, beside(row(text), row(f"  •  {why}", "quiet")))


def absent_words(context: RenderContext) -> str:
    """The numbers that did not come to this counter and when they were last called; empty where there are none."""
    absent = context.model.document.absent if context.model.document else ()
    if not absent:
        return ""
    numbers = ", ".join(f"{a.ticket} ({context.clock(a.since)})" for a in absent)
    return context.say(tr("tidak hadir: {n}"), n=numbers)


def _together(*parts: str, width: int) -> str:
    """The first of *parts*, and of the others those that fit beside it."""
    words = ""
    for part in parts:
        longer = f"{words}  •  {part}" if words and part else words or part
        words = longer if not words or cells(longer) <= width else words
    return words


def _parked_count(context: RenderContext) -> str:
    """How many numbers are parked here and which; empty where there are none."""
    parked = context.model.document.parked if context.model.document else ()
    if not parked:
        return ""
    numbers = ", ".join(p.ticket for p in parked)
    return context.say(tr("tertunda di loket ini {n}: {t}"), n=len(parked), t=numbers)


def _parked_words(context: RenderContext) -> str:
    """The numbers parked here, since when and why; empty where there are none."""
    parked = context.model.document.parked if context.model.document else ()
    parts = [(p.ticket, context.clock(p.since), context.say(labels.PARK[p.reason])) for p in parked]
    if len(parts) == 1:
        ticket, since, why = parts[0]
        return context.say(
            tr("{t} tertunda di loket ini sejak {s}: {r}"),
            t=ticket,
            s=since,
            r=why,
        )
    numbers = ", ".join(f"{ticket} ({since}, {why})" for ticket, since, why in parts)
    return context.say(tr("Tertunda di loket ini: {n}"), n=numbers) if parts else ""


def why_rows(context: RenderContext) -> Rows:
    """While nobody is at hand: why the first is first, in three rows."""
    document = context.model.document
    if document is None or not document.line:
        return BLANK, BLANK, BLANK
    reason = context.say(document.line[0].why)
    lines = wrap(reason[:1].upper() + reason[1:] + ".", context.grid.width - _LABEL, 2)
    label = context.say(tr("MENGAPA"))
    return pad_rows((_labelled(label if n == 0 else "", row(line)) for n, line in enumerate(lines)), 3)


def after_rows(context: RenderContext, room: int, skip: int) -> Rows:
    """The line but its first *skip*, in *room* rows: title, blank row, numbers; at the end who is parked or absent."""
    document = context.model.document
    if document is None:
        return pad_rows((), room)
    absent = absent_words(context)
    aside = [row(part, "quiet") for part in (_parked_words(context), absent[:1].upper() + absent[1:]) if part] or [
        BLANK
    ]
    room -= len(aside)
    shown = document.line[skip : skip + room - 3]
    rows = [_after(context, waiting) for waiting in shown]
    more = document.line_length - skip - len(shown)
    if more > 0:
        rows.append(row(context.say(tr("dan {n} lagi"), n=more), "quiet"))
    title = context.say(tr("SESUDAHNYA")) if skip else context.say(tr("MENUNGGU"))
    head = row(title, "quiet") if rows else BLANK
    return (head, BLANK, *pad_rows(rows, room - 2), *aside)


def _after(context: RenderContext, waiting: Waiting) -> Row:
    grid = context.grid
    service = 34 if grid.air else 20
    left = beside(
        column(row(waiting.ticket), 7),
        column(row(context.say(context.model.service_name(waiting.service))), service),
        column(row(context.waited(waiting)), 10, right=True),
    )
    return justify(beside(left, row("  "), row(context.say(waiting.why), "quiet")), BLANK, grid.width)
