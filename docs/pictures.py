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
from datetime import datetime, timedelta
from pathlib import Path

from attrs import evolve, field, frozen
from drawing import svg_of
from scenes import AT, SCENES, sample

from kiosk.config.resources import resource_folder
from kiosk.feed.sender import CommandAnswer, Unreachable
from kiosk.feed.state import FeedState
from kiosk.schema.reader import read_strictly
from kiosk.text.language import Language, Text
from kiosk.time.instant import Instant
from kiosk.ui.app import KioskApp
from kiosk.ui.counter.app import CounterApp
from kiosk.ui.counter.model.search import SearchAnswer, receive_answer
from kiosk.ui.counter.update import press
from kiosk.ui.lobby.app import LobbyApp
from kiosk.ui.lobby.series import Series
from kiosk.ui.theme import load_colours, theme_names
from kiosk.wire.answer import FoundVisit, SearchResult
from kiosk.wire.command.union import Command
from kiosk.wire.counter import CounterDocument

FOLDER = Path(__file__).parent / "pictures"
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

    def moment(self) -> Instant:
        """The instant."""
        return Instant(self.at, "picture", 0.0)


@frozen
class Picture:
    """One screen at one size."""

    name: str
    size: tuple[int, int]
    seen: FeedState
    at: datetime = AT
    theme: str = "resmi"
    language: Language = "id"
    keys: str = ""
    """Pressed at the counter; the lobby, which *seen* without a counter's document shows, has none."""
    series: Series = field(factory=Series)
    """The calls that the lobby is announcing."""


def at_counter(name: str) -> FeedState:
    """What the counter of a sample document sees, at an office that set standards."""
    document = read_strictly(CounterDocument, json.loads((FOLDER / f"{name}.json").read_text("utf-8")))
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
        Picture("counter-locked-80x24", (80, 24), serving, keys="Q1937"),
        Picture("counter-find-80x24", (80, 24), serving, keys="CPASPOR"),
        Picture("counter-standard-80x24", (80, 24), serving, keys="O"),
    ]


def pictures() -> list[Picture]:
    """All pictures, by name."""
    return [*lobby_pictures(), *counter_pictures()]


def lobby_pictures() -> list[Picture]:
    """Those of the lobby: the usual scene at every size and in every theme, and what else a wall may have to show."""
    sizes = ((60, 20), (80, 24), (120, 33), (160, 45), (240, 67))
    themes = [theme for theme in theme_names(resource_folder("themes")) if theme != "resmi"]
    others = ("calls-3", "lost", "before-opening", "friday", "tickets-stopped", "eve-of-holiday", "emergency")
    return [
        *(lobby_picture(f"lobby-{w}x{h}", "normal", (w, h)) for w, h in sizes),
        *(lobby_picture(f"lobby-{name}-120x33", name) for name in others),
        *(lobby_picture(f"lobby-{theme}-120x33", "normal", theme=theme) for theme in themes),
        lobby_picture("lobby-calls-3-80x24", "calls-3", (80, 24)),
        lobby_picture("lobby-english-120x33", "normal", language="en"),
    ]


def lobby_picture(
    name: str, scene: str, size: tuple[int, int] = (120, 33), theme: str = "resmi", language: Language = "id"
) -> Picture:
    """A scene of the lobby at one size, in one theme and language."""
    shown = SCENES[scene]()
    return Picture(name, size, shown.seen, shown.at, theme, language, series=shown.series)


def search_result() -> SearchResult:
    """What the endpoint finds in the pictures: one who waits, and one who has gone."""
    waiting = FoundVisit(
        "v-A013", 9, "A013", "paspor-baru", "waiting", "9f3c21", _ago(16), "berkas", 2, 6, None, "A", 0
    )
    gone = FoundVisit("v-A007", 7, "A007", "paspor-baru", "ended", counter="1", since=_ago(11), outcome="done")
    return SearchResult((waiting, gone))


def _ago(minutes: int) -> datetime:
    return AT - timedelta(minutes=minutes)


async def no_states() -> AsyncIterator[FeedState]:
    """A stream that brings nothing."""
    none: tuple[FeedState, ...] = ()
    for seen in none:
        yield seen


async def reach_nobody(_: Command, __: str) -> CommandAnswer:
    """An endpoint that nobody reaches."""
    return Unreachable(Text("gambar", "a picture"), "http://127.0.0.1:8765")


def app_of(picture: Picture, theme: str | None = None) -> KioskApp:
    """The program that shows *picture*, in its own theme or another."""
    colours, clock = load_colours(theme or picture.theme, resource_folder("themes")), Stopped(picture.at)
    if picture.seen.counter is None:
        url = "https://antrean.ketapang.lan:8443"
        lobby = LobbyApp(picture.seen, no_states, clock, picture.language, colours, OFFICE, "papan-1", url)
        lobby.series = picture.series
        return lobby
    app = CounterApp(
        picture.seen, no_states, reach_nobody, clock, picture.language, colours, unlocked_by=picture.seen.counter.who
    )
    for key in picture.keys:
        app.model, _ = press(app.model, "space" if key == " " else key, picture.at, 0.0)
    if search := app.model.search:
        app.model = evolve(app.model, search=receive_answer(search, SearchAnswer(search.words, search_result())))
    return app


async def picture_svg(picture: Picture) -> str:
    """*picture* as SVG, painted without a terminal."""
    app = app_of(picture)
    async with app.run_test(size=picture.size) as pilot:
        await pilot.pause()
        return svg_of(app.screen)


def to_png(svg: Path) -> None:
    """The same picture for viewers without SVG, if rsvg-convert is there."""
    convert = shutil.which("rsvg-convert")
    if convert:
        command = [convert, "--width", "1600", "--output", str(svg.with_suffix(".png")), str(svg)]
        subprocess.run(command, check=True)  # noqa: S603


def main() -> None:
    """Draw all pictures, or those named; when all, those that nothing draws any more go."""
    wanted = sys.argv[1:]
    drawn = {picture.name for picture in pictures()}
    for old in () if wanted else FOLDER.glob("*.svg"):
        if old.stem not in drawn:
            old.unlink()
    for picture in pictures():
        if not wanted or picture.name in wanted:
            path = FOLDER / f"{picture.name}.svg"
            path.write_text(asyncio.run(picture_svg(picture)), "utf-8")
            to_png(path)


if __name__ == "__main__":
    main()
