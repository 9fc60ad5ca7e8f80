"""What commands that print slips share: the printer's options, and slips made of what the endpoint says."""

import asyncio
import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from kiosk.cli.shared.words import end
from kiosk.text.language import Language, Text, with_hint

if TYPE_CHECKING:
    from kiosk.feed.source import Source
    from kiosk.paper.printer import Printer
    from kiosk.paper.sheet import Paper, Slip
    from kiosk.ui.counter.app import PrintSlip

F = TypeVar("F", bound=Callable[..., Any])

_LEAST: Final = 24
_MOST: Final = 80


def printer_options(command: F) -> F:
    """The options of a command that prints."""
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


def printer_of(address: str | None, width: int, ascii_only: bool, language: Language) -> "Printer | None":
    """The printer that the options name, if any; where that cannot be, the program ends and says why."""
    if address is None:
        return None
    from kiosk.config.printer import printer_address
    from kiosk.paper.printer import Printer
    from kiosk.paper.sheet import Paper
    from kiosk.schema.errors import InvalidValue

    try:
        return Printer(printer_address(address), Paper(width, ascii_only))
    except InvalidValue as wrong:
        end(os.EX_USAGE, with_hint(wrong.text, wrong.hint), language)


async def slip_of(source: "Source", code: str, paper: "Paper", language: Language | None = None) -> "Slip":
    """The slip of a code, as things stand now; without a *language* in that of its visit.

    Raises:
        FeedError: when the endpoint does not answer, or knows no such code.
    """
    from kiosk.feed.receipt import fetch_receipt
    from kiosk.paper.slip import SlipLayout
    from kiosk.system.clock import SystemClock
    from kiosk.wire.case import CaseShown

    asked = await fetch_receipt(source, code)
    slips = SlipLayout(asked.office, paper, asked.at or SystemClock().now())
    page = None if source.is_local else source.ticket(code)
    if isinstance(asked.held, CaseShown):
        return slips.case(asked.held, language or asked.held.language, page)
    return slips.ticket(asked.held, code, language or asked.held.language, page)


def printing(source: "Source", printer: "Printer") -> "PrintSlip":
    """What prints the slip of a code, in a thread, and says why where it cannot."""

    async def print_slip(code: str) -> Text | None:
        from kiosk.feed.errors import FeedError
        from kiosk.schema.errors import InvalidValue

        try:
            slip = await slip_of(source, code, printer.paper)
            await asyncio.to_thread(printer.print, slip)
        except FeedError as trouble:
            return trouble.text
        except InvalidValue as wrong:
            return with_hint(wrong.text, wrong.hint)
        return None

    return print_slip
