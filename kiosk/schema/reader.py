"""Records from plain data: strictly, with every fault of the data, or leniently, leaving out what is wrong.

Records are attrs classes. Every string read here has passed `sanitize`, so that a record never holds a byte that a
terminal would act on. A field that Python's own words keep from its key names it by `field(metadata={"key": "from"})`,
and one that can say what to do about a wrong value says it by `"hint"`. The way back is `kiosk.schema.dump`.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Annotated, Any, Literal, TypeVar, get_args, get_origin

import attrs
from attrs import define, field

from kiosk.schema.errors import KeyPath, ValidationError, ValidationFault, did_you_mean, fault_of, nearest
from kiosk.schema.fields import SCALAR_READERS, key_of, keys_of, one_of, optional_of, should_be, wrong_kind
from kiosk.text.language import Text, tr
from kiosk.text.sanitize import sanitize

T = TypeVar("T")


def read_strictly(kind: type[T], data: object) -> T:
    """Make a *kind* of *data*, every string sanitised.

    Raises:
        ValidationError: with every fault of the data, unknown keys included.
    """
    record: T = _read(kind, data, _Reading(strict=True))
    return record


def read_leniently(kind: type[T], data: object) -> tuple[T, tuple[ValidationFault, ...]]:
    """Make a *kind* of *data* of a newer program, or of another one, without what is unknown or wrong.

    Return what is wrong beside it.

    Raises:
        ValidationError: when not even the required fields are there.
    """
    found = _Reading(strict=False)
    record: T = _read(kind, data, found)
    return record, tuple(found.faults)


@define
class _Reading:
    strict: bool
    """Unknown keys are faults, and so is everything that is left out."""
    faults: list[ValidationFault] = field(factory=list)
    top: tuple[str, ...] = ()
    """The keys of the whole."""


class _Unmade(Exception):
    """A value cannot be made, for faults that are noted already."""


_Reader = Callable[[object, _Reading], Any]
"""Makes a value. It raises `_Unmade`, or `ValueError` for a fault of the value itself, where nothing can be made."""


def _read(kind: Any, data: object, found: _Reading) -> Any:
    if attrs.has(kind):
        found.top = keys_of(kind)
    made: dict[None, Any] = {}
    _put(made, None, _reader(kind), data, (), found)
    if not made or (found.strict and found.faults):
        raise ValidationError(found.faults)
    return made[None]


def _put(
    made: dict[Any, Any],
    name: Any,
    reader: _Reader,
    value: object,
    path: KeyPath,
    found: _Reading,
    hint: Text | None = None,
) -> None:
    """Put the part *name*, made of the *value* at *path*, into *made*, where it can be; *hint* at what is wrong."""
    before = len(found.faults)
    try:
        made[name] = reader(value, found)
    except (ValueError, OverflowError) as error:
        found.faults.append(fault_of(error, ()))
    except _Unmade:
        pass
    if len(found.faults) > before:
        for place, fault in enumerate(found.faults[before:], before):
            own = hint if hint and not fault.path else fault.hint
            found.faults[place] = attrs.evolve(fault, path=(*path, *fault.path), hint=own)


@cache
def _reader(kind: Any) -> _Reader:
    origin, args = get_origin(kind), get_args(kind)
    if kind in SCALAR_READERS:
        return SCALAR_READERS[kind]
    if attrs.has(kind):
        return _record(kind)
    if origin is Literal:
        return one_of(kind)
    if origin is tuple:
        return _list(args[0])
    if origin is dict:
        return _table(_reader(args[1]))
    if origin is Annotated:
        return _with_checks(_reader(args[0]), *args[1:])
    if base := optional_of(kind):
        reader = _reader(base)
        return lambda value, found: None if value is None else reader(value, found)
    raise TypeError(f"no data make a {kind}")


def _record(kind: Any) -> _Reader:
    known = frozenset(keys_of(kind))
    fields = [(key_of(f), f.alias, _reader(f.type), f.metadata.get("hint")) for f in attrs.fields(kind)]
    required = [(key_of(f), f.alias) for f in attrs.fields(kind) if f.default is attrs.NOTHING]
    by_id = keys_of(kind)[:1] == ("id",)  # what a text in place of the record mostly is

    def read(value: object, found: _Reading) -> object:
        if not isinstance(value, dict | Mapping):
            wrong = wrong_kind(dict, value)
            raise should_be('{ id = "..." }', value, wrong) if by_id and isinstance(value, str) else wrong
        unknown = () if not found.strict or known.issuperset(value) else set(value) - known
        missing = [key for key, _ in required if key not in value]
        if unknown or missing:
            found.faults += _wrong_keys(kind, unknown, missing, found.top)
        made: dict[str, Any] = {}
        for key, name, reader, hint in fields:
            if key in value:
                _put(made, name, reader, value[key], (key,), found, hint)
        for _, name in required:
            if name not in made:
                raise _Unmade
        return kind(**made)

    return read


def _wrong_keys(kind: Any, unknown: Any, missing: list[str], top: tuple[str, ...]) -> list[ValidationFault]:
    """The faults of keys that are *missing* in a table, and of those that a *kind* does not have."""
    known = keys_of(kind)
    names = sorted(sanitize(str(name), 60) for name in unknown)
    misspelt = {nearest(name, known) for name in names}
    return [
        *(
            ValidationFault((), tr("{n!r} belum diisi").format(n=key), missing=True)
            for key in missing
            if key not in misspelt
        ),
        *(_unknown(name, known, top) for name in names),
    ]


def _unknown(name: str, known: tuple[str, ...], top: tuple[str, ...]) -> ValidationFault:
    text = tr("kunci {n!r} tidak dikenal")
    if name in top:
        # In TOML a key belongs to the last head above it, which few authors know.
        text = tr("kunci {n!r} tidak boleh ada di sini")
        hint = tr("ini kunci bagian atas berkas: pindahkan ke atas [...] atau [[...]] yang pertama")
    else:
        hint = did_you_mean(name, known) or tr("yang ada: {k}").format(k=", ".join(known))
    return ValidationFault((name,), text.format(n=name), hint)


def _list(kind: Any) -> _Reader:
    reader = _reader(kind)

    def read(value: object, found: _Reading) -> object:
        if not isinstance(value, list | tuple):
            wrong = wrong_kind(list, value)
            raise should_be('["..."]', value, wrong) if kind is str and isinstance(value, str) else wrong
        made: dict[int, Any] = {}
        for place, part in enumerate(value):
            _put(made, place, reader, part, (place,), found)
        return tuple(made.values())

    return read


def _table(reader: _Reader) -> _Reader:
    def read(value: object, found: _Reading) -> object:
        if not isinstance(value, dict | Mapping):
            raise wrong_kind(dict, value)
        made: dict[str, Any] = {}
        for key, part in value.items():
            name = str(sanitize(str(key)))
            _put(made, name, reader, part, (name,), found)
        return made

    return read


def _with_checks(reader: _Reader, *checks: Any) -> _Reader:
    def read(value: object, found: _Reading) -> object:
        before = len(found.faults)
        made = reader(value, found)
        if found.strict and len(found.faults) > before:
            raise _Unmade  # what is left of it need not be checked
        for check in checks:
            check.check(made)
        return made

    return read
