"""What a review looks at: one SOP as its author wrote it, and as it came out."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from attrs import frozen

from kiosk.schema.errors import KeyPath
from kiosk.sop.model import Sop, SopFile
from kiosk.sop.pack import Pack
from kiosk.sop.variation import act_keys


@frozen
class Subject:
    """One SOP under review."""

    file: SopFile
    """As written: of a variation, its own keys and patches only."""
    sop: Sop
    pack: Pack
    today: date
    """At the office."""

    @property
    def base(self) -> SopFile | None:
        """What it varies, whole; what is missing there is that file's finding."""
        return self.pack.sops[self.file.extends].file if self.file.extends else None

    def own(self, key: str) -> Iterator[tuple[KeyPath, Any]]:
        """The rows of the list *key* that this file writes or changes, as they came out, with their place in it."""
        if self.file.extends is None:
            yield from (((key, place), row) for place, row in enumerate(getattr(self.file, key)))
            return
        rows = {row.id: row for row in getattr(self.sop.file, key)}
        add, change = act_keys(key)
        for place, patch in enumerate(self.file.patch):
            for number, row in enumerate(getattr(patch, add)):
                if row.id is None or row.id in rows:
                    yield ("patch", place, add, number), rows.get(row.id, row)
            changed = getattr(patch, key)
            if getattr(patch, change) is not None and changed in rows:
                yield ("patch", place), rows[changed]

    def inherits(self, key: str, row: Any, *said: str) -> bool:
        """Whether the base has that *row* of the list *key*, the same in all keys *said*: then it is its finding."""
        rows = getattr(self.base, key) if self.base else ()
        return any(old.id == row.id and all(getattr(old, k) == getattr(row, k) for k in said) for old in rows)
