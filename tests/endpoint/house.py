"""An endpoint over the small office of `play`, run in a thread of its own and asked over a real socket."""

import asyncio
import itertools
import json
import re
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from threading import Event, Thread
from typing import Any, Final
from weakref import WeakSet

import httpx
from attrs import define, evolve, field
from play import START, small_pack
from starlette.routing import compile_path

from kiosk.codes.secret import hash_pin
from kiosk.endpoint.api.access import new_terminal
from kiosk.endpoint.app import Endpoint
from kiosk.endpoint.http.certificate import ServerIdentity
from kiosk.endpoint.http.limits import AllowedRate, Limits
from kiosk.endpoint.store.interface import Person, Store
from kiosk.endpoint.store.sqlite import SqliteStore
from kiosk.office.model import Task
from kiosk.sop.pack import Pack
from kiosk.time.instant import Instant
from kiosk.wire.access import Role

HURRIED: Final = Limits(connects=AllowedRate(100_000, 100_000), requests=AllowedRate(1_000_000, 1_000_000))
"""The usual limits, but as often as a test likes."""

_keys = itertools.count()

PEOPLE = {
    "atas": "KA",
    "belakang": "BO",
    "loket-1": "P1",
    "loket-2": "P2",
    "loket-3": "P3",
    "loket-4": "P4",
    "loket-5": "P5",
}
"""Who is usually signed on, by terminal."""

PIN = "271828"
_KEPT = hash_pin(PIN, b"salt", 16)


class SetClock:
    """A clock that runs on from an instant of the test's choosing, and is moved by hand."""

    def __init__(self, start: datetime = START, boot: str = "boot") -> None:
        self._start = start
        self._boot = boot
        self._origin = time.monotonic()
        self._moved = 0.0

    def move(self, seconds: float) -> None:
        """Move the wall clock, and with it the time since the start, if it goes forward."""
        self._moved += seconds

    def now(self) -> datetime:
        """The instant, in UTC."""
        return (self._start + timedelta(seconds=self.monotonic() + self._moved)).astimezone(UTC)

    def monotonic(self) -> float:
        """Seconds of the test."""
        return time.monotonic() - self._origin

    def moment(self) -> Instant:
        """The instant with the seconds since the start."""
        return Instant(self.now(), self._boot, self.monotonic() + max(0.0, self._moved))


@define
class House:
    """A running endpoint and the tokens of its terminals."""

    url: str
    data: Path
    clock: SetClock
    tokens: dict[str, str]
    stop: Callable[[], None]
    _clients: list[httpx.Client] = field(factory=list)

    def client(self, who: str | None = None) -> httpx.Client:
        """A client of its own connection, with the token of *who*."""
        headers = {"authorization": f"Bearer {self.tokens[who]}"} if who else {}
        client = httpx.Client(
            base_url=self.url,
            headers=headers,
            timeout=20,
            trust_env=False,
            verify=False,
            event_hooks={"response": [_is_described]},
        )
        self._clients.append(client)
        return client

    def staff(self) -> None:
        """Have everybody sign on where they belong: where there is such a counter, and while the day is open."""
        for who, code in ((who, code) for who, code in PEOPLE.items() if who in self.tokens):
            with self.client(who) as client:
                answer = sign_on(client, code)
            assert answer.status_code in (200, 404, 409), answer.text

    def close(self) -> None:
        """Close all clients."""
        for client in self._clients:
            client.close()


@cache
def _described(url: httpx.URL) -> list[tuple[re.Pattern[str], dict[str, Any]]]:
    """The paths of the endpoint's own description, with their methods."""
    paths = httpx.get(url.join("/openapi.json"), trust_env=False, verify=False).json()["paths"]
    return [(compile_path(path)[0], methods) for path, methods in paths.items()]


def _is_described(answer: httpx.Response) -> None:
    """Whatever any test asks, the answer is one that `openapi.json` says may come."""
    method = answer.request.method.lower().replace("head", "get")
    for path, methods in _described(answer.url.join("/")):
        if path.fullmatch(answer.url.path) and method in methods:
            assert str(answer.status_code) in methods[method]["responses"], answer.url


def new_key() -> str:
    """A key that no other command has."""
    return f"key-{next(_keys)}"


def post(client: httpx.Client, path: str, body: Any, key: str | None = None) -> httpx.Response:
    """Send JSON with a key."""
    return client.post(path, json=body, headers={"idempotency-key": key or new_key()})


def issue(client: httpx.Client, service: str = "paspor", **fields: Any) -> dict[str, Any]:
    """Give out a number; it must succeed."""
    answer = post(client, "/v1/tickets", {"service": service, **fields})
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


def document(client: httpx.Client, counter: str) -> dict[str, Any]:
    """A counter's document."""
    answer = client.get(f"/v1/counters/{counter}")
    assert answer.status_code == 200, answer.text
    made: dict[str, Any] = answer.json()
    return made


