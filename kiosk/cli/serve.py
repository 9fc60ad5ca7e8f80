"""`kiosk serve`: the office's endpoint, until it is told to end."""

import asyncio
import logging
import os
import signal
import sys
from collections.abc import Callable, Coroutine
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from kiosk.cli.shared.admin import data_option, unusable
from kiosk.cli.shared.late import example
from kiosk.cli.shared.notify import keep_alive, notify
from kiosk.cli.shared.words import end, language_option
from kiosk.cli.sop.pack import folder_of, load, pack_option, tell
from kiosk.system import gc_control
from kiosk.system.signals import on_signal
from kiosk.text.language import Language, tr

if TYPE_CHECKING:
    from kiosk.endpoint.certificate import Tls
    from kiosk.endpoint.serve import Endpoint


_BOARD_ONLY: Final = tr(
    "tanpa TLS: papan terbuka bagi jaringan, tetapi perintah dari komputer lain ditolak; pakai --tls"
)
_ALLOWED: Final = tr("tanpa TLS: token lewat jaringan tanpa sandi, siapa saja di jaringan dapat membaca dan memakainya")


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
    from kiosk.config.address import is_loopback
    from kiosk.endpoint.folder import default_folder
    from kiosk.endpoint.http.limits import USUAL, Limits
    from kiosk.endpoint.names import machine_names
    from kiosk.endpoint.serve import Endpoint
    from kiosk.system.clock import SystemClock

    gc_control.resume_gc()  # to read a pack and a history leaves more behind than importing does
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    folder = data or default_folder()
    if (tls_cert is None) != (tls_key is None) or (tls and tls_cert):
        text = tr("beri --tls saja, atau --tls-cert dan --tls-key")
        end(os.EX_USAGE, text, language)
    called = machine_names(host, *names)
    how = _tls(tls, tls_cert, tls_key, folder, called)
    if how is None and not is_loopback(host):
        click.echo(f"kiosk serve: {(_ALLOWED if allow_tokens_over_plain_http else _BOARD_ONLY)[language]}", err=True)
    endpoint = Endpoint(
        load(pack, language),
        folder,
        SystemClock(),
        tls=how,
        allow_tokens_over_plain_http=allow_tokens_over_plain_http,
        names=called,
        limits=USUAL if per_address is None else Limits(per_address=per_address),
    )
    _serve(endpoint, host, port, folder, pack, language)


def _tls(
    kept: bool, certificate: Path | None, key: Path | None, folder: Path, names: tuple[str, ...]
) -> "Callable[[], Tls] | None":
    from kiosk.endpoint.certificate import kept_tls, tls_of

    if certificate is not None:
        return partial(tls_of, certificate, key)
    return partial(kept_tls, folder, *names) if kept else None


def _serve(endpoint: "Endpoint", host: str, port: int, folder: Path, pack: Path | None, language: Language) -> None:
    from kiosk.cli.shared.port import why_not
    from kiosk.endpoint.certificate import CertificateFault
    from kiosk.endpoint.folder import FolderTaken
    from kiosk.endpoint.http.door import CannotListen
    from kiosk.endpoint.store.base import StoreFault

    try:
        asyncio.run(_until_signalled(endpoint, host, port, partial(_renew, endpoint, pack, language)))
    except CertificateFault as fault:
        end(os.EX_CONFIG, fault.text, language)
    except CannotListen as error:
        end(*why_not(error.__cause__, host, port), language)
    except FolderTaken:
        text = tr("folder data {f} sedang dipakai endpoint lain")
        end(os.EX_CANTCREAT, text.format(f=folder), language)
    except (StoreFault, OSError) as fault:
        end(os.EX_CANTCREAT, unusable(folder, fault), language)


async def _until_signalled(
    endpoint: "Endpoint", host: str, port: int, renew: Callable[[], Coroutine[None, None, None]]
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
        begin(keep_alive(lambda: endpoint.works))

    for number in (signal.SIGTERM, signal.SIGINT):
        on_signal(number, stop)
    on_signal(signal.SIGHUP, lambda: begin(renew()))
    await endpoint.serve(host, port, ready)


async def _renew(endpoint: "Endpoint", pack: Path | None, language: Language) -> None:
    """Read the pack again; one that has faults never replaces the one in force."""
    from kiosk.endpoint.http.problems import HttpProblem, http_problem_of
    from kiosk.endpoint.store.base import StoreFault
    from kiosk.sop.file.load import load_pack
    from kiosk.toml.errors import TomlError

    try:
        new = await asyncio.to_thread(load_pack, folder_of(pack))
        await endpoint.use(new)
    except TomlError as error:
        tell(error, language)
        stays = tr("paket SOP yang lama tetap berlaku")
        click.echo(f"kiosk serve: {stays[language]}", err=True)
    except (StoreFault, HttpProblem) as error:
        stays = tr("paket SOP tidak dapat disimpan ({t}); yang lama tetap berlaku")
        click.echo(f"kiosk serve: {stays.format(t=http_problem_of(error).problem.detail)[language]}", err=True)
    else:
        now = tr("paket SOP dibaca ulang, isi {d}")
        click.echo(f"kiosk serve: {now.format(d=new.digest)[language]}", err=True)
