"""One name with one meaning, one tree of errors, imports at the top: what the whole package keeps to."""

import ast
import builtins
import importlib
import inspect
import pkgutil
import re
import textwrap
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import kiosk

ROOT = Path(kiosk.__file__).parent
MODULES = sorted(ROOT.rglob("*.py"))
TESTS = Path(__file__).parent

SAME_EVERYWHERE = {"command", "main"}
"""Functions that mean the same wherever they stand: what click runs, and where a program starts."""

PARTICIPLES = frozenset(
    re.findall(
        r"\w+",
        """
    asked begun bound brought built chosen come done drawn fallen felt forgotten found given gone heard held kept known
    left lost made meant met played read run said seen sent set shown sold spent spoilt spoken staying taken taught told
    understood unset written asking doing enrolling finding following going keeping looking saying telling waiting
    """,
    )
)
"""Participles that do not end in `ed`: they say that something was done, and of what not a word."""
NOT_PARTICIPLES = {"feed", "need", "seed", "shared", "speed"}

LEFT_OUT = {
    "escpos.printer": "Pillow; most terminals have no receipt printer",
    "hashlib": "OpenSSL: 2 ms that no first paint waits for",
    "kiosk.feed.client": "httpx; the first paint does not wait for it",
    "kiosk.wire.counter": "a lobby has no counter",
    "platformdirs": "a terminal that is told its folder asks for none",
    "ssl": "plain HTTP within one machine does without",
}
"""What functions outside of `kiosk/cli` import where they need it, and why no module does at its top."""

FOREIGN_PRIVATE = {
    "httpx._main": "ui/lobby/test_program.py",
    "httpx_sse._decoders": "feed/test_client.py",
}
"""Private names of libraries in use, and the file of tests that fails when one goes; for `kiosk/ui`, which subclasses
what Textual has, see ui/test_private_names.py."""

PUBLIC_THOUGH_UNDERLINED = {"_replace", "_asdict", "_fields", "_make"}
"""Methods of named tuples."""


@cache
def tree(module: Path) -> ast.Module:
    return ast.parse(module.read_text("utf-8"))


def where(module: Path, node: ast.AST) -> str:
    return f"{module.relative_to(ROOT.parent)}:{getattr(node, 'lineno', 0)}"


def dotted(module: Path) -> str:
    return ".".join(("kiosk", *module.relative_to(ROOT).with_suffix("").parts)).removesuffix(".__init__")


OUTSIDE_UI = [module for module in MODULES if not module.is_relative_to(ROOT / "ui")]

BY_NAME = {dotted(module): module for module in MODULES}


def types_of(module: Path) -> Iterator[tuple[str, ast.AST]]:
    """Public classes, type aliases and type variables at the top of *module*."""
    for node in tree(module).body:
        match node:
            case ast.ClassDef(name=name):
                yield name, node
            case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)) if (
                name[0].isupper() and not name.isupper()
            ):
                yield name, node


def functions_of(module: Path) -> Iterator[tuple[str, ast.AST]]:
    for node in tree(module).body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name not in SAME_EVERYWHERE:
            yield node.name, node


def in_several_modules(names: Iterator[tuple[str, Path, ast.AST]]) -> list[str]:
    places: defaultdict[str, dict[Path, str]] = defaultdict(dict)
    for name, module, node in names:
        if not name.startswith("_"):
            places[name].setdefault(module, where(module, node))
    return [f"{name}: {', '.join(found.values())}" for name, found in sorted(places.items()) if len(found) > 1]


def test_a_type_has_a_name_of_its_own() -> None:
    twice = in_several_modules((name, module, node) for module in MODULES for name, node in types_of(module))
    assert not twice, "one public name means one thing in the whole package"


def test_a_function_has_a_name_of_its_own() -> None:
    twice = in_several_modules((name, module, node) for module in MODULES for name, node in functions_of(module))
    assert not twice, "one public name means one thing in the whole package"


