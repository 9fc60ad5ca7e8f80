"""Finding a number, a case or a standard by words: from what this terminal last heard, so that it works without the
endpoint too, and from the endpoint's answer once that is here.
"""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Final

from attrs import evolve, field, frozen

from kiosk.code import read_code
from kiosk.feed.answer import Refused, Unreachable
from kiosk.language import Text
from kiosk.search import Index, entry_of, number_forms, standard_entry
from kiosk.wire.case import CaseShown
from kiosk.wire.catalogue import Catalogue, ShownSop
from kiosk.wire.counter import CounterDocument
from kiosk.wire.search import Found, FoundVisit

LONGEST: Final = 40
"""Characters of the words that are looked for."""

_MOST: Final = 60
"""Things found that are listed; whoever sees so many types another word."""

_FEWEST_ROWS: Final = 12
"""Rows of a standard or a case beside its steps and papers, about: it is not scrolled for ever."""

SearchHit = FoundVisit | CaseShown | ShownSop

SopOf = Callable[[str, str | None], ShownSop | None]
"""The standard that something follows: by its service and the standard's digest."""


@frozen
class SearchAnswer:
    """What the endpoint found by some words, or why it did not answer."""

    words: str
    answer: Found | Refused | Unreachable


@frozen
class SearchState:
    """The words typed so far and what they find."""

    things: dict[str, FoundVisit | ShownSop] = field(eq=False)
    """What this terminal knows by itself."""
    index: Index = field(eq=False, repr=False)
    text: str = ""
    heard: SearchAnswer | None = None
    found: tuple[SearchHit, ...] = ()
    """Visits first, then cases, then standards, best first; without words all standards."""
    cursor: int = 0
    opened: ShownSop | CaseShown | None = None
    """What is read."""
    only: bool = False
    """It was opened without looking for it: leaving it ends the finding."""
    scrolled: int = 0
    """Rows of it that are out of sight above."""

    @property
    def words(self) -> str:
        """What is looked for."""
        return self.text.strip()

    @property
    def marked(self) -> SearchHit | None:
        """What the cursor is on."""
        return self.found[self.cursor] if self.found else None

    @property
    def answer(self) -> Found | Refused | Unreachable | None:
        """What the endpoint says to these words; none while it has not."""
        return self.heard.answer if self.heard and self.heard.words == self.words else None


def open_search(document: CounterDocument | None, catalogue: Catalogue) -> SearchState:
    """Look among the numbers of *document* and the standards of *catalogue*."""
    visits = {visit.visit: visit for visit in _visits(document)} if document else {}
    names = {sop.id: sop.name for sop in catalogue.sops}
    numbers = [
        entry_of(visit.visit, map(Text, number_forms(visit.ticket)), [names.get(visit.service)])
        for visit in visits.values()
    ]
    menu = catalogue.office.menu
    standards = [standard_entry(sop, [line.name for line in menu if line.service == sop.id]) for sop in catalogue.sops]
    index = Index((*numbers, *standards))
    return _found(SearchState({**visits, **{sop.id: sop for sop in catalogue.sops}}, index))


def open_standard(document: CounterDocument | None, catalogue: Catalogue, sop: ShownSop) -> SearchState:
    """Read *sop* without looking for it."""
    return evolve(open_search(document, catalogue), opened=sop, only=True)


def receive_answer(search: SearchState, heard: SearchAnswer) -> SearchState:
    """The endpoint has answered; what was found by other words meanwhile stays as it is."""
    if heard.words != search.words:
        return search
    marked, after = search.marked, _found(evolve(search, heard=heard))
    places = [n for n, thing in enumerate(after.found) if search.cursor and marked and _same(thing, marked)]
    return evolve(after, cursor=places[0]) if places else after


def press_in_search(search: SearchState, key: str, sop_of: SopOf) -> SearchState | None:
    """What a key makes of it; none: it is over."""
    if key == "escape":
        return None if search.opened is None or search.only else evolve(search, opened=None, scrolled=0)
    if key in ("up", "down"):
        return _moved(search, -1 if key == "up" else 1)
    if search.opened is not None:
        return search
    if key == "enter" and search.marked is not None:
        marked = search.marked
        return evolve(search, opened=sop_of(marked.service, marked.sop) if isinstance(marked, FoundVisit) else marked)
    if key == "backspace":
        return _found(evolve(search, text=search.text[:-1]))
    letters = " " if key == "space" else key.lower() if len(key) == 1 else ""
    return _found(evolve(search, text=(search.text + letters)[:LONGEST])) if letters else search


def _moved(search: SearchState, by: int) -> SearchState:
    opened = search.opened
    if opened is not None:
        more = len(opened.steps) + len(opened.requirements) if isinstance(opened, ShownSop) else len(opened.promised)
        return evolve(search, scrolled=min(max(search.scrolled + by, 0), _FEWEST_ROWS + more))
    return evolve(search, cursor=min(max(search.cursor + by, 0), max(len(search.found) - 1, 0)))


def _found(search: SearchState) -> SearchState:
    """A whole code finds what it is on and nothing else, the case before its visit: no word is like it."""
    words, heard = search.words, search.answer if isinstance(search.answer, Found) else Found()
    if read_code(words):
        return evolve(search, found=(*heard.cases, *heard.visits), cursor=0)
    known = _known(search, words) if words else search.things.values()
    sops = (thing for thing in known if isinstance(thing, ShownSop))
    theirs = {visit.visit for visit in heard.visits}
    here = (thing for thing in known if words and isinstance(thing, FoundVisit) and thing.visit not in theirs)
    return evolve(search, found=(*heard.visits, *here, *heard.cases, *sops), cursor=0)


def _known(search: SearchState, words: str) -> tuple[FoundVisit | ShownSop, ...]:
    return tuple(search.things[hit.id] for hit in search.index.find(words, _MOST))


def _same(one: SearchHit, other: SearchHit) -> bool:
    return type(one) is type(other) and id_of(one) == id_of(other)


def id_of(thing: SearchHit) -> str:
    """What tells it from others of its kind."""
    if isinstance(thing, FoundVisit):
        return thing.visit
    return thing.code if isinstance(thing, CaseShown) else thing.id


def _visits(document: CounterDocument) -> Iterator[FoundVisit]:
    """The visits that a counter knows of."""
    here, at = document.id, document.at
    if document.visit:
        visit = document.visit
        served = at - timedelta(seconds=visit.served)
        since: datetime | None = served if visit.state == "serving" else visit.called_at
        yield FoundVisit(
            visit.id,
            visit.revision,
            visit.ticket,
            visit.service,
            visit.state,
            visit.sop,
            since,
            visit.step,
            counter=here,
        )
    for parked in document.parked:
        yield FoundVisit(
            parked.visit, parked.revision, parked.ticket, parked.service, "parked", since=parked.since, counter=here
        )
    for waiting in (*document.line, *document.returned):
        entered = at - timedelta(seconds=waiting.waited)
        yield FoundVisit(waiting.visit, waiting.revision, waiting.ticket, waiting.service, "waiting", since=entered)
    for absent in document.absent:
        yield FoundVisit(
            absent.visit, absent.revision, absent.ticket, absent.service, "absent", since=absent.since, counter=here
        )
