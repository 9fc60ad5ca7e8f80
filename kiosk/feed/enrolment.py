"""Enrolling this terminal by a code: the server's certificate is proved before anything is sent to it."""

import asyncio
import ssl
from hashlib import sha256
from typing import Final
from urllib.parse import urlsplit

from attrs import evolve, field, frozen

from kiosk.codes.secret import new_token
from kiosk.feed.errors import CHANGED, NOT_JSON, FeedError, catch_unforeseen, connection_error
from kiosk.feed.follower import open_client
from kiosk.feed.reply import DocumentReader, accepted_body
from kiosk.feed.source import Source
from kiosk.schema.dump import record_to_json
from kiosk.text.language import tr
from kiosk.wire.enrolment import EnrolledTerminal, EnrolmentCode, EnrolRequest, proof_of

NOT_THE_SERVER: Final = tr(
    "Sertifikat server di alamat ini bukan yang dijanjikan kode. Periksa kode dan alamat sekali lagi. Bila keduanya "
    "benar, ada mesin lain di antara terminal ini dan server: jangan lanjutkan, beri tahu petugas TI. Tidak ada "
    "rahasia yang terkirim."
)


@frozen
class Installation:
    enrolled: EnrolledTerminal
    token: str = field(repr=False)
    certificate: str = field(repr=False)
    """PEM of the server's certificate."""


async def enrol(source: Source, code: EnrolmentCode) -> Installation:
    """Enrol this terminal at *source*, an https one, or raise `FeedError`: no answer, another server, a wrong code."""
    with catch_unforeseen():
        certificate = await asyncio.to_thread(_certificate, source.url)
        fingerprint = sha256(ssl.PEM_cert_to_DER_cert(certificate)).digest()
        proof = await asyncio.to_thread(proof_of, code, fingerprint)
        if proof is None:
            raise FeedError(NOT_THE_SERVER)
        token, digest = new_token()
        request = EnrolRequest(code.handle, proof, digest.hex())
        return Installation(await _enrol(evolve(source, certificate=certificate), request), token, certificate)


async def _enrol(source: Source, request: EnrolRequest) -> EnrolledTerminal:
    """Send *request* until there is an answer: the same token may be sent again."""
    client = open_client(source)
    try:
        for left in reversed(range(3)):
            try:
                body = record_to_json(request).encode()
                reply = await client.post(source.resource("enrolments"), body, request.token, patience=15.0)
                break
            except FeedError as error:
                if error.text == CHANGED:  # since its certificate was fetched, a moment ago
                    raise FeedError(NOT_THE_SERVER) from error
                if not left:
                    raise
    finally:
        await client.close()
    return DocumentReader().read(EnrolledTerminal, accepted_body(reply), NOT_JSON)


def _certificate(url: str) -> str:
    """Fetch the certificate that the server at *url* shows, without trusting it."""
    parts = urlsplit(url)
    try:
        return ssl.get_server_certificate((parts.hostname or "", parts.port or 443), timeout=5.0)
    except OSError as error:
        text = tr("{t}: {u}. Periksa alamat dan port; di server: kiosk serve --tls --host 0.0.0.0")
        raise FeedError(text.format(t=connection_error(error), u=url)) from error
