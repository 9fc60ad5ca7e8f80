import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kiosk.cli import command
from kiosk.config.resources import resource_folder
from kiosk.sop.file.schema import sop_schema


def run(*arguments: str) -> Result:
    return CliRunner().invoke(command, ["sop", *arguments])


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    shutil.copytree(resource_folder("sops"), tmp_path / "sops")
    return tmp_path / "sops"


def new(pack: Path, name: str, kind: str = "inovasi") -> Result:
    return run("new", name, "--kind", kind, "--pack", str(pack))


def test_a_new_file_is_written_with_its_blanks_told(pack: Path) -> None:
    result = new(pack, "antar-paspor")
    file = pack / "inovasi/antar-paspor.toml"
    lines = file.read_text("utf-8").split("\n")
    assert result.exit_code == 0
    assert result.stdout.startswith(f"{file} dibuat. Yang harus diisi:\n")
    told = [line.split() for line in result.stdout.splitlines() if line.startswith("  baris")]
    assert [int(words[1]) for words in told] == [
        n for n, line in enumerate(lines, 1) if '""' in line and line[0] != "#"
    ]
    assert run("check", "--pack", str(pack)).stderr.splitlines()[-1] == f"{len(told)} kesalahan"


def test_nothing_is_written_over(pack: Path) -> None:
    (pack / "sop.schema.json").write_text("{}", "utf-8")
    before = (pack / "pusat/paspor-baru.toml").read_bytes()
    for kind in ("pusat", "kantor"):
        result = new(pack, "paspor-baru", kind)
        assert (result.exit_code, result.stdout) == (73, "")
        assert "pusat/paspor-baru.toml sudah ada dan tidak ditimpa" in result.stderr
    assert (pack / "pusat/paspor-baru.toml").read_bytes() == before
    assert not (pack / "kantor/paspor-baru.toml").exists()
    assert new(pack, "lain").exit_code == 0
    assert (pack / "sop.schema.json").read_text("utf-8") == "{}"


def test_a_pack_without_the_schema_gets_it(pack: Path) -> None:
    (pack / "sop.schema.json").unlink()
    new(pack, "antar-paspor")
    assert json.loads((pack / "sop.schema.json").read_text("utf-8")) == sop_schema()
    assert json.loads(run("schema").stdout) == sop_schema()


@pytest.mark.parametrize("name", ["Antar Paspor", "../antar", "antar_paspor", "-x", ""])
def test_an_id_has_its_form(pack: Path, name: str) -> None:
    result = (
        new(pack, name) if not name.startswith("-") else run("new", "--kind", "kantor", "--pack", str(pack), "--", name)
    )
    assert result.exit_code == 64
    assert "harus huruf kecil, angka, dan tanda hubung" in result.stderr


def test_a_pack_that_is_not_there_is_told(tmp_path: Path) -> None:
    result = new(tmp_path / "nowhere", "antar")
    assert (result.exit_code, list(tmp_path.iterdir())) == (73, [])
    assert "tidak ada; sebut dengan --pack" in result.stderr
