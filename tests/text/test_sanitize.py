import re
import sys
import unicodedata
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.content import Content

from kiosk.text.sanitize import MOST_CHARACTERS, MOST_MARKS, REPLACEMENT, cells, fit, sanitize

ACTING = "\x1b\x07\x9b\u202e\u2066\u200c\u200d\ufe0f\ufeff\ud800 \t\n[/]"
JOINING = "\u0301\u0323\u0488\u20dd\u093f\u094d\u1100\u1161\u11a8\U0001f3fd\N{CJK UNIFIED IDEOGRAPH-6F22}"
"""What acts on a terminal, and what stands on, or composes with, the character before it or is wide."""

ANY = st.text(st.characters(codec=None) | st.sampled_from(ACTING + JOINING))
BIDI = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}

HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
"""Categories of Unicode of what is no text."""


@given(ANY)
def test_nothing_that_acts_on_a_terminal_comes_out(text: str) -> None:
    made = sanitize(text)
    assert not any(unicodedata.category(c) in HIDDEN for c in made.replace("\u200c", "").replace("\u200d", ""))
    assert not any(unicodedata.bidirectional(c) in BIDI for c in made)
    made.encode("utf-8")


@given(ANY)
def test_safe_text_stays_as_it_is(text: str) -> None:
    once = sanitize(text)
    assert sanitize(once) == once


@given(ANY, st.integers(min_value=3, max_value=50))
def test_no_text_is_longer_than_asked(text: str, most: int) -> None:
    assert len(sanitize(text, most)) <= most


@given(ANY)
def test_words_are_parted_by_single_blanks(text: str) -> None:
    made = sanitize(text)
    assert made == " ".join(made.split())


@given(ANY)
def test_no_more_marks_stand_in_a_row_than_may(text: str) -> None:
    runs = (len(list(run)) for mark, run in groupby(sanitize(text), key=is_mark) if mark)
    assert max(runs, default=0) <= MOST_MARKS


def is_mark(character: str) -> bool:
    """Whether *character* is a mark by Unicode's category or has no column in Textual's layout."""
    return unicodedata.category(character) in ("Mn", "Me") or Content(character).cell_length == 0


@pytest.mark.parametrize("mark", ["\u0301", "\u0488", "\u20dd", "\u093f", "\u1161", "\U0001f3fd", "\u200c"], ids=ascii)
def test_three_hundred_marks_on_a_letter_are_a_few(mark: str) -> None:
    assert len(sanitize("A" + 300 * mark)) <= 1 + MOST_MARKS or set(sanitize("A" + 300 * mark)) == {"A", REPLACEMENT}


@given(ANY)
def test_safe_text_is_as_wide_as_its_characters_one_by_one(text: str) -> None:
    made = sanitize(text)
    assert Content(made).cell_length == cells(made) == sum(map(cells, made))


@given(st.text(st.characters(max_codepoint=0x7F), max_size=60))
def test_plain_writing_is_treated_as_among_any_other(text: str) -> None:
    assert f"{sanitize(text)} \N{LATIN SMALL LETTER E WITH ACUTE}".strip() == sanitize(
        f"{text} \N{LATIN SMALL LETTER E WITH ACUTE}"
    )


def test_every_character_that_is_no_text_shows_as_such() -> None:
    hidden = [c for c in map(chr, range(sys.maxunicode + 1)) if unicodedata.category(c) in ("Cf", "Cs", "Cc")]
    assert [hex(ord(c)) for c in hidden if not c.isspace() and sanitize(f"1{c}2") != f"1{REPLACEMENT}2"] == []


def test_tampering_shows() -> None:
    assert sanitize("A\x1b[31m012") == f"A{REPLACEMENT}[31m012"
    assert sanitize("abc\u202edef") == f"abc{REPLACEMENT}def"
    assert sanitize("a\ud800b") == f"a{REPLACEMENT}b"


def test_ordinary_writing_is_untouched() -> None:
    assert sanitize("Paspor anak – Rp350.000 (é, ü, 漢字)") == "Paspor anak – Rp350.000 (é, ü, 漢字)"
    assert sanitize("می\u200cخواهم") == "می\u200cخواهم"
    assert sanitize("क्\u200cष") == "क्\u200cष"
    assert sanitize("ज़िंदगी") == "ज़िंदगी"
    assert sanitize("ခြုံ့") == "ခြုံ့"


def test_a_joiner_within_a_word_goes_since_it_would_hide_the_width_of_the_next_letter() -> None:
    assert sanitize("नमस्\u200dते") == "नमस्ते"
    assert sanitize("\u200d".join("A" * 300)) == "A" * 300


def test_a_joiner_outside_a_word_shows() -> None:
    assert sanitize("a\u200d") == f"a{REPLACEMENT}"
    assert sanitize("\u200db") == f"{REPLACEMENT}b"


def test_a_long_text_ends_in_two_dots() -> None:
    made = sanitize("kata " * 10_000)
    assert len(made) <= MOST_CHARACTERS
    assert made.endswith("..")


def test_every_character_is_as_wide_as_textual_lays_it_out() -> None:
    acting_on_others = re.compile("[\u200d\ufe0f]")
    wrong = []
    for first in range(0, sys.maxunicode + 1, 64):
        some = acting_on_others.sub("", "".join(map(chr, range(first, first + 64))))
        if Content(some, strip_control_codes=False).cell_length != sum(map(cells, some)):
            wrong.append(hex(first))
    assert wrong == []


def test_cells_of_wide_and_combining_characters() -> None:
    assert cells("A012") == 4
    assert cells("漢字") == 4
    assert cells("e\u0301") == 1


@given(ANY, st.integers(min_value=-2, max_value=30))
def test_a_fitted_text_is_never_wider_than_asked(text: str, width: int) -> None:
    assert cells(fit(sanitize(text), width)) <= max(width, 0)


@given(ANY, st.integers(min_value=0, max_value=200))
def test_what_fits_is_not_cut(text: str, width: int) -> None:
    words = sanitize(text)
    if cells(words) <= width:
        assert fit(words, width) == words


def test_a_text_is_cut_at_a_word() -> None:
    assert fit("Memeriksa berkas asli", 18) == "Memeriksa berkas.."
    assert fit("Memeriksa berkas asli", 17) == "Memeriksa.."
    assert fit("Pneumonoultramicroscopic", 10) == "Pneumono.."
