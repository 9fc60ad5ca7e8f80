"""Who is signed on where: signing on, signing off, and being signed off by what happens elsewhere.

A person is at one place at a time. Signing on elsewhere moves them, since their PIN has shown that it is they, and
walking back to sign off would help nobody; only a visit left at the old counter keeps them there, which would else
stand before an empty chair. Signing on where somebody else is takes over from them, with the visit at hand.
"""

from collections.abc import Callable

from kiosk.text.language import tr
from kiosk.visit.desk.guard import RuleViolation, require_empty
from kiosk.visit.event.event import Body
from kiosk.visit.event.office import SignedOff, SignedOn, WhyOff
from kiosk.visit.state import Origin, StaffSession, State


def actor_at(state: State, seat: Origin) -> str:
    """Who does what is done at *seat*: whoever is signed on there, else the machine itself.

    Raises:
        RuleViolation: when somebody has to be signed on and nobody is.
    """
    if not seat.staffed:
        return seat.terminal
    person = state.person_at(seat)
    if person is None:
        raise nobody_signed_on()
    return person


def decide_sign_on(state: State, seat: Origin, person: str) -> tuple[Body, ...]:
    """*person* is at *seat* from now on; nothing happens if they are already."""
    before = state.person_at(seat)
    if before == person:
        return ()
    taken_over = (SignedOff(before, "replaced"),) if before else ()
    return (*_leave(state, person), *taken_over, SignedOn(person, seat.terminal))


def decide_sign_off(state: State, seat: Origin) -> tuple[Body, ...]:
    """Whoever is at *seat* leaves; a counter is closed with it, and may hold nobody."""
    person = state.person_at(seat)
    if person is None:
        raise nobody_signed_on()
    if seat.counter is not None:
        require_empty(state, state.counter(seat.counter))
    return (_off(state, person, "own"),)


def sign_off_barred(state: State, may_stay: Callable[[str, StaffSession], bool]) -> tuple[Body, ...]:
    """Those leave who may be there no longer; a visit at hand stays at the counter for whoever comes."""
    return tuple(_off(state, person, "barred") for person, place in state.people.items() if not may_stay(person, place))


def nobody_signed_on() -> RuleViolation:
    """Nobody is signed on where somebody has to be."""
    return RuleViolation(
        "nobody-signed-on",
        tr("belum ada petugas yang masuk di terminal ini"),
        tr("masuk dahulu dengan kode petugas dan PIN"),
    )


def _leave(state: State, person: str) -> tuple[Body, ...]:
    """What moving on leaves behind at the place where *person* was."""
    place = state.people.get(person)
    if place is None:
        return ()
    held = state.counter(place.counter).visit if place.counter else None
    if held is not None:
        raise RuleViolation(
            "busy-elsewhere",
            tr("{p} masih di loket {n} dengan {t}").format(p=person, n=place.counter, t=state.visits[held].ticket),
            tr("selesaikan atau tunda dahulu di sana, atau petugas lain masuk di sana"),
        )
    return (_off(state, person, "elsewhere"),)


def _off(state: State, person: str, why: WhyOff) -> SignedOff:
    counter_id = state.people[person].counter
    counter = state.counter(counter_id) if counter_id else None
    closes = counter is not None and counter.state == "open" and counter.visit is None
    return SignedOff(person, why, closes)
