"""The data folder of the commands of administration, and their requests performed there."""

import os
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click
from attrs import frozen

from kiosk.cli.shared.options import add_options, language_option
from kiosk.cli.shared.output import end, print_lines
from kiosk.endpoint.admin.socket import request_action
from kiosk.endpoint.http.responses import HttpProblem
from kiosk.endpoint.store.database import DataFolderInUse, default_data_folder
from kiosk.endpoint.store.interface import StoreError
from kiosk.paper.report import aligned_rows
from kiosk.schema.reader import read_strictly
from kiosk.system.clock import SystemClock
from kiosk.text.language import Language, Text, tr, with_hint
from kiosk.text.os_error_text import os_error_text

T = TypeVar("T")

data_option = click.option(
    "--data",
    metavar="FOLDER",
    envvar="KIOSK_DATA",
    type=click.Path(path_type=Path),
    help="Folder data. / Folder of the data.  [~/.local/share/kiosk/endpoint; root: /var/lib/kiosk]",
)


@frozen
class AdminFolder:
    """The data folder that a command of administration works on, and the language that it speaks."""

    path: Path
    language: Language

    def perform(self, act: str, request: object) -> Any:
        """Perform *act* there and return its answer; the program ends and says why where it is refused."""
        try:
            return request_action(self.path, act, request, SystemClock())
        except HttpProblem as error:
            end(os.EX_CANTCREAT, with_hint(error.problem.detail, error.problem.hint), self.language)
        except DataFolderInUse:
            text = tr("folder data {f} sedang dipakai perintah lain").format(f=self.path)
            end(os.EX_CANTCREAT, text, self.language)
        except (StoreError, OSError) as fault:
            end(os.EX_CANTCREAT, unusable_folder(self.path, fault), self.language)

    def ask(self, act: str, request: object, kind: type[T]) -> T:
        """Perform *act* and return its answer as a record of *kind*."""
        return read_strictly(kind, self.perform(act, request))

    def print_table(self, rows: list[tuple[str, ...]], none: Text) -> None:
        """Print *rows* with their columns aligned, or where there are *none*, that on standard error."""
        if not rows:
            click.echo(tr("{n} di {f}").format(n=none, f=self.path)[self.language], err=True)
        print_lines(aligned_rows(rows))


def with_folder(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options of the data folder and the language, together the argument `folder` of *command*."""

    @wraps(command)
    def collected(data: Path | None, language: Language, **rest: object) -> None:
        command(folder=AdminFolder(data or default_data_folder(), language), **rest)

    return add_options(collected, data_option, language_option)


def unusable_folder(folder: Path, fault: StoreError | OSError) -> Text:
    if isinstance(fault, OSError):
        return tr("folder data {f} tidak dapat dipakai: {e}").format(f=folder, e=os_error_text(fault))
    return Text("{f}: {t}").format(f=folder, t=fault.text)
