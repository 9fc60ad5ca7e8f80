"""Errors of the operating system in both languages; its own words are English only."""

import errno
import os
from typing import Final

from kiosk.text.language import Text, tr

_NAME_UNKNOWN: Final = tr("nama itu tidak dikenal")
_WHY: Final = {
    errno.EPERM: tr("tidak diizinkan sistem"),
    errno.ENOENT: tr("berkas atau foldernya tidak ada"),
    errno.EIO: tr("disk atau perangkatnya rusak"),
    errno.ENXIO: tr("perangkatnya tidak ada"),
    errno.ENOMEM: tr("memori habis"),
    errno.EACCES: tr("pengguna ini tidak berhak"),
    errno.EBUSY: tr("sedang dipakai"),
    errno.EEXIST: tr("sudah ada berkas dengan nama itu"),
    errno.ENODEV: tr("perangkatnya tidak ada"),
    errno.ENOTDIR: tr("ada yang bukan folder pada jalurnya"),
    errno.EISDIR: tr("itu folder, bukan berkas"),
    errno.EMFILE: tr("terlalu banyak berkas terbuka"),
    errno.ENFILE: tr("terlalu banyak berkas terbuka"),
    errno.ENOEXEC: tr("itu bukan program"),
    errno.EFBIG: tr("terlalu besar"),
    errno.ENOSPC: tr("disk penuh"),
    errno.EDQUOT: tr("jatah disk habis"),
    errno.EROFS: tr("disk hanya dapat dibaca"),
    errno.EPIPE: tr("tidak ada lagi yang membaca"),
    errno.ENAMETOOLONG: tr("namanya terlalu panjang"),
    errno.ELOOP: tr("tautannya berputar"),
    errno.ECONNREFUSED: tr("sambungan ditolak"),
    errno.ECONNRESET: tr("sambungan terputus"),
    errno.ENETUNREACH: tr("tidak ada jaringan ke sana"),
    errno.EHOSTUNREACH: tr("tidak ada jaringan ke sana"),
    errno.EADDRNOTAVAIL: tr("bukan alamat mesin ini"),
    errno.ETIMEDOUT: tr("tidak ada jawaban"),
}


def os_error_text(error: OSError) -> Text:
    """Return *error* in plain words; a rare one in the system's own."""
    if error.errno is None:
        return Text(str(error))
    if error.errno < 0:  # EAI_...: getaddrinfo(3)
        return _NAME_UNKNOWN
    return _WHY.get(error.errno) or Text(error.strerror or os.strerror(error.errno))
