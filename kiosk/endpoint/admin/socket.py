"""The way into a running endpoint from its own machine: a socket in the data folder that only its owner may open.

One line of JSON asks, one answers: `{"act": "terminal-revoke", "with": {"name": "loket-3"}}` is answered `{"status":
200, "body": {}}`, or with the status and the body of a problem.
"""

import asyncio
import contextlib
import json
import logging
import os
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any, Final

from kiosk.endpoint.admin.action import AdminRequest, admin_request
from kiosk.endpoint.admin.actions import ADMIN_ACTIONS
from kiosk.endpoint.engine.writer import StoreWriter
from kiosk.endpoint.http.responses import HttpProblem, http_problem_of
from kiosk.schema.dump import dump, json_line
from kiosk.text.language import tr

MAX_LINE_BYTES: Final = 8 * 1024 * 1024
"""Bytes of a line: an approval carries a whole standard."""

_NAME: Final = "admin.sock"
_PATIENCE: Final = 30.0
"""Seconds to wait for a line."""

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
            out.write((await _answer(line, writer)).encode())
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


async def _answer(line: bytes, writer: StoreWriter) -> str:
    """Return the line of JSON that answers *line*."""
    try:
        return _answer_line(200, dump(await writer.run(_request(line))))
    except Exception as error:
        problem = http_problem_of(error)
        if problem.__cause__ is error:
            _log.exception("an act of administration failed")
        return _answer_line(problem.status, dump(problem.problem))


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


def _answer_line(status: int, body: Any) -> str:
    return json_line({"status": status, "body": body}) + "\n"
