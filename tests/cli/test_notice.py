"""`kiosk notice` and `kiosk tickets`: what a supervisor tells the room, against a real endpoint."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from endpoint.house import PEOPLE, PIN, House, enrol, issue, opened, post

from kiosk.cli import command
from kiosk.system.clock import SystemClock

EMERGENCY = (
    *("emergency", "--kind", "Gempa bumi", "--line", "KELUAR", "--line", "pintu timur"),
    *("--line-english", "USE EAST DOOR", "--text", "Jangan memakai lift."),
)

Kiosk = Callable[..., Result]


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with opened(tmp_path / "data", tokens=enrol(tmp_path / "data"), staffed=False) as running:
        yield running


@pytest.fixture
def kiosk(house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kiosk:
    """Runs a command at a terminal, the supervisor's unless told otherwise, as of the endpoint's time."""
    monkeypatch.setenv("XDG_CONFIG_HOME", "/nonexistent")
    monkeypatch.setattr(SystemClock, "now", lambda _: house.clock.now())

    def run(*words: str, pin: str = PIN, terminal: str = "atas", language: str = "id") -> Result:
        token = tmp_path / terminal
        token.write_text(house.tokens[terminal])
        token.chmod(0o600)
        server = ["--endpoint", house.url, "--token-file", str(token), "--language", language]
        if words[1] != "list":
            server += ["--person", PEOPLE[terminal]]
        return CliRunner().invoke(command, [*words, *server], input=f"{pin}\n")

    return run


def shown(house: House) -> list[str]:
    with house.client() as client:
        return [notice["text"]["id"] for notice in client.get("/v1/board").json().get("notices", [])]


def test_a_notice_is_put_up_listed_and_taken_back(house: House, kiosk: Kiosk) -> None:
    put = kiosk("notice", "put", "Loket 3 pindah.", "--english", "Counter 3 has moved.", "--until", "14.00")
    assert put.exit_code == 0, put.stderr
    number = put.stdout.split()[3].rstrip(";")
    assert put.stdout == f"tampil dengan nomor {number}; cabut dengan: kiosk notice take {number}\n"
    with house.client() as client:
        (notice,) = client.get("/v1/board").json()["notices"]
    assert (notice["until"], notice["text"]["en"]) == ("2026-11-24T07:00:00Z", "Counter 3 has moved.")
    assert kiosk("notice", "list").stdout == f"{number}  pengumuman  sampai Sel 24 Nov 2026 14.00  Loket 3 pindah.\n"
    assert "until Tue 24 Nov 2026 14.00  Counter 3 has moved." in kiosk("notice", "list", language="en").stdout
    assert kiosk("notice", "take", number).stdout == f"{number} dicabut\n"
    listed = kiosk("notice", "list")
    assert (listed.stdout, listed.stderr) == ("", "tidak ada pengumuman\n")
    again = kiosk("notice", "take", number)
    assert again.exit_code == 69 and f"tidak ada pengumuman {number}" in again.stderr


def test_an_emergency_is_written_in_capitals_whoever_types_it(house: House, kiosk: Kiosk) -> None:
    assert kiosk("notice", "put", "Loket 3 pindah.", "--until", "2026-11-25 09:00").exit_code == 0
    assert kiosk("notice", *EMERGENCY).exit_code == 0
    with house.client() as client:
        first, second = client.get("/v1/board").json()["notices"]
    assert first["lines"] == ["KELUAR", "PINTU TIMUR"] and first["line_en"] == "USE EAST DOOR"
    assert second["until"] == "2026-11-25T02:00:00Z"
    (line, _) = kiosk("notice", "list").stdout.splitlines()
    assert line.split()[1:3] == ["darurat", "-"] and line.endswith("  KELUAR / PINTU TIMUR / Jangan memakai lift.")


def test_all_that_is_wrong_is_told_before_anybody_is_asked_for_a_pin(house: House, kiosk: Kiosk) -> None:
    said = {"--kind": "x" * 31, "--line": "KELUAR!", "--text": "y" * 151, "--english": " ", "--kind-english": "x" * 31}
    words = (*(word for pair in said.items() for word in pair), "--line-english", "@")
    wrong = kiosk("notice", "emergency", *words, pin="")
    assert wrong.exit_code == 64 and "PIN" not in wrong.stderr
    told = [line.removeprefix("command notice emergency: ").strip() for line in wrong.stderr.splitlines()]
    assert sorted(line.split(": ")[0] for line in told) == sorted((*said, "--line-english"))
    assert any(line.startswith("--line: 'KELUAR!' harus 1 sampai 14") for line in told)
    many = kiosk("notice", "emergency", "--kind", "x", *("--line", "KELUAR") * 4, "--text", "y", pin="")
    assert many.exit_code == 64 and "--line: 4 isi, harus 1 sampai 3" in many.stderr
    assert "KALIMAT: '' harus" in kiosk("notice", "put", "", pin="").stderr
    late = kiosk("notice", "put", "Sudah lewat.", "--until", "07.00")
    assert late.exit_code == 69 and "batas waktunya sudah lewat; beri waktu yang akan datang" in late.stderr
    assert kiosk("notice", "put", "Kapan?", "--until", "nanti").exit_code == 2
    assert shown(house) == []


def test_who_may_not_is_told_so_and_nobody_stays_signed_on(house: House, kiosk: Kiosk) -> None:
    wrong = kiosk("notice", "put", "Siapa?", pin="000000")
    assert wrong.exit_code == 77 and "PIN" in wrong.stderr
    clerk = kiosk("notice", "put", "Siapa?", terminal="loket-1")
    assert clerk.exit_code == 77 and "peran" in clerk.stderr
    assert shown(house) == []
    with house.client("atas") as above:
        assert post(above, "/v1/commands", {"do": "allow-tickets"}).json()["type"].endswith("nobody-signed-on")


def test_numbers_are_stopped_and_allowed_again(house: House, kiosk: Kiosk) -> None:
    stopped = kiosk("tickets", "stop", "--reason", "full")
    assert stopped.stdout == "pengambilan nomor ditutup; yang memegang nomor tetap dilayani\n", stopped.stderr
    with house.client("mesin") as machine:
        assert post(machine, "/v1/tickets", {"service": "paspor"}).status_code == 409
        assert kiosk("tickets", "stop", "--reason", "full").exit_code == 69
        assert kiosk("tickets", "allow").exit_code == 0
        assert issue(machine)["ticket"] == "A001"
    assert "pengambilan nomor tidak ditutup" in kiosk("tickets", "allow").stderr
