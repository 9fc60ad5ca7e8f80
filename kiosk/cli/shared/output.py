"""What commands write: lines, tables, new files, and their last words where they cannot go on."""

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn

import click

from kiosk.text.language import Language, Text


def end(code: int, text: Text, language: Language) -> NoReturn:
    """End the program with *text* on standard error and a *code* of sysexits.h, `os.EX_...`."""
    click.echo(f"{click.get_current_context().command_path}: {text[language]}", err=True)
    sys.exit(code)


def print_lines(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line)


def write_new(file: Path, text: str, mode: int = 0o666) -> None:
    """Write *text* into the new *file*; one that exists is never written over, and half of one is removed again.

    Raises:
        OSError: when it cannot be written; `FileExistsError` when it exists.
    """
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as made:
            made.write(text)
    except BaseException:
        file.unlink()
        raise
