"""The unit of a screen on the console: what it says fits the program, and systemd finds nothing wrong with it."""

import shutil
import subprocess
import sys
from pathlib import Path

import pseudo
import pytest
from deploy.units import keys_of

from kiosk.ui.app import MAINTENANCE

ROOT = Path(__file__).parents[2]
UNIT = ROOT / "deploy" / "systemd" / "kiosk-screen@.service"


def said() -> dict[str, list[str]]:
    """The unit's keys with all that they are given."""
    return keys_of(UNIT)


def ended(role: str, config: Path, folder: Path) -> tuple[int, str]:
    """How the unit's command ends in the unit's environment, with that configuration."""
    pairs = (word.partition("=") for word in said()["Environment"])
    environ = {name: value.replace("%C", str(folder)) for name, _, value in pairs}
    with pseudo.kiosk(role, environ={**environ, "KIOSK_CONFIG": str(config)}) as program:
        status = program.status()
        return status, program.text


@pytest.mark.parametrize("role", ["lobby", "counter"])
def test_what_waits_for_a_person_is_not_tried_again(role: str, tmp_path: Path) -> None:
    waits = [int(code) for code in said()["RestartPreventExitStatus"]]
    assert said()["ExecStart"] == ["/usr/bin/kiosk", "%i"] and said()["Restart"] == ["always"]
    assert MAINTENANCE in waits
    config = tmp_path / "kiosk.toml"
    status, text = ended(role, config, tmp_path)
    assert status in waits and "kiosk.toml" in text
    config.write_text('role = "papan"\n')
    status, text = ended(role, config, tmp_path)
    assert status in waits and "kiosk.toml" in text


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not installed")
def test_systemd_finds_nothing_wrong_and_little_exposed(tmp_path: Path) -> None:
    made = tmp_path / "kiosk-screen@lobby.service"
    made.write_text(UNIT.read_text("utf-8").replace("/usr/bin/kiosk", str(Path(sys.executable).with_name("kiosk"))))
    for check in (("verify",), ("security", "--offline=true", "--threshold=25", "--no-pager")):
        done = subprocess.run(
            ["systemd-analyze", *check, str(made)], capture_output=True, text=True, timeout=60, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        assert check[0] != "verify" or done.stderr == "", done.stderr
