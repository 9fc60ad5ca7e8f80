"""The keys that records' fields go by in TOML and JSON."""

from typing import Any

import attrs


def key_of(field: "attrs.Attribute[Any]") -> str:
    """The key that *field* goes by in TOML and JSON."""
    return str(field.metadata.get("key", field.name))


def keys_of(kind: Any) -> tuple[str, ...]:
    """The keys that a *kind* may have."""
    return tuple(key_of(field) for field in attrs.fields(kind))


def named_by_id(record: Any) -> bool:
    """Whether the first key of a *record*'s class is `id`: what it mostly is when only one text is said."""
    fields = attrs.fields(record)
    return bool(fields) and key_of(fields[0]) == "id"
