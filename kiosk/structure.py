"""Records from plain data (TOML, JSON) and back: strictly, with all faults at once, or skipping what is wrong.

Records are attrs classes; cattrs does the walking. Every string read here has passed `text.safe`, so that a record
never holds a byte that a terminal would act on. A class may refine its fields with `Annotated[int, Between(1, 99)]` and
`Annotated[str, Like("[a-z0-9-]+", ...)]`, and name a key that Python reserves by `field(metadata={"key": "from"})`.
"""

import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from contextvars import ContextVar
from datetime import UTC, date, datetime, time
from types import NoneType, UnionType
from typing import Annotated, Any, Final, Literal, TypeVar, Union, get_args, get_origin

import attrs
from attrs import frozen
from cattrs import (
    AttributeValidationNote,
    ClassValidationError,
    Converter,
    ForbiddenExtraKeysError,
    IterableValidationNote,
)
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from kiosk.language import Text
from kiosk.text import safe

T = TypeVar("T")

Path = tuple[str | int, ...]
"""Where in the data: keys and places in lists, outermost first."""


@frozen
class Fault:
    """One thing wrong with the data: where, what, and what may have been meant or can be done."""

    path: Path
    text: Text
    hint: Text | None = None

    @property
    def dotted(self) -> str:
        """The path as authors read it: steps[2].actor."""
        return "".join(f"[{p}]" if isinstance(p, int) else f".{p}" for p in self.path).lstrip(".")

    @property
    def pointer(self) -> str:
        """The path as an RFC 6901 JSON pointer: /steps/2/actor."""
        return "".join("/" + str(p).replace("~", "~0").replace("/", "~1") for p in self.path)


