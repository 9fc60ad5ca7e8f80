"""The writer of a screen, on a line whose other end a test reads or not."""

import os
import select
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from kiosk.ui.terminal.writer import MOST, Writer


class Line:
    """A pipe: what is written stays until it is read."""

    def __init__(self) -> None:
        self.end, self.begin = os.pipe()
        self.caught_up = threading.Event()
        self.writer = Writer(self.begin, str.encode, self.caught_up.set)

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
    assert line.writer.drained(5)
    assert not line.caught_up.is_set()


def test_one_that_nobody_reads_keeps_no_more_than_it_says_and_says_when_it_is_read_again(line: Line) -> None:
    for n in range(1_000):
        line.writer.write(f"[{n:04d}" + "." * 10_000 + "]")
    assert not line.writer.drained(0.01)
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
    assert not line.writer.drained(0.05)
    line.writer.discard()
    line.writer.write("the end")
    assert len(line.read_until(lambda data: data.endswith(b"the end"))) < 2 * 65_536 + 10_000


def test_a_line_that_is_gone_is_no_error(line: Line) -> None:
    os.close(line.end)
    line.writer.write("nobody")
    assert line.writer.drained(5)
    line.end = os.open(os.devnull, os.O_RDONLY)


def test_a_line_set_not_to_wait_is_waited_for(line: Line) -> None:
    os.set_blocking(line.begin, False)
    line.writer.write("x" * 200_000)
    assert line.read_until(lambda data: len(data) == 200_000)
