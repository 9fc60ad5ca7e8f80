"""What the holder of a receipt may know of the case, and those who work on it."""

from collections.abc import Iterator
from typing import Final

from attrs import evolve

from kiosk.office.hours import service_date
from kiosk.sop.model import Sop
from kiosk.sop.pack import Pack
from kiosk.text.language import Text, tr
from kiosk.time.instant import Instant
from kiosk.visit.case import Case
from kiosk.visit.state import State, Visit
from kiosk.wire.case import CaseShown, CounterCase

_OTHER: Final = tr("persyaratan lain")


def lacked(sop: Sop | None, missing: tuple[str, ...]) -> tuple[Text, ...]:
    """The requirements that were *missing*, in words."""
    names = {requirement.id: requirement.name for requirement in sop.requirements} if sop else {}
    return tuple(names.get(each, _OTHER) for each in missing)


def case_shown(case: Case, pack: Pack, now: Instant) -> CaseShown:
    """The case as it stands."""
    sop = pack.sops.get(case.service)
    term = pack.office.file.term
    missing = case.closed.missing if case.closed else ()
    return CaseShown(
        code=case.code,
        service=case.service,
        name=pack.service_name(case.service),
        sop=case.sop,
        state=case.state,
        language=case.language,
        opened=case.opened,
        done=case.done,
        promised=tuple(evolve(each, moved=term(each.moved.id) if each.moved else None) for each in case.promised),
        awaited=case.awaited,
        due=case.due,
        ready=case.ready,
        collect_by=case.collect_by(pack.office),
        uncollected=case.uncollected(pack.office, service_date(pack.office, now.at)),
        hold=case.held.reason if case.held else None,
        stop=term(case.held.stop) if case.held and case.held.stop else None,
        reason=case.closed.reason if case.closed else None,
        missing=missing,
        lacked=lacked(sop, missing),
        bring=tuple(term(each) for step in (sop.collection_steps if sop else ()) for each in step.inputs),
    )


def counter_cases(state: State, visit: Visit) -> Iterator[CounterCase]:
    """The cases of the visit at a counter, without those taken back."""
    for each in visit.cases:
        case = state.cases[each.code]
        if case.state == "void":
            continue
        promised = case.promise_of_ready
        yield CounterCase(
            code=case.code,
            state=case.state,
            service=case.service,
            applicant=each.applicant,
            due=promised.due if promised else None,
            rule=promised.promise.said if promised else None,
            ticks=_ticks(case) if each.applicant is not None and case.open else (),
        )


def _ticks(case: Case) -> tuple[str, ...]:
    counted_from = {promise.from_step for promise in case.plan.promises}
    return tuple(step for step in case.plan.applicant if step in counted_from and step not in case.done)
