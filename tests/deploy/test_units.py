"""The units of systemd: what they say fits the program, and systemd finds nothing wrong with them."""

import shutil
import socket
import subprocess
import sys
from itertools import takewhile
from pathlib import Path
from re import findall

import click
import httpx
import pytest
from cli.test_serve import failing, serving
from deploy.units import keys_of
from pem import needs_openssl

from kiosk.cli.serve import command

ROOT = Path(__file__).parents[2]
UNIT = ROOT / "deploy" / "systemd" / "kiosk-endpoint.service"


def said() -> dict[str, list[str]]:
    """The unit's keys with all that they are given."""
    return keys_of(UNIT)


def variables(data: Path) -> dict[str, str]:
    """What the unit has in its environment, with *data* as its folder."""
    pairs = (word.partition("=") for word in said()["Environment"])
    return {name: value.replace("%S/kiosk", str(data)) for name, _, value in pairs}


def tried_again(code: int) -> bool:
    """Whether systemd starts it again after it ended with *code*."""
    assert said()["Restart"] == ["always"] and said()["StartLimitIntervalSec"] == ["0"]
    return str(code) not in said()["RestartPreventExitStatus"]


def test_what_may_mend_itself_is_tried_again_and_what_waits_for_a_person_is_not(tmp_path: Path) -> None:
    (tmp_path / "office.toml").write_text("name = 3\n")
    (tmp_path / "file").touch()
    with socket.create_server(("127.0.0.1", 0)) as taken:
        code, words = failing("--data", tmp_path / "1", "--port", taken.getsockname()[1])
        assert code == 71 and tried_again(code), words
    code, words = failing("--data", tmp_path / "file", "--port", 0)
    assert code == 73 and tried_again(code), words
    for code, arguments in (
        (78, ("--pack", tmp_path)),
        (78, ("--tls-cert", tmp_path / "none", "--tls-key", tmp_path / "none")),
        (64, ("--tls", "--tls-cert", "x", "--tls-key", "y")),
        (2, ("--port", "99999")),
    ):
        found, words = failing("--data", tmp_path / "2", "--port", 0, *arguments)
        assert found == code and not tried_again(found), words
    assert tried_again(77), "tests/cli/test_serve.py makes it end so"
    assert tried_again(1) and tried_again(0)


def test_it_is_given_what_the_program_knows(tmp_path: Path) -> None:
    options = {
        envvar
        for option in command.params
        if isinstance(option, click.Option)
        for envvar in (option.envvar, f"KIOSK_SERVE_{(option.name or '').upper()}")
    }
    assert {name for name in variables(tmp_path) if name.startswith("KIOSK_")} <= options
    assert said()["Type"] == ["notify"] and said()["ExecStart"] == ["/usr/bin/kiosk", "serve"]
    assert int(said()["WatchdogSec"][0]) >= 10


@needs_openssl
def test_with_what_it_is_given_it_serves_over_tls_to_the_network(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {**variables(tmp_path / "data"), "KIOSK_SERVE_PORT": "0"}.items():
        monkeypatch.setenv(name, value)
    with serving() as (url, process):
        assert url.startswith("https://0.0.0.0:")
        assert httpx.get(url.replace("0.0.0.0", "127.0.0.1") + "/healthz", verify=False).status_code == 200
        process.terminate()
        assert process.communicate(timeout=10) == ("", "")


def drop_in() -> str:
    """What the docs say for a port below 1024 and a certificate of the office's own."""
    lines = (ROOT / "docs" / "endpoint.md").read_text("utf-8").splitlines()
    begin = lines.index("    [Service]")
    return "\n".join(line[4:] for line in takewhile(lambda line: line.startswith("    "), lines[begin:]))


def test_codes_that_the_docs_name_are_treated_as_they_say() -> None:
    rows = [line.split("|") for line in (ROOT / "docs" / "endpoint.md").read_text("utf-8").splitlines()]
    told = {code: "tries again" in row[3] for row in rows if len(row) == 5 for code in findall(r"\d+", row[1])}
    assert {int(code): again for code, again in told.items()} == {
        code: tried_again(code) for code in (2, 64, 71, 73, 77, 78)
    }


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not installed")
def test_systemd_finds_nothing_wrong_and_little_exposed(tmp_path: Path) -> None:
    made = tmp_path / UNIT.name
    made.write_text(UNIT.read_text("utf-8").replace("/usr/bin/kiosk", str(Path(sys.executable).with_name("kiosk"))))
    more = tmp_path / f"{UNIT.name}.d"
    more.mkdir()
    (more / "override.conf").write_text(drop_in())
    for check in (("verify",), ("security", "--offline=true", "--threshold=20", "--no-pager")):
        done = subprocess.run(
            ["systemd-analyze", *check, str(made)], capture_output=True, text=True, timeout=60, check=False
        )
        assert done.returncode == 0 and (check[0] != "verify" or done.stderr == ""), done.stdout + done.stderr
