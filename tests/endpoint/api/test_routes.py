"""Every route and every status, over a real socket."""

import json
import re
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

import pytest
from endpoint.bare import raw
from endpoint.house import House, act, document, issue, new_key, post, problem_of
from play import START
from waiting import until

from kiosk.schema.reader import read_strictly
from kiosk.wire.board import Board
from kiosk.wire.catalogue import Catalogue, ShownSop
from kiosk.wire.counter import CounterDocument


def test_the_board_is_the_state_and_304_when_it_is_known(house: House) -> None:
    client = house.client()
    answer = client.get("/v1/board")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    board = read_strictly(Board, answer.json())
    assert answer.headers["etag"] == f'"{board.epoch}.{board.revision}"'
    assert [queue.letter for queue in board.queues] == ["A", "C", "E", "H"]
    for known in (answer.headers["etag"], "W/" + answer.headers["etag"], f'"other", {answer.headers["etag"]}', "*"):
        again = client.get("/v1/board", headers={"if-none-match": known})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == answer.headers["etag"]
    assert client.get("/v1/board", headers={"if-none-match": '"other"'}).status_code == 200


def test_whoever_was_answered_reads_a_board_that_knows(house: House) -> None:
    machine, anybody = house.client("mesin"), house.client()
    for waiting in range(1, 6):
        made = issue(machine)
        board = anybody.get("/v1/board").json()
        assert board["queues"][0]["waiting"] == waiting
        assert board["version"] == made["version"]


def test_the_revision_stays_while_nothing_shown_differs(house: House) -> None:
    client, clerk = house.client(), house.client("loket-1")
    before = client.get("/v1/board")
    assert act(clerk, "set-counter", "1", state="closed").status_code in (200, 409)
    house.clock.move(5)
    assert client.get("/v1/board").content == before.content


def test_the_date_is_the_clock_of_the_endpoint(house: House) -> None:
    house.clock.move(3600)
    for path in ("/v1/board", "/nowhere", "/healthz"):
        answer = house.client().get(path)
        assert len(answer.headers.get_list("date")) == 1
        said = parsedate_to_datetime(answer.headers["date"])
        assert abs(said - START - timedelta(hours=1)) < timedelta(minutes=1)
        assert "server" not in answer.headers


def test_the_catalogue_and_each_of_its_sops(house: House) -> None:
    client = house.client()
    answer = client.get("/v1/catalogue")
    catalogue = read_strictly(Catalogue, answer.json())
    assert answer.headers["etag"] == f'"{catalogue.digest}"'
    assert client.get("/v1/board").json()["catalogue"]["digest"] == catalogue.digest
    assert client.get("/v1/catalogue", headers={"if-none-match": answer.headers["etag"]}).status_code == 304
    for sop in catalogue.sops:
        for name in (sop.id, sop.digest):
            one = client.get(f"/v1/catalogue/{name}")
            assert read_strictly(ShownSop, one.json()) == sop
            assert one.headers["etag"] == f'"{sop.digest}"'
    assert problem_of(client.get("/v1/catalogue/no-such"))["status"] == 404


def test_a_visit_from_number_to_finish(house: House) -> None:
    machine, first, third = house.client("mesin"), house.client("loket-1"), house.client("loket-3")
    made = issue(machine, people=2, language="en")
    assert (made["ticket"], made["queue"], made["ahead"]) == ("A001", "A", 0)
    for clerk, counter, steps in ((first, "1", ("periksa", "pindai")), (third, "3", ("foto",))):
        assert act(clerk, "set-counter", counter, state="open").status_code == 200
        called = act(clerk, "call-next", counter).json()
        assert called["counter"]["visit"]["ticket"] == "A001"
        assert act(clerk, "start", counter).status_code == 200
        for step in steps:
            assert act(clerk, "step-done", counter, step=step).status_code == 200
    done = act(third, "finish", "3", outcome="done")
    assert done.status_code == 200
    finished = read_strictly(CounterDocument, done.json()["counter"])
    assert finished.visit is None and done.json()["version"] == finished.version
    status = house.client().get(f"/v1/tickets/{made['code']}").json()
    assert status["state"] == "ended"
    assert house.client().get("/v1/board").json()["calls"][0]["state"] == "done"


def test_a_ticket_is_found_by_its_code_however_it_is_typed(house: House) -> None:
    made = issue(house.client("mesin"))
    client = house.client()
    for typed in (made["code"], made["code"].lower().replace("-", ""), made["code"].replace("0", "o")):
        assert client.get(f"/v1/tickets/{typed}").json()["ticket"] == "A001"
    for wrong in ("K7Q2-M9XA-0", "x", "%00", "1" * 5_000):
        assert problem_of(client.get(f"/v1/tickets/{wrong}"))["status"] == 404


