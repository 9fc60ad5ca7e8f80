"""Screens do not grow, however many updates they are given: in a pseudo-terminal, beside a bare app of Textual's."""

import json
import sys
from pathlib import Path

import pytest
from pseudo import run

SCRIPT = Path(__file__).with_name("growing.py")


def weights(which: str, count: int, folder: Path) -> list[dict[str, int]]:
    """What a screen weighed after each tenth of *count* updates."""
    report = folder / which
    with run([sys.executable, str(SCRIPT), which, str(count), str(report)], environ={"TERM": "linux"}) as program:
        assert program.status(3_600) == 0, report.with_suffix(".log").read_text("utf-8")
    told: list[dict[str, int]] = json.loads(report.read_text("ascii"))
    assert len(told) == 10
    return told


@pytest.mark.parametrize("which", ["lobby", "counter"])
def test_no_update_leaves_its_board_behind(which: str, tmp_path: Path) -> None:
    """Caches of texts and styles are still filling after so few updates; a board is two hundred objects."""
    told = weights(which, 400, tmp_path)
    assert told[-1]["objects"] - told[4]["objects"] < 200 * 25


@pytest.mark.soak
@pytest.mark.parametrize("which", ["lobby", "counter"])
def test_fifty_thousand_updates_weigh_no_more_than_five_thousand(which: str, tmp_path: Path) -> None:
    """What a bare app of Textual's grows by in the same number of updates is what Textual itself keeps.

    Objects: caches of texts are still filling slowly, by less than one in five updates of the second half.
    """
    count = 50_000
    told, plain = weights(which, count, tmp_path), weights("plain", count, tmp_path)
    grown, yardstick = (each[-1]["kib"] - each[0]["kib"] for each in (told, plain))
    assert grown < max(0, yardstick) + 5 * 1024, (told, plain)
    assert told[-1]["objects"] - told[4]["objects"] < count // 10, told
