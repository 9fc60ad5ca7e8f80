"""`kiosk tickets`: whether numbers are given out for the rest of the day, at a supervisor's terminal."""

from typing import Any, Final

import click

from kiosk.cli.shared.connection import ServerConnection, TerminalCommand
from kiosk.cli.shared.groups import Group, example
from kiosk.cli.shared.options import reason_option
from kiosk.cli.shared.remote import require_answer, run_signed_on, with_person
from kiosk.feed.sender import Sender
from kiosk.text.language import Language, Text, tr
from kiosk.wire.command.office import AllowTickets, DayCommand, StopReason, StopTickets

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
    _done(StopTickets(reason), tr("pengambilan nomor ditutup; yang memegang nomor tetap dilayani"), **rest)


@command.command("allow", cls=TerminalCommand)
@with_person
def allow(**rest: Any) -> None:
    """Buka lagi, menurut jamnya / Allow again, within hours"""
    _done(AllowTickets(), tr("nomor diberikan lagi menurut jamnya"), **rest)


def _done(command: DayCommand, said: Text, person: str | None, server: ServerConnection, language: Language) -> None:
    async def work(sender: Sender) -> None:
        require_answer(await sender.send(command), language)

    run_signed_on(work, person, server, language)
    click.echo(said[language])
