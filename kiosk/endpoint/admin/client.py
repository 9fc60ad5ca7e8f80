"""Requests acts of administration: of the running endpoint through its socket, else in this process under its lock."""

import json
import socket
import time
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from kiosk.endpoint.admin.action import admin_request
from kiosk.endpoint.admin.actions import ADMIN_ACTIONS
from kiosk.endpoint.admin.socket import MAX_LINE_BYTES, socket_address
from kiosk.endpoint.engine.execute import execute_admin
from kiosk.endpoint.engine.state import load_state
from kiosk.endpoint.http.responses import HttpProblem
from kiosk.endpoint.store.data_folder import DataFolderInUse, lock_data_folder
from kiosk.endpoint.store.sqlite import SqliteStore
from kiosk.schema.dump import dump, json_line
from kiosk.schema.reader import read_strictly
from kiosk.system.clock import Clock
from kiosk.wire.problem import Problem

_PATIENCE: Final = 30.0
"""Seconds to wait for an answer."""

_STARTING: Final = 5.0
"""Seconds to wait for a process that holds the folder and does not listen yet, or no longer."""

_PAUSE: Final = 0.05


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
                time.sleep(_PAUSE)


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
