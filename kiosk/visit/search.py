"""Finding a visit of today or a case by what is printed on paper: a number, or a code."""

from collections.abc import Callable

from kiosk.code import read_code
from kiosk.moment import Moment
from kiosk.sop.pack import Pack
from kiosk.visit.case import Case
from kiosk.visit.receipt import case_shown
from kiosk.visit.state import State, Visit
from kiosk.wire.search import Found, FoundVisit


def find(state: State, pack: Pack, asked: str, filed: Callable[[str], Case | None], now: Moment) -> Found:
    """The visits of today and the cases of that number or code; *filed* finds cases that closed on an earlier day."""
    code = read_code(asked)
    if code is not None:
        case = state.cases.get(code) or filed(code)
        visits = [v for v in state.visits.values() if v.code == code or any(each.code == code for each in v.cases)]
        return Found(tuple(map(_visit, visits)), (case_shown(case, pack, now),) if case else ())
    number = "".join(asked.split()).upper()
    visits = [visit for visit in state.visits.values() if visit.ticket == number]
    theirs = [state.cases[each.code] for visit in visits for each in visit.cases]
    return Found(tuple(map(_visit, visits)), tuple(case_shown(case, pack, now) for case in theirs))


def _visit(visit: Visit) -> FoundVisit:
    held = visit.state in ("called", "serving", "parked", "absent")
    return FoundVisit(
        visit=visit.id,
        revision=visit.revision,
        ticket=visit.ticket,
        service=visit.service,
        state=visit.state,
        step=visit.step,
        counter=visit.leg.counter if held else None,
        cases=tuple(each.code for each in visit.cases),
    )
