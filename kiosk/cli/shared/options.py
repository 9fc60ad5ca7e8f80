"""Options and arguments that several commands have, and how what is typed for them is read."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, Final, TypeVar

import click

from kiosk.text.language import LANGUAGES, Language, Text, tr

F = TypeVar("F", bound=Callable[..., Any])
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


class _Day(click.ParamType[date]):
    """A date as ISO 8601 writes it: 2026-11-30."""

    name = "tanggal"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        try:
            return datetime.strptime(str(value), "%Y-%m-%d").date()  # noqa: DTZ007 (a day has no zone)
        except ValueError:
            self.fail(f"{value!r} bukan tanggal; contoh / is no date; for example: 2026-11-30", param, ctx)


DAY: Final = _Day()


class _StaffCode(click.ParamType[str]):
    """A staff code, as it is shown on screens and kept in the log."""

    name = "kode"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from kiosk.schema.errors import ValidationError
        from kiosk.schema.reader import read_strictly
        from kiosk.wire.command.staff import PersonCode

        try:
            made: str = read_strictly(PersonCode, str(value).upper())
        except ValidationError:
            self.fail(f"{value!r}: 2-8 huruf dan angka, seperti / letters and digits, such as: RM", param, ctx)
        return made


STAFF_CODE: Final = _StaffCode()


def reason_option(reasons: Mapping[Any, Text]) -> Callable[[F], F]:
    """The option of why something is done: one of *reasons*, whose names are English, each explained in Indonesian."""
    said = ", ".join(f"{name} ({words.id})" for name, words in reasons.items())
    return click.option(
        "--reason", type=click.Choice(list(reasons)), metavar="SEBAB", required=True, help=f"Sebabnya / Why: {said}."
    )


class _YesOrNo(click.ParamType[bool]):
    """Yes or no, by its first letter in either language."""

    name = "ya"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> bool:
        if isinstance(value, bool):
            return value
        said = str(value).strip().lower()
        if said in ("y", "ya", "yes"):
            return True
        if said in ("t", "tidak", "n", "no"):
            return False
        return self.fail("y (ya) atau t (tidak) / y (yes) or n (no)", param, ctx)


def confirm(question: Text, language: Language) -> bool:
    """Ask *question*; no answer means no."""
    choice = tr("{q} [y/T]").format(q=question)[language]
    return bool(click.prompt(choice, type=_YesOrNo(), default=False, show_default=False, err=True))
