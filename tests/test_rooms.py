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


def modules() -> Iterator[Path]:
    return ROOT.rglob("*.py")


def room_of(module: Path) -> str:
    first = module.relative_to(ROOT).parts[0]
    return "" if first == "__init__.py" else first.removesuffix(".py")


def imports(module: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: relative import"
            yield node.module or ""
            if node.module == "kiosk":
                yield from (f"kiosk.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("module", sorted(modules()), ids=lambda m: str(m.relative_to(ROOT)))
def test_a_room_knows_only_whom_it_may(module: Path) -> None:
    room = room_of(module)
    assert room in {*MAY_KNOW, "cli"}, f"a room that the house does not have: {room}"
    for name in imports(module):
        first, _, rest = name.partition(".")
        if first == "kiosk" and rest and not rest.startswith("__version__"):
            other = rest.split(".")[0]
            assert room == "cli" or other == room or other in MAY_KNOW[room], f"{room} imports {name}"
        assert room in FOREIGN.get(first, {room}), f"{room} imports {name}"


@pytest.mark.parametrize(
    "module", [m for m in sorted(modules()) if room_of(m) in PURE], ids=lambda m: str(m.relative_to(ROOT))
)
def test_the_pure_rooms_ask_no_clock(module: Path) -> None:
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CLOCKS:
            owner = node.func.value
            name = owner.id if isinstance(owner, ast.Name) else getattr(owner, "attr", "")
            assert name not in {"datetime", "date", "time", "dt"}, f"{module}:{node.lineno} asks the clock"


@pytest.mark.parametrize("room", sorted(PURE))
def test_the_pure_rooms_bring_no_machinery(room: str) -> None:
    names = [
        ".".join(("kiosk", *m.relative_to(ROOT).with_suffix("").parts)).removesuffix(".__init__")
        for m in modules()
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
