"""Faults: what is wrong with data, where in it, and what may have been meant."""

import difflib
from collections.abc import Iterable, Iterator

from attrs import frozen

from kiosk.text.language import Text, tr

KeyPath = tuple[str | int, ...]
"""Where in the data: keys and places in lists, outermost first."""


def dotted_path(path: KeyPath) -> str:
    """*path* as authors read it: steps[2].actor."""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).lstrip(".")


def strings_in(data: object, path: KeyPath = ()) -> Iterator[tuple[KeyPath, str]]:
    """Every string in plain data with its path."""
    if isinstance(data, str):
        yield path, data
    elif isinstance(data, dict | list):
        for key, part in data.items() if isinstance(data, dict) else enumerate(data):
            yield from strings_in(part, (*path, key))


@frozen
class ValidationFault:
    """One thing wrong with the data: where, what, and what may have been meant or can be done."""

    path: KeyPath
    text: Text
    hint: Text | None = None
    missing: bool = False
    """Something is not there that the table at `path` should have."""

    @property
    def dotted(self) -> str:
        return dotted_path(self.path)

    @property
    def pointer(self) -> str:
        """The path as an RFC 6901 JSON pointer: /steps/2/actor."""
        return "".join("/" + str(p).replace("~", "~0").replace("/", "~1") for p in self.path)


class KioskError(Exception):
    """Above every error of this program's own: what its callers expect and say to people."""


class ValidationError(KioskError):
    """The data cannot become the record; `faults` says all of why. Readers raise it, who has the data catches it."""

    def __init__(self, faults: Iterable[ValidationFault]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(f"{f.dotted}: {f.text.en or f.text.id}" for f in self.faults))


class InvalidValue(KioskError, ValueError):
    """Raised by a check of one value; a reader of records catches it, or who asked for the value alone."""

    def __init__(self, text: Text, hint: Text | None = None) -> None:
        self.text = text
        self.hint = hint
        super().__init__(text.en or text.id)


def fault_of(error: BaseException, path: KeyPath) -> ValidationFault:
    """*error*, raised while the value at *path* was read, in words."""
    if isinstance(error, InvalidValue):
        return ValidationFault(path, error.text, error.hint)
    return ValidationFault(path, tr("tidak dapat dibaca"))


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that *word* may be a slip of."""
    return next(iter(difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)), None)


def did_you_mean(word: str, known: Iterable[str]) -> Text | None:
    """A hint at the known word that *word* is nearest to, if any is near."""
    near = nearest(word, known)
    return tr("maksudnya {n!r}?").format(n=near) if near else None
