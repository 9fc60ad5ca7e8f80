"""A new SOP file for its author to fill: what it says, and which of its blanks are still open."""

import re
from pathlib import Path
from typing import Final

from attrs import frozen

from kiosk.schema.errors import dotted_path, strings_in
from kiosk.sop.labels import KIND_LABELS
from kiosk.toml.positions import positions
from kiosk.toml.syntax import parse_toml
from kiosk.wire.catalogue import SopKind

_TEMPLATE: Final = Path(__file__).with_suffix(".toml")
_COMMENT: Final = re.compile(r".*  # (.*)")


@frozen
class Blank:
    """A place that the author has to fill."""

    line: int
    path: str
    meaning: str
    """The comment on its line."""


def template(sop_id: str, kind: SopKind) -> str:
    """The text of a new file of SOP *sop_id*, with its blanks."""
    text = _TEMPLATE.read_text("utf-8")
    return text.replace("{id}", sop_id).replace("{title}", KIND_LABELS[kind].id)


def blanks(text: str) -> tuple[Blank, ...]:
    """The texts of *text*, which is TOML, that say nothing yet."""
    where = positions(text)
    lines = text.split("\n")
    return tuple(
        Blank(where[path][0], dotted_path(path), _meaning(lines[where[path][0] - 1]))
        for path, value in strings_in(parse_toml(text).data)
        if not value.strip()
    )


def _meaning(line: str) -> str:
    found = _COMMENT.fullmatch(line)
    return found[1] if found else ""
