from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kiosk.schema.reader import read_strictly
from kiosk.sop.model import SopFile
from kiosk.sop.variation import resolve_all, resolve_variation, rows_of

WHY = {"reason": "regulation", "note": {"id": "n"}}


def step(step_id: str, **changes: Any) -> dict[str, Any]:
    return {
        "id": step_id,
        "where": "counter",
        "symbol": "process",
        "actors": ["P"],
        "name": {"id": step_id},
        **changes,
    }


def sop(sop_id: str, **changes: Any) -> SopFile:
    return read_strictly(SopFile, {"id": sop_id, "name": {"id": sop_id.upper()}, **changes})


BASE = sop(
    "base",
    life="uji-coba",
    number="1",
    audience="WNI",
    product={"id": "Paspor"},
    step=[step("a"), step("b", minutes=5), step("c")],
    requirement=[{"id": "ktp", "name": {"id": "KTP"}}, {"id": "kk", "name": {"id": "KK"}}],
    fee=[{"id": "x", "role": "base", "name": {"id": "x"}, "status": "current", "amount": 3, "source": "web"}],
    promise=[{"id": "siap", "from": "a", "to": "c", "max": 5, "unit": "days", "from_text": {"id": "x"}}],
    source={"web": "w", "old": "o"},
)


def ids(file: SopFile) -> list[str]:
    return [row.id for row in file.step]


def test_what_a_variation_does_not_say_is_taken_over_but_never_its_identity() -> None:
    made = resolve_variation(sop("v", extends="base", audience="WNA", source={"web": "v"}), BASE)
    assert (made.id, made.name.id, made.audience, made.product) == ("v", "V", "WNA", BASE.product)
    assert (made.life, made.number) == ("konsep", None)
    assert rows_of(made) == rows_of(BASE)
    assert made.source == {"web": "v", "old": "o"}


def test_fees_and_promises_are_patched_by_their_ids_and_rows_put_in_the_place_of_a_stretch() -> None:
    fee = {"id": "y", "role": "extra", "name": {"id": "y"}, "status": "unknown"}
    patches = [
        {**WHY, "fee": "x", "change_fee": {"amount": 4}},
        {**WHY, "fee": "x", "add_fee": [fee]},
        {**WHY, "promise": "siap", "change_promise": {"max": 3, "to": "b"}},
        {**WHY, "step": "a", "until": "b", "drop": True, "add": [step("d"), step("e")]},
    ]
    made = resolve_variation(sop("v", extends="base", patch=patches), BASE)
    assert [(fee.id, fee.amount) for fee in made.fee] == [("x", 4), ("y", None)]
    assert [(p.from_step, p.to_step, p.max, p.unit) for p in made.promise] == [("a", "b", 3, "days")]
    assert ids(made) == ["d", "e", "c"]


def test_a_stretch_that_ends_before_it_begins_is_left_alone() -> None:
    patch = {**WHY, "step": "b", "until": "a", "drop": True}
    assert ids(resolve_variation(sop("v", extends="base", patch=[patch]), BASE)) == ["a", "b", "c"]


def test_patches_are_put_on_in_their_order() -> None:
    patches = [
        {**WHY, "step": "b", "drop": True},
        {**WHY, "step": "a", "add": [step("b", name={"id": "baru"})]},
        {**WHY, "step": "b", "add": [step("d")]},
        {**WHY, "step": "d", "change": {"minutes": 7, "actors": ["Q"]}},
        {**WHY, "requirement": "ktp", "change_requirement": {"if_needed": True}},
        {**WHY, "requirement": "kk", "add_requirement": [{"id": "akta", "name": {"id": "Akta"}}]},
        {**WHY, "requirement": "kk", "drop": True},
    ]
    made = resolve_variation(sop("v", extends="base", patch=patches), BASE)
    assert ids(made) == ["a", "b", "d", "c"]
    assert (made.step[1].name.id, made.step[1].minutes) == ("baru", None)
    assert (made.step[2].minutes, made.step[2].actors, made.step[2].name.id) == (7, ("Q",), "d")
    assert [(paper.id, paper.if_needed) for paper in made.requirement] == [("ktp", True), ("akta", False)]


@given(st.lists(st.sampled_from("abc"), max_size=6))
def test_dropped_steps_are_gone_and_all_others_stand_in_order(dropped: list[str]) -> None:
    made = resolve_variation(sop("v", extends="base", patch=[{**WHY, "step": s, "drop": True} for s in dropped]), BASE)
    assert ids(made) == [s for s in "abc" if s not in dropped]


def test_variations_of_variations_are_resolved_whatever_their_order() -> None:
    child = sop("child", extends="base", patch=[{**WHY, "step": "c", "drop": True}])
    grandchild = sop("grandchild", extends="child", patch=[{**WHY, "step": "a", "drop": True}])
    for files in ([BASE, child, grandchild], [grandchild, child, BASE]):
        whole = resolve_all({file.id: file for file in files})
        assert ids(whole["grandchild"]) == ["b"]
        assert ids(whole["child"]) == ["a", "b"]
        assert list(whole) == [file.id for file in files]


@given(st.dictionaries(st.sampled_from("abcde"), st.sampled_from("abcdef"), max_size=5))
def test_resolving_has_an_end_whatever_extends_what(extends: dict[str, str]) -> None:
    files = {name: sop(name, extends=target) for name, target in extends.items()}
    assert resolve_all(files).keys() == files.keys()
