"""A pinned certificate over real TLS: one server and no other, under any name and at any date."""

import asyncio
import ssl
from pathlib import Path

import pytest
from feed.server import Request, serve_script
from pem import certificate, expired, needs_openssl, openssl, server_context

from kiosk.feed import errors
from kiosk.feed.client import Client
from kiosk.feed.errors import FeedError
from kiosk.feed.source import source_of
from kiosk.text.language import Text

pytestmark = needs_openssl


async def answer_of(url: str, pinned: str | None) -> int | Text:
    """The status that a terminal gets, or its trouble."""
    client = Client(source_of(url, "secret", plain_token=True, certificate=pinned))
    try:
        return (await client.get(f"{url}/v1/board")).status
    except FeedError as error:
        return error.text
    finally:
        await client.close()


def asked(serving: ssl.SSLContext, pinned: str | None) -> int | Text:
    """The same of a server with that certificate; where there was trouble, it must not have heard the token."""

    async def script(request: Request) -> None:
        assert request.headers["authorization"] == "Bearer secret"
        await request.answer(body=b"{}")

    async def main() -> int | Text:
        async with serve_script(script, serving) as server:
            answer = await answer_of(server.url, pinned)
            assert isinstance(answer, int) == bool(server.asked)
            return answer

    return asyncio.run(main())


def test_the_pinned_server_is_trusted(tmp_path: Path) -> None:
    pem = certificate(tmp_path, "a")
    assert asked(server_context(pem), pem.with_suffix(".crt").read_text()) == 200


def test_its_names_and_dates_do_not_count(tmp_path: Path) -> None:
    pem = expired(certificate(tmp_path, "a", "DNS:somewhere.else"))
    assert asked(server_context(pem), without_key(pem)) == 200


def test_another_certificate_is_told_as_what_it_is(tmp_path: Path) -> None:
    pinned, other = certificate(tmp_path, "a"), certificate(tmp_path, "b")
    answer = asked(server_context(other), pinned.with_suffix(".crt").read_text())
    assert answer == errors.CHANGED and "kiosk enrol" in errors.CHANGED.id


def test_a_copy_with_another_key_is_another_certificate(tmp_path: Path) -> None:
    pinned = certificate(tmp_path, "a").with_suffix(".crt").read_text()
    assert asked(server_context(certificate(tmp_path, "a")), pinned) == errors.CHANGED


def signed(folder: Path, by: Path, name: str) -> Path:
    """A certificate of another key that *by* signed, with its key."""
    request, made = folder / f"{name}.request", folder / f"{name}.signed"
    key = certificate(folder, name).with_suffix(".key")
    openssl("req", "-new", "-key", key, "-subj", f"/CN={name}", "-out", request)
    openssl("x509", "-req", "-in", request, "-CA", by, "-CAkey", by, "-set_serial", "7", "-out", made)
    made.write_text(made.read_text() + key.read_text())
    return made


def without_key(pem: Path) -> str:
    """The certificates of a file."""
    return pem.read_text().partition("-----BEGIN PRIVATE")[0]


def test_what_the_pinned_one_signed_is_not_trusted(tmp_path: Path) -> None:
    pinned = certificate(tmp_path, "a")
    answer = asked(server_context(signed(tmp_path, pinned, "b")), without_key(pinned.with_suffix(".crt")))
    assert answer == errors.CHANGED


def test_one_that_an_authority_signed_is_pinned_for_itself_alone(tmp_path: Path) -> None:
    authority = certificate(tmp_path, "ca", ca=True)
    server, neighbour = signed(tmp_path, authority, "server"), signed(tmp_path, authority, "neighbour")
    assert asked(server_context(server), without_key(server)) == 200
    assert asked(server_context(neighbour), without_key(server)) == errors.CHANGED


def test_an_authority_vouches_for_names_and_dates(tmp_path: Path) -> None:
    here, there = certificate(tmp_path, "ca", ca=True), certificate(tmp_path, "cb", "DNS:somewhere.else", ca=True)
    old = expired(certificate(tmp_path, "cc", ca=True))
    assert asked(server_context(here), here.with_suffix(".crt").read_text()) == 200
    assert asked(server_context(there), there.with_suffix(".crt").read_text()) == errors.OTHER_NAME
    assert asked(server_context(old), without_key(old)) == errors.CLOCK_WRONG


def test_without_a_pin_what_signed_itself_is_not_trusted(tmp_path: Path) -> None:
    assert asked(server_context(certificate(tmp_path, "a")), None) == errors.NOT_TRUSTED


def test_a_server_without_tls(tmp_path: Path) -> None:
    pinned = certificate(tmp_path, "a").with_suffix(".crt").read_text()

    async def plain(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1)
        writer.write(b"HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n")
        writer.close()

    async def main() -> int | Text:
        async with await asyncio.start_server(plain, "127.0.0.1", 0) as server:
            return await answer_of(f"https://127.0.0.1:{server.sockets[0].getsockname()[1]}", pinned)

    assert asyncio.run(main()) == errors.NO_TLS


def test_a_server_with_tls_asked_without(tmp_path: Path) -> None:
    async def never(request: Request) -> None:
        raise AssertionError(request)

    async def main() -> int | Text:
        async with serve_script(never, server_context(certificate(tmp_path, "a"))) as server:
            return await answer_of(server.url.replace("https:", "http:"), None)

    assert asyncio.run(main()) in (errors.BROKEN_OFF, errors.NO_SERVER)


def test_the_pin_is_not_printed() -> None:
    assert "BEGIN" not in repr(source_of("https://10.0.0.5", certificate="-----BEGIN"))


def test_what_is_no_certificate_cannot_be_pinned() -> None:
    with pytest.raises(ssl.SSLError):
        Client(source_of("https://10.0.0.5", certificate="nothing"))
