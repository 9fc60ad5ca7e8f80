"""What the operating system refuses is said in the reader's language, never in its own."""

import errno
import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.text.os_error_text import os_error_text


def raised(act: Callable[[], object]) -> OSError:
    with pytest.raises(OSError) as caught:
        act()
    return caught.value


def test_what_really_happens_is_said_in_both_languages(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    said = {
        "berkas atau foldernya tidak ada": raised((tmp_path / "none").read_bytes),
        "itu folder, bukan berkas": raised(tmp_path.read_bytes),
        "ada yang bukan folder pada jalurnya": raised((file / "below").read_bytes),
        "sudah ada berkas dengan nama itu": raised(tmp_path.mkdir),
        "disk penuh": raised(lambda: Path("/dev/full").write_bytes(b"x")),
        "namanya terlalu panjang": raised((tmp_path / ("x" * 300)).read_bytes),
    }
    assert {words: os_error_text(error).id for words, error in said.items()} == {words: words for words in said}
    assert all(os_error_text(error).en for error in said.values())


def test_a_name_that_nobody_knows() -> None:
    assert os_error_text(socket.gaierror(-2, "Name or service not known")).id == "nama itu tidak dikenal"


def test_what_nobody_meets_is_said_as_the_system_says_it() -> None:
    assert os_error_text(OSError(errno.EDOM, os.strerror(errno.EDOM))).id == os.strerror(errno.EDOM)
    assert os_error_text(OSError("of a library")).id == "of a library"
