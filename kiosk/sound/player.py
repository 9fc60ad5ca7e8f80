"""Playing, by the players that are there, one child at a time: one that fails gives way to the next."""

import logging
import shlex
import shutil
import subprocess
from collections.abc import Sequence
from typing import Final

from kiosk.sound.pcm import seconds, write_wav
from kiosk.sound.process import HANGS, Stop, memory_file, never_stop, wait_for_child

_LOG = logging.getLogger(__name__)

PLAYERS: Final = (("pw-play",), ("paplay",), ("aplay", "-q"))
"""Of PipeWire, PulseAudio and ALSA. The first two end at once where their server does not run."""

_GRACE: Final = 5.0
"""Seconds over the length of the sound after which a player hangs."""


def players(command: str | None = None) -> tuple[tuple[str, ...], ...]:
    """The players to try: *command* where one is given (the file's path is added), else those of this machine."""
    if command is not None:
        return (tuple(shlex.split(command)),)
    return tuple(player for player in PLAYERS if shutil.which(player[0]))


class Player:
    """Plays samples; never raises, never waits longer than they last and a little. Trouble is logged when it begins."""

    def __init__(self, commands: Sequence[Sequence[str]]) -> None:
        self._commands = list(commands)
        self._silent = False

    @property
    def silent(self) -> bool:
        """Whether the last sound that was not cut short could not be played."""
        return self._silent

    def play(self, samples: bytes, stop: Stop = never_stop) -> bool:
        """Play until the end, or until *stop* says so. Gives whether it was played, as far as one can tell."""
        if stop():
            return True
        trouble = "no player (pw-play, paplay, aplay)"
        for command in tuple(self._commands):
            failed = self._run(command, samples, stop)
            if failed is None and stop():
                return True
            if failed is None:
                self._first(command)
                self._silent = False
                return True
            trouble = f"{command[0]}: {failed}"
            if failed == HANGS:
                self._last(command)
                break  # by now it is too late for another
        if not self._silent:
            self._silent = True
            _LOG.warning("no sound: %s", trouble)
        return False

    def _first(self, command: Sequence[str]) -> None:
        self._commands.remove(command)
        self._commands.insert(0, command)

    def _last(self, command: Sequence[str]) -> None:
        self._commands.remove(command)
        self._commands.append(command)

    def _run(self, command: Sequence[str], samples: bytes, stop: Stop) -> str | None:
        """Why it failed; none where it played or was told to stop."""
        try:
            with memory_file() as (file, path):
                write_wav(samples, file)
                file.flush()
                child = subprocess.Popen(  # noqa: S603 (a player of this machine, or the one IT named)
                    (*command, path),
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    pass_fds=(file.fileno(),),
                    start_new_session=True,
                )
                return wait_for_child(child, seconds(samples) + _GRACE, stop)
        except (OSError, ValueError) as error:
            return str(error)
