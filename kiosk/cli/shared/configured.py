"""Commands of a terminal: what their options do not say, `kiosk.toml` says."""

import os
import sys
from pathlib import Path
from typing import Any, Final

import click

from kiosk.text.language import LANGUAGES, Language, tr

_SYSTEM: Final = Path("/etc/kiosk.toml")
_CONNECTION: Final = {"endpoint", "token_file", "certificate", "config", "allow_tokens_over_plain_http"}
"""Options that hardly anybody types: `kiosk enrol` has written them."""

config_option = click.option(
    "--config",
    metavar="BERKAS",
    envvar="KIOSK_CONFIG",
    expose_value=False,
    type=click.Path(path_type=Path),
    help="Konfigurasi terminal ini. / Configuration of this terminal.  [~/.config/kiosk/kiosk.toml, /etc/kiosk.toml]",
)
_SERVER: Final = "Server, biasanya dari kiosk.toml / The server, usually by kiosk.toml"


class TerminalCommand(click.Command):
    """A command of a terminal; *role* is the only one it serves, where it serves one only."""

    def __init__(self, *arguments: Any, role: str | None = None, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self._role = role

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What the command is about before the way to its server."""
        about: list[tuple[str, str]] = []
        server: list[tuple[str, str]] = []
        for option in self.get_params(ctx):
            if isinstance(option, click.Option) and (record := option.get_help_record(ctx)):
                (server if option.name in _CONNECTION else about).append(record)
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
        from kiosk.config.credential import read_certificate, read_pin, read_token
        from kiosk.config.terminal import config_options, load_config
        from kiosk.toml.errors import TomlError

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
