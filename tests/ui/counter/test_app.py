"""The whole screen under a real keyboard's timing, against an endpoint made of functions."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from datetime import datetime
from functools import wraps
from typing import Any

import pytest
from attrs import evolve
from textual import events
from textual.pilot import Pilot
from ui.counter.sample import CALLED, EMPTY, NOW, SEEN, VISIT, with_visit
from waiting import until_shown

from kiosk.feed.sender import CommandAccepted, CommandAnswer, CommandRefused, Unreachable
from kiosk.feed.state import FeedState
from kiosk.text.language import Text
from kiosk.time.instant import Instant
from kiosk.ui.counter.app import CounterApp
from kiosk.ui.counter.screen import ScreenHalf, columns
from kiosk.ui.counter.view.context import split_column
from kiosk.ui.rows import Rows, TextRun, plain_text
from kiosk.ui.theme import CONSOLE
from kiosk.wire.command import counter as c
from kiosk.wire.command import office as sc
from kiosk.wire.command.union import Command
from kiosk.wire.counter import CounterDocument


class StillClock:
    """A wall clock that stands; keys are timed by the machine's."""

    def now(self) -> datetime:
        return NOW

    def __init__(self) -> None:
        self._later = 0.0

    def later(self, seconds: float) -> None:
        """Let so much time pass at once, for whoever waits."""
        self._later += seconds

    def monotonic(self) -> float:
        return time.monotonic() + self._later

    def moment(self) -> Instant:
        return Instant(NOW, "boot", 0.0)


class Office:
    """What the endpoint does: documents that it sends, commands that it gets, answers that it gives."""

    def __init__(self) -> None:
        self.stream: asyncio.Queue[FeedState] = asyncio.Queue()
        self.sent: list[tuple[Command, str]] = []
        self.answer: Callable[[Command], Awaitable[CommandAnswer]] = self.refuse
        self.clock = StillClock()
        self.app = CounterApp(
            evolve(SEEN, live=False), self.follow, self.send, self.clock, "id", CONSOLE, unlocked_by="RM"
        )

    async def refuse(self, command: Command) -> CommandAnswer:
        return CommandRefused(409, "test", Text("tidak boleh", "not allowed"), Text("coba lagi", "try again"))

    async def follow(self) -> AsyncIterator[FeedState]:
        while True:
            yield await self.stream.get()

    async def send(self, command: Command, key: str) -> CommandAnswer:
        self.sent.append((command, key))
        return await self.answer(command)

    def tell(self, document: CounterDocument) -> None:
        self.stream.put_nowait(evolve(SEEN, counter=document))

    @property
    def screen(self) -> str:
        return "\n".join(plain_text(line) for line in shown(self.app))

    async def shows(self, words: str) -> None:
        await until_shown(lambda: words in self.screen, lambda: f"{words!r} is not in\n{self.screen}")

    async def press(self, pilot: Pilot[None], *keys: str) -> None:
        """Keys as a person presses them: each acts before the next comes."""
        for key in keys:
            await self._press(pilot, key)

    async def _press(self, pilot: Pilot[None], key: str) -> None:
        before = self.app.model
        await pilot.press(key)
        await until_shown(lambda: self.app.model is not before, lambda: f"{key} did nothing")


def shown(app: CounterApp) -> Rows:
    left, right = app.screen.query(ScreenHalf)
    return tuple((*a, *b) for a, b in zip(left.rows, right.rows, strict=False))


async def silence(seconds: float) -> None:
    """Time passes at the keyboard: what these tests are about."""
    begun = time.monotonic()
    await until_shown(lambda: time.monotonic() - begun > seconds, lambda: "time stands still")


Scenario = Callable[[Office, Pilot[None]], Coroutine[Any, Any, None]]


def at_counter(document: CounterDocument, size: tuple[int, int] = (80, 24)) -> Callable[[Scenario], Callable[[], None]]:
    """Play a scenario at a counter that has *document*."""

    def decorate(scenario: Scenario) -> Callable[[], None]:
        @wraps(scenario)
        def test() -> None:
            async def play() -> None:
                office = Office()
                async with office.app.run_test(size=size) as pilot:
                    office.tell(document)
                    await until_shown(lambda: office.app.model.document is not None, lambda: "no document")
                    await scenario(office, pilot)

            asyncio.run(play())

        del test.__wrapped__  # pytest would ask for the scenario's arguments
        return test

    return decorate


