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

from kiosk.feed.seen import Seen
from kiosk.language import Language, Text
from kiosk.moment import Moment
from kiosk.shipped import shipped
from kiosk.structure import read
from kiosk.ui.lobby.app import LobbyApp
from kiosk.ui.theme import load_colours
from kiosk.wire.board import Board, Notice
from kiosk.wire.catalogue import Catalogue

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


def sample() -> Seen:
    """What the sample board and catalogue show."""
    board = read(Board, json.loads((FOLDER / "board.json").read_text("utf-8")))
    catalogue = read(Catalogue, json.loads((FOLDER / "catalogue.json").read_text("utf-8")))
    return Seen(board, catalogue, as_of=AT, live=True)


def pictures() -> list[Picture]:
    """All pictures, by name."""
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


async def draw(picture: Picture) -> Path:
    """Paint *picture* without a terminal and write it as SVG."""

    async def nothing() -> AsyncIterator[Seen]:
        for seen in ():
            yield seen

    colours = load_colours(picture.theme, shipped("themes"))
    app = LobbyApp(
        picture.seen,
        nothing,
        Stopped(picture.at),
        picture.language,
        colours,
        OFFICE,
        "papan-1",
        "https://antrean.ketapang.lan:8443",
    )
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
