"""`kiosk notice`: what everybody in the room is told, put up and taken back at a supervisor's terminal."""

import os
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime, tzinfo
from typing import Any, Final

import click
from attrs import evolve

from kiosk.cli.shared.connection import ServerConnection, TerminalCommand, with_server
from kiosk.cli.shared.groups import Group, example
from kiosk.cli.shared.options import Typed
from kiosk.cli.shared.output import end, print_lines
from kiosk.cli.shared.remote import fetch_with_catalogue, require_answer, run_signed_on, with_person
from kiosk.feed.sender import Sender
from kiosk.paper.report import aligned_rows
from kiosk.schema.errors import ValidationError
from kiosk.system.clock import SystemClock
from kiosk.text.language import Language, Text, clock, short_date, tr
from kiosk.time.instant import zone_of
from kiosk.wire.command.office import PutEmergency, PutNotice, TakeNotice
from kiosk.wire.command.union import read_command

_NOTICE_OPTIONS: Final = {"text.id": "KALIMAT", "text.en": "--english"}
_EMERGENCY_OPTIONS: Final = {
    "kind.id": "--kind",
    "kind.en": "--kind-english",
    "lines": "--line",
    "line_en": "--line-english",
    "text.id": "--text",
    "text.en": "--english",
}
_CLOCKS: Final = ("%H.%M", "%H:%M")
_FORMS: Final = (*_CLOCKS, *(f"%Y-%m-%d {clock}" for clock in _CLOCKS))
_NO_YEAR: Final = 1900
"""The year that Python gives an hour without a date."""


def _read_hour(typed: str) -> datetime:
    for form in _FORMS:
        with suppress(ValueError):
            return datetime.strptime(typed, form)  # noqa: DTZ007 (the office's zone is asked for later)
    raise ValueError(typed)


_HOUR: Final = Typed("jam", _read_hour, '{v!r} bukan jam / is no hour: 14.00, "2026-11-25 14.00"')
until_option = click.option(
    "--until",
    type=_HOUR,
    metavar="JAM",
    help='Sampai jam itu hari ini, atau "2026-11-25 14.00". / Until that hour of today, or of a date.',
)
english_option = click.option(
    "--english", metavar="KALIMAT", help="Kalimatnya dalam bahasa Inggris. / The sentence in English."
)


@click.group(cls=Group)
def command() -> None:
    """Pengumuman dan darurat di lobi. / Notices and emergencies in the lobby."""


@example('kiosk notice put "Loket 3 pindah ke lantai 2." --until 14.00')
@command.command("put", short_help="Pengumuman di lobi. / A notice in the lobby.", cls=TerminalCommand)
@with_person
@click.argument("text", metavar="KALIMAT")
@english_option
@until_option
def put_notice(text: str, english: str | None, until: datetime | None, language: Language, **rest: Any) -> None:
    """Tampilkan pengumuman; tanpa --until sampai akhir hari. / Show a notice; without --until for the day."""
    said = {"text": {"id": text, "en": english}}
    _put_up(_command_of("put-notice", said, _NOTICE_OPTIONS, language), until, language=language, **rest)


@example('kiosk notice emergency --kind "Gempa bumi" --line KELUAR --line "PINTU TIMUR" --text "Jangan memakai lift."')
@command.command(
    "emergency",
    short_help="Layar darurat di semua lobi. / An emergency on the screens of all lobbies.",
    cls=TerminalCommand,
)
@with_person
@click.option("--kind", metavar="KEADAAN", required=True, help="Apa yang terjadi: Gempa bumi. / What has happened.")
@click.option("--kind-english", metavar="KEADAAN", help="Sama, dalam bahasa Inggris. / The same in English.")
@click.option(
    "--line",
    "lines",
    metavar="BARIS",
    multiple=True,
    required=True,
    help="Baris huruf besar, 1-3 kali, sebaiknya sampai 11 huruf. / A line of big letters, 1-3 times, best up to 11.",
)
@click.option("--line-english", metavar="BARIS", help="Satu baris dalam bahasa Inggris. / One line in English.")
@click.option("--text", metavar="KALIMAT", required=True, help="Satu kalimat di bawahnya. / One sentence below.")
@english_option
@until_option
def put_emergency(
    kind: str,
    kind_english: str | None,
    lines: tuple[str, ...],
    line_english: str | None,
    text: str,
    english: str | None,
    until: datetime | None,
    language: Language,
    **rest: Any,
) -> None:
    """Tampilkan layar darurat sampai dicabut. / Show an emergency until it is taken back.

    Menggantikan darurat yang sedang tampil. / In place of the one that is shown, if there is one.
    """
    said = {
        "kind": {"id": kind, "en": kind_english},
        "lines": [line.upper() for line in lines],
        "line_en": line_english.upper() if line_english else None,
        "text": {"id": text, "en": english},
    }
    _put_up(_command_of("put-emergency", said, _EMERGENCY_OPTIONS, language), until, language=language, **rest)


