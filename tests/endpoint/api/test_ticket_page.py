"""The page of a ticket and of a receipt, as a phone gets it."""

import re
import subprocess
from pathlib import Path
from typing import Any, get_args

import httpx
import pytest
from casework import case_pack
from endpoint.api.test_browser import CHROMIUM, browsing
from endpoint.house import House, act, document, enrol, issue, opened, post
from starlette.responses import HTMLResponse
from vocabulary import strangers
from waiting import until

from kiosk.endpoint.api import ticket_page as page
from kiosk.endpoint.api.ticket_page import Tone
from kiosk.ui.theme import contrast

NAMES = ("foto", "kantor", "nomor", "paspor", "periksa", "pindai")
"""Of the office that has no English: itself, its service and the steps of that."""
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
    page = page_of(house.client(), ticket["code"])
    words = plain(page)
    assert ticket["ticket"] in words and "Menunggu dipanggil" in words
    assert "2 di depan: 2 lebih dulu" in words
    assert '<li class="done" aria-label="nomor, selesai">' in page, "the number was given out"
    assert any(word.startswith("Per 08.") for word in words)


def test_the_page_speaks_the_language_of_the_visit(house: House) -> None:
    ticket = issue(house.client("mesin"), language="en")
    html = page_of(house.client(), ticket["code"])
    assert '<html lang="en">' in html and "Waiting to be called" in html and "you are next" in html
    assert not strangers(" ".join(plain(html)), "en", NAMES)
    indonesian = issue(house.client("mesin"))
    assert not strangers(" ".join(plain(page_of(house.client(), indonesian["code"]))), "id")


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
    assert "Kode itu tidak ada hari ini." in html and "There is no such code today." in html
    assert 'http-equiv="refresh"' not in html, "it will not become known"


def at_hand(clerk: httpx.Client) -> dict[str, Any]:
    return {"counter": "1", "expect": document(clerk, "1")["revision"]}


def test_a_family_is_told_whose_file_is_incomplete_and_what_it_lacks(tmp_path: Path) -> None:
    with opened(tmp_path, tokens=enrol(tmp_path), pack=case_pack()) as house:
        clerk = house.client("loket-1")
        ticket = issue(house.client("mesin"), "paspor", people=4)
        act(clerk, "set-counter", "1", state="open")
        act(clerk, "call-next", "1")
        act(clerk, "start", "1")
        lacking = {"applicant": 3, "outcome": "incomplete", "missing": ["kk", "other"]}
        assert post(clerk, "/v1/commands", {**at_hand(clerk), "do": "settle", **lacking}).status_code == 200
        words = plain(page_of(house.client(), ticket["code"]))
        assert words[words.index("Hasil orang 3") + 1] == "berkas belum lengkap: Kartu keluarga; persyaratan lain"
        assert act(clerk, "finish", "1", outcome="refused").status_code == 200
        words = plain(page_of(house.client(), ticket["code"]))
        assert [words[words.index(f"Hasil orang {n}") + 1] for n in (1, 2, 4)] == ["ditolak"] * 3


def test_what_should_have_been_collected_is_no_longer_shown_as_good(tmp_path: Path) -> None:
    with opened(tmp_path, tokens=enrol(tmp_path), pack=case_pack()) as house:
        clerk, above = house.client("loket-1"), house.client("atas")
        act(clerk, "set-counter", "1", state="open")
        issue(house.client("mesin"), "paspor")
        act(clerk, "call-next", "1")
        act(clerk, "start", "1")
        code = act(clerk, "step-done", "1", step="periksa").json()["cases"][0]["code"]
        assert post(above, "/v1/commands", {"do": "ready", "case": code}).status_code == 200
        assert '<p class="now good">Siap diambil</p>' in page_of(house.client(), code)
        house.clock.move(31 * 86_400)
        page = page_of(house.client(), code)
        assert '<p class="now attention">Siap diambil</p>' in page and "sudah lewat" in page
        assert "Per 08." in page


@pytest.mark.parametrize("scheme", [0, 1], ids=["day", "night"])
def test_every_word_stands_out_from_its_ground(scheme: int) -> None:
    css = Path(page.__file__).with_suffix(".css").read_text("utf-8")
    colours = dict(re.findall(r"--([\w-]+): (#\w+);", css.split(":root {")[1 + scheme]))
    tones = [(f"{tone}-text", tone) for tone in get_args(Tone)]
    on = [("text", "card"), ("quiet", "card"), ("quiet", "ground"), ("head-text", "head"), *tones]
    weak = {pair: contrast(*(colours[name] for name in pair)) for pair in on}
    assert {pair: figure for pair, figure in weak.items() if figure < 7} == {}


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
    made = page.ticket_page

    def counted(*told: Any) -> HTMLResponse:
        asked.append(told)
        return made(*told)

    monkeypatch.setattr("kiosk.endpoint.api.routes.ticket_page", counted)
    address = f"{house.url}/v1/tickets/{issue(house.client('mesin'))['code']}"
    command = [str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", "--no-proxy-server"]
    dump = [*command, f"--user-data-dir={tmp_path}/once", "--dump-dom", address]
    done = subprocess.run(dump, capture_output=True, text=True, timeout=60, check=True)
    assert "Anda berikutnya" in done.stdout and '<li class="current"' in done.stdout
    monkeypatch.setattr("kiosk.endpoint.api.ticket_page.REFRESH_SECONDS", 1)
    seen = len(asked)
    with browsing(address, tmp_path / "on"):
        until(lambda: len(asked) >= seen + 3, seconds=60)
