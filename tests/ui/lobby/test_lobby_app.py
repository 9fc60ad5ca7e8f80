"""The lobby as an app: what it paints first, what a new board changes, what no size can break."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from attrs import evolve
from waiting import until_shown

from kiosk.feed.cache import CacheWriter, read_cache
from kiosk.feed.state import FeedState
from kiosk.time.instant import Instant
from kiosk.ui.lobby.app import LobbyApp
from kiosk.ui.lobby.screen import ZoneWidget
from kiosk.ui.lobby.series import AT_LEAST
from kiosk.ui.lobby.view import View
from kiosk.ui.rows_widget import frame_text
from kiosk.ui.theme import CONSOLE
from kiosk.wire.board import Board, BoardCall, Notice

pytestmark = pytest.mark.anyio

Frame = Callable[[View, int, int], list[str]]


class Hand:
    """A clock that a test moves."""

    def __init__(self, at: datetime) -> None:
        self.at = at
        self.seconds = 0.0

    def now(self) -> datetime:
        return self.at + timedelta(seconds=self.seconds)

    def monotonic(self) -> float:
        return self.seconds

    def moment(self) -> Instant:
        return Instant(self.now(), "test", self.seconds)


class Feed:
    """A feed that a test fills."""

    def __init__(self) -> None:
        self._waiting: asyncio.Queue[FeedState] = asyncio.Queue()
        self.started = False

    def put(self, seen: FeedState) -> None:
        self._waiting.put_nowait(seen)

    async def follow(self) -> AsyncIterator[FeedState]:
        self.started = True
        while True:
            yield await self._waiting.get()


@pytest.fixture
def clock(at: datetime) -> Hand:
    return Hand(at)


@pytest.fixture
def feed() -> Feed:
    return Feed()


def lobby(first: FeedState, feed: Feed, clock: Hand) -> LobbyApp:
    return LobbyApp(first, feed.follow, clock, "id", CONSOLE, "Kantor Imigrasi", "papan-1", "http://x")


async def until_drawn(app: LobbyApp, rows: Callable[[], list[str]]) -> None:
    """Wait until the screen shows *rows*: on a busy machine the layout follows after a pause of the pilot is over."""
    with suppress(TimeoutError):
        await until_shown(lambda: frame_text(app.screen) == rows())
    assert frame_text(app.screen) == rows()


def called(app: LobbyApp) -> str:
    hero = app.view.hero
    return hero.ticket if hero else ""


async def test_the_first_paint_is_what_was_kept_and_follows_only_then(
    sample: FeedState, feed: Feed, clock: Hand, frame: Frame
) -> None:
    app = lobby(sample, feed, clock)
    async with app.run_test(size=(120, 33)):
        await until_drawn(app, lambda: frame(app.view, 120, 33))
        await until_shown(lambda: feed.started)


async def test_the_screen_shows_what_the_feed_gives(
    sample: FeedState, board: Board, feed: Feed, clock: Hand, frame: Frame
) -> None:
    app = lobby(FeedState(), feed, clock)
    async with app.run_test(size=(80, 24)):
        assert "belum ada data" in frame_text(app.screen)[-1]
        feed.put(sample)
        assert await app.wait_until_informed(5)
        await until_drawn(app, lambda: frame(app.view, 80, 24))


async def test_zones_are_made_once_and_for_all(sample: FeedState, board: Board, feed: Feed, clock: Hand) -> None:
    app = lobby(sample, feed, clock)
    async with app.run_test(size=(120, 33)) as pilot:
        before = list(app.screen.query(ZoneWidget))
        for version in range(30):
            feed.put(evolve(sample, board=evolve(board, revision=version)))
        await until_shown(lambda: app.view.board.revision == 29)
        for _ in range(200):
            clock.seconds += 1
            app._tick()
        await pilot.pause()
        assert app.view.stage == "lost"
        assert list(app.screen.query(ZoneWidget)) == before


async def test_a_new_call_flips_four_times_and_ends_in_the_colour_of_a_call(
    sample: FeedState, board: Board, feed: Feed, clock: Hand
) -> None:
    app = lobby(sample, feed, clock)
    async with app.run_test(size=(120, 33)):
        call = BoardCall(call=813, ticket="A013", counter="2", at=clock.now())
        feed.put(evolve(sample, board=evolve(board, calls=(call, *board.calls))))
        await until_shown(lambda: called(app) == "A013")
        seen = []
        for half in range(12):
            clock.seconds = half / 2
            seen.append(app.view.flipped)
        assert seen == [False, True] * 4 + [False] * 4


async def test_what_is_there_at_the_first_paint_does_not_flip(sample: FeedState, feed: Feed, clock: Hand) -> None:
    app = lobby(FeedState(), feed, clock)
    async with app.run_test(size=(120, 33)):
        feed.put(sample)
        assert await app.wait_until_informed(5)
        clock.seconds = 0.5
        assert not app.view.flipped


async def test_it_is_remembered_when_a_call_was_over(sample: FeedState, board: Board, feed: Feed, clock: Hand) -> None:
    app = lobby(sample, feed, clock)
    async with app.run_test(size=(120, 33)):
        standing = app.view
        clock.seconds = 4
        feed.put(evolve(sample, board=evolve(board, calls=(evolve(board.calls[0], state="serving"),))))
        await until_shown(lambda: app.view.rests_since is not None)
        assert standing.calling and standing.rests_since is None
        assert app.view.rests_since == app.view.now


async def test_an_emergency_covers_the_zones_and_goes_again(
    sample: FeedState, board: Board, feed: Feed, clock: Hand, frame: Frame
) -> None:
    app = lobby(sample, feed, clock)
    async with app.run_test(size=(120, 33)):
        normal = frame_text(app.screen)
        notice = Notice("emergency", lines=("KELUAR",))
        feed.put(evolve(sample, board=evolve(board, notices=(notice,))))
        await until_shown(lambda: app.view.emergency is not None)
        await until_drawn(app, lambda: frame(app.view, 120, 33))
        assert any("DARURAT" in row for row in frame_text(app.screen))
        feed.put(sample)
        await until_shown(lambda: app.view.emergency is None)
        await until_drawn(app, lambda: normal)


async def test_ages_grow_without_any_data(sample: FeedState, feed: Feed, clock: Hand) -> None:
    app = lobby(sample, feed, clock)
    async with app.run_test(size=(120, 33)):
        clock.seconds = 200
        await until_shown(lambda: "3 menit lalu" in frame_text(app.screen)[-1])
        await until_shown(lambda: "PAPAN TIDAK DIPERBARUI SEJAK 09.42" in frame_text(app.screen)[2])


async def test_no_size_and_no_storm_of_sizes_breaks_it(
    sample: FeedState,
    feed: Feed,
    clock: Hand,
    frame: Frame,
) -> None:
    app = lobby(sample, feed, clock)
    async with app.run_test(size=(120, 33)) as pilot:
        for size in [
            (1, 1),
            (2, 1),
            (10, 3),
            (59, 19),
            (60, 20),
            (300, 100),
            (80, 24),
            (79, 24),
            (240, 67),
            (120, 33),
        ] * 3:
            await pilot.resize_terminal(*size)
            await until_drawn(app, lambda: frame(app.view, *size))  # noqa: B023


class Voice:
    """A speaker that speaks until a test lets it end."""

    def __init__(self) -> None:
        self.speaking = False
        self.seen: list[tuple[str | None, bool, str]] = []

    def update(self, call: BoardCall | None, emergency: Notice | None, now: datetime) -> None:
        self.seen.append((call.ticket if call else None, emergency is not None, f"{now:%H.%M}"))


async def test_the_voice_is_told_what_the_bar_stands_at_and_the_bar_waits_for_it(
    sample: FeedState, board: Board, feed: Feed, clock: Hand
) -> None:
    app = lobby(sample, feed, clock)
    app.speaker = voice = Voice()
    async with app.run_test(size=(120, 33)):
        calls = [BoardCall(call=n, ticket=f"A0{n - 800}", counter="2", at=clock.now()) for n in (814, 813)]
        feed.put(evolve(sample, board=evolve(board, calls=(*calls, *board.calls))))
        await until_shown(lambda: voice.seen[-1:] == [("A013", False, "09.42")])
        voice.speaking = True
        clock.seconds = 12
        seen = len(voice.seen)
        await until_shown(lambda: len(voice.seen) > seen + 2)
        assert voice.seen[-1][0] == "A013"
        voice.speaking = False
        await until_shown(lambda: voice.seen[-1][0] == "A014")
        feed.put(evolve(sample, board=evolve(board, notices=(Notice("emergency", lines=("KELUAR",)),))))
        await until_shown(lambda: voice.seen[-1][1])


async def test_the_voice_goes_quiet_when_the_data_are_too_old_but_an_emergency_stays(
    sample: FeedState, board: Board, feed: Feed, clock: Hand
) -> None:
    app = lobby(sample, feed, clock)
    app.speaker = voice = Voice()
    async with app.run_test(size=(120, 33)):
        call = BoardCall(call=813, ticket="A013", counter="2", at=clock.now())
        fire = Notice("emergency", lines=("KELUAR",))
        shown = evolve(board, calls=(call, *board.calls), notices=(fire,))
        feed.put(evolve(sample, board=shown, as_of=clock.now()))
        await until_shown(lambda: voice.seen[-1:] == [("A013", True, "09.42")])
        voice.speaking = True
        clock.seconds = 59
        app._tick()
        assert voice.seen[-1][:2] == ("A013", True)
        clock.seconds = 60
        app._tick()
        assert voice.seen[-1][:2] == (None, True)


async def test_an_alternating_lobby_changes_language_every_twenty_seconds_but_not_while_calling(
    sample: FeedState, board: Board, at: datetime, feed: Feed
) -> None:
    clock = Hand(at.replace(second=0))
    app = lobby(sample, feed, clock)
    app.alternates = True

    def shown() -> str:
        row = frame_text(app.screen)[2]
        return "id" if "NOMOR ANTREAN" in row else "en" if "TICKET NUMBER" in row else row

    async with app.run_test(size=(120, 33)):
        first = app.language
        clock.seconds = 35
        await until_shown(lambda: shown() != first)
        call = BoardCall(call=813, ticket="A013", counter="2", at=clock.now())
        feed.put(evolve(sample, board=evolve(board, calls=(call, *board.calls)), as_of=clock.now()))
        await until_shown(lambda: called(app) == "A013")
        clock.seconds = 41
        app._go_on()
        assert app.series.lines and app.language != first
        clock.seconds = 35 + AT_LEAST
        await until_shown(lambda: not app.series.lines and shown() == first)


async def test_three_calls_take_the_left_half_for_as_long_as_they_last(
    sample: FeedState, board: Board, feed: Feed, clock: Hand, frame: Frame
) -> None:
    app = lobby(sample, feed, clock)
    async with app.run_test(size=(120, 33)):
        zones = list(app.screen.query(ZoneWidget))
        calls = [BoardCall(call=813 + n, ticket=f"A02{n}", counter=str(n + 1), at=clock.now()) for n in range(3)]
        feed.put(evolve(sample, board=evolve(board, calls=(*reversed(calls), *board.calls))))
        for place in range(3):
            clock.seconds = place * AT_LEAST
            await until_shown(lambda: len(app.series.lines) == 3 and app.series.bar == place)  # noqa: B023
            await until_drawn(app, lambda: frame(app.view, 120, 33))
            assert sum("█" in row[:2] for row in frame_text(app.screen)) == 7
        clock.seconds = 3 * AT_LEAST
        await until_shown(lambda: not app.series.lines and called(app) == "A022")
        await until_drawn(app, lambda: frame(app.view, 120, 33))
        assert list(app.screen.query(ZoneWidget)) == zones


async def test_an_emergency_kept_on_disk_is_on_the_screen_before_the_network(
    sample: FeedState, board: Board, feed: Feed, clock: Hand, tmp_path: Path
) -> None:
    notice = Notice("emergency", lines=("KELUAR",))
    CacheWriter(tmp_path).write(evolve(sample, board=evolve(board, notices=(notice,))))
    clock.seconds = 3600
    app = lobby(read_cache(tmp_path), feed, clock)
    async with app.run_test(size=(120, 33)):
        assert any("DARURAT" in row for row in frame_text(app.screen))


async def test_the_calls_before_are_right_when_they_have_their_place_again(
    sample: FeedState, board: Board, feed: Feed, clock: Hand, frame: Frame
) -> None:
    app = lobby(sample, feed, clock)
    async with app.run_test(size=(120, 33)):
        calls = [BoardCall(call=813 + n, ticket=f"A02{n}", counter=str(n + 1), at=clock.now()) for n in range(2)]
        for count in (1, 2):
            feed.put(evolve(sample, board=evolve(board, calls=(*reversed(calls[:count]), *board.calls))))
            await until_shown(lambda: len(app.series.lines) == count)  # noqa: B023
            await until_drawn(app, lambda: frame(app.view, 120, 33))
        for place in (1, 2):
            clock.seconds = place * AT_LEAST
            await until_shown(lambda: app.series.bar == 1 or not app.series.lines)
        await until_shown(lambda: not app.series.lines)
        await until_drawn(app, lambda: frame(app.view, 120, 33))
