"""`kiosk.toml`: what one terminal is and where its endpoint is. Options of the command line override it."""

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Final, Literal

import attrs
from attrs import frozen

from kiosk.config.address import is_loopback, printer_address, server_address
from kiosk.schema.errors import InvalidValue, ValidationFault
from kiosk.schema.fields import Between, Pattern
from kiosk.text.language import Language, tr
from kiosk.toml.document import open_document
from kiosk.toml.errors import TomlError
from kiosk.wire.access import Role

FileChecks = Mapping[str, Callable[[Path], object]]
"""Readers of the files that keys name; they raise `InvalidValue` for one that cannot be used."""


@frozen
class _Parses:
    """A check that *parse* accepts a string."""

    parse: Callable[[str], object]

    def check(self, value: object) -> None:
        if isinstance(value, str):
            self.parse(value)


_TIME: Final = "([01][0-9]|2[0-3])[.:][0-5][0-9]"

ServerUrl = Annotated[str, _Parses(server_address)]
ClockRange = Annotated[str, Pattern(rf"{_TIME}-{_TIME}", tr("jam (12.00-13.00)"))]
FileName = Annotated[str, Pattern(r"[^\0]+", tr("nama berkas"))]


@frozen
class TerminalConfig:
    """The keys of `kiosk.toml`, which are options of the terminals' commands; `kiosk enrol` writes the first five.

    Names of files are relative to the folder of `kiosk.toml`.
    """

    role: Role
    endpoint: ServerUrl
    token_file: FileName | None = None
    certificate: FileName | None = None
    """PEM of the only certificate that is trusted."""
    name: str | None = None
    office: str | None = None
    """The office's name while there are no data."""
    language: Language | None = None
    alternate: bool = False
    """The lobby alternates between both languages, *language* first."""
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
    printer: Annotated[str, _Parses(printer_address)] | None = None
    """What prints slips: a command that reads text, or `escpos:` and a device or a host."""
    printer_width: Annotated[int, Between(24, 80)] | None = None
    """Columns of its paper."""
    printer_ascii: bool = False
    """It prints ASCII only."""
    allow_tokens_over_plain_http: bool = False


_FILES: Final = ("token_file", "certificate", "pin_file", "cache", "log", "clips")


def load_config(path: Path, checks: FileChecks) -> TerminalConfig:
    """Load the configuration at *path*.

    Raises:
        TomlError: with all faults, those of the files that it names included.
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
    """Return the options of the command line that *config*, from *folder*, stands for."""
    values = _set_values(config)
    return {key: str(folder / value) if key in _FILES else value for key, value in values.items() if key != "role"}


def _set_values(config: TerminalConfig) -> dict[str, Any]:
    """Return the keys whose value is not the default."""
    return attrs.asdict(config, recurse=False, filter=lambda field, value: value != field.default)


def config_text(config: TerminalConfig) -> str:
    """Return *config* as TOML, which writes these strings and booleans as JSON does."""
    return "".join(f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in _set_values(config).items())


def _file_faults(data: Mapping[str, Any], folder: Path, checks: FileChecks) -> Iterator[ValidationFault]:
    for key, check in checks.items():
        name = data.get(key)
        if isinstance(name, str) and name:
            try:
                check(folder / name)
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
