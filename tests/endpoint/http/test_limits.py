"""Too much and too slow: the right status as a problem document, and the board for everybody else meanwhile."""

import errno
import json
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from functools import partial
from http.client import HTTPResponse
from itertools import chain, repeat
from pathlib import Path

import httpx
import pytest
from attrs import evolve
from endpoint.api.test_metrics import figures
from endpoint.bare import BOARD, HOST, connected, get, is_served, problem_in, received, refused, to_the_end
from endpoint.house import HURRIED, House, issue, new_key, opened, problem_of
from pem import needs_openssl
from waiting import until

from kiosk.endpoint.http.certificate import load_or_make_certificate
from kiosk.endpoint.http.limits import DEFAULT_LIMITS, AllowedRate, Limits


@pytest.fixture
def hasty(tmp_path: Path) -> Iterator[House]:
    """An endpoint of little patience."""
    limits = evolve(HURRIED, head_seconds=0.2, body_seconds=0.2, idle_seconds=1, unread_seconds=0.2)
    with opened(tmp_path / "data", staffed=False, limits=limits) as running:
        yield running


def test_a_slow_head_is_waited_for_no_longer_than_so(hasty: House) -> None:
    assert refused(hasty, b"GET /v1/bo")["type"] == "urn:kiosk:problem:slow-head"
    with connected(hasty) as connection:
        assert is_served(connection)
        connection.sendall(BOARD[:20])
        assert problem_in(to_the_end(connection))["status"] == 408


def test_drops_of_a_head_do_not_prolong_the_patience(hasty: House) -> None:
    with connected(hasty) as connection:
        connection.settimeout(0.05)
        said = b""
        for drop in chain(BOARD[:-2], repeat(ord("x"))):
            try:
                connection.sendall(bytes([drop]))
                if not (said := connection.recv(65536)):
                    break
            except TimeoutError:
                continue
            break
        connection.settimeout(10)
        assert problem_in(said + to_the_end(connection))["status"] == 408


def test_who_says_nothing_is_told_nothing(hasty: House) -> None:
    with connected(hasty) as connection:
        assert to_the_end(connection) == b""
    with connected(hasty) as connection:
        assert is_served(connection)
        assert to_the_end(connection) == b""


def test_a_slow_body(hasty: House) -> None:
    head = get(HOST, b"authorization: Bearer " + hasty.tokens["mesin"].encode(), b"idempotency-key: k")
    head = head.replace(b"GET /v1/board", b"POST /v1/tickets").removesuffix(b"\r\n")
    request = head + b'content-type: application/json\r\ncontent-length: 20\r\n\r\n{"service"'
    assert refused(hasty, request)["type"] == "urn:kiosk:problem:too-slow"


def test_the_rest_of_what_was_answered_already_is_waited_for_no_longer(hasty: House) -> None:
    with connected(hasty) as connection:
        connection.sendall(b"POST /v1/tickets HTTP/1.1\r\nhost: localhost\r\ncontent-length: 1000000\r\n\r\n")
        assert received(connection).startswith(b"HTTP/1.1 401")
        connection.sendall(b" " * 1000)
        assert b"HTTP/1.1" not in to_the_end(connection)


def test_an_answer_left_unread_is_given_up(hasty: House) -> None:
    """Else it would stay in memory for as long as the client pleases."""
    request = BOARD.replace(b"board", b"catalogue") * 100
    with connected(hasty) as connection, pytest.raises(ConnectionError):
        while True:
            connection.sendall(request)


def test_a_body_that_is_far_too_long_is_not_taken(house: House) -> None:
    taken: list[bytes] = []

    def endless() -> Iterator[bytes]:
        for chunk in repeat(b" " * 65536, 32_768):
            taken.append(chunk)
            yield chunk

    headers = {"content-type": "application/json", "idempotency-key": new_key()}
    for length in ({"content-length": str(2 * 1024**3)}, {}):
        answer = house.client("mesin").post("/v1/tickets", content=endless(), headers=headers | length)
        assert problem_of(answer)["status"] == 413
    assert len(taken) < 1_000, "no more of it left than what the system's own buffers hold"


