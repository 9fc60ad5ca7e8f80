"""The schema that editors read says what the loader says, but for what no schema can say."""

import json
import tomllib
from copy import deepcopy
from datetime import date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any, Final

import attrs
import jsonschema
import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from kiosk.config.resources import resource_folder
from kiosk.schema.errors import ValidationError
from kiosk.schema.fields import keys_of
from kiosk.schema.reader import read_strictly
from kiosk.sop.file.load import PackFile, PackFiles, check_files
from kiosk.sop.file.schema import FILE, KEY_HELP, key_help, sop_schema
from kiosk.sop.model import SopFile
from kiosk.toml.document import Document

SCHEMA: Final = sop_schema()
JUDGE: Final = jsonschema.Draft7Validator(SCHEMA)

FOLDERS: Final = ("kantor", "pusat", "inovasi")

SHIPPED: Final = {
    path.stem: tomli.loads(path.read_text("utf-8"))
    for kind in FOLDERS
    for path in sorted((resource_folder("sops") / kind).glob("*.toml"))
}

UNSAYABLE: Final = (
    "is there twice",
    "there is no ",
    "is not the file's name",
    "comes back to this SOP",
    "only one step may be",
    "the number is given out before",
    "a decision in the last step",
    "must be a step after",
    "must be after",
    "is more than",
    "they add up to",
    "must be text in quotes, not a date",
    "must be text in quotes, not a time",
    "must be text in quotes, not an instant",
)
"""What `kiosk sop check` says of places that a schema does not see together, or that JSON has no word for."""

VALUES: Final[list[Any]] = [
    "", " ", "x", "A b", "paspor-baru", "returned", "counter", "decision", "base", "2026-11-24", "08:00", "24.11.2026",
    0, 1, -1, 1441, 10**10, 3.5, True, False, date(2026, 11, 24), time(8, 0), datetime(2026, 11, 24),  # noqa: DTZ001
    [], ["x"], [""], [{}], [{"id": "x"}], {}, {"id": "x"}, {"id": ""}, {"id": "x", "en": "y"},
    "20261124", "0800", {"value": 1},
]  # fmt: skip


def as_json(data: Any) -> Any:
    """TOML's data as editors hand them to a schema: dates and times as text."""
    if isinstance(data, dict):
        return {key: as_json(value) for key, value in data.items()}
    if isinstance(data, list):
        return [as_json(value) for value in data]
    return data.isoformat() if isinstance(data, date | time) else data


def accepts(data: Any) -> bool:
    return JUDGE.is_valid(as_json(data))


def part(name: str, data: dict[str, Any]) -> PackFile[SopFile]:
    return PackFile(read_strictly(SopFile, data), Document(name, "", data), name)


@cache
def shipped_part(name: str) -> PackFile[SopFile]:
    return part(name, SHIPPED[name])


def faults(name: str, data: dict[str, Any]) -> list[str]:
    """What the loader has against *data* as the SOP *name* beside those that it, as shipped, stands on."""
    beside = {"paspor-baru"}
    while more := {str(base) for other in (*beside, name) if (base := SHIPPED.get(other, {}).get("extends"))} - beside:
        beside |= more
    try:
        parts = [part(name, data), *(shipped_part(other) for other in beside - {name})]
    except ValidationError as error:
        return [fault.text["en"] for fault in error.faults]
    found = check_files(PackFiles(None, (), tuple(("pusat", each) for each in parts), frozenset()))
    return [fault.text["en"] for fault in found if fault.file == name]


def places(data: Any) -> list[tuple[Any, Any]]:
    """Every table and list with each of its keys and places."""
    parts = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [place for key, part in parts for place in ((data, key), *places(part))]


def mutate(data: dict[str, Any], draw: Any) -> None:
    found = places(data)
    table, key = found[draw(st.integers(0, len(found) - 1))]
    match draw(st.sampled_from(["drop", "put", "rename", "twice", "add"])):
        case "drop":
            del table[key]
        case "put":
            table[key] = deepcopy(draw(st.sampled_from(VALUES)))
        case "rename" if isinstance(table, dict):
            table[draw(st.sampled_from(["x", "id", "no", "drop", "until", "change"]))] = table.pop(key)
        case "add" if isinstance(table, dict):
            names = sorted({key for kind in KINDS for key in keys_of(kind)})
            table[draw(st.sampled_from(names))] = deepcopy(draw(st.sampled_from(VALUES)))
        case _ if isinstance(table, list):
            table.append(deepcopy(table[key]))


