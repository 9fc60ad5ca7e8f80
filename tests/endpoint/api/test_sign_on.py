"""PINs over the wire: slow for whoever guesses, kept and said by nobody; and who is sent off from where they are."""

import asyncio
import logging
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from cli.test_person import run as person
from cli.test_terminal import run as terminal
from endpoint.house import PIN, House, act, document, issue, opened, post, problem_of, sign_on
from play import START
from waiting import until

from kiosk.codes.secret import hash_pin
from kiosk.endpoint.api.access import PinChecker, new_terminal
from kiosk.endpoint.http.responses import HttpProblem
from kiosk.endpoint.store.interface import Person
from kiosk.endpoint.store.sqlite import SqliteStore
from kiosk.wire.command.office import SignOn

WRONG = "193755"
NEW = "628318"


@pytest.fixture
def empty_house(tmp_path: Path) -> Iterator[House]:
    """The small office with nobody signed on."""
    with opened(tmp_path / "data", staffed=False) as running:
        yield running


def rule_of(answer: Any) -> str:
    """The rule that refuses."""
    return str(problem_of(answer)["type"]).rpartition(":")[2]


def test_whoever_signs_on_is_named_and_signs_off(empty_house: House) -> None:
    clerk = empty_house.client("loket-1")
    assert rule_of(act(clerk, "set-counter", "1", state="open")) == "nobody-signed-on"
    on = sign_on(clerk, "P1")
    assert on.status_code == 200 and on.json()["counter"]["who"] == "P1"
    assert act(clerk, "set-counter", "1", state="open").status_code == 200
    off = post(clerk, "/v1/commands", {"do": "sign-off"})
    assert off.json()["counter"].get("who") is None and off.json()["counter"]["state"] == "closed"


def test_the_same_person_and_pin_again_open_a_locked_screen_and_change_nothing(house: House) -> None:
    clerk = house.client("loket-1")
    before = document(clerk, "1")
    assert sign_on(clerk, "P1").json()["version"] == before["version"]
    assert rule_of(sign_on(clerk, "P1", WRONG)) == "wrong-pin", "who is signed on already needs the PIN too"


@pytest.mark.parametrize("code", ["P1", "XX"])
def test_a_wrong_code_and_a_wrong_pin_are_one_answer_and_slow(empty_house: House, code: str) -> None:
    clerk = empty_house.client("loket-1")
    said = [problem_of(sign_on(clerk, code, WRONG)) for _ in range(3)]
    assert {(p["status"], p["type"].rpartition(":")[2]) for p in said} == {(403, "wrong-pin")}
    assert said[0]["detail"]["id"] == "kode petugas atau PIN salah" and "salah 3 kali" in said[2]["detail"]["id"]
    assert said[2]["hint"]["id"] == "coba lagi dalam 2 detik"
    assert rule_of(sign_on(clerk, "P1")) == "pin-too-soon", "even the right one"
    assert sign_on(empty_house.client("loket-2"), "P2").status_code == 200, "another terminal is not slowed down"
    until(lambda: sign_on(clerk, "P1").status_code == 200)


def change(client: Any, code: str, new: Any, pin: str = PIN, key: str | None = None) -> Any:
    """Somebody signs on and takes another PIN."""
    return post(client, "/v1/commands", {"do": "sign-on", "person": code, "pin": pin, "new_pin": new}, key)


def test_whoever_knows_the_old_pin_takes_a_new_one_as_often_as_it_is_sent(empty_house: House) -> None:
    clerk = empty_house.client("loket-1")
    assert rule_of(change(clerk, "P1", "628318", WRONG)) == "wrong-pin"
    for key in ("first", "first", "again"):
        done = change(clerk, "P1", "628318", key=key)
        assert done.status_code == 200 and done.json()["counter"]["who"] == "P1", "an answer may be lost"
    assert rule_of(sign_on(clerk, "P1")) == "wrong-pin" and sign_on(clerk, "P1", "628318").status_code == 200
    with closing(SqliteStore(empty_house.data)) as store:
        assert len({person.pin for person in store.people() if person.code in ("P1", "P2")}) == 2, "nobody else's"


@pytest.mark.parametrize("new", ["12345", "123456", "777777", "6283185307179", "62831a", ""])
def test_a_pin_that_should_be_nobody_s_is_refused_and_the_old_one_stays(empty_house: House, new: str) -> None:
    clerk = empty_house.client("loket-1")
    refused = problem_of(change(clerk, "P1", new))
    assert (refused["status"], refused["type"]) == (422, "urn:kiosk:problem:unfit-pin")
    assert sign_on(clerk, "P1").status_code == 200


def test_where_nobody_may_sign_on_no_pin_is_changed(empty_house: House) -> None:
    assert rule_of(change(empty_house.client("atas"), "P1", "628318")) == "not-your-right"
    assert rule_of(change(empty_house.client("lobi"), "P1", "628318")) == "not-your-role"
    assert sign_on(empty_house.client("loket-1"), "P1").status_code == 200


