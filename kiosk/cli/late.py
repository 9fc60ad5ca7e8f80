"""Groups whose commands live in a module each, imported only when its command is called, so that each starts fast."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click


class LateGroup(click.Group):
    """A group of the modules of *package*, each with its `command`; *about* says what each is for in two languages."""

    def __init__(self, *, package: str, about: Mapping[str, str], **rest: Any) -> None:
        super().__init__(**rest)
        self.package = package
        self.about = about

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in order."""
        return sorted(self.about)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, its module imported now."""
        if cmd_name not in self.about:
            return None
        made = import_module(f"{self.package}.{cmd_name}").command
        assert isinstance(made, click.Command)  # noqa: S101
        return made

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What each command is for, without importing any."""
        with formatter.section("Perintah / Commands"):
            formatter.write_dl(sorted(self.about.items()))
