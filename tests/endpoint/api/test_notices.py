"""Notices and emergencies over a real socket: who may put them up, what is wrong with one, and who sees it when."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
from endpoint.api.test_events import following, next_of
from endpoint.house import House, enrol, new_key, opened, post, problem_of
from play import START
from waiting import until

QUAKE: dict[str, Any] = {
    "do": "put-emergency",
    "kind": {"id": "Gempa bumi"},
    "lines": ["KELUAR", "PINTU TIMUR"],
    "line_en": "USE EAST DOOR",
    "text": {"id": "Jangan memakai lift."},
}
MOVED: dict[str, Any] = {"do": "put-notice", "text": {"id": "Loket 3 pindah.", "en": "Counter 3 has moved."}}


def command(client: httpx.Client, body: dict[str, Any], key: str | None = None) -> httpx.Response:
    return post(client, "/v1/commands", body, key)


def notices(house: House) -> list[dict[str, Any]]:
    with house.client() as client:
        return list(client.get("/v1/board").json().get("notices", []))


def test_one_is_put_up_seen_and_taken_back_by_its_number(house: House) -> None:
    above, anybody = house.client("atas"), house.client()
    before = anybody.get("/v1/board")
    answer = command(above, QUAKE)
    assert answer.status_code == 200
    number = answer.json()["version"]
    after = anybody.get("/v1/board", headers={"if-none-match": before.headers["etag"]})
    assert after.status_code == 200 and after.json()["revision"] > before.json()["revision"]
    said = {key: value for key, value in QUAKE.items() if key != "do"}
    assert after.json()["notices"] == [{"level": "emergency", **said, "id": number}]
    assert command(above, {"do": "take-notice", "notice": number}).status_code == 200
    assert notices(house) == []
    gone = problem_of(command(above, {"do": "take-notice", "notice": number}))
    assert (gone["status"], gone["type"]) == (404, "urn:kiosk:problem:no-such-notice")


def test_the_same_key_puts_up_one(house: House) -> None:
    above, key = house.client("atas"), new_key()
    first, again = (command(above, MOVED, key) for _ in range(2))
    assert first.json() == again.json() and len(notices(house)) == 1
    assert problem_of(command(above, QUAKE, key))["type"] == "urn:kiosk:problem:key-reused"
    assert [notice["id"] for notice in notices(house)] == [first.json()["version"]]


def test_somebody_has_to_be_signed_on(tmp_path: Path) -> None:
    with opened(tmp_path, staffed=False) as house:
        for body in (QUAKE, MOVED, {"do": "take-notice", "notice": 1}):
            assert problem_of(command(house.client("atas"), body))["type"] == "urn:kiosk:problem:nobody-signed-on"
            assert problem_of(command(house.client("loket-1"), body))["status"] == 403
            assert problem_of(command(house.client(), body))["status"] == 401


def test_all_that_is_wrong_with_one_is_said_at_once(house: House) -> None:
    wrong = {
        "do": "put-emergency",
        "kind": {"id": "x" * 31},
        "lines": ["KELUAR", "pintu timur", "JANGAN PAKAI LIFT"],
        "line_en": "USE → DOOR",
        "text": {"id": "y" * 151, "en": ""},
        "until": "2026-11-24T14:00:00",
        "colour": "red",
    }
    problem = problem_of(command(house.client("atas"), wrong))
    assert problem["status"] == 400
    assert {fault["pointer"] for fault in problem["errors"]} == {
        *("/kind/id", "/lines/1", "/lines/2", "/line_en", "/text/id", "/text/en", "/until", "/colour")
    }
    assert all(len(fault["text"][word]) < 200 for fault in problem["errors"] for word in ("id", "en"))
    for lines in ([], ["KELUAR"] * 4):
        (fault,) = problem_of(command(house.client("atas"), {**QUAKE, "lines": lines}))["errors"]
        assert fault["pointer"] == "/lines" and "1 sampai 3" in fault["text"]["id"]
    assert notices(house) == []


def test_whoever_follows_is_told_when_it_comes_and_when_its_time_is_over(house: House) -> None:
    events = following(house.client())
    next(events)
    until_then = (START + timedelta(minutes=30)).isoformat()
    assert command(house.client("atas"), {**MOVED, "until": until_then}).status_code == 200
    board = next_of(events, "board", lambda board: board.get("notices"))
    assert board["notices"][0]["text"] == MOVED["text"]
    house.clock.move(30 * 60)
    later = next_of(events, "board", lambda board: not board.get("notices"))
    assert later["revision"] > board["revision"] and later["version"] == board["version"]


def test_a_restart_and_a_new_day_keep_an_emergency(tmp_path: Path) -> None:
    tokens = enrol(tmp_path)
    with opened(tmp_path, tokens=tokens) as house:
        number = command(house.client("atas"), QUAKE).json()["version"]
        assert command(house.client("atas"), MOVED).status_code == 200
        clock = house.clock
    with opened(tmp_path, tokens=tokens, clock=clock) as house:
        assert len(notices(house)) == 2
        clock.move(24 * 3600)
        until(lambda: [notice["id"] for notice in notices(house)] == [number])
    with opened(tmp_path, tokens=tokens, clock=clock) as house:
        assert [notice["id"] for notice in notices(house)] == [number]
        assert command(house.client("atas"), {"do": "take-notice", "notice": number}).status_code == 200
        assert notices(house) == []
