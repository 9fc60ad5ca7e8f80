"""Whatever a server sends is a state of the feed and an answer to whoever asked: no byte of it ends a terminal."""

import asyncio
import json
import logging
from contextlib import aclosing, suppress

import pytest
from feed.server import FixedClock, Request, Script, Serve, serve_script
from hypothesis import given
from hypothesis import strategies as st

from kiosk.feed import errors
from kiosk.feed.errors import FeedError
from kiosk.feed.follower import follow
from kiosk.feed.sender import CommandAccepted, CommandRefused, Receipt, Sender, Unreachable, fetch_receipt
from kiosk.feed.source import source_of
from kiosk.feed.state import FeedState, FeedTracker
from kiosk.wire.catalogue import Catalogue
from kiosk.wire.command.counter import CallNext

BOARD = b'{"board": 1, "epoch": "7c1e", "version": 5, "revision": 9, "office": {"name": "Kantor"}}'
EVENT = b'event: board\nid: "7c1e.9"\ndata: ' + BOARD + b"\n\n"
COUNTED = b'{"board": 1, "epoch": "7c1e", "version": 6, "catalogue": {"digest": "c"}, "counter": {"id": "3"}}'


@pytest.fixture(autouse=True)
def _fresh() -> None:
    errors._log_unforeseen.cache_clear()


async def turn(_: float) -> None:
    await asyncio.sleep(0)


async def states(url: str, most: int, clock: FixedClock | None = None) -> list[FeedState]:
    """The first states of the feed at *url*; fewer where none comes in time."""
    found: list[FeedState] = []
    async with aclosing(follow(source_of(url, "secret"), clock or FixedClock(), sleep=turn)) as feed:
        async with asyncio.timeout(10):
            async for seen in feed:
                found.append(seen)
                if len(found) == most:
                    return found
    raise AssertionError("the feed ended")


def answering(head: bytes, body: bytes, status: bytes = b"200 OK") -> Script:
    async def script(request: Request) -> None:
        await request.send(b"HTTP/1.1 " + status + b"\r\n" + head + b"\r\n" + body)
        request.writer.close()

    return script


DATES = (
    b"Fri, 31 Dec 9999 23:59:59 -0100",
    b"Fri, 31 Dec 9999 23:59:59 GMT",
    b"Tue, 01 Jan 1901 00:00:00 GMT",
    b"Sat, 01 Jan 99999999999999999999 00:00:00 GMT",
    b"Sat, 01 Jan 2026 00:00:00 +99999999999999999999",
)


@pytest.mark.parametrize("date", DATES)
@pytest.mark.parametrize("header", [b"Date", b"Last-Modified"])
@pytest.mark.parametrize("path", ["", "/board.json"])
def test_a_date_that_cannot_be_reckoned_with_is_none(serve: Serve, date: bytes, header: bytes, path: str) -> None:
    script = answering(b"Content-Type: application/json\r\n" + header + b": " + date + b"\r\n", BOARD)

    async def main() -> None:
        async with serve(script) as server:
            clock = FixedClock()
            (seen,) = await states(server.url + path, 1, clock)
            assert seen.live and seen.as_of == clock.at and seen.board is not None

    asyncio.run(main())


@pytest.mark.parametrize("charset", [b"hex", b"zlib", b"idna", b"rot13", b"undefined", b"utf-16", b"no-such"])
def test_a_stream_is_read_as_utf_8_whatever_it_says(serve: Serve, charset: bytes) -> None:
    script = answering(b"Content-Type: text/event-stream; charset=" + charset + b"\r\n", EVENT)

    async def main() -> None:
        async with serve(script) as server:
            (seen,) = await states(server.url, 1)
            assert seen.live and seen.board is not None and seen.board.version == 5
            assert server.count("/v1/board") == 0

    asyncio.run(main())


@pytest.mark.parametrize("etag", ['"\u00e9"'.encode(), b"\xff", b'"' + b"x" * 9_000 + b'"', b"not quoted"])
def test_a_tag_that_cannot_be_sent_back_is_not_asked_by(serve: Serve, etag: bytes) -> None:
    script = answering(b"Content-Type: application/json\r\nETag: " + etag + b"\r\n", BOARD)

    async def main() -> None:
        async with serve(script) as server:
            assert all(seen.live for seen in await states(server.url + "/board.json", 3))
            assert not any("if-none-match" in request.headers for request in server.asked)

    asyncio.run(main())


@pytest.mark.parametrize("cookie", [b"a=b; Path=/", b"a=\xff; Path=/", b"\xff"])
def test_no_cookie_is_kept(serve: Serve, cookie: bytes) -> None:
    script = answering(b"Content-Type: application/json\r\nSet-Cookie: " + cookie + b"\r\n", BOARD)

    async def main() -> None:
        async with serve(script) as server:
            assert all(seen.live for seen in await states(server.url + "/board.json", 3))
            assert not any("cookie" in request.headers for request in server.asked)

    asyncio.run(main())


@pytest.mark.parametrize("location", [b"\xff", b"http://\xff/", "http://\u00e9.\u6f22/".encode(), b"//[", b""])
def test_a_redirect_to_no_address_is_a_redirect(serve: Serve, location: bytes) -> None:
    script = answering(b"Location: " + location + b"\r\n", b"", b"302 Found")

    async def main() -> None:
        async with serve(script) as server:
            (seen,) = await states(server.url, 1)
            assert seen.trouble in (errors.REDIRECTED, errors.BROKEN_OFF)

    asyncio.run(main())


