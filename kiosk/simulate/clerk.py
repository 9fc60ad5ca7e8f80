"""A clerk at a counter, with nothing but the counter's screen to go by, as a real one."""

from collections.abc import Generator
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any, Final

from kiosk.office.hours import HoursNow, office_hours_now
from kiosk.simulate import chances
from kiosk.simulate.act import Ask, Look, Pause, Script, Send, Told, Until, Wait
from kiosk.sop.pack import Pack
from kiosk.visit.desk import By
from kiosk.wire import command as c
from kiosk.wire.counter import CounterDocument, CounterVisit

GLANCE: Final = 20.0
"""Seconds between two looks at an empty line."""

PATIENCE: Final = 60 * 60.0
"""Seconds without anybody after closing time, until the last clerk goes home: others may still send somebody on."""

Doing = Generator[Pause | Ask, Told, bool]
"""Something that takes acts, and whether it went well."""


class Clerk:
    """Opens the counter, calls, serves, rests in the break, and goes home when nobody is left."""

    def __init__(self, pack: Pack, by: By, chance: Random) -> None:
        self._pack = pack
        self._by = by
        self._chance = chance
        self._now = datetime.min.replace(tzinfo=UTC)
        self._screen: CounterDocument | None = None
        self._idle = 0.0
        self._coming_back: dict[str, datetime] = {}

    def work(self) -> Script:
        """Day after day, one act after the other, each chosen by what the screen shows then."""
        while True:
            yield from self._look()
            screen = self._screen
            if screen is None:
                yield from self._pause(Wait(GLANCE))
            elif screen.visit is not None:
                self._idle = 0.0
                yield from self._serve(screen.visit)
            else:
                yield from self._at_empty_counter(screen, office_hours_now(self._pack.office, self._now))

    def _at_empty_counter(self, screen: CounterDocument, hours: HoursNow) -> Doing:
        gone_home = screen.state != "open" or self._idle >= PATIENCE
        if hours.state == "break":
            return (yield from self._rest(screen, "break", hours.next_open))
        if hours.state == "closed" and gone_home:
            return (yield from self._rest(screen, "closed", hours.next_open))
        if screen.state != "open":
            return (yield from self._key(c.SetCounter, state="open"))
        if (restore := self._back(screen)) is not None:
            return (yield from self._send(restore))
        if screen.line:
            yield from self._pause(Wait(chances.about(self._chance, 6)))
            return (yield from self._key(c.CallNext))
        self._idle += GLANCE
        return (yield from self._pause(Wait(GLANCE)))

    def _rest(self, screen: CounterDocument, state: str, until: datetime | None) -> Doing:
        if screen.state != state:
            yield from self._key(c.SetCounter, state=state)
        self._idle = 0.0
        yield from self._pause(Until(until or self._now + timedelta(days=1)))
        return (yield from self._pause(Wait(chances.about(self._chance, chances.SETTLES))))

    def _serve(self, visit: CounterVisit) -> Doing:
        if visit.state == "called":
            return (yield from self._receive(visit))
        if visit.step is None:
            yield from self._pause(Wait(chances.about(self._chance, 15)))
            return (yield from self._key(c.Finish, outcome="done"))
        here = [step for step in visit.steps if step.here]
        seconds = chances.step_seconds(self._chance, visit.step, visit.people)
        if not any(step.done_at for step in here) and self._chance.random() < chances.INCOMPLETE:
            yield from self._pause(Wait(seconds / 2))
            return (yield from self._key(c.Finish, outcome="incomplete", missing=(self._missing(visit),)))
        yield from self._pause(Wait(seconds))
        return (yield from self._key(c.StepDone, step=visit.step))

    def _receive(self, visit: CounterVisit) -> Doing:
        comes = chances.COMES[min(visit.calls, len(chances.COMES)) - 1]
        if self._chance.random() < comes:
            yield from self._pause(Wait(chances.about(self._chance, 14, most=60)))
            return (yield from self._key(c.Start))
        if visit.recall_at is not None and visit.calls < len(chances.COMES):
            yield from self._pause(Until(visit.recall_at + self._moment()))
            return (yield from self._key(c.Recall))
        yield from self._pause(Until((visit.no_show_at or self._now) + self._moment()))
        if self._chance.random() < chances.COMES_BACK:
            self._coming_back[visit.id] = self._now + timedelta(seconds=chances.about(self._chance, 400))
        return (yield from self._key(c.NoShow))

    def _moment(self) -> timedelta:
        return timedelta(seconds=self._chance.uniform(1, 8))

    def _missing(self, visit: CounterVisit) -> str:
        sop = self._pack.sops.get(visit.service)
        papers = [r.id for r in sop.requirements if not r.if_needed] if sop and sop.digest == visit.sop else []
        return self._chance.choice(papers or ["other"])

    def _back(self, screen: CounterDocument) -> c.Restore | None:
        """Somebody absent who stands before the counter now."""
        for absent in screen.absent:
            here_at = self._coming_back.get(absent.visit)
            if here_at is not None and here_at <= self._now:
                return c.Restore(absent.visit, absent.revision)
        return None

    def _key(self, kind: type[Any], **fields: Any) -> Doing:
        revision = self._screen.revision if self._screen else 0
        return (yield from self._send(kind(counter=self._by.counter, expect=revision, **fields)))

    def _send(self, command: c.Command) -> Doing:
        told = yield Send(command, self._by)
        self._now = told.at
        return told.refused is None

    def _look(self) -> Doing:
        told = yield Look(self._by)
        self._now, self._screen = told.at, told.document
        return self._screen is not None

    def _pause(self, pause: Pause) -> Doing:
        told = yield pause
        self._now = told.at
        return True