def test_one_address_has_only_so_many_connections(tmp_path: Path) -> None:
    with opened(tmp_path, staffed=False, limits=Limits(per_address=3)) as house, ExitStack() as stack:
        first, *others = (stack.enter_context(connected(house)) for _ in range(3))
        assert all(is_served(connection) for connection in (first, *others))
        assert refused(house, BOARD)["type"] == "urn:kiosk:problem:too-many-connections"
        assert is_served(stack.enter_context(connected(house, "127.0.0.2")))
        first.close()
        until(lambda: _is_let_in(house))


def _is_let_in(house: House) -> bool:
    with connected(house) as connection:
        return is_served(connection)


def test_all_together_have_only_so_many(tmp_path: Path) -> None:
    with opened(tmp_path, staffed=False, limits=Limits(per_address=2)) as house, ExitStack() as stack:
        for number in range(1, 5):
            for _ in range(2):
                assert is_served(stack.enter_context(connected(house, f"127.0.0.{number}")))
        with connected(house, "127.0.0.5") as connection:
            problem = problem_in(to_the_end(connection))
        assert (problem["status"], problem["type"]) == (503, "urn:kiosk:problem:full")


@needs_openssl
def test_connections_count_before_tls(tmp_path: Path) -> None:
    tls = partial(load_or_make_certificate, tmp_path, "127.0.0.1")
    with opened(tmp_path / "data", staffed=False, limits=Limits(per_address=3), tls=tls) as house, ExitStack() as stack:
        silent = [stack.enter_context(connected(house)) for _ in range(3)]
        with connected(house) as connection:
            assert to_the_end(connection) == b"", "whoever wants TLS could not read a word of plain HTTP"
        silent[0].close()
        until(lambda: _is_welcome(house))


