"""The fields of records: the keys they go by in TOML and JSON, and what one value of data must be.

A record's class refines its fields with `Annotated[int, Between(1, 99)]` and `Annotated[str, Pattern("[a-z]+", ...)]`.
"""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from types import NoneType, UnionType
from typing import Annotated, Any, Final, Union, get_args, get_origin

import attrs
from attrs import frozen

from kiosk.schema.errors import InvalidValue, did_you_mean
from kiosk.text.language import Text, tr
from kiosk.text.sanitize import sanitize


def key_of(field: "attrs.Attribute[Any]") -> str:
    """The key that *field* goes by in TOML and JSON."""
    return str(field.metadata.get("key", field.name))


def keys_of(kind: Any) -> tuple[str, ...]:
    """The keys that a *kind* may have."""
    return tuple(key_of(field) for field in attrs.fields(kind))


@frozen
class Between:
    """A whole number from *least* to *most*, both included; `check` raises `InvalidValue` for another value."""

    least: int
    most: int

    def check(self, value: object) -> None:
        if isinstance(value, int) and not self.least <= value <= self.most:
            raise InvalidValue(tr("{v} di luar {a} sampai {b}").format(v=value, a=self.least, b=self.most))


@frozen
class Pattern:
    """Text of a given form."""

    pattern: str
    meaning: Text

    def check(self, value: object) -> None:
        if isinstance(value, str) and not re.fullmatch(self.pattern, value):
            raise InvalidValue(tr("{v!r} harus {m}").format(v=sanitize(value, 60), m=self.meaning))


@frozen
class ListLength:
    """A list of *least* to *most* parts."""

    least: int
    most: int

    def check(self, value: object) -> None:
        if isinstance(value, tuple) and not self.least <= len(value) <= self.most:
            raise InvalidValue(tr("{n} isi, harus {a} sampai {b}").format(n=len(value), a=self.least, b=self.most))


Id = Annotated[str, Pattern(r"[a-z0-9]+(-[a-z0-9]+)*", tr("huruf kecil, angka, dan tanda hubung"))]
"""A name that files, steps, services and requirements go by."""


class Ascii(str):
    """Printable ASCII of any length, as it stands: what a program writes for programs."""

    __slots__ = ()


_KINDS: Final[dict[type, Text]] = {
    bool: tr("ya atau tidak (true, false)"),
    int: tr("angka bulat"),
    float: tr("angka"),
    str: tr("teks dalam tanda kutip"),
    datetime: tr("waktu dengan zona (2026-11-24T02:42:10Z)"),
    date: tr("tanggal (2026-11-24)"),
    time: tr("jam (08:00)"),
    list: tr("daftar [...]"),
    dict: tr("tabel {...}"),
    NoneType: tr("kosong"),
}
"""What a value is called. A bool is an int too, and a datetime a date: the narrower stands first."""

ISO: Final[dict[Any, str]] = {date: r"\d{4}-\d\d-\d\d", time: r"\d\d:\d\d(:\d\d(\.\d{1,6})?)?"}
"""How a date and a time of day are written as text; Python reads other forms too, which people may not mean."""

_FIRST_YEAR: Final = 1970
_LAST_YEAR: Final = 2199
"""Instants of other years are no instants of an office, and near the ends of the calendar no zone can be reckoned."""


def wrong_kind(wanted: type, value: object) -> InvalidValue:
    """What to raise when *value* is not what was *wanted*."""
    name = next((name for kind, name in _KINDS.items() if isinstance(value, kind)), tr("hal lain"))
    return InvalidValue(tr("harus {a}, bukan {b}").format(a=_KINDS[wanted], b=name))


def should_be(form: str, value: str, wrong: InvalidValue) -> InvalidValue:
    """*wrong* with how *value*, which is text, is written in that *form*."""
    return InvalidValue(wrong.text, tr("tulis {f}").format(f=form.replace("...", sanitize(value, 60))))


def one_of(kind: Any) -> Callable[[object, object], object]:
    """What makes one of the words or numbers of *kind*, a `Literal`."""
    choices = get_args(kind)

    def read(value: object, _: object) -> object:
        if value in choices and not isinstance(value, bool):
            return value
        word, words = sanitize(str(value), 60), list(map(str, choices))
        text = tr("{v!r} bukan salah satu dari: {c}").format(v=word, c=", ".join(words))
        raise InvalidValue(text, did_you_mean(word, words))

    return read


def optional_of(kind: Any) -> Any:
    """What a *kind* is when it is there, for one that may be missing; None for any other."""
    args = get_args(kind)
    if get_origin(kind) not in (Union, UnionType) or len(args) != 2 or NoneType not in args:
        return None
    return next(arg for arg in args if arg is not NoneType)


def _string(value: object, _: object) -> str:
    if not isinstance(value, str):
        raise wrong_kind(str, value)
    return sanitize(value)


def _ascii(value: object, _: object) -> Ascii:
    if not isinstance(value, str) or not (value.isascii() and value.isprintable()):
        raise wrong_kind(str, value)
    return Ascii(value)


def _integer(value: object, _: object) -> int:
    if isinstance(value, float):
        hint = tr("tulis tanpa titik: 350_000 atau 350000")
        raise InvalidValue(tr("harus angka bulat, bukan angka bertitik"), hint)
    if isinstance(value, bool) or not isinstance(value, int):
        raise wrong_kind(int, value)
    return value


def _number(value: object, _: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise wrong_kind(float, value)
    return float(value)


def _truth(value: object, _: object) -> bool:
    if not isinstance(value, bool):
        raise wrong_kind(bool, value)
    return value


def _instant(value: object, _: object) -> datetime:
    moment = _from_iso(datetime, value)
    if not isinstance(moment, datetime) or moment.tzinfo is None:
        raise wrong_kind(datetime, value)
    if not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        raise InvalidValue(tr("tahun {y} tidak masuk akal").format(y=moment.year))
    return moment.astimezone(UTC)


def _day(value: object, _: object) -> date:
    day = _from_iso(date, value)
    if not isinstance(day, date) or isinstance(day, datetime):
        raise wrong_kind(date, value)
    return day


def _hour(value: object, _: object) -> time:
    hour = _from_iso(time, value)
    if not isinstance(hour, time):
        raise wrong_kind(time, value)
    return hour


def _from_iso(kind: Any, value: object) -> object:
    if not isinstance(value, str):
        return value
    if not re.fullmatch(ISO.get(kind, ".*"), value):
        raise wrong_kind(kind, value)
    try:
        return kind.fromisoformat(value)
    except ValueError:
        raise wrong_kind(kind, value) from None


SCALAR_READERS: Final[dict[Any, Callable[[object, object], Any]]] = {
    str: _string,
    Ascii: _ascii,
    int: _integer,
    float: _number,
    bool: _truth,
    datetime: _instant,
    date: _day,
    time: _hour,
}
"""What reads a single value of each kind, or raises `InvalidValue`. Its second argument is passed on by its caller."""
