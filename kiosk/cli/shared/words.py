"""What commands say alike: the option of their language, and their last words where they cannot go on."""

import sys
from typing import NoReturn

import click

from kiosk.text.language import LANGUAGES, Language, Text

language_option = click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    default="id",
    envvar="KIOSK_LANGUAGE",
    show_default=True,
    help="Bahasa yang dipakai. / The language to speak.",
)


def end(code: int, text: Text, language: Language) -> NoReturn:
    """End the program with *text* on standard error and a *code* of sysexits.h, `os.EX_...`."""
    click.echo(f"{click.get_current_context().command_path}: {text[language]}", err=True)
    sys.exit(code)
