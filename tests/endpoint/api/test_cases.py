"""Cases from beginning to end over the real socket: days pass, the endpoint is stopped and started in between."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from attrs import define, field
from casework import case_pack
from endpoint.house import House, SetClock, act, document, enrol, issue, opened, post, problem_of
from play import START

from kiosk.schema.reader import read_strictly
from kiosk.wire.answer import FoundVisit, SearchResult
from kiosk.wire.case import CaseShown

DAY = 86_400


@define
class Office:
    """The office of `casework` over the days: each is served by an endpoint started anew on what the last one kept."""

    data: Path
    tokens: dict[str, str]
    days: int = 0
    house: House = field(init=False)
    _running: ExitStack = field(factory=ExitStack)

    def __attrs_post_init__(self) -> None:
        self.next_days(0)

    def next_days(self, days: int) -> None:
        """Stop the endpoint, let days pass, start it again."""
        self.close()
        self.days += days
        clock = SetClock(START + timedelta(days=self.days), f"boot-{self.days}")
        self.house = self._running.enter_context(opened(self.data, clock, self.tokens, pack=case_pack()))

    def close(self) -> None:
        """Stop the endpoint."""
        self._running.close()
        self._running = ExitStack()

    def at(self, counter: str, do: str, **fields: Any) -> dict[str, Any]:
        """A command to a counter, which must be accepted; the counter's new document."""
        answer = act(self.house.client("atas"), do, counter, **fields)
        assert answer.status_code == 200, answer.text
        made: dict[str, Any] = answer.json()["counter"]
        return made

    def back_office(self, do: str, **fields: Any) -> dict[str, Any]:
        """A command on cases, which must be accepted."""
        answer = post(self.house.client("belakang"), "/v1/commands", {"do": do, **fields})
        assert answer.status_code == 200, answer.text
        made: dict[str, Any] = answer.json()
        return made

    def refused(self, who: str, do: str, **fields: Any) -> str:
        """The rule that refuses a command."""
        answer = post(self.house.client(who), "/v1/commands", {"do": do, **fields})
        return str(problem_of(answer)["type"]).removeprefix("urn:kiosk:problem:")

    def serve(self, service: str, counter: str, **fields: Any) -> dict[str, Any]:
        """A number given out, called and served; the ticket."""
        made = issue(self.house.client("mesin"), service, **fields)
        self.take(counter)
        return made

    def take(self, counter: str) -> None:
        """Call the next and begin to serve it."""
        if document(self.house.client("atas"), counter)["state"] != "open":
            self.at(counter, "set-counter", state="open")
        self.at(counter, "call-next")
        self.at(counter, "start")

    def receipt(self, code: str) -> CaseShown:
        """What the holder of a receipt sees."""
        answer = self.house.client().get(f"/v1/tickets/{code}")
        assert answer.status_code == 200, answer.text
        return read_strictly(CaseShown, answer.json())


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """Tuesday, 24 November 2026, 08.00."""
    data = tmp_path / "data"
    made = Office(data, enrol(data, ("belakang", "back-office", None), ("loket-5", "counter", "5")))
    yield made
    made.close()


def test_a_lost_passport_in_three_visits(office: Office) -> None:
    office.serve("bap", "5")
    (case,) = office.at("5", "step-done", step="tanya")["visit"]["cases"]
    code = case["code"]
    assert "due" not in case, "nothing is promised before the examination is approved"
    office.at("5", "finish", outcome="done")
    office.next_days(1)
    assert office.receipt(code).state == "in-process"
    approved = office.back_office("milestone", case=code, step="setuju")["cases"][0]
    assert approved["due"] == {"day": "2026-11-30"}
    assert office.refused("belakang", "milestone", case=code, step="setuju") == "milestone-reached"

    office.next_days(1)
    office.serve("hilang", "1")
    office.at("1", "scan", case=code.replace("-", "").lower())
    (case,) = office.at("1", "step-done", step="berkas")["visit"]["cases"]
    assert case["code"] == code and case["due"] == {"day": "2026-12-04"}
    assert "sejak berkas" in case["rule"]["id"]
    office.at("1", "step-done", step="foto")
    office.at("1", "finish", outcome="done")
    assert office.refused("loket-1", "ready", case=code) == "not-your-role"

    office.next_days(7)
    ready = office.back_office("ready", case=code)["cases"][0]
    assert ready["state"] == "ready"
    ticket = office.serve("pengambilan", "5")
    visit = office.at("5", "scan", case=code)["visit"]
    assert [step["id"] for step in visit["steps"]] == ["nomor", "resi", "serah"] and visit["step"] == "serah"
    office.at("5", "step-done", step="serah")
    office.at("5", "finish", outcome="done")
    assert office.receipt(code).state == "collected"
    status = office.house.client().get(f"/v1/tickets/{ticket['code']}").json()
    assert [case["state"] for case in status["cases"]] == ["collected"]

    office.next_days(28)
    office.serve("pengambilan", "5")
    collected = office.receipt(code)
    assert collected.state == "collected", "a receipt is known as long as the data are kept"
    assert [promised.kept is not None for promised in collected.promised] == [True, True]


