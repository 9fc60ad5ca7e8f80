"""The people of a demo: they do over HTTP, beside a running clock, what they would do in a day played at once."""

import asyncio
from datetime import datetime
from typing import Final

from kiosk.feed.sender import CommandAccepted, CommandRefused, Sender
from kiosk.feed.source import source_of
from kiosk.simulate.act import ActResult, ReadScreen, Request
from kiosk.simulate.schedule import Schedule
from kiosk.system.clock import Clock
from kiosk.wire.counter import CounterDocument
from kiosk.wire.measure import DueBoard

_NAP: Final = 30.0
"""Seconds after which the clock is looked at again: it may have been set, or the machine asleep."""


class People:
    """Everybody of a schedule, each at their own terminal of the endpoint at *url*."""

    def __init__(self, schedule: Schedule, clock: Clock, url: str, tokens: dict[str, str]) -> None:
        self._schedule = schedule
        self._clock = clock
        self._senders = {who: Sender(source_of(url, token), clock) for who, token in tokens.items()}

    async def go_on(self) -> None:
        """Let them go on with the day, and the days after it, until this is cancelled."""
        try:
            while (at := self._schedule.next_at) is not None:
                await self._until(at)
                turn = self._schedule.take()
                told = ActResult(self._clock.now())
                while (ask := self._schedule.go_on(turn, told)) is not None:
                    told = await self._answer(ask)
        finally:
            await asyncio.gather(*(sender.close() for sender in self._senders.values()))

    async def _until(self, at: datetime) -> None:
        while (left := (at - self._clock.now()).total_seconds()) > 0:  # noqa: ASYNC110 (the clock is waited for)
            await asyncio.sleep(min(left, _NAP))

    async def _answer(self, ask: Request) -> ActResult:
        sender = self._senders[ask.seat.terminal]
        if isinstance(ask, ReadScreen):
            if ask.seat.counter is None:
                due = await sender.due()
                return ActResult(self._clock.now(), due=due if isinstance(due, DueBoard) else None)
            seen = await sender.look(ask.seat.counter)
            return ActResult(self._clock.now(), seen if isinstance(seen, CounterDocument) else None)
        answer = await sender.send(ask.command)
        if isinstance(answer, CommandAccepted):
            return ActResult(self._clock.now())
        return ActResult(
            self._clock.now(), refused=answer.rule if isinstance(answer, CommandRefused) else "unreachable"
        )
