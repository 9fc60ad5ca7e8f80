"""One line a minute of each kind, and none of it can break a line."""

from pathlib import Path

import pytest
from endpoint.house import issue, opened, post, problem_of

from kiosk.endpoint.engine.incidents import IncidentLog


def test_one_line_a_minute_of_each_kind_with_how_many_more(caplog: pytest.LogCaptureFixture) -> None:
    now, counted = [0.0], list[str]()
    incidents = IncidentLog(lambda: now[0], counted.append)
    for second in range(121):
        now[0] = float(second)
        incidents.note("malformed", "10.0.0.9")
        if second % 40 == 0:
            incidents.note("full", "10.0.0.9")
    lines = [record.getMessage() for record in caplog.records]
    assert [line.partition(":")[0] for line in lines] == ["malformed", "full", "malformed", "full", "malformed"]
    assert lines[2] == "malformed: 10.0.0.9 (59 more like it since the last line)"
    assert lines[3] == "full: 10.0.0.9 (1 more like it since the last line)"
    assert (counted.count("malformed"), counted.count("full")) == (121, 4)


def test_what_strangers_say_stays_on_its_line(caplog: pytest.LogCaptureFixture) -> None:
    IncidentLog(lambda: 0.0, lambda _: None).note("malformed", "GET /\x1b[2J\r\nWARNING forged\u2028\u202e" + "x" * 500)
    (line,) = (record.getMessage() for record in caplog.records)
    assert line.isascii() and line.isprintable() and len(line) < 250


def test_what_failed_is_there_with_its_trace_once(caplog: pytest.LogCaptureFixture) -> None:
    incidents = IncidentLog(lambda: 0.0, lambda _: None)
    for _ in range(3):
        incidents.note("internal ZeroDivisionError", "GET /", ZeroDivisionError("0"))
    assert len(caplog.records) == 1 and caplog.text.count("ZeroDivisionError: 0") == 1


def test_a_rule_that_fails_is_told_once_a_minute_and_keeps_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("a rule")

    with opened(tmp_path) as house:
        machine = house.client("mesin")
        with monkeypatch.context() as patched:
            patched.setattr("kiosk.endpoint.engine.execute.decide", broken)
            for _ in range(20):
                answer = post(machine, "/v1/tickets", {"service": "paspor"})
                assert (answer.status_code, problem_of(answer)["type"]) == (500, "urn:kiosk:problem:internal")
        assert issue(machine)["ticket"] == "A001"
        told = [record for record in caplog.records if record.exc_info]
        assert [record.getMessage() for record in told] == ["internal ZeroDivisionError: mesin: issue"]
        metrics = machine.get("/metrics").text
    assert 'kiosk_troubles_total{kind="internal ZeroDivisionError"} 20.0' in metrics
