import asyncio
import gzip
import json
import logging
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest
from feed.server import FixedClock, Request, Serve

from kiosk.feed import client, errors
from kiosk.feed.follower import POLL, follow
from kiosk.feed.source import source_of
from kiosk.feed.state import CATALOGUE_RETRY, FeedState
from kiosk.system.clock import SystemClock
from kiosk.text.language import Text
from kiosk.wire.board import Board

BOARD: dict[str, Any] = {"board": 1, "epoch": "7c1e", "version": 5, "revision": 9}


def body(**more: Any) -> bytes:
    return json.dumps(BOARD | more).encode()


def event(name: str, data: bytes, id_: str = "") -> bytes:
    return f"event: {name}\nid: {id_}\ndata: ".encode() + data + b"\n\n"


async def until(seen: AsyncGenerator[FeedState, None], wanted: Callable[[FeedState], bool]) -> FeedState:
    async with asyncio.timeout(10):
        async for one in seen:
            if wanted(one):
                return one
    raise AssertionError("the feed ended")


class Sleeps:
    """Sleeps without waiting, and writes down how long."""

    def __init__(self) -> None:
        self.waits: list[float] = []

    async def __call__(self, seconds: float) -> None:
        self.waits.append(round(seconds, 3))
        await asyncio.sleep(0)


async def forever() -> None:
    await asyncio.Event().wait()


def test_the_stream_gives_boards_and_comments_count_as_contact(serve: Serve) -> None:
    clock, later = FixedClock(), asyncio.Event()

    async def script(request: Request) -> None:
        await request.open_stream(clock.at.replace(microsecond=0))
        await request.send(b": before anything\n\n" + event("board", body(), '"7c1e.9"'))
        await request.send(event("later", b"{}") + event("board", body(version=6)))
        await later.wait()
        await request.send(b": alive\n")
        await forever()

    async def main() -> None:
        async with serve(script) as server, aclosing(follow(source_of(server.url), clock)) as feed:
            first = await anext(feed)
            assert (first.board, first.live, first.as_of) == (Board(1, "7c1e", 5, 9), True, clock.at)
            seen = await until(feed, lambda s: s.board is not None and s.board.version == 6)
            clock.at += timedelta(seconds=5)
            later.set()
            seen = await until(feed, lambda s: s.as_of == clock.at)
            assert seen.trouble is None
            assert server.asked[0].headers["accept-encoding"] == "identity"
            assert len(server.asked) == 1

    asyncio.run(main())


def test_without_a_stream_it_polls_conditionally_and_tries_the_stream_again(serve: Serve) -> None:
    sleeps, polls = Sleeps(), 0

    async def script(request: Request) -> None:
        nonlocal polls
        if request.path == "/v1/events":
            await request.answer(503)
            return
        polls += 1
        if request.headers.get("if-none-match") == '"7c1e.9"':
            await request.answer(304)
        else:
            await request.answer(body=body(), ETag='"7c1e.9"')

    async def main() -> None:
        async with (
            serve(script) as server,
            aclosing(follow(source_of(server.url), SystemClock(), chance=lambda: 0.0, sleep=sleeps)) as feed,
        ):
            seen = await until(feed, lambda _: polls > 1)
            assert seen.live and seen.board == Board(1, "7c1e", 5, 9)
            await until(feed, lambda _: server.count("/v1/events") > 3)
            assert 0 < sleeps.waits[0] <= 0.5
            assert max(sleeps.waits) <= POLL

    asyncio.run(main())


def test_a_server_that_goes_leaves_the_board_and_says_why(serve: Serve) -> None:
    sleeps, clock = Sleeps(), FixedClock()

    async def script(request: Request) -> None:
        if request.path == "/v1/events":
            await request.open_stream()
            await request.send(event("board", body()))
        request.writer.close()

    async def main() -> None:
        async with (
            serve(script) as server,
            aclosing(follow(source_of(server.url), clock, chance=lambda: 0.0, sleep=sleeps)) as feed,
        ):
            assert (await anext(feed)).live
            gone = await until(feed, lambda s: s.attempt == 1)
            assert gone.board == Board(1, "7c1e", 5, 9) and gone.as_of == clock.at
            assert not gone.live and gone.trouble == errors.BROKEN_OFF
            assert gone.retry_at == clock.at + timedelta(seconds=0.5)
        async with aclosing(follow(source_of(server.url), clock, chance=lambda: 0.0, sleep=sleeps)) as feed:
            down = await until(feed, lambda s: s.attempt == 9)
            assert down.trouble == errors.NO_SERVER
            assert sleeps.waits[-8:] == [0.5, 1, 2, 4, 8, 16, 30, 30]

    asyncio.run(main())


