"""Records from plain data, with every fault of it.

Records are attrs classes; cattrs does the walking. Every string read here has passed `text.safe`, so that a record
never holds a byte that a terminal would act on. A field that Python's own words keep from its key names it by
`field(metadata={"key": "from"})`, and one that can say what to do about a wrong value says it by `"hint"`.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Annotated, Any, Final, Literal, TypeVar, get_args, get_origin

import attrs
from cattrs import ClassValidationError, Converter, IterableValidationNote
from cattrs.gen import make_dict_structure_fn, override

from kiosk.structure.explain import explained
from kiosk.structure.fault import Faults, Wrong
from kiosk.structure.key import key_of, named_by_id
from kiosk.structure.value import SCALARS, one_of, optional_of, should_be, wrong_kind
from kiosk.text import safe

T = TypeVar("T")


def read_carefully(kind: type[T], data: object) -> T:
    """Make a *kind* of *data*, every string sanitised.

    Raises:
        Faults: with every fault of the data, unknown keys included.
    """
    try:
        return _CONVERTER.structure(data, kind)
    except (Wrong, ClassValidationError) as error:
        raise Faults(explained(error, ())) from None


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
        base = optional_of(kind)
        return lambda value, _: None if value is None else converter.structure(value, base)

    return factory


def _made_of(origin: Any) -> Callable[[Any], bool]:
    return lambda kind: bool(get_origin(kind) is origin)


def _record(converter: Converter) -> Callable[[Any], Callable[[object, object], object]]:
    def factory(kind: Any) -> Callable[[object, object], object]:
        renames: dict[str, Any] = {
            f.name: override(rename=key_of(f)) for f in attrs.fields(kind) if key_of(f) != f.name
        }
        walk = make_dict_structure_fn(
            kind, converter, _cattrs_forbid_extra_keys=True, _cattrs_detailed_validation=True, **renames
        )

        def structure(value: object, _: object) -> object:
            if isinstance(value, Mapping):
                return walk(value, kind)
            wrong = wrong_kind(dict, value)
            raise should_be('{ id = "..." }', value, wrong) if named_by_id(kind) and isinstance(value, str) else wrong

        return structure

    return factory


def _list(converter: Converter) -> Callable[[Any], Callable[[object, object], object]]:
    def factory(kind: Any) -> Callable[[object, object], object]:
        item = get_args(kind)[0]

        def structure(value: object, _: object) -> object:
            if not isinstance(value, list | tuple):
                wrong = wrong_kind(list, value)
                raise should_be('["..."]', value, wrong) if item is str and isinstance(value, str) else wrong
            return tuple(_parts(converter, enumerate(value), item))

        return structure

    return factory


def _table(converter: Converter) -> Callable[[Any], Callable[[object, object], object]]:
    def factory(kind: Any) -> Callable[[object, object], object]:
        item = get_args(kind)[1]

        def structure(value: object, _: object) -> object:
            if not isinstance(value, Mapping):
                raise wrong_kind(dict, value)
            named = {str(safe(str(key))): part for key, part in value.items()}
            return dict(zip(named, _parts(converter, named.items(), item), strict=True))

        return structure

    return factory


def _parts(converter: Converter, parts: Iterable[tuple[str | int, object]], kind: Any) -> list[Any]:
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


def _made() -> Converter:
    made = Converter(detailed_validation=True, forbid_extra_keys=True)
    made.register_structure_hook_factory(attrs.has, _record(made))
    made.register_structure_hook_factory(_made_of(tuple), _list(made))
    made.register_structure_hook_factory(_made_of(dict), _table(made))
    made.register_structure_hook_factory(_made_of(Literal), one_of)
    made.register_structure_hook_factory(lambda kind: optional_of(kind) is not None, _optional(made))
    made.register_structure_hook_factory(_made_of(Annotated), _refined(made))
    for kind, hook in SCALARS.items():
        made.register_structure_hook(kind, hook)
    return made


_CONVERTER: Final = _made()
