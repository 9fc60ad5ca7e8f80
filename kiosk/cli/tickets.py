"""`kiosk tickets`: whether numbers are given out for the rest of the day, at a supervisor's terminal."""

from typing import TYPE_CHECKING, Any, Final

import click

from kiosk.cli.shared.asking import given, signed_on, with_person
from kiosk.cli.shared.configured import TerminalCommand
from kiosk.cli.shared.late import Group, example
from kiosk.cli.shared.typed import reason_option
from kiosk.text.language import Language, Text, tr
from kiosk.wire.command.day import StopReason

if TYPE_CHECKING:
    from kiosk.feed.sender import Sender
    from kiosk.wire.command.day import DayCommand

_REASONS: Final[dict[StopReason, Text]] = {
    "full": tr("nomor hari ini habis"),
    "system": tr("gangguan sistem"),
    "staff": tr("kekurangan petugas"),
    "other": tr("sebab lain"),
}


@click.group(cls=Group)
def command() -> None:
    """Tutup atau buka pengambilan nomor. / Stop or allow the giving out of numbers."""


@example("kiosk tickets stop --reason full")
@command.command("stop", cls=TerminalCommand)
@with_person
@reason_option(_REASONS)
def stop(reason: StopReason, **rest: Any) -> None:
    """Tutup untuk hari ini / Stop for today"""
    from kiosk.wire.command.day import StopTickets

    _done(StopTickets(reason), tr("pengambilan nomor ditutup; yang memegang nomor tetap dilayani"), **rest)


@command.command("allow", cls=TerminalCommand)
@with_person
def allow(**rest: Any) -> None:
    """Buka lagi, menurut jamnya / Allow again, within hours"""
    from kiosk.wire.command.day import AllowTickets

    _done(AllowTickets(), tr("nomor diberikan lagi menurut jamnya"), **rest)


def _done(command: "DayCommand", said: Text, person: str | None, language: Language, **server: Any) -> None:
    async def work(sender: "Sender") -> None:
        given(await sender.send(command), language)

    signed_on(work, person, language, **server)
    click.echo(said[language])
