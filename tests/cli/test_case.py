"""`kiosk case`: what the back office does to cases, against a real endpoint, with PIN and codes as people give them."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from casework import STOP, case_pack
from cli.test_figures import accepted
from click.testing import CliRunner, Result
from endpoint.house import PEOPLE, PIN, House, enrol, opened

from kiosk.cli import command
from kiosk.codes.ticket_code import parse_ticket_code


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    tokens = enrol(tmp_path, ("belakang", "back-office", None))
    with opened(tmp_path, tokens=tokens, pack=case_pack()) as running:
        yield running


Case = Callable[..., Result]


@pytest.fixture
def case(house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Case:
    """Runs the command at the terminal behind the counters; *typed* comes after the PIN."""
    token = tmp_path / "token"
    token.write_text(house.tokens["belakang"])
    token.chmod(0o600)
    monkeypatch.setenv("XDG_CONFIG_HOME", "/nonexistent")

    def run(*words: str, typed: str = "", pin: str = PIN) -> Result:
        server = ("--endpoint", house.url, "--token-file", str(token), "--person", PEOPLE["belakang"])
        return CliRunner().invoke(command, ["case", words[0], *server, *words[1:]], input=f"{pin}\n{typed}")

    return run


def test_codes_are_scanned_one_after_the_other_each_answered_at_once(house: House, case: Case) -> None:
    first, second = (accepted(house, "paspor", "1", "periksa") for _ in range(2))
    careless = first.lower().replace("-", "").replace("0", "o").replace("1", "l")
    assert parse_ticket_code(careless) == first
    done = case("ready", typed=f"{careless}\n{second}\n\n")
    assert done.exit_code == 0, done.stderr
    assert done.stdout.splitlines() == [f"{code}  paspor: siap diambil" for code in (first, second)]
    again = case("ready", first, "K7Q2-M9XA-4", "\x1b[2J", second)
    assert again.exit_code == 65 and again.stdout == ""
    assert again.stderr.count("sudah siap diambil") == 2 and again.stderr.count("bandingkan hurufnya") == 2
    assert "\x1b" not in again.stderr
    assert (
        f"{first}  paspor: sedang diproses, jatuh tempo Sen 30 Nov 2026"
        in case("not-ready", first, "--reason", "defect").stdout
    )


def test_a_payment_a_hold_and_its_end(house: House, case: Case) -> None:
    code = accepted(house, "izin", "4", "serahkan")
    assert "jatuh tempo Sen 30 Nov 2026" in case("milestone", "bayar", code).stdout
    held = case("hold", code, "--reason", "approval", "--stop", STOP)
    assert held.stdout.startswith(f"{code}  izin: tertahan: menunggu persetujuan, jatuh tempo")
    assert "STOP" not in held.stdout and case("hold", code, "--reason", "papers").exit_code == 65
    house.clock.move(86_400)
    assert "jatuh tempo Sel 1 Des 2026" in case("release", code).stdout
    assert case("hold", code, "--reason", "bored").exit_code == 2


def test_a_file_goes_back_and_a_receipt_becomes_void(house: House, case: Case) -> None:
    back, void = (accepted(house, "paspor", "1", "periksa") for _ in range(2))
    assert "belum ditandai apa yang kurang" in case("return", back, "--reason", "incomplete").stderr
    done = case("return", back, "--reason", "incomplete", "--missing", "kk")
    assert done.stdout == f"{back}  paspor: dikembalikan: berkas belum lengkap\n"
    assert case("void", void, "--reason", "twice").stdout == f"{void}  paspor: tidak berlaku: tercatat dua kali\n"


def test_all_that_is_due_on_a_day_is_asked_about_with_its_number(house: House, case: Case) -> None:
    codes = [accepted(house, "paspor", "1", "periksa") for _ in range(3)]
    refused = case("all-ready", "2026-11-30", "--but", codes[1], typed="n\n")
    assert refused.exit_code == 65 and "Tandai siap 2 berkas?" in refused.stderr
    done = case("all-ready", "2026-11-30", "--but", codes[1], typed="y\n")
    assert (done.exit_code, done.stdout) == (0, "2 berkas siap: selesai\n")
    assert "tidak ada berkas" in case("all-ready", "2026-12-01", typed="y\n").stderr


def test_a_code_that_is_not_due_that_day_is_no_exception_to_it(house: House, case: Case) -> None:
    codes = [accepted(house, "paspor", "1", "periksa") for _ in range(2)]
    for wrong in ("K7Q2-M9XA-D", "apa saja"):
        refused = case("all-ready", "2026-11-30", "--but", wrong, typed="y\n")
        assert refused.exit_code == 65 and f"{wrong}: bukan berkas yang jatuh tempo hari itu" in refused.stderr
        assert "Tandai" not in refused.stderr
    twice = (codes[0].lower(), codes[0])
    done = case("all-ready", "2026-11-30", "--but", twice[0], "--but", twice[1], typed="y\n")
    assert (done.exit_code, done.stdout) == (0, "1 berkas siap: selesai\n")


def test_without_the_right_pin_nothing_is_done(house: House, case: Case) -> None:
    code = accepted(house, "paspor", "1", "periksa")
    wrong = case("ready", code, pin="000000")
    assert wrong.exit_code == 77 and wrong.stdout == "" and "PIN" in wrong.stderr
    assert house.client().get(f"/v1/tickets/{code}").json()["state"] == "in-process"
