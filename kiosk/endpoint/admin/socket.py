"""Acts of administration from the endpoint's own machine, over a socket in its folder that only its owner may open.

One line of JSON asks, one answers: `{"act": "terminal-revoke", "with": {"name": "loket-3"}}` is answered `{"status":
200, "body": {}}`, or with the status and the body of a problem.
"""

import asyncio
import contextlib
import json
import logging
import os
import socket
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from pathlib import Path
from typing import Any, Final

from kiosk.endpoint.admin.action import AdminRequest, admin_request
from kiosk.endpoint.admin.actions import ADMIN_ACTIONS
from kiosk.endpoint.engine.execute import execute_admin
from kiosk.endpoint.engine.state import load_state
from kiosk.endpoint.engine.writer import StoreWriter
from kiosk.endpoint.http.responses import HttpProblem, http_problem_of
from kiosk.endpoint.store.database import DataFolderInUse, lock_data_folder
from kiosk.endpoint.store.sqlite import SqliteStore
from kiosk.schema.dump import dump, json_line
from kiosk.schema.reader import read_strictly
from kiosk.system.clock import Clock
from kiosk.text.language import tr
from kiosk.wire.problem import Problem

MAX_LINE_BYTES: Final = 8 * 1024 * 1024
"""Bytes of a line: an approval carries a whole standard."""

_NAME: Final = "admin.sock"
_PATIENCE: Final = 30.0
"""Seconds to wait for a line or an answer."""

_log = logging.getLogger(__name__)


@contextmanager
def socket_address(folder: Path) -> Iterator[str]:
    """Yield an address of the socket that is short however deep the folder lies: 107 bytes is the most."""
    opened = os.open(folder, os.O_PATH | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        yield f"/proc/self/fd/{opened}/{_NAME}"
    finally:
        os.close(opened)


@asynccontextmanager
async def admin_socket(folder: Path, writer: StoreWriter) -> AsyncIterator[None]:
    """Answer at the socket of the locked *folder* until the block ends."""
    (folder / _NAME).unlink(missing_ok=True)

    async def serve(reader: asyncio.StreamReader, out: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError, TimeoutError, asyncio.LimitOverrunError, ValueError):
            async with asyncio.timeout(_PATIENCE):
                line = await reader.readline()
            out.write(json_line(await _answer(line, writer)).encode() + b"\n")
            await out.drain()
        out.close()

    server = await asyncio.start_unix_server(serve, sock=_listening(folder), limit=MAX_LINE_BYTES)
    try:
        yield
    finally:
        server.close()
        with contextlib.suppress(OSError):  # if the storage fails, the next start removes it
            (folder / _NAME).unlink()


def _listening(folder: Path) -> socket.socket:
    made = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    mask = os.umask(0o177)
    try:
        with socket_address(folder) as name:
            made.bind(name)
    except OSError:
        made.close()
        raise
    finally:
        os.umask(mask)
    return made


async def _answer(line: bytes, writer: StoreWriter) -> dict[str, Any]:
    try:
        return {"status": 200, "body": dump(await writer.run(_request(line)))}
    except Exception as error:
        problem = http_problem_of(error)
        if problem.__cause__ is error:
            _log.exception("an act of administration failed")
        return {"status": problem.status, "body": dump(problem.problem)}


def _request(line: bytes) -> AdminRequest:
    try:
        asked = json.loads(line)
        act, argument = ADMIN_ACTIONS.get(str(asked["act"])), asked.get("with", {})
    except (ValueError, TypeError, KeyError, AttributeError):
        raise HttpProblem(400, "faulty-body", tr("bukan perintah")) from None
    if act is None:
        text = tr("endpoint ini tidak mengenal perintah itu")
        raise HttpProblem(404, "no-such-act", text, tr("versi program dan endpoint harus sama"))
    return admin_request(act, argument)


_STARTING: Final = 5.0
"""Seconds to wait for a process that holds the folder and does not listen yet, or no longer."""


def request_action(folder: Path, act: str, asked: Any, clock: Clock) -> Any:
    """Have the act *act* done and return its answer as plain data.

    Raises:
        HttpProblem: if it may not be done, or could not be.
        DataFolderInUse: if another command works in the folder and does not end.
        StoreError: if the data cannot be used.
        OSError: if the folder or the socket cannot be used.
    """
    until = clock.monotonic() + _STARTING
    while True:
        try:
            return _here(folder, act, dump(asked), clock)
        except DataFolderInUse:
            try:
                return _there(folder, act, dump(asked))
            except (FileNotFoundError, ConnectionRefusedError):
                if clock.monotonic() > until:
                    raise DataFolderInUse(str(folder)) from None
                time.sleep(0.05)


def _here(folder: Path, act: str, asked: Any, clock: Clock) -> Any:
    with lock_data_folder(folder), closing(SqliteStore(folder)) as store, store.transaction():
        _, outcome = execute_admin(store, load_state(store), admin_request(ADMIN_ACTIONS[act], asked), clock.moment())
    if isinstance(outcome, HttpProblem):
        raise outcome
    return dump(outcome)


def _there(folder: Path, act: str, asked: Any) -> Any:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line, socket_address(folder) as name:
        line.settimeout(_PATIENCE)
        line.connect(name)
        line.sendall(json_line({"act": act, "with": asked}).encode() + b"\n")
        with line.makefile("rb") as answers:
            answer = json.loads(answers.readline(MAX_LINE_BYTES))
    if answer["status"] >= 400:
        raise HttpProblem.of(read_strictly(Problem, answer["body"]))
    return answer["body"]
