"""A terminal that takes nothing for long, amid a working office: nobody is held up, and then it shows what is now."""

import os
import signal
import time
from pathlib import Path

import pytest
from endpoint.house import House, issue, opened
from pseudo import Program, kiosk


def busy(house: House, seconds: float, stalled: Program) -> int:
    """Give out numbers for *seconds*, each at once, while *stalled* is made to paint more than its line holds."""
    client, begun, given = house.client("mesin"), time.monotonic(), 0
    while time.monotonic() - begun < seconds:
        if given < 150:
            issue(client, service="pengaduan")
            given += 1
        stalled.resize(200 + given % 2, 60)
        assert client.get("/healthz").status_code == 200
        time.sleep(0.05)
    return given


@pytest.mark.parametrize("seconds", [4, pytest.param(600, marks=pytest.mark.soak)])
def test_a_stalled_terminal_holds_nobody_up_and_shows_what_is_now_when_it_is_read_again(
    tmp_path: Path, seconds: float
) -> None:
    with (
        opened(tmp_path / "data") as house,
        kiosk("lobby", "--endpoint", house.url, "--cache", str(tmp_path / "one"), columns=200, rows=60) as stalled,
        kiosk("lobby", "--endpoint", house.url, "--cache", str(tmp_path / "two")) as beside,
    ):
        for program in (stalled, beside):
            program.until(lambda text: "MENUNGGU" in text, 40)
        given = busy(house, seconds, stalled)
        beside.until(lambda text: any(row.rstrip().endswith(f" {given}") for row in text.splitlines()))
        stalled.resize(120, 33)
        stalled.until(lambda _: stalled.rows == beside.rows)
        os.kill(stalled.process.pid, signal.SIGTERM)
        assert stalled.status() == 0
