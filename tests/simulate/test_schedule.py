from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kiosk.simulate.schedule import ActResult, ReadScreen, Schedule, Script, WaitFor, WaitUntil
from kiosk.visit.state import Origin

START = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)


def after(seconds: float) -> datetime:
    return START + timedelta(seconds=seconds)


def waiter(*seconds: float) -> Script:
    for pause in seconds:
        yield WaitFor(pause)


def turns(schedule: Schedule) -> list[tuple[str, float]]:
    """Who came when, until everybody has gone."""
    came = []
    while (at := schedule.next_at) is not None:
        turn = schedule.take()
        came.append((turn.who, (at - START).total_seconds()))
        assert schedule.go_on(turn, ActResult(at)) is None
    return came


@given(st.lists(st.lists(st.integers(0, 1000), max_size=6), max_size=6))
def test_everybody_comes_in_order_of_time_and_none_is_forgotten(pauses: list[list[int]]) -> None:
    came = turns(Schedule(START, {str(n): waiter(*own) for n, own in enumerate(pauses)}))
    assert [at for _, at in came] == sorted(at for _, at in came)
    for n, own in enumerate(pauses):
        mine = [at for who, at in came if who == str(n)]
        assert mine == [sum(own[:k]) for k in range(len(own) + 1)]


def test_who_asks_goes_on_with_the_answer_in_the_same_turn() -> None:
    told: list[ActResult] = []

    def asker() -> Script:
        told.append((yield ReadScreen(Origin("loket-1", "1"))))
        yield WaitFor(5)

    schedule = Schedule(START, {"a": asker()})
    turn = schedule.take()
    assert schedule.go_on(turn, ActResult(START)) == ReadScreen(Origin("loket-1", "1"))
    answer = ActResult(START, refused="stale")
    assert schedule.go_on(turn, answer) is None
    assert told == [answer] and schedule.next_at == after(5)


def test_a_quicker_day_shortens_what_people_do_but_not_the_clock() -> None:
    def keeper() -> Script:
        yield WaitUntil(after(100))
        yield WaitFor(40)

    schedule = Schedule(START, {"people": waiter(100, 40), "clock": keeper()})
    for _ in range(2):
        schedule.go_on(schedule.take(), ActResult(START))
    schedule.quicken(after(20), 4)
    assert turns(schedule) == [("people", 40), ("people", 50), ("clock", 100), ("clock", 110)]


def test_a_time_gone_by_is_now() -> None:
    def late() -> Script:
        yield WaitUntil(after(-50))

    schedule = Schedule(START, {"late": late()})
    schedule.go_on(schedule.take(), ActResult(START))
    assert schedule.next_at == START


def test_who_is_dismissed_never_comes() -> None:
    schedule = Schedule(START, {"a": waiter(1), "b": waiter(1)})
    schedule.dismiss("a")
    assert {who for who, _ in turns(schedule)} == {"b"}
