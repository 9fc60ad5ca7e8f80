"""Commands: what a terminal may ask the endpoint to do, one tagged union, and the answer.

`{"do": "call-next", "counter": "3", "expect": 17}`: `do` names the act, `expect` is the revision of the counter (or,
for `restore` and `cancel`, of the visit) as the terminal last saw it; a stale one is refused, not guessed at.
"""

from datetime import date, datetime
from typing import Annotated, Any, ClassVar, Final, Literal, get_args

from attrs import field

from kiosk.language import Language, tr
from kiosk.record import frozen
from kiosk.structure.convert import read
from kiosk.structure.fault import Fault, Faults, did_you_mean
from kiosk.structure.plain import plain
from kiosk.structure.value import Between, Id, Like
from kiosk.text import safe
from kiosk.wire.case import ApplicantOutcome, Outcome
from kiosk.wire.case_command import CaseCommand
from kiosk.wire.notice_command import NoticeCommand

People = Annotated[int, Between(1, 20)]

PersonCode = Annotated[str, Like(r"[A-Z0-9]{2,8}", tr("2 sampai 8 huruf besar atau angka"))]
"""What somebody of the staff is known by: RM."""

UndoneReason = Literal["mistake", "again", "other"]
ReturnReason = Literal["papers", "wrong-counter", "equipment", "other"]
CancelReason = Literal["wrong-number", "left", "twice", "other"]
ParkReason = Literal["copy", "payment", "photo", "papers", "rest", "other"]
TransferReason = Literal["wrong-number", "needs-other", "other"]
DelayReason = Literal["system", "papers", "equipment", "interview", "language", "other"]
StopReason = Literal["full", "system", "staff", "other"]


@frozen
class Issue:
    """Give out a number."""

    do: ClassVar[str] = "issue"
    service: str
    people: People = 1
    language: Language = "id"
    priority: bool = False
    slot: datetime | None = None
    """The booked time, where there is one: giving out the number is the check-in."""


@frozen
class SignOn:
    """Somebody of the staff is at this terminal from now on."""

    do: ClassVar[str] = "sign-on"
    person: PersonCode
    pin: str = field(default="", repr=False)
    """Looked at where it arrives and taken out there: it is in nothing that is decided on, kept or said."""
    new_pin: str | None = field(default=None, repr=False)
    """Is theirs from now on in place of *pin*, and as secret."""

    @property
    def proven(self) -> "SignOn":
        """The command once its PIN was found right."""
        return SignOn(self.person)


@frozen
class SignOff:
    """Whoever is signed on at this terminal leaves it."""

    do: ClassVar[str] = "sign-off"


@frozen(kw_only=True)
class AtCounter:
    """A command to a counter."""

    do: ClassVar[str]
    counter: str
    expect: int


@frozen(kw_only=True)
class SetCounter(AtCounter):
    """Open a counter, close it, or take a break."""

    do: ClassVar[str] = "set-counter"
    state: Literal["open", "break", "closed"]


@frozen(kw_only=True)
class CallNext(AtCounter):
    """Call whoever is next for this counter."""

    do: ClassVar[str] = "call-next"


@frozen(kw_only=True)
class CallChosen(AtCounter):
    """Call a visit that the clerk chose."""

    do: ClassVar[str] = "call-chosen"
    visit: str


@frozen(kw_only=True)
class Recall(AtCounter):
    """Call the called number again."""

    do: ClassVar[str] = "recall"


@frozen(kw_only=True)
class Start(AtCounter):
    """The person has come to the counter: serving begins."""

    do: ClassVar[str] = "start"


@frozen(kw_only=True)
class StepDone(AtCounter):
    """A step of the visit is done; when it accepts the file, each of its people gets a case who is not settled yet."""

    do: ClassVar[str] = "step-done"
    step: str


@frozen(kw_only=True)
class StepUndone(AtCounter):
    """A step was not done after all."""

    do: ClassVar[str] = "step-undone"
    step: str
    reason: UndoneReason


@frozen(kw_only=True)
class Return(AtCounter):
    """Put the visit back into the line."""

    do: ClassVar[str] = "return"
    reason: ReturnReason


@frozen(kw_only=True)
class Park(AtCounter):
    """The person steps aside (for a photocopy, say) and comes back to this counter."""

    do: ClassVar[str] = "park"
    reason: ParkReason


@frozen(kw_only=True)
class Transfer(AtCounter):
    """The visit needs another service: it waits again under the same number."""

    do: ClassVar[str] = "transfer"
    service: str
    reason: TransferReason


@frozen(kw_only=True)
class StillServing(AtCounter):
    """The answer "yes" to whether the visit is still being served."""

    do: ClassVar[str] = "still-serving"


@frozen(kw_only=True)
class Undo(AtCounter):
    """Take the counter's last command back, all of it."""

    do: ClassVar[str] = "undo"


@frozen(kw_only=True)
class NoShow(AtCounter):
    """Nobody came."""

    do: ClassVar[str] = "no-show"


