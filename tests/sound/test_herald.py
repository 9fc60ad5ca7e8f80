"""What is announced, by example, and by property over an office that calls as it likes."""

from datetime import UTC, datetime, timedelta

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from kiosk.language import Text
from kiosk.sound.herald import NEWS, REPEAT, Alarm, Announcement, Called, Herald, TakenBack
from kiosk.wire.board import Board, BoardCall, CallState, Notice

AT = datetime(2026, 11, 24, 2, 42, tzinfo=UTC)
EMERGENCY = Notice("emergency", kind=Text("Gempa bumi"), lines=("KELUAR",))


def after(seconds: float) -> datetime:
    return AT + timedelta(seconds=seconds)


def call(number: int, state: CallState = "called", ticket: str = "", at: float = 0, count: int = 1) -> BoardCall:
    counter = str(number % 5 + 1)
    return BoardCall(number, ticket or f"A{number:03d}", counter, state, after(at), count)


def board(*calls: BoardCall, epoch: str = "e", notices: tuple[Notice, ...] = ()) -> Board:
    return Board(1, epoch, calls=tuple(sorted(calls, key=lambda c: -c.call)), notices=notices)


def said(herald: Herald, now: datetime) -> tuple[Herald, list[Announcement]]:
    """Everything that is said at *now*, each to its end."""
    all_said: list[Announcement] = []
    while True:
        herald, announcement = herald.says(now)
        if announcement is None:
            return herald, all_said
        all_said.append(announcement)
        herald = herald.ended()


def numbers(announcements: list[Announcement]) -> list[int]:
    return [one.number for one in announcements if not isinstance(one, Alarm)]


def test_calls_are_said_once_in_their_order() -> None:
    herald, first = said(Herald().hears(board(call(1), call(2), call(3)), AT), AT)
    assert numbers(first) == [1, 2, 3]
    herald, second = said(herald.hears(board(call(1), call(2), call(3), call(4)), AT), AT)
    assert numbers(second) == [4]


def test_a_recall_is_said_again_and_after_those_not_yet_called() -> None:
    herald, _ = said(Herald().hears(board(call(1)), AT), AT)
    herald = herald.hears(board(call(2, ticket="A001", count=2), call(3)), after(20))
    assert numbers(said(herald, after(20))[1]) == [3, 2]


def test_a_call_replaced_by_its_recall_before_it_was_said_is_said_once() -> None:
    herald = Herald().hears(board(call(1)), AT).hears(board(call(2, ticket="A001", count=2)), AT)
    assert numbers(said(herald, AT)[1]) == [2]


def test_who_came_or_was_given_up_is_not_called() -> None:
    states: tuple[CallState, ...] = ("serving", "done", "withdrawn", "no-show")
    herald = Herald().hears(board(*(call(n) for n in range(5))), AT)
    herald = herald.hears(board(call(4), *(call(n, state) for n, state in enumerate(states))), AT)
    assert numbers(said(herald, AT)[1]) == [4]


def test_calls_that_dropped_off_the_board_are_said_unless_their_counter_has_another() -> None:
    herald = Herald().hears(board(call(1), call(2)), AT)
    herald = herald.hears(board(call(3), evolve(call(7), counter="2")), AT)
    assert numbers(said(herald, AT)[1]) == [2, 3, 7]


def test_after_a_reconnect_only_what_is_fresh_and_still_called() -> None:
    now = after(300)
    calls = (call(1, at=200), call(2, "done", at=290), call(3, at=250), call(4, at=240), call(5, at=239))
    assert numbers(said(Herald().hears(board(*calls), now), now)[1]) == [3, 4]


def test_what_was_called_over_a_minute_ago_is_never_said() -> None:
    herald = Herald().hears(board(call(1, at=0), call(2, at=30)), after(30))
    assert numbers(said(herald, after(61))[1]) == [2]


def test_who_was_started_by_mistake_is_called_after_all() -> None:
    herald = Herald().hears(board(call(1)), AT).hears(board(call(1, "serving")), AT)
    assert said(herald, AT)[1] == []
    assert numbers(said(herald.hears(board(call(1)), AT), AT)[1]) == [1]


def test_a_call_without_a_time_counts_from_when_it_was_heard_of() -> None:
    timeless = board(evolve(call(1), at=None))
    herald = Herald().hears(timeless, AT)
    assert numbers(said(herald, after(59))[1]) == [1]
    herald, _ = said(herald, after(59))
    assert numbers(said(herald.hears(timeless, after(600)), after(600))[1]) == []


def test_another_epoch_is_a_new_world() -> None:
    herald, _ = said(Herald().hears(board(call(1)), AT), AT)
    assert numbers(said(herald.hears(board(call(1), epoch="f"), AT), AT)[1]) == [1]


def test_a_call_undone_while_it_is_said_is_cut_and_taken_back() -> None:
    herald, announcement = Herald().hears(board(call(1), call(2)), AT).says(AT)
    assert isinstance(announcement, Called) and not herald.cut
    herald = herald.hears(board(call(1, "withdrawn"), call(2)), after(2))
    assert herald.cut
    herald, rest = said(herald.ended(), after(2))
    assert rest == [TakenBack(1, "A001", "id", after(2)), Called(2, "A002", "3", "id", AT)]
    assert said(herald.hears(board(call(1, "withdrawn"), call(2)), after(3)), after(3))[1] == []


