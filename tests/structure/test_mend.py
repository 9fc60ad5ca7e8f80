from datetime import date
from typing import Annotated, Any, Literal

import pytest
from attrs import field, frozen
from hypothesis import given
from hypothesis import strategies as st

from kiosk.sop.model import SopFile
from kiosk.structure.convert import read
from kiosk.structure.fault import Faults
from kiosk.structure.mend import ENDS, BeyondMending, mended
from kiosk.structure.value import Between, Id


@frozen
class Leaf:
    id: Id
    size: Annotated[int, Between(1, 99)]
    side: Literal["left", "middle", "right"]


@frozen
class Tree:
    id: Id
    planted: date | None = None
    leaf: tuple[Leaf, ...] = ()
    words: tuple[str, ...] = ()
    source: dict[str, str] = field(factory=dict)


GOOD = {"id": "a", "leaf": [{"id": "b", "size": 3, "side": "left"}], "words": ["x"], "source": {"k": "v"}}


@pytest.mark.parametrize("end", ENDS)
def test_sound_data_are_mended_to_what_they_are(end: Any) -> None:
    assert mended(Tree, GOOD, end) == read(Tree, GOOD)


def test_what_cannot_be_read_is_left_out_or_stood_in_for_from_either_end() -> None:
    data = {
        **GOOD,
        "planted": "soon",
        "words": ["x", 3],
        "source": {"k": 1},
        "leaf": [{"id": "b", "size": "big", "side": "up"}],
    }
    low, high = (mended(Tree, data, end) for end in ENDS)
    assert (low.planted, low.words, low.source) == (None, ("x",), {})
    assert low.leaf == (Leaf("b", 1, "left"),)
    assert high.leaf == (Leaf("b", 99, "right"),)


def test_values_of_another_form_or_range_stay() -> None:
    data = {**GOOD, "id": "A b", "leaf": [{"id": "B", "size": 1000, "side": "left"}]}
    assert mended(Tree, data, 0).id == "A b"
    assert mended(Tree, data, 0).leaf == (Leaf("B", 1000, "left"),)


def test_a_misspelt_key_is_read_all_the_same() -> None:
    leaf = {"id": "b", "sise": 3, "side": "left"}
    assert mended(Tree, {**GOOD, "leaf": [leaf]}, 0).leaf == (Leaf("b", 3, "left"),)


@pytest.mark.parametrize("spoilt", [{"leaf": 3}, {"leaf": [3]}, {"leaff": []}, {"source": "x"}])
def test_a_whole_table_or_list_that_cannot_be_read_is_beyond_mending(spoilt: dict[str, Any]) -> None:
    data = {key: value for key, value in GOOD.items() if key not in spoilt and f"{key}f" not in spoilt}
    with pytest.raises(BeyondMending):
        mended(Tree, {**data, **spoilt}, 0)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


@given(JSON, st.sampled_from(ENDS))
def test_any_data_are_mended_or_beyond_it(data: object, end: Any) -> None:
    try:
        made = mended(SopFile, data, end)
    except BeyondMending:
        with pytest.raises(Faults):
            read(SopFile, data)
    else:
        assert isinstance(made, SopFile)
