"""What `--help` says, it says in Indonesian and in English."""

import subprocess
import sys
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
    own = {option.name: option.help for option in options if option.name != "help"}  # click's
    for what, words in {name: each.help, **own}.items():
        assert words and " / " in words, what


def run(*arguments: str, **environ: str) -> str:
    asked = (sys.executable, "-m", "kiosk", *arguments)
    done = subprocess.run(asked, env=environ, check=False, capture_output=True, text=True)
    return done.stdout + done.stderr


def test_click_too_speaks_indonesian_whatever_the_machine_speaks() -> None:
    assert "Salah: Perintah 'papan' tidak ada." in run("papan")
    assert "Salah: Pilihan '--ukuran' tidak ada." in run("lobby", "--ukuran", LANG="en_US.UTF-8")
    assert "Tampilkan bantuan ini." in run("--help", LC_ALL="C")


@pytest.mark.parametrize("asked", ["KIOSK_LANGUAGE", "LANGUAGE"])
def test_click_speaks_english_to_whom_asks_for_it(asked: str) -> None:
    assert "Error: No such command 'papan'." in run("papan", **{asked: "en"})
