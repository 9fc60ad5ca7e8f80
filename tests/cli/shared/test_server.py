"""What a command says where no endpoint answers it: at which address, what happened, and what to look into."""

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest
from click.testing import CliRunner

from kiosk.cli import command
from kiosk.codes.token import new_token

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