def test_a_module_is_named_by_what_it_holds() -> None:
    """By a noun of the field: not `words`, which every module holds, and not by a participle alone."""
    parts = {(module, part) for module in MODULES for part in module.relative_to(ROOT).with_suffix("").parts}
    unnamed = sorted(
        f"{module.relative_to(ROOT.parent)}: {part}"
        for module, part in parts
        if part == "words" or part in PARTICIPLES or (re.fullmatch(r"[a-z]+ed", part) and part not in NOT_PARTICIPLES)
    )
    assert not unnamed


def test_no_module_is_hidden_by_a_folder() -> None:
    hidden = [str(m.relative_to(ROOT.parent)) for m in MODULES if any(m.with_suffix("").rglob("*.py"))]
    assert not hidden


def errors_of(package: dict[str, tuple[Path, ast.ClassDef]]) -> set[str]:
    """Names of the classes that are exceptions, by what they stand on."""
    found = {n for n, c in vars(builtins).items() if isinstance(c, type) and issubclass(c, BaseException)}
    before = 0
    while len(found) != before:
        before = len(found)
        found |= {name for name, (_, node) in package.items() if found & set(bases(node))}
    return found & set(package)


def bases(node: ast.ClassDef) -> list[str]:
    return [base.id for base in node.bases if isinstance(base, ast.Name)]


def test_every_error_is_a_kiosk_error() -> None:
    """Those that leave their module: a private one may be anything, since it is caught where it is raised."""
    package = {
        node.name: (module, node)
        for module in MODULES
        for node in ast.walk(tree(module))
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    }
    under = {"KioskError"}
    for _ in package:
        under |= {name for name, (_, node) in package.items() if under & set(bases(node))}
    others = [f"{where(*package[name])}: {name}" for name in sorted(errors_of(package) - under)]
    assert not others, "one tree: class ...(KioskError)"


def test_every_error_says_who_raises_and_who_catches_it() -> None:
    package = {
        node.name: (module, node)
        for module in MODULES
        for node in tree(module).body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    }
    silent = [
        f"{where(*package[name])}: {name}"
        for name in sorted(errors_of(package) - {"KioskError"})
        if not re.search(r"(?is)rais.*(catch|caught)", ast.get_docstring(package[name][1]) or "")
    ]
    assert not silent


