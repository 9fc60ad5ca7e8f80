"""What the two commands share that put something up: until when, and saying under which number it is shown."""

import os
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING, Any, Final

import click
from attrs import evolve

from kiosk.cli.shared.asking import given, signed_on
from kiosk.cli.shared.words import end
from kiosk.text.language import Language, Text, tr

if TYPE_CHECKING:
    from kiosk.feed.sender import Sender
    from kiosk.wire.command.notice import PutEmergency, PutNotice

_CLOCKS: Final = ("%H.%M", "%H:%M")
_FORMS: Final = (*_CLOCKS, *(f"%Y-%m-%d {clock}" for clock in _CLOCKS))
_NO_YEAR: Final = 1900
"""What Python gives an hour without a date."""


class _Until(click.ParamType[datetime]):
    """An hour of today, or of a date."""

    name = "jam"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        for form in _FORMS:
            with suppress(ValueError):
                return datetime.strptime(str(value), form)  # noqa: DTZ007 (the office's zone is asked for later)
        return self.fail(f'{value!r} bukan jam / is no hour: 14.00, "2026-11-25 14.00"', param, ctx)


until_option = click.option(
    "--until",
    type=_Until(),
    metavar="JAM",
    help='Sampai jam itu hari ini, atau "2026-11-25 14.00". / Until that hour of today, or of a date.',
)
english_option = click.option(
    "--english", metavar="KALIMAT", help="Kalimatnya dalam bahasa Inggris. / The sentence in English."
)


def command_of(do: str, said: dict[str, Any], typed: Mapping[str, str], language: Language) -> Any:
    """The command as it is sent; where it cannot be, the program ends and tells every fault.

    Each at the option that it was *typed* after: what the wire calls these parts, nobody has read.
    """
    from kiosk.schema.errors import ValidationError
    from kiosk.wire.command.union import read_command

    try:
        return read_command({"do": do, **said})
    except ValidationError as error:
        parts = (".".join(part for part in fault.path if isinstance(part, str)) for fault in error.faults)
        faults = (f"{typed[part]}: {fault.text[language]}" for part, fault in zip(parts, error.faults, strict=True))
        end(os.EX_USAGE, Text("\n  ".join(faults)), language)


def put_up(
    command: "PutNotice | PutEmergency", until: datetime | None, person: str | None, language: Language, **server: Any
) -> None:
    """Put it up, and say under which number it is shown."""

    async def work(sender: "Sender") -> int:
        put = command
        if until is not None:
            put = evolve(command, until=_instant(until, await _zone(sender, language)))
        return given(await sender.send(put), language).version

    number = signed_on(work, person, language, **server)
    click.echo(tr("tampil dengan nomor {n}; cabut dengan: kiosk notice take {n}").format(n=number)[language])


async def _zone(sender: "Sender", language: Language) -> tzinfo:
    from kiosk.time.zone import zone_of

    return zone_of(given(await sender.catalogue(), language).office.timezone)


def _instant(typed: datetime, zone: tzinfo) -> datetime:
    """What was typed, in the office's zone; an hour alone is one of today."""
    from kiosk.system.clock import SystemClock

    day = SystemClock().now().astimezone(zone).date() if typed.year == _NO_YEAR else typed.date()
    return datetime.combine(day, typed.time(), zone)
