"""`kiosk due` and `kiosk figures` as programs, against a real endpoint with real cases."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from casework import STOP, case_pack
from endpoint.house import House, act, issue, opened, post
from vocabulary import strangers

NAMES = ("paspor", "izin", "serahkan", "periksa", "kantor")
"""Of an office that has no English."""


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with opened(tmp_path / "data", pack=case_pack()) as running:
        yield running


def kiosk(*arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run `kiosk` where no configuration is but what is given."""
    return subprocess.run(
        [sys.executable, "-m", "kiosk", *arguments],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={**os.environ, "XDG_CONFIG_HOME": "/nonexistent"},
    )


def asked(house: House, terminal: str, folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Ask as that terminal does."""
    token = folder / f"{terminal}.token"
    token.write_text(house.tokens[terminal])
    token.chmod(0o600)
    return kiosk(*arguments, "--endpoint", house.url, "--token-file", str(token))


def accepted(house: House, service: str, counter: str, step: str) -> str:
    """The code of a case that was opened at a counter, where its visit then ended."""
    client = house.client("atas")
    issue(house.client("mesin"), service)
    act(client, "set-counter", counter, state="open")
    for do in ("call-next", "start"):
        assert act(client, do, counter).status_code == 200
    answer = act(client, "step-done", counter, step=step)
    act(client, "finish", counter, outcome="done")
    return str(answer.json()["cases"][0]["code"])


def test_what_falls_due_and_what_is_promised_no_day_yet(house: House, tmp_path: Path) -> None:
    passport = accepted(house, "paspor", "1", "periksa")
    unpaid, held = (accepted(house, "izin", "4", "serahkan") for _ in range(2))
    commands: tuple[dict[str, str], ...] = (
        {"do": "milestone", "step": "bayar"},
        {"do": "hold", "reason": "approval", "stop": STOP},
    )
    for command in commands:
        assert post(house.client("atas"), "/v1/commands", {"case": held, **command}).status_code == 200
    done = asked(house, "atas", tmp_path, "due")
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[0] == "JATUH TEMPO per Selasa, 24 November 2026"
    assert lines[2:] == [
        "Kemudian: 2",
        *sorted(
            (
                f"  Sen 30 Nov 2026  {passport}  paspor",
                f"  Sen 30 Nov 2026  {held}  izin    menunggu persetujuan; waktu berhenti",
            )
        ),
        "",
        "Belum bertanggal (diterima sejak): 1",
        f"  Sel 24 Nov 2026  {unpaid}  izin  belum tercatat: sejak bayar",
    ]
    english = asked(house, "atas", tmp_path, "due", "--language", "en").stdout
    assert "Later: 2" in english
    assert not strangers(english, "en", NAMES) and not strangers(done.stdout, "id", NAMES)


def test_the_figures_of_a_period(house: House, tmp_path: Path) -> None:
    accepted(house, "izin", "4", "serahkan")
    done = asked(house, "atas", tmp_path, "figures", "--from", "2026-11-01")
    assert (done.returncode, done.stderr) == (0, "")
    lines = [line.split() for line in done.stdout.splitlines()]
    assert done.stdout.startswith("ANGKA Minggu, 1 November 2026 sampai Selasa, 24 November 2026\n")
    assert ["izin", "1", "1", "0", "0", "0.00", "0.00", "-"] in lines
    assert ["izin", "serahkan", "1", "0", "0.00", "0.00", "-"] in lines
    english = asked(house, "atas", tmp_path, "figures", "--language", "en", "--from", "2026-11-01").stdout
    assert not strangers(english, "en", NAMES) and not strangers(done.stdout, "id", NAMES)
    empty = asked(house, "atas", tmp_path, "figures", "--until", "2026-10-31", "--language", "en")
    assert "Nothing happened in that period." in empty.stdout


@pytest.mark.parametrize("words", [("due",), ("figures",)])
def test_a_terminal_without_the_right_is_told_so(house: House, tmp_path: Path, words: tuple[str, ...]) -> None:
    done = asked(house, "mesin", tmp_path, *words)
    assert done.returncode == 77 and "ticket" in done.stderr and done.stdout == ""


def test_a_period_that_is_none_no_token_and_no_server_are_told(house: House, tmp_path: Path) -> None:
    wrong = asked(house, "atas", tmp_path, "figures", "--from", "2026-12-01", "--until", "2026-11-01")
    assert wrong.returncode == 69 and "366 hari" in wrong.stderr
    assert kiosk("figures", "--endpoint", house.url).returncode == 64
    token = tmp_path / "token"
    token.write_text("x" * 43)
    token.chmod(0o600)
    gone = kiosk("due", "--endpoint", "http://127.0.0.1:9", "--token-file", str(token))
    assert gone.returncode == 69 and gone.stderr.startswith("kiosk due: ")
