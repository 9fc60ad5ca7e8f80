import base64

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.codes.secret import hash_pin, is_easy, is_pin, new_pin, pin_matches, retry_delay

PINS = st.from_regex(r"[0-9]{6,12}", fullmatch=True)


@settings(max_examples=10, deadline=None)
@given(PINS, PINS, st.binary(min_size=16, max_size=16))
def test_only_the_pin_itself_matches_its_hash(pin: str, other: str, salt: bytes) -> None:
    kept = hash_pin(pin, salt)
    assert pin not in kept and "\n" not in kept
    assert pin_matches(pin, kept)
    assert pin_matches(other, kept) == (other == pin)


def test_the_hash_is_that_of_rfc_7914() -> None:
    """The third vector of section 12 has our cost, and a longer key whose head is ours (PBKDF2 grows by blocks)."""
    kept = hash_pin("pleaseletmein", b"SodiumChloride")
    head = bytes.fromhex("7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2")
    assert kept.split("$")[-1] == base64.b64encode(head).decode()


@pytest.mark.parametrize(
    "kept",
    [
        "",
        "123456",
        "scrypt$16384$8$1$AAAA",
        "scrypt$16384$8$1$!$!",
        "scrypt$32768$8$1$AAAA$AAAA",
        "md5$16384$8$1$AA$AA",
    ],
)
def test_what_is_no_hash_is_said_to_be_none(kept: str) -> None:
    with pytest.raises(ValueError, match="no hash"):
        pin_matches("123456", kept)


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("123456", True),
        ("123456789012", True),
        ("12345", False),
        ("1234567890123", False),
        ("12345a", False),
        ("１２３４５６", False),
    ],
)
def test_a_pin_has_six_to_twelve_digits(text: str, is_one: bool) -> None:
    assert is_pin(text) is is_one


def test_each_wrong_try_delays_the_next_longer_up_to_five_minutes() -> None:
    delays = [retry_delay(failures) for failures in range(40)]
    assert delays[:6] == [0, 0, 0, 2, 4, 8]
    assert delays == sorted(delays)
    assert delays[-1] == retry_delay(10**9) == 300


def test_a_hash_says_what_it_cost_and_none_may_cost_more() -> None:
    assert hash_pin("193755", b"salt").startswith("scrypt$16384$8$1$")
    cheap = hash_pin("193755", b"salt", 16)
    assert pin_matches("193755", cheap) and not pin_matches("193756", cheap)


@pytest.mark.parametrize("pin", ["000000", "123456", "654321", "789012", "210987", "121212", "193193", "19371937"])
def test_what_anybody_would_try_first_is_easy(pin: str) -> None:
    assert is_easy(pin)


def test_pins_by_lot_are_fit_and_different() -> None:
    drawn = {new_pin() for _ in range(200)}
    assert len(drawn) > 190
    assert all(is_pin(pin) and not is_easy(pin) for pin in drawn)
