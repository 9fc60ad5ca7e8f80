import os
import random
import threading
from collections import deque
from collections.abc import Callable, Iterator

import pytest
from textual.events import Key
from textual.message import Message

from kiosk.ui.terminal.reader import Reader


class Reading:
    """A reader that reads in a thread of its own, and what it made of it."""

    def __init__(self) -> None:
        self.bytes, self.keys = os.pipe()
        self.heard = deque[Message]()
        self.something = threading.Semaphore(0)
        self.ended: str | None = None
        self.when_done: Callable[[Callable[[], None]], None] = lambda done: done()
        self.reader = Reader(self.bytes, self._hear, self._when_done)
        self.thread = threading.Thread(target=self._run, daemon=True)
        self.thread.start()

    def _hear(self, message: Message) -> None:
        self.heard.append(message)
        self.something.release()

    def _when_done(self, done: Callable[[], None]) -> None:
        self.when_done(done)

    def _run(self) -> None:
        try:
            self.reader.run()
            self.ended = "stopped"
        except EOFError:
            self.ended = "gone"

    def key(self) -> str:
        """The next key."""
        assert self.something.acquire(timeout=10)
        message = self.heard.popleft()
        return message.key if isinstance(message, Key) else type(message).__name__


@pytest.fixture
def reading() -> Iterator[Reading]:
    made = Reading()
    yield made
    made.reader.stop()
    made.thread.join(10)
    assert not made.thread.is_alive()
    os.close(made.bytes)


def test_keys_are_read_and_an_escape_that_nothing_follows_is_one(reading: Reading) -> None:
    for typed, key in ((b"n", "n"), (b"\x1b", "escape"), (b"\x1b[A", "up"), (b"\x1b", "escape"), ("é".encode(), "é")):
        os.write(reading.keys, typed)
        assert reading.key() in (key, "e_acute" if key == "é" else key)
    os.close(reading.keys)


def test_it_sleeps_while_nothing_is_typed(reading: Reading) -> None:
    os.write(reading.keys, b"\x1b")
    assert reading.key() == "escape"
    reading.reader.stop()
    reading.thread.join(10)
    assert reading.ended == "stopped" and not reading.heard
    os.close(reading.keys)


def test_bytes_that_are_no_text_are_read_past(reading: Reading) -> None:
    os.write(reading.keys, b"\xff\xfe\xc3")
    os.write(reading.keys, b"q")
    while reading.key() != "q":
        pass
    os.close(reading.keys)


def test_bytes_of_chance_leave_it_reading(reading: Reading) -> None:
    chance = random.Random(46)
    for _ in range(32):
        os.write(reading.keys, chance.randbytes(4096))
    os.write(reading.keys, b"\x07\x1b\\" + 100 * b"n" + b"\x00")
    while reading.key() != "ctrl+@":
        pass
    os.close(reading.keys)


def test_the_end_of_the_terminal_is_told(reading: Reading) -> None:
    os.close(reading.keys)
    reading.thread.join(10)
    assert reading.ended == "gone"


def test_a_flood_is_read_no_faster_than_it_is_dealt_with(reading: Reading) -> None:
    """What is typed meanwhile stays in the line."""
    waiting = deque[Callable[[], None]]()
    asked = threading.Semaphore(0)

    def when_done(done: Callable[[], None]) -> None:
        waiting.append(done)
        asked.release()

    reading.when_done = when_done
    os.write(reading.keys, b"a" * 9_000)
    for heard in (4_096, 8_192):
        assert asked.acquire(timeout=10)
        assert len(reading.heard) == heard
        waiting.popleft()()
    for _ in range(9_000):
        reading.key()
    assert not waiting


def test_a_scanner_is_read_at_once_however_busy_the_screen_is(reading: Reading) -> None:
    """Each letter is stamped as it comes: the first must not seem to stand alone."""
    reading.when_done = lambda done: None
    for _ in range(40):
        os.write(reading.keys, b"K7Q2M9XAD\r")
        assert [reading.key() for _ in range(10)][-1] == "enter"
