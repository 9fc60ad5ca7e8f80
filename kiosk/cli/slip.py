"""`kiosk slip`: the slip of a receipt or a ticket, on the printer or, without one, as text; the printer's options."""

import asyncio
import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click
from click.core import ParameterSource

from kiosk.cli.shared.connection import ServerConnection, TerminalCommand, no_answer_text, with_open_server
from kiosk.cli.shared.groups import example
from kiosk.cli.shared.output import end
from kiosk.codes.ticket_code import parse_ticket_code
from kiosk.config.address import printer_address
from kiosk.feed.errors import FeedError
from kiosk.feed.sender import fetch_receipt
from kiosk.feed.source import Source
from kiosk.paper.slip import Paper, Slip, SlipLayout, as_text
from kiosk.schema.errors import InvalidValue
from kiosk.system.clock import SystemClock
from kiosk.text.language import LANGUAGES, Language, Text, tr, with_hint
from kiosk.text.sanitize import sanitize
from kiosk.wire.case import CaseShown

if TYPE_CHECKING:
    from kiosk.paper.printer import Printer
    from kiosk.ui.counter.app import PrintSlip

F = TypeVar("F", bound=Callable[..., Any])
_LEAST: Final = 24
_MOST: Final = 80


def printer_options(command: F) -> F:
    for option in (
        click.option(
            "--printer-ascii", is_flag=True, help="Pencetak tanpa huruf beraksen. / A printer without accents."
        ),
        click.option(
            "--printer-width",
            metavar="KOLOM",
            type=click.IntRange(_LEAST, _MOST),
            default=32,
            show_default=True,
            help="Kolom kertas: 32 (58 mm), 42 atau 48 (80 mm). / Columns of the paper.",
        ),
        click.option(
            "--printer",
            metavar="PENCETAK",
            help='Pencetak slip / printer of slips: "lp -d struk", escpos:/dev/usb/lp0, escpos://10.0.0.9:9100',
        ),
    ):
        command = option(command)
    return command


@example('kiosk slip K7Q2-M9XA-D --printer "lp -d struk"')
@click.command(cls=TerminalCommand)
@click.argument("code", metavar="KODE")
@with_open_server
@click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    default="id",
    envvar="KIOSK_LANGUAGE",
    help="Bahasa slip; tanpa itu: bahasa kunjungannya. / Language of the slip; else that of its visit.",
)
@printer_options
@click.pass_context
def command(
    context: click.Context,
    code: str,
    server: ServerConnection,
    language: Language,
    printer: str | None,
    printer_width: int,
    printer_ascii: bool,
) -> None:
    """Cetak slip tanda terima atau nomor antrean: kiosk slip K7Q2-M9XA-D. / Print a receipt's or a ticket's slip.

    Tanpa pencetak slip tampil sebagai teks. / Without a printer it is shown as text.
    """
    written = parse_ticket_code(code)
    if written is None:
        end(os.EX_USAGE, tr("{c!r} bukan kode tanda terima atau karcis").format(c=sanitize(code, 40)), language)
    paper = Paper(printer_width, printer_ascii)
    chosen = printer_of(printer, printer_width, printer_ascii, language)
    source = server.source(language)
    said = context.get_parameter_source("language") is ParameterSource.COMMANDLINE
    try:
        slip = asyncio.run(slip_of(source, written, paper, language if said else None))
        if chosen is None:
            click.echo(as_text(slip, paper.width), nl=False)
        else:
            chosen.print(slip)
    except FeedError as trouble:
        end(os.EX_UNAVAILABLE, no_answer_text(trouble.text, source.url), language)
    except InvalidValue as wrong:
        end(os.EX_UNAVAILABLE, with_hint(wrong.text, wrong.hint), language)


def printer_of(address: str | None, width: int, ascii_only: bool, language: Language) -> "Printer | None":
    """The printer that the options name, if any; the program ends and says why where there can be none."""
    if address is None:
        return None
    from kiosk.paper.printer import Printer

    try:
        return Printer(printer_address(address), Paper(width, ascii_only))
    except InvalidValue as wrong:
        end(os.EX_USAGE, with_hint(wrong.text, wrong.hint), language)


async def slip_of(source: Source, code: str, paper: Paper, language: Language | None = None) -> Slip:
    """The slip of a code as things stand now, in *language* or else that of its visit.

    Raises:
        FeedError: when the endpoint does not answer, or knows no such code.
    """
    asked = await fetch_receipt(source, code)
    slips = SlipLayout(asked.office, paper, asked.at or SystemClock().now())
    page = None if source.is_local else source.ticket(code)
    if isinstance(asked.held, CaseShown):
        return slips.case(asked.held, language or asked.held.language, page)
    return slips.ticket(asked.held, code, language or asked.held.language, page)


def slip_printer(source: Source, printer: "Printer") -> "PrintSlip":
    """A function that prints the slip of a code in a thread, and returns why where it cannot."""

    async def print_slip(code: str) -> Text | None:
        try:
            slip = await slip_of(source, code, printer.paper)
            await asyncio.to_thread(printer.print, slip)
        except FeedError as trouble:
            return trouble.text
        except InvalidValue as wrong:
            return with_hint(wrong.text, wrong.hint)
        return None

    return print_slip
