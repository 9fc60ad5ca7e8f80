"""No word is cut on any size: what a screen shows are whole words of what it was given, or end in ".."."""

import ast
import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import product
from pathlib import Path

import pytest
import texts
from scenes import SAMPLES, SCENES

import kiosk.sop.labels
import kiosk.text.duration
import kiosk.text.language
import kiosk.ui.lobby
from kiosk.text.language import LANGUAGES
from kiosk.ui.lobby.view import View

MakeView = Callable[..., View]
Frame = Callable[[View, int, int], list[str]]

WORD = re.compile(r"[^\W\d_]{2,}")
DATES = Path(kiosk.text.language.__file__)
SOURCES = (
    DATES,
    Path(kiosk.text.duration.__file__),
    Path(kiosk.sop.labels.__file__),
    *Path(kiosk.ui.lobby.__file__).parent.glob("*.py"),
)
SCENES_SOURCE = SAMPLES.parent / "scenes.py"


@cache
def known_words() -> frozenset[str]:
    """Every word of the lobby's texts, of the sample and of the scenes, in small letters."""
    said = [text for file in (*SOURCES, SCENES_SOURCE) for text in strings_of(file)]
    said += [english for text in said for english in english_of(text)]
    said += [(SAMPLES / name).read_text("utf-8") for name in ("board.json", "catalogue.json")]
    said += ["papan-1 https://antrean.ketapang.lan:8443 Kantor Imigrasi Kelas III Non TPI Ketapang"]
    words = {word.lower() for text in said for word in WORD.findall(text)}
    days_and_months = {
        text.lower()[:3] for indonesian in strings_of(DATES) for text in (indonesian, *english_of(indonesian))
    }
    return frozenset(words | days_and_months)


def strings_of(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def english_of(indonesian: str) -> list[str]:
    found = [message for message in texts.english() if texts.forms(message.id)[0] == indonesian]
    return [english for message in found for english in texts.forms(message.string)]


SIZES = list(product((60, 71, 80, 104, 120, 126, 148, 160, 181, 200, 225, 240, 260), (20, 24, 33, 45, 56, 67)))


@pytest.mark.parametrize("scene", SCENES)
def test_no_word_is_cut_at_any_size(scene: str, view_of: MakeView, frame: Frame) -> None:
    shown = SCENES[scene]()
    views = {language: view_of(shown.seen, shown.at, language, shown.series) for language in LANGUAGES}
    for place, (width, height) in enumerate(SIZES):
        rows = frame(views[LANGUAGES[place % 2]], width, height)
        assert len(rows) == height and max(map(len, rows)) <= width
        for row in rows:
            for word in WORD.findall(row):
                assert word.lower() in known_words(), (width, height, word, row)
