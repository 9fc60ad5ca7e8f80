"""JSON as it travels and as it is kept: ASCII on one line, so that no byte of it can end a line of a stream."""

import json
from typing import Any

from kiosk.structure.plain import plain


def one_line(data: Any) -> str:
    """Plain data as JSON on one line."""
    return json.dumps(data, ensure_ascii=True, separators=(",", ":"))


def encoded(record: Any) -> str:
    """A record as JSON on one line."""
    return one_line(plain(record))
