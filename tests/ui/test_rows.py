from hypothesis import given
from hypothesis import strategies as st

from kiosk.text.sanitize import cells
from kiosk.ui.rows import TextRun, column, cut, justify, mark, pad_rows, plain_text, row, width_of, wrap

TEXTS = st.text(alphabet="aZ 9•→─界é", max_size=40)
ROWS = st.lists(st.builds(TextRun, TEXTS, st.sampled_from(["text", "quiet"])), max_size=4).map(tuple)
WIDTHS = st.integers(0, 60)


@given(line=ROWS, width=WIDTHS)
def test_cut_never_exceeds_the_width_and_leaves_what_fits(line: tuple[TextRun, ...], width: int) -> None:
    assert width_of(cut(line, width)) <= width
    if width_of(line) <= width:
        assert plain_text(cut(line, width)) == plain_text(line)


@given(left=ROWS, right=ROWS, width=WIDTHS)
def test_ends_fill_the_width_exactly_and_keep_the_right_one(
    left: tuple[TextRun, ...], right: tuple[TextRun, ...], width: int
) -> None:
    line = justify(left, right, width)
    assert width_of(line) == width
    assert plain_text(line).endswith(plain_text(cut(right, width)))


@given(line=ROWS, width=WIDTHS, right=st.booleans())
def test_a_column_is_exactly_as_wide_as_asked(line: tuple[TextRun, ...], width: int, right: bool) -> None:
    assert width_of(column(line, width, right)) == width


@given(text=TEXTS, width=st.integers(2, 30), most=st.integers(0, 5))
def test_wrapped_lines_fit_and_lose_nothing_but_blanks_until_the_last(text: str, width: int, most: int) -> None:
    lines = wrap(text, width, most)
    assert len(lines) <= most
    assert all(cells(line) <= width for line in lines)
    if lines and not lines[-1].endswith(".."):
        assert "".join("".join(lines).split()) == "".join(text.split())


def test_a_word_longer_than_the_line_is_broken() -> None:
    assert wrap("pengaduan", 4, 5) == ("peng", "adua", "n")
    assert wrap("satu dua tiga", 8, 2) == ("satu dua", "tiga")
    assert wrap("satu dua tiga empat", 8, 2) == ("satu dua", "tiga..")


def test_filled_gives_exactly_so_many_rows() -> None:
    assert pad_rows([row("a")], 3) == (row("a"), (), ())
    assert pad_rows([row("a"), row("b")], 1) == (row("a"),)


def test_a_mark_is_a_plate_with_air_on_both_sides() -> None:
    assert mark("HABIS") == (TextRun(" HABIS ", "attention"),)
