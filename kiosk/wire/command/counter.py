"""Commands to a counter: opening and closing it, calling to it, serving whom it holds, and taking the last one back.

`expect` is the revision of the counter as the terminal last saw it; a stale one is refused, not guessed at.
"""

from typing import ClassVar, Literal

from attrs import frozen

from kiosk.schema.fields import Id
from kiosk.wire.board import CounterState
from kiosk.wire.case import ApplicantOutcome, Outcome

UndoneReason = Literal["mistake", "again", "other"]
ReturnReason = Literal["papers", "wrong-counter", "equipment", "other"]
ParkReason = Literal["copy", "payment", "photo", "papers", "rest", "other"]
TransferReason = Literal["wrong-number", "needs-other", "other"]

SettledOutcome = Literal["incomplete", "refused", "left"]
"""What can come of one of a visit's people before the others are finished with."""


@frozen(kw_only=True)
class AtCounter:
    do: ClassVar[str]
    counter: str
    expect: int


@frozen(kw_only=True)
class SetCounter(AtCounter):
    do: ClassVar[str] = "set-counter"
    state: CounterState


@frozen(kw_only=True)
class CallNext(AtCounter):
    """Call whoever is next for this counter."""

    do: ClassVar[str] = "call-next"


@frozen(kw_only=True)
class CallChosen(AtCounter):
    do: ClassVar[str] = "call-chosen"
    visit: str


@frozen(kw_only=True)
class Recall(AtCounter):
    do: ClassVar[str] = "recall"


@frozen(kw_only=True)
class Start(AtCounter):
    """The person has come to the counter: serving begins."""

    do: ClassVar[str] = "start"


@frozen(kw_only=True)
class MarkStepDone(AtCounter):
    """A step of the visit is done; when it accepts the file, each of its people gets a case who is not settled yet."""

    do: ClassVar[str] = "step-done"
    step: str


@frozen(kw_only=True)
class MarkStepUndone(AtCounter):
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
class MarkNoShow(AtCounter):
    do: ClassVar[str] = "no-show"


@frozen(kw_only=True)
class Scan(AtCounter):
    """The visit brings the receipt of a case: to collect it, or to go on with it."""

    do: ClassVar[str] = "scan"
    case: str


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
    outcome: SettledOutcome
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


@frozen(kw_only=True)
class Undo(AtCounter):
    """Take the counter's last command back, all of it."""

    do: ClassVar[str] = "undo"


AtCounterCommand = (
    SetCounter
    | CallNext
    | CallChosen
    | Recall
    | Start
    | MarkStepDone
    | MarkStepUndone
    | Return
    | Park
    | Transfer
    | StillServing
    | MarkNoShow
    | Scan
    | Tick
    | Settle
    | Finish
    | Undo
)
