"""`kiosk lobby`: the board in the waiting room; with `--once`, what it shows now, as plain text."""

import asyncio
import os
import platform
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from kiosk.cli.shared.connection import ServerConnection, TerminalCommand, with_open_server
from kiosk.cli.shared.groups import example
from kiosk.cli.shared.options import Typed, language_option
from kiosk.cli.shared.screen import colours_of, log_option, log_to, matching_pin, pin_option, theme_option
from kiosk.cli.sound import SoundSettings, sound_options
from kiosk.feed.cache import CacheWriter, cache_folder, read_cache
from kiosk.feed.follower import follow
from kiosk.feed.source import Source
from kiosk.feed.state import FeedState
from kiosk.system.clock import SystemClock
from kiosk.text.language import Language
from kiosk.text.sanitize import sanitize
from kiosk.ui.terminal.capabilities import prepare, require_terminal

if TYPE_CHECKING:
    from kiosk.ui.lobby.app import LobbyApp
    from kiosk.ui.theme import Colours

_PATIENCE: Final = 5.0
"""Seconds that `--once` waits for the first data."""


def _read_size(typed: str) -> tuple[int, int]:
    columns, rows = map(int, typed.split("x"))
    if not (0 < columns <= 1000 and 0 < rows <= 1000):
        raise ValueError(typed)
    return columns, rows


_SIZE: Final = Typed("size", _read_size, "{v!r} bukan ukuran; contoh / is no size; for example: 120x33")


@example("kiosk lobby --endpoint http://10.0.0.5:8765 --sound voice --quiet 12.00-13.00")
@click.command(cls=TerminalCommand)
@with_open_server
@language_option
@click.option("--alternate", is_flag=True, envvar="KIOSK_ALTERNATE", help="Kedua bahasa bergantian. / Both in turn.")
@theme_option
@click.option(
    "--office", metavar="NAMA", envvar="KIOSK_OFFICE", help="Nama kantor sebelum ada data. / Its name before any data."
)
@click.option(
    "--name",
    metavar="NAMA",
    envvar="KIOSK_NAME",
    default=platform.node,
    help="Nama terminal ini. / This terminal's name.",
)
@click.option(
    "--cache",
    metavar="FOLDER",
    envvar="KIOSK_CACHE",
    type=click.Path(path_type=Path),
    help="Folder papan terakhir. / Folder of the last board.",
)
@click.option("--once", is_flag=True, help="Cetak satu gambar layar, lalu selesai. / Print one frame and end.")
@click.option(
    "--size",
    metavar="UKURAN",
    type=_SIZE,
    default="120x33",
    show_default=True,
    help="Ukuran untuk --once. / Size for --once.",
)
@pin_option
@log_option
@sound_options
def command(
    server: ServerConnection,
    language: Language,
    alternate: bool,
    theme: str | None,
    office: str | None,
    name: str,
    cache: Path | None,
    once: bool,
    size: tuple[int, int],
    pin_file: Path | None,
    log: Path | None,
    sound: SoundSettings,
) -> None:
    """Papan di ruang tunggu. / The board in the waiting room."""
    source = server.source(language)
    if not once:
        require_terminal(os.environ)
    matches_pin = matching_pin(pin_file, language)
    log_to(log, "lobby")
    prepare(os.environ)
    with (SoundSettings() if once else sound).speaker() as speaker:
        app = _app(source, cache, language, colours_of(theme), office, name)
        app.alternates = alternate
        app.speaker = speaker
        app.matches_pin = matches_pin
        if once:
            click.echo("\n".join(asyncio.run(_frame(app, size))))
        else:
            app.run(mouse=False)
    sys.exit(app.return_code or 0)


def _app(
    source: Source, cache: Path | None, language: Language, colours: "Colours", office: str | None, name: str
) -> "LobbyApp":
    from kiosk.ui.lobby.app import LobbyApp

    clock = SystemClock()
    folder = cache or cache_folder(source.url)
    first = read_cache(folder)

    async def follow_and_cache() -> AsyncIterator[FeedState]:
        cache = CacheWriter(folder)
        async for seen in follow(source, clock, first):
            yield seen
            await asyncio.to_thread(cache.write, seen)

    office_name = sanitize(office, 200) if office else None
    return LobbyApp(
        first, follow_and_cache, clock, language, colours, office_name, sanitize(name, 60), sanitize(source.url, 200)
    )


async def _frame(app: "LobbyApp", size: tuple[int, int]) -> list[str]:
    """The rows of the screen once the first data have come, or after five seconds without."""
    from kiosk.ui.rows_widget import frame_text

    async with app.run_test(size=size) as pilot:
        await app.wait_until_informed(_PATIENCE)
        await pilot.pause()
        return frame_text(app.screen)
