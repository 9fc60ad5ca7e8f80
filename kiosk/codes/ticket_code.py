"""Codes that people read and type: random bits and a check character in Crockford's base 32, as in K7Q2-M9XA-D.

Read and typed without care for O and 0, I, L and 1, case, blanks and hyphens. The check character is Luhn's, modulo 32:
one wrong character is always noticed, and so is nearly every exchange of two neighbours.
"""

from typing import Final

_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_VALUES: Final = {c: v for v, c in enumerate(_ALPHABET)} | {"O": 0, "I": 1, "L": 1}
_TICKET_BITS: Final = 40


def ticket_code(bits: int) -> str:
    """Return the printed code of 40 random *bits*."""
    return encode_bits(bits, _TICKET_BITS)


def parse_ticket_code(text: str) -> str | None:
    """Return a ticket's code as printed, from what was typed or scanned; None when it is no code."""
    bits = decode_bits(text, _TICKET_BITS)
    return None if bits is None else ticket_code(bits)


def looks_like_ticket_code(text: str) -> bool:
    """Whether *text* may be a ticket's code with a typing error: it has the length, and digits, as most codes have."""
    signs = [c for c in text if c not in " -"]
    return len(signs) == _TICKET_BITS // 5 + 1 and all(c.isalnum() for c in signs) and any(c.isdigit() for c in signs)


def encode_bits(bits: int, size: int) -> str:
    """Return the code of *size* bits, a multiple of five, with its check character, in groups of four."""
    if size % 5 or not 0 <= bits < 1 << size:
        raise ValueError(f"a code of this kind has {size} bits")
    values = [(bits >> shift) & 31 for shift in range(size - 5, -1, -5)]
    signs = "".join(_ALPHABET[v] for v in (*values, _check(values)))
    return "-".join(signs[at : at + 4] for at in range(0, len(signs), 4))


def decode_bits(text: str, size: int) -> int | None:
    """Return the bits of a code of *size* bits as typed; None when it is no such code."""
    signs = [c for c in text.upper() if c not in " -"]
    if len(signs) != size // 5 + 1 or any(c not in _VALUES for c in signs):
        return None
    *values, check = (_VALUES[c] for c in signs)
    if check != _check(values):
        return None
    bits = 0
    for value in values:
        bits = bits << 5 | value
    return bits


def _check(values: list[int]) -> int:
    total = 0
    for place, value in enumerate(reversed(values)):
        weighted = value * 2 if place % 2 == 0 else value
        total += weighted // 32 + weighted % 32
    return -total % 32
