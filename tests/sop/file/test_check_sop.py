from typing import Any

import pytest

from kiosk.schema.reader import read_strictly
from kiosk.sop.file.check import check_patches, check_sop
from kiosk.sop.model import SopFile

STEPS: list[dict[str, Any]] = [
    {"id": "nomor", "where": "applicant", "at_issue": True, "symbol": "terminator"},
    {"id": "periksa", "where": "counter", "opens_case": True, "symbol": "decision", "no": "returned"},
    {"id": "foto", "where": "counter", "symbol": "process"},
    {"id": "cetak", "where": "back-office", "symbol": "terminator"},
]
PROMISE = {"from": "periksa", "to": "cetak", "max": 4, "unit": "working-days", "from_text": {"id": "lengkap"}}
OTHER = {"from_text": {"id": "foto"}, "unit": "days"}
PAPERS = [{"id": "ktp", "name": {"id": "KTP"}}, {"id": "kk", "name": {"id": "KK"}}]


def sop(**changes: Any) -> SopFile:
    filled = {"id": "x", "name": {"id": "X"}, "step": STEPS, "promise": [PROMISE], "requirement": PAPERS, **changes}
    for step in filled["step"]:
        step.setdefault("actors", ["Petugas"])
        step.setdefault("name", {"id": step["id"]})
    return read_strictly(SopFile, filled)


def faults(**changes: Any) -> list[tuple[str, str]]:
    return [(fault.dotted, fault.text["en"]) for fault in check_sop(sop(**changes))]


def steps(**changes: dict[str, Any]) -> list[dict[str, Any]]:
    """The steps with those named changed."""
    return [{**step, **changes.get(step["id"], {})} for step in STEPS]


def test_a_sound_sop_has_no_faults() -> None:
    assert faults() == []


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"step": [], "promise": []}, [("", "no [[step]] yet")]),
        ({"step": [*STEPS, STEPS[3]]}, [("step[4].id", "cetak is there twice")]),
        ({"requirement": [*PAPERS, PAPERS[0]]}, [("requirement[2].id", "ktp is there twice")]),
        ({"step": steps(periksa={"no": "pindai"})}, [("step[1].no", "there is no step 'pindai'")]),
        ({"step": steps(periksa={"no": "periksa"})}, [("step[1].no", "there is no step 'periksa'")]),
        (
            {"step": STEPS[:2], "promise": []},
            [("step[1].symbol", "a decision in the last step has no exit: no step comes after its yes")],
        ),
        ({"step": steps(foto={"no": "periksa"})}, [("step[2].no", "only a decision has a no")]),
        ({"step": steps(foto={"opens_case": True})}, [("step[2].opens_case", "only one step may be opens_case")]),
        (
            {"step": steps(cetak={"at_issue": True})},
            [
                ("step[3].at_issue", "only one step may be at_issue"),
                ("step[3].at_issue", "the number is given out before the counter steps"),
            ],
        ),
        ({"promise": [{**PROMISE, "from": "bayar"}]}, [("promise[0].from", "there is no step 'bayar'")]),
        ({"promise": [{**PROMISE, "to": "periksa"}]}, [("promise[0].to", "to must be a step after from")]),
        ({"promise": [{**PROMISE, "min": 5}]}, [("promise[0].min", "min is more than max")]),
        ({"promise": [{**PROMISE, "parts": [1, 2]}]}, [("promise[0].parts", "they add up to 3, while max is 4")]),
        ({"promise": [{**PROMISE, "parts": [1, 3]}]}, []),
        (
            {"promise": [{**PROMISE, "alternative": [{**OTHER, "min": 3, "max": 2}]}]},
            [("promise[0].alternative[0].min", "min is more than max")],
        ),
        ({"promise": [{**PROMISE, "id": "a"}, {**PROMISE, "id": "a"}]}, [("promise[1].id", "a is there twice")]),
        ({"promise": [PROMISE, PROMISE]}, []),
        (
            {"step": steps(foto={"observed": {"low": 9, "high": 5, "source": "web"}})},
            [("step[2].observed.low", "low is more than high")],
        ),
        (
            {"revision": [{"number": 1, "date": "2026-01-02"}, {"number": 1, "date": "2026-01-03"}]},
            [("revision[1].number", "1 is there twice")],
        ),
        ({"promise": [{**PROMISE, "cutoff": "10:00"}]}, [("promise[0].cutoff", "cutoff goes with unit same-day only")]),
        ({"promise": [{**PROMISE, "cutoff": "10:00", "unit": "same-day", "max": 0}]}, []),
        ({"step": steps(periksa={"no": "foto"})}, []),
    ],
)
def test_what_an_sop_must_hold_to(changes: dict[str, Any], found: list[tuple[str, str]]) -> None:
    assert faults(**changes) == found


