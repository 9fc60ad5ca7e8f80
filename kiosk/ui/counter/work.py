"""The steps of the visit at hand, with the cursor, and its papers as a check list."""

from typing import NamedTuple

from kiosk.language import tr
from kiosk.text import cells
from kiosk.ui.counter.look import Look, stopwatch
from kiosk.ui.rows import BLANK, Role, Row, Rows, beside, column, ends, filled, row, wrapped
from kiosk.wire.catalogue import ShownRequirement, ShownStep
from kiosk.wire.counter import CounterStep, CounterVisit

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


def work(look: Look, visit: CounterVisit, room: int) -> Rows:
    """Title, a blank row, and the two lists side by side, in *room* rows."""
    steps = _steps(look, visit, room - 2)
    papers = _papers(look, room - 2)
    gap = look.grid.papers - look.grid.steps - 3
    left_head, right_head = steps[0], papers[0]
    heads = beside(column(left_head, look.grid.steps), column((), gap + 3), right_head)
    lists = (
        beside(column(a, look.grid.steps), column((), gap), b)
        for a, b in zip(filled(steps[1:], room - 2), filled(papers[1:], room - 2), strict=True)
    )
    return (heads, BLANK, *lists)


def _steps(look: Look, visit: CounterVisit, room: int) -> Rows:
    """The head, then the steps."""
    grid, cursor = look.grid, look.station.step
    places = [step.id for step in visit.steps]
    shown = window(len(places), room, places.index(cursor.id) if cursor else 0)
    head = look.say(tr("TAHAP")) + (_more(look, shown.hidden))
    actors = look.say(tr("PELAKSANA")) if grid.actors else ""
    left = column(row(head, "quiet"), grid.actors or len(head))
    rows = [_step(look, visit, number, visit.steps[number - 1]) for number in range(shown.start + 1, shown.stop + 1)]
    if grid.air and 2 * len(rows) - 1 <= room:
        rows = [r for step in rows for r in (step, BLANK)]
    return (ends(beside(left, row(actors, "quiet")), row(look.say(tr("WAKTU")), "quiet"), grid.steps), *rows)


def _more(look: Look, hidden: int) -> str:
    return look.say(tr("  +{n} lagi"), n=hidden) if hidden else ""


def _step(look: Look, visit: CounterVisit, number: int, step: CounterStep) -> Row:
    grid = look.grid
    here = look.station.step is not None and look.station.step.id == step.id
    known = _known(look, step.id)
    role: Role = "quiet" if step.done_at or not step.here else "text"
    time = _time(look, visit, step)
    arrow = row("→" if here else " ", "accent")
    lead = 5 if grid.air else 4
    width = (grid.actors - 2 if grid.actors else grid.steps - len(time) - 1) - lead
    name = look.within(known.name, known.short, width) if known else step.id
    left = beside(arrow, row(f"{number:>2}{'  ' if grid.air else ' '}", role), column(row(name, role), width))
    if grid.actors and known:
        left = beside(left, row("  "), row(", ".join(map(look.say, known.actors)), "quiet"))
    return ends(left, row(time, role), grid.steps, gap=1)


def _known(look: Look, step: str) -> ShownStep | None:
    sop = look.station.sop
    return sop.step(step) if sop else None


def _time(look: Look, visit: CounterVisit, step: CounterStep) -> str:
    """What a step took, how long the present one runs, or that one was done before the counter."""
    if step.done_at:
        return stopwatch(step.seconds) if step.seconds is not None else look.say(tr("selesai"))
    if visit.state != "serving" or step.id != visit.step or visit.started_at is None:
        return ""
    began = max([visit.started_at, *(s.done_at for s in visit.steps if s.done_at)])
    return stopwatch(max(0, int((look.now - began).total_seconds())))


def _papers(look: Look, room: int) -> Rows:
    """The head, then the papers with their digits, and what the step under the cursor puts out where there is room."""
    grid = look.grid
    if look.station.sop is None:
        return (
            row(look.say(tr("SYARAT")), "quiet"),
            row(look.say(tr("   SOP-nya belum ada di sini")), "quiet"),
        )
    width = grid.width - grid.papers - 4
    papers = look.station.requirements
    entries: list[list[Row]] = []
    spare = room - len(papers)
    for number, paper in enumerate(papers, 1):
        entries.append(_paper(look, number, paper, width, 2 if spare > 0 else 1))
        spare -= len(entries[-1]) - 1
    hidden = max(0, len(entries) - room)
    rows = [line for entry in entries[: len(entries) - hidden] for line in entry]
    head = row(look.say(tr("SYARAT")) + _more(look, hidden), "quiet")
    return (head, *rows, *_output(look, width, room - len(rows)))


def _paper(look: Look, number: int, paper: ShownRequirement, width: int, most: int) -> list[Row]:
    name = look.within(paper.name, paper.short, width)
    if_needed = look.say(tr(" (bila perlu)")) if paper.if_needed and "(" not in name else ""
    name += if_needed if cells(name + if_needed) <= width else ""
    ticked = paper.id in look.station.ticked
    digit = row(f"{number} " if number <= 9 else "  ", "accent" if look.station.situation == "serving" else "quiet")
    first, *rest = wrapped(name, width, most)
    return [
        beside(row(" "), digit, row("[x] " if ticked else "[ ] "), row(first, "quiet" if ticked else "text")),
        *(row(" " * 7 + line, "quiet" if ticked else "text") for line in rest),
    ]


def _output(look: Look, width: int, room: int) -> Rows:
    step = look.station.step
    known = _known(look, step.id) if step else None
    if not look.grid.air or known is None or not known.output:
        return ()
    lines = wrapped(look.say(known.output), width, 2)
    if len(lines) + 2 > room:
        return ()
    head = row(" " * 7 + look.say(tr("Keluaran tahap ini")), "quiet")
    return (BLANK, head, *(row(" " * 7 + line) for line in lines))
