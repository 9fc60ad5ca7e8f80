"""Tokens, by which the endpoint knows a terminal: drawn at random, and kept as digests."""

import hashlib
import secrets


def new_token() -> tuple[str, bytes]:
    """A token of 256 random bits, kept nowhere but where it is now handed to, and its digest, which is kept."""
    token = secrets.token_urlsafe(32)
    return token, token_digest(token.encode())


def token_digest(token: bytes) -> bytes:
    """What is kept of a token. Plain SHA-256 is enough for 256 random bits, and works on whatever a header brings."""
    return hashlib.sha256(token).digest()
