"""Commands that pages show are commands that there are, with options that they have and values that they take."""

import re
import shlex
from pathlib import Path

import click
import pytest

from kiosk.cli import command
from kiosk.code import read_code

DOCS = Path(__file__).parents[2] / "docs"
SHOWN = re.compile(r"(?:^    |`)(kiosk (?:case|due|figures|slip|calendar|notice|tickets) ?[^`#\n]*)", re.MULTILINE)

CODE = re.compile(r"(?<![-\w])[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z](?![-\w])")


def shown() -> list[str]:
    """Each command of the pages for staff and for IT that this concerns."""
    return sorted(
        {line.strip() for page in ("loket.md", "endpoint.md") for line in SHOWN.findall((DOCS / page).read_text())}
    )


def test_there_are_some() -> None:
    assert len(shown()) > 12


def test_codes_that_pages_show_are_codes() -> None:
    """Whoever tries a command as it stands is told that there is no such receipt, not that this is no code."""
    pages = [*DOCS.glob("*.md"), DOCS.parent / "README.md"]
    codes = {code for page in pages for code in CODE.findall(page.read_text("utf-8"))}
    assert codes and {code for code in codes if read_code(code) != code} == set()


@pytest.mark.parametrize("line", shown())
def test_it_is_understood(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", "/nonexistent")
    _, *words = shlex.split(line)
    made: click.Command = command
    context = click.Context(made, info_name="kiosk")
    while isinstance(made, click.Group):
        found = made.get_command(context, words.pop(0))
        assert found is not None, line
        made = found
    if words != ["--help"]:
        made.make_context(made.name, words, parent=context)
