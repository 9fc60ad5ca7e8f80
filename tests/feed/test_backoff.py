from hypothesis import given
from hypothesis import strategies as st

from kiosk.feed.follower import FIRST_WAIT, LONGEST_WAIT, Backoff


@given(st.lists(st.floats(0, 0.999), min_size=1, max_size=40))
def test_waits_double_up_to_the_most_and_jitter_takes_up_to_half(chances: list[float]) -> None:
    numbers = iter(chances)
    backoff = Backoff(lambda: next(numbers))
    for tries in range(len(chances)):
        full = min(LONGEST_WAIT, FIRST_WAIT * 2**tries)
        assert full / 2 <= backoff.next() <= full


def test_a_reset_begins_anew() -> None:
    backoff = Backoff(lambda: 0.0)
    assert [backoff.next() for _ in range(8)] == [0.5, 1, 2, 4, 8, 16, 30, 30]
    backoff.reset()
    assert backoff.next() == 0.5
