"""One tree of exceptions: `KioskError` above every public one of the package."""

import ast
from pathlib import Path

import kiosk
from kiosk.endpoint.http.responses import HttpProblem
from kiosk.endpoint.store.interface import StoreError
from kiosk.feed.errors import FeedError
from kiosk.schema.errors import KioskError, ValidationError
from kiosk.sound.pcm import UnusableSound
from kiosk.visit.desk.guard import RuleViolation

BUILT_IN = {"Exception", "ValueError", "RuntimeError", "OSError", "LookupError", "KeyError"}


def test_kiosk_error_is_above_the_error_of_each_part() -> None:
    for error in (ValidationError, RuleViolation, FeedError, StoreError, HttpProblem, UnusableSound):
        assert issubclass(error, KioskError)


def test_an_error_says_who_raises_and_who_catches_it() -> None:
    for error in (ValidationError, RuleViolation, FeedError, StoreError, HttpProblem, UnusableSound):
        doc = (error.__doc__ or "").lower()
        assert "raise" in doc and ("caught by" in doc or "catches" in doc), error


def test_no_public_exception_stands_outside_the_tree() -> None:
    outside = [
        f"{module.name}: {node.name}"
        for module in Path(kiosk.__file__).parent.rglob("*.py")
        for node in ast.walk(ast.parse(module.read_text("utf-8")))
        if isinstance(node, ast.ClassDef) and node.name != "KioskError" and not node.name.startswith("_")
        if (bases := {base.id for base in node.bases if isinstance(base, ast.Name)}) & BUILT_IN
        and "KioskError" not in bases
    ]
    assert not outside
