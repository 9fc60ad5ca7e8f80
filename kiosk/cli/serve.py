"""`kiosk serve`: the office's endpoint, until it is told to end."""

import asyncio
import errno
import logging
import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

import click

from kiosk.language import LANGUAGES, Language, Text

if TYPE_CHECKING:
    from kiosk.endpoint.serve import CannotListen, Endpoint
    from kiosk.sop.pack import Pack

_CANNOT_LISTEN: Final = 71
"""EX_OSERR of sysexits.h; the others are EX_CANTCREAT, EX_NOPERM and EX_CONFIG."""
_NO_DATA: Final = 73
_NOT_ALLOWED: Final = 77
_FAULTY_PACK: Final = 78


@click.command()
@click.option(
    "--pack", type=click.Path(path_type=Path), help="Folder SOP dan kantor. / Folder of standards and office."
)
@click.option("--data", type=click.Path(path_type=Path), help="Folder data. / Folder of the data.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Alamat. / Address.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8765, show_default=True, help="0: yang bebas. / 0: a free one."
)
@click.option(
    "--allow-plain-http",
    is_flag=True,
    help="Izinkan alamat jaringan tanpa TLS: token lewat tanpa sandi. / Allow a network address without TLS.",
)
@click.option("--language", type=click.Choice(LANGUAGES), default="id", envvar="KIOSK_LANGUAGE", show_default=True)
def command(
    pack: Path | None, data: Path | None, host: str, port: int, allow_plain_http: bool, language: Language
) -> None:
    """Endpoint kantor: papan, perintah, data. / The office's endpoint: board, commands, data."""
    from kiosk.clock import SystemClock
    from kiosk.endpoint.folder import default_folder
    from kiosk.endpoint.serve import Endpoint

    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    folder = data or default_folder()
    endpoint = Endpoint(_load(pack, language), folder, SystemClock(), allow_plain_http=allow_plain_http)
    _serve(endpoint, host, port, folder, language)


def _load(folder: Path | None, language: Language) -> "Pack":
    from kiosk.shipped import shipped
    from kiosk.sop.load import load_pack
    from kiosk.toml.fault import PackFaults

    try:
        return load_pack(folder or shipped("sops"))
    except PackFaults as error:
        for fault in error.faults:
            click.echo(fault.printed(language), err=True)
        sys.exit(_FAULTY_PACK)


def _serve(endpoint: "Endpoint", host: str, port: int, folder: Path, language: Language) -> None:
    from kiosk.endpoint.folder import FolderTaken
    from kiosk.endpoint.serve import CannotListen, NotPlainHttp
    from kiosk.endpoint.store.base import StoreFault

    try:
        asyncio.run(_until_signalled(endpoint, host, port))
    except NotPlainHttp:
        text = Text(
            "{h} bukan alamat mesin ini sendiri: token akan lewat jaringan tanpa sandi. "
            "Pakai --allow-plain-http bila memang demikian maksudnya.",
            "{h} is not this machine's own address: tokens would cross the network in clear. "
            "Give --allow-plain-http if that is what you mean.",
        )
        _end(_NOT_ALLOWED, text.format(h=host), language)
    except CannotListen as error:
        _end(*_why_not(error, host, port), language)
    except FolderTaken:
        text = Text("folder data {f} sedang dipakai endpoint lain", "another endpoint uses the data folder {f}")
        _end(_NO_DATA, text.format(f=folder), language)
    except StoreFault as fault:
        _end(_NO_DATA, Text("{f}: {t}", "{f}: {t}").format(f=folder, t=fault.text), language)
    except OSError as error:
        text = Text("folder data {f} tidak dapat dipakai: {e}", "the data folder {f} cannot be used: {e}")
        _end(_NO_DATA, text.format(f=folder, e=os.strerror(error.errno or 0)), language)


async def _until_signalled(endpoint: "Endpoint", host: str, port: int) -> None:
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, endpoint.stop)
    await endpoint.serve(host, port, click.echo)


def _why_not(error: "CannotListen", host: str, port: int) -> tuple[int, Text]:
    cause = error.__cause__
    code = cause.errno if isinstance(cause, OSError) else None
    where = f"{host}:{port}"
    if code == errno.EADDRINUSE:
        text = Text(
            "{w} sudah dipakai program lain; pilih --port lain", "{w} is used by another program; choose another --port"
        )
        return _CANNOT_LISTEN, text.format(w=where)
    if code in (errno.EACCES, errno.EPERM):
        text = Text("tidak berhak memakai {w}", "not allowed to use {w}")
        return _NOT_ALLOWED, text.format(w=where)
    text = Text("{w} tidak dapat dipakai: {e}", "{w} cannot be used: {e}")
    return _CANNOT_LISTEN, text.format(w=where, e=cause)


def _end(code: int, text: Text, language: Language) -> NoReturn:
    click.echo(f"kiosk serve: {text[language]}", err=True)
    sys.exit(code)
