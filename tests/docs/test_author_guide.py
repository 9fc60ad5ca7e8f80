"""The author's guide says what happens: its commands are run in order, and what it shows of their answers is there."""

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from kiosk.cli import command
from kiosk.config.resources import resource_folder
from kiosk.sop.file.load import load_pack

GUIDE = (Path(__file__).parents[2] / "docs/penyusun-sop.md").read_text("utf-8")
BLOCKS = re.findall(r"```([\w ]+)\n(.*?)```", GUIDE, re.DOTALL)
EXAMPLE = next(text for kind, text in BLOCKS if kind == "toml" and 'id = "antar-paspor"' in text)
VARIATION = next(text for kind, text in BLOCKS if kind == "toml" and "extends" in text)

VARYING = re.compile(r"\b[0-9a-f]{12}\b|\b\w+, \d{1,2} \w+ 20\d\d\b|^\d{6}$", re.MULTILINE)
"""Digests, dates and PINs differ by the day and the pack."""


def same(text: str) -> list[str]:
    return [line.rstrip() for line in VARYING.sub("<>", text).split("\n") if line.strip() not in ("", "...")]


def commands() -> list[tuple[str, str, bool]]:
    """Each command of the guide, what is shown of its answer, and whether the file has mistakes at that time."""
    asked = [(part, kind) for kind, text in BLOCKS if "console" in kind for part in text.split("$ ") if part.strip()]
    return [(*part.split("\n", 1), "salah" in kind) for part, kind in asked]


def test_its_commands_answer_as_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(resource_folder("sops"), tmp_path / "sops")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KIOSK_DATA", str(tmp_path / "data"))
    file, pin = tmp_path / "sops/inovasi/antar-paspor.toml", ""
    for line, shown, spoilt in commands():
        if spoilt:
            wrong = EXAMPLE.replace('symbol = "decision"', 'symbol = "keputusan"')
            wrong = wrong.replace('unit = "working-days"', 'unit = "hari-kerja"')
            file.write_text(wrong, "utf-8")
        done = CliRunner().invoke(command, line.split()[1:], input=f"{pin}\n", catch_exceptions=False)
        assert done.exit_code == (78 if spoilt else 0), f"{line}: {done.output}"
        missing = [row for row in same(shown) if row not in same(done.output)]
        assert missing == [], f"{line}: {done.output}"
        if "person add" in line:
            pin = done.stdout.strip()
        if "sop new" in line or spoilt:
            file.write_text(EXAMPLE, "utf-8")


def test_its_variation_is_sound(tmp_path: Path) -> None:
    shutil.copytree(resource_folder("sops"), tmp_path / "sops")
    (tmp_path / "sops/inovasi/paspor-sabtu.toml").write_text(VARIATION, "utf-8")
    steps = [step.id for step in load_pack(tmp_path / "sops").sops["paspor-sabtu"].steps]
    assert "pindai" not in steps and "periksa" in steps


def test_every_command_about_standards_is_in_it() -> None:
    from kiosk.cli.sop import command

    table = GUIDE[GUIDE.index("## Perintah") :]
    assert [name for name in command.commands if name not in table] == []
