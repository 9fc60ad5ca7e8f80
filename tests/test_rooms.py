"""Who may know whom: the import rules of the house, read from the code itself."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import kiosk

ROOT = Path(kiosk.__file__).parent

TEXTS = {"schema", "text"}
"""What everything that reads or says anything stands on."""

MAY_KNOW: dict[str, set[str]] = {
    "text": set(),
    "time": set(),
    "codes": {"text"},
    "schema": {"text"},
    "toml": TEXTS,
    "wire": TEXTS | {"codes"},
    "search": {"text", "wire"},
    "config": TEXTS | {"codes", "toml", "wire"},
    "office": TEXTS | {"wire"},
    "sop": TEXTS | {"office", "toml", "wire"},
    "visit": TEXTS | {"codes", "office", "search", "sop", "time", "wire"},
    "simulate": TEXTS | {"codes", "office", "sop", "time", "visit", "wire"},
    # Up to here all is pure: no clock, no network, no screen, no database.
    "system": {"time"},
    "endpoint": TEXTS | {"codes", "config", "office", "sop", "system", "time", "visit", "wire"},
    "sound": TEXTS | {"wire"},
    "paper": TEXTS | {"config", "time", "wire"},
    "feed": TEXTS | {"codes", "config", "system", "wire"},
    "ui": TEXTS | {"codes", "feed", "search", "system", "time", "toml", "wire"},
    "": set(),
    "__main__": {"cli", "system"},
}
"""Folders of the package and whom each may import; `cli` may import all."""

PURE = set(list(MAY_KNOW)[: list(MAY_KNOW).index("system")])

FOREIGN = {
    "textual": {"ui"},
    "rich": {"text", "ui"},
    "httpx": {"feed"},
    "httpx_sse": {"feed"},
    "starlette": {"endpoint"},
    "uvicorn": {"endpoint"},
    "prometheus_client": {"endpoint"},
    "sqlite3": {"endpoint"},
    "tomli": {"toml"},
    "click": {"cli"},
    "platformdirs": {"endpoint", "feed", "cli"},
    "escpos": {"paper"},
    "socket": {"endpoint", "feed", "paper", "cli"},
}
"""Which rooms may know which library; what is not named here is nobody's secret."""

HEAVY = {"textual", "rich.console", "httpx", "starlette", "uvicorn", "prometheus_client", "sqlite3", "asyncio"}

CLOCKS = {"now", "utcnow", "today", "time", "monotonic", "perf_counter", "clock_gettime"}


MODULES = sorted(ROOT.rglob("*.py"))


def room_of(module: Path) -> str:
    first = module.relative_to(ROOT).parts[0]
    return "" if first == "__init__.py" else first.removesuffix(".py")


def where(module: Path, node: ast.AST) -> str:
    return f"{module.relative_to(ROOT.parent)}:{getattr(node, 'lineno', 0)}"


def imports(module: Path) -> Iterator[tuple[ast.AST, str]]:
    """Each name that *module* imports, and the statement that does; a relative import gives a name of dots."""
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node, "." * node.level + (node.module or "")
            if node.module == "kiosk":
                yield from ((node, f"kiosk.{alias.name}") for alias in node.names)


def may_import(room: str, name: str) -> bool:
    """Whether the modules of *room* may import *name*."""
    first, _, rest = name.partition(".")
    other = rest.split(".")[0]
    if first == "kiosk":
        return room == "cli" or other in {"", "__version__", room} or other in MAY_KNOW[room]
    return bool(first) and room in FOREIGN.get(first, {room})


def asks_the_clock(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute) or node.func.attr not in CLOCKS:
        return False
    owner = node.func.value
    return (owner.id if isinstance(owner, ast.Name) else getattr(owner, "attr", "")) in {
        "datetime",
        "date",
        "time",
        "dt",
    }


def test_every_folder_says_whom_it_may_import() -> None:
    assert {room_of(module) for module in MODULES} == {*MAY_KNOW, "cli"}


def test_a_folder_imports_only_what_it_may() -> None:
    wrong = [
        f"{where(module, node)}: {name}"
        for module in MODULES
        for node, name in imports(module)
        if not may_import(room_of(module), name)
    ]
    assert not wrong


def test_the_pure_folders_ask_no_clock() -> None:
    asked = [
        where(module, node)
        for module in MODULES
        if room_of(module) in PURE
        for node in ast.walk(ast.parse(module.read_text("utf-8")))
        if asks_the_clock(node)
    ]
    assert not asked


@pytest.mark.parametrize("room", sorted(PURE))
def test_the_pure_folders_bring_no_machinery(room: str) -> None:
    names = [
        ".".join(("kiosk", *m.relative_to(ROOT).with_suffix("").parts)).removesuffix(".__init__")
        for m in MODULES
        if room_of(m) == room
    ]
    script = "\n".join(
        (
            "import sys, importlib",
            *(f"importlib.import_module({n!r})" for n in names),
            f"print({HEAVY!r} & set(sys.modules))",
        )
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
