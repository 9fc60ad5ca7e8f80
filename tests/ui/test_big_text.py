import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.ui.big_text import HEIGHTS, big_text, big_text_width, has_glyphs, tallest_height

ALPHABET = string.digits + string.ascii_uppercase + "-.> "
TEXTS = st.text(alphabet=ALPHABET, min_size=1, max_size=8)


@pytest.mark.parametrize("height", HEIGHTS)
@pytest.mark.parametrize("character", ALPHABET)
def test_every_character_of_the_alphabet_is_a_rectangle_of_blocks_and_blanks(character: str, height: int) -> None:
    rows = big_text(character, height)
    assert len(rows) == height
    assert len({len(row) for row in rows}) == 1
    assert set("".join(rows)) <= {"█", " "}


@pytest.mark.parametrize("height", HEIGHTS)
def test_no_two_characters_look_alike(height: int) -> None:
    assert len({big_text(character, height) for character in ALPHABET}) == len(ALPHABET)


@pytest.mark.parametrize("height", HEIGHTS)
def test_digits_are_equally_wide_so_that_numbers_do_not_dance(height: int) -> None:
    assert len({big_text_width(digit, height) for digit in string.digits}) == 1


@given(text=TEXTS)
def test_a_doubled_figure_has_each_cell_twice_both_ways(text: str) -> None:
    single, double = big_text(text, 7), big_text(text, 14)
    assert double == tuple("".join(cell * 2 for cell in row) for row in single for _ in range(2))


@given(texts=st.lists(TEXTS, min_size=1, max_size=2).map(tuple), width=st.integers(0, 260), most=st.integers(0, 20))
def test_the_tallest_fits_and_the_next_taller_would_not(texts: tuple[str, ...], width: int, most: int) -> None:
    def taken(height: int) -> int:
        air = 10 if height in (10, 14, 18) else 5  # far wider than between digits, which is 4 and 2
        return sum(big_text_width(text, height) for text in texts) + air * (len(texts) - 1)

    height = tallest_height(texts, width, most)
    fitting = [h for h in HEIGHTS if h <= most and taken(h) <= width]
    assert height == (fitting[0] if fitting else None)


def test_what_cannot_be_drawn_is_told_and_left_out() -> None:
    assert has_glyphs("a012")
    assert not has_glyphs("A€")
    assert big_text("A€1", 5) == big_text("A1", 5)
    assert big_text("€", 5) == ("",) * 5


def test_the_number_of_the_wireframe() -> None:
    assert big_text("A012", 5) == (
        "  ██     ████     ██    █████ ",
        " ████   ██  ██  ████        ██",
        "██  ██  ██  ██    ██     ████ ",
        "██████  ██  ██    ██    ██    ",
        "██  ██   ████   ██████  ██████",
    )
