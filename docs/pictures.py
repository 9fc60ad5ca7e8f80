"""Make the pictures of the screens: SVG, and a PNG beside it by rsvg-convert (Debian: librsvg2-bin).

Run as `python docs/pictures.py [NAME ...]` or `make pictures`; the content is that of `docs/pictures/*.json`, the clock
stands still.
"""

import asyncio
import json
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from attrs import evolve, frozen
from drawing import svg_of

from kiosk.feed.answer import Answer, Unreachable
from kiosk.feed.seen import Seen
from kiosk.language import Language, Text
from kiosk.moment import Moment
from kiosk.shipped import shipped
from kiosk.structure.convert import read
from kiosk.ui.app import KioskApp
from kiosk.ui.counter.app import CounterApp
from kiosk.ui.counter.keys import press
from kiosk.ui.lobby.app import LobbyApp
from kiosk.ui.theme import load_colours
from kiosk.wire.board import Board, Notice
from kiosk.wire.catalogue import Catalogue
from kiosk.wire.command import Command
from kiosk.wire.counter import CounterDocument

FOLDER = Path(__file__).parent / "pictures"
AT = datetime(2026, 11, 24, 2, 42, 10, tzinfo=UTC)
OFFICE = "Kantor Imigrasi Kelas III Non TPI Ketapang"


@frozen
class Stopped:
    """A clock that stands still."""

    at: datetime = AT

    def now(self) -> datetime:
        """The instant."""
        return self.at

    def monotonic(self) -> float:
        """Always the same."""
        return 0.0

    def moment(self) -> Moment:
        """The instant."""
        return Moment(self.at, "picture", 0.0)


@frozen
class Picture:
    """One screen at one size."""

    name: str
    size: tuple[int, int]
    seen: Seen
    at: datetime = AT
    theme: str = "resmi"
    language: Language = "id"
    keys: str = ""
    """Pressed at the counter; the lobby, which *seen* without a counter's document shows, has none."""


def sample() -> Seen:
    """What the sample board and catalogue show."""
    board = read(Board, json.loads((FOLDER / "board.json").read_text("utf-8")))
    catalogue = read(Catalogue, json.loads((FOLDER / "catalogue.json").read_text("utf-8")))
    return Seen(board, catalogue, as_of=AT, live=True)


def at_counter(name: str) -> Seen:
    """What the counter of a sample document sees, at an office that set standards."""
    document = read(CounterDocument, json.loads((FOLDER / f"{name}.json").read_text("utf-8")))
    seen = sample()
    assert seen.catalogue is not None  # noqa: S101
    office = evolve(seen.catalogue.office, wait_standard=30, service_standard=15)
    return evolve(seen, catalogue=evolve(seen.catalogue, office=office), counter=document)


def counter_pictures() -> list[Picture]:
    """Those of the counter."""
    empty, serving = at_counter("counter-empty"), at_counter("counter-serving")
    late = AT + timedelta(seconds=398)
    return [
        Picture("counter-empty-80x24", (80, 24), empty),
        Picture("counter-serving-80x24", (80, 24), serving, keys="1234"),
        Picture("counter-serving-120x33", (120, 33), serving, keys="1234"),
        Picture("counter-late-80x24", (80, 24), serving, at=late, theme="console", keys="1234"),
        Picture("counter-park-80x24", (80, 24), serving, keys="T1"),
    ]


def pictures() -> list[Picture]:
    """All pictures, by name."""
    return [*lobby_pictures(), *counter_pictures()]


def lobby_pictures() -> list[Picture]:
    """Those of the lobby."""
    seen = sample()
    assert seen.board is not None and seen.board.office is not None  # noqa: S101
    early, late = AT.replace(hour=0, minute=10), AT + timedelta(seconds=200)
    morning = evolve(seen.board.office, state="closed", next_open=AT.replace(hour=1, minute=0, second=0))
    idle = tuple(evolve(queue, waiting=0, wait=None) for queue in seen.board.queues)
    closed = evolve(seen, board=evolve(seen.board, office=morning, calls=(), queues=idle), as_of=early)
    lost = evolve(seen, live=False, attempt=19, retry_at=late + timedelta(seconds=6))
    quake = Notice(
        "emergency",
        Text("Jangan memakai lift. Berkumpul di lapangan upacara. Nomor Anda tetap berlaku."),
        Text("Gempa bumi", "Earthquake"),
        ("KELUAR", "PINTU TIMUR"),
        "USE EAST DOOR",
    )
    urgent = evolve(seen, board=evolve(seen.board, notices=(quake,)))
    return [
        Picture("lobby-120x33", (120, 33), seen),
        Picture("lobby-80x24", (80, 24), seen),
        Picture("lobby-160x45", (160, 45), seen),
        Picture("lobby-240x67", (240, 67), seen),
        Picture("lobby-60x20", (60, 20), seen),
        Picture("lobby-console-120x33", (120, 33), seen, theme="console"),
        Picture("lobby-english-120x33", (120, 33), seen, language="en"),
        Picture("lobby-lost-120x33", (120, 33), lost, at=late),
        Picture("lobby-lost-80x24", (80, 24), lost, at=late),
        Picture("lobby-closed-120x33", (120, 33), closed, at=early),
        Picture("lobby-unconnected-120x33", (120, 33), Seen(attempt=4)),
        Picture("lobby-emergency-120x33", (120, 33), urgent),
        Picture("lobby-emergency-80x24", (80, 24), urgent, theme="console"),
    ]


async def nothing() -> AsyncIterator[Seen]:
    """A stream that brings nothing."""
    for seen in ():
        yield seen


async def nobody(_: Command, __: str) -> Answer:
    """An endpoint that nobody reaches."""
    return Unreachable(Text("gambar", "a picture"))


def app_of(picture: Picture) -> KioskApp:
    """The program that shows *picture*."""
    colours, clock = load_colours(picture.theme, shipped("themes")), Stopped(picture.at)
    if picture.seen.counter is None:
        url = "https://antrean.ketapang.lan:8443"
        return LobbyApp(picture.seen, nothing, clock, picture.language, colours, OFFICE, "papan-1", url)
    app = CounterApp(picture.seen, nothing, nobody, clock, picture.language, colours)
    for key in picture.keys:
        app.station, _ = press(app.station, key, picture.at, 0.0)
    return app


async def draw(picture: Picture) -> Path:
    """Paint *picture* without a terminal and write it as SVG."""
    app = app_of(picture)
    path = FOLDER / f"{picture.name}.svg"
    async with app.run_test(size=picture.size) as pilot:
        await pilot.pause()
        path.write_text(svg_of(app.screen), "utf-8")
    return path


def to_png(svg: Path) -> None:
    """The same picture for viewers without SVG, if rsvg-convert is there."""
    convert = shutil.which("rsvg-convert")
    if convert:
        command = [convert, "--width", "1600", "--output", str(svg.with_suffix(".png")), str(svg)]
        subprocess.run(command, check=True)  # noqa: S603


def main() -> None:
    """Draw all pictures, or those named."""
    wanted = sys.argv[1:]
    for picture in pictures():
        if not wanted or picture.name in wanted:
            to_png(asyncio.run(draw(picture)))


if __name__ == "__main__":
    main()
