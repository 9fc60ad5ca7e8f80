"""Terminals: added, listed, given a new token, revoked, and let in by codes that IT gives out and each redeems once.

Only digests of tokens come here. What is stored of a code cannot be turned back into it: see `kiosk.wire.enrolment`.
"""

import hmac
import secrets
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Annotated, Any, Final, Literal

from attrs import evolve, frozen

from kiosk.endpoint.admin.action import ActionContext, ActionResult, AdminAction
from kiosk.endpoint.store.interface import Enrolment, NameTaken, TerminalRecord
from kiosk.schema.fields import Between
from kiosk.text.language import tr
from kiosk.visit.desk.guard import RuleViolation
from kiosk.wire.access import Role
from kiosk.wire.enrolment import HANDLES, Digest, EnrolledTerminal, EnrolRequest

MAX_OLD_TOKEN_HOURS: Final = 24 * 14
"""The longest that an old token may be kept."""


@frozen
class AddTerminal:
    name: str
    role: Role
    token: Digest
    counter: str | None = None
    second: bool = False
    """The counter may have a terminal already."""


@frozen
class TerminalAdded:
    unchecked: bool = False
    """Whether the office has its counter is unknown: it was never served."""


@frozen
class RevokeTerminal:
    """End a terminal's token, its streams, and its codes at once."""

    name: str


@frozen
class RotateTerminal:
    """Give a new token. The old one ends when the new one is first used, and after *keep* hours at the latest."""

    name: str
    token: Digest
    keep: Annotated[int, Between(0, MAX_OLD_TOKEN_HOURS)]


@frozen
class EndOldToken:
    """End the old token of a terminal whose new one was used."""

    token: Digest


@frozen
class ListTerminals: ...


@frozen
class TerminalShown:
    name: str
    role: Role
    counter: str | None
    created: datetime
    revoked: datetime | None
    changing_until: datetime | None
    """Until then two tokens are valid."""
    code_until: datetime | None = None
    """Until then a code lets it in."""


@frozen
class TerminalsShown:
    terminals: tuple[TerminalShown, ...]


def _add(context: ActionContext, asked: AddTerminal) -> ActionResult:
    known = require_known_counter(context, asked.counter)
    if not asked.second:
        require_first_terminal(context, asked.counter, asked.name)
    token = bytes.fromhex(asked.token)
    try:
        context.store.add_terminal(TerminalRecord(asked.name, asked.role, asked.counter, token, context.now.at))
    except NameTaken:
        raise _name_taken(asked.name) from None
    return ActionResult(TerminalAdded(unchecked=not known))


def _revoke(context: ActionContext, asked: RevokeTerminal) -> ActionResult:
    codes = [code for code in context.store.enrolments() if code.name == asked.name and code.used is None]
    for code in codes:
        context.store.forget_enrolment(code.handle)
    if find_in_use(context, asked.name) or not codes:
        context.store.change_terminal(evolve(require_in_use(context, asked.name), revoked=context.now.at))
    return ActionResult()


def _rotate(context: ActionContext, asked: RotateTerminal) -> ActionResult:
    terminal = require_in_use(context, asked.name)
    context.store.change_terminal(with_new_token(terminal, bytes.fromhex(asked.token), asked.keep, context.now.at))
    return ActionResult()


def _take_over(context: ActionContext, asked: EndOldToken) -> ActionResult:
    token = bytes.fromhex(asked.token)
    terminal = context.store.terminal(token)
    if terminal is not None and terminal.coming == token:
        context.store.change_terminal(evolve(terminal, token=token, coming=None, until=None))
    return ActionResult()


def _list(context: ActionContext, _: ListTerminals) -> ActionResult:
    codes = {code.name: code for code in _valid_codes(context)}
    shown = []
    for t in context.store.terminals():
        code = None if t.revoked else codes.pop(t.name, None)
        until = (None if t.revoked else t.until, code.until if code else None)
        shown.append(TerminalShown(t.name, t.role, t.counter, t.created, t.revoked, *until))
    for c in codes.values():
        shown.append(TerminalShown(c.name, c.role, c.counter, context.now.at, None, None, c.until))
    return ActionResult(TerminalsShown(tuple(shown)))


