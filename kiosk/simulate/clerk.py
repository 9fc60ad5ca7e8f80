"""A simulated clerk, who knows only what the counter's screen shows."""

from collections.abc import Generator
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any, Final

from kiosk.office.hours import CurrentHours, day_hours, office_hours_now, service_date
from kiosk.simulate import chances
from kiosk.simulate.people import PIN, Receipts, code_of
from kiosk.simulate.schedule import ActResult, Pause, PressKey, ReadScreen, Request, Script, WaitFor, WaitUntil
from kiosk.sop.pack import Pack
from kiosk.visit.dispatch import assignments
from kiosk.visit.state import Origin
from kiosk.wire.catalogue import COLLECTION, SCAN
from kiosk.wire.command.counter import (
    CallChosen,
    CallNext,
    Finish,
    MarkNoShow,
    MarkStepDone,
    MarkStepUndone,
    Park,
    Recall,
    Scan,
    SetCounter,
    Start,
    Tick,
)
from kiosk.wire.command.office import SignOff, SignOn
from kiosk.wire.command.union import Command
from kiosk.wire.command.visit import Restore, Resume
from kiosk.wire.counter import CounterDocument, CounterVisit

GLANCE: Final = 20.0
"""Seconds between two looks at an empty line."""

PATIENCE: Final = 60 * 60.0
"""Seconds without a visit after closing until the last clerk leaves: other counters may still send one on."""

ClerkScript = Generator[Pause | Request, ActResult, bool]
"""Acts that return whether they succeeded."""


