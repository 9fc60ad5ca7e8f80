"""`kiosk.toml` behind the commands of a terminal: it fills in what the command line leaves out."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import attrs
import pytest
from click.testing import CliRunner
from endpoint.house import House, opened
from pem import needs_openssl

from kiosk.cli import command
from kiosk.codes.secret import new_token
from kiosk.endpoint.http.certificate import CERTIFICATE_FILE, load_or_make_certificate


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
    with opened(data, tls=partial(load_or_make_certificate, data, "127.0.0.1")) as running:
        yield running


def config(folder: Path, house: House, *more: str) -> Path:
    """The configuration of a lobby."""
    file = folder / "kiosk.toml"
    lines = (
        'role = "lobby"',
        f'endpoint = "{house.url}"',
        f'certificate = "data/{CERTIFICATE_FILE}"',
        'cache = "cache"',
        *more,
    )
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


LOOK = "; periksa alamat itu, jaringan, dan apakah kiosk serve berjalan di sana"


class Foreign(BaseHTTPRequestHandler):
    """Answers everything with what its server says."""

    body = b""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(self.body)))
        self.end_headers()
        self.wfile.write(self.body)

    do_POST = do_GET

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


@contextmanager
def foreign(body: bytes) -> Iterator[str]:
    """The address of a server that is no endpoint."""
    handler = type("Handler", (Foreign,), {"body": body})
    with HTTPServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture
def token(tmp_path: Path) -> Path:
    file = tmp_path / "token"
    file.write_text(new_token()[0])
    file.chmod(0o600)
    return file


def told(token: Path, url: str, *words: str) -> str:
    done = CliRunner().invoke(
        command, [*words, "--endpoint", url, "--token-file", str(token)], env={"XDG_CONFIG_HOME": "/nonexistent"}
    )
    assert done.exit_code == 69 and done.stdout == ""
    return done.stderr


def test_nobody_listens_there(token: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        url = f"http://127.0.0.1:{taken.getsockname()[1]}"
    assert told(token, url, "due") == f"command due: {url}: Server menolak sambungan{LOOK}\n"


@pytest.mark.parametrize("body", [b"<html>Silakan masuk</html>", b"{}", b'{"board": 99}', b"\xff\x1b[31m"])
def test_who_answers_is_no_endpoint(body: bytes, token: Path) -> None:
    """And nothing of what was answered, nor of the log's English, reaches the terminal."""
    with foreign(body) as url:
        for words in (("due",), ("notice", "list"), ("figures",)):
            name = " ".join(words)
            assert told(token, url, *words) == f"command {name}: {url}: Jawaban server tidak dapat dibaca{LOOK}\n"


def test_a_program_that_gives_the_pin_is_told_in_our_words_alone(token: Path) -> None:
    with foreign(b"{}") as url:
        words = ("tickets", "allow", "--person", "ka", "--endpoint", url, "--token-file", str(token))
        done = subprocess.run(
            [sys.executable, "-m", "kiosk", *words],
            input="123456\n",
            env={"XDG_CONFIG_HOME": "/nonexistent"},
            start_new_session=True,
            capture_output=True,
            text=True,
            check=False,
        )
    assert (done.returncode, done.stdout) == (69, "")
    assert done.stderr == f"PIN: \nkiosk tickets allow: {url}: Jawaban server tidak dapat dibaca{LOOK}\n"