def at_import(node: ast.AST) -> Iterator[ast.AST]:
    """What runs when the module of *node* is imported, from there on down."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) or for_types_only(child):
            continue
        yield child
        yield from at_import(child)


def for_types_only(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"


def imported(node: ast.AST) -> Iterator[str]:
    """The modules that a statement imports: of ours, that whose name is taken if it is one."""
    match node:
        case ast.Import(names=names):
            yield from (alias.name for alias in names)
        case ast.ImportFrom(module=str(module), names=names):
            yield from (sub if (sub := f"{module}.{alias.name}") in BY_NAME else module for alias in names)


def test_no_import_runs_in_a_circle() -> None:
    knows = {
        name: {other for node in at_import(tree(module)) for other in imported(node) if other in BY_NAME} - {name}
        for name, module in BY_NAME.items()
    }
    try:
        TopologicalSorter(knows).prepare()
    except CycleError as circle:
        raise AssertionError(" <- ".join(circle.args[1])) from None


def late_imports(module: Path) -> Iterator[tuple[ast.AST, str]]:
    early = set(at_import(tree(module)))
    skipped = {n for node in ast.walk(tree(module)) if for_types_only(node) for n in ast.walk(node)}
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Import | ast.ImportFrom) and node not in early | skipped:
            yield from ((node, name) for name in imported(node))


def test_imports_stand_at_the_top() -> None:
    """A command imports its part alone once it is called; all others know at once whom they stand on."""
    late = [
        (where(module, node), name)
        for module in MODULES
        if not module.is_relative_to(ROOT / "cli")
        for node, name in late_imports(module)
    ]
    assert not [f"{place}: {name}" for place, name in late if name not in LEFT_OUT], "or say in LEFT_OUT why not"
    assert not LEFT_OUT.keys() - {name for _, name in late}, "nobody leaves these out any more"


def is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__") and name not in PUBLIC_THOUGH_UNDERLINED


def private_imports(module: Path) -> Iterator[tuple[ast.AST, str]]:
    for node in ast.walk(tree(module)):
        match node:
            case ast.ImportFrom(module=str(name), names=names):
                whole = [name, *(f"{name}.{alias.name}" for alias in names if is_private(alias.name))]
            case ast.Import(names=names):
                whole = [alias.name for alias in names]
            case ast.Constant(value=str(name)) if re.fullmatch(r"[a-z]\w*(\.\w+)*\._[a-z]\w*", name):
                whole = [name]
            case _:
                continue
        yield from ((node, name) for name in whole if any(is_private(part) for part in name.split(".")))


def test_private_modules_of_libraries_are_held_by_tests() -> None:
    found = [(where(module, node), name) for module in OUTSIDE_UI for node, name in private_imports(module)]
    ours = [f"{place}: {name}" for place, name in found if name.startswith("kiosk")]
    assert not ours, "a private name is used in its module alone"
    unheld = [f"{place}: {name}" for place, name in found if name not in FOREIGN_PRIVATE]
    assert not unheld, "use a public name; else say in FOREIGN_PRIVATE which test fails when this one goes"
    assert not FOREIGN_PRIVATE.keys() - {name for _, name in found}, "these are not used any more"
    assert not [path for path in FOREIGN_PRIVATE.values() if not (TESTS / path).exists()]


def own_private_names() -> set[str]:
    """Each private name that this package defines anywhere: functions, variables, fields, attributes, parameters."""
    names = set()
    for module in MODULES:
        for node in ast.walk(tree(module)):
            match node:
                case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                    names.add(name)
                case ast.Name(id=name, ctx=ast.Store()) | ast.Attribute(attr=name, ctx=ast.Store()):
                    names.add(name)
    return names


def test_no_private_attribute_of_a_library_is_touched() -> None:
    own = own_private_names()
    touched = [
        f"{where(module, node)}: {ast.unparse(node)}"
        for module in OUTSIDE_UI
        for node in ast.walk(tree(module))
        if isinstance(node, ast.Attribute) and is_private(node.attr) and node.attr not in own
    ]
    assert not touched


def classes() -> Iterator[type]:
    for info in pkgutil.walk_packages(kiosk.__path__, "kiosk."):
        if not info.name.endswith("__main__"):
            module = importlib.import_module(info.name)
            yield from (c for c in vars(module).values() if isinstance(c, type) and c.__module__ == info.name)


@cache
def private_names(of: type) -> frozenset[str]:
    """Private names that the code of a class defines, or uses on `self`."""
    try:
        source = textwrap.dedent(inspect.getsource(of))
    except (OSError, TypeError):  # written in C
        return frozenset(filter(is_private, vars(of)))
    names = set(re.findall(r"\bself\.(_\w+)", source))
    for node in ast.parse(source).body[0].body:  # type: ignore[attr-defined]
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                names.add(name)
            case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
                names.add(name)
    return frozenset(filter(is_private, names))


def test_no_class_takes_a_private_name_of_its_library() -> None:
    """Neither to use it nor by chance: a subclass that sets what its base sets breaks with any release."""
    taken = sorted(
        f"{each.__module__}.{each.__name__}: {name} of {base.__module__}"
        for each in set(classes())
        if not each.__module__.startswith("kiosk.ui.")
        for base in each.__mro__[1:]
        if base.__module__.split(".")[0] not in {"kiosk", "builtins"}
        for name in private_names(each) & private_names(base)
    )
    assert not taken
