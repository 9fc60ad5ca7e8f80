"""What the holder of a ticket may know of it."""

from collections.abc import Iterator

from kiosk.sop.model import Sop
from kiosk.sop.pack import Pack
from kiosk.text.language import Text, tr
from kiosk.time.instant import Instant
from kiosk.visit.desk.guard import RuleViolation
from kiosk.visit.dispatch import ahead_of
from kiosk.visit.promise import due_if_now, shown_promise
from kiosk.visit.show.receipt import case_shown, lacked
from kiosk.visit.state import State, Visit
from kiosk.wire.answer import IssuedTicket
from kiosk.wire.ticket import Ahead, ShortOutcome, TicketStatus, TicketStep


def issued_answer(state: State, pack: Pack, visit_id: str, now: Instant) -> IssuedTicket:
    """What is printed on the ticket just given out."""
    visit = state.visits[visit_id]
    return IssuedTicket(
        visit=visit.id,
        ticket=visit.ticket,
        code=visit.code,
        service=visit.service,
        queue=visit.queue,
        ahead=_ahead(state, pack, visit, now).total,
        version=state.version,
    )


def ticket_status(state: State, pack: Pack, code: str, now: Instant) -> TicketStatus:
    """Where the visit of that code stands.

    Raises:
        RuleViolation: when no ticket of today has the code.
    """
    visit = state.by_code(code)
    if visit is None:
        raise RuleViolation(
            "no-such-ticket",
            tr("kode itu tidak ada hari ini"),
            tr("periksa kode pada karcis"),
            status=404,
        )
    ahead = _ahead(state, pack, visit, now) if visit.state == "waiting" else None
    sop = pack.sops.get(visit.service)
    names = {step.id: step.short or step.name for step in (*sop.visit_steps, *sop.collection_steps)} if sop else {}
    return TicketStatus(
        ticket=visit.ticket,
        service=visit.service,
        name=pack.service_name(visit.service),
        state=visit.state,
        at=now.at,
        language=visit.language,
        steps=tuple(
            TicketStep(step, names.get(step, Text(step)), done.moment.at if done else None)
            for step, done in ((step, visit.done.get(step)) for step in visit.steps)
        ),
        people=visit.people,
        outcomes=tuple(_outcomes(visit, sop)),
        step=visit.step,
        counter=visit.counter,
        ahead=ahead,
        why=_why(ahead, visit.priority) if ahead else None,
        promise=shown_promise(sop) if sop and not visit.cases else None,
        due_if_now=due_if_now(sop, now.at, pack.office) if sop and not visit.cases else None,
        cases=tuple(case_shown(state.cases[each.code], pack, now) for each in visit.cases),
    )


def _outcomes(visit: Visit, sop: Sop | None) -> Iterator[ShortOutcome]:
    """What came of those of whom it is known, and who did not get all that they came for."""
    for each in visit.settled:
        yield ShortOutcome(each.applicant, each.outcome, lacked(sop, each.missing))
    if visit.outcome not in (None, "done"):
        settled = {each.applicant for each in visit.settled}
        for applicant in range(1, visit.people + 1):
            if applicant not in settled:
                yield ShortOutcome(applicant, visit.outcome, lacked(sop, visit.missing))


def _ahead(state: State, pack: Pack, visit: Visit, now: Instant) -> Ahead:
    before = ahead_of(state, pack, visit, now)
    alike = sum(1 for other in before if other.priority == visit.priority)
    return Ahead(len(before), alike, len(before) - alike)


def _why(ahead: Ahead, priority: bool) -> Text:
    if not ahead.total:
        return tr("Anda berikutnya")
    others = tr("{n} bukan prioritas") if priority else tr("{n} prioritas")
    earlier = tr("{n} lebih dulu")
    parts = [t.format(n=n) for t, n in ((earlier, ahead.earlier), (others, ahead.by_turn)) if n]
    listed = Text(", ".join(p.id for p in parts), ", ".join(p["en"] for p in parts))
    return tr("{t} di depan: {p}").format(t=ahead.total, p=listed)
