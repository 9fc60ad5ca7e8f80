"""`kiosk.toml`: what one terminal is and where its endpoint is. What stands on the command line wins over it."""

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Final, Literal

import attrs
from attrs import frozen

from kiosk.config.address import is_loopback, server_address
from kiosk.schema.errors import InvalidValue, ValidationFault
from kiosk.schema.fields import Between, Pattern
from kiosk.text.language import Language, tr
from kiosk.toml.document import open_document
from kiosk.toml.errors import TomlError
from kiosk.wire.access import Role

FileChecks = Mapping[str, Callable[[Path], object]]
"""What reads the file that a key names; it raises `InvalidValue` when that cannot be used."""


class _Address:
    """The address of a web server."""

    def check(self, value: object) -> None:
        """Raise `InvalidValue` when *value* is none."""
        if isinstance(value, str):
            server_address(value)


class _Printer:
    """A printer."""

    def check(self, value: object) -> None:
        """Raise `InvalidValue` when *value* is none."""
        from kiosk.config.address import printer_address  # noqa: PLC0415 (most terminals have none)

        if isinstance(value, str):
            printer_address(value)


_TIME: Final = "([01][0-9]|2[0-3])[.:][0-5][0-9]"

ServerUrl = Annotated[str, _Address()]
ClockRange = Annotated[str, Pattern(rf"{_TIME}-{_TIME}", tr("jam (12.00-13.00)"))]
FileName = Annotated[str, Pattern(r"[^\0]+", tr("nama berkas"))]


@frozen
class TerminalConfig:
    """What `kiosk.toml` says. Its keys are the options of the terminals' commands; `kiosk enrol` writes the first five.

    Files are named from the folder of `kiosk.toml`.
    """

    role: Role
    endpoint: ServerUrl
    token_file: FileName | None = None
    certificate: FileName | None = None
    """PEM of the only certificate that is trusted."""
    name: str | None = None
    office: str | None = None
    """The office's name, for as long as there are no data."""
    language: Language | None = None
    alternate: bool = False
    """The lobby is in both languages in turn, *language* first."""
    theme: str | None = None
    cache: FileName | None = None
    pin_file: FileName | None = None
    """Of the maintenance PIN, made by `kiosk pin`."""
    log: FileName | None = None
    sound: Literal["off", "chime", "voice"] | None = None
    volume: Annotated[int, Between(0, 100)] | None = None
    clips: FileName | None = None
    player: str | None = None
    quiet: tuple[ClockRange, ...] = ()
    printer: Annotated[str, _Printer()] | None = None
    """What prints slips: a command that reads text, or `escpos:` and a device or a host."""
    printer_width: Annotated[int, Between(24, 80)] | None = None
    """Columns of its paper."""
    printer_ascii: bool = False
    """It prints no letters with accents and no signs beyond ASCII."""
    allow_tokens_over_plain_http: bool = False


_FILES: Final = ("token_file", "certificate", "pin_file", "cache", "log", "clips")


def load_config(path: Path, checks: FileChecks) -> TerminalConfig:
    """The configuration in the file at *path*, its own files named from anywhere.

    Raises:
        TomlError: with every fault of it, those of the files that it names included.
    """
    document = open_document(path, str(path))
    faults = list(map(document.fault, _file_faults(document.data, path.parent, checks)))
    try:
        config = document.read(TerminalConfig)
        faults += map(document.fault, _contradictions(config))
    except TomlError as error:
        raise TomlError((*error.faults, *faults)) from None
    if faults:
        raise TomlError(faults)
    return config


def config_options(config: TerminalConfig, folder: Path) -> dict[str, Any]:
    """The options that *config*, which lies in *folder*, stands for."""
    said = _said(config)
    return {key: str(folder / value) if key in _FILES else value for key, value in said.items() if key != "role"}


def _said(config: TerminalConfig) -> dict[str, Any]:
    """The keys that say something else than would hold without them."""
    return attrs.asdict(config, recurse=False, filter=lambda field, value: value != field.default)


def config_text(config: TerminalConfig) -> str:
    """*config* as a file. JSON's way of writing text and truth is TOML's too."""
    return "".join(f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in _said(config).items())


def _file_faults(said: Mapping[str, Any], folder: Path, checks: FileChecks) -> Iterator[ValidationFault]:
    for key, check in checks.items():
        named = said.get(key)
        if isinstance(named, str) and named:
            try:
                check(folder / named)
            except InvalidValue as wrong:
                yield ValidationFault((key,), wrong.text, wrong.hint)


def _contradictions(config: TerminalConfig) -> list[ValidationFault]:
    faults = []
    parts = server_address(config.endpoint)
    if config.role != "lobby" and config.token_file is None:
        text = tr("peran {r} butuh token_file")
        hint = tr("pasang terminal dengan: kiosk enrol ALAMAT")
        faults.append(ValidationFault(("role",), text.format(r=config.role), hint))
    if parts.scheme == "http" and config.certificate is not None:
        text = tr("sertifikat tidak berlaku untuk http://")
        faults.append(ValidationFault(("certificate",), text, tr("pakai https://")))
    clear = parts.scheme == "http" and not is_loopback(parts.hostname or "")
    if clear and config.token_file is not None and not config.allow_tokens_over_plain_http:
        text = tr("token tidak dikirim tanpa TLS ke alamat ini")
        hint = tr(
            "pakai https://, atau allow_tokens_over_plain_http = true bila semua orang di jaringan boleh membacanya"
        )
        faults.append(ValidationFault(("endpoint",), text, hint))
    return faults
