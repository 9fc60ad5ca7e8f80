"""`kiosk.toml` behind the commands of a terminal: it fills in what the command line leaves out."""

import os
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import attrs
import pytest
from endpoint.house import House, opened
from pem import needs_openssl

from kiosk.endpoint.certificate import FILE, kept_tls


def kiosk(*arguments: object, **environment: str) -> "subprocess.CompletedProcess[str]":
    """Run `kiosk` where no configuration is but what *environment* names."""
    return subprocess.run(
        [sys.executable, "-m", "kiosk", *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={**os.environ, "XDG_CONFIG_HOME": "/nonexistent", **environment},
    )


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    data = tmp_path / "data"
    data.mkdir()
    with opened(data, tls=partial(kept_tls, data, "127.0.0.1")) as running:
        yield running


def config(folder: Path, house: House, *more: str) -> Path:
    """The configuration of a lobby."""
    file = folder / "kiosk.toml"
    lines = ('role = "lobby"', f'endpoint = "{house.url}"', f'certificate = "data/{FILE}"', 'cache = "cache"', *more)
    file.write_text("\n".join(lines))
    return file


@needs_openssl
@pytest.mark.parametrize("how", ["option", "environment", "place"])
def test_a_lobby_shows_its_board_by_it(tmp_path: Path, house: House, how: str) -> None:
    file = config(tmp_path, house, 'language = "en"', 'quiet = ["12.00-13.00", "15.00-15.30"]')
    match how:
        case "option":
            done = kiosk("lobby", "--once", "--config", file)
        case "environment":
            done = kiosk("lobby", "--once", KIOSK_CONFIG=str(file))
        case _:
            place = tmp_path / "home" / "kiosk"
            place.mkdir(parents=True)
            (place / "kiosk.toml").write_text(file.read_text().replace('"data/', '"../../data/'))
            done = kiosk("lobby", "--once", XDG_CONFIG_HOME=str(place.parent))
    assert done.returncode == 0 and done.stderr == ""
    assert "as of" in done.stdout and "no data yet" not in done.stdout, done.stdout


@needs_openssl
def test_the_command_line_wins(tmp_path: Path, house: House) -> None:
    done = kiosk("lobby", "--once", "--config", config(tmp_path, house, 'language = "en"'), "--language", "id")
    assert "per " in done.stdout and "as of" not in done.stdout


@needs_openssl
def test_its_faults_end_the_command_all_at_once(tmp_path: Path, house: House) -> None:
    file = config(tmp_path, house, "theme = 3", 'sound = "loud"', "surprise = 1")
    done = kiosk("lobby", "--once", "--config", file, "--language", "en")
    assert done.returncode == 78 and done.stdout == ""
    assert (
        f"{file}:5:1: theme: " in done.stderr
        and f"{file}:6:1: sound: " in done.stderr
        and f"{file}:7:1: surprise: " in done.stderr
    )
    assert kiosk("lobby", "--help", KIOSK_CONFIG=str(file)).returncode == 0


@needs_openssl
def test_a_lobbys_is_not_a_counters(tmp_path: Path, house: House) -> None:
    done = kiosk("counter", "--config", config(tmp_path, house))
    assert done.returncode == 78 and "lobby" in done.stderr and "--config" in done.stderr


def test_without_one_it_is_said_what_to_do() -> None:
    done = kiosk("lobby", "--once")
    assert done.returncode == 64 and "kiosk enrol" in done.stderr
    assert kiosk("lobby", "--once", "--config", "/nonexistent/kiosk.toml").returncode == 78


def test_every_option_of_a_terminal_has_its_key() -> None:
    from kiosk.cli.counter import command as counter
    from kiosk.cli.lobby import command as lobby
    from kiosk.config.terminal import TerminalConfig

    options = {param.name for command in (counter, lobby) for param in command.params}
    assert options - {"config", "once", "size"} == {field.name for field in attrs.fields(TerminalConfig)} - {"role"}


def test_another_roles_configuration_is_named_with_the_command_that_was_called(tmp_path: Path) -> None:
    file = tmp_path / "kiosk.toml"
    file.write_text('role = "lobby"\nendpoint = "http://127.0.0.1:1"\n')
    done = kiosk("counter", "--config", file)
    words = f"{file} adalah konfigurasi terminal peran lobby; untuk kiosk counter beri --config lain"
    assert (done.returncode, done.stderr) == (78, f"kiosk counter: {words}\n")
