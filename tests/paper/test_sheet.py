"""Slips as lines: nothing over the width, no word cut that fits a line."""

from hypothesis import given
from hypothesis import strategies as st

from kiosk.paper.slip import Paper, SlipLine, as_text

WORDS = st.lists(st.text("abcé–K7Q2-", min_size=1, max_size=70), max_size=12).map(" ".join)
PAPERS = st.builds(Paper, width=st.sampled_from((24, 32, 42, 48, 80)), ascii=st.booleans())


def lines_of(paper: Paper, words: str, label: str) -> list[SlipLine]:
    """Every kind of line there is."""
    return [*paper.text(words), *paper.middle(words), *paper.item(words), *paper.rows(((label, words),)), *paper.rule()]


@given(PAPERS, WORDS, st.text("abc", min_size=1, max_size=20))
def test_no_line_is_wider_than_the_paper(paper: Paper, words: str, label: str) -> None:
    slip = paper.slip(lines_of(paper, words, label))
    assert all(len(line.text) <= paper.width for line in slip)
    assert all(len(line.text) * 2 <= paper.width for line in paper.big(words))
    assert all(len(line) <= paper.width for line in as_text(slip, paper.width).split("\n"))
    assert not paper.ascii or as_text(slip, paper.width).isascii()


@given(PAPERS, WORDS, st.text("xyz", min_size=1, max_size=20))
def test_words_stay_whole_and_in_order(paper: Paper, words: str, label: str) -> None:
    room = paper.width - len(label) - 2
    short = [word for word in words.split() if len(word) <= min(20, paper.width // 2)]
    said = " ".join(short)
    for lines in (paper.text(said), paper.middle(said), paper.item(said), paper.big(said)):
        printed = " ".join(line.text for line in lines).split()
        assert printed[printed[:1] == ["-"] and printed != short :] == short
    rows = " ".join(line.text for line in paper.rows(((label, said),))).split()
    assert rows == [label, *short] and room


def test_words_stand_beside_their_labels_only_where_they_have_room() -> None:
    rows = (("Siap", "Senin, 30 November 2026"), ("Dihitung sejak", "berkas lengkap, Selasa 24 November 2026"))
    assert as_text(tuple(Paper(42).rows(rows)), 42) == (
        "Siap            Senin, 30 November 2026\n"
        "Dihitung sejak  berkas lengkap, Selasa 24\n"
        "                November 2026\n"
    )
    assert as_text(tuple(Paper(32).rows(rows)), 32) == (
        "Siap\n  Senin, 30 November 2026\nDihitung sejak\n  berkas lengkap, Selasa 24\n  November 2026\n"
    )


def test_a_printer_without_accents_gets_letters_that_look_alike() -> None:
    paper = Paper(32, ascii=True)
    assert paper.slip(paper.text("José – 10:00 • ok")) == (SlipLine("Jose - 10:00 * ok"),)
