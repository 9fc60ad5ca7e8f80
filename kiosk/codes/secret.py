"""Secrets that prove who is there: PINs typed on a keyboard, kept as scrypt hashes, and tokens, kept as digests."""

import base64
import hashlib
import os
import secrets
from itertools import pairwise
from random import SystemRandom
from typing import Final

from kiosk.text.language import Text, tr

SHORTEST: Final = 6
"""Digits that a PIN has at least."""
LONGEST: Final = 12

COST: Final = 2**14
"""With r and p 16 MiB and tens of milliseconds a try, as RFC 7914 proposes for what somebody waits for."""

_R, _P = 8, 1

_FREE_TRIES: Final = 2
_LONGEST_DELAY: Final = 300.0


def is_pin(text: str) -> bool:
    """Whether *text* can be a PIN: six to twelve digits."""
    return SHORTEST <= len(text) <= LONGEST and text.isascii() and text.isdigit()


def is_easy(pin: str) -> bool:
    """Whether *pin* is among the first that anybody would try: digits in a row, or one part over and over."""
    steps = {(int(b) - int(a)) % 10 for a, b in pairwise(pin)}
    repeats = any(len(pin) % part == 0 and pin == pin[:part] * (len(pin) // part) for part in range(1, len(pin)))
    return steps in ({1}, {9}) or repeats


def pin_fault(pin: str) -> Text | None:
    """Why *pin* should be nobody's; none where it may be."""
    if not is_pin(pin):
        text = tr("PIN terdiri dari {a} sampai {b} angka")
        return text.format(a=SHORTEST, b=LONGEST)
    if is_easy(pin):
        return tr("PIN itu terlalu mudah ditebak; jangan angka berurutan atau berulang")
    return None


def new_pin() -> str:
    """A PIN drawn by lot, none of the easy ones."""
    while is_easy(pin := "".join(SystemRandom().choice("0123456789") for _ in range(SHORTEST))):
        pass
    return pin


def hash_pin(pin: str, salt: bytes, cost: int = COST) -> str:
    """The hash to keep of *pin*, one line of text. *salt* is 16 random bytes, other ones for each PIN."""
    return _written(cost, _R, _P, salt, _derived(pin, salt, cost, _R, _P))


def hash_new_pin(pin: str) -> str:
    """The hash to keep of *pin*, with a salt of its own."""
    return hash_pin(pin, os.urandom(16))


def pin_matches(pin: str, kept: str) -> bool:
    """Whether *pin* is the one whose hash was kept. Takes as long as hashing: call it beside the event loop.

    Raises:
        ValueError: when *kept* is no such hash.
    """
    from hmac import compare_digest  # noqa: PLC0415 (brings hashlib)

    cost, salt, digest = _parts(kept)
    return compare_digest(_derived(pin, salt, cost, _R, _P), digest)


def is_hash(kept: str) -> bool:
    """Whether *kept* is the hash of a PIN."""
    try:
        _parts(kept)
    except ValueError:
        return False
    return True


def retry_delay(failures: int) -> float:
    """Seconds to wait before the next try after *failures* wrong ones in a row: none, none, 2, 4, 8 to 300."""
    return min(2.0 ** min(failures - _FREE_TRIES, 9), _LONGEST_DELAY) if failures > _FREE_TRIES else 0.0


def _parts(kept: str) -> tuple[int, bytes, bytes]:
    """Cost, salt and digest of a hash."""
    try:
        name, n, r, p, *rest = kept.split("$")
        cost = int(n), int(r), int(p)
        salt, digest = (base64.b64decode(part, validate=True) for part in rest)
    except ValueError:
        raise ValueError("this is no hash of a PIN") from None
    if name != "scrypt" or not 1 < cost[0] <= COST or cost[1:] != (_R, _P):
        raise ValueError("this is no hash of a PIN")
    return cost[0], salt, digest


def _derived(pin: str, salt: bytes, n: int, r: int, p: int) -> bytes:
    from hashlib import scrypt  # noqa: PLC0415 (2 ms that a screen has no need of before somebody types a PIN)

    return scrypt(pin.encode(), salt=salt, n=n, r=r, p=p, maxmem=64 * 2**20, dklen=32)


def _written(n: int, r: int, p: int, salt: bytes, digest: bytes) -> str:
    return "$".join(("scrypt", str(n), str(r), str(p), *(base64.b64encode(part).decode() for part in (salt, digest))))


def new_token() -> tuple[str, bytes]:
    """A token of 256 random bits, kept nowhere but where it is now handed to, and its digest, which is kept."""
    token = secrets.token_urlsafe(32)
    return token, token_digest(token.encode())


def token_digest(token: bytes) -> bytes:
    """What is kept of a token. Plain SHA-256 is enough for 256 random bits, and works on whatever a header brings."""
    return hashlib.sha256(token).digest()