def with_new_token(terminal: TerminalRecord, token: bytes, keep: int, now: datetime) -> TerminalRecord:
    """Return *terminal* with a token to come; its present one ends after *keep* hours, and stays ended if it has."""
    until = now + timedelta(hours=keep)
    if terminal.until is not None and terminal.until <= now:
        until = terminal.until
    return evolve(terminal, coming=token, until=until)


def _name_taken(name: str) -> RuleViolation:
    text, hint = tr("terminal {n!r} sudah ada"), tr("pilih nama lain, atau cabut dahulu yang lama")
    return RuleViolation("name-taken", text.format(n=name), hint)


def require_known_counter(context: ActionContext, counter: str | None) -> bool:
    """Refuse a counter that the office does not have; return False if it was never served, so that nobody knows."""
    known = context.store.counters()
    if counter is not None and known and counter not in known:
        text = tr("tidak ada loket {n}").format(n=counter)
        hint = tr("loket yang ada: {k}; yang baru ditulis dahulu di office.toml, lalu endpoint membaca paketnya lagi")
        raise RuleViolation("no-such-counter", text, hint.format(k=", ".join(known)), status=404)
    return counter is None or bool(known)


def require_first_terminal(context: ActionContext, counter: str | None, name: str) -> None:
    """Refuse a counter that has a terminal or a valid code other than *name*."""
    if counter is None:
        return
    in_service = [t.name for t in context.store.terminals() if t.counter == counter and t.revoked is None]
    to_come = [code.name for code in _valid_codes(context) if code.counter == counter]
    others = list(dict.fromkeys(other for other in (*in_service, *to_come) if other != name))
    if others:
        hint = tr("cabut dahulu yang lama, ganti tokennya (kiosk terminal rotate), atau beri --second bila memang dua")
        text = tr("loket {n} sudah punya terminal: {t}").format(n=counter, t=", ".join(others))
        raise RuleViolation("counter-has-terminal", text, hint)


def _valid_codes(context: ActionContext) -> list[Enrolment]:
    return [code for code in context.store.enrolments() if code.used is None and context.now.at <= code.until]


def find_in_use(context: ActionContext, name: str) -> TerminalRecord | None:
    return next((t for t in context.store.terminals() if t.name == name and t.revoked is None), None)


def require_in_use(context: ActionContext, name: str) -> TerminalRecord:
    """Return the terminal in use of that name, or raise a `RuleViolation`."""
    found = find_in_use(context, name)
    if found is None and any(code.name == name and code.used is None for code in context.store.enrolments()):
        text, hint = tr("terminal {n!r} belum dipasang"), tr("buat kode baru dengan: kiosk terminal add --enrol")
        raise RuleViolation("not-enrolled-yet", text.format(n=name), hint)
    if found is None:
        text, hint = tr("tidak ada terminal {n!r} yang berlaku"), tr("lihat: kiosk terminal list")
        raise RuleViolation("no-such-terminal", text.format(n=name), hint, status=404)
    return found


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
        raise _name_taken(asked.name)
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
        raise RuleViolation("too-many-codes", tr("terlalu banyak kode dibuat hari ini"))
    until = context.now.at + CODE_LIFETIME
    made = Enrolment(secrets.choice(free), bytes.fromhex(proof), name, role, counter, keep, until)
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

END_OLD_TOKEN: Final = AdminAction(EndOldToken, _take_over)
"""Asked by the endpoint itself, not from the command line."""

TERMINAL_ACTIONS: Final[dict[str, AdminAction[Any]]] = {
    "terminal-add": AdminAction(AddTerminal, _add),
    "terminal-revoke": AdminAction(RevokeTerminal, _revoke),
    "terminal-rotate": AdminAction(RotateTerminal, _rotate),
    "terminal-list": AdminAction(ListTerminals, _list),
    "enrolment-new": AdminAction(NewEnrolment, _new),
    "enrolment-renewed": AdminAction(RenewedEnrolment, _renewed),
}
