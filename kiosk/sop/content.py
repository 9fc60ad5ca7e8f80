"""The content of an SOP: what its digest names, what is approved, and how it is read back many years later."""

import json
from typing import Any, Final, cast, get_args

from kiosk.sop.digest import digest_of
from kiosk.sop.model import Life, Sop, SopFile
from kiosk.structure.convert import read_tolerantly
from kiosk.structure.fault import Faults
from kiosk.structure.plain import plain
from kiosk.structure.value import Ascii
from kiosk.wire.catalogue import SopKind

KINDS: Final[tuple[SopKind, ...]] = get_args(SopKind)
"""The folders that SOPs lie in."""


def sop_of(kind: SopKind, file: SopFile, life: Life | None = None) -> Sop:
    """The SOP that a whole *file* of that *kind* is."""
    return Sop(kind, file, digest_of(_content(kind, file)), life or file.life)


def written(sop: Sop) -> Ascii:
    """The content of *sop* as one line of ASCII, to be kept for good. How far its life has come is not part of it."""
    return Ascii(json.dumps(_content(sop.kind, sop.file), separators=(",", ":"), sort_keys=True))


def read_written(content: str) -> Sop:
    """The SOP that was `written`, by this program or an older one; what this one no longer knows is left out.

    Raises:
        ValueError: when it is no such content.
    """
    try:
        data = json.loads(content)
        kind = data.pop("kind")
        file, _ = read_tolerantly(SopFile, data)
    except (Faults, ValueError, KeyError, AttributeError, TypeError) as error:
        raise ValueError(f"this is no content of an SOP: {error}") from None
    if kind not in KINDS:
        raise ValueError(f"this is no kind of SOP: {kind!r}")
    return sop_of(kind, file)


def _content(kind: SopKind, file: SopFile) -> dict[str, Any]:
    said = cast("dict[str, Any]", plain(file))
    return {"kind": kind, **{key: value for key, value in said.items() if key != "life"}}
