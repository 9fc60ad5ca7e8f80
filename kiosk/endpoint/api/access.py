"""Authentication by tokens, and what a terminal of each role may do. The board is public; all else needs a token."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import Any, Final, get_args

from attrs import evolve, field, frozen
from starlette.requests import HTTPConnection

from kiosk.codes.secret import new_token, token_digest
from kiosk.endpoint.admin.action import AdminRequest
from kiosk.endpoint.admin.terminals import END_OLD_TOKEN, EndOldToken
from kiosk.endpoint.engine.incidents import IncidentLog
from kiosk.endpoint.http.responses import HttpProblem
from kiosk.endpoint.store.interface import SIGN_ON_RIGHTS, Store, TerminalRecord
from kiosk.schema.errors import KioskError
from kiosk.system.clock import Clock
from kiosk.text.language import tr
from kiosk.visit.state import Origin
from kiosk.wire.access import Role
from kiosk.wire.command.case import CaseCommand
from kiosk.wire.command.counter import AtCounterCommand
from kiosk.wire.command.office import DayCommand, NoticeCommand, StaffCommand
from kiosk.wire.command.union import Command
from kiosk.wire.command.visit import VisitCommand

COUNTER_ROUTE: Final = "GET /v1/counters/{counter}"
VISITS_ROUTE: Final = "GET /v1/visits"
DUE_ROUTE: Final = "GET /v1/due"
MEASURES_ROUTE: Final = "GET /v1/measures"

_CLERKS: Final[frozenset[Role]] = frozenset({"counter", "supervisor"})
_MACHINES: Final[frozenset[Role]] = frozenset({"ticket", "supervisor"})
_BACK_OFFICE: Final[frozenset[Role]] = frozenset({"back-office", "supervisor"})
_STAFF: Final[frozenset[Role]] = frozenset(SIGN_ON_RIGHTS)
_SUPERVISORS: Final[frozenset[Role]] = frozenset({"supervisor"})

PERMISSIONS: Final[Mapping[str, frozenset[Role]]] = {
    "issue": _MACHINES,
    **{kind.do: _STAFF for kind in get_args(StaffCommand)},
    **{kind.do: _CLERKS for kind in get_args(AtCounterCommand)},
    **{kind.do: _CLERKS for kind in get_args(VisitCommand)},
    "reprint": _CLERKS | _MACHINES,
    **{kind.do: _BACK_OFFICE for kind in get_args(CaseCommand)},
    **{kind.do: _SUPERVISORS for kind in (*get_args(DayCommand), *get_args(NoticeCommand))},
    COUNTER_ROUTE: _CLERKS,
    VISITS_ROUTE: _CLERKS | _BACK_OFFICE,
    DUE_ROUTE: _BACK_OFFICE,
    MEASURES_ROUTE: _SUPERVISORS,
}
"""The roles that may do something, by the `do` of a command or by the route. Terminals of the role `counter` may do it
to their own counter only. What is not listed is open to everybody. `docs/akses.md` shows the table."""


def new_terminal(name: str, role: Role, counter: str | None, now: datetime) -> tuple[TerminalRecord, str]:
    """Return a new terminal and its token."""
    token, digest = new_token()
    return TerminalRecord(name, role, counter, digest, now), token


@frozen
class Authenticator:
    """Knows terminals by the tokens they bring."""

    store: Store
    clock: Clock
    run: Callable[[AdminRequest], Awaitable[Any]]
    """Has an act of administration done by the writer."""
    incidents: IncidentLog
    _used: dict[bytes, asyncio.Task[None]] = field(factory=dict, init=False)
    """Coming tokens that were used, while the store may still have them as coming."""

    def authenticate(self, connection: HTTPConnection) -> TerminalRecord | None:
        """Return the terminal whose token the request brings, None without one; 401 if it is not that of a terminal in
        use.
        """
        headers = [value for name, value in connection.scope["headers"] if name == b"authorization"]
        if not headers:
            return None
        scheme, _, token = headers[0].partition(b" ")
        if len(headers) > 1 or scheme.lower() != b"bearer":
            raise _unknown()
        digest = token_digest(token.strip())
        terminal = self.store.terminal(digest)
        if terminal is None:
            raise _unknown()
        if digest == terminal.coming:
            return self._changed_over(terminal, digest)
        if terminal.coming in self._used:
            raise _unknown()
        if terminal.until is not None and terminal.until <= self.clock.now():
            raise _unknown()
        return terminal

    def require_terminal(self, connection: HTTPConnection) -> TerminalRecord:
        """Return the terminal that asks; 401 if it brings no token or an unknown one."""
        terminal = self.authenticate(connection)
        if terminal is None:
            raise _unknown()
        return terminal

    def _changed_over(self, terminal: TerminalRecord, digest: bytes) -> TerminalRecord:
        """Note that the new token was used: the old one ends."""
        if digest not in self._used or self._used[digest].done():
            self._used[digest] = asyncio.create_task(self._end_old(terminal.name, digest))
        return evolve(terminal, token=digest, coming=None, until=None)

    async def _end_old(self, name: str, digest: bytes) -> None:
        try:
            await self.run(AdminRequest(END_OLD_TOKEN, EndOldToken(digest.hex())))
        except KioskError as error:
            self.incidents.note("old-token", f"that of {name} would be valid again after a restart: {error}")
        else:
            del self._used[digest]


def authorize_command(terminal: TerminalRecord, command: Command) -> Origin:
    """Return where the command comes from; 403 if the terminal's role may not give it.

    The desk decides whether a counter may give it to that visit.
    """
    if terminal.role not in PERMISSIONS[command.do]:
        raise _not_your_role(terminal.role)
    return Origin(terminal.name, terminal.counter, terminal.role in SIGN_ON_RIGHTS)


def authorize_counter(terminal: TerminalRecord, counter: str) -> None:
    """Refuse (403) a terminal that may not see the document of *counter*."""
    authorize_route(terminal, COUNTER_ROUTE)
    if terminal.role == "counter" and terminal.counter != counter:
        raise HttpProblem(403, "not-your-counter", tr("terminal ini untuk loket lain"))


def authorize_route(terminal: TerminalRecord, route: str) -> None:
    """Refuse (403) a terminal whose role may not ask at *route*."""
    if terminal.role not in PERMISSIONS[route]:
        raise _not_your_role(terminal.role)


def _unknown() -> HttpProblem:
    return HttpProblem(
        401,
        "unknown-terminal",
        tr("terminal ini tidak dikenal"),
        tr("pasang token terminal yang berlaku"),
        {"www-authenticate": "Bearer"},
    )


def _not_your_role(role: Role) -> HttpProblem:
    text = tr("terminal dengan peran {r} tidak boleh melakukan ini")
    return HttpProblem(403, "not-your-role", text.format(r=role))
