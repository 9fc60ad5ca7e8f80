"""Records from data of a newer program, or of another one: what is unknown or wrong is left out, and told beside it.

Written without cattrs, whose strength is telling all faults at once: the board on disk is read before a lobby's first
paint, and cattrs would be a tenth of the time to it.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Annotated, Any, Literal, TypeVar, get_args, get_origin

import attrs
from attrs import define, field

from kiosk.language import tr
from kiosk.structure.fault import Fault, Faults, Wrong, fault_of
from kiosk.structure.key import key_of, keys_of
from kiosk.structure.value import SCALARS, one_of, optional_of, wrong_kind
from kiosk.text import safe

T = TypeVar("T")


@define
class _Left:
    """What was left out."""

    faults: list[Fault] = field(factory=list)
    """What is wrong."""
    strange: bool = False
    """There are keys that nobody knows."""


_Reader = Callable[[object, _Left], Any]
"""Makes a value, and notes what it left out. It raises `ValueError` where nothing can be made."""

_UNREADABLE = (ValueError, OverflowError)


def read_tolerantly(kind: type[T], data: object) -> tuple[T, tuple[Fault, ...]]:
    """Make a *kind* of *data*, leaving out what is unknown or wrong; give the faults beside it.

    Raises:
        Faults: when not even the required fields are there.
    """
    left = _Left()
    try:
        record: T = _made(kind, data, left)
        return record, tuple(left.faults)
    except _UNREADABLE as error:
        raise Faults([*left.faults, fault_of(error, ())]) from None


def read_if_sound(kind: type[T], data: object) -> T | None:
    """Make a *kind* of *data*; None where that has any fault, unknown keys included, for `convert.read` to tell."""
    left = _Left()
    try:
        record: T = _made(kind, data, left)
    except _UNREADABLE:
        return None
    return None if left.faults or left.strange else record


def _made(kind: Any, data: object, left: _Left) -> Any:
    return _reader(kind)(data, left)


@cache
def _reader(kind: Any) -> _Reader:
    """What makes a *kind*."""
    origin, args = get_origin(kind), get_args(kind)
    if kind in SCALARS:
        return SCALARS[kind]
    if attrs.has(kind):
        return _record(kind)
    if origin is Literal:
        return one_of(kind)
    if origin is tuple:
        return _list(args[0])
    if origin is dict:
        return _table(args[1])
    if origin is Annotated:
        return _refined(*args)
    if base := optional_of(kind):
        return lambda value, left: None if value is None else _made(base, value, left)
    raise TypeError(f"no data make a {kind}")


def _record(kind: Any) -> _Reader:
    fields, known = attrs.fields(kind), frozenset(keys_of(kind))

    def read(value: object, left: _Left) -> object:
        if not isinstance(value, Mapping):
            raise wrong_kind(dict, value)
        left.strange |= not known.issuperset(value)
        made = {}
        for each in fields:
            key = key_of(each)
            if key in value:
                made.update(_part(each.alias, value[key], each.type, key, left))
        for each in fields:
            if each.default is attrs.NOTHING and each.alias not in made:
                raise Wrong(tr("{n!r} belum diisi").format(n=key_of(each)))
        return kind(**made)

    return read


def _list(item: Any) -> _Reader:
    def read(value: object, left: _Left) -> object:
        if not isinstance(value, list | tuple):
            raise wrong_kind(list, value)
        parts = (_part(place, part, item, place, left) for place, part in enumerate(value))
        return tuple(made for part in parts for made in part.values())

    return read


def _table(item: Any) -> _Reader:
    def read(value: object, left: _Left) -> object:
        if not isinstance(value, Mapping):
            raise wrong_kind(dict, value)
        made = {}
        for key, part in value.items():
            name = str(safe(str(key)))
            made.update(_part(name, part, item, name, left))
        return made

    return read


def _refined(base: Any, *checks: Any) -> _Reader:
    def read(value: object, left: _Left) -> object:
        made = _made(base, value, left)
        for check in checks:
            check.check(made)
        return made

    return read


def _part(name: Any, value: object, kind: Any, where: str | int, left: _Left) -> dict[Any, Any]:
    """The part *name*, made of the *value* that stands at *where*; none where it cannot be."""
    before = len(left.faults)
    try:
        return {name: _made(kind, value, left)}
    except _UNREADABLE as error:
        left.faults.append(fault_of(error, ()))
        return {}
    finally:
        left.faults[before:] = [attrs.evolve(fault, path=(where, *fault.path)) for fault in left.faults[before:]]