def test_a_counters_document_is_for_its_terminal_and_the_supervisor(house: House) -> None:
    assert document(house.client("loket-1"), "1")["who"] == "P1"
    assert document(house.client("atas"), "1")["who"] == "P1"
    assert problem_of(house.client("atas").get("/v1/counters/9"))["status"] == 404
    for who, status in ((None, 401), ("loket-2", 403), ("lobi", 403), ("mesin", 403)):
        assert problem_of(house.client(who).get("/v1/counters/1"))["status"] == status


@pytest.mark.parametrize(
    ("who", "status"), [(None, 401), ("lobi", 403), ("loket-1", 403), ("mesin", 201), ("atas", 201)]
)
def test_who_may_give_out_numbers(house: House, who: str | None, status: int) -> None:
    assert post(house.client(who), "/v1/tickets", {"service": "paspor"}).status_code == status


@pytest.mark.parametrize(
    ("who", "status"), [(None, 401), ("lobi", 403), ("mesin", 403), ("loket-2", 403), ("loket-1", 200), ("atas", 200)]
)
def test_who_may_command_counter_one(house: House, who: str | None, status: int) -> None:
    expect = document(house.client("atas"), "1")["revision"]
    assert act(house.client(who), "set-counter", "1", state="open", expect=expect).status_code == status


@pytest.mark.parametrize(("who", "status"), [("lobi", 403), ("mesin", 403), ("loket-1", 200), ("atas", 200)])
def test_who_may_cancel(house: House, who: str, status: int) -> None:
    made = issue(house.client("mesin"))
    command = {"do": "cancel", "visit": made["visit"], "expect": made["version"], "reason": "twice"}
    answer = post(house.client(who), "/v1/commands", command)
    assert answer.status_code == status
    if who == "loket-1":
        assert answer.json()["counter"]["id"] == "1"
    if who == "atas":
        assert answer.json()["counter"] is None


def test_a_parked_visit_is_brought_back_at_its_own_counter_only(house: House) -> None:
    first, second = house.client("loket-1"), house.client("loket-2")
    issue(house.client("mesin"))
    for do, fields in (
        ("set-counter", {"state": "open"}),
        ("call-next", {}),
        ("start", {}),
        ("park", {"reason": "copy"}),
    ):
        assert act(first, do, "1", **fields).status_code == 200
    (parked,) = document(first, "1")["parked"]
    back = {"do": "resume", "visit": parked["visit"], "expect": parked["revision"]}
    problem = problem_of(post(second, "/v1/commands", back))
    assert (problem["status"], problem["type"].rpartition(":")[2]) == (403, "not-your-counter")
    assert problem_of(act(second, "undo", "2"))["type"].rpartition(":")[2] == "nothing-to-undo"
    assert post(first, "/v1/commands", back).json()["counter"]["visit"]["ticket"] == "A001"
    assert act(first, "start", "1").status_code == 200


@pytest.mark.parametrize(
    "header",
    [b"Bearer nonsense", b"Bearer \xff\xfe", b"Bearer", b"Basic YTpi", b"", "Bearer caf\u00e9".encode()],
)
def test_an_unknown_token_is_401_whatever_its_bytes(house: House, header: bytes) -> None:
    for path in ("/v1/counters/1", "/v1/events"):
        answer = raw(
            house.url, b"GET %s HTTP/1.1\r\nhost: localhost\r\nauthorization: %s\r\n\r\n" % (path.encode(), header)
        )
        assert answer.startswith(b"HTTP/1.1 401")
        assert b"www-authenticate: Bearer" in answer


def test_two_tokens_at_once_are_none(house: House) -> None:
    token = house.tokens["atas"].encode()
    line = b"authorization: Bearer " + token + b"\r\n"
    assert raw(house.url, b"GET /v1/counters/1 HTTP/1.1\r\nhost: localhost\r\n" + line + line + b"\r\n")[9:12] == b"401"


def test_a_refusal_says_the_rule_and_is_the_same_when_asked_again(house: House) -> None:
    clerk, key = house.client("loket-1"), new_key()
    expect = document(clerk, "1")["revision"]
    first = act(clerk, "call-next", "1", key, expect=expect)
    assert first.status_code == 409
    rule = problem_of(first)["type"]
    assert act(clerk, "set-counter", "1", state="open", expect=expect).status_code == 200
    issue(house.client("mesin"))
    again = act(clerk, "call-next", "1", key, expect=expect)
    assert problem_of(again)["type"] == rule
    assert problem_of(again)["instance"] != problem_of(first)["instance"]