@example("kiosk notice take 1532")
@command.command(
    "take", short_help="Cabut pengumuman atau darurat. / Take a notice or an emergency back.", cls=TerminalCommand
)
@with_person
@click.argument("number", metavar="NOMOR", type=int)
def take_notice(number: int, person: str | None, server: ServerConnection, language: Language) -> None:
    """Cabut yang bernomor itu. / Take back the one of that number."""

    async def work(sender: Sender) -> None:
        require_answer(await sender.send(TakeNotice(number)), language)

    run_signed_on(work, person, server, language)
    click.echo(tr("{n} dicabut").format(n=number)[language])


@command.command(
    "list",
    short_help="Yang tampil sekarang, dengan nomornya. / What is shown now, with its number.",
    cls=TerminalCommand,
)
@with_server
def list_notices(server: ServerConnection, language: Language) -> None:
    """Pengumuman yang tampil sekarang, dengan nomornya. / What is shown now, with its number."""
    board, catalogue = fetch_with_catalogue(lambda sender: sender.board(), server, language)
    zone = zone_of(catalogue.office.timezone)
    rows = []
    for notice in board.notices:
        level = tr("darurat") if notice.level == "emergency" else tr("pengumuman")
        until = "-"
        if notice.until:
            day = short_date(notice.until.astimezone(zone), language)
            until = tr("sampai {d} {t}").format(d=day, t=clock(notice.until, zone))[language]
        said = (*notice.lines, notice.text[language] if notice.text else "")
        rows.append((str(notice.id or "-"), level[language], until, " / ".join(filter(None, said))))
    if not rows:
        click.echo(tr("tidak ada pengumuman")[language], err=True)
    print_lines(aligned_rows(rows))


def _command_of(do: str, said: dict[str, Any], typed: Mapping[str, str], language: Language) -> Any:
    """Make the command of *said*; where that cannot be, the program ends and tells every fault.

    *typed* is the option of each part, since nobody has read what the wire calls these parts.
    """
    try:
        return read_command({"do": do, **said})
    except ValidationError as error:
        parts = (".".join(part for part in fault.path if isinstance(part, str)) for fault in error.faults)
        faults = (f"{typed[part]}: {fault.text[language]}" for part, fault in zip(parts, error.faults, strict=True))
        end(os.EX_USAGE, Text("\n  ".join(faults)), language)


def _put_up(
    notice: PutNotice | PutEmergency,
    until: datetime | None,
    person: str | None,
    server: ServerConnection,
    language: Language,
) -> None:

    async def work(sender: Sender) -> int:
        put = notice
        if until is not None:
            office = require_answer(await sender.catalogue(), language).office
            put = evolve(notice, until=_instant(until, zone_of(office.timezone)))
        return require_answer(await sender.send(put), language).version

    number = run_signed_on(work, person, server, language)
    click.echo(tr("tampil dengan nomor {n}; cabut dengan: kiosk notice take {n}").format(n=number)[language])


def _instant(typed: datetime, zone: tzinfo) -> datetime:
    """The instant typed, in the office's zone; an hour alone is one of today."""
    day = SystemClock().now().astimezone(zone).date() if typed.year == _NO_YEAR else typed.date()
    return datetime.combine(day, typed.time(), zone)
