from hypothesis import given
from hypothesis import strategies as st

from kiosk.sop.content import digest_of
from kiosk.text.language import Text


@given(st.dictionaries(st.text(max_size=5), st.integers() | st.text(max_size=5), max_size=5))
def test_the_order_of_keys_does_not_matter(content: dict[str, object]) -> None:
    assert digest_of(content) == digest_of(dict(reversed(content.items())))


def test_a_digest_is_twelve_hexadecimal_digits() -> None:
    digest = digest_of(Text("é"))
    assert len(digest) == 12
    assert int(digest, 16) >= 0
    assert digest == digest_of({"id": "é"})
    assert digest != digest_of(Text("e"))