def test_a_call_undone_later_is_taken_back_unless_it_was_long_ago_or_called_anew() -> None:
    herald, _ = said(Herald().hears(board(call(1)), AT), AT)
    undone = call(1, "withdrawn")
    assert numbers(said(herald.hears(board(undone), after(50)), after(50))[1]) == [1]
    assert numbers(said(herald.hears(board(undone, call(2, ticket="A001", at=50)), after(50)), after(50))[1]) == [2]
    herald = herald.hears(board(call(1)), after(121))
    assert said(herald.hears(board(undone), after(130)), after(130))[1] == []


def test_a_call_that_is_being_said_ends_in_peace_when_its_people_come() -> None:
    herald, _ = Herald().hears(board(call(1)), AT).says(AT)
    assert not herald.hears(board(call(1, "serving")), after(2)).cut


def test_an_emergency_cuts_in_is_repeated_and_silences_calls() -> None:
    herald, _ = Herald().hears(board(call(1), call(2)), AT).says(AT)
    herald = herald.hears(board(call(1), call(2), notices=(EMERGENCY,)), after(1))
    assert herald.cut
    herald, first = said(herald.ended(), after(1))
    assert first == [Alarm(EMERGENCY)]
    assert said(herald, after(20))[1] == []
    herald, again = said(herald, after(1) + REPEAT)
    assert again == [Alarm(EMERGENCY)]
    herald = herald.hears(board(call(1), call(2)), after(30))
    assert numbers(said(herald, after(30))[1]) == [2]


def test_an_emergency_is_said_in_quiet_hours_and_from_the_disk_calls_are_not() -> None:
    herald = Herald().hears(board(call(1)), AT, live=False)
    assert said(herald, AT)[1] == []
    herald = herald.hears(board(call(1)), AT)
    assert herald.says(AT, quiet=True)[1] is None
    herald = herald.hears(board(call(1), notices=(EMERGENCY,)), AT, live=False)
    assert herald.says(AT, quiet=True)[1] == Alarm(EMERGENCY)


def test_a_clock_set_back_does_not_silence_an_emergency() -> None:
    herald, _ = said(Herald().hears(board(notices=(EMERGENCY,)), AT), AT)
    assert said(herald, AT - timedelta(hours=1))[1] == [Alarm(EMERGENCY)]


STATES: tuple[CallState, ...] = ("called", "serving", "done", "withdrawn", "no-show")


@given(st.data())
def test_whatever_an_office_does_each_call_is_said_at_most_once_fresh_standing_and_in_order(
    data: st.DataObject,
) -> None:
    herald, now, newest = Herald(), AT, 0
    calls: dict[int, BoardCall] = {}
    said_numbers: list[int] = []
    for _ in range(data.draw(st.integers(1, 25))):
        now += timedelta(seconds=data.draw(st.integers(0, 30)))
        match data.draw(st.sampled_from(("call", "call", "change", "say", "say"))):
            case "call":
                newest += 1
                ticket = data.draw(st.sampled_from(("A001", "A002", "A003", "A004")))
                count = 1 + sum(1 for c in calls.values() if c.ticket == ticket)
                calls = {n: c for n, c in calls.items() if c.ticket != ticket or c.state == "withdrawn"}
                calls[newest] = BoardCall(newest, ticket, str(newest), "called", now, count)
            case "change" if calls:
                changed = data.draw(st.sampled_from(sorted(calls)))
                calls[changed] = evolve(calls[changed], state=data.draw(st.sampled_from(STATES)))
            case _:
                herald, announcement = herald.says(now)
                if isinstance(announcement, Called):
                    listed = calls[announcement.number]
                    assert listed.state == "called" and now - announcement.at <= NEWS
                    assert announcement.number not in said_numbers
                    earlier = [one for one in herald.waiting if isinstance(one, Called) and not one.again]
                    assert announcement.again or all(one.number > announcement.number for one in earlier)
                    said_numbers.append(announcement.number)
                elif isinstance(announcement, TakenBack):
                    assert announcement.number in said_numbers
                herald = herald.ended()
        herald = herald.hears(board(*calls.values()), now)
    _, rest = said(herald, now)
    left = {n for n, c in calls.items() if c.state == "called" and c.at and now - c.at <= NEWS} - set(said_numbers)
    assert left <= set(numbers(rest))


@given(st.integers(1, 300))
def test_nothing_grows_however_many_calls_there_are(count: int) -> None:
    herald = Herald()
    for number in range(1, count + 1):
        now = after(number * 7)
        herald = herald.hears(board(*(call(n, at=n * 7) for n in range(max(1, number - 7), number + 1))), now)
        herald, _ = said(herald, now)
    assert len(herald.heard) <= 18 and len(herald.said) <= 20 and not herald.waiting
    assert herald.told <= herald.heard.keys()
