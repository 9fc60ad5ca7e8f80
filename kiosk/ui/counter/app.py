"""The counter as a program: it follows its document, and every key becomes at most one command."""

import asyncio
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

from attrs import evolve
from textual.message import Message
from textual.screen import Screen

from kiosk.feed.sender import CommandAnswer, CommandRefused, Unreachable
from kiosk.feed.state import FeedState
from kiosk.system.clock import Clock
from kiosk.text.language import Language, Text
from kiosk.ui.app import KioskApp
from kiosk.ui.counter.key_filter import ScannedCode
from kiosk.ui.counter.model.counter import CounterModel, PendingCommand, PrintQueue, lock, receive_feed
from kiosk.ui.counter.model.search import SearchAnswer, receive_answer
from kiosk.ui.counter.screen import CounterScreen
from kiosk.ui.counter.update import apply_answer, apply_print_result, press, scan
from kiosk.ui.counter.view.frame import render
from kiosk.ui.rows import Rows
from kiosk.ui.theme.colours import Colours
from kiosk.wire.answer import SearchResult
from kiosk.wire.command.staff import SignOn
from kiosk.wire.command.union import Command

SendCommand = Callable[[Command, str], Awaitable[CommandAnswer]]
"""Sends a command under an idempotency key; never raises."""

PrintSlip = Callable[[str], Awaitable[Text | None]]
"""Prints the slip of a code; gives why it could not, and never raises."""

Search = Callable[[str], Awaitable[SearchResult | CommandRefused | Unreachable]]
"""Finds the visits and cases of a number, a code or words at the endpoint; never raises."""

_SLOW: Final = 0.4
"""Seconds after which the clerk is told that an act is under way."""


_PAUSE: Final = 0.25
"""Seconds without another letter after which the endpoint is asked for the words typed."""


