"""Codes for terminals to be installed: given out by whoever looks after the endpoint, redeemed once by a terminal.

What is kept of a code cannot be turned back into it. See `kiosk.wire.enrolment` for what the code holds and why.
"""

import hmac
import secrets
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Annotated, Any, Final, Literal

from attrs import evolve, frozen

from kiosk.endpoint.admin.act import Act, Done, Scene
from kiosk.endpoint.admin.terminals import (
    MOST_HOURS,
    in_use,
    must_be_first,
    must_be_in_use,
    must_have_counter,
    name_taken,
    with_new_token,
)
from kiosk.endpoint.store.base import Enrolment, NameTaken, Terminal
from kiosk.schema.fields import Between
from kiosk.text.language import tr
from kiosk.visit.desk.guard import RuleViolation
from kiosk.wire.access import Role
from kiosk.wire.enrolment import HANDLES, Digest, EnrolledTerminal, EnrolRequest

LIFE: Final = timedelta(minutes=15)
"""How long a code is valid."""

MOST_WRONG: Final = 5
"""Wrong tries after which a code is void."""

_REMEMBERED: Final = timedelta(days=1)
"""How long a code that is over is remembered, so that whoever brings it is told what became of it."""

Fate = Literal["unknown", "void", "expired", "used", "name-taken"]


@frozen
class NewEnrolment:
    """A code for a terminal that is to be let in."""

    name: str
    role: Role
    proof: Digest
    """SHA-256 of the proof."""
    counter: str | None = None
    second: bool = False
    """The counter may have a terminal already."""


@frozen
class RenewedEnrolment:
    """A code by which the terminal in use of that name gets a new token and forgets its old certificate."""

    name: str
    proof: Digest
    keep: Annotated[int, Between(0, MOST_HOURS)]


@frozen
class Handle:
    """The answer to both: what the code goes by."""

    handle: int
    until: datetime
    unchecked: bool = False
    """Nobody knows yet whether the office has the terminal's counter: it was never served."""


@frozen
class Tried:
    """What became of a try: a terminal that was let in, or why none was."""

    enrolled: EnrolledTerminal | None = None
    fate: Fate | None = None


def _new(scene: Scene, asked: NewEnrolment) -> Done:
    known = must_have_counter(scene, asked.counter)
    if in_use(scene, asked.name) is not None:
        raise name_taken(asked.name)
    if not asked.second:
        must_be_first(scene, asked.counter, asked.name)
    made = _given_out(scene, asked.name, asked.role, asked.counter, asked.proof, None)
    return Done(Handle(made.handle, made.until, unchecked=not known))


def _renewed(scene: Scene, asked: RenewedEnrolment) -> Done:
    terminal = must_be_in_use(scene, asked.name)
    made = _given_out(scene, terminal.name, terminal.role, terminal.counter, asked.proof, asked.keep)
    return Done(Handle(made.handle, made.until))


def _given_out(scene: Scene, name: str, role: Role, counter: str | None, proof: str, keep: int | None) -> Enrolment:
    """A code with a handle that no other has; an earlier one for the same terminal is void."""
    taken = set()
    for known in scene.store.enrolments():
        if known.until + _REMEMBERED < scene.now.at or (known.name == name and known.used is None):
            scene.store.forget_enrolment(known.handle)
        else:
            taken.add(known.handle)
    free = [handle for handle in range(HANDLES) if handle not in taken]
    if not free:
        text = tr("terlalu banyak kode dibuat hari ini")
        raise RuleViolation("too-many-codes", text)
    made = Enrolment(secrets.choice(free), bytes.fromhex(proof), name, role, counter, keep, scene.now.at + LIFE)
    scene.store.put_enrolment(made)
    return made


def _tried(scene: Scene, asked: EnrolRequest) -> Done:
    code = next((known for known in scene.store.enrolments() if known.handle == asked.handle), None)
    if code is None:
        return Done(Tried(fate="unknown"))
    if not hmac.compare_digest(code.proof, sha256(bytes.fromhex(asked.proof)).digest()):
        scene.store.put_enrolment(evolve(code, wrong=code.wrong + 1))
        return Done(Tried(fate="unknown"))
    token = bytes.fromhex(asked.token)
    if code.used != token:  # else it was let in by this very try, whose answer was lost
        if fate := _fate(scene, code) or _let_in(scene, code, token):
            return Done(Tried(fate=fate))
        scene.store.put_enrolment(evolve(code, used=token))
    return Done(Tried(EnrolledTerminal(code.name, code.role, code.counter)))


def _fate(scene: Scene, code: Enrolment) -> Fate | None:
    """Why the code is good for nothing, if so."""
    if code.used is not None:
        return "used"
    if code.wrong >= MOST_WRONG:
        return "void"
    return "expired" if code.until < scene.now.at else None


def _let_in(scene: Scene, code: Enrolment, token: bytes) -> Fate | None:
    """Let the terminal in, or say why not."""
    if code.keep is None:
        try:
            scene.store.add_terminal(Terminal(code.name, code.role, code.counter, token, scene.now.at))
        except NameTaken:
            return "name-taken"
        return None
    terminal = in_use(scene, code.name)
    if terminal is None:
        return "unknown"  # revoking it voids its codes
    scene.store.change_terminal(with_new_token(terminal, token, code.keep, scene.now.at))
    return None


TRY: Final = Act(EnrolRequest, _tried)
"""What a terminal does with its code, over the network and not from the command line."""

ENROLMENT_ACTS: Final[dict[str, Act[Any]]] = {
    "enrolment-new": Act(NewEnrolment, _new),
    "enrolment-renewed": Act(RenewedEnrolment, _renewed),
}
