"""Terminals that come with a code: few tries, one use, and the same answer to whoever did not hear it."""

from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import httpx
import pytest
from endpoint.house import House, opened, problem_of

from kiosk.endpoint.admin.socket import request_action
from kiosk.endpoint.admin.terminals import (
    CODE_LIFETIME,
    MAX_WRONG_TRIES,
    AddTerminal,
    NewEnrolment,
    RenewedEnrolment,
    RevokeTerminal,
)
from kiosk.endpoint.http.responses import HttpProblem

PROOF, TOKEN = "5a" * 32, "11" * 32


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with opened(tmp_path) as running:
        yield running


def code(house: House, proof: str = PROOF, name: str = "papan") -> int:
    """Have a code made with that proof; its handle."""
    asked = NewEnrolment(name, "lobby", sha256(bytes.fromhex(proof)).hexdigest())
    return int(request_action(house.data, "enrolment-new", asked, house.clock)["handle"])


def tried(house: House, handle: int, proof: str = PROOF, token: str = TOKEN) -> httpx.Response:
    """What the endpoint answers to a try."""
    return house.client().post("/v1/enrolments", json={"handle": handle, "proof": proof, "token": token})


def rule(answer: httpx.Response) -> tuple[int, str]:
    """Status and rule of a refusal, which must say what to do in both languages."""
    problem = problem_of(answer)
    assert problem["hint"]["id"] and problem["hint"]["en"]
    return answer.status_code, problem["type"].rpartition(":")[2]


def test_a_code_is_void_after_a_few_wrong_tries(house: House) -> None:
    handle = code(house)
    for _ in range(MAX_WRONG_TRIES):
        assert rule(tried(house, handle, "00" * 32)) == (403, "unknown-code")
    assert rule(tried(house, handle)) == (409, "code-void")


def test_a_code_counts_as_the_terminal_that_it_will_let_in(house: House) -> None:
    request_action(house.data, "terminal-revoke", RevokeTerminal("loket-4"), house.clock)

    def asked(name: str, second: bool = False) -> NewEnrolment:
        return NewEnrolment(name, "counter", sha256(bytes.fromhex(PROOF)).hexdigest(), "4", second)

    for name in ("baru", "baru"):  # a new code for the same terminal is no second terminal
        request_action(house.data, "enrolment-new", asked(name), house.clock)
    for act, other in (
        ("enrolment-new", asked("lain")),
        ("terminal-add", AddTerminal("lain", "counter", "33" * 32, "4")),
    ):
        with pytest.raises(HttpProblem) as refused:
            request_action(house.data, act, other, house.clock)
        assert refused.value.problem.type.endswith("counter-has-terminal")
        assert "baru" in refused.value.problem.detail["en"]
    request_action(house.data, "enrolment-new", asked("lain", second=True), house.clock)
    request_action(house.data, "terminal-revoke", RevokeTerminal("lain"), house.clock)
    house.clock.move(CODE_LIFETIME.total_seconds() + 60)
    request_action(house.data, "terminal-add", AddTerminal("lain", "counter", "33" * 32, "4"), house.clock)


def test_an_address_has_a_few_tries_and_then_waits(house: House) -> None:
    answers = [tried(house, handle, "00" * 32) for handle in range(30)]
    assert {answer.status_code for answer in answers[:10]} == {403}
    assert problem_of(answers[-1])["type"].endswith("too-many-tries")
    assert answers[-1].status_code == 429 and int(answers[-1].headers["retry-after"]) > 0


def test_an_answer_that_was_lost_may_be_asked_for_again_by_the_same_terminal_only(house: House) -> None:
    handle = code(house)
    assert [tried(house, handle).json() for _ in range(2)] == [{"name": "papan", "role": "lobby"}] * 2
    assert rule(tried(house, handle, token="22" * 32)) == (409, "code-used")


def test_a_code_is_over_after_its_life_and_told_so_for_a_day(house: House) -> None:
    handle = code(house)
    house.clock.move(CODE_LIFETIME.total_seconds() + 1)
    assert rule(tried(house, handle)) == (409, "code-expired")
    house.clock.move(timedelta(days=2).total_seconds())
    code(house, "6b" * 32, "lain")
    assert rule(tried(house, handle)) == (403, "unknown-code")


def test_what_became_of_the_name_meanwhile_is_told(house: House) -> None:

    handle = code(house)
    request_action(house.data, "terminal-add", AddTerminal("papan", "lobby", "33" * 32), house.clock)
    assert rule(tried(house, handle)) == (409, "name-taken")
    renewed = RenewedEnrolment("papan", sha256(bytes.fromhex(PROOF)).hexdigest(), 24)
    handle = request_action(house.data, "enrolment-renewed", renewed, house.clock)["handle"]
    request_action(house.data, "terminal-revoke", RevokeTerminal("papan"), house.clock)
    assert rule(tried(house, handle)) == (403, "unknown-code")
    with pytest.raises(HttpProblem):
        request_action(house.data, "enrolment-renewed", renewed, house.clock)


@pytest.mark.parametrize("asked", [{}, {"handle": 1024, "proof": "x", "token": 3}, []])
def test_a_faulty_body_has_its_faults_named(house: House, asked: object) -> None:
    answer = house.client().post("/v1/enrolments", json=asked)
    assert answer.status_code == 400 and problem_of(answer)["errors"]


def test_neither_code_nor_token_is_in_the_data(house: House) -> None:
    tried(house, code(house))
    kept = b"".join(file.read_bytes() for file in house.data.iterdir() if file.is_file())
    for secret in (PROOF.encode(), bytes.fromhex(PROOF)):
        assert secret not in kept
