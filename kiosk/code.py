"""Codes on paper: 40 random bits and a check character in Crockford's base 32, K7Q2-M9XA-3.

Read and typed without care for O and 0, I, L and 1, case, blanks and hyphens. The check character is Luhn's, modulo 32:
one wrong character is always noticed, and so is nearly every exchange of two neighbours.
"""

from typing import Final

_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_VALUES: Final = {c: v for v, c in enumerate(_ALPHABET)} | {"O": 0, "I": 1, "L": 1}
_BITS: Final = 40
_LENGTH: Final = _BITS // 5


def ticket_code(bits: int) -> str:
    """The code of 40 random *bits*, as it is printed: K7Q2-M9XA-3."""
    if not 0 <= bits < 1 << _BITS:
        raise ValueError(f"a code has {_BITS} bits")
    values = [(bits >> shift) & 31 for shift in range(_BITS - 5, -1, -5)]
    signs = "".join(_ALPHABET[v] for v in values)
    return f"{signs[:4]}-{signs[4:]}-{_ALPHABET[_check(values)]}"


def read_code(text: str) -> str | None:
    """The code that somebody typed or scanned, as it is printed; none when it cannot be one."""
    signs = [c for c in text.upper() if c not in " -"]
    if len(signs) != _LENGTH + 1 or any(c not in _VALUES for c in signs):
        return None
    *values, check = (_VALUES[c] for c in signs)
    if check != _check(values):
        return None
    bits = 0
    for value in values:
        bits = bits << 5 | value
    return ticket_code(bits)


def _check(values: list[int]) -> int:
    total = 0
    for place, value in enumerate(reversed(values)):
        weighted = value * 2 if place % 2 == 0 else value
        total += weighted // 32 + weighted % 32
    return -total % 32
