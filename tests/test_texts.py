"""Both languages, everywhere: each text is a pair where it is used, so that none can be missing, stale or unused.

Read from the code itself: `Text("LOKET", "COUNTER")`, and a screen's `say("loket {n}", "counter {n}", n=3)`.
"""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import kiosk
from kiosk.ui.charset import CONSOLE

ROOT = Path(kiosk.__file__).parent
MODULES = sorted(ROOT.rglob("*.py"))
PAINTERS = {"row", "Span", "mark", "figure", "echo", "secho", "print", "write"}
"""What puts words on a screen or into a terminal."""
SHOWN = {"ui", "paper", "visit", "cli"}
"""Packages whose every word is for people."""
SAYS = {"say", "_say"}
"""What is given a pair and gives one of them."""
WORD = re.compile(r"[A-Za-z]{2}")
NAME = re.compile(r"[a-z0-9_.:+#,/-]*")
"""Ids, roles, keys, paths: never shown."""
NAME_OF_CLI = re.compile(r"\n?kiosk [a-z ]*(: )?|[A-Z_]+(=1?|\.\.\.)?|.*%\(\w+\)s.*| --[a-z]+ ?|socket:\[|en_US")
"""Variables, placeholders, formats of the log, options, and the start of what is said."""
BOTH = " / "
"""Between the two languages of what is said in both."""
OFFICIAL = {ROOT / "cli" / "calendar.py"}
"""Writes a file that is in Indonesian whoever reads it."""
KEYS = {"ESC"}
"""What is written on keys is said alike in both languages."""
STYLE = re.compile(r"[{;] ?[a-z-]+: ?|\{ |; ?background|-ground; \}|^Painted \.role--$")
TECHNICAL = {
    *(
        "KIOSK_CHARSET",
        "TERM",
        "COLORTERM",
        "LC_ALL",
        "LC_CTYPE",
        "LANG",
        "PYTHONUTF8",
        "PYTHONTZPATH",
        "POSIX",
        "C.UTF-8",
        "UTF-8",
    ),
    *("TEXTUAL_ANIMATIONS", "TEXTUAL_DISABLE_KITTY_KEY", "TEXTUAL_COLOR_SYSTEM", "NFKD", "Asia/Jakarta", "*.toml"),
    *("ansi_black on ansi_white", "ansi_bright_white on ansi_red", "calendar-(\\d{4})-missing", " on ", "kiosk: "),
    *("ansi_(bright_)?(black|red|green|yellow|blue|magenta|cyan|white)", "(#[0-9a-fA-F]{6}|", "the screen failed"),
    *("C.utf8", "[A-Z]", "INIT"),
}
"""Strings of the screens' code that no screen shows: names, patterns, what goes to the log."""


@cache
def tree(module: Path) -> ast.Module:
    return ast.parse(module.read_text("utf-8"))


def pairs(module: Path) -> Iterator[ast.Call]:
    """Where a text is written: a `Text` of words, or a pair said."""
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Call) and node.args:
            text = isinstance(node.func, ast.Name) and node.func.id == "Text"
            said = isinstance(node.func, ast.Attribute) and node.func.attr in SAYS and len(node.args) > 1
            if (text or said) and (literals(node.args[0]) or len(node.args) > 1):
                yield node


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


@pytest.mark.parametrize("module", MODULES, ids=lambda m: str(m.relative_to(ROOT)))
def test_every_text_is_written_in_both_languages(module: Path) -> None:
    for pair in pairs(module):
        words = [literals(argument) for argument in pair.args[:2]]
        if any(WORD.search(part) for part in words[0]):
            assert len(pair.args) > 1, f"{where(module, pair)}: no English"
            assert not isinstance(pair.args[1], ast.Constant) or any(words[1]), f"{where(module, pair)}: no English"
        if len(words) > 1 and words[1] and isinstance(pair.args[0], ast.Constant):
            fields = [sorted(set(re.findall(r"\{(\w+)", " ".join(part)))) for part in words]
            assert fields[0] == fields[1], f"{where(module, pair)}: fields differ"


@pytest.mark.parametrize("module", MODULES, ids=lambda m: str(m.relative_to(ROOT)))
def test_every_text_has_the_consoles_characters(module: Path) -> None:
    for pair in pairs(module):
        for argument in pair.args[:2]:
            beyond = set("".join(literals(argument))) - CONSOLE - {"\n"}
            assert not beyond, f"{where(module, pair)}: {beyond}"


def test_no_text_is_unused() -> None:
    """What has a name is used by it; every other pair stands where it is said."""
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
    return any(isinstance(n, ast.Call) and isinstance(n.func, ast.Name) and n.func.id == "Text" for n in ast.walk(node))


@pytest.mark.parametrize(
    "module",
    [m for m in MODULES if m.relative_to(ROOT).parts[0] in SHOWN and m not in OFFICIAL],
    ids=lambda m: str(m.relative_to(ROOT)),
)
def test_no_word_reaches_a_screen_outside_a_text(module: Path) -> None:
    loose = []
    in_cli = module.is_relative_to(ROOT / "cli")
    for node in shown(tree(module)):
        words = node.value
        if (
            WORD.search(words)
            and not NAME.fullmatch(words)
            and not STYLE.search(words)
            and words not in TECHNICAL | KEYS
            and not (in_cli and (BOTH in words or NAME_OF_CLI.fullmatch(words)))
        ):
            loose.append(f"{where(module, node)}: {words!r}")
    assert not loose, "write Text(indonesian, english); or name it in TECHNICAL if no screen shows it"


@pytest.mark.parametrize("module", MODULES, ids=lambda m: str(m.relative_to(ROOT)))
def test_nothing_is_painted_or_printed_in_one_language(module: Path) -> None:
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Call) and node.args:
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name in PAINTERS:
                loose = [
                    w
                    for w in literals(node.args[0])
                    if WORD.search(w) and w not in KEYS and not re.match(r"\s*kiosk\b", w)
                ]
                assert not loose, f"{where(module, node)}: {loose}"


class _Str(ast.Constant):
    value: str


def shown(module: ast.Module) -> Iterator[_Str]:
    """The strings of a module but its docstrings, annotations, formats, refusals and texts."""
    skipped: set[ast.AST] = set()
    for node in ast.walk(module):
        match node:
            case (
                ast.Expr(value=ast.Constant())
                | ast.Raise()
                | ast.AnnAssign(annotation=ast.Subscript(value=ast.Name("Literal")))
            ):
                skipped.update(ast.walk(node))
            case (
                ast.Call(func=ast.Name("Text" | "field" | "TypeVar" | "cast"))
                | ast.Call(func=ast.Attribute(attr="say" | "_say"))
            ):
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
