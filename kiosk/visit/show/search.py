"""The search for visits of today and for cases: by number, by a code on paper, or by words of the service."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from kiosk.codes.ticket_code import parse_ticket_code
from kiosk.search.index import SearchIndex, entry_of, number_forms, search_words
from kiosk.sop.pack import Pack
from kiosk.time.instant import Instant
from kiosk.visit.case import Case
from kiosk.visit.dispatch import ahead_of
from kiosk.visit.show.status import case_shown
from kiosk.visit.state import State, Visit
from kiosk.wire.answer import FoundVisit, SearchResult

_MOST: Final = 12
"""Visits in one answer, about as many as a screen lists."""


def find_visits(
    state: State, pack: Pack, asked: str, filed: Callable[[str], Case | None], now: Instant
) -> SearchResult:
    """Return the visits of today and the cases that match *asked*; *filed* finds cases closed on an earlier day."""
    code = parse_ticket_code(asked)
    if code is not None:
        case = state.cases.get(code) or filed(code)
        visits = [v for v in state.visits.values() if v.code == code or any(each.code == code for each in v.cases)]
        cases = [case] if case else []
    else:
        visits = _by_number(state, asked)
        cases = [state.cases[each.code] for visit in visits for each in visit.cases]
        visits += [visit for visit in _by_service(state, pack, asked) if visit not in visits]
    shown = tuple(_visit(visit, state, pack, now) for visit in visits[:_MOST])
    return SearchResult(shown, tuple(case_shown(case, pack, now) for case in cases[:_MOST]))


def _by_number(state: State, asked: str) -> list[Visit]:
    number = "".join(asked.split()).casefold()
    return [visit for visit in state.visits.values() if number in map(str.casefold, number_forms(visit.ticket))]


def _by_service(state: State, pack: Pack, asked: str) -> list[Visit]:
    """Return the visits whose service matches these words: open before ended ones, best match first."""
    if not search_words(asked):
        return []
    services = dict.fromkeys(visit.service for visit in state.visits.values())
    sops = [pack.sops[service] for service in services if service in pack.sops]
    hits = [hit.id for hit in SearchIndex(entry_of(sop.id, (sop.name, sop.file.short)) for sop in sops).find(asked)]
    theirs = [visit for visit in state.visits.values() if visit.service in hits]
    return sorted(theirs, key=lambda visit: (visit.state == "ended", hits.index(visit.service)))


def _visit(visit: Visit, state: State, pack: Pack, now: Instant) -> FoundVisit:
    waits = visit.state == "waiting"
    return FoundVisit(
        visit=visit.id,
        revision=visit.revision,
        ticket=visit.ticket,
        service=visit.service,
        state=visit.state,
        sop=visit.sop,
        since=_since(visit),
        step=visit.step,
        place=visit.steps.index(visit.step) + 1 if visit.step else None,
        steps=len(visit.steps),
        counter=None if waits else visit.leg.counter,
        queue=visit.queue if waits else None,
        ahead=len(ahead_of(state, pack, visit, now)) if waits else None,
        outcome=visit.outcome,
        cases=tuple(each.code for each in visit.cases),
    )


def _since(visit: Visit) -> datetime | None:
    """Return when the visit came into its state; None if it ended while it waited."""
    leg = visit.leg
    if visit.state == "waiting":
        return leg.entered.at
    if visit.state == "called":
        return leg.calls[-1].at
    moment = leg.started if visit.state == "serving" else leg.ended
    return moment.at if moment else None
