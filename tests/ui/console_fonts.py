"""Which characters the bare Linux console can show: read from Debian's fonts, kept as a table beside this file.

`make console-fonts` writes `console_fonts.txt` anew from the packages console-setup-linux and kbd; what a font holds is
in its Unicode table (PSF 1 and 2, https://www.win.tue.nl/~aeb/linux/kbd/font-formats-1.html). The kernel's own font,
seen before `setfont` has run, has the glyphs of code page 437 (drivers/tty/vt/cp437.uni of Linux).
"""

import gzip
import struct
import sys
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

TABLE = Path(__file__).with_suffix(".txt")
FOLDER = Path("/usr/share/consolefonts")
FONTS = ("Lat15-*.psf.gz", "Uni2-*.psf.gz")
"""The families that Debian's installer sets for Latin scripts, in every face and size."""

_PSF1, _PSF2 = b"\x36\x04", b"\x72\xb5\x4a\x86"
_LOW_437 = "☺☻♥♦♣♠•◘○◙♂♀♪♫☼►◄↕‼¶§▬↨↑↓→←∟↔▲▼"


def kernel_points() -> frozenset[int]:
    """Code points of the kernel's own font."""
    high = bytes(range(0x80, 0x100)).decode("cp437")
    return frozenset(map(ord, _LOW_437 + high)) | frozenset(range(0x20, 0x7F))


def table_points() -> frozenset[int]:
    """Code points that all of Debian's fonts have, as the table keeps them."""
    points: set[int] = set()
    for line in TABLE.read_text("ascii").splitlines():
        if line and not line.startswith("#"):
            first, _, last = line.partition("-")
            points.update(range(int(first, 16), int(last or first, 16) + 1))
    return frozenset(points)


def font_points(font: bytes) -> frozenset[int]:
    """Code points that a font shows by a glyph of its own; sequences of several are left out."""
    if font.startswith(_PSF1):
        mode, height = font[2], font[3]
        table = font[4 + (512 if mode & 1 else 256) * height :]
        return frozenset(_psf1_points(struct.unpack(f"<{len(table) // 2}H", table[: len(table) // 2 * 2])))
    if font.startswith(_PSF2):
        _, header, _, count, size, _, _ = struct.unpack_from("<7I", font, 4)
        entries = font[header + count * size :].split(b"\xff")[:count]
        return frozenset(ord(c) for entry in entries for c in entry.split(b"\xfe")[0].decode())
    raise ValueError("neither PSF 1 nor PSF 2")


def _psf1_points(units: Iterable[int]) -> Iterator[int]:
    single = True
    for unit in units:
        if unit in (0xFFFF, 0xFFFE):  # the end of a glyph; the rest of it are sequences
            single = unit == 0xFFFF
        elif single:
            yield unit


def installed_points() -> frozenset[int] | None:
    """Code points that all installed fonts of the families have; None where the packages are not installed."""
    files = [file for pattern in FONTS for file in sorted(FOLDER.glob(pattern))]
    fonts = [font_points(gzip.decompress(file.read_bytes())) for file in files]
    return frozenset.intersection(*fonts) if fonts else None


def table_text(points: frozenset[int]) -> str:
    """The table: one code point or one range a line, hexadecimal."""
    ordered = sorted(points)
    starts = [ordered[0], *(b for a, b in pairwise(ordered) if b != a + 1)]
    ends = [*(a for a, b in pairwise(ordered) if b != a + 1), ordered[-1]]
    lines = [f"{a:04X}" if a == b else f"{a:04X}-{b:04X}" for a, b in zip(starts, ends, strict=True)]
    head = "# Code points that every Lat15 and Uni2 font of Debian's console-setup-linux has; make console-fonts"
    return "\n".join((head, *lines, ""))


if __name__ == "__main__":
    found = installed_points()
    if found is None:
        sys.exit("butuh / needs: apt-get install console-setup-linux kbd")
    TABLE.write_text(table_text(found), "ascii")
