"""JSON as it travels and as it is kept: ASCII, on one line."""

import json


def encoded(document: object) -> bytes:
    """The bytes of plain data."""
    return json.dumps(document, ensure_ascii=True, separators=(",", ":")).encode("ascii")
