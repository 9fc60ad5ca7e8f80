"""Foreign clients follow the events: `curl -N`, and a real browser's `EventSource` on a page of another origin."""

import json
import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import Any

import pytest
from endpoint.house import House, issue

CHROMIUM = shutil.which("chromium-headless-shell") or shutil.which("chromium")
CURL = shutil.which("curl")

PAGE = """<!doctype html><script>
const told = (what, said) => fetch("/told", {method: "POST", body: JSON.stringify({what, said})})
const tried = (what, asked) => asked.then(said => told(what, said), error => told(what, error.name))
const events = new EventSource("URL/v1/events")
events.addEventListener("board", event => told("board", {id: event.lastEventId, ...JSON.parse(event.data)}))
tried("read", fetch("URL/v1/board").then(async answer => [answer.headers.get("etag"), (await answer.json()).board]))
tried("sent", fetch("URL/v1/tickets", {method: "POST", headers: {"authorization": "Bearer x"}, body: "{}"}))
tried("asked", fetch("URL/v1/tickets/K7Q2-M9XA-3"))
new EventSource("URL/v1/events".replace("127.0.0.1", "evil.example")).onerror = () => told("rebound", "refused")
</script>"""


@contextmanager
def page(url: str) -> Iterator[tuple[str, "Queue[dict[str, Any]]"]]:
    """A page that uses the endpoint at *url*; its own address, and what it tells."""
    told: Queue[dict[str, Any]] = Queue()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer(200, PAGE.replace("URL", url).encode())

        def do_POST(self) -> None:
            told.put(json.loads(self.rfile.read(int(self.headers["content-length"]))))
            self._answer(204, b"")

        def log_message(self, *_: object) -> None:
            pass

        def _answer(self, status: int, body: bytes) -> None:
            self.send_response(status)
            self.send_header("content-type", "text/html")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/", told
        finally:
            server.shutdown()


@contextmanager
def browsing(url: str, profile: Path) -> Iterator[None]:
    """A browser at *url*, that believes one name to be this machine's."""
    assert CHROMIUM is not None
    command = [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={profile}"]
    command += ["--no-first-run", "--disable-background-networking", "--no-proxy-server"]
    command += ["--host-resolver-rules=MAP evil.example 127.0.0.1", "--remote-debugging-port=0", url]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdout=quiet, stderr=quiet, start_new_session=True) as process:
        try:
            yield
        finally:
            os.killpg(process.pid, signal.SIGKILL)  # Debian's command is a shell script that starts the browser


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed (apt install chromium-headless-shell)")
def test_a_page_of_any_origin_follows_the_board_and_can_do_no_more(
    house: House, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with page(house.url) as (address, told), browsing(address, tmp_path / "profile"):
        first: dict[str, Any] = {}
        while first.keys() != {"board", "read", "sent", "asked", "rebound"}:
            one = told.get(timeout=60)
            first.setdefault(one["what"], one["said"])
        assert first["board"]["id"] == house.client().get("/v1/board").headers["etag"]
        assert first["read"] == [first["board"]["id"], 1]
        assert "not-this-host" in caplog.text
        assert first["sent"] == first["asked"] == "TypeError"
        for waiting in (1, 2, 3):
            issue(house.client("mesin"))
            while (one := told.get(timeout=60))["what"] != "board":
                pass
            assert one["said"]["queues"][0]["waiting"] == waiting


@pytest.mark.skipif(CURL is None, reason="curl is not installed (apt install curl)")
def test_curl_follows_the_board(house: House) -> None:
    assert CURL is not None
    command = [CURL, "-sN", "--noproxy", "*", f"{house.url}/v1/events"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as curl:
        assert curl.stdout is not None
        boards = (json.loads(line.removeprefix("data: ")) for line in curl.stdout if line.startswith("data: "))
        assert "waiting" not in next(boards)["queues"][0]
        for waiting in (1, 2, 3):
            issue(house.client("mesin"))
            assert next(boards)["queues"][0]["waiting"] == waiting
        curl.terminate()
