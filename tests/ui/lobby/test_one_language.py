"""A screen speaks one language: no word of ours, no month, no weekday is left in the other."""

from collections.abc import Callable

import pytest
from scenes import SCENES
from vocabulary import strangers

from kiosk.text.language import Language
from kiosk.ui.lobby.view import View

MakeView = Callable[..., View]
Frame = Callable[[View, int, int], list[str]]

SIZES = ((60, 20), (80, 24), (120, 33), (160, 45), (240, 67))
NAMES = ("kantor", "imigrasi", "lapor", "paspor")
"""Of the office, of LAPOR! and of M-Paspor."""
INDONESIAN_ONLY = {"overflow"}
"""Its long names have no English."""
ENGLISH_LINE = {"emergency", "guest"}
"""Its line for guests is on every screen, or on every wall."""


def says_both(scene: str, size: tuple[int, int]) -> bool:
    """Whether a screen says what to do in both languages at once, having room for it: nobody else would say it."""
    return scene == "unconnected" or (scene == "lost" and size[0] >= 80)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("scene", SCENES)
def test_no_word_is_left_in_the_other_language(
    scene: str, size: tuple[int, int], view_of: MakeView, frame: Frame
) -> None:
    in_turn = {"emergency"} if size[0] < 120 else set()  # where it has pages, they are in both languages
    skipped: dict[Language, set[str]] = {"id": ENGLISH_LINE, "en": INDONESIAN_ONLY | in_turn}
    shown = SCENES[scene]()
    for language, scenes in skipped.items():
        if scene not in scenes:
            rows = frame(view_of(shown.seen, shown.at, language, shown.series), *size)
            assert bool(strangers("\n".join(rows), language, NAMES)) == says_both(scene, size), language


def test_a_word_of_the_other_language_is_found() -> None:
    assert strangers("Senin, 30 November: the counter", "en") == {"senin"}
    assert strangers("Senin, 30 November: the queue", "id") == {"the", "queue"}
