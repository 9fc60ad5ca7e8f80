import ast
import pickle
from pathlib import Path

import pytest
from attrs import evolve, field
from attrs.exceptions import FrozenInstanceError

import kiosk
from kiosk.record import frozen


@frozen
class Point:
    x: int
    y: int = 0
    token: str = field(default="", repr=False)
    remark: str = field(default="", eq=False)


@frozen
class Place:
    x: int
    y: int = 0
    token: str = ""


@frozen
class Origin:
    pass


@frozen(kw_only=True)
class Named:
    name: str


@frozen
class Tagged:
    name: str

    def __eq__(self, other: object) -> bool:
        return True

    def __repr__(self) -> str:
        return "tagged"

    __hash__ = None  # type: ignore[assignment]


def test_records_are_equal_where_what_is_compared_is() -> None:
    assert Point(1, 2) == Point(1, 2, remark="seen") != Point(1, 3)
    assert Origin() == Origin()
    others: list[object] = [Place(1), (1, 0, "")]
    assert Point(1) not in others


def test_equal_records_are_one_key() -> None:
    assert {Point(1): "a", Point(1, remark="seen"): "b", Point(2): "c"} == {Point(1): "b", Point(2): "c"}
    assert len({Origin(), Origin()}) == 1


def test_a_record_tells_its_values_but_those_that_are_secret() -> None:
    assert repr(Point(1, token="secret")) == "Point(x=1, y=0, remark='')"
    assert repr(Origin()) == "Origin()"

    @frozen
    class Inner:
        place: Place

    assert repr(Inner(Place(3))) == "Inner(place=Place(x=3, y=0, token=''))"


def test_a_record_never_changes_and_takes_no_other_values() -> None:
    point = Point(1)
    with pytest.raises(FrozenInstanceError):
        point.x = 2  # type: ignore[misc]
    with pytest.raises(AttributeError):
        object.__setattr__(point, "z", 2)
    assert evolve(point, y=3) == Point(1, 3) and point == Point(1)
    with pytest.raises(TypeError):
        Named("A")  # type: ignore[call-arg]
    assert Named(name="A").name == "A"


def test_what_a_class_says_of_itself_stands() -> None:
    assert Tagged("a") == Tagged("b") and repr(Tagged("a")) == "tagged"
    with pytest.raises(TypeError):
        hash(Tagged("a"))


def test_a_record_can_be_matched_and_pickled() -> None:
    match Point(1, 2):
        case Point(x, y):
            assert (x, y) == (1, 2)
    assert pickle.loads(pickle.dumps(Place(1, 2))) == Place(1, 2)


def test_every_record_of_the_program_is_one_of_ours() -> None:
    root = Path(kiosk.__file__).parent
    for module in root.rglob("*.py"):
        if module == root / "record.py":
            continue
        for node in ast.walk(ast.parse(module.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module == "attrs":
                assert "frozen" not in {name.name for name in node.names}, f"{module}: take frozen from kiosk.record"
