"""`kiosk.toml`: what one terminal is and where its endpoint is, and the token, PIN and certificate files that it names.

Options of the command line override it.
"""

import json
import os
import stat
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Final, Literal

import attrs
from attrs import frozen

from kiosk.codes.secret import is_hash
from kiosk.config.address import is_loopback, printer_address, server_address
from kiosk.schema.errors import InvalidValue, ValidationFault
from kiosk.schema.fields import Between, Pattern
from kiosk.text.language import Language, Text, tr
from kiosk.text.os_error_text import os_error_text
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
    """Load *path*, or raise `TomlError` with all its faults, those of the files that it names included."""
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


_LONGEST_TOKEN: Final = 200
_LONGEST_CERTIFICATE: Final = 64 * 1024


def read_token(file: Path) -> str:
    """Return the token in *file*, or raise `InvalidValue` where it has none or others than its owner may read it."""
    token = _private(file, tr("berkas token"))
    if not token.isprintable() or not token.isascii() or " " in token or not 0 < len(token) <= _LONGEST_TOKEN:
        text = tr("berkas token {f} tidak berisi satu token")
        hint = tr("buat dengan: kiosk enrol ALAMAT, atau kiosk terminal add NAMA --role PERAN --token-file BERKAS")
        raise InvalidValue(text.format(f=file), hint)
    return token


def read_pin(file: Path) -> str:
    """Return the maintenance PIN's hash in *file*, or raise `InvalidValue` as `read_token` does."""
    stored = _private(file, tr("berkas PIN"))
    if not is_hash(stored):
        raise InvalidValue(tr("berkas PIN {f} tidak berisi PIN").format(f=file), tr("buat dengan: kiosk pin BERKAS"))
    return stored


def read_certificate(file: Path) -> str:
    """Return the certificate in *file* as PEM, or raise `InvalidValue` where there is none."""
    import ssl  # noqa: PLC0415 (a terminal on plain HTTP does without)

    content, _ = _content(file, _LONGEST_CERTIFICATE, tr("sertifikat"))
    pem = content.decode("ascii", "replace")
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(cadata=pem)
    except (ssl.SSLError, ValueError):
        text = tr("{f} tidak berisi sertifikat")
        hint = tr("pasang ulang terminal dengan: kiosk enrol ALAMAT")
        raise InvalidValue(text.format(f=file), hint) from None
    return pem


def _private(file: Path, what: Text) -> str:
    """Read a short file that only its owner may read, without surrounding blanks."""
    content, mode = _content(file, 2 * _LONGEST_TOKEN, what)
    if mode & 0o077:
        text = tr("{w} {f} dapat dibaca orang lain")
        raise InvalidValue(text.format(w=what, f=file), tr("perbaiki dengan: chmod 600 {f}").format(f=file))
    return content.decode("ascii", "replace").strip()


def _content(file: Path, most: int, what: Text) -> tuple[bytes, int]:
    try:
        with file.open("rb") as opened:
            return opened.read(most), stat.S_IMODE(os.fstat(opened.fileno()).st_mode)
    except OSError as error:
        text = tr("{w} {f} tidak dapat dibaca: {e}")
        raise InvalidValue(text.format(w=what, f=file, e=os_error_text(error))) from None
