"""Having an act done from the command line: by the running endpoint through its socket, else here under its lock."""

import json
import socket
import time
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from kiosk.clock import Clock
from kiosk.endpoint.admin.act import errand
from kiosk.endpoint.admin.registry import ACTS
from kiosk.endpoint.admin.socket import MOST_BYTES, address
from kiosk.endpoint.folder import FolderLock, FolderTaken
from kiosk.endpoint.memory import remembered
from kiosk.endpoint.settle import Answer, run_errand
from kiosk.endpoint.store.sqlite import SqliteStore
from kiosk.structure.convert import read
from kiosk.structure.plain import plain
from kiosk.wire.encode import one_line
from kiosk.wire.problem import Problem

_PATIENCE: Final = 30.0
"""Seconds for which an answer is waited for."""

_STARTING: Final = 5.0
"""Seconds for which somebody who holds the folder but does not listen yet, or no longer, is waited for."""

_PAUSE: Final = 0.05


class Refused(Exception):
    """The act was not done."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem.type)


def have_done(folder: Path, act: str, asked: Any, clock: Clock) -> Any:
    """Have the act of that name done with the record that it asks for; its answer as plain data.

    Raises:
        Refused: when it may not be done, or could not be.
        FolderTaken: when another command is at work in the folder and does not end.
        StoreFault: when the data cannot be used.
        OSError: when the folder or the socket cannot be used.
    """
    until = clock.monotonic() + _STARTING
    while True:
        try:
            answer = _here(folder, act, plain(asked), clock)
        except FolderTaken:
            try:
                answer = _there(folder, act, plain(asked))
            except (FileNotFoundError, ConnectionRefusedError):
                if clock.monotonic() > until:
                    raise FolderTaken(str(folder)) from None
                time.sleep(_PAUSE)
                continue
        data = json.loads(answer.body)
        if answer.status >= 400:
            raise Refused(read(Problem, data))
        return data


def _here(folder: Path, act: str, asked: Any, clock: Clock) -> Answer:
    with FolderLock(folder), closing(SqliteStore(folder)) as store, store.transaction():
        return run_errand(store, remembered(store), errand(ACTS[act], asked), clock.moment())[1]


def _there(folder: Path, act: str, asked: Any) -> Answer:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line, address(folder) as name:
        line.settimeout(_PATIENCE)
        line.connect(name)
        line.sendall(one_line({"act": act, "with": asked}).encode() + b"\n")
        with line.makefile("rb") as answers:
            said = json.loads(answers.readline(MOST_BYTES))
    return Answer(said["status"], json.dumps(said["body"]))
