"""Both languages, everywhere: what the code says in Indonesian has its English in the catalogue, and nothing more."""

import ast
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest
import texts

import kiosk
from kiosk.ui.terminal.capabilities import CONSOLE_CHARACTERS

ROOT = Path(kiosk.__file__).parent
MODULES = sorted(ROOT.rglob("*.py"))
PAINTERS = {"row", "Span", "mark", "figure", "echo", "secho", "print", "write"}
"""What puts words on a screen or into a terminal."""
SHOWN = {"ui", "paper", "visit", "cli"}
"""Packages whose every word is for people."""
WORD = re.compile(r"[A-Za-z]{2}")
FIELD = re.compile(r"\{(\w+)[^}]*\}")
SAID = {"tr", "counted"}
NAME = re.compile(r"[a-z0-9_.:+#,/-]*")
"""Ids, roles, keys, paths: never shown."""
NAME_OF_CLI = re.compile(
    r"\n?kiosk [a-z ]*(: )?|\[?[A-Z_]+\]?(=1?| ?\.\.\.)?|.*%\(\w+\)s.*| --[a-z]+ ?|socket:\[|en_US"
)
"""Variables, placeholders, formats of the log, options, and the start of what is said."""
BOTH = " / "
"""Between the two languages of what is said in both."""
OFFICIAL = {ROOT / "cli" / "calendar.py"}
"""Writes a file that is in Indonesian whoever reads it."""
KEYS = {"ESC"}
"""What is written on keys is said alike in both languages."""
STYLE = re.compile(r"[{;] ?[a-z-]+: ?|\{ |; ?background|-ground; \}|^RowsWidget \.role--$")
TECHNICAL = {
    *(
        "KIOSK_CHARSET",
        "TERM",
        "COLORTERM",
        "LC_ALL",
        "LC_CTYPE",
        "LANG",
        "PYTHONUTF8",
        "POSIX",
        "C.UTF-8",
        "UTF-8",
    ),
    *("TEXTUAL_ANIMATIONS", "TEXTUAL_DISABLE_KITTY_KEY", "TEXTUAL_COLOR_SYSTEM", "NFKD", "Asia/Jakarta", "*.toml"),
    *("ansi_black on ansi_white", "ansi_bright_white on ansi_red", "calendar-(\\d{4})-missing", " on ", "kiosk: "),
    *(
        "ansi_(bright_)?(black|red|green|yellow|blue|magenta|cyan|white)",
        "(#[0-9a-fA-F]{6}|",
        "the screen failed",
        "the built-in theme is used: %s",
    ),
    *("C.utf8", "[A-Z]", "INIT"),
}
"""Strings of the screens' code that no screen shows: names, patterns, what goes to the log."""


@cache
def tree(module: Path) -> ast.Module:
    return ast.parse(module.read_text("utf-8"))


def literals(node: ast.expr) -> list[str]:
    """The words written in an expression: a string, the fixed parts of an f-string, either branch of a condition."""
    match node:
        case ast.Constant(value=str(words)):
            return [words]
        case ast.JoinedStr(values=parts):
            return [part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str)]
        case ast.IfExp(body=body, orelse=other):
            return literals(body) + literals(other)
        case ast.BinOp(left=left, right=right):
            return literals(left) + literals(right)
    return []


def where(module: Path, node: ast.AST) -> str:
    return f"{module.relative_to(ROOT.parent)}:{getattr(node, 'lineno', 0)}"


def calls(module: Path, *names: str) -> Iterator[ast.Call]:
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
            yield node


@pytest.mark.parametrize("domain", texts.DOMAINS, ids=lambda domain: domain.name)
def test_a_catalogue_is_what_the_code_says(domain: texts.Domain) -> None:
    """Nothing said is missing from it, nothing in it is said no more, and the program reads what people read."""
    assert domain.file.read_bytes() == texts.written(texts.renewed(domain)), "make texts"
    assert domain.compiled.read_bytes() == texts.compiled(texts.kept(domain)), "make texts"


@pytest.mark.parametrize("domain", texts.DOMAINS, ids=lambda domain: domain.name)
def test_every_text_is_translated(domain: texts.Domain) -> None:
    assert not [message.id for message in texts.untranslated(texts.kept(domain))]


def test_the_catalogue_misses_no_text() -> None:
    """Babel reads literals, no expressions, and (before Python 3.12) nothing inside an f-string."""
    catalog, missed = texts.english(), []
    for module in MODULES:
        for call in calls(module, *texts.OURS.keywords):
            words, *more = (argument.value if isinstance(argument, ast.Constant) else None for argument in call.args)
            context = more[0] if more and isinstance(more[0], str) else None
            if not isinstance(words, str):
                missed.append(f"{where(module, call)}: give a literal")
            elif not catalog.get(words, context):
                missed.append(f"{where(module, call)}: write it outside of an f-string; make texts")
    assert not missed


