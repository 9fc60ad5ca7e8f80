"""Finding a number or a standard by words, from what this terminal last heard: it works without the endpoint too."""

from collections.abc import Iterator
from typing import Final

from attrs import evolve, field, frozen

from kiosk.language import Text
from kiosk.search import Entry, Index, entry_of
from kiosk.wire.catalogue import ShownSop
from kiosk.wire.counter import CounterDocument

LONGEST: Final = 40
"""Characters of the words that are looked for."""

_MOST: Final = 60
"""Things found that are listed; whoever sees so many types another word."""

_FEWEST_ROWS: Final = 12
"""Rows of a standard beside its steps and papers, about: it is not scrolled for ever."""


@frozen
class Number:
    """A number that the counter knows of, and how things are with it."""

    ticket: str
    service: str
    said: Text


Thing = Number | ShownSop


@frozen
class Finding:
    """The words typed so far and what they find."""

    things: dict[str, Thing] = field(eq=False)
    index: Index = field(eq=False, repr=False)
    text: str = ""
    found: tuple[Thing, ...] = ()
    """Numbers first, then standards, best first; without words all standards."""
    cursor: int = 0
    opened: ShownSop | None = None
    """The standard that is read."""
    only: bool = False
    """It was opened without looking for it: leaving it ends the finding."""
    scrolled: int = 0
    """Rows of it that are out of sight above."""

    @property
    def marked(self) -> Thing | None:
        """What the cursor is on."""
        return self.found[self.cursor] if self.found else None


def begin(document: CounterDocument | None, sops: tuple[ShownSop, ...]) -> Finding:
    """Look among the numbers of *document* and *sops*."""
    things: dict[str, Thing] = {number.ticket: number for number in _numbers(document)} if document else {}
    things.update({sop.id: sop for sop in sops})
    names = {sop.id: sop.name for sop in sops}
    index = Index(_entry(name, thing, names) for name, thing in things.items())
    return _found(Finding(things, index))


def read(document: CounterDocument | None, sops: tuple[ShownSop, ...], sop: ShownSop) -> Finding:
    """Read *sop* without looking for it."""
    return evolve(begin(document, sops), opened=sop, only=True)


def pressed(finding: Finding, key: str, sop_of: dict[str, ShownSop]) -> Finding | None:
    """What a key makes of it; none: it is over. *sop_of* has the standard of each service."""
    if key == "escape":
        return None if finding.opened is None or finding.only else evolve(finding, opened=None, scrolled=0)
    if key in ("up", "down"):
        return _moved(finding, -1 if key == "up" else 1)
    if finding.opened is not None:
        return finding
    if key == "enter" and finding.marked is not None:
        marked = finding.marked
        return evolve(finding, opened=sop_of.get(marked.service) if isinstance(marked, Number) else marked)
    if key == "backspace":
        return _found(evolve(finding, text=finding.text[:-1]))
    letters = " " if key == "space" else key.lower() if len(key) == 1 else ""
    return _found(evolve(finding, text=(finding.text + letters)[:LONGEST])) if letters else finding


def _moved(finding: Finding, by: int) -> Finding:
    if finding.opened is not None:
        rows = _FEWEST_ROWS + len(finding.opened.steps) + len(finding.opened.requirements)
        return evolve(finding, scrolled=min(max(finding.scrolled + by, 0), rows))
    return evolve(finding, cursor=min(max(finding.cursor + by, 0), max(len(finding.found) - 1, 0)))


def _found(finding: Finding) -> Finding:
    words = finding.text.strip()
    hits = [finding.things[hit.id] for hit in finding.index.find(words, _MOST)] if words else finding.things.values()
    numbers = [thing for thing in hits if isinstance(thing, Number) and words]
    sops = [thing for thing in hits if isinstance(thing, ShownSop)]
    return evolve(finding, found=(*numbers, *sops), cursor=0)


def _entry(name: str, thing: Thing, names: dict[str, Text]) -> Entry:
    if isinstance(thing, Number):
        short = f"{thing.ticket[:1]}{thing.ticket[1:].lstrip('0')}"
        return entry_of(name, map(Text, (thing.ticket, short, short[1:])), (names.get(thing.service),))
    rows = (*(step.name for step in thing.steps), *(paper.name for paper in thing.requirements))
    return entry_of(name, (thing.name, thing.short, Text(thing.id)), rows)


def _numbers(document: CounterDocument) -> Iterator[Number]:
    if document.visit:
        yield Number(document.visit.ticket, document.visit.service, Text("di loket ini", "at this counter"))
    for parked in document.parked:
        yield Number(parked.ticket, parked.service, Text("tertunda di loket ini", "parked at this counter"))
    for waiting in (*document.line, *document.returned):
        said = Text("menunggu {n} menit", "waits {n} min").format(n=waiting.waited // 60)
        yield Number(waiting.ticket, waiting.service, said)
    for absent in document.absent:
        yield Number(absent.ticket, absent.service, Text("tidak hadir", "absent"))
