"""The server's names and its certificate: made once by `openssl` and kept in the data folder, or the office's own.

Terminals pin the certificate when they enrol, and so know the server by its key alone: names and dates do not count
(RFC 7671 section 5.1 says the same of DANE-EE). An address may change, a terminal may have lost its clock, and none
stops working because a certificate grew old. Names and dates are there for browsers and `curl`. The certificate is
never renewed by itself: to get another one, take the file away and start the endpoint again; every terminal must then
enrol again.
"""

import hashlib
import logging
import os
import re
import shutil
import socket
import ssl
import stat
import subprocess
from collections.abc import Iterable, Iterator
from ipaddress import ip_address
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from attrs import frozen

from kiosk.schema.errors import KioskError
from kiosk.text.language import Text, tr
from kiosk.text.os_error_text import os_error_text
from kiosk.text.sanitize import sanitize


def machine_names(*others: str) -> tuple[str, ...]:
    """Return the names of this machine, each once, in lower case: its own, and *others* that its network gives it."""
    own = socket.gethostname()
    return tuple(dict.fromkeys(name.lower() for name in ("localhost", own, f"{own}.local", *others)))


def own_addresses() -> Iterator[str]:
    """Yield the addresses of this machine in the network. Nothing is sent: a datagram is only prepared."""
    for family, somewhere in ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1")):
        try:
            with socket.socket(family, socket.SOCK_DGRAM) as prepared:
                prepared.connect((somewhere, 9))
                yield str(prepared.getsockname()[0])
        except OSError:
            continue


def public_host(host: str) -> str:
    """Return the host by which others reach a server that listens at *host*: the first address if it listens at all."""
    try:
        everywhere = ip_address(host).is_unspecified
    except ValueError:
        everywhere = False
    return next(own_addresses(), host) if everywhere else host


CERTIFICATE_FILE: Final = "tls.pem"
"""Key and certificate in one file of the data folder, so that they always belong together."""

SERVED_CERTIFICATE_FILE: Final = "certificate.pem"
"""The certificate alone that was last served, in the data folder: for codes of enrolment."""

_ADDRESS: Final = "address"
"""The URL at which terminals enrol, in the data folder."""

CERTIFICATE_DAYS: Final = 825
"""Life of a certificate: the most that Apple's devices accept of one trusted by hand
(https://support.apple.com/en-us/103769)."""

_log = logging.getLogger(__name__)

_NAME: Final = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?")
_DNS_NAME: Final = re.compile(r"\bDNS:([^,\s]+)")
_PEM: Final = re.compile("-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----", re.DOTALL)

_REQUEST: Final = """\
[req]
prompt = no
distinguished_name = subject
x509_extensions = extensions
[subject]
CN = kiosk
[extensions]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = serverAuth
subjectAltName = {names}
"""


class CertificateError(KioskError):
    """No certificate can be used; `text` says why and what to do.

    Raised by `load_certificate` and `load_or_make_certificate`; caught by `kiosk serve`.
    """

    def __init__(self, text: Text) -> None:
        self.text = text
        super().__init__(text.en or text.id)


@frozen
class ServerIdentity:
    context: ssl.SSLContext
    certificate: str
    """PEM, without the intermediate certificates."""
    names: frozenset[str]
    """Names of hosts that it is for, in lower case; `*.` stands for any first label."""


def load_or_make_certificate(folder: Path, *names: str) -> ServerIdentity:
    """Load the certificate kept in the data folder, made for *names* if there is none.

    Raises:
        CertificateError: if it cannot be used or made.
    """
    file = folder / CERTIFICATE_FILE
    if not file.exists():
        _make(file, names)
    if stat.S_IMODE(file.stat().st_mode) & 0o077:
        text = tr("orang lain dapat membaca kunci {f}; perbaiki dengan: chmod 600 {f}")
        raise CertificateError(text.format(f=file))
    tls = load_certificate(file)
    missing = sorted({name for kind, name in _alternatives(names) if kind == "DNS"} - tls.names)
    if missing and tls.names:
        _log.warning(
            "%s was made without %s: terminals do not mind, browsers and curl do; a new one, after which every "
            "terminal must enrol again, is made when the file is taken away",
            *(file, ", ".join(missing)),
        )
    return tls


