"""Records as plain data that JSON and TOML can say; the way back is `kiosk.schema.reader`.

JSON as it travels and as it is kept: ASCII on one line, so that no byte of it can end a line of a stream.
"""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import Any, Final

import attrs

from kiosk.schema.fields import key_of

_Writer = Callable[[Any], Any]


def dump(value: Any) -> Any:
    """*value* as dicts, lists and scalars; what a record holds by default is left out."""
    return _WRITERS[type(value)](value)


class _Writers(dict[type, _Writer]):
    """What makes a value of each kind plain; that of a record is made when it is first wanted."""

    def __missing__(self, kind: Any) -> _Writer:
        self[kind] = made = _record(kind) if attrs.has(kind) else lambda value: value
        return made


def _record(kind: Any) -> _Writer:
    fields = [(field.name, key_of(field), _default(field)) for field in attrs.fields(kind)]

    def write(record: object) -> dict[str, Any]:
        made = {}
        for name, key, default in fields:
            value = getattr(record, name)
            if value is not default and (default is None or value != default):
                made[key] = _WRITERS[type(value)](value)
        return made

    return write


def _default(field: "attrs.Attribute[Any]") -> object:
    made = getattr(field.default, "factory", None)
    return made() if made else field.default


def _list(values: Any) -> list[Any]:
    return [_WRITERS[type(value)](value) for value in values]


def _table(table: dict[str, Any]) -> dict[str, Any]:
    return {key: _WRITERS[type(value)](value) for key, value in table.items()}


_WRITERS: Final = _Writers(
    {
        tuple: _list,
        list: _list,
        dict: _table,
        datetime: lambda moment: moment.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        date: date.isoformat,
        time: lambda hour: hour.isoformat("minutes"),
    }
)


def json_line(data: Any) -> str:
    return json.dumps(data, ensure_ascii=True, separators=(",", ":"))


def record_to_json(record: Any) -> str:
    return json_line(dump(record))
