"""Names for content: the same content has the same digest however its file is laid out."""

import hashlib
import json
from typing import Any

from kiosk.structure.plain import plain


def digest_of(content: Any) -> str:
    """First 12 hexadecimal digits of SHA-256 over *content*, a record or JSON data, its keys in order."""
    text = json.dumps(plain(content), ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()[:12]
