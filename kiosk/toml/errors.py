"""A fault in a TOML file, as its author reads it: where, what, what was perhaps meant, and the line itself."""

import re
from collections.abc import Iterable

from attrs import field, frozen

from kiosk.schema.errors import KioskError
from kiosk.text.language import Language, Text
from kiosk.text.sanitize import cells, sanitize

_WIDEST = 100
"""Characters shown of a line."""


@frozen
class TomlFault:
    """One fault of one file."""

    file: str
    """As the author knows it, from the folder that holds the pack."""
    line: int
    """From 1."""
    column: int
    """In characters, from 1."""
    path: str
    """Dotted: `steps[2].actor`; empty where the file cannot be read at all."""
    text: Text
    hint: Text | None = field(default=None, eq=False)
    """It is the same fault, whatever may have been meant."""
    source: str = ""
    """The line, as it stands in the file."""

    def printed(self, language: Language) -> str:
        """One line `file:line:column: path: what - what was meant`, then the line with a caret below the column."""
        words = " - ".join(sanitize(part[language], 400) for part in (self.text, self.hint) if part)
        path = f"{sanitize(self.path, 200)}: " if self.path else ""
        head = f"{sanitize(self.file, 200)}:{self.line}:{self.column}: {path}{words}"
        return "\n".join((head, *self._excerpt())) if self.source.strip() else head

    def _excerpt(self) -> tuple[str, str]:
        start = max(0, self.column - _WIDEST // 2) if len(self.source) > _WIDEST else 0
        indent = cells(_safe_line(self.source[start : self.column - 1]))
        return (
            f"{self.line:>7} | {_safe_line(self.source[start : start + _WIDEST])}".rstrip(),
            f"{'':>7} | {' ' * indent}^",
        )


class TomlError(KioskError):
    """TOML files cannot be used; `faults` says all of why, in the order of files and lines.

    Raised by the readers of documents, packs and configuration; caught by the commands, which print it, and by themes.
    """

    def __init__(self, faults: Iterable[TomlFault]) -> None:
        self.faults = tuple(sorted(set(faults), key=lambda f: (f.file, f.line, f.column, f.path, f.text.id)))
        super().__init__(self.printed("en"))

    def printed(self, language: Language) -> str:
        """All of them, one below the other."""
        return "\n".join(fault.printed(language) for fault in self.faults)


def _safe_line(line: str) -> str:
    """*line* made safe with its blanks kept, so that a caret below it stands at the right place."""
    return "".join(" " if part.isspace() else sanitize(part) for part in re.split(r"(\s)", line))
