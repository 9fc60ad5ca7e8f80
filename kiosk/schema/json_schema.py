"""JSON Schemas of records, made from their types, so that the two cannot say different things."""

from collections.abc import Callable, Mapping
from datetime import datetime
from types import NoneType, UnionType
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin

import attrs

from kiosk.schema.fields import ISO, Between, ListLength, Pattern, key_of

SCALAR_SCHEMAS: Final[Mapping[Any, dict[str, Any]]] = {
    Any: {},
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    datetime: {"type": "string", "format": "date-time"},
    **{kind: {"type": "string", "pattern": f"^{form}$"} for kind, form in ISO.items()},
}


class JsonSchemas:
    """Schemas that refer to each other; those of records gather in `tables`, by the name of the class."""

    def __init__(
        self,
        at: str,
        *,
        null: bool,
        scalars: Mapping[Any, dict[str, Any]] = SCALAR_SCHEMAS,
        words: Callable[[Any, str], str | None] = lambda kind, key: None,
        rules: Mapping[Any, dict[str, Any]] | None = None,
    ) -> None:
        """The tables will lie *at* that place of the document, "#/definitions/".

        What may be missing may be *null* too, where there is a null. *words* explain a key of a record; *rules* are
        what the keys of a record say of each other.
        """
        self.tables: dict[str, Any] = {}
        self._at = at
        self._null = null
        self._scalars = scalars
        self._words = words
        self._rules = rules or {}

    def record(self, kind: Any) -> dict[str, Any]:
        """The schema of a record, in place."""
        fields = attrs.fields(kind)
        return {
            "type": "object",
            "additionalProperties": False,
            "required": [key_of(field) for field in fields if field.default is attrs.NOTHING],
            "properties": {key_of(field): self._property(kind, field) for field in fields},
            **self._rules.get(kind, {}),
        }

    def value(self, kind: Any) -> dict[str, Any]:
        """The schema of a value of *kind*; of a record, a reference to it."""
        origin, args = get_origin(kind), get_args(kind)
        if origin is Annotated:
            return {**self.value(args[0]), **{k: v for check in args[1:] for k, v in _constraints(check).items()}}
        if origin in (Union, UnionType):
            kinds = [self.value(arg) for arg in args if arg is not NoneType]
            kinds += [{"type": "null"}] if self._null and NoneType in args else []
            return {"anyOf": kinds} if len(kinds) > 1 else kinds[0]
        if origin is Literal:
            return {"enum": list(args)}
        if origin is tuple:
            return {"type": "array", "items": self.value(args[0])}
        if origin is dict:
            return {"type": "object", "additionalProperties": self.value(args[1])}
        if not attrs.has(kind):
            return self._scalars[kind]
        if kind.__name__ not in self.tables:
            self.tables[kind.__name__] = {}
            self.tables[kind.__name__] = self.record(kind)
        return {"$ref": self._at + kind.__name__}

    def _property(self, kind: Any, field: "attrs.Attribute[Any]") -> dict[str, Any]:
        words = self._words(kind, key_of(field))
        description = {"description": words} if words else {}
        # In draft 7 nothing may stand beside a $ref.
        value = self.value(field.type)
        return {"allOf": [value], **description} if "$ref" in value and description else {**value, **description}


def _constraints(check: Between | Pattern | ListLength) -> dict[str, Any]:
    if isinstance(check, Between):
        return {"minimum": check.least, "maximum": check.most}
    if isinstance(check, ListLength):
        return {"minItems": check.least, "maxItems": check.most}
    return {"pattern": f"^(?:{check.pattern})$"}
