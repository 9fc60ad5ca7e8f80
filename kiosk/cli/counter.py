"""`kiosk counter`: the screen of one counter, whose token says which."""

import os
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kiosk.cli.shared.colours import colours_of
from kiosk.cli.shared.configured import TerminalCommand, config_option
from kiosk.cli.shared.printing import printer_of, printer_options, printing
from kiosk.cli.shared.screen import log_option, log_to, matching_pin, pin_option
from kiosk.cli.shared.server import (
    certificate_option,
    endpoint_option,
    plain_token_option,
    source_for,
    token_needed,
    token_option,
)
from kiosk.cli.shared.words import language_option
from kiosk.text.language import Language

if TYPE_CHECKING:
    from kiosk.feed.source import Source
    from kiosk.feed.state import FeedState
    from kiosk.ui.counter.app import CounterApp, PrintSlip
    from kiosk.ui.theme.colours import Colours


@click.command(cls=TerminalCommand, role="counter")
@endpoint_option
@token_option
@certificate_option
@config_option
@language_option
@click.option("--theme", metavar="TEMA", envvar="KIOSK_THEME", help="Tema dari themes/. / A theme of themes/.")
@plain_token_option
@printer_options
@pin_option
@log_option
def command(
    endpoint: str | None,
    token_file: Path | None,
    certificate: Path | None,
    language: Language,
    theme: str | None,
    allow_tokens_over_plain_http: bool,
    printer: str | None,
    printer_width: int,
    printer_ascii: bool,
    pin_file: Path | None,
    log: Path | None,
) -> None:
    """Layar loket. / The screen of a counter."""
    from kiosk.ui.terminal.capabilities import prepare, require_terminal

    require_terminal(os.environ)
    token_file = token_needed(token_file, language)
    source = source_for(endpoint, token_file, certificate, language, plain_token=allow_tokens_over_plain_http)
    slips = printer_of(printer, printer_width, printer_ascii, language)
    matches_pin = matching_pin(pin_file, language)
    log_to(log, "counter")
    prepare(os.environ)
    app = _app(source, language, colours_of(theme), printing(source, slips) if slips else None)
    app.matches_pin = matches_pin
    app.run(mouse=False)
    sys.exit(app.return_code or 0)


def _app(source: "Source", language: Language, colours: "Colours", print_slip: "PrintSlip | None") -> "CounterApp":
    from kiosk.feed.follower import follow
    from kiosk.feed.sender import Sender
    from kiosk.feed.state import FeedState
    from kiosk.system.clock import SystemClock
    from kiosk.ui.counter.app import CounterApp

    clock = SystemClock()

    def following() -> "AsyncIterator[FeedState]":
        return follow(source, clock)

    sender = Sender(source, clock)
    return CounterApp(
        FeedState(), following, sender.send, clock, language, colours, print_slip=print_slip, search=sender.find
    )
