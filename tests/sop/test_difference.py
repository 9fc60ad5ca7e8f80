from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sop.folder import Folder

from kiosk.config.resources import resource_folder
from kiosk.schema.reader import read_strictly
from kiosk.sop.difference import Difference, difference_lines, sop_difference
from kiosk.sop.file.load import load_pack
from kiosk.sop.labels import KEY_LABELS, value_text
from kiosk.sop.layout import WIDTH
from kiosk.sop.model import SopFile
from kiosk.sop.rows import Fee, Promise, Requirement, Step
from kiosk.sop.variation import ROWS, resolve_variation
from kiosk.text.sanitize import cells

SAMPLE = load_pack(resource_folder("sops"))
VARIATIONS = [name for name, sop in SAMPLE.sops.items() if sop.file.extends]


def step(step_id: str, **changes: Any) -> dict[str, Any]:
    row = {"id": step_id, "where": "counter", "symbol": "process", "actors": ["P"], "name": {"id": step_id.upper()}}
    return {**row, **changes}


def sop(*steps: dict[str, Any], **changes: Any) -> SopFile:
    return read_strictly(SopFile, {"id": "x", "name": {"id": "X"}, "step": list(steps), **changes})


def marks(difference: Difference, key: str = "step") -> list[tuple[str, str]]:
    return [(row.how, row.id) for row in difference.rows[key]]


def test_equal_sops_say_the_same() -> None:
    file = sop(step("a"), step("b"))
    difference = sop_difference(file, file)
    assert difference.none
    assert list(difference_lines(difference, "id")) == ["Tidak ada yang berbeda."]


def test_every_sort_of_difference_of_a_row() -> None:
    before = sop(step("a"), step("b"), step("c"), step("d"))
    after = sop(step("c"), step("a", minutes=5), step("new"), step("d"))
    difference = sop_difference(before, after)
    assert not difference.none
    assert marks(difference) == [
        ("moved", "c"),
        ("changed", "a"),
        ("dropped", "b"),
        ("added", "new"),
        ("same", "d"),
    ]
    (change,) = next(row.changes for row in difference.rows["step"] if row.id == "a")
    assert (change.key, change.before, change.after) == ("minutes", None, 5)


def test_the_identity_is_compared_key_by_key() -> None:
    before, after = sop(audience="WNI", note=[{"id": "n"}]), sop(audience="WNA", note=[{"id": "n"}])
    assert [(c.key, c.before, c.after) for c in sop_difference(before, after).identity] == [("audience", "WNI", "WNA")]


def test_a_variation_tells_the_reasons_of_its_patches() -> None:
    base = sop(step("a"), step("b"), step("c"))
    patches = [
        {"step": "a", "until": "b", "drop": True, "reason": "constraint", "note": {"id": "one"}, "add": [step("n")]},
        {"step": "n", "change": {"minutes": 3}, "reason": "regulation", "note": {"id": "two"}},
    ]
    variation = read_strictly(SopFile, {"id": "v", "name": {"id": "V"}, "extends": "x", "patch": patches})
    difference = sop_difference(base, resolve_variation(variation, base))
    assert {row.id: [patch.note.id for patch in row.patches] for row in difference.rows["step"]} == {
        "a": ["one"],
        "b": ["one"],
        "n": ["one", "two"],
        "c": [],
    }


def test_rows_without_an_id_are_told_apart() -> None:
    fee = {"role": "base", "name": {"id": "Biaya"}, "status": "current"}
    before, after = sop(fee=[fee, fee]), sop(fee=[fee, {**fee, "amount": 5}])
    difference = sop_difference(before, after)
    assert [how for how, _ in marks(difference, "fee")] == ["same", "changed"]
    lines = list(difference_lines(difference, "id"))
    assert "  =  1 Biaya" in lines and "  ~  2 Biaya  (Biaya (1))" in lines


def test_a_promise_without_an_id_is_known_by_its_steps_however_long_it_is(folder: Folder) -> None:
    before = folder.pack().sops["paspor"].file
    folder.replace("pusat/paspor.toml", "max = 4", "max = 6")
    lines = list(difference_lines(sop_difference(before, folder.pack().sops["paspor"].file), "id"))
    assert "  ~  1 6 hari kerja sejak berkas lengkap  (periksa..cetak)" in lines
    assert "       paling lama: 4 -> 6" in lines


@given(st.lists(st.sampled_from("abcdef"), unique=True), st.lists(st.sampled_from("abcdef"), unique=True))
def test_every_row_of_both_is_told_once_in_the_order_of_the_later(old: list[str], new: list[str]) -> None:
    told = marks(sop_difference(sop(*map(step, old)), sop(*map(step, new))))
    assert [name for how, name in told if how != "dropped"] == new
    assert {name for how, name in told if how == "dropped"} == set(old) - set(new)
    assert {name for how, name in told if how == "added"} == set(new) - set(old)
    assert len(told) == len(set(old) | set(new))


@pytest.mark.parametrize("kind", [SopFile, Step, Requirement, Promise, Fee])
def test_every_key_that_can_differ_has_a_name(kind: Any) -> None:
    unsaid = {*ROWS, "id", "life", "extends", "patch"} if kind is SopFile else {"id"}
    assert {field.name for field in attrs.fields(kind)} - unsaid - KEY_LABELS.keys() == set()


@pytest.mark.parametrize("service", VARIATIONS)
def test_every_difference_of_a_variation_of_the_sample_has_its_reason(service: str) -> None:
    variation = SAMPLE.sops[service].file
    assert variation.extends is not None
    difference = sop_difference(SAMPLE.sops[variation.extends].file, variation)
    assert [
        row.id for rows in difference.rows.values() for row in rows if (row.how != "same") != bool(row.patches)
    ] == []
    for language in ("id", "en"):
        assert [line for line in difference_lines(difference, language) if cells(line) > WIDTH] == []


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("amount", 350_000, "Rp350.000"),
        ("minutes", 5, "5"),
        ("always", True, "ya"),
        ("stops", (), "(kosong)"),
        ("where", "counter", "loket"),
        ("ours", ("short", "symbol"), "nama pendek; simbol"),
        ("actors", ("Pemohon", "Petugas"), "Pemohon; Petugas"),
        ("source", "web", "web"),
    ],
)
def test_values_are_said_in_words(key: str, value: Any, words: str) -> None:
    assert value_text(key, value)["id"] == words


def test_measures_are_said_with_what_is_said_of_them(folder: Folder) -> None:
    more = 'limit = { value = 2, unit = "hours", source = "web" }\nobserved = { low = 5, high = 9, source = "web" }\n'
    folder.replace("pusat/paspor.toml", "minutes = 5\n", more)
    foto = folder.pack().sops["paspor"].step("foto")
    assert foto is not None
    assert value_text("limit", foto.limit)["id"] == "2 jam [web]"
    assert value_text("observed", foto.observed)["en"] == "5-9 minutes [web]"