class Clerk:
    """A clerk who opens the counter, calls, serves, takes breaks, and leaves when nobody waits."""

    def __init__(self, pack: Pack, seat: Origin, receipts: Receipts, chance: Random) -> None:
        self._pack = pack
        self._seat = seat
        self._receipts = receipts
        self._chance = chance
        self._now = datetime.min.replace(tzinfo=UTC)
        self._screen: CounterDocument | None = None
        self._idle = 0.0
        self._coming_back: dict[str, datetime] = {}
        self._leaves_early = False
        self._asked_to_pay = ""

    def work(self) -> Script:
        """Act day after day, each time by what the screen shows."""
        while True:
            yield from self._look()
            screen = self._screen
            if screen is None:
                yield from self._pause(WaitFor(GLANCE))
            elif screen.visit is not None:
                self._idle = 0.0
                yield from self._serve(screen.visit)
            else:
                yield from self._at_empty_counter(screen, office_hours_now(self._pack.office, self._now))

    def _at_empty_counter(self, screen: CounterDocument, hours: CurrentHours) -> ClerkScript:
        gone_home = screen.state != "open" or self._idle >= PATIENCE
        if hours.state == "break":
            return (yield from self._rest(screen, "break", hours.next_open))
        if hours.state == "closed" and gone_home and not screen.parked:
            return (yield from self._rest(screen, "closed", hours.next_open))
        if screen.state != "open":
            if screen.who is None:
                return (yield from self._send(SignOn(code_of(self._seat), PIN)))
            self._leaves_early = self._is_dispensable() and self._chance.random() < chances.LEAVES_EARLY
            return (yield from self._press(SetCounter, state="open"))
        if (back := self._returning_visit(screen)) is not None:
            return (yield from self._send(back))
        if self._leaves_early and not screen.parked and (closes := self._closes_soon()) is not None:
            return (yield from self._rest(screen, "closed", closes))
        if screen.line:
            yield from self._pause(WaitFor(chances.draw_seconds(self._chance, 6)))
            return (yield from self._call())
        self._idle += GLANCE
        return (yield from self._pause(WaitFor(GLANCE)))

    def _call(self) -> ClerkScript:
        """Call the next visit, or now and then another one in the line."""
        if self._chance.random() < chances.CHOOSES:
            yield from self._look()
            if self._screen is not None and self._screen.line:
                chosen = self._chance.choice(self._screen.line)
                return (yield from self._press(CallChosen, visit=chosen.visit))
        return (yield from self._press(CallNext))

    def _is_dispensable(self) -> bool:
        """Whether later counters in the list do all that this one does, so that the last of them stays."""
        counters = [counter.id for counter in self._pack.office.file.counter]
        others = counters[counters.index(self._seat.counter or "") + 1 :]
        return assignments(self._pack, self._seat.counter or "").keys() <= {
            task for o in others for task in assignments(self._pack, o)
        }

    def _closes_soon(self) -> datetime | None:
        """Return when the office closes, if that is soon."""
        hours = day_hours(self._pack.office, service_date(self._pack.office, self._now))
        soon = hours is not None and timedelta() < hours.closes - self._now < chances.EARLY
        return hours.closes if hours is not None and soon else None

    def _rest(self, screen: CounterDocument, state: str, until: datetime | None) -> ClerkScript:
        if screen.state != state:
            yield from self._press(SetCounter, state=state)
        if state == "closed" and screen.who is not None:
            yield from self._send(SignOff())
        self._idle = 0.0
        yield from self._pause(WaitUntil(until or self._now + timedelta(days=1)))
        return (yield from self._pause(WaitFor(chances.draw_seconds(self._chance, chances.SETTLES))))

    def _serve(self, visit: CounterVisit) -> ClerkScript:
        if visit.state == "called":
            return (yield from self._receive(visit))
        if (visit.service, visit.step) == (COLLECTION, SCAN):
            return (yield from self._collect())
        if visit.step is None:
            if (paid := next((step for case in visit.cases for step in case.ticks), None)) and self._pays_now(visit.id):
                yield from self._pause(WaitFor(chances.draw_seconds(self._chance, 20)))
                return (yield from self._press(Tick, step=paid))
            forgotten = self._chance.random() < chances.FORGETS
            yield from self._pause(WaitFor(chances.draw_seconds(self._chance, chances.FORGOTTEN if forgotten else 15)))
            return (yield from self._press(Finish, outcome="done", forgotten=forgotten))
        here = [step for step in visit.steps if step.here]
        seconds = chances.step_seconds(self._chance, visit.step, visit.people)
        if not any(step.done_at for step in here) and self._chance.random() < chances.INCOMPLETE:
            yield from self._pause(WaitFor(seconds / 2))
            return (yield from self._press(Finish, outcome="incomplete", missing=(self._missing_requirement(visit),)))
        if self._chance.random() < chances.PARKS:
            yield from self._pause(WaitFor(seconds / 3))
            self._coming_back[visit.id] = self._now + timedelta(
                seconds=chances.draw_seconds(self._chance, chances.AWAY)
            )
            return (yield from self._press(Park, reason="copy"))
        yield from self._pause(WaitFor(seconds))
        yield from self._press(MarkStepDone, step=visit.step)
        return self._chance.random() >= chances.TOGGLES or (yield from self._toggle(visit.id, visit.step))

    def _pays_now(self, visit: str) -> bool:
        """Whether the applicant pays during the visit; decided once."""
        asked, self._asked_to_pay = self._asked_to_pay, visit
        return asked != visit and self._chance.random() < chances.PAYS

    def _collect(self) -> ClerkScript:
        """Scan the receipt handed over, or finish if it was forgotten."""
        yield from self._pause(WaitFor(chances.draw_seconds(self._chance, 10)))
        receipt = self._receipts.handed_over()
        if receipt is None:
            return (yield from self._press(Finish, outcome="left"))
        return (yield from self._press(Scan, case=receipt))

    def _toggle(self, visit: str, step: str) -> ClerkScript:
        """Undo and redo the step quickly, as an unsure hand would, while the visit stays here."""
        for _ in range(self._chance.randint(1, 3)):
            for kind, fields in ((MarkStepUndone, {"reason": "mistake"}), (MarkStepDone, {})):
                yield from self._pause(WaitFor(self._chance.uniform(0.3, 1.5)))
                yield from self._look()
                if self._screen is None or self._screen.visit is None or self._screen.visit.id != visit:
                    return True
                yield from self._press(kind, step=step, **fields)
        return True

    def _receive(self, visit: CounterVisit) -> ClerkScript:
        comes = chances.COMES[min(visit.calls, len(chances.COMES)) - 1]
        if self._chance.random() < comes:
            yield from self._pause(WaitFor(chances.draw_seconds(self._chance, 14, most=60)))
            return (yield from self._press(Start))
        if visit.recall_at is not None and visit.calls < len(chances.COMES):
            yield from self._pause(WaitUntil(visit.recall_at + self._short_delay()))
            return (yield from self._press(Recall))
        yield from self._pause(WaitUntil((visit.no_show_at or self._now) + self._short_delay()))
        if self._chance.random() < chances.COMES_BACK:
            self._coming_back[visit.id] = self._now + timedelta(seconds=chances.draw_seconds(self._chance, 400))
        return (yield from self._press(MarkNoShow))

    def _short_delay(self) -> timedelta:
        return timedelta(seconds=self._chance.uniform(1, 8))

    def _missing_requirement(self, visit: CounterVisit) -> str:
        sop = self._pack.sops.get(visit.service)
        papers = [r.id for r in sop.file.requirement if not r.if_needed] if sop and sop.digest == visit.sop else []
        return self._chance.choice(papers or ["other"])

    def _returning_visit(self, screen: CounterDocument) -> Resume | Restore | None:
        """Return the command for a parked or absent person who has come back, if any."""
        for parked in screen.parked:
            if self._coming_back.get(parked.visit, self._now) <= self._now:
                return Resume(parked.visit, parked.revision)
        for absent in screen.absent:
            here_at = self._coming_back.get(absent.visit)
            if here_at is not None and here_at <= self._now:
                return Restore(absent.visit, absent.revision)
        return None

    def _press(self, kind: type[Any], **fields: Any) -> ClerkScript:
        revision = self._screen.revision if self._screen else 0
        return (yield from self._send(kind(counter=self._seat.counter, expect=revision, **fields)))

    def _send(self, command: Command) -> ClerkScript:
        result = yield PressKey(command, self._seat)
        self._now = result.at
        return result.refused is None

    def _look(self) -> ClerkScript:
        result = yield ReadScreen(self._seat)
        self._now, self._screen = result.at, result.document
        return self._screen is not None

    def _pause(self, pause: Pause) -> ClerkScript:
        result = yield pause
        self._now = result.at
        return True