class CounterApp(KioskApp):
    """One counter's screen and keys."""

    @dataclass
    class Arrived(Message):
        """The feed has seen something new."""

        feed: FeedState

    @dataclass
    class Answered(Message):
        """The endpoint has answered a command, or nobody has."""

        command: Command
        key: str
        answer: CommandAnswer

    @dataclass
    class Printed(Message):
        """The printer has the slip, or there is trouble."""

        trouble: Text | None

    @dataclass
    class Searched(Message):
        """The endpoint has found something, or nothing."""

        heard: SearchAnswer

    def __init__(
        self,
        first: FeedState,
        follow: Callable[[], AsyncIterator[FeedState]],
        send: SendCommand,
        clock: Clock,
        language: Language,
        theme: Colours,
        may_quit: bool = False,
        *,
        here: str | None = None,
        tip: Text | None = None,
        locks: bool = True,
        print_slip: PrintSlip | None = None,
        search: Search | None = None,
    ) -> None:
        """*here* has shown already that it is they; *tip* stands where a PIN is asked for; left alone it *locks*."""
        super().__init__(theme, clock, language, may_quit)
        slips = PrintQueue() if print_slip else None
        self.model = receive_feed(CounterModel(first, unlocked_by=here, pin_hint=tip, print_queue=slips), first)
        self._print_slip = print_slip
        self._locks = locks
        self._search = search
        self._looked_up = ""
        self._touched = clock.monotonic()
        self._follow = follow
        self._send = send
        self._unanswered: tuple[PendingCommand, str] | None = None
        """What was sent without anybody answering, and its idempotency key."""

    def get_default_screen(self) -> Screen[None]:
        """The counter's only screen, with what is known already."""
        return CounterScreen(self._draw, self.clock, lambda: self.model.typing)

    def _draw(self, width: int, height: int) -> Rows:
        return render(self.model, self.model.now(self.clock.now()), self.language, width, height)

    def on_ready(self) -> None:
        """After the first paint: follow the endpoint, and let the clocks run."""
        self.set_interval(1, self._second)
        self.run_worker(self._consume(), group="feed", exclusive=True)

    async def _consume(self) -> None:
        async for feed in self._follow():
            self.post_message(self.Arrived(feed))

    def on_counter_app_arrived(self, message: Arrived) -> None:
        """Show what arrived."""
        self._now(receive_feed(self.model, message.feed))
        self._ask_again()

    def on_counter_screen_key_heard(self, message: CounterScreen.KeyHeard) -> None:
        """Act on a key; say what was scanned."""
        self._touched = self.clock.monotonic()
        heard = message.heard
        if isinstance(heard, ScannedCode):
            model, command = scan(self.model, heard.code)
            self._now(model)
            self._deliver(command)
            return
        now = self.model.now(self.clock.now())
        model, command = press(self.model, heard.key, now, self.clock.monotonic())
        self._now(model)
        self._deliver(command)

    def on_counter_app_answered(self, message: Answered) -> None:
        """Show the answer's document at once; send what follows from it."""
        sent = self.model.pending
        self._unanswered = (sent, message.key) if sent and isinstance(message.answer, Unreachable) else None
        model, following = apply_answer(self.model, message.answer)
        self._now(model)
        self._deliver(following)

    def _deliver(self, command: Command | None) -> None:
        """Send a command; one that nobody answered, pressed again, goes under its old key, so that it is done once."""
        if command is None:
            return
        before = self._unanswered
        key = before[1] if before and before[0].command == command else secrets.token_hex(16)
        self.run_worker(self._sent(command, key), group="command")
        self.set_timer(_SLOW, partial(self._tell_slow, self.model.pending))

    def _ask_again(self) -> None:
        """Have the endpoint say what came of an act that nobody answered, once the counter is not as it was then.

        It goes under its old key: what was done is not done again, and what was not is refused, as the counter has
        moved on. The clerk, told to press again, would do the next step unawares. Whoever signs on types the PIN again.
        """
        document = self.model.document
        if self._unanswered is None or self.model.pending is not None or document is None:
            return
        sent = self._unanswered[0]
        if document.revision != sent.document.revision and not isinstance(sent.command, SignOn):
            self._now(evolve(self.model, pending=evolve(sent, then_next=False)))
            self._deliver(sent.command)

    async def _sent(self, command: Command, key: str) -> None:
        self.post_message(self.Answered(command, key, await self._send(command, key)))

    def _print_next(self) -> None:
        """Give the printer the next slip once it has the one before; nothing waits for it."""
        slips = self.model.print_queue
        if slips and slips.waiting and slips.printing is None and self._print_slip:
            begun = slips.begin()
            self.model = evolve(self.model, print_queue=begun)
            self.run_worker(self._printed(self._print_slip, begun.printing or ""), group="print")

    async def _printed(self, print_slip: PrintSlip, code: str) -> None:
        self.post_message(self.Printed(await print_slip(code)))

    def on_counter_app_printed(self, message: Printed) -> None:
        """Say what did not print; what waits for the printer goes on."""
        self._now(apply_print_result(self.model, message.trouble))

    def _look_up(self) -> None:
        """Ask the endpoint for the words typed, once each, when no other letter has come for a moment."""
        search = self.model.search
        words = search.words if search and search.opened is None and self.model.feed.live else ""
        if search is None:
            self._looked_up = ""
        if self._search is not None and words and words != self._looked_up:
            self._looked_up = words
            self.run_worker(self._searched(self._search, words), group="search", exclusive=True)

    async def _searched(self, search: Search, words: str) -> None:
        await asyncio.sleep(_PAUSE)
        self.post_message(self.Searched(SearchAnswer(words, await search(words))))

    def on_counter_app_searched(self, message: Searched) -> None:
        """Show what was found with what was known here."""
        if self.model.search is not None:
            self._now(evolve(self.model, search=receive_answer(self.model.search, message.heard)))

    def _tell_slow(self, pending: PendingCommand | None) -> None:
        if pending is not None and self.model.pending is pending:
            self._now(evolve(self.model, pending=evolve(pending, slow=True)))

    def _second(self) -> None:
        """Let the clocks run, and lock what nobody has touched for long, unless nobody could open it again."""
        if self._locks and self.model.feed.live and not self.model.locked and self._left_alone():
            self.model = lock(self.model)
        self._renew()

    def _left_alone(self) -> bool:
        catalogue = self.model.feed.catalogue
        return catalogue is not None and self.clock.monotonic() - self._touched >= catalogue.office.lock_minutes * 60

    def _now(self, model: CounterModel) -> None:
        self.model = model
        self._print_next()
        self._look_up()
        self._renew()

    def _renew(self) -> None:
        if isinstance(self.base, CounterScreen):
            self.base.renew()
