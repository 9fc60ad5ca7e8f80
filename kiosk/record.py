"""Records: immutable classes of named values, made by attrs.

attrs writes and compiles the methods of each class when its module is imported, a twelfth of the time to a screen's
first paint. What all records do alike is written here once; only how one is made is left to be compiled.
"""

from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final

import attrs

__all__ = ["frozen"]


def _shown(self: Any) -> str:
    shown = (f"{field.name}={getattr(self, field.name)!r}" for field in attrs.fields(type(self)) if field.repr)
    return f"{type(self).__qualname__.rpartition('>.')[2]}({', '.join(shown)})"


def _equal(self: Any, other: Any) -> Any:
    kind = self.__class__
    return kind.__compared__(self) == kind.__compared__(other) if other.__class__ is kind else NotImplemented


def _hashed(self: Any) -> int:
    return hash(self.__class__.__compared__(self))


_SHARED: Final = {"__repr__": _shown, "__eq__": _equal, "__hash__": _hashed}


def _compared(kind: Any) -> Callable[[object], object]:
    """What gives the values by which a *kind* is told from another."""
    names = [field.name for field in attrs.fields(kind) if field.eq]
    return attrgetter(*names) if names else lambda record: ()


def _frozen(kind: Any = None, *, kw_only: bool = False) -> Any:
    """`attrs.frozen`, with what the class says itself, else what all records share, instead of methods made for it."""
    if kind is None:
        return lambda kind: _frozen(kind, kw_only=kw_only)
    for name, method in _SHARED.items():
        if name not in vars(kind):
            setattr(kind, name, method)
    record: Any = attrs.frozen(kind, kw_only=kw_only)
    record.__compared__ = _compared(record)
    return record


if TYPE_CHECKING:  # what reads types knows records by the name that attrs gives them
    from attrs import frozen
else:
    frozen = _frozen
