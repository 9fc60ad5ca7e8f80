"""Access: terminals by their tokens or codes, people by their PINs, and what a terminal of each role may do.

The board is public; all else needs a token.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import Any, Final, get_args

from attrs import define, evolve, field, frozen
from starlette.requests import HTTPConnection, Request

from kiosk.codes.secret import hash_pin, new_token, pin_fault, pin_matches, retry_delay, token_digest
from kiosk.endpoint.admin.action import AdminRequest
from kiosk.endpoint.admin.terminals import END_OLD_TOKEN, REDEEM_CODE, EndOldToken, EnrolmentFailure, EnrolmentResult
from kiosk.endpoint.engine.incidents import IncidentLog
from kiosk.endpoint.engine.writer import StoreWriter
from kiosk.endpoint.http.limits import RateLimiter
from kiosk.endpoint.http.responses import HttpProblem
from kiosk.endpoint.store.interface import SIGN_ON_RIGHTS, Store, TerminalRecord
from kiosk.schema.errors import KioskError
from kiosk.system.clock import Clock
from kiosk.text.language import Text, counted, tr
from kiosk.visit.state import Origin
from kiosk.wire.access import Role
from kiosk.wire.command.case import CaseCommand
from kiosk.wire.command.counter import AtCounterCommand
from kiosk.wire.command.office import DayCommand, NoticeCommand, SignOn, StaffCommand
from kiosk.wire.command.union import Command
from kiosk.wire.command.visit import VisitCommand
from kiosk.wire.enrolment import EnrolledTerminal, EnrolRequest

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
    store: Store
    clock: Clock
    run: Callable[[AdminRequest], Awaitable[Any]]
    """Has an act of administration done by the writer."""
    incidents: IncidentLog
    _used: dict[bytes, asyncio.Task[None]] = field(factory=dict, init=False)
    """Coming tokens that were used, while the store may still have them as coming."""

    def authenticate(self, connection: HTTPConnection) -> TerminalRecord | None:
        """Return the terminal whose token the request brings, None without one; 401 if no terminal in use has it."""
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
        if terminal.coming in self._used or (terminal.until is not None and terminal.until <= self.clock.now()):
            raise _unknown()
        return terminal

    def require_terminal(self, connection: HTTPConnection) -> TerminalRecord:
        """Return the terminal as `authenticate` does; 401 without a token too."""
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
    text, hint = tr("terminal ini tidak dikenal"), tr("pasang token terminal yang berlaku")
    return HttpProblem(401, "unknown-terminal", text, hint, {"www-authenticate": "Bearer"})


def _not_your_role(role: Role) -> HttpProblem:
    text = tr("terminal dengan peran {r} tidak boleh melakukan ini")
    return HttpProblem(403, "not-your-role", text.format(r=role))


_NEW_CODE: Final = tr("minta kode baru kepada petugas TI")
_REVOKE: Final = tr("bila bukan Anda yang memakainya, cabut terminal itu: kiosk terminal revoke NAMA")
_OTHER_NAME: Final = tr("buat kode dengan nama lain, atau cabut dahulu yang lama")

_FAILURES: Final[dict[EnrolmentFailure, tuple[int, str, Text, Text]]] = {
    "unknown": (403, "unknown-code", tr("kode ini tidak dikenal server"), _NEW_CODE),
    "void": (409, "code-void", tr("kode ini ditutup karena terlalu sering dicoba dengan salah"), _NEW_CODE),
    "expired": (409, "code-expired", tr("kode ini sudah kedaluwarsa"), _NEW_CODE),
    "used": (409, "code-used", tr("kode ini sudah dipakai terminal lain"), _REVOKE),
    "name-taken": (409, "name-taken", tr("nama terminal ini sudah dipakai"), _OTHER_NAME),
}
"""What is answered to a code that lets nobody in. Only who has the right code learns more than that it is unknown."""


@frozen
class Enroller:
    _writer: StoreWriter
    _tries: RateLimiter

    def take_try(self, request: Request) -> None:
        """Take one try of the address that *request* comes from; 429 if it has none left."""
        if (wait := self._tries.take(request.client.host if request.client else "?")) is not None:
            text = tr("terlalu banyak kode dicoba dari alamat ini")
            raise HttpProblem(429, "too-many-tries", text, headers={"retry-after": str(wait)})

    async def enrol(self, asked: EnrolRequest) -> EnrolledTerminal:
        """Let a terminal in by its code; 403 or 409 if the code lets nobody in."""
        tried: EnrolmentResult = await self._writer.run(AdminRequest(REDEEM_CODE, asked))
        if tried.enrolled is None:
            raise HttpProblem(*_FAILURES[tried.failure or "unknown"])
        return tried.enrolled


_NOBODY: Final = hash_pin("", b"nobody")
"""Compared if there is no such person, so that the answer takes as long."""


@define
class _Wrong:
    """Wrong PINs at one terminal, by the code of the person."""

    times: dict[str, int] = field(factory=dict)
    last: float = float("-inf")

    def wait(self, now: float) -> float:
        """Return the seconds until the next PIN is compared."""
        return max(0.0, self.last + retry_delay(sum(self.times.values())) - now)


@frozen
class PinChecker:
    """Checks PINs beside the event loop, and slows down guessing at a terminal.

    A right PIN clears the wrong ones for the same person only: else whoever has a PIN could guess others' for as long
    as they like. A restart clears all: who can restart the endpoint has its data.
    """

    store: Store
    now: Callable[[], float]
    _wrong: dict[str, _Wrong] = field(factory=dict, init=False)

    async def check(self, terminal: TerminalRecord, command: SignOn) -> None:
        """Check that the person may sign on at *terminal*.

        Raises:
            HttpProblem: 403, if code or PIN is wrong, was wrong too often, or the right is missing; 422, if the new
                PIN is unfit.
        """
        if command.new_pin is not None and (wrong_one := pin_fault(command.new_pin)):
            raise HttpProblem(422, "unfit-pin", wrong_one)
        person = self.store.person(command.person)
        wrong = self._try(terminal.name, command.person)
        kept = person.pin if person and not person.retired else _NOBODY
        if not await asyncio.to_thread(_proves, command, kept) or person is None:
            raise _wrong_pin(sum(wrong.times.values()), wrong.wait(self.now()))
        wrong.times.pop(command.person, None)
        if not person.may_sign_on_at(terminal):
            text = tr("{p} tidak berhak masuk di terminal {r}").format(p=person.code, r=terminal.role)
            raise HttpProblem(403, "not-your-right", text, tr("hak diberikan dengan: kiosk person rights"))

    def _try(self, terminal: str, person: str) -> _Wrong:
        """Count a try as wrong before the PIN is compared, so that many at once are as slow as one after the other."""
        now, wrong = self.now(), self._wrong.setdefault(terminal, _Wrong())
        if now - wrong.last > 60 * 60:  # those of an hour ago no longer count
            wrong.times.clear()
        if (wait := wrong.wait(now)) > 0:
            raise HttpProblem(403, "pin-too-soon", tr("PIN belum dapat dicoba lagi"), _again(wait))
        wrong.times[person] = wrong.times.get(person, 0) + 1
        wrong.last = now
        return wrong


def _proves(command: SignOn, kept: str) -> bool:
    """Return whether the stored PIN is the old one or, if the command is sent again, the new one."""
    return pin_matches(command.pin, kept) or (command.new_pin is not None and pin_matches(command.new_pin, kept))


def _wrong_pin(times: int, wait: float) -> HttpProblem:
    said = tr("kode petugas atau PIN salah")
    if wait <= 0:
        return HttpProblem(403, "wrong-pin", said, tr("periksa, lalu coba lagi"))
    text = counted("salah {n} kali", times)
    return HttpProblem(403, "wrong-pin", Text("{s}, {t}").format(s=said, t=text), _again(wait))


def _again(wait: float) -> Text:
    return counted("coba lagi dalam {n} detik", int(wait) + 1)