def test_who_has_no_right_or_has_left_does_not_sign_on(empty_house: House) -> None:
    assert rule_of(sign_on(empty_house.client("atas"), "P1")) == "not-your-right"
    assert rule_of(sign_on(empty_house.client("loket-1"), "KA")) == "not-your-right"
    for machine in ("mesin", "lobi"):
        assert rule_of(sign_on(empty_house.client(machine), "P1")) == "not-your-role"
    person(empty_house.data, "retire", "P1")
    assert rule_of(sign_on(empty_house.client("loket-1"), "P1")) == "wrong-pin"


def test_retiring_and_losing_the_right_signs_off_at_once_and_leaves_the_visit(house: House) -> None:
    clerk = house.client("loket-1")
    ticket = issue(house.client("mesin"))["ticket"]
    act(clerk, "set-counter", "1", state="open")
    act(clerk, "call-next", "1")
    assert person(house.data, "retire", "P1").exit_code == 0
    after = document(clerk, "1")
    assert after.get("who") is None and after["visit"]["ticket"] == ticket
    assert person(house.data, "rights", "P2", "--right", "approve").exit_code == 0
    assert document(house.client("loket-2"), "2").get("who") is None
    assert rule_of(act(clerk, "start", "1")) == "nobody-signed-on"


def test_a_revoked_terminal_signs_off_who_was_at_it(house: House) -> None:
    assert terminal("revoke", "loket-3", "--data", house.data).exit_code == 0
    assert document(house.client("atas"), "3").get("who") is None


def test_whoever_was_retired_while_no_endpoint_ran_is_off_at_the_next_start(tmp_path: Path) -> None:
    with opened(tmp_path) as house:
        tokens = house.tokens
    assert person(tmp_path, "retire", "P1").exit_code == 0
    with opened(tmp_path, tokens=tokens, staffed=False) as house:
        assert document(house.client("atas"), "1").get("who") is None
        assert document(house.client("atas"), "2")["who"] == "P2", "who is signed on stays so over a restart"


def test_a_pin_is_kept_and_said_by_nobody(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    said = ""
    with opened(tmp_path) as house:
        clerk = house.client("loket-1")
        for body in ({"pin": PIN}, {"pin": int(PIN)}, {"pin": [PIN]}, {"pin": WRONG, "more": 1}, {"pin": None}):
            said += post(clerk, "/v1/commands", {"do": "sign-on", "person": "P1", **body}).text
        said += sign_on(clerk, "P1", WRONG).text
        for new in (NEW, int(NEW), [NEW]):
            said += post(clerk, "/v1/commands", {"do": "sign-on", "person": "P1", "pin": PIN, "new_pin": new}).text
        assert sign_on(clerk, "P1", NEW).status_code == 200
    kept = b"".join(file.read_bytes() for file in tmp_path.iterdir() if file.is_file())
    for pin in (PIN, WRONG, NEW):
        assert pin.encode() not in kept and pin not in said + caplog.text + repr(SignOn("P1", pin, pin))


@pytest.fixture
def pins(tmp_path: Path) -> Iterator[PinChecker]:
    """Two people, and a clock that stands until it is told."""
    with closing(SqliteStore(tmp_path)) as store:
        for code in ("RM", "AB"):
            store.add_person(Person(code, frozenset({"serve"}), hash_pin(PIN, b"salt", 16), START))
        yield PinChecker(store, _Clock())


class _Clock:
    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


AT_1 = new_terminal("loket-1", "counter", "1", START)[0]


def tried(pins: PinChecker, code: str, pin: str) -> str:
    """The rule that refuses, or none."""
    try:
        asyncio.run(pins.check(AT_1, SignOn(code, pin)))
    except HttpProblem as rejection:
        return rejection.problem.type.rpartition(":")[2]
    return ""


def test_an_own_pin_does_not_let_guess_on_at_another_s(pins: PinChecker) -> None:
    for _ in range(2):
        assert tried(pins, "AB", WRONG) == "wrong-pin"
    assert tried(pins, "RM", PIN) == ""
    assert tried(pins, "AB", WRONG) == "wrong-pin"
    assert tried(pins, "AB", PIN) == "pin-too-soon", "the third in a row, whatever came between"
    assert isinstance(pins.now, _Clock)
    pins.now.seconds += 2.5
    assert tried(pins, "AB", PIN) == ""
    assert tried(pins, "AB", WRONG) == "wrong-pin" and tried(pins, "AB", PIN) == "", "the count began anew"


def test_guessing_gets_slower_and_is_forgiven_after_an_hour(pins: PinChecker) -> None:
    assert isinstance(pins.now, _Clock)
    waited, tries = 0.0, 0
    while waited < 3600:
        if tried(pins, "RM", WRONG) == "wrong-pin":
            tries += 1
        else:
            pins.now.seconds += 1
            waited += 1
    assert tries < 25, "of a million PINs"
    pins.now.seconds += 3601
    assert [tried(pins, "RM", WRONG) for _ in range(3)] == ["wrong-pin"] * 3


def test_many_guesses_at_once_are_as_slow_as_one_after_the_other(pins: PinChecker) -> None:
    async def all_at_once() -> list[Any]:
        guesses = (pins.check(AT_1, SignOn("RM", f"{193000 + n}")) for n in range(50))
        return await asyncio.gather(*guesses, return_exceptions=True)

    rules = [error.problem.type.rpartition(":")[2] for error in asyncio.run(all_at_once())]
    assert rules.count("wrong-pin") == 3
