"""What the commands of administration share: where the data are, and an act had done there or told why not."""

import os
import sys
from pathlib import Path
from typing import Any, Final, NoReturn

import click

from kiosk.language import LANGUAGES, Language, Text, tr

USAGE: Final = 64
"""EX_USAGE of sysexits.h; the other is EX_CANTCREAT."""
NO_DATA: Final = 73

data_option = click.option(
    "--data",
    envvar="KIOSK_DATA",
    type=click.Path(path_type=Path),
    help="Folder data. / Folder of the data.  [~/.local/share/kiosk/endpoint; root: /var/lib/kiosk]",
)
language_option = click.option(
    "--language", type=click.Choice(LANGUAGES), default="id", envvar="KIOSK_LANGUAGE", show_default=True
)


def have_done(data: Path | None, act: str, asked: Any, language: Language) -> Any:
    """The plain answer to an act; where it is refused the program ends and says why."""
    from kiosk.clock import SystemClock
    from kiosk.endpoint.admin import ask
    from kiosk.endpoint.folder import FolderTaken, default_folder
    from kiosk.endpoint.store.base import StoreFault

    folder = data or default_folder()
    try:
        return ask.have_done(folder, act, asked, SystemClock())
    except ask.Refused as refused:
        problem = refused.problem
        text, hint = problem.detail[language], problem.hint[language] if problem.hint else ""
        end(NO_DATA, f"{text} - {hint}" if hint else text)
    except FolderTaken:
        text_ = tr("folder data {f} sedang dipakai perintah lain")
        end(NO_DATA, text_.format(f=folder)[language])
    except StoreFault as fault:
        end(NO_DATA, f"{folder}: {fault.text[language]}")
    except OSError as error:
        text_ = tr("folder data {f} tidak dapat dipakai: {e}")
        end(NO_DATA, text_.format(f=folder, e=os.strerror(error.errno or 0))[language])


def print_table(rows: list[tuple[str, ...]], none: Text, data: Path | None, language: Language) -> None:
    """The rows with their columns aligned; where there are *none* in the folder it is said."""
    from kiosk.endpoint.folder import default_folder
    from kiosk.paper.table import aligned

    if not rows:
        click.echo(tr("{n} di {f}").format(n=none, f=data or default_folder())[language], err=True)
    for line in aligned(rows):
        click.echo(line)


def end(code: int, words: str) -> NoReturn:
    """End the program with *words* on standard error."""
    click.echo(f"{click.get_current_context().command_path}: {words}", err=True)
    sys.exit(code)