def test_a_stale_expectation_is_409(house: House) -> None:
    clerk = house.client("loket-1")
    stale = document(clerk, "1")["revision"]
    assert act(clerk, "set-counter", "1", state="open").status_code == 200
    assert act(clerk, "set-counter", "1", state="break", expect=stale).status_code == 409


def test_the_same_key_has_one_effect_and_one_answer(house: House) -> None:
    machine, key = house.client("mesin"), new_key()
    first = post(machine, "/v1/tickets", {"service": "paspor"}, key)
    again = post(machine, "/v1/tickets", {"people": 1, "service": "paspor"}, key)
    assert (again.status_code, again.content) == (first.status_code, first.content)
    assert house.client().get("/v1/board").json()["queues"][0]["waiting"] == 1
    other = post(machine, "/v1/tickets", {"service": "izin"}, key)
    assert problem_of(other)["type"] == "urn:kiosk:problem:key-reused" and other.status_code == 422
    assert post(house.client("atas"), "/v1/tickets", {"service": "paspor"}, key).json()["ticket"] == "A002"


@pytest.mark.parametrize("key", [None, "", "a b", "x" * 101])
def test_a_command_without_a_proper_key_is_400(house: House, key: str | None) -> None:
    headers = {} if key is None else {"idempotency-key": key}
    answer = house.client("mesin").post("/v1/tickets", json={"service": "paspor"}, headers=headers)
    assert problem_of(answer)["type"] == "urn:kiosk:problem:no-key" and answer.status_code == 400


def test_all_faults_of_a_body_at_once_with_pointers(house: House) -> None:
    answer = post(house.client("mesin"), "/v1/tickets", {"service": 3, "people": 99, "langage": "id"})
    problem = problem_of(answer)
    assert answer.status_code == 400
    assert {error["pointer"] for error in problem["errors"]} == {"/service", "/people", "/langage"}
    assert any("language" in error.get("hint", {}).get("en", "") for error in problem["errors"])


def test_more_faults_than_anybody_reads_are_counted(house: House) -> None:
    answer = post(house.client("mesin"), "/v1/tickets", {f"k{number}": 1 for number in range(3_000)})
    problem = problem_of(answer)
    assert len(problem["errors"]) == 100 and "3001" in problem["detail"]["en"]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'"call-next"',
        b"\xff\xfe",
        b'\xef\xbb\xbf{"service":"paspor"}',
        b'{"service":"paspor","service":"izin"}',
        b'{"service":"paspor","people":NaN}',
        b'{"service":"paspor","people":-Infinity}',
        b'{"service":"paspor","people":1e999}',
        b'{"service":"paspor","people":' + b"9" * 10_000 + b"}",
        b'{"service":' + b"[" * 50 + b"]" * 50 + b"}",
        b"[" * 60_000,
        b'{"service":"\\ud800"}',
        b'{"service":"paspor","do":"issue"}',
    ],
)
def test_no_body_is_too_broken_for_an_answer(house: House, body: bytes) -> None:
    headers = {"idempotency-key": new_key(), "content-type": "application/json"}
    answer = house.client("mesin").post("/v1/tickets", content=body, headers=headers)
    assert answer.status_code in (400, 422)
    assert "Traceback" not in json.dumps(problem_of(answer))


def test_a_command_that_is_not_known(house: House) -> None:
    problem = problem_of(post(house.client("atas"), "/v1/commands", {"do": "cal-next"}))
    assert problem["errors"][0]["pointer"] == "/do"
    assert "call-next" in problem["errors"][0]["hint"]["en"]
    assert post(house.client("atas"), "/v1/commands", {"do": "issue", "service": "paspor"}).status_code == 400


@pytest.mark.parametrize(
    "headers",
    [
        {"content-type": "text/plain"},
        {"content-type": "application/json; charset=utf-16"},
        {"content-type": "application/json", "content-encoding": "gzip"},
        {},
    ],
)
def test_what_is_not_json_is_415(house: House, headers: dict[str, str]) -> None:
    answer = house.client("mesin").post(
        "/v1/tickets", content=b'{"service":"paspor"}', headers={"idempotency-key": new_key(), **headers}
    )
    assert problem_of(answer)["status"] == 415


