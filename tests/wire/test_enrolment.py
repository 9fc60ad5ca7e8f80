"""A code says who may come in, and at which server alone."""

from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from kiosk.wire.enrolment import HANDLES, SECRETS, EnrolmentCode, derive_part_and_proof, parse_code, proof_of

SERVER, OTHER = sha256(b"server").digest(), sha256(b"other").digest()


def test_the_code_leads_to_the_proof_at_its_own_server_only() -> None:
    part, proof = derive_part_and_proof(7_000_000_000, SERVER)
    code = EnrolmentCode(5, 7_000_000_000, part)
    typed = parse_code(code.text.lower().replace("-", " "))
    assert typed == code
    assert proof_of(typed, SERVER) == proof and len(bytes.fromhex(proof)) == 32
    assert proof_of(typed, OTHER) is None


def test_another_secret_has_another_part_and_another_proof() -> None:
    (part, proof), (other_part, other_proof) = derive_part_and_proof(1, SERVER), derive_part_and_proof(2, SERVER)
    assert part != other_part and proof != other_proof
    assert proof_of(EnrolmentCode(0, 2, part), SERVER) is None


@given(st.integers(0, HANDLES - 1), st.integers(0, SECRETS - 1), st.integers(0, 2**45 - 1))
def test_every_code_is_read_back(handle: int, secret: int, part: int) -> None:
    code = EnrolmentCode(handle, secret, part)
    assert parse_code(code.text) == code
    assert [len(group) for group in code.text.split("-")] == [4] * 5
    assert repr(code) == f"EnrolmentCode(handle={handle})"


@given(st.text(max_size=30))
def test_anything_else_is_no_code(text: str) -> None:
    code = parse_code(text)
    assert code is None or parse_code(code.text) == code
