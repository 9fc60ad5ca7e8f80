import string

from hypothesis import given
from hypothesis import strategies as st

from kiosk.text.ascii_fallback import ASCII_FALLBACK, ascii_fallback
from kiosk.text.sanitize import cells

CONSOLE = "─│┌┐└┘├┤┬┴┼═║╔╗╚╝╠╣╦╩╬█░▒←↑→↓•·–…€éÉñ"


def test_frames_figures_and_letters_stay_readable() -> None:
    assert "╔══╗ █░ A012 → 3 • Kantor José".encode("ascii", ASCII_FALLBACK) == b"+==+ #: A012 > 3 * Kantor Jose"
    assert "é → €".encode("iso-8859-1", ASCII_FALLBACK) == b"\xe9 > ?"


@given(st.text() | st.text(st.sampled_from(CONSOLE + string.printable)))
def test_whatever_the_text_every_column_stays_where_it_was(text: str) -> None:
    written = text.encode("ascii", ASCII_FALLBACK).decode("ascii")
    assert cells(written) == sum(cells(c) for c in text)
    assert written == "".join(c if c.isascii() else ascii_fallback(c) for c in text)