def _head(house: House, *lines: str) -> bytes:
    told = ["POST /v1/tickets HTTP/1.1", "host: localhost", f"authorization: Bearer {house.tokens['mesin']}"]
    told += [f"idempotency-key: {new_key()}", "content-type: application/json", *lines]
    return "\r\n".join(told).encode() + b"\r\n\r\n"


def test_a_body_that_is_announced_too_long_is_not_read(house: House) -> None:
    answer = raw(house.url, _head(house, "content-length: 2000000000"))
    assert answer.startswith(b"HTTP/1.1 413") and b"connection: close" in answer.lower()
    assert raw(house.url, _head(house, "content-length: " + "9" * 19)).startswith(b"HTTP/1.1 413")


def test_a_chunked_body_without_end_is_cut_off(house: House) -> None:
    chunk = b"1000\r\n" + b" " * 4096 + b"\r\n"
    answer = raw(house.url, _head(house, "transfer-encoding: chunked") + chunk * 17)
    assert answer.startswith(b"HTTP/1.1 413") and b"connection: close" in answer.lower()


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("POST", "/v1/board", {"GET", "HEAD"}),
        ("DELETE", "/v1/tickets", {"POST"}),
        ("GET", "/v1/commands", {"POST"}),
        ("PUT", "/v1/events", {"GET", "HEAD"}),
        ("BREW", "/healthz", {"GET", "HEAD"}),
    ],
)
def test_a_wrong_method_is_405_with_those_that_fit(house: House, method: str, path: str, allowed: set[str]) -> None:
    answer = house.client().request(method, path)
    assert problem_of(answer)["status"] == 405
    assert set(re.split(r",\s*", answer.headers["allow"])) == allowed


@pytest.mark.parametrize("path", ["/", "/v1", "/v1/board/", "/v2/board", "/v1/..%2f..%2fetc", "/%00", "/v1/catalogue/"])
def test_an_unknown_address_is_404(house: House, path: str) -> None:
    assert problem_of(house.client().get(path))["status"] == 404


def test_health(house: House) -> None:
    answer = house.client().get("/healthz")
    assert answer.status_code == 200 and answer.json()["status"] == "ok"
    assert house.client().head("/v1/board").content == b""


def test_midnight_ends_the_day_by_itself(house: House) -> None:
    machine, key = house.client("mesin"), new_key()
    first = post(machine, "/v1/tickets", {"service": "paspor"}, key).json()
    assert first["ticket"] == "A001"
    house.clock.move(24 * 3600)
    client = house.client()
    board = until(lambda: "waiting" not in (b := client.get("/v1/board").json())["queues"][0] and b)
    assert datetime.fromisoformat(board["at"]) > START + timedelta(hours=23)
    until(lambda: client.get("/healthz").json()["version"] == first["version"] + 2)
    again = post(machine, "/v1/tickets", {"service": "paspor"}, key)
    assert again.json()["ticket"] == "A001" and again.json()["visit"].startswith("2026-11-25")


def test_the_supervisor_ends_the_day_once(house: House) -> None:
    machine, supervisor, old, key = house.client("mesin"), house.client("atas"), new_key(), new_key()
    made = post(machine, "/v1/tickets", {"service": "paspor"}, old).json()
    command = {"do": "end-day", "date": "2026-11-24"}
    assert problem_of(post(house.client("loket-1"), "/v1/commands", command))["status"] == 403
    ended = post(supervisor, "/v1/commands", command, key)
    assert (ended.status_code, ended.json()["counter"]) == (200, None)
    assert post(supervisor, "/v1/commands", command, key).content == ended.content
    assert house.client().get(f"/v1/tickets/{made['code']}").status_code == 404
    house.clock.move(60)
    for again in (old, new_key()):
        assert problem_of(post(machine, "/v1/tickets", {"service": "paspor"}, again))["type"].endswith("day-ended")


def test_no_number_while_the_clock_is_behind(house: House) -> None:
    machine, clerk = house.client("mesin"), house.client("loket-1")
    issue(machine)
    house.clock.move(-600)
    key = new_key()
    refused = post(machine, "/v1/tickets", {"service": "paspor"}, key)
    assert problem_of(refused)["type"] == "urn:kiosk:problem:clock-behind" and refused.status_code == 503
    assert act(clerk, "set-counter", "1", state="open").status_code == 200
    assert post(machine, "/v1/tickets", {"service": "paspor"}, key).status_code == 503
    house.clock.move(1200)
    assert post(machine, "/v1/tickets", {"service": "paspor"}, key).status_code == 201
