"""A record of faulty data, so that the rest of the data can be judged in the same run.

What cannot be read is left out where it may be missing, else something of its kind stands in for it. What stands in is
chosen from one end or the other of what may be there: what holds of the record with both ends, holds of the data.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import UTC, date, datetime, time
from types import NoneType, UnionType
from typing import Annotated, Any, Final, Literal, TypeVar, Union, get_args, get_origin

import attrs

from kiosk.language import Text
from kiosk.structure.fault import Wrong, nearest
from kiosk.structure.key import key_of, keys_of, named_by_id
from kiosk.structure.value import SCALARS, Between

T = TypeVar("T")

End = Literal[0, -1]
"""Which end of what may be there stands in for what cannot be read."""

ENDS: Final[tuple[End, ...]] = (0, -1)

_SCALAR_ENDS: Final[dict[Any, tuple[Any, Any]]] = {
    str: ("", "\U0010ffff"),
    int: (-(2**31), 2**31),
    float: (-(2.0**31), 2.0**31),
    bool: (False, True),
    date: (date.min, date.max),
    datetime: (datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)),
    time: (time.min, time.max),
}


class BeyondMending(Exception):
    """A list or a table is something else: nothing of it can be judged."""


def mended(kind: type[T], data: object, end: End) -> T:
    """A *kind* of *data*, with that *end* of what may be there in place of what cannot be read.

    Values out of range or form stay as they are.

    Raises:
        BeyondMending: when a whole list or table cannot be read.
    """
    made: T = _made(kind, data, end)
    return made


def _made(kind: Any, value: object, end: End) -> Any:
    origin, args = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _made(args[0], value, end)
    if origin in (Union, UnionType):
        return None if value is None else _made(args[0] if args[1] is NoneType else args[1], value, end)
    if origin is Literal:
        return _choice(args, value)
    if isinstance(value, str):
        value = _meant(kind, value)
    if origin is tuple:
        return tuple(part for _, part in _parts(args[0], enumerate(_whole(list, value)), end))
    if origin is dict:
        return dict(_parts(args[1], _whole(dict, value).items(), end))
    return _record(kind, _whole(dict, value), end) if attrs.has(kind) else SCALARS[kind](value, kind)


def _meant(kind: Any, value: str) -> object:
    """What text was meant to be where a list of texts, or a table known by its `id`, should stand: an author's slip."""
    if get_origin(kind) is tuple and get_args(kind)[0] is str:
        return [value]
    return {"id": value} if attrs.has(kind) and named_by_id(kind) else value


def _choice(choices: tuple[object, ...], value: object) -> object:
    if value not in choices or isinstance(value, bool):
        raise Wrong(Text(""))
    return value


def _whole(kind: type[T], value: object) -> T:
    if not isinstance(value, kind):
        raise BeyondMending
    return value


def _parts(kind: Any, parts: Iterable[tuple[Any, object]], end: End) -> Iterator[tuple[Any, Any]]:
    """Those of *parts* that can be read."""
    for place, part in parts:
        with suppress(Wrong):
            yield place, _made(kind, part, end)


def _record(kind: Any, data: Mapping[str, object], end: End) -> Any:
    found = {**_misspelt(kind, data), **data}
    made = {}
    for field in attrs.fields(kind):
        with suppress(Wrong):
            if key_of(field) in found:
                made[field.alias] = _made(field.type, found[key_of(field)], end)
        if field.default is attrs.NOTHING and field.alias not in made:
            made[field.alias] = _stand_in(field.type, end)
    return kind(**made)


def _misspelt(kind: Any, data: Mapping[str, object]) -> dict[str, object]:
    """What stands under keys that are slips of keys that a *kind* has."""
    keys = keys_of(kind)
    slips = {near: value for key, value in data.items() if key not in keys and (near := nearest(key, keys))}
    if any(isinstance(value, list) for key, value in slips.items() if key not in data):
        raise BeyondMending  # faults of its parts could not be told by the place they stand at
    return slips


def _stand_in(kind: Any, end: End) -> Any:
    origin, args = get_origin(kind), get_args(kind)
    if origin is Annotated:
        ranges = [(check.least, check.most) for check in args[1:] if isinstance(check, Between)]
        return ranges[0][end] if ranges else _stand_in(args[0], end)
    if origin is Literal:
        return args[end]
    return _record(kind, {}, end) if attrs.has(kind) else () if origin is tuple else _SCALAR_ENDS[kind][end]
