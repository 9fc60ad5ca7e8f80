"""The private names of Textual that the screens use, each with the reason; no other is used, even by chance."""

import ast
import importlib
import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import textual
from textual import events
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver

from kiosk import ui

PRIVATE = {
    "_xterm_parser": "makes keys of bytes; the reader that Textual has around it is deaf after a byte that is no UTF-8",
    "_fatal_error": "shows the values of variables on the wall, and there is no public way to another text",
    "_get_terminal_size": "asks COLUMNS and LINES first, which may be those of another window",
    "_writer_thread": "waits for a terminal that stands still, and the program for it",
}
UI = Path(ui.__file__).parent
TEXTUAL = Path(textual.__file__).parent
NAMED_TUPLE = {"_replace", "_asdict", "_fields"}


def modules() -> Iterator[tuple[ModuleType, ast.Module]]:
    for file in sorted(UI.rglob("*.py")):
        name = ".".join((ui.__name__, *file.relative_to(UI).with_suffix("").parts)).removesuffix(".__init__")
        yield importlib.import_module(name), ast.parse(file.read_text("utf-8"))


def is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__")


def private_modules(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        for name in names:
            yield from filter(is_private, name.split("."))


def private_names_of_textual(kind: type) -> set[str]:
    """The private names that the classes of Textual above *kind* define or use on themselves."""
    bases = [base for base in kind.__mro__ if base.__module__.split(".")[0] == "textual"]
    return {name for base in bases for name in re.findall(r"self\.(_\w+)", inspect.getsource(base))} | {
        name for base in bases for name in vars(base) if is_private(name)
    }


def private_names_in_use(module: ModuleType, tree: ast.Module) -> Iterator[str]:
    """Private names of Textual that a class overrides or uses on itself, and those of any other object."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) not in ("self", "cls"):
            yield from {node.attr} - NAMED_TUPLE if is_private(node.attr) else ()
    for kind in (node for node in tree.body if isinstance(node, ast.ClassDef)):
        theirs = private_names_of_textual(getattr(module, kind.name))
        own = [node.attr for node in ast.walk(kind) if isinstance(node, ast.Attribute)]
        own += [node.name for node in ast.walk(kind) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
        yield from (name for name in own if is_private(name) and name in theirs)


def test_no_other_private_name_is_used() -> None:
    used = {name for module, tree in modules() for name in private_names_in_use(module, tree)}
    imported = {name for _, tree in modules() for name in private_modules(tree)}
    assert used | imported == set(PRIVATE)


def test_the_parser_makes_keys_of_bytes_as_they_come() -> None:
    parser = XTermParser()
    heard = [*parser.feed("a\x1b[A"), *parser.tick()]
    assert [message.key for message in heard if isinstance(message, events.Key)] == ["a", "up"]


def test_textual_tells_a_fault_by_the_method_that_the_screens_override() -> None:
    assert "self._fatal_error()" in inspect.getsource(App._handle_exception)


def test_textual_asks_for_the_size_by_the_method_that_the_driver_overrides() -> None:
    assert "self._get_terminal_size()" in inspect.getsource(LinuxDriver.start_application_mode)


def test_textual_writes_by_the_thread_that_the_driver_stops() -> None:
    started = inspect.getsource(LinuxDriver.start_application_mode)
    assert re.search(r"self\._writer_thread = WriterThread\(.*\)\n\s*self\._writer_thread\.start\(\)", started)
