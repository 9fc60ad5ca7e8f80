"""Groups of commands, in our words; those of a `LateGroup` live in a module each, so that each starts fast."""

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from typing import Any, Final

import click

_OPTIONS: Final = "[PILIHAN]"


class Group(click.Group):
    """A group whose help says all of what its commands are for, and calls what is typed as click itself does not."""

    def __init__(self, **rest: Any) -> None:
        super().__init__(options_metavar=_OPTIONS, subcommand_metavar="PERINTAH ...", **rest)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name."""
        found = self.found(cmd_name)
        if found is not None:
            found.options_metavar = _OPTIONS
        return found

    def found(self, name: str) -> click.Command | None:
        """The command of that name as it was made."""
        return self.commands.get(name)

    def purposes(self) -> Iterator[tuple[str, str]]:
        """Each command, with what it is for."""
        for name, command in self.commands.items():
            yield name, (command.help or "").split("\n\n")[0].replace("\n", " ")

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What each command is for."""
        with formatter.section("Perintah / Commands"):
            formatter.write_dl(sorted(self.purposes()))


class LateGroup(Group):
    """A group of the modules of *package*, each with its `command`; *about* says what each is for in two languages."""

    def __init__(self, *, package: str, about: Mapping[str, str], **rest: Any) -> None:
        super().__init__(**rest)
        self.package = package
        self.about = about

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in order."""
        return sorted(self.about)

    def found(self, name: str) -> click.Command | None:
        """The command of that name, its module imported now."""
        if name not in self.about:
            return None
        made = import_module(f"{self.package}.{name}").command
        assert isinstance(made, click.Command)  # noqa: S101
        return made

    def purposes(self) -> Iterator[tuple[str, str]]:
        """What each command is for, without importing any."""
        yield from self.about.items()


def example(line: str) -> Callable[[click.Command], click.Command]:
    """Show *line* below the help of a command, as it is typed."""

    def shown(command: click.Command) -> click.Command:
        command.epilog = f"Contoh / Example:\n\n\b\n  {line}"
        return command

    return shown
