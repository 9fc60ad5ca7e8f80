"""The interface of a store and the records it keeps. One store is one office's; an epoch is one life of it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Final, Literal, Protocol

from attrs import frozen

from kiosk.schema.errors import KioskError
from kiosk.text.language import Text
from kiosk.visit.case import Case, Cases
from kiosk.visit.event.event import Event
from kiosk.visit.measure.day import ServiceDay
from kiosk.visit.measure.level import Fallen
from kiosk.visit.state import State
from kiosk.wire.access import Right, Role

ContentKind = Literal["catalogue", "sop"]

SIGN_ON_RIGHTS: Final[dict[Role, Right]] = {"counter": "serve", "back-office": "serve", "supervisor": "supervise"}
"""The right that somebody needs to sign on at a terminal of a role; at those of other roles nobody signs on."""


class StoreError(KioskError):
    """The store cannot do it; nothing was kept. `status` is the HTTP status that fits: 503, or 507 for a full disk.

    Raised by every method of `Store`; caught by whatever answers a request, and by the commands that open a store.
    """

    def __init__(self, rule: str, text: Text, status: int = 503) -> None:
        self.rule = rule
        self.text = text
        self.status = status
        super().__init__(text.en or text.id)


class NameTaken(KioskError):
    """A terminal of that name is in use, or a person of that code is or was.

    Raised by `Store.add_terminal` and `Store.add_person`; caught by the acts of administration.
    """


@frozen
class StoredAnswer:
    """What was answered to a command."""

    asked: bytes
    """Digest of the command: the same key with another one is a mistake."""
    status: int
    body: str
    """JSON text."""


@frozen
class TerminalRecord:
    """A terminal that may ask for what its role allows."""

    name: str
    role: Role
    counter: str | None
    """Its counter; of the role `counter` only."""
    token: bytes
    """SHA-256 of its token; the token itself is nowhere."""
    created: datetime
    revoked: datetime | None = None
    coming: bytes | None = None
    """SHA-256 of the token that replaces it, as long as nobody has used that one."""
    until: datetime | None = None
    """When the old token ends even if nobody uses the new one; only beside `coming`."""


@frozen
class LogStart:
    """Where a log begins."""

    version: int
    """Of its first event, a day end; 1 for a log of which nothing was forgotten."""
    cases: Cases
    """As they were before that event."""

    @property
    def before(self) -> State:
        """What is known before the first event."""
        return State(version=self.version - 1, cases=self.cases)


@frozen
class Person:
    """Somebody of the staff, known by a code; no name is kept."""

    code: str
    rights: frozenset[Right]
    pin: str
    """As `kiosk.codes.pin.hash_pin` made it; the PIN itself is nowhere."""
    created: datetime
    retired: datetime | None = None
    """A code is never given to somebody else: the log says who did what by codes alone."""

    def may_sign_on_at(self, terminal: TerminalRecord) -> bool:
        """Return whether the person may be signed on at *terminal*."""
        return self.retired is None and SIGN_ON_RIGHTS.get(terminal.role) in self.rights


@frozen
class Enrolment:
    """A code that was given out, by which a terminal is let in once."""

    handle: int
    """What the code goes by; no two that are valid have the same."""
    proof: bytes
    """SHA-256 of what whoever has the code can reckon from it; neither that nor the code is anywhere."""
    name: str
    role: Role
    counter: str | None
    keep: int | None
    """Hours for which the old token of the terminal in use of that name is kept; none: no such terminal is in use."""
    until: datetime
    wrong: int = 0
    """Wrong tries."""
    used: bytes | None = None
    """SHA-256 of the token that was let in."""


class Store(Protocol):
    """One connection to an office's data, used by one thread. Every method may raise `StoreError`."""

    @property
    def epoch(self) -> str:
        """A random id made with the database."""
        ...

    def open_day(self) -> Sequence[Event]:
        """The events from the last day end on, that one included: what the present state is folded from."""
        ...

    def standards(self) -> Sequence[Event]:
        """Every act on a standard that ever happened: approvals and withdrawals."""
        ...

    def transaction(self) -> AbstractContextManager[None]:
        """All that is written inside is kept when it ends, durably, or nothing is."""
        ...

    def append(self, events: Sequence[Event]) -> None:
        """Keep *events*."""
        ...

    def history(self, before: int | None = None) -> Iterator[Event]:
        """All events from where the log begins, up to that of version *before*, which is left out."""
        ...

    def log_start(self) -> LogStart:
        """Where the log begins."""
        ...

    def day_ends(self) -> Sequence[Event]:
        """All day ends of the log, oldest first."""
        ...

    def forget_events(self, begins: int, cases: Mapping[str, Case]) -> int:
        """Let the log begin at the day end of that version, before which *cases* were so; acts on standards are kept.

        Gives how many events were forgotten.
        """
        ...

    def file_cases(self, cases: Iterable[Case], day_end: int) -> None:
        """Keep *cases* as they are at the day end of that version."""
        ...

    def filed_at(self) -> int:
        """Version of the day end that the filed cases are as of; 0 before the first."""
        ...

    def open_cases(self) -> dict[str, Case]:
        """The filed cases that something can still come of, by code, oldest first."""
        ...

    def filed_case(self, code: str) -> Case | None:
        """The case of that code as it was at the last day end, open or closed."""
        ...

    def fallen_due(self, first: date, last: date) -> Iterator[Fallen]:
        """What became of the promises to be ready that fell due from *first* to *last*, as of the last day end."""
        ...

    def file_day(self, day: date, measured: Sequence[ServiceDay]) -> None:
        """Keep what the service date *day* measured."""
        ...

    def measured_days(self, first: date, last: date) -> Iterator[tuple[date, tuple[ServiceDay, ...]]]:
        """What each ended service date from *first* to *last* measured, oldest first."""
        ...

    def answer(self, terminal: str, key: str) -> StoredAnswer | None:
        """What was answered to that key of that terminal."""
        ...

    def keep_answer(self, terminal: str, key: str, answer: StoredAnswer) -> None:
        """Keep what is answered."""
        ...

    def forget_answers(self) -> None:
        """Forget all answers: the day is over."""
        ...

    def reserved_revision(self) -> int:
        """No revision of the board above this was ever given out."""
        ...

    def reserve_revisions(self, most: int) -> None:
        """Revisions up to *most* may be given out from now on."""
        ...

    def content(self, kind: ContentKind, digest: str) -> str | None:
        """JSON text of a catalogue or an SOP that was once in use."""
        ...

    def keep_content(self, kind: ContentKind, digest: str, body: str) -> None:
        """Keep what is in use now, unless it is kept already."""
        ...

    def counters(self) -> Sequence[str]:
        """The ids of the office's counters, as it was last served; none before it ever was."""
        ...

    def keep_counters(self, counters: Sequence[str]) -> None:
        """Keep the ids of the office's counters, in the order of the office's file."""
        ...

    def timezone(self) -> str | None:
        """The name of the office's zone, as it was last served; none before it ever was."""
        ...

    def keep_timezone(self, name: str) -> None:
        """Keep the name of the office's zone."""
        ...

    def add_terminal(self, terminal: TerminalRecord) -> None:
        """Let *terminal* in.

        Raises:
            NameTaken: when one of that name is in use.
        """
        ...

    def terminals(self) -> Sequence[TerminalRecord]:
        """All terminals there ever were, in order of making."""
        ...

    def terminal(self, token: bytes) -> TerminalRecord | None:
        """The terminal in use whose token, or coming token, has that SHA-256."""
        ...

    def change_terminal(self, terminal: TerminalRecord) -> None:
        """Keep the tokens and the end of the terminal in use of that name as they are in *terminal*."""
        ...

    def add_person(self, person: Person) -> None:
        """Let *person* sign on.

        Raises:
            NameTaken: when there is or was one of that code.
        """
        ...

    def people(self) -> Sequence[Person]:
        """All people there ever were, in order of making."""
        ...

    def person(self, code: str) -> Person | None:
        """The person of that code, retired or not."""
        ...

    def change_person(self, person: Person) -> None:
        """Keep rights, PIN and end of the person of that code as they are in *person*."""
        ...

    def enrolments(self) -> Sequence[Enrolment]:
        """The codes that are not forgotten yet."""
        ...

    def put_enrolment(self, enrolment: Enrolment) -> None:
        """Keep *enrolment*, in place of any of the same handle."""
        ...

    def forget_enrolment(self, handle: int) -> None:
        """Forget the code of that handle."""
        ...

    def close(self) -> None:
        """End the connection."""
        ...
