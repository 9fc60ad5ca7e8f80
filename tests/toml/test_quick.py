from pathlib import Path

import pytest

from kiosk.shipped import shipped
from kiosk.toml.quick import read_if_sound
from kiosk.toml.read import open_document
from kiosk.ui.theme.colours import Colours, theme_names


@pytest.mark.parametrize("name", theme_names(shipped("themes")))
def test_a_sound_file_is_read_as_the_careful_reader_reads_it(name: str) -> None:
    path = shipped("themes") / f"{name}.toml"
    assert read_if_sound(Colours, path) == open_document(path, path.name).read(Colours)


@pytest.mark.parametrize("content", [b"ground = ", b'ground = "#000000"', b"\xff\xfe", b'ground = "\xe9"'])
def test_a_file_with_a_fault_is_left_to_the_careful_reader(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "theme.toml"
    file.write_bytes(content)
    assert read_if_sound(Colours, file) is None


def test_a_file_that_is_not_there_is_too(tmp_path: Path) -> None:
    assert read_if_sound(Colours, tmp_path / "none.toml") is None