ODD = st.sampled_from(
    [
        b"",
        b"0",
        b"-1",
        b"\xff\xfe",
        "\u00e9\u6f22".encode(),
        b"hex",
        b"application/json; charset=zlib",
        b'"e',
        b"gzip",
        b"chunked",
    ]
)
LINE = st.binary(max_size=30).map(lambda value: value.translate(None, b"\r\n"))
HEADERS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from([b"Date", b"Last-Modified"]), st.sampled_from(DATES) | LINE | ODD),
        st.tuples(
            st.just(b"Content-Type"),
            st.sampled_from([b"application/json", b"application/problem+json", b"text/event-stream"])
            | st.sampled_from([b"hex", b"zlib", b"idna", b"\xff"]).map(lambda c: b"text/event-stream;charset=" + c)
            | ODD,
        ),
        st.tuples(
            st.sampled_from([b"ETag", b"Content-Length", b"Content-Encoding", b"Transfer-Encoding", b"Location"]),
            ODD | LINE,
        ),
        st.tuples(st.sampled_from([b"Set-Cookie", b"X-Odd", b"Connection", b"\xff", b"", b" x"]), ODD | LINE),
    ),
    max_size=4,
)
CHUNKS = st.lists(
    st.sampled_from([BOARD, EVENT, COUNTED, b"[]", b"null", b"{}", b'{"version": 1e400}', b"data:", b"\n\n", b"\r"])
    | st.sampled_from([b"event: counter\ndata: {}\n\n", b'event: board\nid: \xff\ndata: {"board": 1}\n\n', b": \xff\n"])
    | st.binary(max_size=40),
    max_size=4,
)
STATUSES = st.sampled_from(
    [b"200 OK", b"200", b"201 \xff", b"204 No", b"304 Not", b"100 Go", b"101 To", b"999 ?", b"-1 x", b""]
) | (st.integers(100, 999).map(lambda code: f"{code} x".encode()))


@st.composite
def scripts(draw: st.DrawFn) -> Script:
    """A server that sends anything, each answer another."""
    answers = draw(st.lists(st.tuples(STATUSES, HEADERS, CHUNKS), min_size=1, max_size=4))
    asked = 0

    async def script(request: Request) -> None:
        nonlocal asked
        status, headers, chunks = answers[asked % len(answers)]
        asked += 1
        await request.send(
            b"HTTP/1.1 " + status + b"\r\n" + b"".join(n + b": " + v + b"\r\n" for n, v in headers) + b"\r\n"
        )
        for chunk in chunks:
            await request.send(chunk)
        request.writer.close()

    return script


def nothing_unforeseen() -> bool:
    """Whether all was understood without the last net."""
    return errors._log_unforeseen.cache_info().currsize == 0


@given(scripts(), st.sampled_from(["", "/board.json"]))
def test_any_answer_is_a_state_of_the_feed(script: Script, path: str) -> None:
    async def main() -> None:
        async with serve_script(script) as server:
            assert len(await states(server.url + path, 4)) == 4

    asyncio.run(main())
    assert nothing_unforeseen()


@given(scripts())
def test_any_answer_to_a_command_or_a_question_is_one(script: Script) -> None:
    clock = FixedClock()

    async def later(seconds: float) -> None:
        clock.seconds += max(seconds, 1.0)

    async def main() -> None:
        async with serve_script(script) as server:
            sender = Sender(source_of(server.url), clock, deadline=3.0, sleep=later)
            try:
                answer = await sender.send(CallNext(counter="3", expect=17))
                assert isinstance(answer, CommandAccepted | CommandRefused | Unreachable)
                assert isinstance(await sender.catalogue(), Catalogue | CommandRefused | Unreachable)
                await sender.counter("3")
                await sender.due()
            finally:
                await sender.close()
            with suppress(FeedError):
                assert isinstance(await fetch_receipt(source_of(server.url), "K7Q2-M9XA-3"), Receipt)

    asyncio.run(main())
    assert nothing_unforeseen()


def test_what_nobody_foresaw_is_a_failure_like_any_other_and_logged_once(
    serve: Serve, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def unforeseen(*_: object, **__: object) -> None:
        raise ZeroDivisionError("\x1b[2J of the server")

    monkeypatch.setattr(FeedTracker, "record_server_time", unforeseen)
    monkeypatch.setattr(json, "loads", unforeseen)

    async def main() -> None:
        async with serve(answering(b"Content-Type: application/json\r\n", BOARD)) as server:
            seen = await states(server.url, 5)
            assert [(s.live, s.trouble, s.attempt) for s in seen] == [(False, errors.NOT_JSON, n) for n in range(1, 6)]
            assert all(s.retry_at is not None for s in seen)
            sender = Sender(source_of(server.url), FixedClock())
            assert await sender.catalogue() == Unreachable(errors.NOT_JSON, source_of(server.url).url)
            await sender.close()
            with pytest.raises(FeedError):
                await fetch_receipt(source_of(server.url), "K7Q2-M9XA-3")

    with caplog.at_level(logging.WARNING):
        asyncio.run(main())
    assert len(caplog.messages) == 1 and caplog.messages[0].startswith("unforeseen ZeroDivisionError in test_any")
    assert "of the server" not in caplog.text
