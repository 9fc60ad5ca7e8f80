"""Whole frames as text, scene by scene and size by size: what changes on a screen shows in the diff of `frames/`.

`make frames` writes them anew; the wireframes that the lobby was designed by are the first of them.
"""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from scenes import SCENES

from kiosk.text.language import Language
from kiosk.ui.lobby.view import View

MakeView = Callable[..., View]
Frame = Callable[[View, int, int], list[str]]

FRAMES = Path(__file__).parent / "frames"
RENEW = "KIOSK_RENEW_FRAMES" in os.environ
SIZES = ((60, 20), (80, 24), (120, 33), (160, 45), (240, 67))
TALL = ((90, 50), (128, 48))
ALSO: tuple[tuple[str, tuple[int, int], Language], ...] = (
    *((name, (200, 56), "id") for name in ("normal", "overflow")),
    *((name, size, "id") for name in ("normal", "calls-3", "lost", "unconnected", "day-off") for size in TALL),
    *((name, (40, 10), "id") for name in ("normal", "calls-3", "lost", "unconnected")),
    *((name, (120, 33), "en") for name in SCENES),
)
ALL = (*((name, size, "id") for name in SCENES for size in SIZES), *ALSO)


def name_of(scene: str, size: tuple[int, int], language: Language) -> str:
    return f"{scene}-{size[0]}x{size[1]}{'-en' if language == 'en' else ''}"


@pytest.mark.parametrize(("scene", "size", "language"), ALL, ids=str)
def test_a_scene_looks_as_it_did(
    scene: str, size: tuple[int, int], language: Language, view_of: MakeView, frame: Frame
) -> None:
    shown = SCENES[scene]()
    rows = frame(view_of(shown.seen, shown.at, language, shown.series), *size)
    file = FRAMES / f"{name_of(scene, size, language)}.txt"
    if RENEW:
        file.write_text("\n".join(rows) + "\n", "utf-8")
    assert rows == file.read_text("utf-8").splitlines()


def test_no_frame_is_kept_that_no_test_compares() -> None:
    kept = {file.stem for file in FRAMES.iterdir()}
    assert kept == {name_of(scene, size, language) for scene, size, language in ALL}


def test_a_bare_board_says_nothing_of_what_it_does_not_know() -> None:
    rows = (FRAMES / "bare-120x33.txt").read_text("utf-8")
    assert "PERKIRAAN" not in rows and "JANJI" not in rows
