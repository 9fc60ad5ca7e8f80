"""The form of a sign-on: what is typed goes where a person expects it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.ui.counter.signing import CODE_ASKED, LONGEST_CODE, PIN_ASKED, Form


def typed(keys: str, who: str | None) -> Form:
    """The form after *keys*; "<" takes a character back, ">" goes to the other field."""
    form = Form()
    for key in keys:
        form = form.erased(who) if key == "<" else form.moved() if key == ">" else form.typed(key, who)
    return form


@pytest.mark.parametrize(
    ("keys", "who", "whose", "pin", "field"),
    [
        ("", "RM", "RM", "", "pin"),
        ("1937", "RM", "RM", "1937", "pin"),
        ("19A", "RM", "A", "", "person"),
        ("AB>19", "RM", "AB", "19", "pin"),
        ("AB>19<<<", "RM", "A", "", "person"),
        ("AB<<", "RM", "RM", "", "person"),
        ("P3", None, "P3", "", "person"),
        ("3P", None, "3P", "", "person"),
        ("P3>1", None, "P3", "1", "pin"),
        (">", None, "", "", "person"),
    ],
)
def test_what_is_typed_goes_where_it_belongs(keys: str, who: str | None, whose: str, pin: str, field: str) -> None:
    form = typed(keys, who)
    assert (form.whose(who), form.pin, form.field(who)) == (whose, pin, field)


def test_what_is_missing_is_said() -> None:
    assert typed("A", None).lacks(None) == CODE_ASKED
    assert typed("AB", None).lacks(None) is None
    assert typed("19375", "RM").lacks("RM") == PIN_ASKED
    assert typed("193755", "RM").lacks("RM") is None


@given(st.text("0189AZ<>", max_size=40), st.sampled_from([None, "RM"]))
def test_nothing_grows_without_end_and_a_pin_has_an_owner(keys: str, who: str | None) -> None:
    form = typed(keys, who)
    assert len(form.person) <= LONGEST_CODE and len(form.pin) <= 12
    assert form.field(who) == "person" or form.whose(who)
    assert form.pin == "" or form.pin.isdigit()
