"""What `--help` says, it says in Indonesian and in English."""

from collections.abc import Iterator

import click
import pytest

from kiosk.cli import command

CONTEXT = click.Context(command)


def commands(one: click.Command, name: str) -> Iterator[tuple[str, click.Command]]:
    yield name, one
    if isinstance(one, click.Group):
        for each in one.list_commands(CONTEXT):
            found = one.get_command(CONTEXT, each)
            assert found is not None
            yield from commands(found, f"{name} {each}")


COMMANDS = dict(commands(command, "kiosk"))


@pytest.mark.parametrize(("name", "each"), COMMANDS.items(), ids=COMMANDS)
def test_every_command_and_option_is_described_in_both_languages(name: str, each: click.Command) -> None:
    options = [option for option in each.params if isinstance(option, click.Option) and option.help]
    own = {option.name: option.help for option in options if option.name not in ("help", "version")}  # click's
    for what, words in {name: each.help, **own}.items():
        assert words and " / " in words, what