def patch_faults(*patches: dict[str, Any], **changes: Any) -> list[tuple[str, str]]:
    file = {
        "id": "y",
        "name": {"id": "Y"},
        "extends": "x",
        "patch": [{"reason": "regulation", "note": {"id": "n"}, **patch} for patch in patches],
        **changes,
    }
    return [(fault.dotted, fault.text["en"]) for fault in check_patches(read_strictly(SopFile, file), sop())]


NEW = {"id": "baru", "where": "counter", "symbol": "process", "actors": ["P"], "name": {"id": "Baru"}}
PAPER = {"id": "akta", "name": {"id": "Akta"}}
ACTS = "needs drop, add, drop and add, or change"


def test_sound_patches_have_no_faults() -> None:
    assert (
        patch_faults(
            {"step": "foto", "until": "cetak", "drop": True, "add": [{**NEW, "id": "lain"}]},
            {"step": "periksa", "add": [NEW]},
            {"step": "baru", "change": {"minutes": 3}},
            {"requirement": "ktp", "drop": True},
            {"requirement": "kk", "add_requirement": [PAPER]},
            {"requirement": "akta", "change_requirement": {"if_needed": True}},
        )
        == []
    )


@pytest.mark.parametrize(
    ("patch", "path", "words"),
    [
        ({"step": "fotoo", "drop": True}, "patch[0].step", "there is no step 'fotoo'"),
        ({"requirement": "ktpp", "drop": True}, "patch[0].requirement", "there is no requirement 'ktpp'"),
        ({"drop": True}, "patch[0]", "needs one of step, requirement, promise, fee"),
        (
            {"step": "foto", "requirement": "ktp", "drop": True},
            "patch[0]",
            "needs one of step, requirement, promise, fee",
        ),
        ({"step": "foto"}, "patch[0]", ACTS),
        ({"step": "foto", "add": [NEW], "change": {"minutes": 3}}, "patch[0]", ACTS),
        ({"step": "foto", "add_requirement": [PAPER]}, "patch[0]", ACTS),
        ({"step": "foto", "drop": True, "add_requirement": [PAPER]}, "patch[0]", ACTS),
        (
            {"requirement": "ktp", "add": [NEW]},
            "patch[0]",
            ACTS.replace("add", "add_requirement").replace("change", "change_requirement"),
        ),
        ({"step": "foto", "change": {"minutes": 3}, "until": "cetak"}, "patch[0].until", "until goes with drop only"),
        ({"step": "foto", "drop": True, "until": "periksa"}, "patch[0].until", "until must be after step"),
        ({"step": "foto", "drop": True, "until": "cetakk"}, "patch[0].until", "there is no step 'cetakk'"),
        ({"fee": "x", "drop": True}, "patch[0].fee", "there is no fee 'x'"),
        ({"promise": "x", "drop": True}, "patch[0].promise", "there is no promise 'x'"),
    ],
)
def test_a_patch_does_one_thing_to_what_is_there(patch: dict[str, Any], path: str, words: str) -> None:
    assert patch_faults(patch) == [(path, words)]


def test_a_patch_of_what_an_earlier_one_dropped_is_a_fault() -> None:
    found = patch_faults({"step": "foto", "drop": True}, {"step": "foto", "change": {"minutes": 3}})
    assert found == [("patch[1].step", "there is no step 'foto'")]


def test_a_variation_gives_no_steps_or_requirements_of_its_own() -> None:
    assert patch_faults(step=[NEW], requirement=[PAPER]) == [
        ("step", "a variation changes step by a [[patch]]"),
        ("requirement", "a variation changes requirement by a [[patch]]"),
    ]
