"""The writer of a screen, on a line whose other end a test reads or not."""

import os
import random
import select
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator

import pytest
from textual.events import Key
from textual.message import Message

from kiosk.ui.terminal.driver import MOST, TerminalReader, TerminalWriter


class Reading:
    """A reader that reads in a thread of its own, and what it made of it."""

    def __init__(self) -> None:
        self.bytes, self.keys = os.pipe()
        self.heard = deque[Message]()
        self.something = threading.Semaphore(0)
        self.ended: str | None = None
        self.when_done: Callable[[Callable[[], None]], None] = lambda done: done()
        self.reader = TerminalReader(self.bytes, self._hear, self._when_done)
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


class Line:
    """A pipe: what is written stays until it is read."""

    def __init__(self) -> None:
        self.end, self.begin = os.pipe()
        self.caught_up = threading.Event()
        self.writer = TerminalWriter(self.begin, str.encode, self.caught_up.set)

    def read_until(self, wanted: Callable[[bytes], bool]) -> bytes:
        data, end = b"", time.monotonic() + 10
        while not wanted(data):
            assert time.monotonic() < end, data[-100:]
            if select.select((self.end,), (), (), 0.01)[0]:
                data += os.read(self.end, 65_536)
        return data


@pytest.fixture
def line() -> Iterator[Line]:
    made = Line()
    yield made
    made.writer.discard()
    for descriptor in (made.end, made.begin):
        os.close(descriptor)


def test_what_is_written_arrives_whole_and_in_order(line: Line) -> None:
    for n in range(1_000):
        line.writer.write(f"{n} ")
    wanted = b"".join(b"%d " % n for n in range(1_000))
    assert line.read_until(lambda data: len(data) >= len(wanted)) == wanted
    assert line.writer.wait_until_empty(5)
    assert not line.caught_up.is_set()


def test_one_that_nobody_reads_keeps_no_more_than_it_says_and_says_when_it_is_read_again(line: Line) -> None:
    for n in range(1_000):
        line.writer.write(f"[{n:04d}" + "." * 10_000 + "]")
    assert not line.writer.wait_until_empty(0.01)
    data = line.read_until(lambda _: line.caught_up.is_set())
    assert len(data) <= MOST + 2 * 65_536
    line.writer.write("now")
    data += line.read_until(lambda rest: rest.endswith(b"now"))
    pieces = data.removesuffix(b"now").split(b"]")
    assert [piece[:5] for piece in pieces[:-1]] == [b"[%04d" % n for n in range(len(pieces) - 1)], "whole and in order"
    assert pieces[-1] == b""


def test_one_picture_larger_than_that_still_passes(line: Line) -> None:
    line.writer.write("x" * (2 * MOST))
    assert len(line.read_until(lambda data: len(data) == 2 * MOST)) == 2 * MOST


def test_what_is_discarded_is_not_written_and_what_follows_is(line: Line) -> None:
    for _ in range(100):
        line.writer.write("." * 10_000)
    assert not line.writer.wait_until_empty(0.05)
    line.writer.discard()
    line.writer.write("the end")
    assert len(line.read_until(lambda data: data.endswith(b"the end"))) < 2 * 65_536 + 10_000


def test_a_line_that_is_gone_is_no_error(line: Line) -> None:
    os.close(line.end)
    line.writer.write("nobody")
    assert line.writer.wait_until_empty(5)
    line.end = os.open(os.devnull, os.O_RDONLY)


def test_a_line_set_not_to_wait_is_waited_for(line: Line) -> None:
    os.set_blocking(line.begin, False)
    line.writer.write("x" * 200_000)
    assert line.read_until(lambda data: len(data) == 200_000)
