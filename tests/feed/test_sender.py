import asyncio
import json
from typing import Any

import pytest
from feed.server import Request, Serve

from kiosk.feed import errors
from kiosk.feed.sender import CommandAccepted, CommandAnswer, CommandRefused, Sender, Unreachable
from kiosk.feed.source import source_of
from kiosk.system.clock import SystemClock
from kiosk.text.language import Text
from kiosk.wire.command.counter import CallNext
from kiosk.wire.command.union import Command
from kiosk.wire.command.visit import Issue
from kiosk.wire.counter import CounterDocument

NEXT = CallNext(counter="3", expect=17)
DOCUMENT: dict[str, Any] = {
    "id": "3", "revision": 18, "version": 40, "at": "2026-11-24T02:42:10Z", "name": {"id": "Loket 3"},
    "state": "open", "who": "loket-3", "visit": None, "line": [], "line_length": 0, "elsewhere": 0, "absent": [],
}  # fmt: skip


async def no_wait(_: float) -> None:
    await asyncio.sleep(0)


async def sent(url: str, command: Command = NEXT, deadline: float = 5.0, key: str | None = None) -> CommandAnswer:
    sender = Sender(source_of(url, "secret"), SystemClock(), deadline=deadline, sleep=no_wait)
    try:
        return await sender.send(command, key)
    finally:
        await sender.close()


def test_a_command_is_accepted_with_the_new_document(serve: Serve) -> None:
    async def script(request: Request) -> None:
        await request.answer(body=json.dumps({"version": 40, "counter": DOCUMENT}).encode())

    async def main() -> None:
        async with serve(script) as server:
            answer = await sent(server.url)
            assert isinstance(answer, CommandAccepted) and answer.version == 40
            assert answer.counter is not None and answer.counter.revision == 18
            (request,) = server.asked
            assert (request.method, request.path) == ("POST", "/v1/commands")
            assert json.loads(request.body) == {"do": "call-next", "counter": "3", "expect": 17}
            assert request.headers["authorization"] == "Bearer secret"
            assert len(request.headers["idempotency-key"]) == 32

    asyncio.run(main())


def test_a_number_is_issued_by_its_own_route(serve: Serve) -> None:
    issued = {"visit": "v1", "ticket": "A012", "code": "K7Q2-M9XA-3", "service": "paspor-baru", "queue": "A",
              "ahead": 4, "version": 41}  # fmt: skip

    async def script(request: Request) -> None:
        assert json.loads(request.body) == {"service": "paspor-baru", "people": 2}
        await request.answer(201, json.dumps(issued).encode())

    async def main() -> None:
        async with serve(script) as server:
            answer = await sent(server.url, Issue("paspor-baru", people=2))
            assert isinstance(answer, CommandAccepted) and answer.issued is not None
            assert (answer.issued.ticket, answer.version) == ("A012", 41)
            assert server.asked[0].path == "/v1/tickets"

    asyncio.run(main())


