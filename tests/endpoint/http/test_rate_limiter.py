"""How often one address may try: never more than its rate, and always that much."""

from endpoint.house import SetClock
from hypothesis import given
from hypothesis import strategies as some

from kiosk.endpoint.http.limits import AllowedRate, RateLimiter

WHO = some.sampled_from(("a", "b", "c"))


class Hand:
    """Seconds that go on as a test says."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@given(
    some.integers(1, 5),
    some.integers(1, 120),
    some.lists(some.tuples(WHO, some.floats(0, 30)), max_size=80),
)
def test_no_address_gets_more_than_its_rate(at_once: int, a_minute: int, asked: list[tuple[str, float]]) -> None:
    now, got = Hand(), {"a": 0, "b": 0, "c": 0}
    tries = RateLimiter(AllowedRate(at_once, a_minute), now)
    for who, pause in asked:
        now.seconds += pause
        got[who] += tries.take(who) is None
        assert got[who] <= at_once + now.seconds * a_minute / 60 + 1e-6


@given(some.integers(1, 5), some.integers(1, 120), some.lists(some.floats(0, 3), max_size=20))
def test_asking_in_vain_costs_nothing_and_the_wait_is_true(at_once: int, a_minute: int, pauses: list[float]) -> None:
    now = Hand()
    tries = RateLimiter(AllowedRate(at_once, a_minute), now)
    for pause in pauses:
        tries.take("a")
        now.seconds += pause
    wait = tries.take("a")
    if wait is not None:
        now.seconds += wait
        assert tries.take("a") is None


def test_no_number_of_addresses_fills_the_memory() -> None:
    tries = RateLimiter(AllowedRate(1, 1), SetClock().monotonic)
    for number in range(5_000):
        tries.take(str(number))
    assert len(tries._allowances) <= 1_024
    assert tries.take("4999") is not None
