"""Receipts on the counter's printer: by themselves, again by R, and never in anybody's way."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from attrs import evolve
from textual.pilot import Pilot
from ui.counter.sample import EMPTY, NOW, VISIT, with_visit
from ui.counter.test_app import Office
from waiting import until_shown

from kiosk.feed.sender import CommandAccepted, CommandAnswer
from kiosk.text.language import Text
from kiosk.ui.counter.app import CounterApp
from kiosk.ui.counter.model.counter import PrintQueue
from kiosk.ui.theme import CONSOLE
from kiosk.wire.case import CaseShown, CounterCase
from kiosk.wire.command import counter as c
from kiosk.wire.command.union import Command
from kiosk.wire.counter import CounterDocument

FIRST, SECOND = "K7Q2-M9XA-3", "K7Q2-P3RT-5"
JAM = Text("kertas habis", "no paper")


def case(code: str) -> CaseShown:
    return CaseShown(code, "paspor-baru", Text("Paspor"), "9f3c21", "in-process", "id", NOW)


class Printer:
    """Takes slips as it is told: at once, never, or with trouble."""

    def __init__(self) -> None:
        self.got: list[str] = []
        self.trouble: Text | None = None
        self.works = asyncio.Event()
        self.works.set()

    async def print_slip(self, code: str) -> Text | None:
        self.got.append(code)
        await self.works.wait()
        return self.trouble


class Equipped(Office):
    """An office whose counter has a printer."""

    def __init__(self) -> None:
        super().__init__()
        self.printer = Printer()
        self.app = CounterApp(
            evolve(self.app.model.feed, live=False),
            self.follow,
            self.send,
            self.clock,
            "id",
            CONSOLE,
            unlocked_by="RM",
            print_slip=self.printer.print_slip,
        )
        self.answer = self.accept

    async def accept(self, command: Command) -> CommandAnswer:
        """The step is done here, the visit goes on elsewhere, and two cases are opened."""
        return CommandAccepted(101, evolve(EMPTY, version=101, revision=41), (case(FIRST), case(SECOND)))

    async def printed(self, *codes: str) -> None:
        await until_shown(lambda: self.printer.got == list(codes), lambda: f"{self.printer.got}")


def play(scenario: Callable[[Equipped, Pilot[None]], Coroutine[Any, Any, None]], document: CounterDocument) -> None:
    async def run() -> None:
        office = Equipped()
        async with office.app.run_test(size=(80, 24)) as pilot:
            office.tell(document)
            await until_shown(lambda: office.app.model.document is not None, lambda: "no document")
            await scenario(office, pilot)

    asyncio.run(run())


def test_what_a_step_opened_is_printed_by_itself_and_again_by_r() -> None:
    async def scenario(office: Equipped, pilot: Pilot[None]) -> None:
        await pilot.press("space")
        await office.printed(FIRST, SECOND)
        await until_shown(
            lambda: office.app.model.print_queue == PrintQueue(last=(FIRST, SECOND)), lambda: "still printing"
        )
        await office.press(pilot, "r")
        await office.printed(FIRST, SECOND, FIRST, SECOND)

    play(scenario, with_visit(VISIT))


def test_trouble_is_said_with_what_to_do_and_r_prints_only_what_is_lacking() -> None:
    async def scenario(office: Equipped, pilot: Pilot[None]) -> None:
        office.printer.trouble = JAM
        await pilot.press("space")
        await office.shows(f"Slip {FIRST} belum tercetak: kertas habis. R mencetak lagi.")
        await office.printed(FIRST)
        office.printer.trouble = None
        await office.press(pilot, "r")
        await office.printed(FIRST, FIRST, SECOND)

    play(scenario, with_visit(VISIT))


def test_a_printer_that_hangs_holds_nobody_up() -> None:
    async def scenario(office: Equipped, pilot: Pilot[None]) -> None:
        office.printer.works.clear()
        await pilot.press("space")
        await office.printed(FIRST)
        await office.press(pilot, "r")
        await office.shows(f"R: {FIRST} sedang dicetak.")
        await pilot.press("p")
        await until_shown(lambda: len(office.sent) == 2, lambda: f"{office.sent}")
        assert isinstance(office.sent[1][0], c.CallNext)
        office.printer.works.set()
        await until_shown(lambda: office.printer.got[:2] == [FIRST, SECOND], lambda: f"{office.printer.got}")

    play(scenario, with_visit(VISIT))


def test_r_prints_the_cases_of_the_visit_at_hand() -> None:
    async def scenario(office: Equipped, pilot: Pilot[None]) -> None:
        await pilot.press("r")
        await office.printed(FIRST)

    cases = (CounterCase(FIRST, "in-process", "paspor-baru", 1),)
    play(scenario, with_visit(evolve(VISIT, cases=cases)))


def test_without_a_case_r_says_so() -> None:
    async def scenario(office: Equipped, pilot: Pilot[None]) -> None:
        await office.press(pilot, "r")
        await office.shows("R: belum ada berkas yang diterima di sini.")
        assert office.printer.got == []

    play(scenario, EMPTY)