def test_a_lower_version_is_ignored_and_another_epoch_is_a_new_world(serve: Serve) -> None:
    async def script(request: Request) -> None:
        await request.open_stream()
        for board in (body(), body(version=4), body(epoch="new", version=1)):
            await request.send(event("board", board))
        await forever()

    async def main() -> None:
        async with serve(script) as server, aclosing(follow(source_of(server.url), FixedClock())) as feed:
            versions = [(s.board.epoch, s.board.version) for s in [await anext(feed) for _ in range(3)] if s.board]
            assert versions == [("7c1e", 5), ("7c1e", 5), ("new", 1)]

    asyncio.run(main())


def test_the_catalogue_is_fetched_when_its_digest_changes_and_frozen_sops_once(serve: Serve) -> None:
    def sop(digest: str) -> dict[str, Any]:
        return {"id": "paspor-baru", "digest": digest, "name": {"id": "Paspor"}}

    digests = ["c1", "c2"]

    def called(digest: str, version: int) -> bytes:
        calls = [
            {"call": 1, "ticket": "A012", "counter": "3", "service": "paspor-baru", "sop": s} for s in ("old", "x")
        ]
        return event("board", body(version=version, catalogue={"digest": digest}, calls=calls))

    async def script(request: Request) -> None:
        if request.path == "/v1/events":
            await request.open_stream()
            await request.send(called("c1", 5) + called("c1", 6) + called("c2", 7) + called("c2", 8))
            await forever()
        elif request.path == "/v1/catalogue":
            digest = digests.pop(0)
            shown = {"digest": digest, "office": {"name": "Kantor"}, "sops": [sop("new")]}
            await request.answer(body=json.dumps(shown).encode())
        elif request.path == "/v1/catalogue/old":
            await request.answer(body=json.dumps(sop("old")).encode())
        else:
            await request.answer(404)

    async def main() -> None:
        async with serve(script) as server, aclosing(follow(source_of(server.url), FixedClock())) as feed:
            seen = await until(feed, lambda s: s.board is not None and s.board.version == 8)
            assert seen.catalogue is not None and seen.catalogue.digest == "c2"
            followed = seen.sop("paspor-baru", "old")
            assert followed is not None and followed.digest == "old"
            assert server.count("/v1/catalogue") == 2
            assert server.count("/v1/catalogue/old") == 1

    asyncio.run(main())


def test_a_terminal_knows_when_it_shows_another_catalogue_than_the_board_names(serve: Serve) -> None:
    answers: list[str | None] = ["c1", None, "c1", "c2"]
    waves = asyncio.Queue[bytes]()

    def board(digest: str, version: int) -> bytes:
        return event("board", body(version=version, catalogue={"digest": digest}))

    async def script(request: Request) -> None:
        if request.path == "/v1/events":
            await request.open_stream()
            while True:
                await request.send(await waves.get())
        elif digest := answers.pop(0):
            await request.answer(body=json.dumps({"digest": digest, "office": {"name": "Kantor"}}).encode())
        else:
            await request.answer(503)

    def state(seen: FeedState) -> tuple[int, str, bool, int]:
        assert seen.board is not None
        return seen.board.version, seen.catalogue.digest if seen.catalogue else "", seen.outdated, len(answers)

    async def main() -> None:
        clock = FixedClock()
        async with serve(script) as server, aclosing(follow(source_of(server.url), clock)) as feed:
            for version, named, shown, outdated, left in (
                (5, "c1", "c1", False, 3),
                (6, "c2", "c1", True, 2),  # nobody answers
                (7, "c2", "c1", True, 1),  # what comes is the old one
                (8, "c2", "c2", False, 0),
                (9, "c2", "c2", False, 0),
            ):
                waves.put_nowait(board(named, version))
                wanted = (version, shown, outdated, left)
                await until(feed, lambda seen, wanted=wanted: state(seen) == wanted)  # type: ignore[misc]
                clock.seconds += CATALOGUE_RETRY

    asyncio.run(main())


