"""The server's certificate, pinned: the terminal's only root of trust, whatever else the machine may trust."""

import ssl
from typing import Final

_NO_CHECK_TIME: Final = ssl.VerifyFlags(0x200000)
"""OpenSSL's X509_V_FLAG_NO_CHECK_TIME, for which Python has no name."""


def pinned_context(certificate: str) -> ssl.SSLContext:
    """Trust what *certificate* (PEM) proves, and nothing else.

    A server's very certificate is known by its key: its names and dates do not count (as in RFC 7671 section 5.1), so
    that a terminal finds its server under any address and with any clock. What can sign others, an authority, vouches
    for more than one server: names and dates count then.

    Raises:
        ssl.SSLError: when it is none.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.load_verify_locations(cadata=certificate)
    if not context.cert_store_stats()["x509_ca"]:
        context.check_hostname = False
        context.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN | _NO_CHECK_TIME
    return context
