"""The interface of a store, and the records it stores. A store is one office's; an epoch is one life of it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Final, Literal, Protocol

from attrs import frozen

from kiosk.schema.errors import KioskError
from kiosk.text.language import Text
from kiosk.visit.case import Case, Cases
from kiosk.visit.event.envelope import Event
from kiosk.visit.measure.level import DuePromise
from kiosk.visit.measure.statistics import ServiceDay
from kiosk.visit.state import State
from kiosk.wire.access import Right, Role

ContentKind = Literal["catalogue", "sop"]

SIGN_ON_RIGHTS: Final[dict[Role, Right]] = {"counter": "serve", "back-office": "serve", "supervisor": "supervise"}
"""The right that somebody needs to sign on at a terminal of a role; at those of other roles nobody signs on."""


class StoreError(KioskError):
    """The store cannot do it; nothing was stored. `status` is the HTTP status that fits: 503, or 507 for a full disk.

    Raised by every method of `Store`; caught by whatever answers a request, and by the commands that open a store.
    """

    def __init__(self, rule: str, text: Text, status: int = 503) -> None:
        self.rule = rule
        self.text = text
        self.status = status
        super().__init__(text.en or text.id)


class NameTaken(KioskError):
    """A terminal of that name is in use, or a person of that code is or was there.

    Raised by `Store.add_terminal` and `Store.add_person`; caught by the acts of administration.
    """


@frozen
class StoredAnswer:
    """The answer to a command that was executed."""

    asked: bytes
    """Digest of the command: the same key with another one is a mistake."""
    status: int
    body: str
    """JSON text."""


@frozen
class TerminalRecord:
    name: str
    role: Role
    counter: str | None
    """Only of the role `counter`."""
    token: bytes
    """SHA-256 of its token; the token itself is stored nowhere."""
    created: datetime
    revoked: datetime | None = None
    coming: bytes | None = None
    """SHA-256 of the token that replaces it, until that one is first used."""
    until: datetime | None = None
    """When the old token ends even if the new one is not used; only beside `coming`."""


@frozen
class LogStart:
    version: int
    """Of its first event, a day end; 1 if nothing was forgotten."""
    cases: Cases
    """As they were before that event."""

    @property
    def before(self) -> State:
        return State(version=self.version - 1, cases=self.cases)


@frozen
class Person:
    """Somebody of the staff, known by a code; no name is stored."""

    code: str
    rights: frozenset[Right]
    pin: str
    """As `kiosk.codes.secret.hash_pin` made it; the PIN itself is stored nowhere."""
    created: datetime
    retired: datetime | None = None
    """A code is never given to somebody else: the log says who did what by codes alone."""

    def may_sign_on_at(self, terminal: TerminalRecord) -> bool:
        return self.retired is None and SIGN_ON_RIGHTS.get(terminal.role) in self.rights


@frozen
class Enrolment:
    """A code by which a terminal is let in once."""

    handle: int
    """What the code is known by; no two valid codes have the same."""
    proof: bytes
    """SHA-256 of what can be derived from the code; neither that nor the code is stored anywhere."""
    name: str
    role: Role
    counter: str | None
    keep: int | None
    """Hours for which the old token of the terminal in use of that name is kept; None if the terminal is new."""
    until: datetime
    wrong: int = 0
    used: bytes | None = None
    """SHA-256 of the token that was let in."""


class Store(Protocol):
    """One connection to an office's data, used by one thread. Every method may raise `StoreError`.

    Sequences are oldest first; those of terminals and people have all that there ever were.
    """

    @property
    def epoch(self) -> str:
        """Return the random id made with the database."""

    def close(self) -> None: ...

    def transaction(self) -> AbstractContextManager[None]:
        """Store all that is written inside durably when it ends, or nothing."""

    def append(self, events: Sequence[Event]) -> None: ...

    def open_day(self) -> Sequence[Event]:
        """Return the events from the last day end on, that one included, from which the present state is folded."""

    def standards(self) -> Sequence[Event]:
        """Return every approval and withdrawal of a standard that ever happened."""

    def history(self, before: int | None = None) -> Iterator[Event]:
        """Yield all events from where the log begins, up to that of version *before*, which is left out."""

    def log_start(self) -> LogStart: ...

    def day_ends(self) -> Sequence[Event]: ...

    def forget_events(self, begins: int, cases: Mapping[str, Case]) -> int:
        """Let the log begin at the day end of version *begins*, before which *cases* were so, keeping acts on
        standards; return how many events were forgotten.
        """

    def file_cases(self, cases: Iterable[Case], day_end: int) -> None:
        """File *cases* as they are at the day end of that version."""

    def filed_at(self) -> int:
        """Return the version of the day end that the filed cases are as of; 0 before the first."""

    def open_cases(self) -> dict[str, Case]:
        """Return the open filed cases by code, oldest first."""

    def filed_case(self, code: str) -> Case | None:
        """Return the case of that code as it was at the last day end, open or closed."""

    def fallen_due(self, first: date, last: date) -> Iterator[DuePromise]:
        """Yield what became of the promises that fell due from *first* to *last*, as of the last day end."""

    def file_day(self, day: date, measured: Sequence[ServiceDay]) -> None: ...

    def measured_days(self, first: date, last: date) -> Iterator[tuple[date, tuple[ServiceDay, ...]]]:
        """Yield what each ended service date from *first* to *last* measured, oldest first."""

    def answer(self, terminal: str, key: str) -> StoredAnswer | None: ...
    def keep_answer(self, terminal: str, key: str, answer: StoredAnswer) -> None: ...
    def forget_answers(self) -> None: ...

    def reserved_revision(self) -> int:
        """Return the highest revision of the board that may have been given out."""

    def reserve_revisions(self, most: int) -> None:
        """Let revisions up to *most* be given out."""

    def content(self, kind: ContentKind, digest: str) -> str | None:
        """Return the JSON text of a catalogue or an SOP that was once in use."""

    def keep_content(self, kind: ContentKind, digest: str, body: str) -> None:
        """Store what is in use now, unless it is stored already."""

    def counters(self) -> Sequence[str]:
        """Return the ids of the office's counters when it was last served, in its order; none if it never was."""

    def keep_counters(self, counters: Sequence[str]) -> None: ...

    def timezone(self) -> str | None:
        """Return the name of the office's zone when it was last served."""

    def keep_timezone(self, name: str) -> None: ...

    def add_terminal(self, terminal: TerminalRecord) -> None:
        """Add a terminal, or raise `NameTaken`."""

    def terminals(self) -> Sequence[TerminalRecord]: ...

    def terminal(self, token: bytes) -> TerminalRecord | None:
        """Return the terminal in use whose token, or coming token, has that SHA-256."""

    def change_terminal(self, terminal: TerminalRecord) -> None:
        """Store tokens and ends of the terminal in use of that name."""

    def add_person(self, person: Person) -> None:
        """Add a person, or raise `NameTaken`."""

    def people(self) -> Sequence[Person]: ...
    def person(self, code: str) -> Person | None: ...

    def change_person(self, person: Person) -> None:
        """Store rights, PIN and end of the person of that code."""

    def enrolments(self) -> Sequence[Enrolment]: ...
    def forget_enrolment(self, handle: int) -> None: ...

    def put_enrolment(self, enrolment: Enrolment) -> None:
        """Store a code, in place of any of the same handle."""
