"""The program of a counter: it follows its document, and sends at most one command for a key."""

import asyncio
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from functools import partial

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
from kiosk.ui.counter.update import apply_answer, apply_print_result, press, scan_code
from kiosk.ui.counter.view.frame import render
from kiosk.ui.rows import Rows
from kiosk.ui.theme import Colours
from kiosk.wire.answer import SearchResult
from kiosk.wire.command.office import SignOn
from kiosk.wire.command.union import Command

SendCommand = Callable[[Command, str], Awaitable[CommandAnswer]]
"""Sends a command under an idempotency key; never raises."""

PrintSlip = Callable[[str], Awaitable[Text | None]]
"""Prints the slip of a code; returns why it could not, and never raises."""

Search = Callable[[str], Awaitable[SearchResult | CommandRefused | Unreachable]]
"""Finds the visits and cases of a number, a code or words at the endpoint; never raises."""


class CounterApp(KioskApp):
    @dataclass
    class Arrived(Message):
        feed: FeedState

    @dataclass
    class Answered(Message):
        command: Command
        key: str
        answer: CommandAnswer

    @dataclass
    class Printed(Message):
        trouble: Text | None

    @dataclass
    class Searched(Message):
        answer: SearchAnswer

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
        unlocked_by: str | None = None,
        pin_hint: Text | None = None,
        locks: bool = True,
        print_slip: PrintSlip | None = None,
        search: Search | None = None,
    ) -> None:
        """Start with the feed's *first* state; without *locks* a counter that nobody touches stays unlocked."""
        super().__init__(theme, clock, language, may_quit)
        queue = PrintQueue() if print_slip else None
        model = CounterModel(first, unlocked_by=unlocked_by, pin_hint=pin_hint, print_queue=queue)
        self.model = receive_feed(model, first)
        self._print_slip = print_slip
        self._locks = locks
        self._search = search
        self._searched_words = ""
        self._touched = clock.monotonic()
        self._follow = follow
        self._send = send
        self._unanswered: tuple[PendingCommand, str] | None = None
        """The command that nobody has answered, and its idempotency key."""

    def get_default_screen(self) -> Screen[None]:
        return CounterScreen(self._draw, self.clock, lambda: self.model.typing)

    def _draw(self, width: int, height: int) -> Rows:
        return render(self.model, self.model.now(self.clock.now()), self.language, width, height)

    def on_ready(self) -> None:
        """After the first paint, follow the endpoint, and let the clocks run."""
        self.set_interval(1, self._every_second)
        self.run_worker(self._consume(), group="feed", exclusive=True)

    async def _consume(self) -> None:
        async for feed in self._follow():
            self.post_message(self.Arrived(feed))

    def on_counter_app_arrived(self, message: Arrived) -> None:
        self._update(receive_feed(self.model, message.feed))
        self._ask_again()

    def on_counter_screen_key_entered(self, message: CounterScreen.KeyEntered) -> None:
        self._touched = self.clock.monotonic()
        if isinstance(message.input, ScannedCode):
            model, command = scan_code(self.model, message.input.code)
        else:
            now = self.model.now(self.clock.now())
            model, command = press(self.model, message.input.key, now, self.clock.monotonic())
        self._update(model)
        self._deliver(command)

    def on_counter_app_answered(self, message: Answered) -> None:
        sent = self.model.pending
        self._unanswered = (sent, message.key) if sent and isinstance(message.answer, Unreachable) else None
        model, command = apply_answer(self.model, message.answer)
        self._update(model)
        self._deliver(command)

    def _deliver(self, command: Command | None) -> None:
        """Send *command*; one that nobody answered, pressed again, keeps its key, so that it is done once."""
        if command is None:
            return
        before = self._unanswered
        key = before[1] if before and before[0].command == command else secrets.token_hex(16)
        self.run_worker(self._post_answer(command, key), group="command")
        self.set_timer(0.4, partial(self._mark_slow, self.model.pending))

    def _ask_again(self) -> None:
        """Ask what came of a command that nobody answered, once the counter is not as it was then.

        It keeps its key: what was done is not done again, and what was not is refused, as the counter has moved on. The
        clerk, told to press again, would do the next step unawares. Whoever signs on types the PIN again.
        """
        document = self.model.document
        if self._unanswered is None or self.model.pending is not None or document is None:
            return
        sent = self._unanswered[0]
        if document.revision != sent.document.revision and not isinstance(sent.command, SignOn):
            self._update(evolve(self.model, pending=evolve(sent, then_next=False)))
            self._deliver(sent.command)

    async def _post_answer(self, command: Command, key: str) -> None:
        self.post_message(self.Answered(command, key, await self._send(command, key)))

    def _print_next(self) -> None:
        """Give the printer the next slip once it has the one before; nothing waits for it."""
        queue = self.model.print_queue
        if queue and queue.waiting and queue.printing is None and self._print_slip:
            begun = queue.begin()
            self.model = evolve(self.model, print_queue=begun)
            self.run_worker(self._post_print_result(self._print_slip, begun.printing or ""), group="print")

    async def _post_print_result(self, print_slip: PrintSlip, code: str) -> None:
        self.post_message(self.Printed(await print_slip(code)))

    def on_counter_app_printed(self, message: Printed) -> None:
        self._update(apply_print_result(self.model, message.trouble))

    def _search_endpoint(self) -> None:
        """Search for the words typed at the endpoint, once each, when no other letter has come for a moment."""
        search = self.model.search
        words = search.words if search and search.opened is None and self.model.feed.live else ""
        if search is None:
            self._searched_words = ""
        if self._search is not None and words and words != self._searched_words:
            self._searched_words = words
            self.run_worker(self._post_search_answer(self._search, words), group="search", exclusive=True)

    async def _post_search_answer(self, search: Search, words: str) -> None:
        await asyncio.sleep(0.25)  # the next letter cancels this search
        self.post_message(self.Searched(SearchAnswer(words, await search(words))))

    def on_counter_app_searched(self, message: Searched) -> None:
        if self.model.search is not None:
            self._update(evolve(self.model, search=receive_answer(self.model.search, message.answer)))

    def _mark_slow(self, pending: PendingCommand | None) -> None:
        if pending is not None and self.model.pending is pending:
            self._update(evolve(self.model, pending=evolve(pending, slow=True)))

    def _every_second(self) -> None:
        """Let the clocks run, and lock what nobody has touched for long, unless nobody could unlock it again."""
        if self._locks and self.model.feed.live and not self.model.locked and self._is_idle():
            self.model = lock(self.model)
        self._renew()

    def _is_idle(self) -> bool:
        catalogue = self.model.feed.catalogue
        return catalogue is not None and self.clock.monotonic() - self._touched >= catalogue.office.lock_minutes * 60

    def _update(self, model: CounterModel) -> None:
        self.model = model
        self._print_next()
        self._search_endpoint()
        self._renew()

    def _renew(self) -> None:
        if isinstance(self.base, CounterScreen):
            self.base.renew()
