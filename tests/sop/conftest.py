from pathlib import Path

import pytest
from sop.folder import Folder


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    (tmp_path / "pack").mkdir()
    return Folder(tmp_path / "pack")
