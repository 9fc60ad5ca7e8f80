"""Fingers, scanners and held keys, told apart by time alone."""

from collections.abc import Iterable
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kiosk.ui.counter.key_filter import LONGEST_BURST, REPEAT, SILENCE, KeyFilter, KeyInput, KeyPress, ScannedCode


def listen(keys: Iterable[tuple[str, float]], end: float = 1e9) -> list[KeyInput]:
    """What is heard when each key comes at its second and the key_filter is asked as soon as something is due."""
    key_filter, heard = KeyFilter(), list[KeyInput]()
    for key, at in keys:
        while (due := key_filter.due(at - 1e-9)) == 0.0 and (settled := key_filter.settle(at - 1e-9)):
            assert due is not None
            heard += settled
        heard += key_filter.add(key, at)
    heard += key_filter.settle(end)
    assert key_filter.due(end) is None
    return heard


def test_a_single_key_acts_after_its_silence_only() -> None:
    key_filter = KeyFilter()
    assert key_filter.add("P", 10.0) == ()
    assert key_filter.due(10.02) == 10.0 + SILENCE - 10.02
    assert key_filter.settle(10.05) == ()
    assert key_filter.settle(10.061) == (KeyPress("P"),)
    assert key_filter.settle(11.0) == ()
    assert key_filter.due(11.0) is None


def test_fingers_of_two_hands_are_two_keys() -> None:
    assert listen([("P", 1.0), ("M", 1.08)]) == [KeyPress("P"), KeyPress("M")]


def test_a_burst_is_one_code_and_no_key_whatever_it_spells() -> None:
    burst = [(key, 5 + n * 0.01) for n, key in enumerate(["S", "S", "B", "space", "1", "enter"])]
    assert listen(burst) == [ScannedCode("SSB 1")]


def test_a_slow_scanner_is_a_scanner_up_to_the_silence() -> None:
    assert listen([("K", 1.0), ("7", 1.059), ("Q", 1.118)]) == [ScannedCode("K7Q")]


def test_a_burst_ends_with_its_silence() -> None:
    assert listen([("K", 1.0), ("7", 1.01), ("S", 1.2)]) == [ScannedCode("K7"), KeyPress("S")]


def test_a_burst_is_kept_to_a_sensible_length() -> None:
    burst = [("AB"[n % 2], n * 0.001) for n in range(5000)]
    assert listen(burst) == [ScannedCode(("AB" * LONGEST_BURST)[:LONGEST_BURST])]


def test_the_same_key_counts_again_after_a_pause() -> None:
    assert listen([("S", 1.0), ("S", 1.2)]) == [KeyPress("S")]
    assert listen([("S", 1.0), ("S", 1.5)]) == [KeyPress("S"), KeyPress("S")]


def test_another_key_need_not_wait_for_the_repeat() -> None:
    assert listen([("S", 1.0), ("1", 1.1), ("2", 1.2)]) == [KeyPress("S"), KeyPress("1"), KeyPress("2")]


def test_arrows_and_escape_act_at_once_and_repeat() -> None:
    key_filter = KeyFilter()
    assert [key_filter.add(key, 1.0 + n / 100) for n, key in enumerate(("down", "down", "escape"))] == [
        (KeyPress("down"),),
        (KeyPress("down"),),
        (KeyPress("escape"),),
    ]


@given(delay=st.floats(0.2, 1.0), gap=st.floats(0.02, 0.11), times=st.integers(3, 200))
def test_a_held_key_acts_once_however_the_keyboard_repeats_it(delay: float, gap: float, times: int) -> None:
    held = [("P", 1.0), *(("P", 1.0 + delay + n * gap) for n in range(times))]
    assert listen(held) == [KeyPress("P")]


@given(
    st.lists(st.tuples(st.sampled_from(["P", "S", "B", "1", "space"]), st.floats(0.0, 1.0)), min_size=1, max_size=40),
)
def test_no_key_is_acted_upon_twice_and_none_within_the_silence_of_another(steps: list[tuple[str, float]]) -> None:
    at, keys = 0.0, []
    for key, gap in steps:
        at += gap
        keys.append((key, at))
    heard = listen(keys)
    pressed = [one.key for one in heard if isinstance(one, KeyPress)]
    lonely = [
        key
        for n, (key, when) in enumerate(keys)
        if (n == 0 or when - keys[n - 1][1] >= SILENCE) and (n == len(keys) - 1 or keys[n + 1][1] - when >= SILENCE)
    ]
    assert len(pressed) <= len(lonely)
    for key in set(pressed):
        times = [when for k, when in keys if k == key]
        anew = 1 + sum(b - a >= REPEAT for a, b in pairwise(times))
        assert pressed.count(key) <= anew
