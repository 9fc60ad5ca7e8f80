"""Every syntax fault of a TOML text, not only the first: what is broken is taken out, and the rest parsed on."""

import re
from typing import Any, Final

import tomli
from attrs import frozen

from kiosk.text.language import Text, tr
from kiosk.text.sanitize import sanitize

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
_LIST_HEAD: Final = re.compile(r"\s*(?:\[\[\s*([A-Za-z0-9_-]+)\s*\]?|\[\s*([A-Za-z0-9_-]+)\s*\]\])\s*(?:#.*)?")
"""A head of a list of tables with one bracket too few."""

_LONG_NUMBER: Final = re.compile(r"[0-9_]{1000,}")

_NO_DATE: Final = re.compile(r"\s*[A-Za-z0-9_-]+\s*=\s*(\d{4}-[\d-]+|\d+[:.]\d[\d:]*)\s*(?:#.*)?")
_NO_SUCH_DATE: Final = tr("tanggal atau jam ini tidak ada")
_TWICE: Final = tr("kunci ini sudah diisi")
_ONE_A_LINE: Final = tr("satu baris hanya satu kunci")
_LEFT_OVER: Final = tr("sesudah nilai ini masih ada {r!r}; catatan diawali #, teks ditulis dalam tanda kutip")
_DATE_LEFT_OVER: Final = tr("sesudah nilai ini masih ada {r!r}; tanggal ditulis 2026-11-24, teks dalam tanda kutip")
_SPOKEN_DATE: Final = re.compile(r"[^=]*=\s*\d{1,2}[ /.-]+\w+[ /.-]+\d{4}\b")
_CURLY: Final = tuple("\u201c\u201d\u201e\u2018\u2019\u00ab\u00bb")
_CURLY_WORDS: Final = tr('tanda kutip melengkung dari pengolah kata; ketik tanda kutip lurus "')
_NOT_CLOSED: Final = tr("daftar [...] tidak ditutup, atau koma kurang")
_WORDS: Final = (
    ("Expected '=' after a key", tr("sesudah nama kunci harus ada tanda =")),
    ("Expected newline or end of document", _ONE_A_LINE),
    ("Invalid initial character for a key part", tr("nama kunci tidak sah")),
    ("Invalid value", tr("nilai tidak sah; teks dalam tanda kutip, ya atau tidak: true, false")),
    ("Unclosed array", _NOT_CLOSED),
    ("Unclosed inline table", tr("tabel {...} tidak ditutup, atau koma kurang")),
    ("Expected \"'", tr("tanda kutip ' tidak ditutup")),
    ("Unterminated string", tr("tanda kutip tidak ditutup")),
    ("Illegal character '\\n'", tr("tanda kutip tidak ditutup di baris ini")),
    ("Illegal character", tr("karakter yang tidak boleh ada di sini")),
    ("Found invalid character", tr("karakter yang tidak boleh ada di sini")),
    ("Cannot overwrite a value", _TWICE),
    ("Duplicate inline table key", _TWICE),
    ("Cannot declare", tr("tabel ini sudah ada")),
    ("Cannot mutate immutable", tr("tabel ini sudah ditutup")),
    ("Expected ']", tr("kepala tabel tidak ditutup dengan ]")),
    ("Unescaped '\\'", tr("garis miring terbalik ditulis dua kali: \\\\")),
    ("Invalid hex value", tr("kode karakter tidak sah")),
    ("Escaped character", tr("kode karakter tidak sah")),
    ("Invalid date", _NO_SUCH_DATE),
)


@frozen
class SyntaxFault:
    """Something that is not TOML."""

    line: int
    column: int
    text: Text


@frozen
class ParsedToml:
    """What a text says, or all that is not TOML in it."""

    data: dict[str, Any]
    faults: tuple[SyntaxFault, ...] = ()


def parse_toml(text: str) -> ParsedToml:
    """What *text*, which has line feeds only, says; nothing where it has any syntax fault."""
    if deep := _too_deep(text):
        return ParsedToml({}, (deep,))
    lines = text.split("\n")
    faults: list[SyntaxFault] = []
    while len(faults) < MOST_FAULTS:
        before = list(lines)
        try:
            data = tomli.loads("\n".join(lines))
            return ParsedToml({} if faults else data, tuple(faults))
        except tomli.TOMLDecodeError as error:
            faults.append(_take_out(lines, error))
        except ValueError:  # more digits than Python reads
            faults.append(_take_out_number(lines))
        if lines == before:
            break
    return ParsedToml({}, tuple(faults))