@frozen(kw_only=True)
class Scan(AtCounter):
    """The visit brings the receipt of a case: to collect it, or to go on with it."""

    do: ClassVar[str] = "scan"
    case: str
    """The code on the receipt."""


@frozen(kw_only=True)
class Tick(AtCounter):
    """A step of the applicant's own is done: they have paid. Of all cases of the visit, or of one."""

    do: ClassVar[str] = "tick"
    step: str
    case: str | None = None


@frozen(kw_only=True)
class Settle(AtCounter):
    """What came of one of the visit's people is clear already: the file is not accepted, or goes back."""

    do: ClassVar[str] = "settle"
    applicant: int
    outcome: Literal["incomplete", "refused", "left"]
    missing: tuple[Id, ...] = ()


@frozen(kw_only=True)
class Finish(AtCounter):
    """The visit ends, with what came of it."""

    do: ClassVar[str] = "finish"
    outcome: Outcome
    """Of all its people but those named."""
    missing: tuple[Id, ...] = ()
    """Ids of the requirements that were missing, for `incomplete`; "other" for one that no list has."""
    but: tuple[ApplicantOutcome, ...] = ()
    """People of whom something else came."""
    forgotten: bool = False
    """It ended some time ago: its times are counted but not averaged."""


@frozen
class Restore:
    """An absent person has come after all."""

    do: ClassVar[str] = "restore"
    visit: str
    expect: int


@frozen
class Resume:
    """A parked person has come back: to the counter that parked the visit if it is free, else in front of the line."""

    do: ClassVar[str] = "resume"
    visit: str
    expect: int


@frozen
class Note:
    """Why it takes longer."""

    do: ClassVar[str] = "note"
    visit: str
    expect: int
    reason: DelayReason


@frozen
class Reprint:
    """The ticket was printed again."""

    do: ClassVar[str] = "reprint"
    visit: str
    expect: int


@frozen
class Cancel:
    """The number will not be used."""

    do: ClassVar[str] = "cancel"
    visit: str
    expect: int
    reason: CancelReason


@frozen
class StopTickets:
    """No numbers are given out for the rest of the day; whoever holds one is served."""

    do: ClassVar[str] = "stop-tickets"
    reason: StopReason


@frozen
class AllowTickets:
    """Numbers are given out again."""

    do: ClassVar[str] = "allow-tickets"


@frozen
class EndDay:
    """The service date is over: every number ends. There is no undoing it."""

    do: ClassVar[str] = "end-day"
    date: date


AtCounterCommand = (
    SetCounter
    | CallNext
    | CallChosen
    | Recall
    | Start
    | StepDone
    | StepUndone
    | Return
    | Park
    | Transfer
    | StillServing
    | NoShow
    | Scan
    | Tick
    | Settle
    | Finish
    | Undo
)
VisitCommand = Resume | Restore | Note | Reprint | Cancel
DayCommand = StopTickets | AllowTickets | EndDay
StaffCommand = SignOn | SignOff
Command = Issue | StaffCommand | AtCounterCommand | VisitCommand | CaseCommand | DayCommand | NoticeCommand

COMMANDS: Final[dict[str, type[Any]]] = {
    kind.do: kind
    for kind in (
        SignOn,
        SignOff,
        SetCounter,
        CallNext,
        CallChosen,
        Recall,
        Start,
        StepDone,
        StepUndone,
        Return,
        Park,
        Transfer,
        StillServing,
        NoShow,
        Scan,
        Tick,
        Settle,
        Finish,
        Undo,
        Resume,
        Restore,
        Note,
        Reprint,
        Cancel,
        *get_args(CaseCommand),
        StopTickets,
        AllowTickets,
        EndDay,
        *get_args(NoticeCommand),
    )
}
"""Commands by the `do` they are sent with; a number is issued by `POST /v1/tickets` only."""


def read_command(data: object) -> Command:
    """Make a command of the JSON that a terminal sent.

    Raises:
        Faults: with every fault of it.
    """
    if not isinstance(data, dict):
        raise Faults([Fault((), tr("perintah harus sebuah objek"))])
    rest = {key: value for key, value in data.items() if key != "do"}
    kind = COMMANDS.get(str(data.get("do")))
    if kind is None:
        word = safe(str(data.get("do", "")), 40)
        known = ", ".join(COMMANDS)
        raise Faults(
            [
                Fault(
                    ("do",),
                    tr("perintah {w!r} tidak dikenal").format(w=word),
                    did_you_mean(word, COMMANDS) or tr("yang ada: {k}").format(k=known),
                )
            ]
        )
    made: Command = read(kind, rest)
    return made


def command_to_plain(command: Command) -> dict[str, Any]:
    """The command as JSON can say it."""
    return {"do": command.do, **plain(command)}


@frozen
class Issued:
    """The answer to `POST /v1/tickets`."""

    visit: str
    ticket: str
    code: str
    """On the paper only: finds this ticket's status."""
    service: str
    queue: str
    ahead: int
    """How many wait before it."""
    version: int
