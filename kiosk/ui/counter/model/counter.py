"""The model of a counter's terminal: the counter's document, and what its clerk does here without the endpoint.

A model is a value: keys, answers and the feed each give the next one (`press`, `apply_answer`, `receive_feed`).
"""

from datetime import datetime
from typing import Final, Literal

from attrs import evolve, field, frozen

from kiosk.feed.sender import CommandAccepted
from kiosk.feed.state import FeedState
from kiosk.text.language import Text, tr
from kiosk.ui.counter.model.dialog import Dialog
from kiosk.ui.counter.model.search import SearchState
from kiosk.ui.counter.model.sign_on import SignOnForm
from kiosk.ui.rows import ColourRole
from kiosk.wire.answer import FoundVisit
from kiosk.wire.case import CaseShown
from kiosk.wire.catalogue import ShownRequirement, ShownSop
from kiosk.wire.command.counter import Tick
from kiosk.wire.command.union import Command
from kiosk.wire.counter import CounterDocument, CounterStep, CounterVisit

Situation = Literal["unknown", "closed", "break", "empty", "called", "serving"]
"""What decides which keys act."""

STILL_AT: Final = 3
"""Times the service standard after which the clerk is asked whether the visit is still being served."""

CHANGED: Final = tr("Keadaannya sudah berubah; yang baru ada di layar.")


@frozen
class PrintQueue:
    """The slips for this terminal's printer, by the codes of their cases."""

    waiting: tuple[str, ...] = ()
    printing: str | None = None
    unprinted: tuple[str, ...] = ()
    last: tuple[str, ...] = ()

    def ask(self, codes: tuple[str, ...]) -> "PrintQueue":
        if not codes:
            return self
        left = tuple(code for code in self.unprinted if code not in codes)
        fresh = tuple(code for code in codes if code not in self.waiting)
        return evolve(self, waiting=(*self.waiting, *fresh), unprinted=left, last=codes)

    def begin(self) -> "PrintQueue":
        first, *others = self.waiting
        return evolve(self, printing=first, waiting=tuple(others))

    def end(self, *, printed: bool) -> "PrintQueue":
        """End the print job; a printer that did not take it is asked for no other until a person says so."""
        if printed or self.printing is None:
            return evolve(self, printing=None)
        return evolve(self, printing=None, waiting=(), unprinted=(*self.unprinted, self.printing, *self.waiting))

    def again(self, visit: CounterVisit | None) -> tuple[str, ...]:
        """Return what did not print, else the cases of the visit at hand, else what was printed last."""
        return self.unprinted or (tuple(case.code for case in visit.cases) if visit else ()) or self.last


def receipts_to_print(command: Command, before: CounterVisit | None, answer: CommandAccepted) -> tuple[str, ...]:
    """Return the cases whose receipts are handed over now: those opened, and those of *before* just paid."""
    opened = tuple(case.code for case in answer.cases)
    if not isinstance(command, Tick) or before is None:
        return opened
    paid = (case.code for case in before.cases if command.step in case.ticks and command.case in (None, case.code))
    return (*opened, *paid)


@frozen
class StatusMessage:
    """The line above the keys."""

    text: Text
    role: ColourRole = "text"


@frozen
class PendingCommand:
    key: str
    command: Command
    document: CounterDocument
    """The document when it was sent: the stream may bring the effect before the answer comes."""
    then_next: bool = False
    slow: bool = False
    """The answer takes so long that the clerk is told."""


