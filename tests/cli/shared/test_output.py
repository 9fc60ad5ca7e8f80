"""A file that a command makes is whole, or not there."""

import resource
import signal
from pathlib import Path

import pytest

from kiosk.cli.shared.output import write_new


def test_one_that_is_there_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "token").write_text("old")
    with pytest.raises(FileExistsError):
        write_new(tmp_path / "token", "new", 0o600)
    assert (tmp_path / "token").read_text() == "old"


def test_half_of_one_is_taken_away_again(tmp_path: Path) -> None:
    """Else the next try would be told that there is one already, and it would be empty."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (8, hard))
    try:
        with pytest.raises(OSError):
            write_new(tmp_path / "token", "longer than eight", 0o600)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, before)
    assert list(tmp_path.iterdir()) == []
    write_new(tmp_path / "token", "short", 0o600)
    assert (tmp_path / "token").stat().st_mode & 0o777 == 0o600
