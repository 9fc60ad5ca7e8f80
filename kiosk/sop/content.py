"""The content of an SOP: what its digest names, what is approved, and how it is read back many years later."""

import hashlib
import json
from typing import Any, Final, cast, get_args

from kiosk.schema.dump import dump
from kiosk.schema.errors import ValidationError
from kiosk.schema.fields import Ascii
from kiosk.schema.reader import read_leniently
from kiosk.sop.model import Life, Sop, SopFile
from kiosk.wire.catalogue import SopKind


def digest_of(content: Any) -> str:
    """First 12 hexadecimal digits of SHA-256 over *content*, a record or JSON data, its keys in order."""
    text = json.dumps(dump(content), ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()[:12]


KINDS: Final[tuple[SopKind, ...]] = get_args(SopKind)
"""The folders that SOPs lie in."""


def whole_sop(kind: SopKind, file: SopFile, life: Life | None = None) -> Sop:
    """The SOP that a whole *file* of that *kind* is."""
    return Sop(kind, file, digest_of(_content(kind, file)), life or file.life)


def encode_sop(sop: Sop) -> Ascii:
    """The content of *sop* as one line of ASCII, to be kept for good. How far its life has come is not part of it."""
    return Ascii(json.dumps(_content(sop.kind, sop.file), separators=(",", ":"), sort_keys=True))


def decode_sop(content: str) -> Sop:
    """The SOP that was `encode_sop`, by this program or an older one; what this one no longer knows is left out.

    Raises:
        ValueError: when it is no such content.
    """
    try:
        data = json.loads(content)
        kind = data.pop("kind")
        file, _ = read_leniently(SopFile, data)
    except (ValidationError, ValueError, KeyError, AttributeError, TypeError) as error:
        raise ValueError(f"this is no content of an SOP: {error}") from None
    if kind not in KINDS:
        raise ValueError(f"this is no kind of SOP: {kind!r}")
    return whole_sop(kind, file)


def _content(kind: SopKind, file: SopFile) -> dict[str, Any]:
    data = cast("dict[str, Any]", dump(file))
    return {"kind": kind, **{key: value for key, value in data.items() if key != "life"}}
