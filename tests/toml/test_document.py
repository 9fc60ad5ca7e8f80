import os
from pathlib import Path

import pytest
from attrs import frozen

from kiosk.toml.document import LARGEST, Document, open_document
from kiosk.toml.errors import TomlError, TomlFault


@frozen
class Row:
    id: str
    size: int = 0


@frozen
class Table:
    name: str
    row: tuple[Row, ...] = ()


def document(folder: Path, content: bytes | str) -> Document:
    path = folder / "x.toml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return open_document(path, "x.toml")


def faults(folder: Path, content: bytes | str) -> list[TomlFault]:
    with pytest.raises(TomlError) as caught:
        document(folder, content).read(Table)
    return list(caught.value.faults)


def test_a_file_becomes_a_record(tmp_path: Path) -> None:
    made = document(tmp_path, 'name = "x"\n[[row]]\nid = "a"\nsize = 3\n').read(Table)
    assert made == Table("x", (Row("a", 3),))


@pytest.mark.parametrize("content", ['name = "é"\r\n[[row]]\r\nid = "a"\r\n', '\ufeffname = "é"\n[[row]]\nid = "a"\n'])
def test_files_of_windows_editors_are_read(tmp_path: Path, content: str) -> None:
    assert document(tmp_path, content).read(Table) == Table("é", (Row("a"),))


def test_faults_of_the_record_have_line_column_and_the_line_itself(tmp_path: Path) -> None:
    found = faults(tmp_path, 'name = 3\r\n\r\n[[row]]\r\nid = "a"\r\n\r\n[[row]]\r\nid = "b"\r\n  sise = 1\r\n')
    assert [(f.line, f.column, f.path, f.source) for f in found] == [
        (1, 1, "name", "name = 3"),
        (8, 3, "row[1].sise", "  sise = 1"),
    ]


def test_what_is_missing_is_told_of_the_table_that_should_have_it(tmp_path: Path) -> None:
    found = faults(tmp_path, '[[row]]\nid = "a"\n[[row]]\nsize = 1\n')
    assert [(f.line, f.path) for f in found] == [(1, ""), (3, "row[1]")]


def test_what_is_not_toml_is_told_before_the_record_is_judged(tmp_path: Path) -> None:
    found = faults(tmp_path, "name = x\n\n[[row]\nid = 3\n")
    assert [(f.line, f.path, f.source) for f in found] == [(1, "", "name = x"), (3, "", "[[row]")]


@pytest.mark.parametrize(
    "content",
    [
        'name = "x" size = 3\n[[row]]\nid = "a"\n',  # nobody knows what else is on a line of two keys
        "name: x\n",
        'name = """x\n[[row]]\nid = "a"\n',
        'name = "x"\n[=]\nid = 3\n',
        'name = "x"\n[[row]]\nid = "a" "b"\n',
        "name = '\n",
    ],
)
def test_what_may_only_follow_from_broken_syntax_is_not_told(tmp_path: Path, content: str) -> None:
    assert len(faults(tmp_path, content)) == 1


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        ('name = "é"'.encode("utf-16"), 1, "saved as UTF-16"),
        ('name = "x"\n# é'.encode("latin-1"), 2, "not UTF-8"),
        (b"#" * (LARGEST + 1), 1, "larger than 1 MB"),
        (b"name = '\0'", 1, "must not stand here"),
    ],
)
def test_a_file_that_is_no_text_is_one_fault(tmp_path: Path, content: bytes, line: int, words: str) -> None:
    (fault,) = faults(tmp_path, content)
    assert fault.line == line
    assert words in fault.printed("en")


def test_what_is_no_file_is_one_fault(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.toml")
    (tmp_path / "folder.toml").mkdir()
    (tmp_path / "dangling.toml").symlink_to(tmp_path / "nowhere")
    for name, words in (
        ("pipe", "not a regular file"),
        ("folder", "not a regular file"),
        ("missing", "there is no such file"),
        ("dangling", "there is no such file"),
    ):
        with pytest.raises(TomlError, match=words):
            open_document(tmp_path / f"{name}.toml", name)
