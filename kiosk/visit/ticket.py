"""What the holder of a ticket may know of it."""

from kiosk.language import Text
from kiosk.moment import Moment
from kiosk.sop.pack import Pack
from kiosk.visit.dispatch import does
from kiosk.visit.refusal import Refusal
from kiosk.visit.state import State, Visit
from kiosk.wire.command import Issued
from kiosk.wire.ticket import TicketStatus, TicketStep


def issued_answer(state: State, pack: Pack, visit_id: str) -> Issued:
    """What is printed on the ticket just given out."""
    visit = state.visits[visit_id]
    return Issued(
        visit=visit.id,
        ticket=visit.ticket,
        code=visit.code,
        service=visit.service,
        queue=visit.queue,
        ahead=sum(_ahead(state, pack, visit)),
        version=state.version,
    )


def ticket_status(state: State, pack: Pack, code: str, now: Moment) -> TicketStatus:
    """Where the visit of that code stands.

    Raises:
        Refusal: when no ticket of today has the code.
    """
    visit = state.by_code(code)
    if visit is None:
        raise Refusal(
            "no-such-ticket",
            Text("kode itu tidak ada hari ini", "there is no such code today"),
            Text("periksa kode pada karcis", "check the code on the ticket"),
            status=404,
        )
    waiting = visit.state == "waiting"
    earlier, priority = _ahead(state, pack, visit) if waiting else (0, 0)
    sop = pack.sops.get(visit.service)
    names = {step.id: step.short or step.name for step in sop.visit_steps} if sop else {}
    return TicketStatus(
        ticket=visit.ticket,
        service=visit.service,
        name=sop.name if sop else Text(visit.service),
        state=visit.state,
        at=now.at,
        steps=tuple(
            TicketStep(step, names.get(step, Text(step)), done.moment.at if done else None)
            for step, done in ((step, visit.done.get(step)) for step in visit.steps)
        ),
        step=visit.step,
        counter=visit.counter,
        ahead=earlier + priority if waiting else None,
        why=_why(earlier, priority) if waiting else None,
    )


def _ahead(state: State, pack: Pack, visit: Visit) -> tuple[int, int]:
    """How many are called before it at most: those with an earlier place, and priority visits in their turns."""
    wanted = (visit.service, visit.step or "")
    tasks = [does(pack, counter.id) for counter in pack.office.file.counter]
    rivals = [
        other
        for other in state.in_state("waiting")
        if other.id != visit.id
        and any(wanted in does_here and (other.service, other.step or "") in does_here for does_here in tasks)
    ]
    place = (visit.order_at, visit.number)
    earlier = sum(1 for r in rivals if r.priority == visit.priority and (r.order_at, r.number) < place)
    others = sum(1 for r in rivals if r.priority != visit.priority)
    share = pack.office.file.priority_share - 1
    in_turn = earlier // share + 1 if not visit.priority else (earlier + 1) * share
    return earlier, min(others, in_turn)


def _why(earlier: int, others: int) -> Text:
    if not earlier and not others:
        return Text("Anda berikutnya", "you are next")
    if not others:
        return Text("{n} lebih dulu", "{n} came earlier").format(n=earlier)
    return Text(
        "{t} di depan: {n} lebih dulu, {p} giliran lain", "{t} before you: {n} came earlier, {p} by turn"
    ).format(t=earlier + others, n=earlier, p=others)
