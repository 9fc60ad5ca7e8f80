"""Tokens where they are made: shown once, or put into a file that only its owner may read."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from kiosk.cli.shared.file import write_new
from kiosk.cli.shared.words import end
from kiosk.text.language import Language, tr
from kiosk.text.os_error_text import os_error_text

token_file_option = click.option(
    "--token-file",
    metavar="BERKAS",
    type=click.Path(path_type=Path),
    help="Tulis token ke berkas baru. / Write it to a file.",
)


@contextmanager
def handed_over(token: str, file: Path | None, language: Language) -> Iterator[None]:
    """The token is in *file* before the block, which lets it in, and gone again if that fails; or it is shown after."""
    if file is None:
        yield
        click.echo(token)
        text = tr("Token ini tampil sekali saja; simpan dalam berkas yang hanya terbaca pemiliknya (chmod 600)")
        click.echo(text[language], err=True)
        return
    try:
        write_new(file, f"{token}\n", 0o600)
    except FileExistsError:
        text = tr("berkas {f} sudah ada dan tidak ditimpa; sebut berkas lain")
        end(os.EX_CANTCREAT, text.format(f=file), language)
    except OSError as error:
        text = tr("berkas token {f} tidak dapat dibuat: {e}")
        end(os.EX_CANTCREAT, text.format(f=file, e=os_error_text(error)), language)
    try:
        yield
    except BaseException:
        file.unlink()
        raise
