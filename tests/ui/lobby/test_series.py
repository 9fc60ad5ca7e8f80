"""Calls in series: a minute of calls played through second by second, however many come at once."""

from datetime import UTC, datetime, timedelta

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.sound.announcer import Announcer, CallAnnouncement
from kiosk.ui.lobby.series import AT_LEAST, AT_MOST, TOGETHER, Series, advance, is_flipped, with_board
from kiosk.wire.board import Board, BoardCall, CallState

START = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
TICK = 0.5


def call(number: int, ticket: str = "", state: CallState = "called", second: float = 0) -> BoardCall:
    return BoardCall(
        call=number,
        ticket=ticket or f"A{number:03}",
        counter=str(number % 12 + 1),
        state=state,
        at=START + timedelta(seconds=second),
    )


def board(*calls: BoardCall, epoch: str = "e") -> Board:
    return Board(board=1, epoch=epoch, calls=tuple(sorted(calls, key=lambda each: -each.call))[:8])


def heard(series: Series, *calls: BoardCall, second: float = 0) -> Series:
    return with_board(series, board(*calls), START + timedelta(seconds=second), second)


def tickets(series: Series) -> list[str]:
    return [line.call.ticket for line in series.lines]


def after(series: Series, first: float, last: float) -> list[tuple[float, Series]]:
    """Every tick from *first* to *last* seconds."""
    told = []
    for tick in range(round(first / TICK), round(last / TICK) + 1):
        series = advance(series, tick * TICK)
        told.append((tick * TICK, series))
    return told


@pytest.fixture
def begun() -> Series:
    """A lobby that has seen its first board."""
    return heard(Series())


def test_what_is_seen_first_or_in_another_world_is_no_news(begun: Series) -> None:
    assert heard(Series(), call(1)).spoken is None
    assert with_board(begun, board(call(1), epoch="another"), START, 0.0).spoken is None


def test_a_call_over_a_minute_old_and_one_already_answered_are_no_news(begun: Series) -> None:
    assert heard(begun, call(1), second=61).spoken is None
    assert heard(begun, call(1, state="serving")).spoken is None
    assert heard(begun, call(1), second=60).spoken is not None


def test_a_call_is_announced_once_and_for_eight_seconds(begun: Series) -> None:
    series = heard(begun, call(1))
    assert tickets(series) == ["A001"]
    assert tickets(after(series, 0, 7.5)[-1][1]) == ["A001"]
    ended = after(series, 0, 8)[-1][1]
    assert tickets(ended) == []
    assert heard(ended, call(1), second=20).spoken is None


def test_three_calls_at_once_stand_together_and_the_bar_goes_down(begun: Series) -> None:
    series = heard(begun, call(1), call(2), call(3))
    told = after(series, 0, 24)
    assert {tuple(tickets(each)) for _, each in told} == {("A001", "A002", "A003"), ()}
    assert [each.bar for _, each in told[:-1]] == [0] * 16 + [1] * 16 + [2] * 16


def test_a_second_call_joins_at_once_and_a_third_when_the_bar_goes_on(begun: Series) -> None:
    series = heard(begun, call(1))
    series = heard(series, call(1), call(2), second=2)
    assert (tickets(series), series.bar) == (["A001", "A002"], 0)
    series = heard(series, call(1), call(2), call(3), second=4)
    assert (tickets(series), series.bar) == (["A001", "A002"], 0)
    series = advance(series, 8)
    assert (tickets(series), series.bar) == (["A001", "A002", "A003"], 1)


def test_a_fourth_takes_the_line_that_was_announced_longest_ago(begun: Series) -> None:
    series = heard(begun, *map(call, range(1, 5)))
    told = after(series, 0, 32)
    assert tickets(told[2 * 24][1]) == ["A004", "A002", "A003"]
    assert told[2 * 24][1].bar == 0
    assert tickets(told[-1][1]) == []


def test_a_recall_puts_the_bar_back_and_moves_nothing(begun: Series) -> None:
    series = heard(begun, call(1), call(2), call(3))
    series = after(series, 0, 20)[-1][1]
    again = call(4, "A001", second=20)
    series = heard(series, again, call(2), call(3), second=20)
    assert (tickets(series), series.bar) == (["A001", "A002", "A003"], 2)
    series = after(series, 20, 24)[-1][1]
    assert (tickets(series), series.bar) == (["A001", "A002", "A003"], 0)
    assert series.spoken == again


def test_a_recall_before_its_turn_is_one_announcement(begun: Series) -> None:
    series = heard(begun, *map(call, range(1, 6)))
    series = heard(series, *map(call, range(1, 4)), call(6, "A004"), call(7, "A005"), second=1)
    spoken = [each.spoken.call for _, each in after(series, 0, 60) if each.spoken]
    assert sorted(set(spoken)) == [1, 2, 3, 6, 7]


@pytest.mark.parametrize("state", ["serving", "done", "no-show", "withdrawn"])
def test_nobody_is_called_who_has_come_or_was_sent_back_before_the_turn(begun: Series, state: CallState) -> None:
    series = heard(begun, *map(call, range(1, 6)))
    changed = [call(n, state=state) for n in (2, 5)]
    series = heard(series, call(1), call(3), call(4), *changed, second=1)
    assert {each.spoken.call for _, each in after(series, 0, 60) if each.spoken} == {1, 3, 4}


