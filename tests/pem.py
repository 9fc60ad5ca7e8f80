"""Certificates as an office may have them, made by the real openssl."""

import shutil
import ssl
import subprocess
from pathlib import Path

import pytest

needs_openssl = pytest.mark.skipif(shutil.which("openssl") is None, reason="the program openssl is not installed")


def openssl(*arguments: object) -> str:
    """What `openssl` prints."""
    return subprocess.run(["openssl", *map(str, arguments)], capture_output=True, text=True, check=True).stdout


def certificate(folder: Path, name: str, alt: str = "IP:127.0.0.1", *more: str, ca: bool = False) -> Path:
    """A certificate that signed itself, its key after it in the same file; *more* goes to openssl as it is."""
    key, made, both = folder / f"{name}.key", folder / f"{name}.crt", folder / f"{name}.pem"
    openssl(
        *("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "3"),
        *("-subj", f"/CN={name}", "-addext", f"subjectAltName={alt}", "-keyout", key, "-out", made),
        *("-addext", f"basicConstraints=critical,CA:{str(ca).upper()}", *more),
    )
    both.write_text(made.read_text() + key.read_text())
    return both


def expired(pem: Path) -> Path:
    """The same certificate with its last day over."""
    old = pem.with_name("old-" + pem.name)
    openssl("x509", "-in", pem, "-signkey", pem, "-days", "-1", "-out", old)
    old.write_text(old.read_text() + pem.with_suffix(".key").read_text())
    return old


def server_context(pem: Path) -> ssl.SSLContext:
    """What a server proves itself with by that file."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    return context