def test_words_of_ours_come_from_the_catalogue() -> None:
    """A `Text` made at once holds what the pack and the endpoint say, or signs that no language has."""
    ours = [
        f"{where(module, call)}: tr({words!r})"
        for module in MODULES
        for call in calls(module, "Text")
        for argument in call.args
        for words in literals(argument)
        if WORD.search(FIELD.sub("", words))
    ]
    assert not ours


@pytest.mark.parametrize("domain", texts.DOMAINS, ids=lambda domain: domain.name)
def test_a_translation_has_the_fields_of_the_text(domain: texts.Domain) -> None:
    differ = [
        message.id
        for message in texts.kept(domain)
        if message.id and not fields(texts.forms(message.string)) <= fields(texts.forms(message.id))
    ]
    assert not differ


def test_english_fills_every_field() -> None:
    """Ours are filled in both languages from the same values: what one says, the other does not leave out."""
    differ = [
        message.id
        for message in texts.english()
        if any(fields((english,)) != fields(texts.forms(message.id)) for english in texts.forms(message.string))
    ]
    assert not differ


def fields(words: Iterable[str]) -> set[str]:
    return {field for each in words for field in FIELD.findall(each)}


def test_every_text_has_the_consoles_characters() -> None:
    beyond = {
        words: strange
        for message in texts.english()
        if message.id
        for words in (*texts.forms(message.id), *texts.forms(message.string))
        if (strange := set(words) - CONSOLE_CHARACTERS - {"\n"})
    }
    assert not beyond


def test_no_text_is_unused() -> None:
    """What has a name is used by it; every other text stands where it is said."""
    used = {name for module in MODULES for name in names_used(module)}
    unused = [
        f"{where(module, node)}: {target.id}"
        for module in MODULES
        for node in tree(module).body
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value and holds_text(node.value)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Name) and target.id not in used
    ]
    assert not unused


def names_used(module: Path) -> Iterator[str]:
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr


def holds_text(node: ast.expr) -> bool:
    return any(isinstance(n, ast.Call) and isinstance(n.func, ast.Name) and n.func.id in SAID for n in ast.walk(node))


def test_no_word_reaches_a_screen_outside_a_text() -> None:
    loose = [
        f"{where(module, node)}: {node.value!r}"
        for module in MODULES
        if module.relative_to(ROOT).parts[0] in SHOWN and module not in OFFICIAL
        for node in shown(tree(module))
        if WORD.search(node.value) and not may_be_loose(node.value, module.is_relative_to(ROOT / "cli"))
    ]
    assert not loose, "write tr(indonesian); or name it in TECHNICAL if no screen shows it"


def may_be_loose(words: str, in_cli: bool) -> bool:
    """Whether *words* are no text for people, or are both languages at once."""
    if NAME.fullmatch(words) or STYLE.search(words) or words in TECHNICAL | KEYS:
        return True
    return in_cli and (BOTH in words or bool(NAME_OF_CLI.fullmatch(words)))


def test_nothing_is_painted_or_printed_in_one_language() -> None:
    loose = [
        f"{where(module, node)}: {words!r}"
        for module in MODULES
        for node in ast.walk(tree(module))
        if isinstance(node, ast.Call)
        and node.args
        and getattr(node.func, "id", getattr(node.func, "attr", "")) in PAINTERS
        for words in literals(node.args[0])
        if WORD.search(words) and words not in KEYS and not re.match(r"\s*kiosk\b", words)
    ]
    assert not loose


class _Str(ast.Constant):
    value: str


def shown(module: ast.Module) -> Iterator[_Str]:
    """The strings of a module but its docstrings, annotations, formats, refusals, texts and commands to type."""
    skipped: set[ast.AST] = set()
    for node in ast.walk(module):
        match node:
            case (
                ast.Expr(value=ast.Constant())
                | ast.Raise()
                | ast.AnnAssign(annotation=ast.Subscript(value=ast.Name("Literal")))
            ):
                skipped.update(ast.walk(node))
            case ast.Call(func=ast.Name("tr" | "counted" | "field" | "TypeVar" | "cast" | "example")):
                skipped.update(ast.walk(node))
            case ast.Subscript(value=ast.Name("Literal" | "Annotated")):
                skipped.update(ast.walk(node))
            case ast.FunctionDef(returns=returns) | ast.AsyncFunctionDef(returns=returns) if returns:
                skipped.update(ast.walk(returns))
        for annotation in ("annotation", "format_spec"):
            part = getattr(node, annotation, None)
            if isinstance(part, ast.AST):
                skipped.update(ast.walk(part))
    for node in ast.walk(module):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in skipped:
            yield node  # type: ignore[misc]
