"""A terminal's command and its connection to the server: what its options do not say, `kiosk.toml` says."""

import logging
import os
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, Final

import click
from attrs import frozen

from kiosk.cli.shared.options import add_options, language_option
from kiosk.cli.shared.output import end
from kiosk.config.terminal import config_options, load_config, read_certificate, read_pin, read_token
from kiosk.feed.errors import LASTING, NO_ANSWER
from kiosk.feed.source import Source, source_of
from kiosk.schema.errors import InvalidValue
from kiosk.text.language import LANGUAGES, Language, Text, tr, with_hint
from kiosk.toml.errors import TomlError

_SYSTEM: Final = Path("/etc/kiosk.toml")
_CONNECTION_NAMES: Final = {"endpoint", "token_file", "certificate", "config", "allow_tokens_over_plain_http"}
"""Options that hardly anybody types: `kiosk enrol` has written them."""
_SERVER: Final = "Server, biasanya dari kiosk.toml / The server, usually by kiosk.toml"
ENROL: Final = tr("pasang terminal ini dengan: kiosk enrol ALAMAT")
_ENDPOINT_OPTION = click.option(
    "--endpoint", metavar="ALAMAT", envvar="KIOSK_ENDPOINT", help="Alamat endpoint. / Address of the endpoint."
)
_TOKEN_OPTION = click.option(
    "--token-file",
    metavar="BERKAS",
    envvar="KIOSK_TOKEN_FILE",
    type=click.Path(path_type=Path),
    help="Berkas token, hanya terbaca pemiliknya. / File of the token, readable by its owner only.",
)
_PLAIN_TOKEN_OPTION = click.option(
    "--allow-tokens-over-plain-http",
    is_flag=True,
    help="Izinkan token lewat jaringan tanpa sandi. / Let the token cross the network in clear.",
)
_CERTIFICATE_OPTION = click.option(
    "--certificate",
    metavar="BERKAS",
    envvar="KIOSK_CERTIFICATE",
    type=click.Path(path_type=Path),
    help="Satu-satunya sertifikat yang dipercaya (PEM). / The only certificate that is trusted (PEM).",
)
_CONFIG_OPTION = click.option(
    "--config",
    metavar="BERKAS",
    envvar="KIOSK_CONFIG",
    expose_value=False,
    type=click.Path(path_type=Path),
    help="Konfigurasi terminal ini. / Configuration of this terminal.  [~/.config/kiosk/kiosk.toml, /etc/kiosk.toml]",
)


class TerminalCommand(click.Command):
    """A command of a terminal; *role* is the only role that it is for, if there is only one."""

    def __init__(self, *arguments: Any, role: str | None = None, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self._role = role

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the options of the connection after the others."""
        about: list[tuple[str, str]] = []
        server: list[tuple[str, str]] = []
        for option in self.get_params(ctx):
            if isinstance(option, click.Option) and (record := option.get_help_record(ctx)):
                (server if option.name in _CONNECTION_NAMES else about).append(record)
        for title, rows in (("Pilihan / Options", about), (_SERVER, server)):
            with formatter.section(title):
                formatter.write_dl(rows)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Look into `kiosk.toml` first, unless only help is wanted."""
        if set(args).isdisjoint(self.get_help_option_names(ctx)):
            given, _, _ = self.make_parser(ctx).parse_args(args=list(args))
            said = given.get("config") or os.environ.get("KIOSK_CONFIG")
            path = Path(said) if said else next((file for file in _usual() if file.exists()), None)
            if path is not None:
                ctx.default_map = self._options(path, given.get("language"), ctx.command_path)
        return super().parse_args(ctx, args)

    def _options(self, path: Path, language: str | None, called: str) -> dict[str, Any]:

        try:
            config = load_config(
                path, {"token_file": read_token, "certificate": read_certificate, "pin_file": read_pin}
            )
        except TomlError as error:
            chosen = _language(language)
            for fault in error.faults:
                click.echo(fault.printed(chosen), err=True)
            sys.exit(os.EX_CONFIG)
        if self._role not in (None, config.role):
            text = tr("{f} adalah konfigurasi terminal peran {r}; untuk {c} beri --config lain")
            words = text.format(f=path, r=config.role, c=called)[_language(language)]
            click.echo(f"{called}: {words}", err=True)
            sys.exit(os.EX_CONFIG)
        return config_options(config, path.parent)


@frozen
class ServerConnection:
    """The server that a command's options and `kiosk.toml` name."""

    endpoint: str | None
    certificate: Path | None = None
    token_file: Path | None = None
    plain_token: bool = False
    """The token may cross the network in clear."""

    def source(self, language: Language) -> Source:
        """The source at the server; the program ends and says why where there can be none."""
        logging.getLogger("kiosk").addHandler(logging.NullHandler())  # without a log the command itself says faults
        if self.endpoint is None:
            end(os.EX_USAGE, tr("alamat server belum ada; beri --endpoint, atau {e}").format(e=ENROL), language)
        code = os.EX_CONFIG
        try:
            token = read_token(self.token_file) if self.token_file else None
            pem = read_certificate(self.certificate) if self.certificate else None
            code = os.EX_USAGE
            return source_of(self.endpoint, token, self.plain_token, pem)
        except InvalidValue as wrong:
            end(code, with_hint(wrong.text, wrong.hint), language)

    def source_with_token(self, language: Language) -> Source:
        """The source for a terminal's own commands; without a token the program ends and says how to get one."""
        if self.token_file is None:
            end(os.EX_USAGE, tr("token belum ada; beri --token-file, atau {e}").format(e=ENROL), language)
        return self.source(language)


def with_server(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options of a server and a token, together the argument `server` of *command*, and its language."""

    @wraps(command)
    def collected(
        endpoint: str | None,
        certificate: Path | None,
        token_file: Path | None,
        allow_tokens_over_plain_http: bool,
        **rest: object,
    ) -> None:
        command(server=ServerConnection(endpoint, certificate, token_file, allow_tokens_over_plain_http), **rest)

    return add_options(
        collected,
        _ENDPOINT_OPTION,
        _TOKEN_OPTION,
        _CERTIFICATE_OPTION,
        _CONFIG_OPTION,
        language_option,
        _PLAIN_TOKEN_OPTION,
    )


def with_open_server(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options of a server that is asked without a token, together the argument `server` of *command*."""

    @wraps(command)
    def collected(endpoint: str | None, certificate: Path | None, **rest: object) -> None:
        command(server=ServerConnection(endpoint, certificate), **rest)

    return add_options(collected, _ENDPOINT_OPTION, _CERTIFICATE_OPTION, _CONFIG_OPTION)


def no_answer_text(trouble: Text, url: str) -> Text:
    """What went wrong; where the endpoint gave no answer, also at which address and what to look into."""
    if trouble in NO_ANSWER:
        text = tr("{u}: {t}; periksa alamat itu, jaringan, dan apakah kiosk serve berjalan di sana")
        return text.format(u=url, t=trouble)
    return Text("{u}: {t}").format(u=url, t=trouble) if trouble in LASTING else trouble


def default_config() -> Path:
    """Where this user's `kiosk.toml` lies: in /etc for root, whose terminals belong to the machine."""
    return _usual()[0]


def _usual() -> tuple[Path, ...]:
    from platformdirs import user_config_path

    own = user_config_path("kiosk", appauthor=False) / "kiosk.toml"
    return (_SYSTEM, own) if os.geteuid() == 0 else (own, _SYSTEM)


def _language(said: str | None) -> Language:
    wanted = said or os.environ.get("KIOSK_LANGUAGE")
    return next((known for known in LANGUAGES if known == wanted), "id")
