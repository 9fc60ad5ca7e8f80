"""What `--help` says, it says in Indonesian and in English."""

import re
import shlex
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
    for words in (*(each.help or "").split("\n\n"), *own.values()):
        assert words and " / " in words, name


ENGLISH = re.compile(r"TEXT|INTEGER|FLOAT|JALUR|RANGE|CODE|NAME|FILE|YEAR|SIZE|HOURS|TIME|OPTIONS|COMMAND|ARGS|%")
"""How click calls what is typed, where nobody says otherwise."""


@pytest.mark.parametrize(("name", "each"), COMMANDS.items(), ids=COMMANDS)
def test_what_is_typed_is_called_by_names_of_ours(name: str, each: click.Command) -> None:
    context = click.Context(each, info_name=name)
    called = [param.make_metavar(context) for param in each.params if not getattr(param, "is_flag", False)]
    assert not [word for word in (*called, each.get_usage(context)) if ENGLISH.search(word.replace(name, ""))]


@pytest.mark.parametrize(("name", "each"), COMMANDS.items(), ids=COMMANDS)
def test_a_command_that_needs_something_shows_an_example_that_is_understood(name: str, each: click.Command) -> None:
    if not any(param.required for param in each.params):
        return
    example = (each.epilog or "").split("\b\n")[-1].strip()
    assert example.startswith(f"{name} ")
    each.make_context(name, shlex.split(example)[len(name.split()) :], parent=CONTEXT)


def test_an_option_of_its_own_stands_before_the_way_to_the_server() -> None:
    each = COMMANDS["kiosk notice put"]
    said = each.get_help(click.Context(each, info_name="put"))
    assert said.index("--until") < said.index("Server, biasanya dari kiosk.toml") < said.index("--endpoint")


def run(*arguments: str, **environ: str) -> str:
    asked = (sys.executable, "-m", "kiosk", *arguments)
    done = subprocess.run(asked, env=environ, check=False, capture_output=True, text=True)
    return done.stdout + done.stderr


def test_click_too_speaks_indonesian_whatever_the_machine_speaks() -> None:
    assert "Salah: Perintah 'papan' tidak ada." in run("papan")
    assert "Salah: Pilihan '--ukuran' tidak ada." in run("lobby", "--ukuran", LANG="en_US.UTF-8")
    assert "Tampilkan bantuan ini." in run("--help", LC_ALL="C")
    assert "Salah: Nilai '--language' tidak sah: 'jv'" in run("due", KIOSK_LANGUAGE="jv")
    assert "Nilai '--port' tidak sah: 'abc' bukan angka yang dapat dipakai di sini." in run("serve", "--port", "abc")
    assert "Nilai '--port' tidak sah: 99999 di luar batas 0<=x<=65535." in run("serve", "--port", "99999")
    assert "'kapan' bukan jam / is no hour: 14.00" in run("notice", "put", "Halo", "--until", "kapan")
    assert "'30/11' bukan tanggal; contoh / is no date; for example: 2026-11-30" in run("figures", "--from", "30/11")


@pytest.mark.parametrize("asked", ["KIOSK_LANGUAGE", "LANGUAGE"])
def test_click_speaks_english_to_whom_asks_for_it(asked: str) -> None:
    assert "Error: No such command 'papan'." in run("papan", **{asked: "en"})
