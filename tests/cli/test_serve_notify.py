"""What the service manager is told, read from a real datagram socket as it would."""

import asyncio
import os
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import pytest
from cli.test_serve import command

from kiosk.cli.serve import feed_service_watchdog, notify


@contextmanager
def manager(address: str) -> Iterator[socket.socket]:
    """A manager that listens at *address*."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listener:
        listener.settimeout(20)
        listener.bind(f"\0{address[1:]}" if address.startswith("@") else address)
        yield listener


def told(listener: socket.socket) -> str:
    """The next thing that it is told."""
    return listener.recv(4096).decode()


@pytest.mark.parametrize("abstract", [False, True])
def test_it_is_told_when_the_endpoint_is_ready_that_it_lives_and_that_it_ends(tmp_path: Path, abstract: bool) -> None:
    address = f"@kiosk-{os.getpid()}" if abstract else str(tmp_path / "notify")
    env = {**os.environ, "NOTIFY_SOCKET": address, "WATCHDOG_USEC": "300000"}
    with manager(address) as listener, subprocess.Popen(
        command("--data", tmp_path / "data", "--port", 0), env=env, stdout=subprocess.PIPE, text=True
    ) as process:  # fmt: skip
        try:
            assert process.stdout is not None
            url = process.stdout.readline().strip()
            assert told(listener) == f"READY=1\nSTATUS={url}"
            assert [told(listener) for _ in range(5)] == ["WATCHDOG=1"] * 5
            process.send_signal(signal.SIGTERM)
            while (last := told(listener)) == "WATCHDOG=1":
                pass
            assert last == "STOPPING=1" and process.wait(10) == 0
        finally:
            process.kill()


def test_no_sign_of_life_while_it_does_not_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bool] = []

    def works() -> bool:
        asked.append(len(asked) == 2)
        return asked[-1]

    async def play() -> None:
        alive = asyncio.create_task(feed_service_watchdog(works))
        while len(asked) < 5:  # noqa: ASYNC110 (a turn of the loop each)
            await asyncio.sleep(0)
        alive.cancel()

    monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
    monkeypatch.setenv("WATCHDOG_USEC", "3000")
    with manager(str(tmp_path / "notify")) as listener:
        asyncio.run(play())
        assert told(listener) == "WATCHDOG=1"
        listener.setblocking(False)
        with pytest.raises(BlockingIOError):
            told(listener)


@pytest.mark.parametrize("variables", [{}, {"WATCHDOG_USEC": "0"}, {"WATCHDOG_USEC": "9", "WATCHDOG_PID": "1"}])
def test_without_a_watchdog_over_it_there_is_nothing_to_keep_alive(
    variables: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("WATCHDOG_USEC", "WATCHDOG_PID"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    asyncio.run(asyncio.wait_for(feed_service_watchdog(lambda: True), 5))


def test_a_manager_that_is_gone_or_does_not_read_stops_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "nobody"))
    notify("READY=1")
    monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "deaf"))
    with manager(str(tmp_path / "deaf")) as listener:
        for _ in range(5_000):
            notify("WATCHDOG=1", patience=0)
        waited = Thread(target=notify, args=("READY=1",))
        waited.start()
        while told(listener) != "READY=1":
            pass
        waited.join(20)
