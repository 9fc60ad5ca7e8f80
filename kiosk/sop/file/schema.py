"""The JSON Schema of an SOP file, for editors: made from the model, so that the two cannot say different things.

Checks that a schema cannot say stay with `kiosk sop check`: what one place of a file says of another or of another
file (ids that are there twice, steps, sources and SOPs that are not there, the order of steps, sums, the ends of a
range), that a whole number is not written 3.0 nor a text as a date, and days and hours that no calendar or clock has.
"""

from typing import Any, Final

from kiosk.sop.file.key_words import words_of
from kiosk.sop.model import SopFile
from kiosk.sop.patch import Patch
from kiosk.sop.row import Promise, Step
from kiosk.sop.variation import ROWS, act_keys
from kiosk.structure.schema import SCALARS, Schemas

FILE: Final = "sop.schema.json"
"""Its name at the top of a pack; an SOP file names it in its first line, `#:schema ../sop.schema.json`."""

_TEXT: Final = {"type": "string", "pattern": r"\S"}


def sop_schema() -> dict[str, Any]:
    """The schema, of JSON Schema's draft 7, which editors of TOML read."""
    schemas = Schemas("#/definitions/", null=False, scalars={**SCALARS, str: _TEXT}, words=_words, rules=_RULES)
    whole = schemas.record(SopFile)
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "SOP",
        **whole,
        "definitions": dict(sorted(schemas.tables.items())),
    }


def _words(kind: Any, key: str) -> str | None:
    words = words_of(kind.__name__, key)
    return f"{words.id} / {words.en}" if words else None


def _given(*keys: str) -> dict[str, Any]:
    return {"required": list(keys)}


def _without(*conditions: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"not": condition} for condition in conditions]


_EMPTY: Final = {"maxItems": 0}
_DROPS: Final = {"required": ["drop"], "properties": {"drop": {"const": True}}}


def _adds(row: str) -> dict[str, Any]:
    add, _ = act_keys(row)
    return {"required": [add], "properties": {add: {"minItems": 1}}}


def _patch_of(row: str) -> dict[str, Any]:
    """A patch that names a row of that list, and does to it one of what may be done."""
    others = [other for other in ROWS if other != row]
    changes = _given(act_keys(row)[1])
    acts = [
        {"allOf": [changes, *_without(_DROPS, _adds(row))]},
        {"allOf": [{"anyOf": [_DROPS, _adds(row)]}, *_without(changes)]},
    ]
    foreign = [condition for other in others for condition in (_adds(other), _given(act_keys(other)[1]))]
    return {**_given(row), "anyOf": acts, "allOf": _without(*(_given(other) for other in others), *foreign)}


_RULES: Final[dict[Any, dict[str, Any]]] = {
    SopFile: {
        "if": _given("extends"),
        "then": {"properties": dict.fromkeys(ROWS, _EMPTY)},
        "else": {"required": ["step"], "properties": {"step": {"minItems": 1}, "patch": _EMPTY}},
    },
    Step: {"if": _given("no"), "then": {"properties": {"symbol": {"const": "decision"}}}},
    Promise: {"if": _given("cutoff"), "then": {"properties": {"unit": {"const": "same-day"}}}},
    Patch: {"oneOf": [_patch_of(row) for row in ROWS], "if": _given("until"), "then": _DROPS},
}
"""What a table's keys say of each other (`kiosk.sop.file.check_sop`)."""
