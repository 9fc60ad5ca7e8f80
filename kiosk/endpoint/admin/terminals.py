"""Terminals: added, listed, given a new token, and revoked. Only digests of tokens come here."""

from datetime import datetime, timedelta
from typing import Annotated, Any, Final

from attrs import evolve, frozen

from kiosk.endpoint.admin.action import ActionContext, ActionResult, AdminAction
from kiosk.endpoint.store.interface import NameTaken, TerminalRecord
from kiosk.schema.fields import Between
from kiosk.text.language import tr
from kiosk.visit.desk.guard import RuleViolation
from kiosk.wire.access import Role
from kiosk.wire.enrolment import Digest

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
    try:
        context.store.add_terminal(
            TerminalRecord(asked.name, asked.role, asked.counter, bytes.fromhex(asked.token), context.now.at)
        )
    except NameTaken:
        raise name_taken_refusal(asked.name) from None
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
    codes = {c.name: c for c in context.store.enrolments() if c.used is None and context.now.at <= c.until}
    shown = []
    for t in context.store.terminals():
        code = None if t.revoked else codes.pop(t.name, None)
        changing = None if t.revoked else t.until
        shown.append(
            TerminalShown(t.name, t.role, t.counter, t.created, t.revoked, changing, code.until if code else None)
        )
    for c in codes.values():
        shown.append(TerminalShown(c.name, c.role, c.counter, context.now.at, None, None, c.until))
    return ActionResult(TerminalsShown(tuple(shown)))


def with_new_token(terminal: TerminalRecord, token: bytes, keep: int, now: datetime) -> TerminalRecord:
    """Return *terminal* with a token to come; its present one ends after *keep* hours, and stays ended if it has."""
    until = now + timedelta(hours=keep)
    if terminal.until is not None and terminal.until <= now:
        until = terminal.until
    return evolve(terminal, coming=token, until=until)


def name_taken_refusal(name: str) -> RuleViolation:
    return RuleViolation(
        "name-taken", tr("terminal {n!r} sudah ada").format(n=name), tr("pilih nama lain, atau cabut dahulu yang lama")
    )


def require_known_counter(context: ActionContext, counter: str | None) -> bool:
    """Refuse a counter that the office does not have; return False if it was never served, so that nobody knows."""
    known = context.store.counters()
    if counter is not None and known and counter not in known:
        hint = tr("loket yang ada: {k}; yang baru ditulis dahulu di office.toml, lalu endpoint membaca paketnya lagi")
        raise RuleViolation(
            "no-such-counter", tr("tidak ada loket {n}").format(n=counter), hint.format(k=", ".join(known)), status=404
        )
    return counter is None or bool(known)


def require_first_terminal(context: ActionContext, counter: str | None, name: str) -> None:
    """Refuse a counter that has a terminal or a valid code other than *name*."""
    if counter is None:
        return
    in_service = [t.name for t in context.store.terminals() if t.counter == counter and t.revoked is None]
    to_come = [
        code.name
        for code in context.store.enrolments()
        if code.counter == counter and code.used is None and context.now.at <= code.until
    ]
    others = list(dict.fromkeys(other for other in (*in_service, *to_come) if other != name))
    if others:
        hint = tr("cabut dahulu yang lama, ganti tokennya (kiosk terminal rotate), atau beri --second bila memang dua")
        raise RuleViolation(
            "counter-has-terminal",
            tr("loket {n} sudah punya terminal: {t}").format(n=counter, t=", ".join(others)),
            hint,
        )


def find_in_use(context: ActionContext, name: str) -> TerminalRecord | None:
    return next((t for t in context.store.terminals() if t.name == name and t.revoked is None), None)


def require_in_use(context: ActionContext, name: str) -> TerminalRecord:
    """Return the terminal in use of that name, or raise a `RuleViolation`."""
    found = find_in_use(context, name)
    if found is None and any(code.name == name and code.used is None for code in context.store.enrolments()):
        raise RuleViolation(
            "not-enrolled-yet",
            tr("terminal {n!r} belum dipasang").format(n=name),
            tr("buat kode baru dengan: kiosk terminal add --enrol"),
        )
    if found is None:
        raise RuleViolation(
            "no-such-terminal",
            tr("tidak ada terminal {n!r} yang berlaku").format(n=name),
            tr("lihat: kiosk terminal list"),
            status=404,
        )
    return found


END_OLD_TOKEN: Final = AdminAction(EndOldToken, _take_over)
"""Asked by the endpoint itself, not from the command line."""

TERMINAL_ACTIONS: Final[dict[str, AdminAction[Any]]] = {
    "terminal-add": AdminAction(AddTerminal, _add),
    "terminal-revoke": AdminAction(RevokeTerminal, _revoke),
    "terminal-rotate": AdminAction(RotateTerminal, _rotate),
    "terminal-list": AdminAction(ListTerminals, _list),
}
