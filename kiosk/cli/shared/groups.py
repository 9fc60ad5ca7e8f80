"""Groups of commands, their help in two languages, and click's own texts in Indonesian."""

import gettext
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from importlib import import_module
from pathlib import Path
from typing import Any, Final

import click

import kiosk

_OPTIONS: Final = "[PILIHAN]"


class Group(click.Group):
    """A group whose help says all of what its commands are for, with headings in two languages."""

    def __init__(self, **rest: Any) -> None:
        super().__init__(options_metavar=_OPTIONS, subcommand_metavar="PERINTAH ...", **rest)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        command = self.load(cmd_name)
        if command is not None:
            command.options_metavar = _OPTIONS
        return command

    def load(self, name: str) -> click.Command | None:
        return self.commands.get(name)

    def purposes(self) -> Iterator[tuple[str, str]]:
        for name, command in self.commands.items():
            yield name, command.short_help or (command.help or "").split("\n\n")[0].replace("\n", " ")

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Perintah / Commands"):
            formatter.write_dl(sorted(self.purposes()))


class LateGroup(Group):
    """A group that imports a command only when it is called, so that each starts fast.

    *about* says what each command is for, *places* where it is: in which module, by which name.
    """

    def __init__(self, *, about: Mapping[str, str], places: Mapping[str, tuple[str, str]], **rest: Any) -> None:
        super().__init__(**rest)
        self._about = about
        self._places = places

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(self._about)

    def load(self, name: str) -> click.Command | None:
        if name not in self._about:
            return None
        module, attribute = self._places[name]
        command = getattr(import_module(module), attribute)
        assert isinstance(command, click.Command)  # noqa: S101
        return command

    def purposes(self) -> Iterator[tuple[str, str]]:
        yield from self._about.items()


def example(line: str) -> Callable[[click.Command], click.Command]:
    """Show *line* below the help of a command, as it is typed."""

    def shown(command: click.Command) -> click.Command:
        command.epilog = f"Contoh / Example:\n\n\b\n  {line}"
        return command

    return shown


def translate_click(environ: MutableMapping[str, str]) -> None:
    """Have click's errors and help headings in Indonesian, or as `KIOSK_LANGUAGE` or gettext's `LANGUAGE` says.

    click uses the standard library's gettext, which takes its language from the environment alone.
    """
    gettext.bindtextdomain("click", str(Path(kiosk.__file__).parent / "locale"))
    gettext.textdomain("click")
    environ.setdefault("LANGUAGE", "en" if environ.get("KIOSK_LANGUAGE") == "en" else "id")
