"""The head of a request: what is no proper one is told so in a problem document, and its connection is closed."""

import socket
from collections.abc import Iterator

import pytest
from endpoint.bare import HOST, connected, get, problem_in, received, refused, to_the_end
from endpoint.house import House, issue, opened
from waiting import until


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """One endpoint for all requests that change nothing."""
    with opened(tmp_path_factory.mktemp("standing")) as running:
        yield running


@pytest.mark.parametrize(
    ("request_", "status", "rule"),
    [
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 400, "malformed"),
        (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505, "not-this-version"),
        (b"GET  /v1/board HTTP/1.1\r\nhost: localhost\r\n\r\n", 400, "malformed"),
        (b"GET /v1/\xff HTTP/1.1\r\nhost: localhost\r\n\r\n", 400, "malformed"),
        (get(), 400, "malformed"),
        (get(HOST, HOST), 400, "malformed"),
        (get(HOST, b"no colon"), 400, "malformed"),
        (get(HOST, b"x: \x00"), 400, "malformed"),
        (get(HOST, b"content-length: 1", b"content-length: 2"), 400, "malformed"),
        (get(HOST, b"content-length: -1"), 400, "malformed"),
        (get(HOST, b"content-length: 5", b"transfer-encoding: chunked"), 400, "two-lengths"),
        (get(HOST, b"transfer-encoding: gzip, chunked"), 501, "unknown-encoding"),
        (get(HOST, *(b"x-%d: y" % n for n in range(65))), 431, "head-too-long"),
        (get(HOST, b"x: " + b"y" * 17_000), 431, "head-too-long"),
        (get(HOST, b"x: " + b"y" * 60_000), 431, "head-too-long"),
        (get(HOST, target=b"/v1/board?" + b"x" * 8_000), 414, "address-too-long"),
        (b"GET /" + b"x" * 70_000, 431, "head-too-long"),
        (get(b"host: evil.example"), 421, "not-this-host"),
        (get(b"host: 192.0.2.7.evil.example:80"), 421, "not-this-host"),
        (get(b"host:"), 421, "not-this-host"),
    ],
)
def test_what_is_no_proper_request_is_told_so(standing: House, request_: bytes, status: int, rule: str) -> None:
    problem = refused(standing, request_)
    assert (problem["status"], problem["type"]) == (status, f"urn:kiosk:problem:{rule}")


@pytest.mark.parametrize(
    "host",
    [b"localhost", b"LOCALHOST.:80", b"127.0.0.1", b"192.168.1.7:8765", b"[::1]:8765", socket.gethostname().encode()],
)
def test_its_names_and_any_address_are_its_own(standing: House, host: bytes) -> None:
    with connected(standing) as connection:
        connection.sendall(get(b"host: " + host))
        assert received(connection).startswith(b"HTTP/1.1 200")


def test_a_bad_chunk_ends_the_request_and_the_connection(house: House) -> None:
    head = get(HOST, b"authorization: Bearer " + house.tokens["mesin"].encode(), b"idempotency-key: k")
    head = head.replace(b"GET /v1/board", b"POST /v1/tickets").removesuffix(b"\r\n")
    head += b"content-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n"
    assert refused(house, head + b"5\r\n{    \r\nfive\r\n")["type"] == "urn:kiosk:problem:malformed"
    with connected(house) as connection:
        connection.sendall(head + b"5\r\n{    \r\n")
        until(lambda: house.client().get("/healthz").status_code == 200)
        connection.sendall(b"five\r\n")
        assert problem_in(to_the_end(connection))["status"] == 400


def test_no_code_of_a_ticket_is_in_the_log(house: House, caplog: pytest.LogCaptureFixture) -> None:
    code = issue(house.client("mesin"))["code"].encode()
    assert refused(house, get(b"host: evil.example", target=b"/v1/tickets/" + code))["status"] == 421
    assert "GET /v1/tickets (request" in caplog.text and code.decode() not in caplog.text