def test_a_family_of_four_with_one_incomplete_file(office: Office) -> None:
    office.serve("paspor", "1", people=4)
    office.at("1", "settle", applicant=3, outcome="incomplete", missing=["kk"])
    office.at("1", "step-done", step="periksa")
    office.take("3")
    visit = document(office.house.client("loket-3"), "3")["visit"]
    assert [(case["applicant"], case["due"]["day"]) for case in visit["cases"]] == [
        (n, "2026-11-30") for n in (1, 2, 4)
    ]
    assert visit["settled"] == [{"applicant": 3, "outcome": "incomplete", "missing": ["kk"]}]
    codes = [case["code"] for case in visit["cases"]]
    office.at("3", "step-done", step="foto")
    office.at("3", "finish", outcome="done")
    found = read_strictly(
        SearchResult, office.house.client("belakang").get("/v1/visits", params={"q": " a001 "}).json()
    )
    assert [case.code for case in found.cases] == codes and found.visits[0].state == "ended"

    office.next_days(3)
    all_due = {"date": "2026-11-30", "but": [codes[1]]}
    assert office.refused("belakang", "ready-all-due", expect=3, **all_due) == "stale"
    office.back_office("ready-all-due", expect=2, **all_due)
    office.next_days(4)
    office.serve("pengambilan", "5")
    for code in (codes[0], codes[2]):
        office.at("5", "scan", case=code)
    assert office.refused("atas", "scan", counter="5", expect=0, case=codes[1]) == "stale"
    waiting = act(office.house.client("atas"), "scan", "5", case=codes[1])
    assert problem_of(waiting)["type"] == "urn:kiosk:problem:wrong-case-state"
    office.at("5", "step-done", step="serah")
    office.at("5", "finish", outcome="done")
    assert [office.receipt(code).state for code in codes] == ["collected", "in-process", "collected"]


def test_an_unpaid_one(office: Office) -> None:
    office.serve("izin", "4")
    (case,) = office.at("4", "step-done", step="serahkan")["visit"]["cases"]
    assert case["ticks"] == ["bayar"] and "due" not in case
    office.at("4", "finish", outcome="left")

    office.next_days(2)
    office.serve("izin", "4")
    visit = office.at("4", "scan", case=case["code"])["visit"]
    assert visit["step"] == "biometrik"
    (paid,) = office.at("4", "tick", step="bayar")["visit"]["cases"]
    assert paid["due"] == {"day": "2026-12-02"} and "ticks" not in paid
    office.at("4", "step-done", step="biometrik")
    office.at("4", "finish", outcome="done")
    office.back_office("hold", case=case["code"], reason="approval", stop="persetujuan Kanwil")

    office.next_days(4)
    released = office.back_office("release", case=case["code"])["cases"][0]
    assert released["due"] == {"day": "2026-12-04"}
    assert released["promised"][0]["moved"] == {"id": "persetujuan Kanwil"}


def test_searching_is_for_those_who_work_here(office: Office) -> None:
    office.serve("paspor", "1")
    for who, status in (("loket-1", 200), ("atas", 200), ("belakang", 200), ("mesin", 403), ("lobi", 403), (None, 401)):
        assert office.house.client(who).get("/v1/visits", params={"q": "A001"}).status_code == status
    for nothing in ("", "A999", "K7Q2-M9XA-0", "%00\x1b[2J", "x" * 5_000):
        found = office.house.client("atas").get("/v1/visits", params={"q": nothing})
        assert found.status_code == 200 and found.json() == {}


def test_a_visit_is_found_by_its_number_as_people_say_it_and_by_the_words_of_its_service(office: Office) -> None:
    client = office.house.client("loket-1")

    def visits(asked: str) -> list[FoundVisit]:
        return list(read_strictly(SearchResult, client.get("/v1/visits", params={"q": asked}).json()).visits)

    first = office.serve("paspor", "1")["ticket"]
    second, third = (issue(office.house.client("mesin"), service="paspor")["ticket"] for _ in range(2))
    other = issue(office.house.client("mesin"), service="izin")["ticket"]
    (served,) = visits(first)
    assert (served.state, served.counter, served.place, served.steps) == ("serving", "1", 2, 3)
    assert served.since is not None and served.ahead is None and served.queue is None
    (waits,) = visits(third.replace("0", "").lower())
    assert (waits.ticket, waits.state, waits.counter, waits.queue, waits.ahead) == (third, "waiting", None, "A", 1)
    assert [each.ticket for each in visits("pasp")] == [first, second, third]
    assert [each.ticket for each in visits("izin")] == [other]
    office.at("1", "finish", outcome="left")
    assert [each.ticket for each in visits("paspor")] == [second, third, first], "who has left comes last"
    assert visits("paspor")[-1].outcome == "left"


def test_a_receipt_typed_by_hand_is_read_without_care(office: Office) -> None:
    office.serve("paspor", "1")
    office.at("1", "step-done", step="periksa")
    (code,) = (
        read_strictly(SearchResult, office.house.client("atas").get("/v1/visits", params={"q": "A001"}).json())
        .visits[0]
        .cases
    )
    for typed in (code.lower(), code.replace("-", ""), code.replace("0", "o").replace("1", "I"), f" {code} "):
        found = read_strictly(
            SearchResult, office.house.client("loket-1").get("/v1/visits", params={"q": typed}).json()
        )
        assert [case.code for case in found.cases] == [code]
        assert [visit.ticket for visit in found.visits] == ["A001"]
