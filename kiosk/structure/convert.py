"""Records from plain data and back.

Records are attrs classes; cattrs does the walking. Every string read here has passed `text.safe`, so that a record
never holds a byte that a terminal would act on. A field that Python's own words keep from its key names it by
`field(metadata={"key": "from"})`, and one that can say what to do about a wrong value says it by `"hint"`.
"""

from collections.abc import Callable, Iterable, Mapping
from contextvars import ContextVar
from datetime import UTC, date, datetime, time
from types import NoneType, UnionType
from typing import Annotated, Any, Final, Literal, TypeVar, Union, get_args, get_origin

import attrs
from cattrs import ClassValidationError, Converter, IterableValidationNote
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from kiosk.language import Text
from kiosk.structure.explain import explained
from kiosk.structure.fault import Fault, Faults, Wrong, did_you_mean
from kiosk.structure.key import key_of
from kiosk.structure.value import SCALARS, wrong_kind
from kiosk.text import safe

T = TypeVar("T")
_skipped: ContextVar[list[Fault] | None] = ContextVar("skipped", default=None)


def read(kind: type[T], data: object) -> T:
    """Make a *kind* of *data*, every string sanitised.

    Raises:
        Faults: with every fault of the data, unknown keys included.
    """
    try:
        return _STRICT.structure(data, kind)
    except (Wrong, ClassValidationError) as error:
        raise Faults(explained(error, ())) from None


def read_tolerantly(kind: type[T], data: object) -> tuple[T, tuple[Fault, ...]]:
    """Make a *kind* of *data*, leaving out what is unknown or wrong; give the faults beside it.

    Raises:
        Faults: when not even the required fields are there.
    """
    skipped: list[Fault] = []
    token = _skipped.set(skipped)
    try:
        return _TOLERANT.structure(data, kind), tuple(skipped)
    except (Wrong, ClassValidationError) as error:
        raise Faults([*skipped, *explained(error, ())]) from None
    finally:
        _skipped.reset(token)


def plain(record: Any) -> Any:
    """*record* as dicts, lists and scalars that JSON can say; fields that hold their default are left out."""
    return _STRICT.unstructure(record)


def _one_of(kind: Any) -> Callable[[object, object], object]:
    choices = get_args(kind)

    def structure(value: object, _: object) -> object:
        if value in choices and not isinstance(value, bool):
            return value
        word = safe(str(value), 60)
        listed = ", ".join(str(c) for c in choices)
        raise Wrong(
            Text("{v!r} bukan salah satu dari: {c}", "{v!r} is not one of: {c}").format(v=word, c=listed),
            did_you_mean(word, [str(c) for c in choices]),
        )

    return structure


def _refined(converter: Converter) -> Callable[[Any], Callable[[object, object], object]]:
    def factory(kind: Any) -> Callable[[object, object], object]:
        base, *checks = get_args(kind)

        def structure(value: object, _: object) -> object:
            made = converter.structure(value, base)
            for check in checks:
                check.check(made)
            return made

        return structure

    return factory


def _optional(converter: Converter) -> Callable[[Any], Callable[[object, object], object]]:
    def factory(kind: Any) -> Callable[[object, object], object]:
        (base,) = (arg for arg in get_args(kind) if arg is not NoneType)
        return lambda value, _: None if value is None else converter.structure(value, base)

    return factory


def _made_of(origin: Any) -> Callable[[Any], bool]:
    return lambda kind: bool(get_origin(kind) is origin)


def _is_optional(kind: Any) -> bool:
    args = get_args(kind)
    return get_origin(kind) in (Union, UnionType) and len(args) == 2 and NoneType in args


def _record_strictly(converter: Converter) -> Callable[[Any], Callable[[object, object], object]]:
    def factory(kind: Any) -> Callable[[object, object], object]:
        renames: dict[str, Any] = {
            f.name: override(rename=key_of(f)) for f in attrs.fields(kind) if key_of(f) != f.name
        }
        walk = make_dict_structure_fn(
            kind, converter, _cattrs_forbid_extra_keys=True, _cattrs_detailed_validation=True, **renames
        )

        def structure(value: object, _: object) -> object:
            if not isinstance(value, Mapping):
                raise wrong_kind(dict, value)
            return walk(value, kind)

        return structure

    return factory


def _list_strictly(converter: Converter) -> Callable[[Any], Callable[[object, object], object]]:
    def factory(kind: Any) -> Callable[[object, object], object]:
        item = get_args(kind)[0]

        def structure(value: object, _: object) -> object:
            if not isinstance(value, list | tuple):
                raise wrong_kind(list, value)
            return tuple(_parts_strictly(converter, enumerate(value), item))

        return structure

    return factory