def act(client: httpx.Client, do: str, counter: str, key: str | None = None, **fields: Any) -> httpx.Response:
    """A command to a counter with its present revision."""
    expect = fields.pop("expect", None)
    if expect is None:
        expect = document(client, counter)["revision"]
    return post(client, "/v1/commands", {"do": do, "counter": counter, "expect": expect, **fields}, key)


def sign_on(client: httpx.Client, code: str, pin: str = PIN) -> httpx.Response:
    """Somebody signs on at the client's terminal."""
    return post(client, "/v1/commands", {"do": "sign-on", "person": code, "pin": pin})


def sample_pack() -> Pack:
    """The small office as a sample, so that its catalogue shows its SOPs."""
    pack = small_pack()
    return evolve(pack, office=evolve(pack.office, file=evolve(pack.office.file, sample=True)))


def roomy_pack() -> Pack:
    """The same with numbers of four digits, enough for every round of a test; complaints are taken at all counters."""
    pack = sample_pack()
    file = pack.office.file
    queues = tuple(evolve(queue, digits=4) for queue in file.queue)
    complaints = Task("pengaduan")
    counters = tuple(
        counter if complaints in counter.task else evolve(counter, task=(*counter.task, complaints))
        for counter in file.counter
    )
    return evolve(pack, office=evolve(pack.office, file=evolve(file, queue=queues, counter=counters)))


TERMINALS: tuple[tuple[str, Role, str | None], ...] = (
    ("lobi", "lobby", None),
    ("mesin", "ticket", None),
    ("atas", "supervisor", None),
    ("loket-1", "counter", "1"),
    ("loket-2", "counter", "2"),
    ("loket-3", "counter", "3"),
    ("loket-4", "counter", "4"),
)


def enrol(data: Path, *others: tuple[str, Role, str | None]) -> dict[str, str]:
    """Let the usual terminals and people in, and *others*; the tokens by terminal."""
    tokens = {}
    with closing(SqliteStore(data)) as store:
        for name, role, counter in (*TERMINALS, *others):
            terminal, tokens[name] = new_terminal(name, role, counter, START)
            store.add_terminal(terminal)
        for place, code in PEOPLE.items():
            store.add_person(Person(code, frozenset({"supervise" if place == "atas" else "serve"}), _KEPT, START))
    return tokens


SERVING: Final[WeakSet[asyncio.AbstractEventLoop]] = WeakSet()
"""The event loops in which an endpoint serves."""


def served(endpoint: Endpoint, port: int = 0, host: str = "127.0.0.1") -> tuple[str, Callable[[], None]]:
    """Run *endpoint* in a thread; its URL, and what ends it."""
    urls: list[str] = []
    failures: list[BaseException] = []
    known = Event()

    def ready(url: str) -> None:
        SERVING.add(asyncio.get_running_loop())
        urls.append(url)
        known.set()

    def run() -> None:
        try:
            asyncio.run(endpoint.serve(host, port, ready))
        except BaseException as error:
            failures.append(error)
        finally:
            known.set()

    thread = Thread(target=run)
    thread.start()
    assert known.wait(20)

    def stop() -> None:
        endpoint.stop()
        thread.join(20)
        assert not thread.is_alive()
        if failures:
            raise failures[0]

    if not urls:
        stop()
    return urls[0], stop


@contextmanager
def opened(
    data: Path,
    clock: SetClock | None = None,
    tokens: dict[str, str] | None = None,
    open_store: Callable[[Path], Store] = SqliteStore,
    comment_every: float = 5.0,
    pack: Pack | None = None,
    tls: Callable[[], ServerIdentity] | None = None,
    limits: Limits = HURRIED,
    staffed: bool = True,
) -> Iterator[House]:
    """An endpoint over *data*, running until the end of the block, with everybody signed on unless told otherwise."""
    tokens = tokens or enrol(data)
    clock = clock or SetClock()
    endpoint = Endpoint(
        pack or sample_pack(),
        data,
        clock,
        tls=tls,
        limits=limits,
        open_store=open_store,
        comment_every=comment_every,
    )
    url, stop = served(endpoint)
    house = House(url, data, clock, tokens, stop)
    try:
        if staffed:
            house.staff()
        yield house
    finally:
        house.close()
        stop()


def problem_of(answer: httpx.Response) -> dict[str, Any]:
    """The problem document of an answer, which must be one."""
    assert answer.headers["content-type"] == "application/problem+json", answer.text
    made: dict[str, Any] = json.loads(answer.content)
    assert made["status"] == answer.status_code
    assert made["type"].startswith("urn:kiosk:problem:")
    assert made["detail"]["id"] and made["instance"].startswith("urn:kiosk:request:")
    return made
