"""The tagged union of all commands, and its JSON: `{"do": "call-next", "counter": "3", "expect": 17}`.

`do` names the command; the rest are the fields of its record.
"""

from typing import Any, Final, get_args

from kiosk.schema.dump import dump
from kiosk.schema.errors import ValidationError, ValidationFault, did_you_mean
from kiosk.schema.reader import read_strictly
from kiosk.text.language import tr
from kiosk.text.sanitize import sanitize
from kiosk.wire.command.case import CaseCommand
from kiosk.wire.command.counter import AtCounterCommand
from kiosk.wire.command.office import DayCommand, NoticeCommand, StaffCommand
from kiosk.wire.command.visit import Issue, VisitCommand

Command = Issue | StaffCommand | AtCounterCommand | VisitCommand | CaseCommand | DayCommand | NoticeCommand

COMMANDS: Final[dict[str, type[Any]]] = {kind.do: kind for kind in get_args(Command) if kind is not Issue}
"""Commands by the `do` they are sent with; a number is issued by `POST /v1/tickets` only."""


def read_command(data: object) -> Command:
    """Read a command from the JSON that a terminal sent.

    Raises:
        ValidationError: with every fault of it.
    """
    if not isinstance(data, dict):
        raise ValidationError([ValidationFault((), tr("perintah harus sebuah objek"))])
    rest = {key: value for key, value in data.items() if key != "do"}
    kind = COMMANDS.get(str(data.get("do")))
    if kind is None:
        word = sanitize(str(data.get("do", "")), 40)
        known = ", ".join(COMMANDS)
        hint = did_you_mean(word, COMMANDS) or tr("yang ada: {k}").format(k=known)
        raise ValidationError([ValidationFault(("do",), tr("perintah {w!r} tidak dikenal").format(w=word), hint)])
    made: Command = read_strictly(kind, rest)
    return made


def command_to_plain(command: Command) -> dict[str, Any]:
    return {"do": command.do, **dump(command)}
