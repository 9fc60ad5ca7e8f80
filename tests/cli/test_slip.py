"""`kiosk slip` as a program, against a real endpoint with a real case."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from casework import case_pack
from endpoint.house import House, act, document, issue, opened

from kiosk.codes.ticket_code import ticket_code
from kiosk.paper.slip import Paper


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with opened(tmp_path / "data", pack=case_pack()) as running:
        yield running


@pytest.fixture
def code(house: House) -> str:
    """Of a case that was opened at counter 1, for an applicant who reads English."""
    issue(house.client("mesin"), "paspor", language="en")
    for do, more in (
        ("set-counter", {"state": "open"}),
        ("call-next", {}),
        ("start", {}),
    ):
        assert act(house.client("atas"), do, "1", **more).status_code == 200
    answer = act(house.client("atas"), "step-done", "1", step="periksa")
    assert document(house.client("atas"), "1")["visit"] is None, "the visit has gone on; its case is in the answer only"
    return str(answer.json()["cases"][0]["code"])


def slip(*arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run `kiosk slip` where no configuration is but what is given."""
    return subprocess.run(
        [sys.executable, "-m", "kiosk", "slip", *arguments],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={**os.environ, "XDG_CONFIG_HOME": "/nonexistent"},
    )


def test_without_a_printer_the_slip_is_shown_in_the_language_of_its_visit(house: House, code: str) -> None:
    done = slip(code.replace("-", "").lower(), "--endpoint", house.url)
    assert done.returncode == 0 and done.stderr == ""
    lines = done.stdout.splitlines()
    assert code in (line.strip() for line in lines)
    assert "RECEIPT OF A CASE" in done.stdout and "Monday, 30 November 2026" in done.stdout
    assert max(map(len, lines)) <= Paper().width
    assert house.url not in done.stdout, "no phone reaches an address of this machine"
    assert "TANDA TERIMA" in slip(code, "--endpoint", house.url, "--language", "id").stdout


def test_the_slip_of_a_ticket_says_its_number(house: House) -> None:
    ticket = issue(house.client("mesin"), "paspor")
    done = slip(ticket["code"], "--endpoint", house.url)
    assert done.returncode == 0
    assert "NOMOR ANTREAN" in done.stdout and ticket["ticket"] in done.stdout and ticket["code"] in done.stdout


def test_the_printer_of_kiosk_toml_gets_it(tmp_path: Path, house: House, code: str) -> None:
    out = tmp_path / "out"
    config = tmp_path / "kiosk.toml"
    config.write_text(
        f'role = "lobby"\nendpoint = "{house.url}"\nlanguage = "id"\nprinter_width = 48\nprinter = "tee {out}"\n'
    )
    done = slip(code, "--config", str(config))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert "Counted from" in out.read_text(), "the visit's language, not the terminal's"
    assert max(map(len, out.read_text().splitlines())) == 48


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (("ABC",), 64, "bukan kode tanda terima atau karcis"),
        ((ticket_code(1),), 69, "kode itu tidak ada hari ini"),
        (("CODE", "--printer", "escpos:lp0"), 64, "bukan pencetak"),
        (("CODE", "--printer", "false"), 69, "false gagal: status 1; periksa kertas, kabel, dan daya"),
    ],
)
def test_what_cannot_be_printed_is_told(
    house: House, code: str, arguments: tuple[str, ...], status: int, words: str
) -> None:
    done = slip(*(code if each == "CODE" else each for each in arguments), "--endpoint", house.url)
    assert done.returncode == status and done.stdout == ""
    assert words in done.stderr
    assert slip(code, "--endpoint", house.url).returncode == 0, "and nothing is lost"


def test_a_server_that_is_gone_is_told() -> None:
    done = slip(ticket_code(1), "--endpoint", "http://127.0.0.1:1")
    assert done.returncode == 69 and "Server menolak sambungan" in done.stderr


def test_it_is_dated_by_the_server(house: House, code: str) -> None:
    house.clock.move(3 * 86_400)
    assert "Printed Friday, 27 November 2026, 08.00" in " ".join(slip(code, "--endpoint", house.url).stdout.split())
