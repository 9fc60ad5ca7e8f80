"""Where in a TOML text each key and each item of a list stands.

No kept library has both TOML 1.1 and positions, so this walks the text once more. It runs after tomli has accepted the
text and relies on that: it decides nothing about what is valid.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import count
from typing import Final

from kiosk.schema.errors import KeyPath

Position = tuple[int, int]
"""Line and column in characters, both from 1."""

_BLANK: Final = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_SPACE: Final = re.compile(r"[ \t]*")
_STRING: Final = re.compile(
    r'"""(?:\\.|[^\\])*?"""(?:"{1,2}(?!"))?'
    r"|'''.*?'''(?:'{1,2}(?!'))?"
    r'|"(?:\\.|[^"\\])*"'
    r"|'[^']*'",
    re.DOTALL,
)
_BARE_KEY: Final = re.compile(r"[A-Za-z0-9_-]+")
_SCALAR: Final = re.compile(r"[^,\]}\n#]*")
_ESCAPE: Final = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))", re.DOTALL)
_ESCAPED: Final = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", "e": "\x1b"}


def positions(text: str) -> dict[KeyPath, Position]:
    """Line and column of every key and item of *text*, which tomli has accepted, by its path.

    A table of a list stands where its `[[header]]` stands; the whole document at 1, 1.
    """
    walk = _Walk(text)
    walk.document()
    starts = [0, *(m.end() for m in re.finditer("\n", text))]
    found: dict[KeyPath, Position] = {(): (1, 1)}
    for path, offset in walk.offsets.items():
        line = bisect_right(starts, offset)
        found[path] = (line, offset - starts[line - 1] + 1)
    return found


class _Walk:
    """One pass over a text that is valid TOML."""

    def __init__(self, text: str) -> None:
        self.offsets: dict[KeyPath, int] = {}
        self._text = text
        self._at = 0
        self._lengths: dict[KeyPath, int] = {}
        """Of the lists of tables, by path."""

    def document(self) -> None:
        table: KeyPath = ()
        self._take(_BLANK)
        while self._at < len(self._text):
            if self._ahead("["):
                table = self._header()
            else:
                self._pair(table)
            self._take(_BLANK)

    def _header(self) -> KeyPath:
        start = self._at
        many = self._ahead("[[")
        self._at += 2 if many else 1
        keys = [key for key, _ in self._keys()]
        self._at += 2 if many else 1
        path: KeyPath = ()
        for place, key in enumerate(keys):
            path = (*path, key)
            self.offsets.setdefault(path, start)
            if place == len(keys) - 1 and many:
                self._lengths[path] = self._lengths.get(path, 0) + 1
            if path in self._lengths:
                path = (*path, self._lengths[path] - 1)
                self.offsets.setdefault(path, start)
        return path

    def _pair(self, table: KeyPath) -> None:
        path = table
        for key, start in self._keys():
            path = (*path, key)
            self.offsets.setdefault(path, start)
        self._at += 1  # "="
        self._take(_SPACE)
        self._value(path)

    def _keys(self) -> list[tuple[str, int]]:
        """The parts of a dotted key with their offsets; stops before "=" or "]"."""
        parts = []
        while True:
            self._take(_SPACE)
            start = self._at
            parts.append((self._key(), start))
            self._take(_SPACE)
            if not self._ahead("."):
                return parts
            self._at += 1

    def _key(self) -> str:
        if bare := self._take(_BARE_KEY):
            return bare
        quoted = self._take(_STRING)
        return _ESCAPE.sub(_unescape, quoted[1:-1]) if quoted.startswith('"') else quoted[1:-1]

    def _value(self, path: KeyPath) -> None:
        if self._ahead("["):
            self._array(path)
        elif self._ahead("{"):
            self._inline(path)
        elif not self._take(_STRING):
            self._take(_SCALAR)

    def _array(self, path: KeyPath) -> None:
        for place in self._items("]"):
            self.offsets[*path, place] = self._at
            self._value((*path, place))

    def _inline(self, path: KeyPath) -> None:
        for _ in self._items("}"):
            self._pair(path)

    def _items(self, end: str) -> Iterator[int]:
        """The places of the items of a list or an inline table, the walk standing at each; steps over both ends."""
        self._at += 1
        for place in count():
            self._take(_BLANK)
            if self._ahead(","):
                self._at += 1
                self._take(_BLANK)
            if self._ahead(end):
                self._at += 1
                return
            yield place

    def _ahead(self, mark: str) -> bool:
        return self._text.startswith(mark, self._at)

    def _take(self, pattern: re.Pattern[str]) -> str:
        """Step over what *pattern* matches here, if anything, and return it."""
        found = pattern.match(self._text, self._at)
        if not found:
            return ""
        self._at = found.end()
        return found.group()


def _unescape(match: re.Match[str]) -> str:
    for digits in match.groups()[:3]:
        if digits:
            return chr(int(digits, 16))
    return _ESCAPED.get(match[4], match[4])
