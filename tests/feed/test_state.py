from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kiosk.feed.state import ClockOffset

START = datetime(2026, 11, 24, 2, 42, 10, tzinfo=UTC)


@given(
    st.integers(-(10**7), 10**7),
    st.lists(st.tuples(st.integers(0, 10**7), st.integers(0, 400), st.integers(0, 400)), min_size=1, max_size=20),
)
def test_the_true_offset_stays_between_the_bounds(true_ms: int, answers: list[tuple[int, int, int]]) -> None:
    true = timedelta(milliseconds=true_ms)
    offset, moment = ClockOffset(), START
    for pause, there, back in answers:
        sent = moment + timedelta(milliseconds=pause)
        stamped = sent + timedelta(milliseconds=there) + true
        received = sent + timedelta(milliseconds=there + back)
        offset = offset.narrow(stamped.replace(microsecond=0), sent, received)
        moment = received
        assert offset.low is not None and offset.high is not None
        assert offset.low <= true <= offset.high
        assert abs(offset.estimate - true) <= timedelta(seconds=1, milliseconds=there + back)


def test_clocks_that_may_agree_do() -> None:
    sent = START + timedelta(milliseconds=600)
    assert ClockOffset().narrow(START, sent, sent).estimate == timedelta()


def test_after_a_clock_is_set_only_the_new_answer_counts() -> None:
    agreed = ClockOffset().narrow(START, START, START)
    hour = timedelta(hours=1)
    assert abs(agreed.narrow(START + hour, START, START).estimate - hour) <= timedelta(seconds=1)
