"""The endpoint's certificate: made once by openssl, kept, and what is said when it cannot be."""

import os
import ssl
from datetime import timedelta
from email.utils import parsedate_to_datetime
from functools import partial
from pathlib import Path

import httpx
import pytest
from endpoint.house import SetClock, issue, opened, sample_pack, served
from pem import certificate, needs_openssl, openssl

from kiosk.endpoint.app import Endpoint
from kiosk.endpoint.http.certificate import (
    CERTIFICATE_DAYS,
    CERTIFICATE_FILE,
    SERVED_CERTIFICATE_FILE,
    CertificateError,
    load_certificate,
    load_or_make_certificate,
    machine_names,
    publish_identity,
    served_fingerprint,
    served_url,
)

pytestmark = needs_openssl


def test_it_is_made_once_and_kept_for_its_owner_only(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    first = load_or_make_certificate(tmp_path, "antrean.kantor")
    file = tmp_path / CERTIFICATE_FILE
    assert file.stat().st_mode & 0o777 == 0o600
    assert [entry.name for entry in tmp_path.iterdir()] == [CERTIFICATE_FILE]
    assert load_or_make_certificate(tmp_path, "antrean.kantor").certificate == first.certificate and not caplog.records
    assert load_or_make_certificate(tmp_path, "another.name").certificate == first.certificate
    assert f"{file} was made without another.name: " in caplog.text, "browsers will complain, and IT is told why"
    publish_identity(tmp_path, first, "https://10.0.0.5:8765")
    assert served_url(tmp_path) == "https://10.0.0.5:8765"
    said = openssl("x509", "-in", file, "-noout", "-fingerprint", "-sha256").strip()
    assert said.partition("=")[2].replace(":", "").lower() == served_fingerprint(tmp_path).hex()
    assert "PRIVATE" not in (tmp_path / SERVED_CERTIFICATE_FILE).read_text()


def test_it_is_of_the_kind_that_clients_take(tmp_path: Path) -> None:
    load_or_make_certificate(tmp_path, *machine_names("antrean.kantor"))
    text = openssl("x509", "-in", tmp_path / CERTIFICATE_FILE, "-noout", "-text")
    for part in ("prime256v1", "ecdsa-with-SHA256", "CA:FALSE", "TLS Web Server Authentication"):
        assert part in text
    for name in ("DNS:localhost", "IP Address:127.0.0.1", "DNS:antrean.kantor"):
        assert name in text
    dates = openssl("x509", "-in", tmp_path / CERTIFICATE_FILE, "-noout", "-dates").splitlines()
    begun, over = (parsedate_to_datetime(line.partition("=")[2]) for line in dates)
    assert over - begun == timedelta(days=CERTIFICATE_DAYS)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "fe80::1", "10.1.2.3", "bad name\nCA:TRUE", "-x", "x" * 300])
def test_any_host_gives_a_certificate(tmp_path: Path, host: str) -> None:
    load_or_make_certificate(tmp_path, host)
    text = openssl("x509", "-in", tmp_path / CERTIFICATE_FILE, "-noout", "-text")
    assert "CA:FALSE" in text and ("10.1.2.3" in text) == (host == "10.1.2.3")


def test_the_endpoint_speaks_tls_with_it_and_only_tls(tmp_path: Path) -> None:
    with opened(tmp_path, tls=partial(load_or_make_certificate, tmp_path, "127.0.0.1")) as house:
        assert house.url.startswith("https://127.0.0.1:")
        trusting = ssl.create_default_context(cafile=tmp_path / CERTIFICATE_FILE)
        assert httpx.get(f"{house.url}/v1/board", verify=trusting, trust_env=False).status_code == 200
        issue(house.client("mesin"))
        with pytest.raises(httpx.HTTPError):
            httpx.get(house.url.replace("https:", "http:"), trust_env=False)
        old = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        old.check_hostname, old.verify_mode = False, ssl.CERT_NONE
        with pytest.warns(DeprecationWarning):
            old.maximum_version = ssl.TLSVersion.TLSv1_1
        with pytest.raises(httpx.ConnectError):
            httpx.get(house.url, verify=old, trust_env=False)


def test_a_certificate_of_the_offices_own(tmp_path: Path) -> None:
    own = certificate(tmp_path, "own")
    tls = load_certificate(own.with_suffix(".crt"), own.with_suffix(".key"))
    assert tls.certificate == load_certificate(own).certificate == own.with_suffix(".crt").read_text()


@pytest.mark.parametrize(
    ("alt", "host", "status"),
    [
        ("DNS:Antrean.Kantor,IP:127.0.0.1", "antrean.kantor:8765", 200),
        ("DNS:*.kantor", "antrean.kantor", 200),
        ("DNS:*.kantor", "kantor", 421),
        ("DNS:*.kantor", "lain.antrean.kantor", 421),
        ("IP:127.0.0.1", "antrean.kantor", 421),
    ],
)
def test_what_its_certificate_calls_it_it_answers_to(tmp_path: Path, alt: str, host: str, status: int) -> None:
    own = certificate(tmp_path, "own", alt)
    with opened(tmp_path / "data", tls=partial(load_certificate, own), staffed=False) as house:
        assert house.client().get("/v1/board", headers={"host": host}).status_code == status


def test_without_openssl_an_offices_own_certificate_is_served_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    own = certificate(tmp_path, "own", "DNS:antrean.kantor")
    assert load_certificate(own).names == {"antrean.kantor"}
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))
    assert load_certificate(own).names == frozenset() and "--name" in caplog.text


def test_what_is_wrong_with_it_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = certificate(tmp_path, "one"), certificate(tmp_path, "other")
    locked = tmp_path / "locked.key"
    openssl("ec", "-in", one.with_suffix(".key"), "-aes256", "-passout", "pass:secret", "-out", locked)
    (tmp_path / "text").write_text("no certificate")
    for files in (
        (one.with_suffix(".crt"), other.with_suffix(".key")),
        (one.with_suffix(".crt"), locked),
        (tmp_path / "text", None),
        (tmp_path / "none", None),
        (tmp_path, None),
    ):
        with pytest.raises(CertificateError) as fault:
            load_certificate(*files)
        assert str(files[0]) in fault.value.text.id and "None" not in str(fault.value)


def test_a_kept_key_that_others_can_read_is_refused(tmp_path: Path) -> None:
    load_or_make_certificate(tmp_path, "127.0.0.1")
    (tmp_path / CERTIFICATE_FILE).chmod(0o640)
    with pytest.raises(CertificateError) as fault:
        load_or_make_certificate(tmp_path, "127.0.0.1")
    assert "chmod 600" in fault.value.text.id


def test_without_openssl_it_is_said_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))
    with pytest.raises(CertificateError) as fault:
        served(
            Endpoint(
                sample_pack(),
                tmp_path / "data",
                SetClock(),
                tls=partial(load_or_make_certificate, tmp_path / "data", "::1"),
            )
        )
    assert "apt install openssl" in fault.value.text.id and fault.value.text.en


def test_an_openssl_that_fails_is_told_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    programs, data = tmp_path / "bin", tmp_path / "data"
    programs.mkdir()
    data.mkdir()
    fake = programs / "openssl"
    fake.write_text("#!/bin/sh\necho 'no chance to be had' >&2\nexit 1\n")
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    with pytest.raises(CertificateError) as fault:
        load_or_make_certificate(data, "127.0.0.1")
    assert "no chance to be had" in fault.value.text.id
    assert not list(data.iterdir())
