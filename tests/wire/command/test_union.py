"""Commands as they travel: what is not one is told with what may have been meant."""

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.schema.errors import ValidationError
from kiosk.wire.case import Outcome
from kiosk.wire.command.case import ReadyAllDue
from kiosk.wire.command.counter import CallNext, Finish
from kiosk.wire.command.union import COMMANDS, Command, command_to_plain, read_command
from kiosk.wire.command.visit import Issue


def told(data: object) -> list[tuple[str, str, str | None]]:
    with pytest.raises(ValidationError) as caught:
        read_command(data)
    return [(f.dotted, f.text["en"], f.hint["en"] if f.hint else None) for f in caught.value.faults]


def test_every_command_but_issuing_a_number_goes_by_a_word_of_its_own() -> None:
    assert set(COMMANDS.values()) == set(get_args(Command)) - {Issue}
    assert len(COMMANDS) == len(get_args(Command)) - 1


def test_a_command_says_what_to_do_and_to_what() -> None:
    assert read_command({"do": "call-next", "counter": "3", "expect": 17}) == CallNext(counter="3", expect=17)
    assert command_to_plain(CallNext(counter="3", expect=17)) == {"do": "call-next", "counter": "3", "expect": 17}


@given(
    st.builds(
        Finish, counter=st.sampled_from("123"), expect=st.integers(0, 99), outcome=st.sampled_from(get_args(Outcome))
    )
    | st.builds(ReadyAllDue, date=st.dates(), expect=st.integers(0, 99), but=st.just(("K7Q2-M9XA-D",)))
)
def test_what_was_sent_is_what_is_read(command: Command) -> None:
    assert read_command(command_to_plain(command)) == command


def test_what_is_no_command_is_told_with_what_there_is() -> None:
    assert told([]) == [("", "a command must be an object", None)]
    assert told({"do": "call-nxt"}) == [("do", "unknown command 'call-nxt'", "did you mean 'call-next'?")]
    ((where, text, hint),) = told({})
    assert (where, text) == ("do", "unknown command ''")
    assert hint is not None and "call-next" in hint
    ((_, escaped, _),) = told({"do": "\x1b[2J"})
    assert "\x1b" not in escaped


def test_all_faults_of_a_command_are_told_at_once() -> None:
    assert [where for where, _, _ in told({"do": "set-counter", "counter": 3, "expect": "x", "state": "ajar"})] == [
        "counter",
        "expect",
        "state",
    ]