def _take_out(lines: list[str], error: tomli.TOMLDecodeError) -> SyntaxFault:
    """Report *error* and take what is broken out of *lines*."""
    line, column = error.lineno - 1, error.colno
    known = next((words for start, words in _WORDS if error.msg.startswith(start)), None)
    words = known or tr("bukan TOML: {m}").format(m=error.msg)
    if error.msg.startswith(("Unterminated string", "Expected \"'")) and (opening := _opening(lines)):
        line, column = opening
        if lines[line].count("'''") or lines[line].count('"""'):
            lines[line + 1 :] = [""] * (len(lines) - line - 1)
        lines[line] = ""
        return SyntaxFault(line + 1, column, words)
    head = _HEAD.fullmatch(lines[line])
    if error.msg.startswith("Unclosed") or (head and error.msg.startswith("Invalid value")):
        above = _unclosed_above(lines, line)
        if above is not None:
            column = len(lines[above]) - len(lines[above].lstrip()) + 1
            lines[above:line] = [""] * (line - above)
            return SyntaxFault(above + 1, column, _NOT_CLOSED if head else words)
    if lines[line][column - 1 : column] in _CURLY:
        words = _CURLY_WORDS
    elif words == _ONE_A_LINE and (date := _NO_DATE.fullmatch(lines[line])):
        column, words = date.start(1) + 1, _NO_SUCH_DATE
    elif words == _ONE_A_LINE and "=" not in (rest := lines[line][column - 1 :]):
        words = _DATE_LEFT_OVER if _SPOKEN_DATE.match(lines[line]) else _LEFT_OVER
        words = words.format(r=sanitize(rest.strip(), 40))
        value = lines[line][: column - 1].rstrip()
        if value.endswith(('"', "'", "]", "}")):  # it is whole, whatever is left over after it
            lines[line] = value
            return SyntaxFault(line + 1, column, words)
    lines[line] = "" if words == _TWICE else _head_instead(lines[line], line)
    return SyntaxFault(line + 1, column, words)


def _head_instead(line: str, number: int) -> str:
    """What stays of a broken *line* of that *number*: a head where it is one, so that the keys below have a table."""
    if head := _LIST_HEAD.fullmatch(line):
        return f"[[{head[1] or head[2]}]]"
    instead = f"[[taken-out-{number}]]"
    return instead if line.lstrip().startswith("[") and line != instead else ""


def _take_out_number(lines: list[str]) -> SyntaxFault:
    line = next((n for n, words in enumerate(lines) if _LONG_NUMBER.search(words)), 0)
    found = _LONG_NUMBER.search(lines[line])
    lines[line] = ""
    return SyntaxFault(line + 1, found.start() + 1 if found else 1, tr("angka terlalu panjang"))


def _unclosed_above(lines: list[str], line: int) -> int | None:
    """The line on which what is not closed at *line* began, where *line* begins something new."""
    if line < len(lines) - 1 and not _begins(lines[line]):
        return None
    return next((n for n in range(line - 1, -1, -1) if _begins(lines[n])), None)


def _begins(line: str) -> bool:
    return bool(_PAIR.match(line) or _HEAD.fullmatch(line))


def _opening(lines: list[str]) -> tuple[int, int] | None:
    """Line and column of the quotes that are never closed: the last of those that may span lines, else the first."""
    for mark in ('"""', "'''"):
        where = [n for n, words in enumerate(lines) if mark in words]
        if sum(lines[n].count(mark) for n in where) % 2:
            return where[-1], lines[where[-1]].rfind(mark) + 1
    for n, words in enumerate(lines):
        rest = _TOKEN.sub(lambda token: " " * len(token.group()), words)
        if "'" in rest:
            return n, rest.index("'") + 1
    return None


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
            return SyntaxFault(line + 1, column, tr("bersarang terlalu dalam"))
    return None
