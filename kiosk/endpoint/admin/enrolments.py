"""Codes that let terminals in: given out by IT, redeemed once by a terminal.

What is stored of a code cannot be turned back into it. See `kiosk.wire.enrolment` for what the code holds and why.
"""

import hmac
import secrets
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Annotated, Any, Final, Literal

from attrs import evolve, frozen

from kiosk.endpoint.admin.action import ActionContext, ActionResult, AdminAction
from kiosk.endpoint.admin.terminals import (
    MAX_OLD_TOKEN_HOURS,
    find_in_use,
    name_taken_refusal,
    require_first_terminal,
    require_in_use,
    require_known_counter,
    with_new_token,
)
from kiosk.endpoint.store.interface import Enrolment, NameTaken, TerminalRecord
from kiosk.schema.fields import Between
from kiosk.text.language import tr
from kiosk.visit.desk.guard import RuleViolation
from kiosk.wire.access import Role
from kiosk.wire.enrolment import HANDLES, Digest, EnrolledTerminal, EnrolRequest

CODE_LIFETIME: Final = timedelta(minutes=15)

MAX_WRONG_TRIES: Final = 5
"""Wrong tries after which a code is void."""

_REMEMBERED: Final = timedelta(days=1)
"""How long an expired or used code is remembered, so that whoever brings it is told what became of it."""

EnrolmentFailure = Literal["unknown", "void", "expired", "used", "name-taken"]


@frozen
class NewEnrolment:
    """Give out a code for a new terminal."""

    name: str
    role: Role
    proof: Digest
    """SHA-256 of the proof."""
    counter: str | None = None
    second: bool = False
    """The counter may have a terminal already."""


@frozen
class RenewedEnrolment:
    """Give out a code that gives the terminal in use of that name a new token and certificate."""

    name: str
    proof: Digest
    keep: Annotated[int, Between(0, MAX_OLD_TOKEN_HOURS)]


@frozen
class IssuedHandle:
    """The answer to both: what the code is known by."""

    handle: int
    until: datetime
    unchecked: bool = False
    """Whether the office has the terminal's counter is unknown: it was never served."""


@frozen
class EnrolmentResult:
    """The terminal that was let in, or why none was."""

    enrolled: EnrolledTerminal | None = None
    failure: EnrolmentFailure | None = None


def _new(context: ActionContext, asked: NewEnrolment) -> ActionResult:
    known = require_known_counter(context, asked.counter)
    if find_in_use(context, asked.name) is not None:
        raise name_taken_refusal(asked.name)
    if not asked.second:
        require_first_terminal(context, asked.counter, asked.name)
    made = _issue_code(context, asked.name, asked.role, asked.counter, asked.proof, None)
    return ActionResult(IssuedHandle(made.handle, made.until, unchecked=not known))


def _renewed(context: ActionContext, asked: RenewedEnrolment) -> ActionResult:
    terminal = require_in_use(context, asked.name)
    made = _issue_code(context, terminal.name, terminal.role, terminal.counter, asked.proof, asked.keep)
    return ActionResult(IssuedHandle(made.handle, made.until))


def _issue_code(
    context: ActionContext, name: str, role: Role, counter: str | None, proof: str, keep: int | None
) -> Enrolment:
    """Store a code with a handle that no other has; an earlier one for the same terminal is void."""
    taken = set()
    for known in context.store.enrolments():
        if known.until + _REMEMBERED < context.now.at or (known.name == name and known.used is None):
            context.store.forget_enrolment(known.handle)
        else:
            taken.add(known.handle)
    free = [handle for handle in range(HANDLES) if handle not in taken]
    if not free:
        text = tr("terlalu banyak kode dibuat hari ini")
        raise RuleViolation("too-many-codes", text)
    made = Enrolment(
        secrets.choice(free), bytes.fromhex(proof), name, role, counter, keep, context.now.at + CODE_LIFETIME
    )
    context.store.put_enrolment(made)
    return made


def _redeem(context: ActionContext, asked: EnrolRequest) -> ActionResult:
    code = next((known for known in context.store.enrolments() if known.handle == asked.handle), None)
    if code is None:
        return ActionResult(EnrolmentResult(failure="unknown"))
    if not hmac.compare_digest(code.proof, sha256(bytes.fromhex(asked.proof)).digest()):
        context.store.put_enrolment(evolve(code, wrong=code.wrong + 1))
        return ActionResult(EnrolmentResult(failure="unknown"))
    token = bytes.fromhex(asked.token)
    if code.used != token:  # else this very try let it in, and the answer was lost
        if failure := _failure(context, code) or _let_in(context, code, token):
            return ActionResult(EnrolmentResult(failure=failure))
        context.store.put_enrolment(evolve(code, used=token))
    return ActionResult(EnrolmentResult(EnrolledTerminal(code.name, code.role, code.counter)))


def _failure(context: ActionContext, code: Enrolment) -> EnrolmentFailure | None:
    """Return why the code is no longer good, if so."""
    if code.used is not None:
        return "used"
    if code.wrong >= MAX_WRONG_TRIES:
        return "void"
    return "expired" if code.until < context.now.at else None


def _let_in(context: ActionContext, code: Enrolment, token: bytes) -> EnrolmentFailure | None:
    """Let the terminal in, or return why not."""
    if code.keep is None:
        try:
            context.store.add_terminal(TerminalRecord(code.name, code.role, code.counter, token, context.now.at))
        except NameTaken:
            return "name-taken"
        return None
    terminal = find_in_use(context, code.name)
    if terminal is None:
        return "unknown"  # revoking a terminal voids its codes
    context.store.change_terminal(with_new_token(terminal, token, code.keep, context.now.at))
    return None


REDEEM_CODE: Final = AdminAction(EnrolRequest, _redeem)
"""What a terminal does with its code; asked over the network, not from the command line."""

ENROLMENT_ACTIONS: Final[dict[str, AdminAction[Any]]] = {
    "enrolment-new": AdminAction(NewEnrolment, _new),
    "enrolment-renewed": AdminAction(RenewedEnrolment, _renewed),
}
