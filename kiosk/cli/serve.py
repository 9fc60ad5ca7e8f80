"""`kiosk serve`: the office's endpoint, until it is told to end.

The service manager is told how it goes as sd_notify(3) says, where there is one.
"""

import asyncio
import contextlib
import errno
import logging
import os
import signal
import socket
import sys
from collections.abc import Callable, Coroutine, Iterator
from functools import partial
from pathlib import Path
from typing import Final

import click

from kiosk.cli.shared.admin import data_option, unusable_folder
from kiosk.cli.shared.groups import example
from kiosk.cli.shared.options import language_option
from kiosk.cli.shared.output import end
from kiosk.cli.shared.pack import folder_of, load_pack_or_end, pack_option, print_faults
from kiosk.config.address import is_loopback
from kiosk.endpoint.app import Endpoint
from kiosk.endpoint.http.certificate import (
    CertificateError,
    ServerIdentity,
    load_certificate,
    load_or_make_certificate,
    machine_names,
)
from kiosk.endpoint.http.limits import DEFAULT_LIMITS, Limits
from kiosk.endpoint.http.responses import HttpProblem, http_problem_of
from kiosk.endpoint.http.server import CannotListen
from kiosk.endpoint.store.database import DataFolderInUse, default_data_folder
from kiosk.endpoint.store.interface import StoreError
from kiosk.sop.file.load import load_pack
from kiosk.system import gc_control
from kiosk.system.clock import SystemClock
from kiosk.system.signals import on_signal
from kiosk.text.language import Language, Text, tr
from kiosk.text.os_error_text import os_error_text
from kiosk.text.sanitize import sanitize
from kiosk.toml.errors import TomlError

_BOARD_ONLY: Final = tr(
    "tanpa TLS: papan terbuka bagi jaringan, tetapi perintah dari komputer lain ditolak; pakai --tls"
)
_ALLOWED: Final = tr("tanpa TLS: token lewat jaringan tanpa sandi, siapa saja di jaringan dapat membaca dan memakainya")
_PATIENCE: Final = 2.0
"""Seconds that a service manager which does not read is waited for."""
_SHARE: Final = 3
"""Signs of life in the time after which the service manager would give up waiting for one."""
_LISTENING: Final = "0A"


@example("kiosk serve --pack sops --data data --tls --host 0.0.0.0")
@click.command()
@pack_option
@data_option
@click.option("--host", metavar="ALAMAT", default="127.0.0.1", show_default=True, help="Alamat. / Address.")
@click.option(
    "--port",
    metavar="PORT",
    type=click.IntRange(0, 65535),
    default=8765,
    show_default=True,
    help="0: yang bebas. / 0: a free one.",
)
@click.option(
    "--name",
    "names",
    multiple=True,
    metavar="NAMA",
    help="Nama DNS mesin ini, boleh berulang. / A DNS name of this machine; may be repeated.",
)
@click.option(
    "--per-address",
    metavar="SAMBUNGAN",
    type=click.IntRange(2, 200),
    help="Sambungan terbanyak dari satu alamat, bila bukan 64. / Most connections from one address, if not 64.",
)
@click.option("--tls", is_flag=True, help="TLS dengan sertifikat buatan sendiri. / TLS, with a certificate it makes.")
@click.option(
    "--tls-cert",
    metavar="BERKAS",
    type=click.Path(path_type=Path),
    help="TLS dengan sertifikat ini (PEM, beserta rantainya). / TLS with this certificate (PEM, with its chain).",
)
@click.option(
    "--tls-key", metavar="BERKAS", type=click.Path(path_type=Path), help="Kunci --tls-cert. / Key of --tls-cert."
)
@click.option(
    "--allow-tokens-over-plain-http",
    is_flag=True,
    help="Terima token yang lewat jaringan tanpa sandi. / Take tokens that cross the network in clear.",
)
@language_option
def command(
    pack: Path | None,
    data: Path | None,
    host: str,
    port: int,
    names: tuple[str, ...],
    per_address: int | None,
    tls: bool,
    tls_cert: Path | None,
    tls_key: Path | None,
    allow_tokens_over_plain_http: bool,
    language: Language,
) -> None:
    """Endpoint kantor: papan, perintah, data. / The office's endpoint: board, commands, data."""
    gc_control.resume_gc()  # reading a pack and a history leaves more garbage than importing does
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    folder = data or default_data_folder()
    if (tls_cert is None) != (tls_key is None) or (tls and tls_cert):
        end(os.EX_USAGE, tr("beri --tls saja, atau --tls-cert dan --tls-key"), language)
    called = machine_names(host, *names)
    how = _tls(tls, tls_cert, tls_key, folder, called)
    if how is None and not is_loopback(host):
        click.echo(f"kiosk serve: {(_ALLOWED if allow_tokens_over_plain_http else _BOARD_ONLY)[language]}", err=True)
    endpoint = Endpoint(
        load_pack_or_end(pack, language),
        folder,
        SystemClock(),
        tls=how,
        allow_tokens_over_plain_http=allow_tokens_over_plain_http,
        names=called,
        limits=DEFAULT_LIMITS if per_address is None else Limits(per_address=per_address),
    )
    _serve(endpoint, host, port, folder, pack, language)


