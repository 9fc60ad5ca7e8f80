"""What cattrs found wrong with data, as faults in words."""

from collections.abc import Mapping

import attrs
from cattrs import AttributeValidationNote, ClassValidationError, ForbiddenExtraKeysError, IterableValidationNote

from kiosk.language import Text, tr
from kiosk.structure.fault import Fault, Path, did_you_mean, fault_of, nearest
from kiosk.structure.key import key_of, keys_of
from kiosk.text import safe


def explained(error: BaseException, path: Path, top: tuple[str, ...] = ()) -> list[Fault]:
    """Every fault that *error*, raised while the data under *path* was read, holds; *top* are keys of the whole."""
    if not isinstance(error, ClassValidationError):
        return [fault_of(error, path)]
    record = attrs.has(error.cl)
    names = {f.name: key_of(f) for f in attrs.fields(error.cl)} if record else {}
    hints = {key_of(f): f.metadata.get("hint") for f in attrs.fields(error.cl)} if record else {}
    known = keys_of(error.cl) if record else ()
    top = top or known
    missing, extra, inner = list[str](), list[str](), list[Fault]()
    for part in error.exceptions:
        if isinstance(part, KeyError):
            missing.append(str(part.args[0]))
        elif isinstance(part, ForbiddenExtraKeysError):
            extra.extend(sorted(safe(str(name), 60) for name in part.extra_fields))
        else:
            place = _place(part, names)
            inner.extend(_hinted(explained(part, (*path, *place), top), (*path, *place), hints))
    misspelt = {nearest(name, known) for name in extra}
    return [
        *(_missing(name, path) for name in missing if name not in misspelt),
        *(_unknown(name, path, known, top) for name in extra),
        *inner,
    ]


def _hinted(faults: list[Fault], path: Path, hints: Mapping[str, Text | None]) -> list[Fault]:
    """*faults*, those of the value at *path* itself with the hint that its field has for them."""
    hint = hints.get(str(path[-1])) if path else None
    return [attrs.evolve(fault, hint=hint) if hint and fault.path == path else fault for fault in faults]


def _place(error: Exception, names: Mapping[str, str]) -> Path:
    """The key or the place in a list that *error* was noted at."""
    for note in getattr(error, "__notes__", ()):
        if isinstance(note, AttributeValidationNote):
            return (names.get(note.name, note.name),)
        if isinstance(note, IterableValidationNote):
            return (note.index,)
    return ()


def _unknown(name: str, path: Path, known: tuple[str, ...], top: tuple[str, ...]) -> Fault:
    text = tr("kunci {n!r} tidak dikenal")
    if name in top:
        # In TOML a key belongs to the last head above it, which few authors know.
        text = tr("kunci {n!r} tidak boleh ada di sini")
        hint = tr("ini kunci bagian atas berkas: pindahkan ke atas [...] atau [[...]] yang pertama")
    else:
        hint = did_you_mean(name, known) or tr("yang ada: {k}").format(k=", ".join(known))
    return Fault((*path, name), text.format(n=name), hint)


def _missing(name: str, path: Path) -> Fault:
    return Fault(path, tr("{n!r} belum diisi").format(n=name), missing=True)
