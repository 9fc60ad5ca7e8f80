"""Who asks, and what that terminal may do. Reading the board is public; all else needs a terminal's token."""

import hashlib
import hmac
import secrets
from datetime import datetime

from starlette.requests import HTTPConnection

from kiosk.endpoint.problems import Rejection, rejection
from kiosk.endpoint.store.base import Role, Store, Terminal
from kiosk.language import Text
from kiosk.visit.desk import By
from kiosk.wire.command import AtCounter, Command, DayCommand, Issue, Reprint, VisitCommand


def new_terminal(name: str, role: Role, counter: str | None, now: datetime) -> tuple[Terminal, str]:
    """A terminal and its token of 256 random bits, which is kept nowhere but where it is now handed to."""
    token = secrets.token_urlsafe(32)
    return Terminal(name, role, counter, _digest(token.encode()), now), token


def who_asks(connection: HTTPConnection, store: Store) -> Terminal | None:
    """The terminal whose token the request brings; none when it brings none.

    Raises:
        Rejection: 401, when the token is not one of a terminal in use.
    """
    headers = [value for name, value in connection.scope["headers"] if name == b"authorization"]
    if not headers:
        return None
    scheme, _, token = headers[0].partition(b" ")
    if len(headers) > 1 or scheme.lower() != b"bearer":
        raise _unknown()
    digest = _digest(token.strip())
    terminal = store.terminal(digest)
    if terminal is None or not hmac.compare_digest(terminal.token, digest):
        raise _unknown()
    return terminal


def someone(connection: HTTPConnection, store: Store) -> Terminal:
    """The terminal that asks.

    Raises:
        Rejection: 401, when it brings no token or an unknown one.
    """
    terminal = who_asks(connection, store)
    if terminal is None:
        raise _unknown()
    return terminal


def may(terminal: Terminal, command: Command) -> By:
    """Who does it, if *terminal* may.

    Raises:
        Rejection: 403.
    """
    match terminal.role, command:
        case "counter", AtCounter() if command.counter != terminal.counter:
            raise _not_yours()
        case (("counter" | "supervisor"), AtCounter()):
            return By(terminal.name, command.counter)
        case (("ticket" | "supervisor"), Issue() | Reprint()):
            return By(terminal.name)
        case (("counter" | "supervisor"), _) if isinstance(command, VisitCommand):
            return By(terminal.name, terminal.counter)
        case "supervisor", _ if isinstance(command, DayCommand):
            return By(terminal.name)
        case _:
            raise _not_your_role(terminal.role)


def may_see_counter(terminal: Terminal, counter: str) -> None:
    """Let a counter's own terminal and the supervisor see its document.

    Raises:
        Rejection: 403.
    """
    if terminal.role != "supervisor" and terminal.counter != counter:
        raise _not_yours()


def _digest(token: bytes) -> bytes:
    """Plain SHA-256 is enough for 256 random bits, and works on whatever bytes a header brings."""
    return hashlib.sha256(token).digest()


def _unknown() -> Rejection:
    return rejection(
        401,
        "unknown-terminal",
        Text("terminal ini tidak dikenal", "this terminal is not known"),
        Text("pasang token terminal yang berlaku", "install the token of a terminal that is in use"),
        {"www-authenticate": "Bearer"},
    )


def _not_yours() -> Rejection:
    return rejection(
        403, "not-your-counter", Text("terminal ini untuk loket lain", "this terminal is another counter's")
    )


def _not_your_role(role: Role) -> Rejection:
    text = Text("terminal dengan peran {r} tidak boleh melakukan ini", "a terminal of the role {r} may not do this")
    return rejection(403, "not-your-role", text.format(r=role))