@frozen
class CounterModel:
    feed: FeedState
    document: CounterDocument | None = None
    ticked: frozenset[str] = frozenset()
    """Ids of the papers that the clerk has seen; of the visit at hand only."""
    cursor: str | None = None
    """Id of the step the cursor is on; None: it follows the current one."""
    dialog: Dialog | None = None
    search: SearchState | None = None
    """The search or the standard that covers the screen; letters are text then."""
    all_keys: bool = False
    """The list of all keys is shown."""
    message: StatusMessage | None = None
    pending: PendingCommand | None = None
    unlocked_by: str | None = None
    """Whose PIN has unlocked this terminal; None while it is locked."""
    form: SignOnForm = field(factory=SignOnForm)
    pin_hint: Text | None = None
    """What stands below the form besides."""
    print_queue: PrintQueue | None = None
    """None without a printer."""

    @property
    def locked(self) -> bool:
        """A PIN comes before anything else: that of whoever is signed on, or somebody signs on."""
        return self.document is not None and (self.document.who is None or self.document.who != self.unlocked_by)

    @property
    def typing(self) -> bool:
        """Keys are characters of a PIN or of the words searched for."""
        return self.locked or self.search is not None

    @property
    def visit(self) -> CounterVisit | None:
        return self.document.visit if self.document else None

    @property
    def situation(self) -> Situation:
        if self.document is None:
            return "unknown"
        if self.visit is not None:
            return "called" if self.visit.state == "called" else "serving"
        return "empty" if self.document.state == "open" else self.document.state

    @property
    def sop(self) -> ShownSop | None:
        return self.feed.sop(self.visit.service, self.visit.sop) if self.visit else None

    @property
    def requirements(self) -> tuple[ShownRequirement, ...]:
        return self.sop.requirements if self.sop else ()

    @property
    def step(self) -> CounterStep | None:
        """The step the cursor is on: the one chosen, else the current, else the last."""
        steps = self.visit.steps if self.visit else ()
        wanted = self.cursor or (self.visit.step if self.visit else None)
        return next((s for s in steps if s.id == wanted), steps[-1] if steps else None)

    @property
    def done_here(self) -> bool:
        return all(step.done_at for step in self.visit.steps if step.here) if self.visit else False

    @property
    def service_standard(self) -> int | None:
        """Minutes that serving should take at most; None where the office set none."""
        return self.feed.catalogue.office.service_standard if self.feed.catalogue else None

    @property
    def sops(self) -> tuple[ShownSop, ...]:
        return self.feed.catalogue.sops if self.feed.catalogue else ()

    @property
    def other_services(self) -> tuple[ShownSop, ...]:
        """The services that the visit at hand can be transferred to: all that have a queue but its own."""
        return tuple(sop for sop in self.sops if sop.queue and self.visit and sop.id != self.visit.service)

    def age(self, now: datetime) -> int:
        """Return the seconds since the document was made."""
        return max(0, int((now - self.document.at).total_seconds())) if self.document else 0

    def over_standard(self, now: datetime) -> bool:
        return self._served_over(1, now)

    def asks_still(self, now: datetime) -> bool:
        """Return whether the visit may have ended without S; once confirmed, it rests for as long again."""
        standard, confirmed = self.service_standard, self.visit.confirmed_at if self.visit else None
        if standard is None or not self._served_over(STILL_AT, now):
            return False
        return confirmed is None or (now - confirmed).total_seconds() >= STILL_AT * standard * 60

    def _served_over(self, standards: int, now: datetime) -> bool:
        if self.visit is None or self.situation != "serving" or self.service_standard is None:
            return False
        return self.visit.served + self.age(now) > standards * self.service_standard * 60

    def recall_seconds(self, now: datetime) -> int:
        return _seconds_until(self.visit.recall_at if self.visit else None, now)

    def no_show_seconds(self, now: datetime) -> int:
        return _seconds_until(self.visit.no_show_at if self.visit else None, now)

    def undo_seconds(self, now: datetime) -> int:
        """Return the seconds for which the counter's last command can be undone; 0 where there is none."""
        return _seconds_until(self.document.undo.until if self.document and self.document.undo else None, now)

    def service_name(self, service: str) -> Text:
        """Return what *service* is called in narrow places."""
        sop = self.feed.sop(service, None)
        return (sop.short or sop.name) if sop else Text(service)

    def step_name(self, visit: CounterVisit | FoundVisit | CaseShown, step: str) -> Text:
        """Return what *step* of a visit or case is called in narrow places."""
        sop = self.feed.sop(visit.service, visit.sop)
        known = sop.step(step) if sop else None
        return (known.short or known.name) if known else Text(step)

    def now(self, own: datetime) -> datetime:
        """Return the endpoint's clock when the terminal's says *own*."""
        return own + self.feed.offset


def _seconds_until(instant: datetime | None, now: datetime) -> int:
    """Return the seconds from *now* to *instant*, begun ones whole; 0 once it is past."""
    return max(0, -int(-(instant - now).total_seconds() // 1)) if instant else 0


def lock(model: CounterModel) -> CounterModel:
    """Ask for a PIN; of the visit at hand nothing is lost."""
    return evolve(model, unlocked_by=None, form=SignOnForm(), dialog=None, search=None, all_keys=False, message=None)


def show_message(model: CounterModel, text: Text, role: ColourRole = "text") -> CounterModel:
    return evolve(model, message=StatusMessage(text, role))


def receive_feed(model: CounterModel, feed: FeedState) -> CounterModel:
    """Show the document that the feed brought, if it is newer; one of another epoch replaces everything."""
    old = model.document
    if _epoch(model.feed) and _epoch(feed) != _epoch(model.feed):
        model = evolve(model, document=None, dialog=None, cursor=None, ticked=frozenset(), message=None)
        return show_document(evolve(model, feed=feed), feed.counter if feed.counter != old else None)
    return show_document(evolve(model, feed=feed), feed.counter)


def _epoch(feed: FeedState) -> str:
    return feed.board.epoch if feed.board else ""


def show_document(model: CounterModel, document: CounterDocument | None) -> CounterModel:
    """Show *document*, unless it is older than the one shown."""
    old = model.document
    if document is None or (old is not None and document.version < old.version):
        return model
    new = evolve(model, document=document)
    if _visit_id(old) != _visit_id(document):
        new = evolve(new, ticked=frozenset(), cursor=None)
    if old is not None and old.who != document.who:
        new = evolve(new, message=None)  # it was meant for whoever was here
    if new.dialog is not None and _dialog_basis(old) != _dialog_basis(document):
        return show_message(evolve(new, dialog=None), CHANGED, "attention")
    return new


def _visit_id(document: CounterDocument | None) -> str | None:
    return document.visit.id if document and document.visit else None


def _dialog_basis(document: CounterDocument | None) -> object:
    """Return what an open dialog relies on."""
    if document is None:
        return None
    state = document.visit.state if document.visit else None
    absent, parked = [a.visit for a in document.absent], [p.visit for p in document.parked]
    return document.state, _visit_id(document), state, absent, parked