@at_counter(EMPTY)
async def test_a_key_is_one_command_and_its_answer_is_shown_at_once(office: Office, pilot: Pilot[None]) -> None:
    async def call(command: Command) -> CommandAnswer:
        return CommandAccepted(101, evolve(with_visit(CALLED), version=101, revision=41))

    office.answer = call
    await pilot.press("p")
    await office.shows("Dipanggil 00.08")
    assert [command for command, _ in office.sent] == [c.CallNext(counter="3", expect=40)]


@at_counter(EMPTY)
async def test_a_refusal_stands_above_the_keys(office: Office, pilot: Pilot[None]) -> None:
    await pilot.press("p")
    await office.shows("Tidak boleh. Coba lagi.")
    await office.press(pilot, "y")
    await office.shows("Tombol Y tidak dipakai di sini.")


@at_counter(EMPTY)
async def test_an_act_under_way_refuses_others_and_says_that_it_takes_long(office: Office, pilot: Pilot[None]) -> None:
    answered = asyncio.Event()

    async def slowly(command: Command) -> CommandAnswer:
        await answered.wait()
        return Unreachable(Text("server diam"), "http://127.0.0.1:8765")

    office.answer = slowly
    await pilot.press("p")
    await office.shows("Dikirim, menunggu jawaban server ..")
    await office.press(pilot, "j")
    await office.shows("Tunggu: P sedang dikirim.")
    answered.set()
    await office.shows("Belum dijawab, mungkin belum tercatat. Server diam.")
    assert len(office.sent) == 1


@at_counter(EMPTY)
async def test_pressed_again_an_unanswered_act_keeps_its_key(office: Office, pilot: Pilot[None]) -> None:
    async def silent(command: Command) -> CommandAnswer:
        return Unreachable(Text("server diam"), "http://127.0.0.1:8765")

    office.answer = silent
    await pilot.press("p")
    await office.shows("Belum dijawab")
    office.answer = office.refuse
    await silence(0.35)
    await pilot.press("p")
    await office.shows("Tidak boleh.")
    await silence(0.35)
    await pilot.press("p")
    await until_shown(lambda: len(office.sent) == 3, lambda: "no third try")
    keys = [key for _, key in office.sent]
    assert keys[0] == keys[1] != keys[2]


@at_counter(EMPTY)
async def test_what_was_done_though_nobody_answered_is_said_once_the_server_is_back(
    office: Office, pilot: Pilot[None]
) -> None:
    """Told to press again, the clerk would do the next thing: the screen has moved on under the words."""

    later = evolve(EMPTY, version=EMPTY.version + 1)
    called = evolve(with_visit(CALLED), version=later.version + 1, revision=EMPTY.revision + 1)

    async def silent(command: Command) -> CommandAnswer:
        return Unreachable(Text("server diam"), "http://127.0.0.1:8765")

    async def call(command: Command) -> CommandAnswer:
        return CommandAccepted(called.version, called)

    office.answer = silent
    await pilot.press("p")
    await office.shows("Tekan lagi")
    office.tell(later)
    await until_shown(lambda: office.app.model.document == later, lambda: "nothing arrived")
    assert len(office.sent) == 1  # the counter is as it was: nothing is done behind the clerk's back
    office.answer = call
    office.tell(called)
    await until_shown(lambda: "Tekan lagi" not in office.screen, lambda: office.screen)
    (first, key), (second, again) = office.sent
    assert (first, key) == (second, again)


@at_counter(with_visit(VISIT))
async def test_a_dialog_is_confirmed_by_its_letter_after_a_while(office: Office, pilot: Pilot[None]) -> None:
    await office.press(pilot, "k")
    await office.shows("KEMBALIKAN A012 KE ANTREAN")
    await office.press(pilot, "2")
    await silence(0.45)
    await pilot.press("k")
    await office.shows("Tidak boleh.")
    assert [command for command, _ in office.sent] == [c.Return(counter="3", expect=40, reason="wrong-counter")]


@at_counter(with_visit(VISIT))
async def test_a_scan_of_anything_but_a_receipt_only_shows_it(office: Office, pilot: Pilot[None]) -> None:
    for key in "ssbbkkxx0123456789":
        office.app.post_message(events.Key(key, key))
    office.app.post_message(events.Key("enter", "\r"))
    await office.shows("Pindaian SSBBKKXX0123456789: bukan kode tanda terima.")
    office.app.post_message(events.Paste("[/]\x1b[2J\u202e" + "X" * 5000))
    await office.shows("Pindaian [/]")
    assert office.sent == []
    assert office.app.model.dialog is None