def test_a_static_board_is_polled_and_ages_by_what_it_says(serve: Serve) -> None:
    modified = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
    boards = [body(), body(at="2026-11-24T02:00:00Z", catalogue={"digest": "c", "url": "c.json"})]

    async def script(request: Request) -> None:
        if request.path == "/any/c.json":
            await request.answer(body=json.dumps({"digest": "other", "office": {"name": "K"}}).encode())
        elif request.headers.get("if-none-match"):
            await request.answer(304)
        else:
            headers = {"Last_Modified": format_datetime(modified, usegmt=True)}
            if len(boards) == 1:
                headers["ETag"] = '"x"'
            await request.answer(200, boards.pop(0), "application/json", **headers)

    async def main() -> None:
        sleeps = Sleeps()
        async with (
            serve(script) as server,
            aclosing(follow(source_of(server.url + "/any/board.json"), FixedClock(), sleep=sleeps)) as feed,
        ):
            first = await anext(feed)
            assert first.as_of == modified and first.live
            second = await anext(feed)
            assert second.as_of == datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
            other = await until(feed, lambda s: s.catalogue is not None)
            assert other.outdated, "the board names another"
            still = await until(feed, lambda _: server.count("/any/board.json") > 4)
            assert still.as_of == second.as_of and still.live
            assert set(sleeps.waits) == {POLL}
            assert server.count("/any/c.json") == 1

    asyncio.run(main())


DOCUMENT = {
    "id": "3", "revision": 7, "version": 5, "at": "2026-11-24T02:42:10Z", "name": {"id": "Loket 3"},
    "state": "open", "who": "loket-3", "visit": None, "line": [], "line_length": 4, "elsewhere": 0, "absent": [],
}  # fmt: skip


def test_the_documents_of_a_counter_come_with_its_token(serve: Serve) -> None:
    streams = 0

    async def script(request: Request) -> None:
        nonlocal streams
        assert request.headers["authorization"] == "Bearer secret"
        if request.path == "/v1/events":
            streams += 1
            if streams > 1:
                await request.answer(503)
                return
            await request.open_stream()
            await request.send(event("board", body()) + event("counter", json.dumps(DOCUMENT).encode()))
            request.writer.close()
        elif request.path == "/v1/counters/3":
            await request.answer(body=json.dumps(DOCUMENT | {"revision": 8}).encode())
        else:
            await request.answer(body=body(version=6))

    async def main() -> None:
        async with (
            serve(script) as server,
            aclosing(follow(source_of(server.url, "secret"), FixedClock(), sleep=Sleeps())) as feed,
        ):
            streamed = await until(feed, lambda s: s.counter is not None)
            assert streamed.counter is not None and streamed.counter.revision == 7
            polled = await until(feed, lambda s: s.counter is not None and s.counter.revision == 8)
            assert polled.board is not None and polled.board.version == 6

    asyncio.run(main())


def test_a_counter_whose_token_ends_says_so_though_the_board_is_as_it_was(serve: Serve) -> None:
    """The board is open to all: it alone would leave a counter that is sent away seeming connected."""
    streams = 0

    async def script(request: Request) -> None:
        nonlocal streams
        if request.path == "/v1/events" and not streams:
            streams += 1
            await request.open_stream()
            await request.send(event("board", body(), "e1.1") + event("counter", json.dumps(DOCUMENT).encode()))
            request.writer.close()
        elif request.path == "/v1/board":
            await request.answer(304)
        else:
            await request.answer(401)

    async def main() -> None:
        async with (
            serve(script) as server,
            aclosing(follow(source_of(server.url, "secret"), FixedClock(), sleep=Sleeps())) as feed,
        ):
            assert (await until(feed, lambda s: s.counter is not None)).live
            gone = await until(feed, lambda s: s.trouble is not None)
            assert (gone.live, gone.trouble) == (False, errors.TOKEN_REFUSED)

    asyncio.run(main())


Script = Callable[[Request], Awaitable[None]]


async def portal(request: Request) -> None:
    await request.answer(302, Location="http://portal/")


async def page(request: Request) -> None:
    await request.answer(body=b"<html>", kind="text/html")


