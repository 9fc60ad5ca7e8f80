"""A counter's screen speaks one language, whatever is asked, found or refused."""

import pytest
from ui.counter.sample import LOCKED_MODELS, MODELS, NOW
from ui.counter.view.test_frame import PICTURES, press_keys, text_of
from vocabulary import strangers

from kiosk.text.language import LANGUAGES, Language
from kiosk.ui.counter.view.frame import render

SIZES = ((80, 24), (120, 33))
NAMES = ("paspor", "periksa")
"""Typed in the pictures of the search; the id of a step that the sample's catalogue does not know."""
KEYS = ("", "?", "E", "S2", "K", "I", "J", "X", "T", "A", "N", "L", "W", "Z", "C", "CX", "O", "R1", "D")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PICTURES)
def test_no_word_of_a_picture_is_left_in_the_other_language(name: str, language: Language) -> None:
    model, now, *_ = PICTURES[name]
    for size in SIZES:
        assert not strangers(text_of(render(model, now, language, *size)), language, NAMES)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", [*MODELS, *LOCKED_MODELS])
def test_no_word_of_what_keys_bring_is_left_in_the_other_language(name: str, language: Language) -> None:
    for keys in KEYS:
        model = press_keys(name, *keys)
        for size in SIZES:
            assert not strangers(text_of(render(model, NOW, language, *size)), language), keys
