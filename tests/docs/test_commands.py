"""Commands that pages show are commands that there are, with options that they have and values that they take."""

import re
import shlex
from pathlib import Path

import click
import pytest

from kiosk.cli import command

DOCS = Path(__file__).parents[2] / "docs"
SHOWN = re.compile(r"(?:^    |`)(kiosk (?:case|due|figures|slip|calendar) ?[^`#\n]*)", re.MULTILINE)


def shown() -> list[str]:
    """Each command of the pages for staff and for IT that this concerns."""
    return sorted(
        {line.strip() for page in ("loket.md", "endpoint.md") for line in SHOWN.findall((DOCS / page).read_text())}
    )


def test_there_are_some() -> None:
    assert len(shown()) > 12


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
