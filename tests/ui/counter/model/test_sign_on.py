"""The form of a sign-on: what is typed goes where a person expects it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.ui.counter.model.sign_on import CODE_ASKED, LONGEST_CODE, PIN_ASKED, SignOnForm


def form_after(keys: str, who: str | None) -> SignOnForm:
    """The form after *keys*; "<" takes a character back, ">" goes to the next field, "^" to the one before."""
    form = SignOnForm()
    for key in keys:
        if key in "<>^":
            form = form.erase(who) if key == "<" else form.move(1 if key == ">" else -1)
        else:
            form = form.insert(key, who)
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
    form = form_after(keys, who)
    assert (form.whose(who), form.pin, form.field(who)) == (whose, pin, field)


def test_what_is_missing_is_said() -> None:
    assert form_after("A", None).gap(None) == ("person", CODE_ASKED)
    assert form_after("AB", None).gap(None) == ("pin", PIN_ASKED)
    assert form_after("19375", "RM").gap("RM") == ("pin", PIN_ASKED)
    assert form_after("193755", "RM").gap("RM") is None


@pytest.mark.parametrize(
    ("keys", "lacking", "said"),
    [
        ("193755>", "new", "6 sampai 12 angka"),
        ("193755>27182", "new", "6 sampai 12 angka"),
        ("193755>123456", "new", "mudah ditebak"),
        ("193755>271828", "again", "yang sama"),
        ("193755>271828>271829", "again", "yang sama"),
        ("193755>271828>271828^<9", "again", "yang sama"),
        (">271828>271828", "pin", "6 sampai 12 angka"),
    ],
)
def test_a_new_pin_is_asked_for_twice_and_no_easy_one_taken(keys: str, lacking: str, said: str) -> None:
    found = form_after(keys, "RM").gap("RM")
    assert found is not None and found[0] == lacking and said in found[1].id


def test_a_new_pin_goes_with_the_old_one_and_a_letter_begins_somebody_else_s() -> None:
    form = form_after("193755>271828>271828", "RM")
    assert (form.pin, form.new, form.gap("RM"), form.changing) == ("193755", "271828", None, True)
    assert form_after("193755>271828A", "RM") == SignOnForm("A", at="person")
    assert not form_after("193755>>", "RM").move(-2).changing, "who only looked changes nothing"


@given(st.text("0189AZ<>^", max_size=60), st.sampled_from([None, "RM"]))
def test_nothing_grows_without_end_and_a_pin_has_an_owner(keys: str, who: str | None) -> None:
    form = form_after(keys, who)
    assert len(form.person) <= LONGEST_CODE
    assert form.field(who) == "person" or form.whose(who)
    for pin in (form.pin, form.new, form.again):
        assert pin == "" or (pin.isdigit() and len(pin) <= 12)