@at_counter(with_visit(VISIT))
async def test_the_scan_of_a_receipt_is_sent_as_it_came(office: Office, pilot: Pilot[None]) -> None:
    for key in "k7q2m9xad":
        office.app.post_message(events.Key(key, key))
    await until_shown(lambda: len(office.sent) == 1, lambda: "no command")
    assert [command for command, _ in office.sent] == [c.Scan(counter="3", expect=40, case="K7Q2M9XAD")]


@at_counter(with_visit(VISIT))
async def test_a_key_held_down_opens_and_confirms_nothing_more(office: Office, pilot: Pilot[None]) -> None:
    await office.press(pilot, "s")
    held = time.monotonic()
    while time.monotonic() - held < 1.2:
        office.app.post_message(events.Key("s", "s"))
        await silence(0.03)
    await silence(0.1)
    await pilot.press("1")
    await until_shown(
        lambda: office.app.model.dialog is not None and office.app.model.dialog.answer == "done", lambda: "no 1"
    )
    assert office.sent == []


@at_counter(with_visit(VISIT))
async def test_lost_and_found_the_server_is_shown(office: Office, pilot: Pilot[None]) -> None:
    await office.shows("tersambung  10.06")
    office.stream.put_nowait(evolve(SEEN, counter=with_visit(VISIT), live=False))
    await office.shows("SERVER TIDAK TERSAMBUNG 10.06")
    office.tell(with_visit(VISIT))
    await office.shows("tersambung  10.06")


@at_counter(EMPTY, size=(40, 10))
async def test_too_small_is_plain_and_still_works(office: Office, pilot: Pilot[None]) -> None:
    await office.press(pilot, "p")
    await until_shown(lambda: len(office.sent) == 1, lambda: f"sent {office.sent}")


@at_counter(EMPTY)
async def test_a_letter_with_alt_is_not_the_letter(office: Office, pilot: Pilot[None]) -> None:
    """As ESC and a letter are that come together: who leaves in haste calls nobody."""
    office.app.post_message(events.Key("alt+p", "p"))
    await office.shows("Tombol ALT+P tidak dipakai di sini.")
    assert office.sent == []


LOCKED = evolve(EMPTY, who="AB")
"""Somebody is signed on who has not shown at this terminal that it is they."""


@at_counter(LOCKED)
async def test_a_pin_is_typed_at_any_speed_masked_and_sent_once(office: Office, pilot: Pilot[None]) -> None:
    async def let_in(command: Command) -> CommandAnswer:
        return CommandAccepted(101, evolve(EMPTY, version=101, who="AB"))

    office.answer = let_in
    await office.shows("TERKUNCI")
    for key in "112233":
        office.app.post_message(events.Key(key, key))
    await office.shows("PIN       ••••••█")
    office.app.post_message(events.Paste("777777"))
    for _ in range(3):
        office.app.post_message(events.Key("enter", "\r"))
    await office.shows("P panggil H003")
    assert [command for command, _ in office.sent] == [sc.SignOn("AB", "112233")]
    assert "112233" not in repr(office.sent) + repr(office.app.model)


@at_counter(LOCKED)
async def test_a_new_pin_is_typed_twice_beyond_the_old_one_and_kept_by_nobody_here(
    office: Office, pilot: Pilot[None]
) -> None:
    async def let_in(command: Command) -> CommandAnswer:
        return CommandAccepted(101, evolve(EMPTY, version=101, who="AB"))

    await office.shows("TERKUNCI")
    await pilot.press(*"193755", "down", *"271828", "enter", *"271827", "enter")
    await office.shows("Ulangi PIN baru yang sama.")
    await pilot.press("backspace", "8", "enter")
    await office.shows("Tidak boleh. Coba lagi.")
    form = office.app.model.form
    assert (form.pin, form.new, form.again) == ("", "", "") and "•" not in office.screen
    office.answer = let_in
    await pilot.press(*"193755", "down", *"271828", "enter", *"271828", "enter")
    await office.shows("AB punya PIN baru.")
    assert [command for command, _ in office.sent] == [sc.SignOn("AB", "193755", "271828")] * 2
    assert "271828" not in repr(office.sent)


@at_counter(LOCKED)
async def test_keys_of_acts_are_text_while_it_is_locked(office: Office, pilot: Pilot[None]) -> None:
    await pilot.press("p", "j", "q", "enter")
    await office.shows("Petugas   PJQ")
    await pilot.press("enter")
    await office.shows("PIN terdiri dari 6 sampai 12 angka.")
    await pilot.press("escape")
    await office.shows("Petugas   AB")
    assert office.sent == []


