"""Commands that pages show are commands that there are, with options that they have and values that they take."""

import re
import shlex
from contextlib import suppress
from pathlib import Path

import click
import pytest

from kiosk.cli import command
from kiosk.codes.ticket_code import parse_ticket_code

DOCS = Path(__file__).parents[2] / "docs"
SHOWN = re.compile(r"`(kiosk [^`#\n]*)`")

CODE = re.compile(r"(?<![-\w])[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z](?![-\w])")


PAGES = [*DOCS.glob("*.md"), DOCS.parent / "README.md"]


def shown() -> list[str]:
    """Each command within a sentence or a table; those in blocks of their own are run."""
    return sorted({line.strip() for page in PAGES for line in SHOWN.findall(page.read_text("utf-8"))})


def test_there_are_some() -> None:
    assert len(shown()) > 30


def test_codes_that_pages_show_are_codes() -> None:
    """Whoever tries a command as it stands is told that there is no such receipt, not that this is no code."""
    codes = {code for page in PAGES for code in CODE.findall(page.read_text("utf-8"))}
    assert codes and {code for code in codes if parse_ticket_code(code) != code} == set()


@pytest.mark.parametrize("line", shown())
def test_it_is_understood(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", "/nonexistent")
    _, *words = shlex.split(line)
    made: click.Command = command
    context = click.Context(made, info_name="kiosk")
    while isinstance(made, click.Group) and words and words[0] not in ("--help", "...", "COMMAND"):
        found = made.get_command(context, words.pop(0))
        assert found is not None, line
        made = found
    if isinstance(made, click.Group) or "--help" in words:
        return
    with suppress(click.MissingParameter):  # a sentence names a command without all that it needs
        made.make_context(made.name, words, parent=context)
