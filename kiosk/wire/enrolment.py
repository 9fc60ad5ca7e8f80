"""Enrolment of a terminal by a code that a person carries from the endpoint to it.

The code, 95 bits and a check character (K7Q2-M9XA-3T5V-0C4W-8RDN), holds a *handle* of 10 bits, by which wrong tries
are counted against it; a *secret* of 40 bits, valid for some minutes, once, for few tries; and a *part* of 45 bits of
what scrypt makes of the secret and the certificate's fingerprint. The terminal asks the server for its certificate,
reckons the part and compares: only then does it send anything, over a connection that trusts this certificate alone.

What a machine in the middle would need is a certificate of its own with the same part. It does not know the secret, so
that it cannot even try one: any certificate passes by a chance of 1 in 2^45, and a person types a code a few times at
most. If it has seen the code on a screen it can try: 2^45 certificates at 32 MiB and a tenth of a second each, as
measured on the machine that this was written on, are a hundred thousand years of one core, and the code lives fifteen
minutes. (Who has seen the code can also enrol in the terminal's place. The terminal is then told that the code was
used, and whoever made it revokes what was let in.)

The secret never travels: what is sent is the *proof*, other bits of the same scrypt, of which the endpoint keeps the
SHA-256. Nor does the token: the terminal makes it and sends its SHA-256.
"""

import hashlib
from typing import Annotated, Final

from attrs import field, frozen

from kiosk.codes.ticket_code import decode_bits, encode_bits
from kiosk.schema.fields import Between, Pattern
from kiosk.text.language import tr
from kiosk.wire.access import Role

Digest = Annotated[str, Pattern(r"[0-9a-f]{64}", tr("SHA-256"))]

_HANDLE_BITS: Final = 10
_SECRET_BITS: Final = 40
_PART_BITS: Final = 45
_CODE_BITS: Final = _HANDLE_BITS + _SECRET_BITS + _PART_BITS

HANDLES: Final = 1 << _HANDLE_BITS
"""How many codes can be valid at once."""

SECRETS: Final = 1 << _SECRET_BITS
"""Out of how many a secret is drawn."""

_COST: Final = {"n": 2**15, "r": 8, "p": 1, "maxmem": 64 * 2**20}
"""32 MiB and a tenth of a second a try."""

_PROOF_BYTES: Final = 32
_PART_BYTES: Final = 6


@frozen
class EnrolmentCode:
    """The content of an enrolment code."""

    handle: int
    secret: int = field(repr=False)
    part: int = field(repr=False)

    @property
    def text(self) -> str:
        bits = (self.handle << _SECRET_BITS | self.secret) << _PART_BITS | self.part
        return encode_bits(bits, _CODE_BITS)


@frozen
class EnrolRequest:
    """A request to enrol the terminal that a code was made for, with a token that the terminal made."""

    handle: Annotated[int, Between(0, HANDLES - 1)]
    proof: Digest = field(repr=False)
    """Hexadecimal, as `proof_of` gives it."""
    token: Digest
    """SHA-256 of the token."""


@frozen
class EnrolledTerminal:
    """The terminal as it was named when the code was made."""

    name: str
    role: Role
    counter: str | None = None


def parse_code(text: str) -> EnrolmentCode | None:
    """Return the code that somebody typed, or none when *text* cannot be one."""
    bits = decode_bits(text, _CODE_BITS)
    if bits is None:
        return None
    start, part = divmod(bits, 1 << _PART_BITS)
    return EnrolmentCode(*divmod(start, SECRETS), part)


def proof_of(code: EnrolmentCode, fingerprint: bytes) -> str | None:
    """Return the proof for the server of that certificate, or none when the code was made for another one."""
    part, proof = derive_part_and_proof(code.secret, fingerprint)
    return proof if part == code.part else None


def derive_part_and_proof(secret: int, fingerprint: bytes) -> tuple[int, str]:
    """Return the part for the code and the proof, of one secret and one certificate; takes a tenth of a second."""
    derived = hashlib.scrypt(
        secret.to_bytes(_SECRET_BITS // 8), salt=fingerprint, **_COST, dklen=_PROOF_BYTES + _PART_BYTES
    )
    part = int.from_bytes(derived[_PROOF_BYTES:]) >> (8 * _PART_BYTES - _PART_BITS)
    return part, derived[:_PROOF_BYTES].hex()
