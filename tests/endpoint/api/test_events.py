"""The stream: the newest board to everybody, a counter's document to its terminal, signs of life, an end."""

import asyncio
import json
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import pytest
from attrs import define
from endpoint.house import House, SetClock, act, document, issue, opened, sample_pack
from httpx_sse import ServerSentEvent, connect_sse
from play import Desk

from kiosk.endpoint.admin.action import AdminRequest
from kiosk.endpoint.api.access import Authenticator
from kiosk.endpoint.api.events import EventRoute
from kiosk.endpoint.engine.incidents import IncidentLog
from kiosk.endpoint.engine.publisher import Publisher, Standards
from kiosk.endpoint.store.sqlite import SqliteStore
from kiosk.schema.reader import read_strictly
from kiosk.wire.board import Board
from kiosk.wire.counter import CounterDocument


def following(client: httpx.Client) -> Iterator[ServerSentEvent]:
    """The events of a stream."""
    with connect_sse(client, "GET", "/v1/events") as source:
        assert source.response.headers["x-accel-buffering"] == "no"
        yield from source.iter_sse()


def next_of(events: Iterator[ServerSentEvent], kind: str, fits: Callable[[Any], bool] = lambda _: True) -> Any:
    """The data of the next event of that kind that fits."""
    return next(data for event in events if event.event == kind and fits(data := json.loads(event.data)))


def test_the_board_at_once_and_whole_at_every_change(house: House) -> None:
    events = following(house.client())
    first = next(events)
    board = read_strictly(Board, json.loads(first.data))
    assert (first.event, first.id) == ("board", f'"{board.epoch}.{board.revision}"')
    machine = house.client("mesin")
    for waiting in (1, 2, 3):
        issue(machine)
        later = next(events)
        assert json.loads(later.data)["queues"][0]["waiting"] == waiting
        assert house.client().get("/v1/board").headers["etag"] == later.id


def test_a_counter_gets_its_document_when_something_in_it_differs(house: House) -> None:
    clerk, machine = house.client("loket-1"), house.client("mesin")
    events = following(house.client("loket-1"))
    assert read_strictly(CounterDocument, next_of(events, "counter")).state == "closed"
    assert act(clerk, "set-counter", "1", state="open").status_code == 200
    assert next_of(events, "counter")["state"] == "open"
    made = issue(machine)
    assert next_of(events, "counter", lambda d: d["line"])["line"][0]["ticket"] == made["ticket"]
    assert act(clerk, "call-next", "1").status_code == 200
    assert next_of(events, "counter", lambda d: d["visit"])["visit"]["state"] == "called"
    assert act(clerk, "start", "1").status_code == 200
    serving = next_of(events, "counter", lambda d: d["visit"]["state"] == "serving")
    assert act(clerk, "step-done", "1", step="periksa").status_code == 200
    after = next_of(events, "counter")
    assert after["revision"] > serving["revision"] and after["visit"]["step"] == "pindai"
    assert document(clerk, "1")["revision"] == after["revision"]


def test_nobody_else_gets_it(tmp_path: Path) -> None:
    with opened(tmp_path, comment_every=0.05) as house:
        act(house.client("loket-1"), "set-counter", "1", state="open")
        for who in (None, "lobi", "atas"):
            with house.client(who).stream("GET", "/v1/events") as answer:
                lines = answer.iter_lines()
                said = [next(lines) for _ in range(8)]
            assert "event: counter" not in said


def test_silence_is_broken_by_comments(tmp_path: Path) -> None:
    with opened(tmp_path, comment_every=0.05) as house, house.client().stream("GET", "/v1/events") as answer:
        lines = (line for line in answer.iter_lines() if line)
        said = [next(lines) for _ in range(6)]
    assert said[0] == "event: board" and said[3:] == [":", ":", ":"]


def test_the_streams_end_with_the_endpoint(house: House) -> None:
    events = following(house.client("loket-1"))
    next(events)
    house.stop()
    assert [event for event in events if event.event != "counter"] == []


def test_heads_are_answered(house: House) -> None:
    answer = house.client().head("/v1/events")
    assert answer.status_code == 200 and answer.headers["content-type"].startswith("text/event-stream")


@define
class SlowClient:
    """A client that takes a message only when it is told to."""

    taken: list[bytes]
    leave: asyncio.Event
    takes: asyncio.Semaphore

    async def receive(self) -> dict[str, Any]:
        """Leave when told to."""
        await self.leave.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: Any) -> None:
        """Take one message when allowed."""
        if message.get("body"):
            await self.takes.acquire()
            self.taken.append(message["body"])


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    """A new store."""
    with closing(SqliteStore(tmp_path)) as made:
        yield made


async def no_writer(_: AdminRequest) -> None:
    """For who changes nothing."""
    raise AssertionError


def test_a_slow_client_gets_the_newest_and_nothing_is_kept_for_it(store: SqliteStore) -> None:
    async def play() -> list[bytes]:
        desk = Desk(sample_pack())
        clock = SetClock()
        incidents = IncidentLog(clock.monotonic, lambda _: None)
        publisher = Publisher(store, desk.state, Standards(store, desk.pack, desk.state, desk.now), clock, incidents)
        client = SlowClient([], asyncio.Event(), asyncio.Semaphore(0))
        scope = {"type": "http", "method": "GET", "path": "/v1/events", "headers": []}
        serving = asyncio.create_task(
            EventRoute(publisher, Authenticator(store, clock, no_writer, incidents), 60)(
                scope, client.receive, client.send
            )
        )
        for _ in range(200):
            desk.issue()
            publisher.change(desk.state)
            await asyncio.sleep(0)
        for _ in range(3):
            client.takes.release()
        while len(client.taken) < 2:  # noqa: ASYNC110 (a turn of the loop each)
            await asyncio.sleep(0)
        client.leave.set()
        await serving
        return client.taken

    taken = asyncio.run(play())
    assert len(taken) == 2
    assert json.loads(taken[-1].split(b"data: ")[1])["queues"][0]["waiting"] == 200
