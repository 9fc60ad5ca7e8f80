from pathlib import Path

import pytest

import kiosk
from kiosk.config.resources import resource_folder


def test_the_sample_pack_comes_with_the_program() -> None:
    assert (resource_folder("sops") / "office.toml").is_file()


def test_a_folder_inside_the_package_goes_before_one_beside_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "kiosk"
    package.mkdir()
    monkeypatch.setattr(kiosk, "__file__", str(package / "__init__.py"))
    with pytest.raises(FileNotFoundError, match="sops/ is missing"):
        resource_folder("sops")
    (tmp_path / "sops").mkdir()
    assert resource_folder("sops") == tmp_path / "sops"
    (package / "sops").mkdir()
    assert resource_folder("sops") == package / "sops"
