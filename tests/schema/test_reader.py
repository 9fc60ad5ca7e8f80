import json
from datetime import UTC, date, datetime, time
from typing import Annotated, Any, Literal

import attrs
import pytest
from attrs import frozen
from hypothesis import given
from hypothesis import strategies as st

from kiosk.schema.dump import dump
from kiosk.schema.errors import ValidationError, ValidationFault
from kiosk.schema.fields import Ascii, Between, Id
from kiosk.schema.reader import read_leniently, read_strictly
from kiosk.sop.model import SopFile
from kiosk.text.language import Text
from kiosk.wire.board import Board

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


@frozen
class Leaf:
    name: str
    minutes: Annotated[int, Between(1, 99)] = 5


@frozen
class Case:
    done: dict[str, datetime]


@frozen
class Tree:
    id: Id
    kind: Literal["oak", "fig"]
    leaf: tuple[Leaf, ...] = ()
    planted: date | None = None
    felled: datetime | None = None
    hour: time | None = None
    tall: bool = False
    width: float = 1.0
    from_where: str | None = attrs.field(default=None, metadata={"key": "from"})
    source: dict[str, str] = attrs.field(factory=dict)


GOOD: dict[str, Any] = {"id": "a-1", "kind": "oak"}


def faults_of(data: object) -> list[ValidationFault]:
    with pytest.raises(ValidationError) as caught:
        read_strictly(Tree, data)
    return list(caught.value.faults)


def only_fault(**changes: object) -> ValidationFault:
    (fault,) = faults_of({**GOOD, **changes})
    return fault


def test_a_sound_record_is_read() -> None:
    tree = read_strictly(
        Tree,
        {
            **GOOD,
            "leaf": [{"name": "x"}, {"name": "y", "minutes": 9}],
            "planted": "2026-11-24",
            "felled": "2026-11-24T09:42:10+07:00",
            "hour": "08:30",
            "width": 2,
            "from": "here",
            "source": {"a": "b"},
        },
    )
    assert tree == Tree(
        id="a-1",
        kind="oak",
        leaf=(Leaf("x"), Leaf("y", 9)),
        planted=date(2026, 11, 24),
        felled=datetime(2026, 11, 24, 2, 42, 10, tzinfo=UTC),
        hour=time(8, 30),
        width=2.0,
        from_where="here",
        source={"a": "b"},
    )


def test_all_faults_come_at_once_with_their_places() -> None:
    faults = faults_of({"kind": "elm", "leaf": [{"name": "x"}, {"name": 3, "minutes": 100}], "planted": "soon"})
    assert {fault.dotted for fault in faults} == {"", "kind", "leaf[1].name", "leaf[1].minutes", "planted"}


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("id", "A b", "must be small letters"),
        ("id", 3, "must be text in quotes, not a whole number"),
        ("kind", "elm", "is not one of: oak, fig"),
        ("kind", True, "is not one of"),
        ("leaf", {"name": "x"}, "must be a list"),
        ("leaf", [3], "must be a table {...}, not a whole number"),
        ("planted", "2026-02-30", "must be a date"),
        ("planted", datetime(2026, 1, 1, tzinfo=UTC), "must be a date"),
        ("felled", "2026-11-24T09:42:10", "must be an instant with its zone"),
        ("hour", "24:00", "must be a time of day"),
        ("tall", 1, "must be true or false"),
        ("width", True, "must be a number, not true or false"),
    ],
)
def test_what_is_wrong_with_a_value_is_said(key: str, value: object, words: str) -> None:
    fault = only_fault(**{key: value})
    assert fault.dotted.startswith(key)
    assert words in fault.text["en"]
    assert fault.text.id != fault.text.en


def test_a_truth_is_no_number() -> None:
    fault = only_fault(leaf=[{"name": "x", "minutes": True}])
    assert fault.dotted == "leaf[0].minutes"


def test_an_unknown_key_is_a_fault_with_a_hint() -> None:
    fault = only_fault(plantd="2026-11-24")
    assert (fault.dotted, fault.hint) == ("plantd", Text("maksudnya 'planted'?", "did you mean 'planted'?"))
    assert "known: " in (only_fault(zzz=1).hint or Text(""))["en"]


def test_a_key_of_the_whole_below_a_table_is_told_where_it_belongs() -> None:
    fault = only_fault(leaf=[{"name": "x", "planted": "2026-11-24"}])
    assert fault.dotted == "leaf[0].planted"
    assert fault.text["en"] == "the key 'planted' must not stand here"
    assert fault.hint and fault.hint["en"].endswith("move it above the first [...] or [[...]]")


def test_a_misspelt_required_key_is_told_once() -> None:
    (fault,) = faults_of({"id": "a", "kinnd": "oak"})
    assert fault.dotted == "kinnd"


def test_a_renamed_key_goes_by_its_own_name() -> None:
    assert only_fault(**{"from": 3}).dotted == "from"
    assert only_fault(from_where="x").dotted == "from_where"