async def huge(request: Request) -> None:
    await request.send(b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n")
    while not request.writer.is_closing():
        await request.send(b" " * 65536)


async def bomb(request: Request) -> None:
    await request.answer(body=gzip.compress(b" " * 10_000_000), Content_Encoding="gzip")


async def no_json(request: Request) -> None:
    await request.answer(body=b'{"board": NaN}')


async def deep(request: Request) -> None:
    await request.answer(body=b"[" * 100_000)


async def no_board(request: Request) -> None:
    await request.answer(body=b'{"version": 5, "counter": null}')


async def token(request: Request) -> None:
    await request.answer(401)


async def nothing(request: Request) -> None:
    await request.answer(404)


async def other_host(request: Request) -> None:
    await request.answer(421)


async def busy(request: Request) -> None:
    await request.answer(429)


async def junk(request: Request) -> None:
    await request.send(b"\x00\xff this is no HTTP\r\n\r\n")
    request.writer.close()


async def half(request: Request) -> None:
    await request.send(b'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 99\r\n\r\n{"bo')
    request.writer.close()


@pytest.mark.parametrize(
    ("script", "words"),
    [
        (portal, errors.REDIRECTED),
        (page, errors.NOT_JSON),
        (huge, errors.TOO_LARGE),
        (bomb, errors.PACKED),
        (no_json, errors.NOT_JSON),
        (deep, errors.NOT_JSON),
        (no_board, errors.NOT_A_BOARD),
        (token, errors.TOKEN_REFUSED),
        (nothing, errors.NOT_THERE),
        (other_host, errors.OTHER_HOST),
        (busy, errors.BUSY),
        (junk, errors.BROKEN_OFF),
        (half, errors.BROKEN_OFF),
    ],
)
@pytest.mark.parametrize("path", ["", "/board.json"])
def test_every_bad_answer_is_a_state_in_plain_words(serve: Serve, script: Script, words: Text, path: str) -> None:
    known = FeedState(Board(1, "7c1e", 5, 9))

    async def main() -> None:
        async with (
            serve(script) as server,
            aclosing(follow(source_of(server.url + path), FixedClock(), known, sleep=Sleeps())) as feed,
        ):
            seen = await anext(feed)
            assert (seen.board, seen.trouble, seen.live, seen.attempt) == (known.board, words, False, 1)
            assert (await anext(feed)).attempt == 2

    asyncio.run(main())


def test_a_server_that_says_nothing_is_silent(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "PATIENCE", 0.2)
    monkeypatch.setattr(client, "SILENCE", 0.2)

    async def script(request: Request) -> None:
        if request.path == "/v1/events":
            await request.open_stream()
        await forever()

    async def main() -> None:
        async with serve(script) as server, aclosing(follow(source_of(server.url), SystemClock())) as feed:
            assert (await anext(feed)).trouble == errors.SILENT

    asyncio.run(main())


def test_a_name_that_is_not_found_is_said_so() -> None:
    async def main() -> None:
        async with aclosing(follow(source_of("http://no-such-host.invalid"), FixedClock(), sleep=Sleeps())) as feed:
            assert (await anext(feed)).trouble == errors.NO_NAME

    asyncio.run(main())


def test_what_is_wrong_in_a_board_is_skipped_and_logged_once(serve: Serve, caplog: pytest.LogCaptureFixture) -> None:
    calls = [
        {"call": 1, "ticket": "a\x1b[2J" * 2000, "counter": "3"},
        {"call": 2, "ticket": "A013", "counter": "\x1b]0;x\x07\u202e3"},
    ]

    async def script(request: Request) -> None:
        await request.answer(body=body(calls=calls, office={"name": 7}, surprise=1))

    async def main() -> None:
        async with (
            serve(script) as server,
            aclosing(follow(source_of(server.url + "/b.json"), FixedClock(), sleep=Sleeps())) as feed,
        ):
            seen = await until(feed, lambda _: server.count("/b.json") > 5)
            assert seen.board is not None
            (call,) = seen.board.calls
            assert call.ticket == "A013" and call.counter.isprintable() and "\x1b" not in call.counter

    with caplog.at_level(logging.WARNING):
        asyncio.run(main())
    assert len(caplog.messages) == len(set(caplog.messages)) > 0
    assert all(message.isprintable() for message in caplog.messages)
