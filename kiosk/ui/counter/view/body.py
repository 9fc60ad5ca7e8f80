"""The lists below the number: the steps and papers of the visit at hand, and the line."""

from typing import Final, NamedTuple

from kiosk.text.language import tr
from kiosk.text.sanitize import cells
from kiosk.ui.counter.labels import PARK
from kiosk.ui.counter.view.context import RenderContext, stopwatch
from kiosk.ui.rows import BLANK, ColourRole, Row, Rows, beside, column, justify, pad_rows, row, wrap
from kiosk.wire.catalogue import ShownRequirement, ShownStep
from kiosk.wire.counter import AbsentVisit, CounterStep, CounterVisit, ParkedVisit, WaitingVisit

_LABEL: Final = 12
"""Columns of the word at the left."""

_PAPER_INDENT: Final = " " * 7


class Window(NamedTuple):
    start: int
    stop: int
    hidden: int


def window(count: int, room: int, at: int) -> Window:
    """Return as many of *count* as *room* takes, the one *at* in sight with two before it."""
    start = max(0, min(at - 2, count - room))
    stop = min(count, start + room)
    return Window(start, stop, count - (stop - start))


def visit_rows(context: RenderContext, visit: CounterVisit, room: int) -> Rows:
    """Return heads, a blank row, and the steps beside the papers, in *room* rows."""
    grid = context.grid
    steps, papers = _steps(context, visit, room - 2), _papers(context, room - 2)
    gap = grid.papers - grid.steps - 3
    heads = beside(column(steps[0], grid.steps), column((), gap + 3), papers[0])
    lists = (
        beside(column(a, grid.steps), column((), gap), b)
        for a, b in zip(pad_rows(steps[1:], room - 2), pad_rows(papers[1:], room - 2), strict=True)
    )
    return (heads, BLANK, *lists)


def _steps(context: RenderContext, visit: CounterVisit, room: int) -> Rows:
    grid, cursor = context.grid, context.model.step
    ids = [step.id for step in visit.steps]
    shown = window(len(ids), room, ids.index(cursor.id) if cursor else 0)
    head = context.say(tr("TAHAP")) + _more(context, shown.hidden)
    left = column(row(head, "quiet"), grid.actors or len(head))
    actors = context.row(tr("PELAKSANA"), "quiet") if grid.actors else BLANK
    rows = [_step(context, visit, n + 1, visit.steps[n]) for n in range(shown.start, shown.stop)]
    if grid.air and 2 * len(rows) - 1 <= room:
        rows = [r for step in rows for r in (step, BLANK)]
    return (justify(beside(left, actors), context.row(tr("WAKTU"), "quiet"), grid.steps), *rows)


def _more(context: RenderContext, hidden: int) -> str:
    return context.say(tr("  +{n} lagi"), n=hidden) if hidden else ""


def _step(context: RenderContext, visit: CounterVisit, number: int, step: CounterStep) -> Row:
    grid, cursor, standard = context.grid, context.model.step, _standard_step(context, step.id)
    role: ColourRole = "quiet" if step.done_at or not step.here else "text"
    time = _step_time(context, visit, step)
    arrow = row("→" if cursor and cursor.id == step.id else " ", "accent")
    lead = 5 if grid.air else 4
    width = (grid.actors - 2 if grid.actors else grid.steps - len(time) - 1) - lead
    name = context.within(standard.name, standard.short, width) if standard else step.id
    left = beside(arrow, row(f"{number:>2}{'  ' if grid.air else ' '}", role), column(row(name, role), width))
    if grid.actors and standard:
        left = beside(left, row("  "), row(", ".join(map(context.say, standard.actors)), "quiet"))
    return justify(left, row(time, role), grid.steps, gap=1)


def _standard_step(context: RenderContext, step: str) -> ShownStep | None:
    sop = context.model.sop
    return sop.step(step) if sop else None


def _step_time(context: RenderContext, visit: CounterVisit, step: CounterStep) -> str:
    """Return what a step took, how long the present one runs, or that one was done before the counter."""
    if step.done_at:
        return stopwatch(step.seconds) if step.seconds is not None else context.say(tr("selesai"))
    if visit.state != "serving" or step.id != visit.step or visit.started_at is None:
        return ""
    began = max([visit.started_at, *(s.done_at for s in visit.steps if s.done_at)])
    return stopwatch(max(0, int((context.now - began).total_seconds())))


def _papers(context: RenderContext, room: int) -> Rows:
    if context.model.sop is None:
        return context.row(tr("SYARAT"), "quiet"), context.row(tr("   SOP-nya belum ada di sini"), "quiet")
    width = context.grid.width - context.grid.papers - 4
    papers = context.model.requirements
    entries: list[Rows] = []
    spare = room - len(papers)
    for number, paper in enumerate(papers, 1):
        entries.append(_paper(context, number, paper, width, 2 if spare > 0 else 1))
        spare -= len(entries[-1]) - 1
    hidden = max(0, len(entries) - room)
    rows = [line for entry in entries[: len(entries) - hidden] for line in entry]
    head = row(context.say(tr("SYARAT")) + _more(context, hidden), "quiet")
    return (head, *rows, *_output(context, width, room - len(rows)))


def _paper(context: RenderContext, number: int, paper: ShownRequirement, width: int, most: int) -> Rows:
    name = context.within(paper.name, paper.short, width)
    if_needed = context.say(tr(" (bila perlu)")) if paper.if_needed and "(" not in name else ""
    name += if_needed if cells(name + if_needed) <= width else ""
    ticked = paper.id in context.model.ticked
    role: ColourRole = "quiet" if ticked else "text"
    digit = row(f"{number} " if number <= 9 else "  ", "accent" if context.model.situation == "serving" else "quiet")
    first, *rest = wrap(name, width, most)
    head = beside(row(" "), digit, row("[x] " if ticked else "[ ] "), row(first, role))
    return (head, *(row(_PAPER_INDENT + line, role) for line in rest))


