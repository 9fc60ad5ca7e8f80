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
        return _list(_reader(args[0]))
    if origin is dict:
        return _table(_reader(args[1]))
    if origin is Annotated:
        return _refined(_reader(args[0]), *args[1:])
    if base := optional_of(kind):
        return _optional(_reader(base))
    raise TypeError(f"no data make a {kind}")


def _record(kind: Any) -> _Reader:
    known = frozenset(keys_of(kind))
    fields = [(key_of(field), field.alias, _reader(field.type)) for field in attrs.fields(kind)]
    required = [(key_of(field), field.alias) for field in attrs.fields(kind) if field.default is attrs.NOTHING]

    def read(value: object, left: _Left) -> object:
        if not isinstance(value, dict | Mapping):
            raise wrong_kind(dict, value)
        left.strange = left.strange or not known.issuperset(value)
        made: dict[str, Any] = {}
        for key, name, reader in fields:
            if key in value:
                _put(made, name, reader, value[key], key, left)
        for key, name in required:
            if name not in made:
                raise Wrong(tr("{n!r} belum diisi").format(n=key))
        return kind(**made)

    return read


def _list(reader: _Reader) -> _Reader:
    def read(value: object, left: _Left) -> object:
        if not isinstance(value, list | tuple):
            raise wrong_kind(list, value)
        made: dict[int, Any] = {}
        for place, part in enumerate(value):
            _put(made, place, reader, part, place, left)
        return tuple(made.values())

    return read


def _table(reader: _Reader) -> _Reader:
    def read(value: object, left: _Left) -> object:
        if not isinstance(value, dict | Mapping):
            raise wrong_kind(dict, value)
        made: dict[str, Any] = {}
        for key, part in value.items():
            name = str(safe(str(key)))
            _put(made, name, reader, part, name, left)
        return made

    return read


def _refined(reader: _Reader, *checks: Any) -> _Reader:
    def read(value: object, left: _Left) -> object:
        made = reader(value, left)
        for check in checks:
            check.check(made)
        return made

    return read


def _optional(reader: _Reader) -> _Reader:
    return lambda value, left: None if value is None else reader(value, left)


def _put(made: dict[Any, Any], name: Any, reader: _Reader, value: object, where: str | int, left: _Left) -> None:
    """Put the part *name*, made of the *value* that stands at *where*, into *made*, where it can be."""
    before = len(left.faults)
    try:
        made[name] = reader(value, left)
    except _UNREADABLE as error:
        left.faults.append(fault_of(error, ()))
    if len(left.faults) > before:
        left.faults[before:] = [attrs.evolve(fault, path=(where, *fault.path)) for fault in left.faults[before:]]