def _table(converter: Converter) -> Callable[[Any], Callable[[object, object], object]]:
    def factory(kind: Any) -> Callable[[object, object], object]:
        item = get_args(kind)[1]

        def structure(value: object, _: object) -> object:
            if not isinstance(value, Mapping):
                raise wrong_kind(dict, value)
            named = {str(safe(str(key))): part for key, part in value.items()}
            return dict(zip(named, _parts_strictly(converter, named.items(), item), strict=True))

        return structure

    return factory


def _parts_strictly(converter: Converter, parts: Iterable[tuple[str | int, object]], kind: Any) -> list[Any]:
    made, errors = [], []
    for place, part in parts:
        try:
            made.append(converter.structure(part, kind))
        except (Wrong, ClassValidationError) as error:
            error.add_note(IterableValidationNote(f"part {place}", place, kind))
            errors.append(error)
    if errors:
        raise ClassValidationError("parts", errors, object)
    return made


def _part(converter: Converter, value: object, kind: Any, where: str | int) -> tuple[bool, Any]:
    """Structure one part; when it cannot be, note its faults under *where* and say so."""
    skipped = _skipped.get()
    assert skipped is not None  # noqa: S101 (only `read_tolerantly` walks here)
    before = len(skipped)
    try:
        made, value = True, converter.structure(value, kind)
    except (Wrong, ClassValidationError) as error:
        made = False
        skipped.extend(explained(error, ()))
    skipped[before:] = [attrs.evolve(fault, path=(where, *fault.path)) for fault in skipped[before:]]
    return made, value


def _record_tolerantly(converter: Converter) -> Callable[[Any], Callable[[object, object], object]]:
    def factory(kind: Any) -> Callable[[object, object], object]:
        fields = attrs.fields(kind)

        def structure(value: object, _: object) -> object:
            if not isinstance(value, Mapping):
                raise wrong_kind(dict, value)
            made = {}
            for field in fields:
                key = key_of(field)
                if key in value:
                    well, part = _part(converter, value[key], field.type, key)
                    if well:
                        made[field.alias] = part
            for field in fields:
                if field.default is attrs.NOTHING and field.alias not in made:
                    raise Wrong(Text("{n!r} belum diisi", "{n!r} is missing").format(n=key_of(field)))
            return kind(**made)

        return structure

    return factory


def _list_tolerantly(converter: Converter) -> Callable[[Any], Callable[[object, object], object]]:
    def factory(kind: Any) -> Callable[[object, object], object]:
        item = get_args(kind)[0]

        def structure(value: object, _: object) -> object:
            if not isinstance(value, list | tuple):
                raise wrong_kind(list, value)
            parts = (_part(converter, part, item, place) for place, part in enumerate(value))
            return tuple(part for well, part in parts if well)

        return structure

    return factory


def _record_to_plain(converter: Converter) -> Callable[[Any], Callable[[Any], dict[str, Any]]]:
    def factory(kind: Any) -> Callable[[Any], dict[str, Any]]:
        renames: dict[str, Any] = {
            f.name: override(rename=key_of(f)) for f in attrs.fields(kind) if key_of(f) != f.name
        }
        return make_dict_unstructure_fn(kind, converter, _cattrs_omit_if_default=True, **renames)

    return factory


def _converter(*, strict: bool) -> Converter:
    made = Converter(detailed_validation=True, forbid_extra_keys=strict, omit_if_default=True)
    record, many = (_record_strictly, _list_strictly) if strict else (_record_tolerantly, _list_tolerantly)
    made.register_structure_hook_factory(attrs.has, record(made))
    made.register_unstructure_hook_factory(attrs.has, _record_to_plain(made))
    made.register_structure_hook_factory(_made_of(tuple), many(made))
    made.register_structure_hook_factory(_made_of(dict), _table(made))
    made.register_structure_hook_factory(_made_of(Literal), _one_of)
    made.register_structure_hook_factory(_is_optional, _optional(made))
    made.register_structure_hook_factory(_made_of(Annotated), _refined(made))
    for kind, hook in SCALARS.items():
        made.register_structure_hook(kind, hook)
    made.register_unstructure_hook(datetime, lambda value: value.astimezone(UTC).isoformat().replace("+00:00", "Z"))
    made.register_unstructure_hook(date, lambda value: value.isoformat())
    made.register_unstructure_hook(time, lambda value: value.isoformat("minutes"))
    return made


_STRICT: Final = _converter(strict=True)
_TOLERANT: Final = _converter(strict=False)
