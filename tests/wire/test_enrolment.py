"""A code says who may come in, and at which server alone."""

import secrets
from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from kiosk.wire.enrolment import RANDOM_BITS, Enrolment, new_enrolment, proof_of, read_enrolment

SERVER, OTHER = sha256(b"server").digest(), sha256(b"other").digest()


def test_the_code_leads_to_the_proof_at_its_own_server_only() -> None:
    made, proof = new_enrolment(secrets.randbits(RANDOM_BITS), SERVER)
    typed = read_enrolment(made.code.lower().replace("-", " "))
    assert typed == made
    assert proof_of(made, SERVER) == proof and len(bytes.fromhex(proof)) == 32
    assert proof_of(made, OTHER) is None


def test_another_secret_has_another_part_and_another_proof() -> None:
    one, proof = new_enrolment(1, SERVER)
    two, other = new_enrolment(2, SERVER)
    assert one.part != two.part and proof != other
    assert proof_of(Enrolment(one.handle, two.secret, one.part), SERVER) is None


@given(st.integers(0, 2**10 - 1), st.integers(0, 2**40 - 1), st.integers(0, 2**45 - 1))
def test_every_code_is_read_back(handle: int, secret: int, part: int) -> None:
    made = Enrolment(handle, secret, part)
    assert read_enrolment(made.code) == made
    assert repr(made) == f"Enrolment(handle={handle})"


@given(st.text(max_size=30))
def test_anything_else_is_no_code(text: str) -> None:
    read = read_enrolment(text)
    assert read is None or read_enrolment(read.code) == read
