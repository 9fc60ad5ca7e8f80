"""A TOML file as a document: its data, and where each key stands."""

import errno
import os
import stat
from functools import cached_property
from pathlib import Path
from typing import Any, Final, TypeVar

from attrs import frozen

from kiosk.schema.errors import KeyPath, ValidationError, ValidationFault
from kiosk.schema.reader import read_strictly
from kiosk.text.language import Text, tr
from kiosk.text.os_error_text import os_error_text
from kiosk.toml.errors import TomlError, TomlFault
from kiosk.toml.positions import Position, positions
from kiosk.toml.syntax import parse_toml

T = TypeVar("T")

LARGEST: Final = 1_000_000
"""Bytes of the largest file read; the longest of ours has a fiftieth."""

_REASONS: Final = {errno.ENOENT: tr("berkas ini tidak ada"), errno.EACCES: tr("tidak boleh dibaca program ini")}
_MOVE: Final = tr("pindahkan, atau ganti dengan berkas teks")


@frozen
class Document:
    """A TOML file as it was read."""

    file: str
    """Its name in faults."""
    text: str
    """With line feeds only."""
    data: dict[str, Any]

    def read(self, kind: type[T]) -> T:
        """The record that the file holds.

        Raises:
            TomlError: with every fault of it.
        """
        try:
            return read_strictly(kind, self.data)
        except ValidationError as error:
            raise TomlError(map(self.fault, error.faults)) from None

    def fault(self, fault: ValidationFault) -> TomlFault:
        """The fault with its place in the file; what is missing is a fault of the table that should have it."""
        path = fault.path
        while path not in self._where:
            path = path[:-1]
        line, column = self._where[path]
        source = self.text.split("\n")[line - 1]
        return TomlFault(self.file, line, column, fault.dotted, fault.text, fault.hint, source)

    @cached_property
    def _where(self) -> dict[KeyPath, Position]:
        """Asked for only when there is a fault: most files have none."""
        return positions(self.text)


def open_document(path: Path, file: str) -> Document:
    """Read the file at *path*, called *file* in faults.

    Raises:
        TomlError: when there is no reading it, or with all that is not TOML in it.
    """
    text = _text_of(_bytes_of(path, file), file)
    parsed = parse_toml(text)
    if parsed.faults:
        lines = text.split("\n")
        raise TomlError(
            TomlFault(file, fault.line, fault.column, "", fault.text, source=lines[fault.line - 1])
            for fault in parsed.faults
        )
    return Document(file, text, parsed.data)


def _bytes_of(path: Path, file: str) -> bytes:
    try:
        # A pipe in place of a file must not hold the program up.
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    except OSError as error:
        words = _REASONS.get(error.errno or 0, tr("tidak dapat dibuka: {e}"))
        raise _whole(file, words.format(e=os_error_text(error))) from None
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise _whole(file, tr("bukan berkas biasa"), _MOVE)
        with os.fdopen(descriptor, "rb", closefd=False) as opened:
            content = opened.read(LARGEST + 1)
    except OSError as error:
        raise _whole(file, tr("tidak dapat dibaca: {e}").format(e=os_error_text(error))) from None
    finally:
        os.close(descriptor)
    if len(content) > LARGEST:
        raise _whole(file, tr("lebih besar dari 1 MB"), _MOVE)
    return content


def _text_of(content: bytes, file: str) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _whole(file, tr("disimpan sebagai UTF-16"), tr("simpan sebagai UTF-8"))
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8", "replace").split("\n")
        raise TomlError(
            [TomlFault(file, len(before), len(before[-1]) + 1, "", tr("bukan UTF-8"), tr("simpan sebagai UTF-8"))]
        ) from None


def _whole(file: str, text: Text, hint: Text | None = None) -> TomlError:
    return TomlError([TomlFault(file, 1, 1, "", text, hint)])
