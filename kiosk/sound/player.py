"""Playing samples by the players of the machine: when one fails, the next is tried."""

import logging
import shlex
import shutil
from collections.abc import Sequence
from typing import Final

from kiosk.sound.pcm import seconds, write_wav
from kiosk.sound.process import HANGS, Stop, memory_file, never_stop, run_child

_LOG = logging.getLogger(__name__)

PLAYERS: Final = (("pw-play",), ("paplay",), ("aplay", "-q"))
"""The players of PipeWire, PulseAudio and ALSA. The first two end at once where their server does not run."""


_GRACE: Final = 5.0
"""Seconds over the length of the sound after which a player is taken to hang."""


def players(command: str | None = None) -> tuple[tuple[str, ...], ...]:
    """Return the commands to try, to which a file's path is added: *command* if given, else those of this machine."""
    if command is not None:
        return (tuple(shlex.split(command)),)
    return tuple(player for player in PLAYERS if shutil.which(player[0]))


class Player:
    """Plays samples, without errors, in little more than their time. The first of failures in a row is logged."""

    def __init__(self, commands: Sequence[Sequence[str]]) -> None:
        self._commands = list(commands)
        self.silent = False
        """Whether the last sound that was not cut short could not be played."""

    def play(self, samples: bytes, stop: Stop = never_stop) -> bool:
        """Play until the end, or until *stop* says so; return whether it was played, as far as can be told."""
        if stop():
            return True
        trouble = "no player (pw-play, paplay, aplay)"
        for command in tuple(self._commands):
            failed = self._run(command, samples, stop)
            if failed is None and stop():
                return True
            if failed is None:
                self._move(command, 0)
                self.silent = False
                return True
            trouble = f"{command[0]}: {failed}"
            if failed == HANGS:
                self._move(command, len(self._commands))
                break  # by now it is too late for another
        if not self.silent:
            self.silent = True
            _LOG.warning("no sound: %s", trouble)
        return False

    def _move(self, command: Sequence[str], place: int) -> None:
        self._commands.remove(command)
        self._commands.insert(place, command)

    def _run(self, command: Sequence[str], samples: bytes, stop: Stop) -> str | None:
        """Return why it failed; None where it played or was stopped."""
        try:
            with memory_file() as (file, path):
                write_wav(samples, file)
                file.flush()
                return run_child((*command, path), file, seconds(samples) + _GRACE, stop)
        except (OSError, ValueError) as error:
            return str(error)
