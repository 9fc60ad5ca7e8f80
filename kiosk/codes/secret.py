"""Secrets that prove who is there: PINs typed on a keyboard, kept as scrypt hashes, and tokens, kept as digests."""

import base64
import hashlib
import os
import secrets
from hmac import compare_digest
from itertools import pairwise
from random import SystemRandom
from typing import Final

from kiosk.text.language import Text, tr

SHORTEST: Final = 6
"""Digits that a PIN has at least."""
LONGEST: Final = 12

COST: Final = 2**14
"""With r and p 16 MiB and tens of milliseconds a try, as RFC 7914 proposes for interactive use."""

_R, _P = 8, 1

_FREE_TRIES: Final = 2


def is_pin(text: str) -> bool:
    return SHORTEST <= len(text) <= LONGEST and text.isascii() and text.isdigit()


def is_easy(pin: str) -> bool:
    """Whether *pin* is easy to guess: digits in a row, or one part repeated."""
    steps = {(int(b) - int(a)) % 10 for a, b in pairwise(pin)}
    repeats = any(len(pin) % part == 0 and pin == pin[:part] * (len(pin) // part) for part in range(1, len(pin)))
    return steps in ({1}, {9}) or repeats


def pin_fault(pin: str) -> Text | None:
    """Return why *pin* may not be used; None where it may."""
    if not is_pin(pin):
        text = tr("PIN terdiri dari {a} sampai {b} angka")
        return text.format(a=SHORTEST, b=LONGEST)
    if is_easy(pin):
        return tr("PIN itu terlalu mudah ditebak; jangan angka berurutan atau berulang")
    return None


def new_pin() -> str:
    while is_easy(pin := "".join(SystemRandom().choice("0123456789") for _ in range(SHORTEST))):
        pass
    return pin


def hash_pin(pin: str, salt: bytes, cost: int = COST) -> str:
    """Return the scrypt hash of *pin* as one line of text. *salt* is 16 random bytes, new ones for each PIN."""
    encoded = (base64.b64encode(part).decode() for part in (salt, _derived(pin, salt, cost)))
    return "$".join(("scrypt", str(cost), str(_R), str(_P), *encoded))


def hash_new_pin(pin: str) -> str:
    return hash_pin(pin, os.urandom(16))


def pin_matches(pin: str, stored: str) -> bool:
    """Whether *pin* has the hash *stored*, a valid one. Takes as long as hashing: call it beside the event loop."""
    cost, salt, digest = _parts(stored)
    return compare_digest(_derived(pin, salt, cost), digest)


def is_hash(stored: str) -> bool:
    try:
        _parts(stored)
    except ValueError:
        return False
    return True


def retry_delay(failures: int) -> float:
    """Return the seconds to wait after *failures* wrong tries in a row: 0, 0, 2, 4, 8 to 300."""
    return min(2.0 ** min(failures - _FREE_TRIES, 9), 300.0) if failures > _FREE_TRIES else 0.0


def _parts(stored: str) -> tuple[int, bytes, bytes]:
    try:
        name, n, r, p, *rest = stored.split("$")
        cost = int(n), int(r), int(p)
        salt, digest = (base64.b64decode(part, validate=True) for part in rest)
    except ValueError:
        raise ValueError("this is no hash of a PIN") from None
    if name != "scrypt" or not 1 < cost[0] <= COST or cost[1:] != (_R, _P):
        raise ValueError("this is no hash of a PIN")
    return cost[0], salt, digest


def _derived(pin: str, salt: bytes, cost: int) -> bytes:
    return hashlib.scrypt(pin.encode(), salt=salt, n=cost, r=_R, p=_P, maxmem=64 * 2**20, dklen=32)


def new_token() -> tuple[str, bytes]:
    """Return a new token of 256 random bits, and its digest, which is what the endpoint stores."""
    token = secrets.token_urlsafe(32)
    return token, token_digest(token.encode())


def token_digest(token: bytes) -> bytes:
    """Return the SHA-256 of *token*, which is enough for 256 random bits and accepts whatever a header brings."""
    return hashlib.sha256(token).digest()