def test_a_wrong_value_of_a_table_of_texts_is_placed() -> None:
    assert only_fault(source={"a": 3}).dotted == "source.a"
    assert only_fault(source=["a"]).text["en"] == "must be a table {...}, not a list [...]"


def test_strings_are_made_safe() -> None:
    assert read_strictly(Leaf, {"name": "A\x1b[2J\u202e"}).name == "A\ufffd[2J\ufffd"
    assert "\x1b" not in faults_of({**GOOD, "\x1b[2J": 1})[0].text["en"]
    assert "\x1b" not in only_fault(kind="\x1b[2J").text["en"]


def test_what_a_program_wrote_for_programs_stays_as_it_is() -> None:
    long = '{"a":  "' + "x" * 5000 + '"}'
    assert read_strictly(Ascii, long) == long
    for wrong in ("a\n", "é", "\x1b", 3):
        with pytest.raises(ValidationError):
            read_strictly(Ascii, wrong)


def test_tolerant_reading_leaves_out_what_is_wrong() -> None:
    data = {**GOOD, "new": 1, "planted": "soon", "leaf": [{"name": "x"}, {"minutes": 3}, {"name": "z", "minutes": 0}]}
    tree, faults = read_leniently(Tree, data)
    assert tree == Tree(id="a-1", kind="oak", leaf=(Leaf("x"), Leaf("z")))
    assert {fault.dotted for fault in faults} == {"planted", "leaf[1]", "leaf[2].minutes"}


def test_tolerant_reading_needs_what_is_required() -> None:
    with pytest.raises(ValidationError) as caught:
        read_leniently(Tree, {"id": "a", "kind": "elm"})
    (fault,) = caught.value.faults
    assert (fault.dotted, fault.text["en"]) == ("kind", "'elm' is not one of: oak, fig")
    with pytest.raises(ValidationError) as caught:
        read_leniently(Tree, {"id": "a", "sort": "oak"})
    (fault,) = caught.value.faults
    assert (fault.dotted, fault.text["en"]) == ("", "'kind' is missing")


def test_plain_data_leaves_out_what_is_by_default() -> None:
    assert dump(Tree("a", "oak")) == {"id": "a", "kind": "oak"}
    assert dump(Tree("a", "oak", from_where="x", hour=time(8))) == {
        "id": "a",
        "kind": "oak",
        "from": "x",
        "hour": "08:00",
    }


@given(
    st.builds(
        Tree,
        id=st.just("a-1"),
        kind=st.sampled_from(["oak", "fig"]),
        leaf=st.lists(st.builds(Leaf, name=st.just("x"), minutes=st.integers(1, 99))).map(tuple),
        planted=st.none() | st.dates(),
        felled=st.none() | st.datetimes(datetime(1970, 1, 1), datetime(2199, 12, 31), timezones=st.just(UTC)),  # noqa: DTZ001
        hour=st.none() | st.times().map(lambda hour: hour.replace(second=0, microsecond=0)),
        tall=st.booleans(),
        width=st.floats(allow_nan=False, allow_infinity=False),
        from_where=st.none() | st.just("x"),
        source=st.dictionaries(st.just("k"), st.just("v")),
    )
)
def test_a_record_comes_back_from_json(tree: Tree) -> None:
    data = json.loads(json.dumps(dump(tree)))
    assert read_strictly(Tree, data) == tree
    assert read_leniently(Tree, data) == (tree, ())


@given(JSON)
def test_any_data_gives_a_record_or_faults(data: object) -> None:
    for kind in (Tree, SopFile, Board):
        for reader in (read_strictly, read_leniently):
            try:
                reader(kind, data)
            except ValidationError as error:
                assert error.faults
                assert all(fault.text.id for fault in error.faults)


@given(st.sampled_from([field.name for field in attrs.fields(Board)]), JSON)
def test_any_value_in_a_board_is_skipped_or_read(key: str, value: object) -> None:
    board, _ = read_leniently(Board, {"board": 1, key: value} if key != "board" else {"board": 1})
    assert board.board == 1


@pytest.mark.parametrize("number", [10**400, 16**9999, -(10**5000)], ids=["400", "hexadecimal", "negative"])
def test_numbers_too_long_to_print_are_faults(number: int) -> None:
    assert faults_of({**GOOD, "leaf": [{"name": "x", "minutes": number}]})
    assert faults_of({**GOOD, "width": number})
    assert faults_of({**GOOD, "kind": number})


@given(JSON | st.fixed_dictionaries({"id": st.just("a-1"), "kind": JSON | st.just("fig")}, optional={"leaf": JSON}))
def test_what_is_read_strictly_is_read_leniently_too(data: object) -> None:
    try:
        tree = read_strictly(Tree, data)
    except ValidationError:
        return
    assert read_leniently(Tree, data) == (tree, ())


def test_a_table_keeps_its_sound_rows() -> None:
    record, faults = read_leniently(Case, {"done": {"foto": "2026-11-24T02:42:10Z", "bayar": "soon"}})
    assert list(record.done) == ["foto"]
    assert [fault.dotted for fault in faults] == ["done.bayar"]
