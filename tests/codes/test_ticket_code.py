"""Codes on paper survive people."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.codes.ticket_code import decode_bits, encode_bits, looks_like_ticket_code, parse_ticket_code, ticket_code

bits = st.integers(0, (1 << 40) - 1)


@given(bits)
def test_what_is_printed_is_read_back_however_it_is_typed(number: int) -> None:
    code = ticket_code(number)
    sloppy = code.lower().replace("0", "o").replace("1", "l").replace("-", " ")
    assert parse_ticket_code(code) == code
    assert parse_ticket_code(sloppy) == code
    assert parse_ticket_code(code.replace("-", "")) == code


@given(bits, st.integers(0, 8), st.integers(1, 31))
def test_one_wrong_character_is_noticed(number: int, place: int, shift: int) -> None:
    alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    signs = list(ticket_code(number).replace("-", ""))
    signs[place] = alphabet[(alphabet.index(signs[place]) + shift) % 32]
    assert parse_ticket_code("".join(signs)) is None


def test_a_slip_in_a_code_is_told_from_other_words() -> None:
    for slip in ("K7Q2-M9XA-3", "k7q2m9xa3", "K7Q2 M9XU 3"):
        assert parse_ticket_code(slip) is None and looks_like_ticket_code(slip)
    for words in ("perubahan", "A012", "paspor 17 tahun", "K7Q2-M9XA-33", ""):
        assert not looks_like_ticket_code(words)


@given(st.text(max_size=20))
def test_anything_else_is_no_code_and_no_crash(text: str) -> None:
    code = parse_ticket_code(text)
    assert code is None or parse_ticket_code(code) == code


def test_the_form_is_that_of_the_paper() -> None:
    assert ticket_code(0) == "0000-0000-0"
    assert len(ticket_code((1 << 40) - 1)) == len("K7Q2-M9XA-3")


@given(st.integers(0, (1 << 95) - 1))
def test_a_longer_code_is_read_back_too(number: int) -> None:
    code = encode_bits(number, 95)
    assert [len(group) for group in code.split("-")] == [4] * 5
    assert decode_bits(code, 95) == decode_bits(code.lower().replace("-", " "), 95) == number
    assert decode_bits(code, 40) is None


@pytest.mark.parametrize(("bits", "size"), [(-1, 40), (1 << 40, 40), (0, 41)])
def test_what_does_not_fit_is_no_code(bits: int, size: int) -> None:
    with pytest.raises(ValueError):
        encode_bits(bits, size)