class Faults(Exception):
    """The data cannot become the record; `faults` says all of why."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(f"{f.dotted}: {f.text.en or f.text.id}" for f in self.faults))


class Wrong(ValueError):
    """Raised by a check of one value."""

    def __init__(self, text: Text, hint: Text | None = None) -> None:
        self.text = text
        self.hint = hint
        super().__init__(text.en or text.id)


@frozen
class Between:
    """A whole number from *least* to *most*, both included."""

    least: int
    most: int

    def check(self, value: object) -> None:
        """Raise `Wrong` when *value* is outside."""
        if isinstance(value, int) and not self.least <= value <= self.most:
            raise Wrong(
                Text("{v} di luar {a} sampai {b}", "{v} is outside {a} to {b}").format(
                    v=value, a=self.least, b=self.most
                )
            )


@frozen
class Like:
    """Text of a given form."""

    pattern: str
    meaning: Text

    def check(self, value: object) -> None:
        """Raise `Wrong` when *value* has another form."""
        if isinstance(value, str) and not re.fullmatch(self.pattern, value):
            raise Wrong(Text("{v!r} harus {m}", "{v!r} must be {m}").format(v=value, m=self.meaning))


Id = Annotated[
    str,
    Like(
        r"[a-z0-9]+(-[a-z0-9]+)*",
        Text("huruf kecil, angka, dan tanda hubung", "small letters, digits and single hyphens"),
    ),
]
"""A name that files, steps, services and requirements go by."""

_KINDS: Final[dict[type, Text]] = {
    bool: Text("ya atau tidak (true, false)", "true or false"),
    int: Text("angka bulat", "a whole number"),
    float: Text("angka", "a number"),
    str: Text("teks dalam tanda kutip", "text in quotes"),
    date: Text("tanggal (2026-11-24)", "a date (2026-11-24)"),
    datetime: Text("waktu dengan zona (2026-11-24T02:42:10Z)", "an instant with its zone (2026-11-24T02:42:10Z)"),
    time: Text("jam (08:00)", "a time of day (08:00)"),
    list: Text("daftar [...]", "a list [...]"),
    dict: Text("tabel", "a table"),
    NoneType: Text("kosong", "nothing"),
}

_FIRST_YEAR: Final = 1970
_LAST_YEAR: Final = 2199
"""Instants of other years are no instants of an office, and near the ends of the calendar no zone can be reckoned."""

_skipped: ContextVar[list[Fault] | None] = ContextVar("skipped", default=None)


def read(kind: type[T], data: object) -> T:
    """Make a *kind* of *data*, every string sanitised.

    Raises:
        Faults: with every fault of the data, unknown keys included.
    """
    try:
        return _STRICT.structure(data, kind)
    except (Wrong, ClassValidationError) as error:
        raise Faults(_faults(error, ())) from None


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
        raise Faults([*skipped, *_faults(error, ())]) from None
    finally:
        _skipped.reset(token)


def plain(record: Any) -> Any:
    """*record* as dicts, lists and scalars that JSON can say; fields that hold their default are left out."""
    return _STRICT.unstructure(record)


def did_you_mean(word: str, known: Iterable[str]) -> Text | None:
    """A hint at the known word that *word* is nearest to, if any is near."""
    near = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return Text("maksudnya {n!r}?", "did you mean {n!r}?").format(n=near[0]) if near else None


def key_of(field: "attrs.Attribute[Any]") -> str:
    """The key that *field* goes by in TOML and JSON."""
    return str(field.metadata.get("key", field.name))


def keys_of(kind: Any) -> tuple[str, ...]:
    """The keys that a *kind* may have."""
    return tuple(key_of(field) for field in attrs.fields(kind))


def _faults(error: BaseException, path: Path) -> list[Fault]:
    if isinstance(error, Wrong):
        return [Fault(path, error.text, error.hint)]
    if isinstance(error, ClassValidationError):
        names = {f.name: key_of(f) for f in attrs.fields(error.cl)} if attrs.has(error.cl) else {}
        inner = [_noted(e, path, names) for e in error.exceptions]
        unknown = [e for e, _ in inner if isinstance(e, ForbiddenExtraKeysError)]
        known = keys_of(error.cl) if attrs.has(error.cl) else ()
        extra = [_unknown(name, path, known) for e in unknown for name in sorted(e.extra_fields)]
        missing = [_missing(str(e.args[0]), path) for e, _ in inner if isinstance(e, KeyError)]
        return [
            *_without_misspelt(missing, extra, known),
            *extra,
            *(
                fault
                for e, where in inner
                if not isinstance(e, KeyError | ForbiddenExtraKeysError)
                for fault in _faults(e, where)
            ),
        ]
    return [Fault(path, Text("tidak dapat dibaca", "cannot be read"))]


def _noted(error: Exception, path: Path, names: Mapping[str, str]) -> tuple[Exception, Path]:
    for note in getattr(error, "__notes__", ()):
        if isinstance(note, AttributeValidationNote):
            return error, path if isinstance(error, KeyError) else (*path, names.get(note.name, note.name))
        if isinstance(note, IterableValidationNote):
            return error, (*path, note.index)
    return error, path


def _unknown(name: str, path: Path, known: Iterable[str]) -> Fault:
    name = safe(str(name), 60)
    return Fault(
        (*path, name),
        Text("kunci {n!r} tidak dikenal", "unknown key {n!r}").format(n=name),
        did_you_mean(name, known) or Text("yang ada: {k}", "known: {k}").format(k=", ".join(known)),
    )


def _missing(name: str, path: Path) -> Fault:
    return Fault(path, Text("{n!r} belum diisi", "{n!r} is missing").format(n=name))


def _without_misspelt(missing: list[Fault], extra: list[Fault], known: Iterable[str]) -> list[Fault]:
    """A required key that was only misspelt is reported once, as unknown."""
    hints = " ".join(f.hint.id for f in extra if f.hint and f.hint.id.startswith("maksudnya"))
    return [f for f in missing if not any(repr(k) in f.text.id and repr(k) in hints for k in known)]


def kind_name(value: object) -> Text:
    """What a value is, in words: teks, angka, daftar."""
    for kind in (bool, int, float, str, datetime, date, time, list, dict, NoneType):
        if isinstance(value, kind):
            return _KINDS[kind]
    return Text("hal lain", "something else")


def _wrong_kind(wanted: Text, value: object) -> Wrong:
    return Wrong(Text("harus {a}, bukan {b}", "must be {a}, not {b}").format(a=wanted, b=kind_name(value)))


def _string(value: object, _: object) -> str:
    if not isinstance(value, str):
        raise _wrong_kind(_KINDS[str], value)
    return safe(value)


def _integer(value: object, _: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise _wrong_kind(_KINDS[int], value)
    return value


def _number(value: object, _: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _wrong_kind(_KINDS[float], value)
    return float(value)


def _truth(value: object, _: object) -> bool:
    if not isinstance(value, bool):
        raise _wrong_kind(_KINDS[bool], value)
    return value


def _instant(value: object, _: object) -> datetime:
    moment = _from_iso(datetime, value)
    if not isinstance(moment, datetime) or moment.tzinfo is None:
        raise _wrong_kind(_KINDS[datetime], value)
    if not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        raise Wrong(Text("tahun {y} tidak masuk akal", "the year {y} makes no sense").format(y=moment.year))
    return moment.astimezone(UTC)


def _day(value: object, _: object) -> date:
    day = _from_iso(date, value)
    if not isinstance(day, date) or isinstance(day, datetime):
        raise _wrong_kind(_KINDS[date], value)
    return day


def _hour(value: object, _: object) -> time:
    hour = _from_iso(time, value)
    if not isinstance(hour, time):
        raise _wrong_kind(_KINDS[time], value)
    return hour


def _from_iso(kind: Any, value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return kind.fromisoformat(value)
    except ValueError:
        raise _wrong_kind(_KINDS[kind], value) from None


_SCALARS: Final[dict[Any, Callable[[object, object], Any]]] = {
    str: _string,
    int: _integer,
    float: _number,
    bool: _truth,
    datetime: _instant,
    date: _day,
    time: _hour,
}


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
                raise _wrong_kind(_KINDS[dict], value)
            return walk(value, kind)

        return structure

    return factory


def _list_strictly(converter: Converter) -> Callable[[Any], Callable[[object, object], object]]:
    def factory(kind: Any) -> Callable[[object, object], object]:
        item = get_args(kind)[0]

        def structure(value: object, _: object) -> object:
            if not isinstance(value, list | tuple):
                raise _wrong_kind(_KINDS[list], value)
            return tuple(_parts_strictly(converter, enumerate(value), item))

        return structure

    return factory


def _table(converter: Converter) -> Callable[[Any], Callable[[object, object], object]]:
    def factory(kind: Any) -> Callable[[object, object], object]:
        item = get_args(kind)[1]

        def structure(value: object, _: object) -> object:
            if not isinstance(value, Mapping):
                raise _wrong_kind(_KINDS[dict], value)
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
        skipped.extend(_faults(error, ()))
    skipped[before:] = [attrs.evolve(fault, path=(where, *fault.path)) for fault in skipped[before:]]
    return made, value


def _record_tolerantly(converter: Converter) -> Callable[[Any], Callable[[object, object], object]]:
    def factory(kind: Any) -> Callable[[object, object], object]:
        fields = attrs.fields(kind)

        def structure(value: object, _: object) -> object:
            if not isinstance(value, Mapping):
                raise _wrong_kind(_KINDS[dict], value)
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
                raise _wrong_kind(_KINDS[list], value)
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
    for kind, hook in _SCALARS.items():
        made.register_structure_hook(kind, hook)
    made.register_unstructure_hook(datetime, lambda value: value.astimezone(UTC).isoformat().replace("+00:00", "Z"))
    made.register_unstructure_hook(date, lambda value: value.isoformat())
    made.register_unstructure_hook(time, lambda value: value.isoformat("minutes"))
    return made


_STRICT: Final = _converter(strict=True)
_TOLERANT: Final = _converter(strict=False)