def _tls(
    kept: bool, certificate: Path | None, key: Path | None, folder: Path, names: tuple[str, ...]
) -> Callable[[], ServerIdentity] | None:
    if certificate is not None:
        return partial(load_certificate, certificate, key)
    return partial(load_or_make_certificate, folder, *names) if kept else None


def _serve(endpoint: Endpoint, host: str, port: int, folder: Path, pack: Path | None, language: Language) -> None:
    try:
        asyncio.run(_until_signalled(endpoint, host, port, partial(_renew, endpoint, pack, language)))
    except CertificateError as fault:
        end(os.EX_CONFIG, fault.text, language)
    except CannotListen as error:
        end(*port_fault(error.__cause__, host, port), language)
    except DataFolderInUse:
        end(os.EX_CANTCREAT, tr("folder data {f} sedang dipakai endpoint lain").format(f=folder), language)
    except (StoreError, OSError) as fault:
        end(os.EX_CANTCREAT, unusable_folder(folder, fault), language)


async def _until_signalled(
    endpoint: Endpoint, host: str, port: int, renew: Callable[[], Coroutine[None, None, None]]
) -> None:
    loop = asyncio.get_running_loop()
    tasks: set[asyncio.Task[None]] = set()

    def begin(work: Coroutine[None, None, None]) -> None:
        task = loop.create_task(work)
        tasks.add(task)
        task.add_done_callback(tasks.discard)

    def stop() -> None:
        notify("STOPPING=1")
        endpoint.stop()

    def ready(url: str) -> None:
        click.echo(url)
        notify("READY=1", f"STATUS={url}")
        begin(feed_service_watchdog(lambda: endpoint.works))

    for number in (signal.SIGTERM, signal.SIGINT):
        on_signal(number, stop)
    on_signal(signal.SIGHUP, lambda: begin(renew()))
    await endpoint.serve(host, port, ready)


async def _renew(endpoint: Endpoint, pack: Path | None, language: Language) -> None:
    """Read the pack again; one with faults never replaces the one in force."""
    try:
        new = await asyncio.to_thread(load_pack, folder_of(pack))
        await endpoint.use(new)
    except TomlError as error:
        print_faults(error, language)
        stays = tr("paket SOP yang lama tetap berlaku")
        click.echo(f"kiosk serve: {stays[language]}", err=True)
    except (StoreError, HttpProblem) as error:
        stays = tr("paket SOP tidak dapat disimpan ({t}); yang lama tetap berlaku")
        click.echo(f"kiosk serve: {stays.format(t=http_problem_of(error).problem.detail)[language]}", err=True)
    else:
        now = tr("paket SOP dibaca ulang, isi {d}")
        click.echo(f"kiosk serve: {now.format(d=new.digest)[language]}", err=True)


def notify(*states: str, patience: float = _PATIENCE) -> None:
    """Tell the service manager *states*, like `READY=1`; wait *patience* seconds for one that does not read."""
    address = os.environ.get("NOTIFY_SOCKET")
    if address:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as letter, contextlib.suppress(OSError):
            letter.settimeout(patience)
            letter.connect(f"\0{address[1:]}" if address.startswith("@") else address)
            letter.sendall("\n".join(states).encode())


async def feed_service_watchdog(works: Callable[[], bool]) -> None:
    """Give the service manager's watchdog signs of life while this task runs, whenever *works* says so."""
    while (seconds := _watchdog_seconds()) is not None:
        if works():
            notify("WATCHDOG=1", patience=0)
        await asyncio.sleep(seconds / _SHARE)


def _watchdog_seconds() -> float | None:
    """Seconds that the watchdog waits for a sign of life; None where no watchdog is over this process."""
    if os.environ.get("WATCHDOG_PID", str(os.getpid())) != str(os.getpid()):
        return None
    microseconds = os.environ.get("WATCHDOG_USEC", "")
    return int(microseconds) / 1_000_000 if microseconds.isdigit() and int(microseconds) else None


def port_fault(cause: object, host: str, port: int) -> tuple[int, Text]:
    """The exit code and the words for a failure to listen at *host* and *port*."""
    code = cause.errno if isinstance(cause, OSError) else None
    if code == errno.EADDRINUSE:
        return os.EX_OSERR, _port_taken_text(f"{host}:{port}", port)
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
        return os.EX_OSERR, tr("nama {h} tidak dikenal; beri alamat IP dengan --host").format(h=host)
    words = os_error_text(cause) if isinstance(cause, OSError) else str(cause)
    return os.EX_OSERR, tr("{w} tidak dapat dipakai: {e}").format(w=f"{host}:{port}", e=words)


def _port_taken_text(where: str, port: int) -> Text:
    owner = _owner(port)
    if owner is None:
        text = tr(
            "{w} sudah dipakai program lain; lihat program apa: sudo ss -ltnp sport = :{p}; atau pilih --port lain"
        )
        return text.format(w=where, p=port)
    name, pid = owner
    return tr("{w} sudah dipakai {n} (proses {i}); hentikan itu, atau pilih --port lain").format(w=where, n=name, i=pid)


def _owner(port: int) -> tuple[str, int] | None:
    """Name and number of a process that listens at *port*; None where the system does not let us see it."""
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
