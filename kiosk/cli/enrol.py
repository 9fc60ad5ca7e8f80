"""`kiosk enrol`: install this terminal by a code from `kiosk terminal add --enrol`."""

import asyncio
import os
import shutil
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import click
from attrs import evolve

from kiosk.cli import COMMANDS
from kiosk.cli.shared.connection import default_config, no_answer_text
from kiosk.cli.shared.groups import example
from kiosk.cli.shared.options import language_option
from kiosk.cli.shared.output import end
from kiosk.config.terminal import TerminalConfig, config_text, load_config
from kiosk.feed.enrolment import Installation, enrol
from kiosk.feed.errors import FeedError
from kiosk.feed.source import Source, source_of
from kiosk.schema.errors import InvalidValue
from kiosk.text.language import Language, tr, with_hint
from kiosk.text.os_error_text import os_error_text
from kiosk.toml.errors import TomlError
from kiosk.wire.enrolment import EnrolledTerminal, EnrolmentCode, parse_code

_NO_CODE: Final = tr("ini bukan kode: 20 huruf dan angka, seperti K7Q2-M9XA-3T5V-0C4W-8RDN; periksa salah ketik")


@example("kiosk enrol https://10.0.0.5:8765")
@click.command()
@click.argument("url", metavar="ALAMAT")
@click.option("--code", metavar="KODE", help="Kode; tanpa itu ditanyakan. / The code; else it is asked for.")
@click.option(
    "--config",
    metavar="BERKAS",
    envvar="KIOSK_CONFIG",
    type=click.Path(path_type=Path),
    help="Konfigurasi yang ditulis. / Configuration to write.  [~/.config/kiosk/kiosk.toml; root: /etc/kiosk.toml]",
)
@click.option(
    "--force",
    is_flag=True,
    help="Ganti yang ada; kunci lain tetap. / Replace what is there; kiosk.toml keeps its other keys.",
)
@language_option
def command(url: str, code: str | None, config: Path | None, force: bool, language: Language) -> None:
    """Pasang terminal ini dengan kode dari server. / Install this terminal by a code from the server."""
    source = _source(url if "://" in url else f"https://{url}", language)
    files = _Files(config or default_config())
    if files.config.suffix != ".toml":
        end(os.EX_USAGE, tr("nama konfigurasi berakhir dengan .toml"), language)
    with ExitStack() as stack:
        place = _place(files, force, language, stack)
        read = _code(code, language)
        try:
            installed = asyncio.run(enrol(source, read))
        except FeedError as trouble:
            end(os.EX_UNAVAILABLE, no_answer_text(trouble.text, source.url), language)
        try:
            files.write(place, installed, source.url, force)
        except OSError as error:
            text = tr(
                "terminal {n} sudah diterima server, tetapi {f} tidak dapat ditulis: {e}; sesudah itu diperbaiki, "
                "minta kode baru: kiosk terminal rotate {n!r} --enrol"
            )
            file = error.filename2 or error.filename
            end(os.EX_CANTCREAT, text.format(n=installed.enrolled.name, f=file, e=os_error_text(error)), language)
    click.echo(_done(installed, files, language))


class _Files:
    """The files of an installed terminal: its configuration, and by the same name its token and the certificate."""

    def __init__(self, config: Path) -> None:
        self.config = config
        self.token = config.with_suffix(".token")
        self.certificate = config.with_suffix(".pem")

    def write(self, place: Path, installed: Installation, url: str, force: bool) -> None:
        """Make the files in *place*, a folder of their own, then move each where it belongs, the configuration last."""
        contents = (
            (self.certificate, installed.certificate, 0o644),
            (self.token, installed.token + "\n", 0o600),
            (self.config, config_text(self._config(installed.enrolled, url)), 0o644),
        )
        for file, content, mode in contents:
            with os.fdopen(os.open(place / file.name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "w") as made:
                made.write(content)
                made.flush()
                os.fsync(made.fileno())
        if force and self.config.exists():
            shutil.copy2(self.config, self.config.with_suffix(".toml.bak"))
        for file, _, _ in contents:
            if force:
                (place / file.name).replace(file)
            else:
                os.link(place / file.name, file)  # unlike a rename it replaces nothing

    def _config(self, enrolled: EnrolledTerminal, url: str) -> TerminalConfig:
        """The new configuration, with what a replaced one says of other things."""
        try:
            before = load_config(self.config, {})
        except TomlError:
            before = TerminalConfig(enrolled.role, url)
        return evolve(
            before,
            role=enrolled.role,
            endpoint=url,
            token_file=self.token.name,
            certificate=self.certificate.name,
            name=enrolled.name,
        )


def _source(url: str, language: Language) -> Source:
    try:
        source = source_of(url)
    except InvalidValue as wrong:
        end(os.EX_USAGE, with_hint(wrong.text, wrong.hint), language)
    if not source.url.startswith("https:") or not source.is_endpoint:
        text = tr("{u}: pemasangan hanya lewat TLS, seperti https://10.0.0.5:8765; di server: kiosk serve --tls")
        end(os.EX_USAGE, text.format(u=source.url), language)
    return source


def _place(files: _Files, force: bool, language: Language, stack: ExitStack) -> Path:
    """Make a folder beside the files, so that what cannot be written is found out before the code is used."""
    there = [str(file) for file in (files.config, files.token, files.certificate) if os.path.lexists(file)]
    if there and not force:
        end(os.EX_CANTCREAT, tr("sudah ada: {f}; --force menggantinya").format(f=", ".join(there)), language)
    folder = files.config.parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return Path(stack.enter_context(TemporaryDirectory(prefix=".kiosk-", dir=folder)))
    except OSError as error:
        end(os.EX_CANTCREAT, tr("{f} tidak dapat ditulis: {e}").format(f=folder, e=os_error_text(error)), language)


def _code(said: str | None, language: Language) -> EnrolmentCode:
    asked = said is None
    while True:
        if asked:
            said = click.prompt(tr("Kode")[language], err=True)
        code = parse_code(said or "")
        if code is not None:
            return code
        if not asked:
            end(os.EX_USAGE, _NO_CODE, language)
        click.echo(_NO_CODE[language], err=True)


def _done(installed: Installation, files: _Files, language: Language) -> str:
    enrolled = installed.enrolled
    what = f"{enrolled.name} ({enrolled.role}{f' {enrolled.counter}' if enrolled.counter else ''})"
    said = tr("Terpasang: {w}; konfigurasi di {f}").format(w=what, f=files.config)[language]
    if enrolled.role not in COMMANDS:
        return said
    begun = f"kiosk {enrolled.role}" + ("" if files.config == default_config() else f" --config {files.config}")
    return said + "\n" + tr("Jalankan: {c}").format(c=begun)[language]
