"""The search for a visit, a case or a standard by words.

It searches what this terminal last heard, so that it works without the endpoint too, and adds the endpoint's answer
once that is here.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Final

from attrs import evolve, field, frozen

from kiosk.codes.ticket_code import parse_ticket_code
from kiosk.feed.sender import CommandRefused, Unreachable
from kiosk.search.index import SearchIndex, entry_of, number_forms, standard_entry
from kiosk.text.language import Text
from kiosk.wire.answer import FoundVisit, SearchResult
from kiosk.wire.case import CaseShown
from kiosk.wire.catalogue import Catalogue, ShownSop
from kiosk.wire.counter import CounterDocument

LONGEST: Final = 40
"""Characters of the words searched for."""

SearchHit = FoundVisit | CaseShown | ShownSop

SopOf = Callable[[str, str | None], ShownSop | None]
"""The standard that something follows: by its service and the standard's digest."""


@frozen
class SearchAnswer:
    """What the endpoint found by some words, or why it did not answer."""

    words: str
    answer: SearchResult | CommandRefused | Unreachable


@frozen
class SearchState:
    known: dict[str, FoundVisit | ShownSop] = field(eq=False)
    """What this terminal knows by itself, by id."""
    index: SearchIndex = field(eq=False, repr=False)
    text: str = ""
    latest: SearchAnswer | None = None
    hits: tuple[SearchHit, ...] = ()
    """Visits first, then cases, then standards, best first; without words all standards."""
    cursor: int = 0
    opened: ShownSop | CaseShown | None = None
    """The standard or case that is shown whole."""
    only: bool = False
    """It was opened without a search: closing it ends the search."""
    scrolled: int = 0
    """Rows of it that are out of sight above."""

    @property
    def words(self) -> str:
        return self.text.strip()

    @property
    def selected(self) -> SearchHit | None:
        return self.hits[self.cursor] if self.hits else None

    @property
    def answer(self) -> SearchResult | CommandRefused | Unreachable | None:
        """The endpoint's answer to these words; None while it has not come."""
        return self.latest.answer if self.latest and self.latest.words == self.words else None


def open_search(document: CounterDocument | None, catalogue: Catalogue) -> SearchState:
    """Return a search among the numbers of *document* and the standards of *catalogue*."""
    visits = {visit.visit: visit for visit in _visits(document)} if document else {}
    names = {sop.id: sop.name for sop in catalogue.sops}
    numbers = [
        entry_of(visit.visit, map(Text, number_forms(visit.ticket)), [names.get(visit.service)])
        for visit in visits.values()
    ]
    menu = catalogue.office.menu
    standards = [standard_entry(sop, [line.name for line in menu if line.service == sop.id]) for sop in catalogue.sops]
    known: dict[str, FoundVisit | ShownSop] = {**visits, **{sop.id: sop for sop in catalogue.sops}}
    return _with_hits(SearchState(known, SearchIndex((*numbers, *standards))))


def open_standard(document: CounterDocument | None, catalogue: Catalogue, sop: ShownSop) -> SearchState:
    return evolve(open_search(document, catalogue), opened=sop, only=True)


def receive_answer(search: SearchState, answer: SearchAnswer) -> SearchState:
    """Add the endpoint's answer, unless other words have been typed meanwhile; the cursor stays on its hit."""
    if answer.words != search.words:
        return search
    selected, after = search.selected, _with_hits(evolve(search, latest=answer))
    places = [n for n, hit in enumerate(after.hits) if search.cursor and selected and _same(hit, selected)]
    return evolve(after, cursor=places[0]) if places else after


def press_in_search(search: SearchState, key: str, sop_of: SopOf) -> SearchState | None:
    """Return the search after *key*; None once it is over."""
    if key == "escape":
        return None if search.opened is None or search.only else evolve(search, opened=None, scrolled=0)
    if key in ("up", "down"):
        return _move(search, -1 if key == "up" else 1)
    if search.opened is not None:
        return search
    if key == "enter" and search.selected is not None:
        hit = search.selected
        return evolve(search, opened=sop_of(hit.service, hit.sop) if isinstance(hit, FoundVisit) else hit)
    if key == "backspace":
        return _with_hits(evolve(search, text=search.text[:-1]))
    letters = " " if key == "space" else key.lower() if len(key) == 1 else ""
    return _with_hits(evolve(search, text=(search.text + letters)[:LONGEST])) if letters else search


def _move(search: SearchState, by: int) -> SearchState:
    opened = search.opened
    if opened is not None:
        more = len(opened.steps) + len(opened.requirements) if isinstance(opened, ShownSop) else len(opened.promised)
        most = 12 + more  # about as many rows as it has
        return evolve(search, scrolled=min(max(search.scrolled + by, 0), most))
    return evolve(search, cursor=min(max(search.cursor + by, 0), max(len(search.hits) - 1, 0)))


def _with_hits(search: SearchState) -> SearchState:
    """Find the words anew. A whole code finds what it is on and nothing else, the case before its visit."""
    words, found = search.words, search.answer if isinstance(search.answer, SearchResult) else SearchResult()
    if parse_ticket_code(words):
        return evolve(search, hits=(*found.cases, *found.visits), cursor=0)
    own = [search.known[hit.id] for hit in search.index.find(words, 60)] if words else search.known.values()
    sops = (hit for hit in own if isinstance(hit, ShownSop))
    theirs = {visit.visit for visit in found.visits}
    visits = (hit for hit in own if words and isinstance(hit, FoundVisit) and hit.visit not in theirs)
    return evolve(search, hits=(*found.visits, *visits, *found.cases, *sops), cursor=0)


def _same(one: SearchHit, other: SearchHit) -> bool:
    return type(one) is type(other) and id_of(one) == id_of(other)


def id_of(hit: SearchHit) -> str:
    """Return what tells *hit* from others of its kind."""
    if isinstance(hit, FoundVisit):
        return hit.visit
    return hit.code if isinstance(hit, CaseShown) else hit.id


def _visits(document: CounterDocument) -> Iterator[FoundVisit]:
    """Yield the visits that a counter's document names."""
    here, at = document.id, document.at
    if v := document.visit:
        since = at - timedelta(seconds=v.served) if v.state == "serving" else v.called_at
        yield FoundVisit(v.id, v.revision, v.ticket, v.service, v.state, v.sop, since, v.step, counter=here)
    for p in document.parked:
        yield FoundVisit(p.visit, p.revision, p.ticket, p.service, "parked", since=p.since, counter=here)
    for w in (*document.line, *document.returned):
        entered = at - timedelta(seconds=w.waited)
        yield FoundVisit(w.visit, w.revision, w.ticket, w.service, "waiting", since=entered)
    for a in document.absent:
        yield FoundVisit(a.visit, a.revision, a.ticket, a.service, "absent", since=a.since, counter=here)
