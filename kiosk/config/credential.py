"""Files with a terminal's token, its maintenance PIN, and the certificate of its server."""

import os
import stat
from pathlib import Path
from typing import Final

from kiosk.codes.secret import is_hash
from kiosk.schema.errors import InvalidValue
from kiosk.text.language import Text, tr
from kiosk.text.os_error_text import os_error_text

_LONGEST_TOKEN: Final = 200
_LONGEST_CERTIFICATE: Final = 64 * 1024


def read_token(file: Path) -> str:
    """Read the token in *file*.

    Raises:
        InvalidValue: when others than its owner may read the file, or it has no token.
    """
    token = _private(file, tr("berkas token"))
    if not token.isprintable() or not token.isascii() or " " in token or not 0 < len(token) <= _LONGEST_TOKEN:
        text = tr("berkas token {f} tidak berisi satu token")
        hint = tr("buat dengan: kiosk enrol ALAMAT, atau kiosk terminal add NAMA --role PERAN --token-file BERKAS")
        raise InvalidValue(text.format(f=file), hint)
    return token


def read_pin(file: Path) -> str:
    """Read the hash of the maintenance PIN in *file*.

    Raises:
        InvalidValue: when others than its owner may read the file, or it has no hash.
    """
    stored = _private(file, tr("berkas PIN"))
    if not is_hash(stored):
        text = tr("berkas PIN {f} tidak berisi PIN")
        raise InvalidValue(text.format(f=file), tr("buat dengan: kiosk pin BERKAS"))
    return stored


def read_certificate(file: Path) -> str:
    """Read the certificate in *file*, as PEM.

    Raises:
        InvalidValue: when there is none.
    """
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
        hint = tr("perbaiki dengan: chmod 600 {f}")
        raise InvalidValue(text.format(w=what, f=file), hint.format(f=file))
    return content.decode("ascii", "replace").strip()


def _content(file: Path, most: int, what: Text) -> tuple[bytes, int]:
    try:
        with file.open("rb") as opened:
            return opened.read(most), stat.S_IMODE(os.fstat(opened.fileno()).st_mode)
    except OSError as error:
        text = tr("{w} {f} tidak dapat dibaca: {e}")
        raise InvalidValue(text.format(w=what, f=file, e=os_error_text(error))) from None