def test_a_call_undone_after_it_was_spoken_is_taken_back_once(begun: Series) -> None:
    series = after(heard(begun, call(1)), 0, 10)[-1][1]
    undone = call(1, state="withdrawn")
    series = heard(series, undone, second=12)
    assert series.spoken == undone
    series = heard(series, undone, second=13)
    series = after(series, 13, 20)[-1][1]
    assert series.spoken is None
    assert heard(series, undone, second=30).spoken is None


def test_a_call_undone_and_made_again_is_a_call(begun: Series) -> None:
    series = heard(begun, call(1), call(2))
    series = after(series, 0, 9)[-1][1]
    series = heard(series, call(1, state="withdrawn"), call(2), second=10)
    series = heard(series, call(1, state="withdrawn"), call(2), call(3, "A001"), second=12)
    assert [each.spoken.call for _, each in after(series, 12, 30) if each.spoken][-1] == 3
    assert not [each for _, each in after(series, 12, 60) if each.spoken and each.spoken.state == "withdrawn"]


def test_the_bar_waits_for_the_voice_but_not_for_ever(begun: Series) -> None:
    series = heard(begun, call(1))
    assert advance(series, AT_LEAST + 4, speaking=True) is series
    assert advance(series, AT_MOST, speaking=True).spoken is None


def test_the_number_at_the_bar_flips_four_times_in_four_seconds(begun: Series) -> None:
    series = heard(begun, call(1))
    assert [is_flipped(series, half / 2) for half in range(12)] == [False, True] * 4 + [False] * 4
    assert not is_flipped(begun, 0.5)


ARRIVALS = st.lists(st.floats(0, 60, width=16), min_size=1, max_size=12).map(sorted)
VOICES = st.lists(st.floats(0, 14, width=16), min_size=30, max_size=30)


@settings(max_examples=60, deadline=None)
@given(arrivals=ARRIVALS, voices=VOICES)
def test_each_call_has_its_time_in_order_and_nothing_moves_below_the_bar(
    arrivals: list[float], voices: list[float]
) -> None:
    series, made = heard(Series()), 0
    spoken: list[int] = []
    begun: dict[int, float] = {}
    ended: dict[int, float] = {}
    for tick in range(round(600 / TICK)):
        now = tick * TICK
        before = series
        while made < len(arrivals) and arrivals[made] <= now:
            made += 1
        calls = [call(n + 1, second=arrivals[n]) for n in range(made)][-8:]
        series = heard(series, *calls, second=now)
        current = before.spoken
        speaking = current is not None and now - before.since < voices[current.call % len(voices)]
        series = advance(series, now, speaking)
        assert len(series.lines) <= TOGETHER and len(set(tickets(series))) == len(series.lines)
        if before.lines and series.since == before.since and series.lines:
            where = min(len(before.lines), 2)
            assert series.lines[: before.bar + 1] == before.lines[: before.bar + 1]
            assert len(series.lines) == len(before.lines) or (where, len(series.lines)) == (1, 2)
        if series.spoken and series.since == now:
            spoken.append(series.spoken.call)
            begun[series.spoken.call] = now
        if current and (series.spoken is None or series.since == now):
            ended[current.call] = now
            assert now - begun[current.call] >= max(AT_LEAST, min(voices[current.call % len(voices)], AT_MOST))
    assert spoken == sorted(spoken) == list(range(1, len(arrivals) + 1))
    assert not series.lines and not series.waiting


def test_eight_counters_in_a_minute_are_all_announced_in_it_or_shortly_after(begun: Series) -> None:
    series = begun
    last = 0.0
    for tick in range(200):
        now = tick * TICK
        calls = [call(n + 1, second=7.5 * n) for n in range(8) if 7.5 * n <= now]
        series = advance(heard(series, *calls, second=now), now)
        last = now if series.lines else last
    assert last < 8 * AT_LEAST + 4


@pytest.mark.parametrize("apart", [0.0, 7.5])
@pytest.mark.parametrize("seconds", [7.0, 12.5])
def test_the_voice_calls_all_of_eight_counters_whatever_their_language(
    begun: Series, apart: float, seconds: float
) -> None:
    """*seconds* is what a call takes to say: in Indonesian, in both languages."""
    series, announcer, ends = begun, Announcer(), 0.0
    said: list[str] = []
    for tick in range(300):
        now = tick * TICK
        calls = [call(n + 1, second=apart * n) for n in range(8) if apart * n <= now]
        series = advance(heard(series, *calls, second=now), now, speaking=now < ends)
        announcer, announcement = announcer.update(series.spoken, None, START + timedelta(seconds=now))
        if isinstance(announcement, CallAnnouncement):
            assert now >= ends, "in series"
            said.append(announcement.ticket)
            ends = now + seconds
    assert said == [f"A{n:03}" for n in range(1, 9)]


def test_a_line_keeps_what_the_board_says_of_its_call(begun: Series) -> None:
    series = heard(begun, call(1), call(2))
    series = heard(series, call(1, state="serving"), evolve(call(2), step="foto"), second=3)
    assert [line.call.state for line in series.lines] == ["serving", "called"]
    assert series.lines[1].call.step == "foto"
