"""`kiosk serve` as a program: one line when ready, a clean end, plain words and a number when it cannot."""

import errno
import os
import shutil
import signal
import socket
import ssl
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from pem import certificate, needs_openssl, openssl

from kiosk.cli.serve import port_fault


def command(*arguments: object) -> list[str]:
    """`kiosk serve` with these arguments."""
    return [sys.executable, "-m", "kiosk", "serve", *map(str, arguments)]


@contextmanager
def serving(*arguments: object) -> Iterator[tuple[str, "subprocess.Popen[str]"]]:
    """A running `kiosk serve`, and its URL."""
    with subprocess.Popen(command(*arguments), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield process.stdout.readline().strip(), process
        finally:
            process.kill()


def failing(*arguments: object, by: tuple[str, ...] = ()) -> tuple[int, str]:
    """Exit code and words of a `kiosk serve` that must not start."""
    done = subprocess.run((*by, *command(*arguments)), capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout == "" and "Traceback" not in done.stderr
    return done.returncode, done.stderr


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_one_line_when_ready_and_a_clean_end(tmp_path: Path, number: signal.Signals) -> None:
    with serving("--data", tmp_path / "data", "--port", 0) as (url, process):
        board = httpx.get(f"{url}/v1/board", trust_env=False).json()
        assert "Ketapang" in board["office"]["name"]
        with httpx.stream("GET", f"{url}/v1/events", trust_env=False) as stream:
            next(stream.iter_lines())
            process.send_signal(number)
            out, err = process.communicate(timeout=10)
    assert (process.returncode, out, err) == (0, "", "")


def test_faults_of_the_pack_are_all_printed(tmp_path: Path) -> None:
    (tmp_path / "office.toml").write_text('name = 3\ntimezone = "Asia/Jakart"\n')
    code, words = failing("--pack", tmp_path, "--data", tmp_path / "data")
    assert code == 78
    assert "office.toml:1:" in words and "office.toml:2:" in words
    assert not (tmp_path / "data").exists()


def test_a_port_in_use(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code, words = failing("--data", tmp_path, "--port", port)
    assert code == 71 and f":{port} sudah dipakai" in words and f"(proses {os.getpid()})" in words


def test_a_port_in_use_by_whom_we_may_not_see() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        free = listener.getsockname()[1]
    code, words = port_fault(OSError(errno.EADDRINUSE, "in use"), "127.0.0.1", free)
    assert code == 71 and f"sudo ss -ltnp sport = :{free}" in words.id and f":{free}" in (words.en or "")


@pytest.mark.parametrize(("host", "said"), [("192.0.2.7", "bukan alamat mesin ini"), ("tidak.ada.invalid", "IP")])
def test_an_address_that_is_not_ours(tmp_path: Path, host: str, said: str) -> None:
    code, words = failing("--data", tmp_path, "--host", host, "--port", 0)
    assert code == 71 and said in words and host in words


@pytest.mark.skipif(os.geteuid() == 0 and not shutil.which("setpriv"), reason="root may use every port")
def test_a_port_that_only_the_system_may_use(tmp_path: Path) -> None:
    without = ("setpriv", "--bounding-set", "-net_bind_service") if os.geteuid() == 0 else ()
    code, words = failing("--data", tmp_path, "--port", 79, by=without)
    assert code == 77 and "tidak berhak" in words and ":79" in words and "CAP_NET_BIND_SERVICE" in words


def test_a_folder_in_use(tmp_path: Path) -> None:
    with serving("--data", tmp_path, "--port", 0) as (url, _):
        assert url
        code, words = failing("--data", tmp_path, "--port", 0, "--language", "en")
    assert code == 73 and "another endpoint" in words


def test_a_folder_that_cannot_be(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert failing("--data", tmp_path / "file", "--port", 0)[0] == 73
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "kiosk.sqlite").write_bytes(b"not a database" * 100)
    code, words = failing("--data", tmp_path / "data", "--port", 0)
    assert code == 73 and "rusak" in words


def test_over_the_network_without_tls_it_says_what_will_be_refused(tmp_path: Path) -> None:
    for more, said in (((), "perintah dari komputer lain ditolak; pakai --tls"),
                       (("--allow-tokens-over-plain-http",), "token lewat jaringan tanpa sandi")):  # fmt: skip
        with serving("--data", tmp_path, "--host", "0.0.0.0", "--port", 0, *more) as (url, process):
            assert url.startswith("http://0.0.0.0:")
            process.terminate()
            assert said in process.communicate(timeout=10)[1]


@needs_openssl
def test_tls_by_a_certificate_that_it_keeps_or_by_the_offices_own(tmp_path: Path) -> None:
    data, own = tmp_path / "data", certificate(tmp_path, "own")
    crt, key = own.with_suffix(".crt"), own.with_suffix(".key")
    for more, root in ((("--tls",), data / "tls.pem"), (("--tls-cert", crt, "--tls-key", key), crt)):
        with serving("--data", data, "--host", "0.0.0.0", "--port", 0, "--name", "antrean.kantor", *more) as (
            url,
            process,
        ):
            trusting = ssl.create_default_context(cafile=root)
            here = url.replace("0.0.0.0", "127.0.0.1")
            assert httpx.get(f"{here}/healthz", verify=trusting, trust_env=False).status_code == 200
            process.terminate()
            assert process.communicate(timeout=10) == ("", "")
    assert "DNS:antrean.kantor" in openssl("x509", "-in", data / "tls.pem", "-noout", "-ext", "subjectAltName")


def test_a_certificate_that_cannot_be_used(tmp_path: Path) -> None:
    for more in (("--tls", "--tls-cert", "x", "--tls-key", "y"), ("--tls-key", "y")):
        assert failing("--data", tmp_path, "--port", 0, *more)[0] == 64
    code, words = failing("--data", tmp_path, "--port", 0, "--tls-cert", tmp_path / "x", "--tls-key", tmp_path / "y")
    assert code == 78 and str(tmp_path / "x") in words


def test_a_name_of_the_machine_and_a_share_for_each_address(tmp_path: Path) -> None:
    with serving("--data", tmp_path / "data", "--port", 0, "--name", "antrean.kantor", "--per-address", 2) as (url, _):
        clients = [httpx.Client(base_url=url, trust_env=False) for _ in range(3)]
        first, second, third = clients
        assert first.get("/v1/board", headers={"host": "Antrean.Kantor:80"}).status_code == 200
        assert second.get("/v1/board", headers={"host": "lain.kantor"}).status_code == 421
        assert second.get("/v1/board").status_code == 200
        assert third.get("/v1/board").status_code == 429
        for client in clients:
            client.close()
