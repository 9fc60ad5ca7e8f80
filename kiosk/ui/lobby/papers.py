"""What to bring: the papers of a service, each with a dot; short names where the whole ones do not fit."""

from kiosk.text.language import tr
from kiosk.text.sanitize import cells
from kiosk.ui.lobby.view import View
from kiosk.ui.lobby.words import sop_name
from kiosk.ui.rows import BLANK, Row, Rows, justify, row, wrap
from kiosk.wire.catalogue import ShownRequirement, ShownSop

BRING = tr("YANG DIBAWA")
BRING_SHORTLY = tr("BAWA")
IF_NEEDED = tr(" (bila perlu)")
MORE = tr("+{n} lagi")
DOTTED = "• "
"""What a paper begins with."""


def what_to_bring(view: View, sop: ShownSop, width: int, height: int, roomy: bool) -> Rows:
    """The papers below their title."""
    head = (title(view, sop, width), *(BLANK,) * roomy)
    return (*head, *papers(view, sop, width, height - len(head)))


def title(view: View, sop: ShownSop, width: int) -> Row:
    """Of which service the papers are, and which of those in turn; in a narrow place what is least needed goes."""
    every = view.sops_in_turn
    turn = f"{every.index(sop) + 1}/{len(every)}" if len(every) > 1 and sop in every else ""
    label = f"{view.say(BRING)}: "
    for before, after in ((label, turn), (label, ""), ("", view.say(BRING_SHORTLY))):
        words, room = before + sop_name(view, sop, width - cells(before + after) - 2), width - cells(after) - 2
        if cells(words) <= room:
            break
    return justify(row(words, "accent"), row(after, "quiet"), width)


def papers(view: View, sop: ShownSop, width: int, height: int) -> Rows:
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
