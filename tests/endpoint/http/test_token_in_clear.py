"""No token in clear: by real sockets at an address of this machine that is not its own alone."""

import socket
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import pytest
from endpoint.house import SetClock, enrol, problem_of, sample_pack, served
from pem import needs_openssl

from kiosk.config.address import is_loopback
from kiosk.endpoint.app import Endpoint
from kiosk.endpoint.http.certificate import load_or_make_certificate


def network_address() -> str:
    """An address of this machine on a network; nothing is sent for it."""
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as prepared:
            prepared.connect(("192.0.2.1", 9))
            address = str(prepared.getsockname()[0])
    except OSError:
        address = "127.0.0.1"
    if is_loopback(address):
        pytest.skip("this machine has no address but its own")
    return address


def asked(tmp_path: Path, host: str, **how: Any) -> tuple[httpx.Response, httpx.Response, httpx.Response]:
    """The board without a token; a number with one; a counter's document with a token that nobody has."""
    tokens = enrol(tmp_path)
    url, stop = served(Endpoint(sample_pack(), tmp_path, SetClock(), **how), host=host)
    try:
        with httpx.Client(base_url=url, trust_env=False, verify=False) as client:
            return (
                client.get("/v1/board"),
                client.post(
                    "/v1/tickets",
                    json={"service": "paspor"},
                    headers={"authorization": f"Bearer {tokens['mesin']}", "idempotency-key": "k1"},
                ),
                client.get("/v1/counters/1", headers={"authorization": "Bearer x"}),
            )
    finally:
        stop()


def test_over_the_network_the_board_is_open_and_a_token_refused(tmp_path: Path) -> None:
    board, ticket, document = asked(tmp_path, network_address())
    assert board.status_code == 200
    for answer in (ticket, document):
        problem = problem_of(answer)
        assert answer.status_code == 403 and problem["type"].endswith(":token-in-clear")
        assert "kiosk serve --tls" in problem["hint"]["id"] and "revoke" in problem["hint"]["en"]


def test_unless_the_configuration_says_so_in_so_many_words(tmp_path: Path) -> None:
    board, ticket, document = asked(tmp_path, network_address(), allow_tokens_over_plain_http=True)
    assert (board.status_code, ticket.status_code, document.status_code) == (200, 201, 401)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_within_this_machine_a_token_may_be_plain(tmp_path: Path, host: str) -> None:
    board, ticket, document = asked(tmp_path, host)
    assert (board.status_code, ticket.status_code, document.status_code) == (200, 201, 401)


@needs_openssl
def test_through_tls_it_goes_over_the_network(tmp_path: Path) -> None:
    host = network_address()
    board, ticket, document = asked(tmp_path, host, tls=partial(load_or_make_certificate, tmp_path, host))
    assert (board.status_code, ticket.status_code, document.status_code) == (200, 201, 401)
