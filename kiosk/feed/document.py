"""Records from the bytes of an answer."""

import json
import logging
from typing import Any, Final, NoReturn, TypeVar

from kiosk.feed.trouble import NOT_JSON, Trouble
from kiosk.language import Text
from kiosk.structure.convert import read_tolerantly
from kiosk.structure.fault import Fault, Faults

T = TypeVar("T")

_LOG = logging.getLogger(__name__)

_MOST_LOGGED: Final = 200
"""Different faults logged of one server; a hostile one could otherwise fill the log."""


class Documents:
    """Reads records from what one server sends; what is wrong in them is skipped and logged once, not at every poll."""

    def __init__(self) -> None:
        self._logged: set[str] = set()

    def read(self, kind: type[T], data: bytes | str, what: Text) -> T:
        """Make a *kind* of JSON.

        Raises:
            Trouble: when it is no JSON or lacks what is required; its text is then *what*.
        """
        return self.made(kind, parse(data), what)

    def made(self, kind: type[T], data: Any, what: Text) -> T:
        """Make a *kind* of what JSON said.

        Raises:
            Trouble: when it lacks what is required; its text is then *what*.
        """
        try:
            record, skipped = read_tolerantly(kind, data)
        except Faults as error:
            self._note(kind.__name__, error.faults)
            raise Trouble(what) from None
        self._note(kind.__name__, skipped)
        return record

    def note(self, words: str) -> None:
        """Log *words*, once."""
        if words not in self._logged and len(self._logged) < _MOST_LOGGED:
            self._logged.add(words)
            _LOG.warning("%s", words)

    def _note(self, name: str, faults: tuple[Fault, ...]) -> None:
        for fault in faults:
            self.note(f"{name.lower()}: {fault.dotted}: {fault.text['en']}")


def parse(data: bytes | str) -> Any:
    """The value that JSON says.

    Raises:
        Trouble: when it is no JSON, too deep, or says NaN or Infinity, which JSON has not.
    """
    try:
        return json.loads(data, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise Trouble(NOT_JSON) from None


def _no_number(word: str) -> NoReturn:
    raise ValueError(word)
