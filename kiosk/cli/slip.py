"""`kiosk slip`: the slip of a receipt or a ticket, on the printer or, without one, as text."""

import asyncio
import os
from pathlib import Path

import click
from click.core import ParameterSource

from kiosk.cli.shared.configured import TerminalCommand, config_option
from kiosk.cli.shared.late import example
from kiosk.cli.shared.printing import printer_of, printer_options, slip_of
from kiosk.cli.shared.server import certificate_option, endpoint_option, source_for, unanswered
from kiosk.cli.shared.words import end
from kiosk.text.language import LANGUAGES, Language, tr, with_hint


@example('kiosk slip K7Q2-M9XA-D --printer "lp -d struk"')
@click.command(cls=TerminalCommand)
@click.argument("code", metavar="KODE")
@endpoint_option
@certificate_option
@config_option
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
    endpoint: str | None,
    certificate: Path | None,
    language: Language,
    printer: str | None,
    printer_width: int,
    printer_ascii: bool,
) -> None:
    """Cetak slip tanda terima atau nomor antrean: kiosk slip K7Q2-M9XA-D. / Print a receipt's or a ticket's slip.

    Tanpa pencetak slip tampil sebagai teks. / Without a printer it is shown as text.
    """
    from kiosk.codes.ticket_code import parse_ticket_code
    from kiosk.feed.errors import FeedError
    from kiosk.paper.sheet import Paper, as_text
    from kiosk.schema.errors import InvalidValue
    from kiosk.text.sanitize import sanitize

    written = parse_ticket_code(code)
    if written is None:
        text = tr("{c!r} bukan kode tanda terima atau karcis")
        end(os.EX_USAGE, text.format(c=sanitize(code, 40)), language)
    paper = Paper(printer_width, printer_ascii)
    chosen = printer_of(printer, printer_width, printer_ascii, language)
    source = source_for(endpoint, None, certificate, language)
    said = context.get_parameter_source("language") is ParameterSource.COMMANDLINE
    try:
        slip = asyncio.run(slip_of(source, written, paper, language if said else None))
        if chosen is None:
            click.echo(as_text(slip, paper.width), nl=False)
        else:
            chosen.print(slip)
    except FeedError as trouble:
        end(os.EX_UNAVAILABLE, unanswered(trouble.text, source.url), language)
    except InvalidValue as wrong:
        end(os.EX_UNAVAILABLE, with_hint(wrong.text, wrong.hint), language)