@needs_openssl
def test_who_never_comes_to_tls_is_let_go(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    tls = partial(load_or_make_certificate, tmp_path, "127.0.0.1")
    with opened(tmp_path / "data", limits=Limits(head_seconds=0.2), tls=tls) as house:
        for said in (b"", b"GET / HTTP/1.1\r\n\r\n", b"\x16\x03\x01\x02\x00"):
            with connected(house) as connection:
                connection.sendall(said)
                assert b"HTTP" not in to_the_end(connection)
        assert _is_welcome(house)
    assert not caplog.records


def _is_welcome(house: House) -> bool:
    try:
        return httpx.get(f"{house.url}/v1/board", verify=False, trust_env=False).status_code == 200
    except httpx.TransportError:
        return False


def test_one_address_connects_only_so_often(tmp_path: Path) -> None:
    with opened(tmp_path, staffed=False, limits=Limits(connects=AllowedRate(5, 60))) as house:
        assert all(_is_let_in(house) for _ in range(5))
        assert refused(house, BOARD)["type"] == "urn:kiosk:problem:too-many-connections"
        with connected(house, "127.0.0.2") as connection:
            assert is_served(connection)
        until(lambda: _is_let_in(house))


def test_whoever_asks_too_much_waits_and_nobody_else_does(tmp_path: Path) -> None:
    with opened(tmp_path, staffed=False, limits=Limits(requests=AllowedRate(5, 1))) as house, ExitStack() as stack:
        greedy, other = stack.enter_context(connected(house)), stack.enter_context(connected(house, "127.0.0.2"))
        assert all(is_served(greedy) for _ in range(5))
        greedy.sendall(BOARD)
        assert all(is_served(other) for _ in range(5))
        answer = HTTPResponse(greedy)
        answer.begin()
        assert (answer.status, answer.headers["retry-after"]) == (429, "1")
        assert json.loads(answer.read())["type"] == "urn:kiosk:problem:too-many-requests"


def test_a_turn_comes_while_one_waits(tmp_path: Path) -> None:
    with (
        opened(tmp_path, staffed=False, limits=Limits(requests=AllowedRate(1, 120))) as house,
        connected(house) as connection,
    ):
        assert is_served(connection) and is_served(connection) and is_served(connection)


def test_wrong_tokens_by_the_thousand(house: House, caplog: pytest.LogCaptureFixture) -> None:
    stranger, machine = house.client(), house.client("mesin")
    stranger.headers["authorization"] = "Bearer wrong"
    answers = [stranger.get("/v1/counters/1") for _ in range(1_000)]
    assert {answer.status_code for answer in answers} == {401, 429}
    assert all(answer.status_code == 401 for answer in answers[:20])
    assert problem_of(answers[-1])["type"] == "urn:kiosk:problem:too-many-tries"
    assert int(answers[-1].headers["retry-after"]) > 0
    issue(machine)
    lines = [record for record in caplog.records if "unknown-terminal" in record.getMessage()]
    assert len(lines) == 1
    house.clock.move(60)
    assert stranger.get("/v1/counters/1").status_code == 429, "the wall clock may be set; time passes by the other one"


def test_a_system_without_files_is_asked_again_later(
    house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    accept, failures = socket.socket.accept, [OSError(errno.EMFILE, "Too many open files")]

    def scarce(listener: socket.socket) -> tuple[socket.socket, object]:
        if failures:
            raise failures.pop()
        return accept(listener)

    monkeypatch.setattr(socket.socket, "accept", scarce)
    assert house.client().get("/v1/board").status_code == 200
    assert "no connection can be accepted: [Errno 24]" in caplog.text


def test_five_hundred_that_say_nothing_keep_nobody_out(house: House) -> None:
    with ExitStack() as stack:
        for number in range(500):
            stack.enter_context(connected(house, f"127.0.0.{2 + number % 3}"))
        assert house.client().get("/v1/board").status_code == 200
        assert figures(house)["kiosk_connections"] <= 3 * DEFAULT_LIMITS.per_address + 2


def test_clients_that_leave_amid_the_answer_leave_nothing_behind(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    client = house.client()
    client.get("/healthz")
    before = _open_files()
    for request in (BOARD, BOARD.replace(b"board", b"events"), BOARD.replace(b"board", b"catalogue") * 20, b"GET"):
        for _ in range(25):
            with connected(house) as connection:
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
                connection.sendall(request)
    until(lambda: _open_files() <= before)
    assert client.get("/v1/board").status_code == 200
    assert not [record for record in caplog.records if record.exc_info or record.levelname == "ERROR"]


def _open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def _flood(house: House, stop: list[bool], source: str) -> None:
    """Everything that is bad, as fast as it goes, from one address."""
    wrong = get(HOST, b"authorization: Bearer wrong", target=b"/v1/counters/1")
    with ExitStack() as idle:
        while not stop:
            for request in (b"GET /v1/bo", wrong * 20, b"nonsense\r\n\r\n", get(b"host: evil.example"), b""):
                try:
                    idle.enter_context(connected(house, source)).sendall(request)
                except OSError:
                    idle.close()


def test_the_board_is_answered_amid_it_all(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with opened(tmp_path, limits=DEFAULT_LIMITS) as house, ThreadPoolExecutor(3) as pool:
        stop: list[bool] = []
        floods = [pool.submit(_flood, house, stop, f"127.0.0.{number}") for number in (2, 3, 4)]
        try:
            board, machine = house.client(), house.client("mesin")
            until(lambda: "too-many-connections" in caplog.text)
            for waiting in range(1, 31):
                issue(machine)
                answer = board.get("/v1/board")
                assert answer.json()["queues"][0]["waiting"] == waiting
        finally:
            stop.append(True)
        for flood in floods:
            flood.result(20)
    kinds = [
        record.getMessage().split(":")[0]
        for record in caplog.records
        if record.name == "kiosk.endpoint.engine.incidents"
    ]
    assert len(kinds) == len(set(kinds)) and {"malformed", "unknown-terminal", "not-this-host"} <= set(kinds)
    assert not [record for record in caplog.records if record.levelname == "ERROR"]