def load_certificate(certificate: Path, key: Path | None = None) -> ServerIdentity:
    """Load the office's own certificate, intermediate ones after it, and its *key*, by default in the same file.

    Raises:
        CertificateError: if they cannot be read or do not belong together.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.set_alpn_protocols(["http/1.1"])
    try:
        context.load_cert_chain(certificate, key, password=lambda: "")  # never ask a terminal for a password
        found = _PEM.search(certificate.read_text("ascii", "replace"))
    except OSError as error:  # ssl.SSLError is one
        text = tr("sertifikat {f} tidak dapat dipakai: {e}")
        raise CertificateError(text.format(f=certificate, e=_why_not(error))) from error
    assert found is not None  # noqa: S101 (OpenSSL has just read it)
    return ServerIdentity(context, found.group() + "\n", _names(certificate))


def _why_not(error: OSError) -> Text:
    if not isinstance(error, ssl.SSLError):
        return os_error_text(error)
    if error.reason == "KEY_VALUES_MISMATCH":
        return tr("kuncinya bukan kunci sertifikat ini")
    return tr("bukan sertifikat dan kunci dalam bentuk PEM")


def _names(certificate: Path) -> frozenset[str]:
    """Return the names of hosts in a certificate; `ssl` reads those of a verified peer only."""
    try:
        text = _openssl("x509", "-in", str(certificate), "-noout", "-ext", "subjectAltName")
    except CertificateError as fault:
        _log.warning("the names in %s cannot be read; give them with --name: %s", certificate, fault)
        return frozenset()
    return frozenset(name.lower() for name in _DNS_NAME.findall(text))


def publish_identity(folder: Path, tls: ServerIdentity, url: str) -> None:
    """Put the certificate and the *url* where codes of enrolment find them."""
    with TemporaryDirectory(prefix=".tls-", dir=folder) as place:
        for name, content in ((SERVED_CERTIFICATE_FILE, tls.certificate), (_ADDRESS, url + "\n")):
            made = Path(place, name)
            made.write_text(content, "utf-8")
            made.replace(folder / name)


def served_url(folder: Path) -> str:
    """Return the URL at which the endpoint of the data folder serves over TLS, or last did."""
    return (folder / _ADDRESS).read_text("utf-8").strip()


def served_fingerprint(folder: Path) -> bytes:
    """Return the SHA-256 of the certificate that the endpoint of the data folder serves, or last did."""
    return hashlib.sha256(ssl.PEM_cert_to_DER_cert((folder / SERVED_CERTIFICATE_FILE).read_text("ascii"))).digest()


def _make(file: Path, names: Iterable[str]) -> None:
    """Make key and certificate, and put them at *file* whole or not at all."""
    with TemporaryDirectory(prefix=".tls-", dir=file.parent) as place:
        request, key, certificate, whole = (Path(place, name) for name in ("request", "key", "certificate", "whole"))
        alternatives = ", ".join(f"{kind}:{name}" for kind, name in _alternatives(names))
        request.write_text(_REQUEST.format(names=alternatives), "ascii")
        _openssl(
            *("req", "-x509", "-config", str(request), "-days", str(CERTIFICATE_DAYS), "-sha256", "-nodes"),
            *("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"),
            *("-keyout", str(key), "-out", str(certificate)),
        )
        with os.fdopen(os.open(whole, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as made:
            made.write(key.read_bytes() + certificate.read_bytes())
            made.flush()
            os.fsync(made.fileno())
        whole.replace(file)


def _openssl(*arguments: str) -> str:
    program = shutil.which("openssl")
    if program is None:
        text = tr(
            "program openssl tidak ada di mesin ini; pasang (apt install openssl) "
            "atau beri sertifikat sendiri dengan --tls-cert dan --tls-key"
        )
        raise CertificateError(text)
    seconds = 60  # a machine just started may wait for entropy
    try:
        done = subprocess.run(  # noqa: S603 (no shell, and every argument is ours)
            [program, *arguments], capture_output=True, stdin=subprocess.DEVNULL, timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired:
        raise CertificateError(tr("openssl tidak selesai")) from None
    if done.returncode:
        said = sanitize(done.stderr.decode("utf-8", "replace"), 200)
        raise CertificateError(tr("openssl gagal: {e}").format(e=said))
    return done.stdout.decode("utf-8", "replace")


def _alternatives(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield `DNS` or `IP` with each name or address that clients may use."""
    for name in dict.fromkeys((*names, "127.0.0.1", "::1", *own_addresses())):
        try:
            address = ip_address(name)
        except ValueError:
            if _NAME.fullmatch(name):
                yield "DNS", name
        else:
            if not (address.is_unspecified or address.is_link_local):
                yield "IP", str(address)
