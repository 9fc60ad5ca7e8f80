"""The data folder of the commands of administration, and their requests performed there."""

import os
from pathlib import Path
from typing import Any

import click

from kiosk.cli.shared.output import end
from kiosk.endpoint.admin import client
from kiosk.endpoint.http.responses import HttpProblem
from kiosk.endpoint.store.data_folder import DataFolderInUse, default_data_folder
from kiosk.endpoint.store.interface import StoreError
from kiosk.paper.report import aligned_rows
from kiosk.system.clock import SystemClock
from kiosk.text.language import Language, Text, tr, with_hint
from kiosk.text.os_error_text import os_error_text

data_option = click.option(
    "--data",
    metavar="FOLDER",
    envvar="KIOSK_DATA",
    type=click.Path(path_type=Path),
    help="Folder data. / Folder of the data.  [~/.local/share/kiosk/endpoint; root: /var/lib/kiosk]",
)


def perform(data: Path | None, act: str, asked: Any, language: Language) -> Any:
    """Perform *act* in the data folder and return its answer; the program ends and says why where it is refused."""
    folder = data or default_data_folder()
    try:
        return client.request_action(folder, act, asked, SystemClock())
    except HttpProblem as error:
        end(os.EX_CANTCREAT, with_hint(error.problem.detail, error.problem.hint), language)
    except DataFolderInUse:
        end(os.EX_CANTCREAT, tr("folder data {f} sedang dipakai perintah lain").format(f=folder), language)
    except (StoreError, OSError) as fault:
        end(os.EX_CANTCREAT, unusable_folder(folder, fault), language)


def unusable_folder(folder: Path, fault: StoreError | OSError) -> Text:
    """Why the data in *folder* cannot be used."""
    if isinstance(fault, OSError):
        return tr("folder data {f} tidak dapat dipakai: {e}").format(f=folder, e=os_error_text(fault))
    return Text("{f}: {t}").format(f=folder, t=fault.text)


def print_table(rows: list[tuple[str, ...]], none: Text, data: Path | None, language: Language) -> None:
    """Print *rows* with their columns aligned, or where there are *none*, that on standard error."""
    if not rows:
        click.echo(tr("{n} di {f}").format(n=none, f=data or default_data_folder())[language], err=True)
    for line in aligned_rows(rows):
        click.echo(line)