def test_it_is_sent_again_under_the_same_key_until_it_is_answered(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.feed.sender._TRY_SECONDS", 0.3)
    tries = 0

    async def script(request: Request) -> None:
        nonlocal tries
        tries += 1
        match tries:
            case 1:
                request.writer.close()
            case 2:
                await request.answer(503)
            case 3:
                await asyncio.Event().wait()
            case 4:
                await request.answer(body=b"<html>", kind="text/html")
            case 5:
                await request.answer(429)
            case _:
                await request.answer(body=b'{"version": 40, "counter": null}')

    async def main() -> None:
        async with serve(script) as server:
            assert await sent(server.url, key="k" * 32) == CommandAccepted(40)
            assert {request.headers["idempotency-key"] for request in server.asked} == {"k" * 32}
            assert len(server.asked) == 6

    asyncio.run(main())


def test_a_rule_is_told_in_both_languages_and_not_tried_again(serve: Serve) -> None:
    problem = {"type": "urn:kiosk:problem:counter-busy", "title": "counter busy", "status": 409,
               "detail": {"id": "Masih melayani", "en": "Still serving"},
               "hint": {"id": "Selesaikan dulu"}}  # fmt: skip

    async def script(request: Request) -> None:
        await request.answer(409, json.dumps(problem).encode(), "application/problem+json")

    async def main() -> None:
        async with serve(script) as server:
            assert await sent(server.url) == CommandRefused(
                409, "counter-busy", Text("Masih melayani", "Still serving"), Text("Selesaikan dulu")
            )
            assert len(server.asked) == 1

    asyncio.run(main())


def problem(status: int, words: Text) -> bytes:
    said = {"id": words.id, "en": words.en}
    return json.dumps({"type": "urn:kiosk:problem:x", "title": "x", "status": status, "detail": said}).encode()


def test_a_full_disk_is_told_at_once_in_the_servers_words(serve: Serve) -> None:
    """Nothing was kept: a clerk is not left to guess, nor told of a number."""
    full = Text("penyimpanan penuh; perintah tidak dicatat", "the storage is full; nothing was written")

    async def script(request: Request) -> None:
        await request.answer(507, problem(507, full), "application/problem+json")

    async def main() -> None:
        async with serve(script) as server:
            assert await sent(server.url) == CommandRefused(507, "x", full)
            assert len(server.asked) == 1

    asyncio.run(main())


def test_what_may_pass_is_tried_again_and_told_in_the_servers_words_in_the_end(serve: Serve) -> None:
    busy = Text("penyimpanan sedang sibuk", "the storage is busy")

    async def script(request: Request) -> None:
        await request.answer(503, problem(503, busy), "application/problem+json")

    async def main() -> None:
        async with serve(script) as server:
            assert await sent(server.url, deadline=1.0) == Unreachable(busy, server.url)
            assert len(server.asked) > 1

    asyncio.run(main())


def test_a_refusal_without_words_has_ours(serve: Serve) -> None:
    async def script(request: Request) -> None:
        await request.answer(401, b"no", "text/plain")

    async def main() -> None:
        async with serve(script) as server:
            assert await sent(server.url) == CommandRefused(401, "unknown", errors.TOKEN_REFUSED)

    asyncio.run(main())


def test_nobody_there_is_unreachable_by_the_deadline(serve: Serve) -> None:
    async def script(request: Request) -> None:
        await request.answer()

    async def main() -> None:
        async with serve(script) as server:
            pass
        assert await sent(server.url, deadline=1.0) == Unreachable(errors.NO_SERVER, server.url)

    asyncio.run(main())


def test_commands_at_once_are_answered_each_by_its_own(serve: Serve) -> None:
    async def script(request: Request) -> None:
        await request.answer(body=json.dumps({"version": json.loads(request.body)["expect"], "counter": None}).encode())

    async def main() -> None:
        async with serve(script) as server:
            sender = Sender(source_of(server.url, "secret"), SystemClock())
            answers = await asyncio.gather(*(sender.send(CallNext(counter="3", expect=n)) for n in range(20)))
            await sender.close()
            assert answers == [CommandAccepted(n) for n in range(20)]

    asyncio.run(main())


def test_a_counter_can_be_looked_at(serve: Serve) -> None:
    async def script(request: Request) -> None:
        if request.path == "/v1/counters/3":
            await request.answer(body=json.dumps(DOCUMENT).encode())
        else:
            await request.answer(403)

    async def main() -> None:
        async with serve(script) as server:
            sender = Sender(source_of(server.url, "secret"), SystemClock())
            seen = await sender.counter("3")
            assert isinstance(seen, CounterDocument) and seen.line_length == 0
            assert await sender.counter("4") == CommandRefused(403, "unknown", errors.TOKEN_REFUSED)
            await sender.close()

    asyncio.run(main())