def _output(context: RenderContext, width: int, room: int) -> Rows:
    step = context.model.step
    standard = _standard_step(context, step.id) if step else None
    if not context.grid.air or standard is None or not standard.output:
        return ()
    lines = wrap(context.say(standard.output), width, 2)
    if len(lines) + 2 > room:
        return ()
    head = row(_PAPER_INDENT + context.say(tr("Keluaran tahap ini")), "quiet")
    return (BLANK, head, *(row(_PAPER_INDENT + line) for line in lines))


def next_rows(context: RenderContext) -> Rows:
    """Return, while a number is at hand, who would be called next, and how long the line is."""
    document, room = context.model.document, context.grid.line
    if document is None:
        return pad_rows((), room)
    label = context.say(tr("BERIKUTNYA"))
    rows = tuple(_next_row(context, w, label if n == 0 else "") for n, w in enumerate(document.line[: room - 1]))
    rows = rows or (_beside_label(label, context.row(tr("tidak ada yang menunggu"))),)
    waiting = tr("Di depan loket ini {n}") if document.line_length else tr("Menunggu untuk loket lain: {n}")
    count = context.say(waiting, n=document.line_length or document.elsewhere)
    aside = _parked_count(context, document.parked), _absent_numbers(context, document.absent)
    info = _as_many_as_fit(count, *aside, width=context.grid.width - _LABEL)
    return (*pad_rows(rows, room - 1), _beside_label("", row(info, "quiet")))


def _beside_label(label: str, line: Row) -> Row:
    return beside(column(row(label, "quiet"), _LABEL), line)


def _next_row(context: RenderContext, waiting: WaitingVisit, label: str) -> Row:
    name = context.say(context.model.service_name(waiting.service))
    why, waited = context.say(waiting.why), context.waiting_time(waiting)
    if context.grid.air:
        waited = context.say(tr("menunggu {t}"), t=waited)
        service = column(row(name), 28)
        return _beside_label(label, beside(row(f"{waiting.ticket:<7}"), service, row(f"  {waited}  •  {why}", "quiet")))
    return _beside_label(label, beside(row(f"{waiting.ticket}  {name}, {waited}"), row(f"  •  {why}", "quiet")))


def _as_many_as_fit(*parts: str, width: int) -> str:
    """Return the first of *parts*, and of the others those that fit beside it."""
    words = ""
    for part in parts:
        longer = f"{words}  •  {part}" if words and part else words or part
        words = longer if not words or cells(longer) <= width else words
    return words


def _absent_numbers(context: RenderContext, absent: tuple[AbsentVisit, ...]) -> str:
    numbers = ", ".join(f"{a.ticket} ({context.clock(a.since)})" for a in absent)
    return context.say(tr("tidak hadir: {n}"), n=numbers) if absent else ""


def _parked_count(context: RenderContext, parked: tuple[ParkedVisit, ...]) -> str:
    numbers = ", ".join(p.ticket for p in parked)
    return context.say(tr("tertunda di loket ini {n}: {t}"), n=len(parked), t=numbers) if parked else ""


def _parked_numbers(context: RenderContext, parked: tuple[ParkedVisit, ...]) -> str:
    parts = [(p.ticket, context.clock(p.since), context.say(PARK[p.reason])) for p in parked]
    if len(parts) == 1:
        ticket, since, why = parts[0]
        return context.say(tr("{t} tertunda di loket ini sejak {s}: {r}"), t=ticket, s=since, r=why)
    numbers = ", ".join(f"{ticket} ({since}, {why})" for ticket, since, why in parts)
    return context.say(tr("Tertunda di loket ini: {n}"), n=numbers) if parts else ""


def why_rows(context: RenderContext) -> Rows:
    """Return, while nobody is at hand, why the first of the line is first, in three rows."""
    document = context.model.document
    if document is None or not document.line:
        return BLANK, BLANK, BLANK
    reason = context.say(document.line[0].why)
    lines = wrap(reason[:1].upper() + reason[1:] + ".", context.grid.width - _LABEL, 2)
    label = context.say(tr("MENGAPA"))
    return pad_rows((_beside_label(label if n == 0 else "", row(line)) for n, line in enumerate(lines)), 3)


def after_rows(context: RenderContext, room: int, skip: int) -> Rows:
    """Return the line but its first *skip*, in *room* rows, and at the end who is parked or absent."""
    document = context.model.document
    if document is None:
        return pad_rows((), room)
    absent = _absent_numbers(context, document.absent)
    parts = _parked_numbers(context, document.parked), absent[:1].upper() + absent[1:]
    aside = [row(part, "quiet") for part in parts if part] or [BLANK]
    room -= len(aside)
    rows = [_line_row(context, waiting) for waiting in document.line[skip : skip + room - 3]]
    more = document.line_length - skip - len(rows)
    if more > 0:
        rows.append(context.row(tr("dan {n} lagi"), "quiet", n=more))
    head = context.row(tr("SESUDAHNYA") if skip else tr("MENUNGGU"), "quiet") if rows else BLANK
    return (head, BLANK, *pad_rows(rows, room - 2), *aside)


def _line_row(context: RenderContext, waiting: WaitingVisit) -> Row:
    left = beside(
        column(row(waiting.ticket), 7),
        column(context.row(context.model.service_name(waiting.service)), 34 if context.grid.air else 20),
        column(row(context.waiting_time(waiting)), 10, right=True),
    )
    return justify(beside(left, row("  "), context.row(waiting.why, "quiet")), BLANK, context.grid.width)