def kinds() -> set[Any]:
    import kiosk.sop.model as document
    import kiosk.sop.model as model
    import kiosk.sop.rows as patch
    import kiosk.sop.rows as row

    modules = (document, model, patch, row)
    found = {kind for module in modules for kind in vars(module).values() if attrs.has(kind)}
    return {kind for kind in found if kind.__module__.startswith("kiosk.sop.") and kind is not model.Sop}


KINDS: Final = [kind for kind in kinds() if isinstance(kind, type)]


def test_it_is_a_schema_and_the_shipped_one_is_the_models() -> None:
    jsonschema.Draft7Validator.check_schema(SCHEMA)
    assert json.loads((resource_folder("sops") / FILE).read_text("utf-8")) == SCHEMA, "run: make schema"


@pytest.mark.parametrize("name", SHIPPED)
def test_it_accepts_the_shipped_pack(name: str) -> None:
    assert [error.message for error in JUDGE.iter_errors(as_json(SHIPPED[name]))] == []


@given(st.data())
def test_it_accepts_of_spoilt_files_what_the_loader_accepts(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(SHIPPED)))
    spoilt = deepcopy(SHIPPED[name])
    for _ in range(data.draw(st.integers(1, 3))):
        mutate(spoilt, data.draw)
    found = faults(name, spoilt)
    if accepts(spoilt):
        assert [text for text in found if not any(words in text for words in UNSAYABLE)] == []
    else:
        assert found


@pytest.mark.parametrize(
    "patch",
    [
        {"drop": True},
        {"drop": True, "until": "foto"},
        {"drop": True, "add": [{}]},
        {"change": {"short": {"id": "x"}}},
        {"until": "foto"},
        {"until": "foto", "change": {}},
        {"drop": False},
        {"drop": True, "change": {}},
        {"add": []},
        {"add_fee": [], "drop": True},
        {"change_fee": {}},
        {"fee": "x", "drop": True},
        {},
    ],
)
def test_it_knows_what_a_patch_may_do(patch: dict[str, Any]) -> None:
    step = {"id": "x", "name": {"id": "X"}, "where": "counter", "actors": ["y"], "symbol": "process"}
    whole = {"step": "periksa", "reason": "constraint", "note": {"id": "x"}, **patch}
    if whole.get("add"):
        whole["add"] = [step]
    data = {"id": "x", "name": {"id": "X"}, "extends": "paspor-baru", "patch": [whole]}
    found = [text for text in faults("x", data) if not any(words in text for words in UNSAYABLE)]
    assert accepts(data) == (not found), found


def test_every_key_is_explained_and_nothing_else() -> None:
    named = {(kind.__name__, key) for kind in KINDS for key in keys_of(kind)} | {("Text", "id"), ("Text", "en")}
    assert [place for place in sorted(named) if key_help(*place) is None] == []
    known = {key if kind == "SopFile" else f"{kind}.{key}" for kind, key in named}
    assert set(KEY_HELP) <= known


def test_the_wheel_takes_it_along() -> None:
    settings = tomli.loads((Path(__file__).parents[3] / "pyproject.toml").read_text("utf-8"))
    assert "/sops/*.json" in settings["tool"]["hatch"]["build"]["targets"]["wheel"]["include"]


@pytest.mark.parametrize("service", SHIPPED)
def test_every_shipped_file_leads_editors_to_the_schema(service: str) -> None:
    (file,) = (path for kind in FOLDERS for path in (resource_folder("sops") / kind).glob(f"{service}.toml"))
    tomllib.loads(file.read_text("utf-8"))  # what editors know: TOML 1.0
    directive, _, address = file.read_text("utf-8").splitlines()[0].partition(" ")
    assert directive == "#:schema"
    assert (file.parent / address).resolve() == (resource_folder("sops") / FILE).resolve()
