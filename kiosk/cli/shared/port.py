"""Why an address cannot be listened at, in plain words: who has it already, and what to do."""

import contextlib
import errno
import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from kiosk.text.language import Text, tr
from kiosk.text.os_error_text import os_error_text
from kiosk.text.sanitize import sanitize

_LISTENING: Final = "0A"
"""TCP_LISTEN as /proc/net/tcp writes it."""


def why_not(cause: object, host: str, port: int) -> tuple[int, Text]:
    """The exit code and the words for what came of listening at *host* and *port*."""
    code = cause.errno if isinstance(cause, OSError) else None
    if code == errno.EADDRINUSE:
        return os.EX_OSERR, _taken(f"{host}:{port}", port)
    if code in (errno.EACCES, errno.EPERM):
        text = tr(
            "tidak berhak memakai {h}:{p}; port di bawah 1024 milik sistem: pilih --port lain, "
            "atau beri hak CAP_NET_BIND_SERVICE (docs/endpoint.md)"
        )
        return os.EX_NOPERM, text.format(h=host, p=port)
    if code == errno.EADDRNOTAVAIL:
        text = tr("{h} bukan alamat mesin ini; lihat alamatnya dengan: ip address, atau pakai --host 0.0.0.0")
        return os.EX_OSERR, text.format(h=host)
    if isinstance(cause, socket.gaierror):
        text = tr("nama {h} tidak dikenal; beri alamat IP dengan --host")
        return os.EX_OSERR, text.format(h=host)
    words = os_error_text(cause) if isinstance(cause, OSError) else str(cause)
    return os.EX_OSERR, tr("{w} tidak dapat dipakai: {e}").format(w=f"{host}:{port}", e=words)


def _taken(where: str, port: int) -> Text:
    owner = _owner(port)
    if owner is None:
        text = tr(
            "{w} sudah dipakai program lain; lihat program apa: sudo ss -ltnp sport = :{p}; atau pilih --port lain"
        )
        return text.format(w=where, p=port)
    name, pid = owner
    text = tr("{w} sudah dipakai {n} (proses {i}); hentikan itu, atau pilih --port lain")
    return text.format(w=where, n=name, i=pid)


def _owner(port: int) -> tuple[str, int] | None:
    """Name and number of a process that listens at *port*; none where the system does not let us see it."""
    sockets = {f"socket:[{inode}]" for inode in _listeners(port)}
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if any(str(file.readlink()) in sockets for file in (process / "fd").iterdir()):
                return sanitize((process / "comm").read_text("utf-8", "replace"), 40), int(process.name)
    return None


def _listeners(port: int) -> Iterator[str]:
    """Inodes of the sockets that listen at *port*: proc(5), /proc/net/tcp."""
    for table in ("tcp", "tcp6"):
        with contextlib.suppress(OSError):
            for line in Path("/proc/net", table).read_text("ascii").splitlines()[1:]:
                _, local, _, state, _, _, _, _, _, inode, *_ = line.split()
                if state == _LISTENING and int(local.rpartition(":")[2], 16) == port:
                    yield inode
