"""`kiosk counter`: the screen of one counter, whose token says which."""

import os
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kiosk.cli.shared.connection import ServerConnection, TerminalCommand, with_server
from kiosk.cli.shared.screen import colours_of, log_option, log_to, matching_pin, pin_option, theme_option
from kiosk.cli.slip import printer_of, printer_options, slip_printer
from kiosk.feed.follower import follow
from kiosk.feed.sender import Sender
from kiosk.feed.source import Source
from kiosk.feed.state import FeedState
from kiosk.system.clock import SystemClock
from kiosk.text.language import Language

if TYPE_CHECKING:
    from kiosk.ui.counter.app import CounterApp, PrintSlip
    from kiosk.ui.theme import Colours


@click.command(cls=TerminalCommand, role="counter")
@with_server
@theme_option
@printer_options
@pin_option
@log_option
def command(
    server: ServerConnection,
    language: Language,
    theme: str | None,
    printer: str | None,
    printer_width: int,
    printer_ascii: bool,
    pin_file: Path | None,
    log: Path | None,
) -> None:
    """Layar loket. / The screen of a counter."""
    from kiosk.ui.terminal.capabilities import prepare, require_terminal

    require_terminal(os.environ)
    source = server.source_with_token(language)
    slips = printer_of(printer, printer_width, printer_ascii, language)
    matches_pin = matching_pin(pin_file, language)
    log_to(log, "counter")
    prepare(os.environ)
    app = _app(source, language, colours_of(theme), slip_printer(source, slips) if slips else None)
    app.matches_pin = matches_pin
    app.run(mouse=False)
    sys.exit(app.return_code or 0)


def _app(source: Source, language: Language, colours: "Colours", print_slip: "PrintSlip | None") -> "CounterApp":
    from kiosk.ui.counter.app import CounterApp

    clock = SystemClock()
    sender = Sender(source, clock)
    return CounterApp(
        FeedState(),
        partial(follow, source, clock),
        sender.send,
        clock,
        language,
        colours,
        print_slip=print_slip,
        search=sender.find,
    )
