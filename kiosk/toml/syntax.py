"""Every syntax fault of a TOML text, not only the first: what is broken is taken out, and the rest parsed on."""

import re
from typing import Any, Final

import tomli
from attrs import frozen

from kiosk.language import Text

MOST_FAULTS: Final = 20
"""Syntax faults reported of one file; after that many it is not TOML."""

DEEPEST: Final = 30
"""Nesting of lists, tables and dotted keys; the deepest of ours is 4."""

_TOKEN: Final = re.compile(
    r'"""(?:\\.|[^\\])*?"""|\'\'\'.*?\'\'\'|"""|\'\'\''  # the last two: never closed
    r'|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|\#[^\n]*|[\[\]{}.=,\n]',
    re.DOTALL,
)
_PAIR: Final = re.compile(r"""\s*[A-Za-z0-9_."'-]+\s*=""")
_KEY = r"""[A-Za-z0-9_."' -]+"""
_HEAD: Final = re.compile(rf"\s*(?:\[\[{_KEY}\]\]|\[{_KEY}\])\s*(?:#.*)?")
_LONG_NUMBER: Final = re.compile(r"[0-9_]{1000,}")

_NOT_CLOSED: Final = Text("daftar [...] tidak ditutup, atau koma kurang", "list [...] not closed, or a comma left out")
_WORDS: Final = (
    ("Expected '=' after a key", Text("sesudah nama kunci harus ada tanda =", "a key must be followed by =")),
    ("Expected newline or end of document", Text("satu baris hanya satu kunci", "one key on one line only")),
    ("Invalid initial character for a key part", Text("nama kunci tidak sah", "not the name of a key")),
    ("Invalid value", Text("nilai tidak sah; teks ditulis dalam tanda kutip", "not a value; text stands in quotes")),
    ("Unclosed array", _NOT_CLOSED),
    (
        "Unclosed inline table",
        Text("tabel {...} tidak ditutup, atau koma kurang", "table {...} not closed, or a comma left out"),
    ),
    ("Unterminated string", Text("tanda kutip tidak ditutup", "quotes not closed")),
    ("Illegal character '\\n'", Text("tanda kutip tidak ditutup di baris ini", "quotes not closed on this line")),
    ("Illegal character", Text("karakter yang tidak boleh ada di sini", "a character that must not stand here")),
    ("Found invalid character", Text("karakter yang tidak boleh ada di sini", "a character that must not stand here")),
    ("Cannot overwrite a value", Text("kunci ini sudah diisi", "this key has a value already")),
    ("Duplicate inline table key", Text("kunci ini sudah diisi", "this key has a value already")),
    ("Cannot declare", Text("tabel ini sudah ada", "this table exists already")),
    ("Cannot mutate immutable", Text("tabel ini sudah ditutup", "this table is closed already")),
    ("Expected ']", Text("kepala tabel tidak ditutup dengan ]", "head of a table not closed by ]")),
    ("Unescaped '\\'", Text("garis miring terbalik ditulis dua kali: \\\\", "a backslash is written twice: \\\\")),
    ("Invalid hex value", Text("kode karakter tidak sah", "not the code of a character")),
    ("Escaped character", Text("kode karakter tidak sah", "not the code of a character")),
    ("Invalid date", Text("tanggal atau jam ini tidak ada", "there is no such date or time")),
)


@frozen
class SyntaxFault:
    """Something that is not TOML."""

    line: int
    column: int
    text: Text


def parse(text: str) -> tuple[dict[str, Any], tuple[SyntaxFault, ...]]:
    """What *text* says, and every syntax fault in it; with faults the data is only what is left.

    *text* has line feeds only.
    """
    if deep := _too_deep(text):
        return {}, (deep,)
    lines = text.split("\n")
    faults: list[SyntaxFault] = []
    while len(faults) < MOST_FAULTS:
        before = list(lines)
        try:
            return tomli.loads("\n".join(lines)), tuple(faults)
        except tomli.TOMLDecodeError as error:
            faults.append(_take_out(lines, error))
        except ValueError:  # more digits than Python reads
            faults.append(_take_out_number(lines))
        if lines == before:
            break
    return {}, tuple(faults)


def _take_out(lines: list[str], error: tomli.TOMLDecodeError) -> SyntaxFault:
    """Report *error* and take what is broken out of *lines*."""
    line, column, words = error.lineno - 1, error.colno, _in_words(error.msg)
    if error.msg.startswith("Unterminated string") and (opening := _opening(lines)):
        line, column = opening
        lines[line:] = [""] * (len(lines) - line)
        return SyntaxFault(line + 1, column, words)
    head = _HEAD.fullmatch(lines[line])
    if error.msg.startswith("Unclosed") or (head and error.msg.startswith("Invalid value")):
        above = _unclosed_above(lines, line)
        if above is not None:
            column = len(lines[above]) - len(lines[above].lstrip()) + 1
            lines[above:line] = [""] * (line - above)
            return SyntaxFault(above + 1, column, _NOT_CLOSED if head else words)
    # The keys below a broken head go into a table of their own, so that they do not seem to be given twice.
    instead = f"[[taken-out-{line}]]"
    lines[line] = instead if lines[line].lstrip().startswith("[") and lines[line] != instead else ""
    return SyntaxFault(line + 1, column, words)


def _take_out_number(lines: list[str]) -> SyntaxFault:
    line = next((n for n, words in enumerate(lines) if _LONG_NUMBER.search(words)), 0)
    found = _LONG_NUMBER.search(lines[line])
    lines[line] = ""
    return SyntaxFault(line + 1, found.start() + 1 if found else 1, Text("angka terlalu panjang", "number too long"))


def _unclosed_above(lines: list[str], line: int) -> int | None:
    """The line on which what is not closed at *line* began, where *line* begins something new."""
    if line < len(lines) - 1 and not _begins(lines[line]):
        return None
    return next((n for n in range(line - 1, -1, -1) if _begins(lines[n])), None)


def _begins(line: str) -> bool:
    return bool(_PAIR.match(line) or _HEAD.fullmatch(line))


def _opening(lines: list[str]) -> tuple[int, int] | None:
    """Line and column of the last quotes that may span lines and are never closed."""
    for mark in ('"""', "'''"):
        where = [n for n, words in enumerate(lines) if mark in words]
        if sum(lines[n].count(mark) for n in where) % 2:
            return where[-1], lines[where[-1]].rfind(mark) + 1
    return None


def _in_words(message: str) -> Text:
    known = next((words for start, words in _WORDS if message.startswith(start)), None)
    return known or Text("bukan TOML: {m}", "not TOML: {m}").format(m=message)


def _too_deep(text: str) -> SyntaxFault | None:
    """The place from which *text* nests deeper than any parser should follow."""
    depth = dots = 0
    for token in _TOKEN.finditer(text):
        mark = token.group()
        if mark in ('"""', "'''"):
            return None
        depth = max(0, depth + (mark in "[{") - (mark in "]}")) if len(mark) == 1 else depth
        dots = 0 if mark in "\n=," else dots + (mark == ".")
        if max(depth, dots) > DEEPEST:
            line = text.count("\n", 0, token.start())
            column = token.start() - text.rfind("\n", 0, token.start())
            return SyntaxFault(line + 1, column, Text("bersarang terlalu dalam", "nested too deeply"))
    return None
