from hypothesis import given
from hypothesis import strategies as st

from kiosk.text import cells
from kiosk.ui.rows import Span, column, cut, ends, filled, mark, plain, row, width_of, wrapped

TEXTS = st.text(alphabet="aZ 9•→─界é", max_size=40)
ROWS = st.lists(st.builds(Span, TEXTS, st.sampled_from(["text", "quiet"])), max_size=4).map(tuple)
WIDTHS = st.integers(0, 60)


@given(line=ROWS, width=WIDTHS)
def test_cut_never_exceeds_the_width_and_leaves_what_fits(line: tuple[Span, ...], width: int) -> None:
    assert width_of(cut(line, width)) <= width
    if width_of(line) <= width:
        assert plain(cut(line, width)) == plain(line)


@given(left=ROWS, right=ROWS, width=WIDTHS)
def test_ends_fill_the_width_exactly_and_keep_the_right_one(
    left: tuple[Span, ...], right: tuple[Span, ...], width: int
) -> None:
    line = ends(left, right, width)
    assert width_of(line) == width
    assert plain(line).endswith(plain(cut(right, width)))


@given(line=ROWS, width=WIDTHS, right=st.booleans())
def test_a_column_is_exactly_as_wide_as_asked(line: tuple[Span, ...], width: int, right: bool) -> None:
    assert width_of(column(line, width, right)) == width


@given(text=TEXTS, width=st.integers(2, 30), most=st.integers(0, 5))
def test_wrapped_lines_fit_and_lose_nothing_but_blanks_until_the_last(text: str, width: int, most: int) -> None:
    lines = wrapped(text, width, most)
    assert len(lines) <= most
    assert all(cells(line) <= width for line in lines)
    if lines and not lines[-1].endswith(".."):
        assert "".join("".join(lines).split()) == "".join(text.split())


def test_a_word_longer_than_the_line_is_broken() -> None:
    assert wrapped("pengaduan", 4, 5) == ("peng", "adua", "n")
    assert wrapped("satu dua tiga", 8, 2) == ("satu dua", "tiga")
    assert wrapped("satu dua tiga empat", 8, 2) == ("satu dua", "tiga..")


def test_filled_gives_exactly_so_many_rows() -> None:
    assert filled([row("a")], 3) == (row("a"), (), ())
    assert filled([row("a"), row("b")], 1) == (row("a"),)


def test_a_mark_is_a_plate_with_air_on_both_sides() -> None:
    assert mark("HABIS") == (Span(" HABIS ", "attention"),)
