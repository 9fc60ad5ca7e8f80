"""Options and arguments that several commands have, and how what is typed for them is read."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, Final, TypeVar

import click

from kiosk.text.language import LANGUAGES, Language, Text, tr

F = TypeVar("F", bound=Callable[..., Any])
T = TypeVar("T")

language_option = click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    default="id",
    envvar="KIOSK_LANGUAGE",
    show_default=True,
    help="Bahasa yang dipakai. / The language to speak.",
)


def add_options(command: F, *options: Callable[[F], F]) -> F:
    """Add *options* to *command*, in the order of its help."""
    for option in reversed(options):
        command = option(command)
    return command


class Typed(click.ParamType[T]):
    """A value that *read* makes of what is typed; where it raises ValueError, *fault* says what would be one."""

    def __init__(self, name: str, read: Callable[[str], T], fault: str) -> None:
        self.name = name
        self._read = read
        self._fault = fault

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> T:
        try:
            return self._read(str(value))
        except ValueError:
            return self.fail(self._fault.format(v=value), param, ctx)


def _read_day(typed: str) -> date:
    return datetime.strptime(typed, "%Y-%m-%d").date()  # noqa: DTZ007 (a day has no zone)


DAY: Final = Typed("tanggal", _read_day, "{v!r} bukan tanggal; contoh / is no date; for example: 2026-11-30")


def _read_staff_code(typed: str) -> str:
    from kiosk.schema.errors import ValidationError
    from kiosk.schema.reader import read_strictly
    from kiosk.wire.command.office import PersonCode

    try:
        code: str = read_strictly(PersonCode, typed.upper())
    except ValidationError:
        raise ValueError(typed) from None
    return code


STAFF_CODE: Final = Typed(
    "kode", _read_staff_code, "{v!r}: 2-8 huruf dan angka, seperti / letters and digits, such as: RM"
)


def reason_option(reasons: Mapping[Any, Text]) -> Callable[[F], F]:
    """The option of why something is done: one of *reasons*, whose names are English, each explained in Indonesian."""
    said = ", ".join(f"{name} ({words.id})" for name, words in reasons.items())
    return click.option(
        "--reason", type=click.Choice(list(reasons)), metavar="SEBAB", required=True, help=f"Sebabnya / Why: {said}."
    )


_ANSWERS: Final = {"y": True, "ya": True, "yes": True, "t": False, "tidak": False, "n": False, "no": False}


def _read_answer(typed: str) -> bool:
    if typed.strip().lower() not in _ANSWERS:
        raise ValueError(typed)
    return _ANSWERS[typed.strip().lower()]


_YES_OR_NO: Final = Typed("ya", _read_answer, "y (ya) atau t (tidak) / y (yes) or n (no)")


def confirm(question: Text, language: Language) -> bool:
    """Ask *question*; no answer means no."""
    choice = tr("{q} [y/T]").format(q=question)[language]
    return bool(click.prompt(choice, type=_YES_OR_NO, default="t", show_default=False, err=True))