@at_counter(with_visit(VISIT))
async def test_it_locks_when_nobody_touches_it_and_nothing_is_lost(office: Office, pilot: Pilot[None]) -> None:
    await office.press(pilot, "1")
    ticked = office.app.model.ticked
    office.clock.later(3 * 60 - 2)
    await silence(1.1)
    assert not office.app.model.locked
    office.clock.later(2)
    await office.shows("TERKUNCI")
    assert "Permohonan" not in office.screen and "masih dilayani, waktu berjalan" in office.screen
    assert office.app.model.ticked == ticked


@at_counter(EMPTY)
async def test_how_long_it_waits_is_the_office_s_to_say_from_one_moment_to_the_next(
    office: Office, pilot: Pilot[None]
) -> None:
    catalogue = SEEN.catalogue
    assert catalogue is not None

    def lock_after(minutes: int) -> None:
        office.clock.later(60)
        changed = evolve(catalogue, office=evolve(catalogue.office, lock_minutes=minutes))
        office.stream.put_nowait(evolve(SEEN, counter=EMPTY, catalogue=changed))

    lock_after(60)
    await silence(1.1)
    assert not office.app.model.locked
    lock_after(1)
    await until_shown(lambda: office.app.model.locked, lambda: "it stays open")


@at_counter(EMPTY)
async def test_it_does_not_lock_what_nobody_could_open_again(office: Office, pilot: Pilot[None]) -> None:
    office.stream.put_nowait(evolve(SEEN, counter=EMPTY, live=False))
    await office.shows("SERVER TIDAK TERSAMBUNG")
    office.clock.later(3 * 60)
    await silence(1.1)
    await office.press(pilot, "q")
    await office.shows("Q: server tidak tersambung, kunci tidak dapat dibuka lagi.")
    assert not office.app.model.locked
    office.tell(EMPTY)


@at_counter(EMPTY)
async def test_somebody_who_signs_on_at_another_terminal_locks_this_one(office: Office, pilot: Pilot[None]) -> None:
    await office.press(pilot, "j")
    office.tell(evolve(EMPTY, who="AB", version=101))
    await office.shows("LOKET 3 TERKUNCI")
    office.tell(evolve(EMPTY, who=None, version=102))
    await office.shows("LOKET 3: PETUGAS MASUK")


@pytest.mark.parametrize("key", ["ctrl+c", "ctrl+q", "ctrl+z", "ctrl+p", "f10"])
def test_no_key_ends_the_program(key: str) -> None:
    @at_counter(EMPTY)
    async def scenario(office: Office, pilot: Pilot[None]) -> None:
        await pilot.press(key)
        await silence(0.1)
        await pilot.press("y")
        await office.shows("Tombol Y tidak dipakai di sini.")
        assert office.app.is_running

    scenario()


@at_counter(with_visit(VISIT))
async def test_sizes_come_and_go(office: Office, pilot: Pilot[None]) -> None:
    for size in ((120, 33), (1, 1), (79, 24), (240, 67), (80, 23), (80, 24)):
        await pilot.resize_terminal(*size)
        await until_shown(
            lambda size=size: len(shown(office.app)) == size[1],  # type: ignore[misc]
            lambda: f"{len(shown(office.app))} rows",
        )
    await office.shows("Permohonan paspor baru")


def test_the_halves_of_a_row_are_the_row() -> None:
    line = (TextRun("ab"), TextRun("汉字e\u0301", "call"), TextRun("z", "quiet"))
    assert columns(line, 0, 2) == (TextRun("ab"),)
    assert columns(line, 0, 4) == (TextRun("ab"), TextRun("汉", "call"))
    assert columns(line, 0, 3) == (TextRun("ab"), TextRun(" ", "call"))
    assert columns(line, 3, 8) == (TextRun(" 字e\u0301", "call"), TextRun("z", "quiet"))
    for cut in range(9):
        halves = plain_text(columns(line, 0, cut)) + plain_text(columns(line, cut, 8))
        assert cut in (3, 5) or halves == plain_text(line)


@pytest.mark.parametrize("size", [(80, 24), (120, 33), (240, 67)])
def test_the_two_halves_fill_the_terminal(size: tuple[int, int]) -> None:
    @at_counter(with_visit(VISIT), size)
    async def play(office: Office, pilot: Pilot[None]) -> None:
        left, right = office.app.screen.query(ScreenHalf)
        await until_shown(lambda: right.size.height == size[1], lambda: f"{left.region} {right.region}")
        assert left.region.width == right.region.x == split_column(*size)
        assert right.region.right == size[0] and left.size.height == size[1]

    play()
