"""The page of a ticket and of a receipt, as a phone gets it."""

import re
import subprocess
from pathlib import Path
from typing import Any

import httpx
import pytest
from casework import case_pack
from endpoint.house import House, act, document, enrol, issue, opened, until
from endpoint.test_browser import CHROMIUM, browsing
from starlette.responses import HTMLResponse

from kiosk.endpoint.page import ticket_page

BROWSER = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


def page_of(client: httpx.Client, code: str, status: int = 200) -> str:
    answer = client.get(f"/v1/tickets/{code}", headers=BROWSER)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "script" not in answer.text and "default-src 'none'" in answer.headers["content-security-policy"]
    return answer.text


def plain(html: str) -> list[str]:
    body = html.partition("<body>")[2]
    return [" ".join(part.split()) for part in re.sub(r"<[^>]+>", "\n", body).split("\n") if part.strip()]


def test_a_phone_sees_number_position_reason_steps_and_promise(house: House) -> None:
    machine = house.client("mesin")
    for _ in range(2):
        issue(machine)
    ticket = issue(machine)
    words = plain(page_of(house.client(), ticket["code"]))
    assert ticket["ticket"] in words and "Menunggu dipanggil" in words
    assert "2 di depan: 2 lebih dulu" in words
    assert any("✓" in word or "&#10003;" in word for word in words), "the number was given out"
    assert any(word.startswith("Per 08.") for word in words)


def test_the_page_speaks_the_language_of_the_visit(house: House) -> None:
    ticket = issue(house.client("mesin"), language="en")
    html = page_of(house.client(), ticket["code"])
    assert '<html lang="en">' in html and "Waiting to be called" in html and "you are next" in html


def test_a_called_number_is_sent_to_its_counter_and_json_stays_json(house: House) -> None:
    ticket = issue(house.client("mesin"))
    clerk = house.client("loket-1")
    act(clerk, "set-counter", "1", state="open")
    act(clerk, "call-next", "1")
    assert "DIPANGGIL: silakan ke Loket 1" in plain(page_of(house.client(), ticket["code"]))
    assert house.client().get(f"/v1/tickets/{ticket['code']}").json()["state"] == "called"
    assert document(clerk, "1")["visit"]["ticket"] == ticket["ticket"]


def test_a_wrong_code_is_told_in_words(house: House) -> None:
    html = page_of(house.client(), "K7Q2-M9XA-3", 404)
    assert "kode itu tidak ada hari ini" in html and "there is no such code today" in html


def test_a_receipt_says_when_it_is_ready_and_what_that_counts_from(tmp_path: Path) -> None:
    with opened(tmp_path, tokens=enrol(tmp_path), pack=case_pack()) as house:
        clerk, machine = house.client("loket-1"), house.client("mesin")
        act(clerk, "set-counter", "1", state="open")
        ticket = issue(machine, "paspor")
        for do, more in (("call-next", {}), ("start", {}), ("step-done", {"step": "periksa"})):
            act(clerk, do, "1", **more)
        status = house.client().get(f"/v1/tickets/{ticket['code']}").json()
        (case,) = status["cases"]
        words = plain(page_of(house.client(), case["code"]))
        assert words[words.index("Siap") + 1] == "Senin, 30 November 2026"
        assert words[words.index("Janji") + 1] == "4 hari kerja sejak sejak periksa"
        assert words[words.index("Dihitung sejak") + 1] == "sejak periksa, Selasa, 24 November 2026"
        assert f"Berkas {case['code']}" in plain(page_of(house.client(), ticket["code"]))


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed (apt install chromium-headless-shell)")
def test_a_real_browser_shows_it_and_asks_again_by_itself(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Any] = []

    def counted(*told: Any) -> HTMLResponse:
        asked.append(told)
        return ticket_page(*told)

    monkeypatch.setattr("kiosk.endpoint.routes.ticket_page", counted)
    address = f"{house.url}/v1/tickets/{issue(house.client('mesin'))['code']}"
    command = [str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", "--no-proxy-server"]
    dump = [*command, f"--user-data-dir={tmp_path}/once", "--dump-dom", address]
    done = subprocess.run(dump, capture_output=True, text=True, timeout=60, check=True)
    assert "Anda berikutnya" in done.stdout and '<li class="current"' in done.stdout
    monkeypatch.setattr("kiosk.endpoint.page.EVERY", 1)
    seen = len(asked)
    with browsing(address, tmp_path / "on"):
        until(lambda: len(asked) >= seen + 3, 60)
