"""Scenes of an office, with sample content: what the lobby's pictures and the tests' frames show."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from attrs import evolve, field, frozen

from kiosk.feed.state import FeedState
from kiosk.schema.reader import read_strictly
from kiosk.text.language import Text
from kiosk.ui.lobby.series import Series, with_board
from kiosk.wire.board import Board, BoardCall, BoardQueue, EstimatedWait, NextHoliday, Notice, OfficeNow
from kiosk.wire.catalogue import Catalogue, ShownStep

SAMPLES: Final = Path(__file__).parent / "pictures"
AT: Final = datetime(2026, 11, 24, 2, 42, 10, tzinfo=UTC)
"""09.42.10 in Ketapang, a Tuesday."""


@frozen
class Scene:
    """What a lobby has seen, when, and which calls it is announcing."""

    seen: FeedState
    at: datetime = AT
    series: Series = field(factory=Series)


def board() -> Board:
    """The sample board."""
    return read_strictly(Board, json.loads((SAMPLES / "board.json").read_text("utf-8")))


def catalogue() -> Catalogue:
    """The sample catalogue."""
    return read_strictly(Catalogue, json.loads((SAMPLES / "catalogue.json").read_text("utf-8")))


def sample() -> FeedState:
    """Both, just received."""
    return FeedState(board(), catalogue(), as_of=AT, live=True)


def _office() -> OfficeNow:
    office = board().office
    assert office is not None  # noqa: S101 (the sample has one)
    return office


def _seen(at: datetime = AT, **changes: Any) -> FeedState:
    """The sample with these fields of its board changed, received *at*."""
    return evolve(sample(), board=evolve(board(), at=at, **changes), as_of=at)


def _normal() -> Scene:
    return Scene(sample())


def _calling(count: int) -> Scene:
    new = (
        BoardCall(call=813, ticket="A013", counter="3", at=AT, service="paspor-baru", step="wawancara"),
        BoardCall(call=814, ticket="C005", counter="4", at=AT, service="itas-perpanjangan", step="berkas"),
        BoardCall(call=815, ticket="F008", counter="12", at=AT),
    )
    seen = _seen(calls=(*reversed(new[:count]), *board().calls))
    assert seen.board is not None  # noqa: S101
    return Scene(seen, AT, with_board(with_board(Series(), board(), AT, 0.0), seen.board, AT, 0.0))


def _guest() -> Scene:
    """A number whose visit is in English."""
    last, *others = board().calls
    guest = evolve(last, ticket="C005", service="itas-perpanjangan", step="berkas", language="en")
    return Scene(_seen(calls=(guest, *others)))


def _aged(seconds: int) -> Scene:
    """The network has been gone for *seconds*."""
    at = AT + timedelta(seconds=seconds)
    return Scene(evolve(sample(), live=False, attempt=19, retry_at=at + timedelta(seconds=6)), at)


def _empty() -> Scene:
    """Open, and nobody there yet."""
    queues = tuple(evolve(queue, waiting=0, wait=EstimatedWait(now=True)) for queue in board().queues)
    early = AT.replace(hour=1, minute=1)
    return Scene(_seen(early, calls=(), queues=queues), early)


def _closed(at: datetime, **changes: Any) -> Scene:
    idle = tuple(evolve(queue, waiting=0, wait=None) for queue in board().queues)
    return Scene(_seen(at, office=evolve(_office(), state="closed", **changes), calls=(), queues=idle), at)


def _before_opening() -> Scene:
    return _closed(AT.replace(hour=0, minute=10), next_open=AT.replace(hour=1, minute=0, second=0))


def _eve() -> Scene:
    """Closed, and tomorrow is a day off with a long name."""
    name = Text(
        "Cuti Bersama Hari Suci Nyepi (Tahun Baru Saka 1949)", "Joint holiday, Day of Silence (Saka New Year 1949)"
    )
    again = AT.replace(day=26, hour=1, minute=0, second=0)
    return _closed(AT.replace(hour=9, minute=30), next_open=again, next_holiday=NextHoliday(date(2026, 11, 25), name))


def _break(reason: Text | None) -> Scene:
    """A pause at noon, the last calls done."""
    noon = AT.replace(hour=5, minute=10)
    office = evolve(_office(), state="break", reason=reason, until=AT.replace(hour=6, minute=0))
    calls = tuple(evolve(call, state="done") for call in board().calls)
    waits = (
        EstimatedWait(80, 95),
        EstimatedWait(65, 75),
        EstimatedWait(55, 55),
        EstimatedWait(now=True),
        EstimatedWait(now=True),
    )
    queues = tuple(evolve(queue, wait=wait) for queue, wait in zip(board().queues, waits, strict=True))
    return Scene(_seen(noon, office=office, calls=calls, queues=queues), noon)


def _tickets_stopped() -> Scene:
    first, *rest = board().queues
    gone = evolve(first, waiting=0, quota_left=0, wait=None)
    noon = AT.replace(hour=5, minute=30)
    calls = tuple(evolve(call, at=call.at and call.at + (noon - AT)) for call in board().calls)
    return Scene(_seen(noon, office=evolve(_office(), state="tickets-closed"), calls=calls, queues=(gone, *rest)), noon)


def _closing() -> Scene:
    """Four o'clock is past, and two are still there."""
    evening = AT.replace(hour=9, minute=5)
    queues = tuple(evolve(queue, waiting=int(queue.letter == "A"), wait=None) for queue in board().queues)
    calls = tuple(evolve(call, state="serving" if place == 0 else "done") for place, call in enumerate(board().calls))
    return Scene(_seen(evening, office=evolve(_office(), state="closed"), calls=calls, queues=queues), evening)


def _day_off() -> Scene:
    """Closed on a working day, by a decree."""
    again = AT.replace(day=25, hour=1, minute=0, second=0)
    return _closed(AT, next_open=again, reason=Text("Cuti bersama Pilkada serentak", "Joint holiday, local elections"))


def _for_good() -> Scene:
    """Closed, and nobody knows until when."""
    return _closed(AT, next_open=None, next_holiday=None)


def _news() -> Scene:
    """Nobody is being called, and there is something to say."""
    at = AT + timedelta(minutes=2, seconds=20)
    told = Text(
        "Besok jaringan pusat dipelihara pukul 13.00-15.00: foto dan wawancara sesudahnya.",
        "Tomorrow the central network is down 13.00-15.00; photographs and interviews after that.",
    )
    calls = tuple(evolve(call, state="done") for call in board().calls)
    return Scene(_seen(at, calls=calls, notices=(Notice(text=told),)), at)


def _no_steps() -> Scene:
    """At rest, with the turn at a service that has no steps at the counters."""
    told = _news()
    first, *others = catalogue().sops
    elsewhere = evolve(first, id="epo", name=Text("Izin keluar", "Exit permit"), short=None, steps=())
    seen = evolve(told.seen, catalogue=evolve(catalogue(), sops=(elsewhere, *others)))
    assert seen.board is not None  # noqa: S101
    at = told.at + timedelta(seconds=30)
    return Scene(evolve(seen, board=evolve(seen.board, notices=()), as_of=at), at)


def _emergency() -> Scene:
    notice = Notice(
        "emergency",
        Text(
            "Jangan memakai lift. Berkumpul di lapangan upacara. Nomor Anda tetap berlaku.",
            "Do not use the lift. Meet on the parade ground. Your number remains valid.",
        ),
        Text("Gempa bumi", "Earthquake"),
        ("KELUAR", "PINTU TIMUR"),
        "USE EAST DOOR",
    )
    return Scene(_seen(notices=(notice,)))


def _taken_back() -> Scene:
    """The last call was a mistake."""
    last, *others = board().calls
    undone = evolve(last, state="withdrawn")
    series = evolve(with_board(Series(), board(), AT, 0.0), announced=(last.call,))
    seen = _seen(calls=(undone, *others))
    assert seen.board is not None  # noqa: S101
    return Scene(seen, AT, with_board(series, seen.board, AT, 0.0))


def _overflow() -> Scene:
    """Nine queues, names of 84 characters, fourteen steps, counters of two digits, numbers of five characters."""
    name = "Perpanjangan izin tinggal terbatas dan izin tinggal tetap bagi keluarga warga negara"
    queues = tuple(
        BoardQueue("ABCDEFGHI"[n], Text(name), waiting=100 + n, wait=EstimatedWait(100, 120)) for n in range(9)
    )
    steps = tuple(
        ShownStep(f"s{n}", Text(f"Pemeriksaan kelengkapan dan keabsahan berkas permohonan oleh petugas, bagian {n}"))
        for n in range(1, 15)
    )
    first, *others = catalogue().sops
    long = evolve(first, name=Text(name), short=None, steps=steps)
    calls = tuple(evolve(call, ticket=f"B0{call.ticket[1:]}", counter="12", step="s6") for call in board().calls)
    seen = _seen(calls=calls, queues=queues)
    return Scene(evolve(seen, catalogue=evolve(catalogue(), sops=(long, *others))))


def _six() -> Scene:
    """One queue more than a page of figures has, as the sample pack has them."""
    first, *others = board().queues
    today = BoardQueue("B", Text("Paspor hari ini", "Passport today"), waiting=2, wait=EstimatedWait(15, 20))
    return Scene(_seen(queues=(first, today, *others)))


def _bare() -> Scene:
    """A board as the smallest file gives it: no catalogue, no estimates."""
    told = Text("Loket 5 melayani pengaduan setiap hari kerja.", "Counter 5 hears complaints on every working day.")
    queues = tuple(evolve(queue, wait=None) for queue in board().queues)
    return Scene(
        evolve(_seen(catalogue=None, queues=queues, services=(), notices=(Notice(text=told),)), catalogue=None)
    )


SCENES: Final[dict[str, Callable[[], Scene]]] = {
    "normal": _normal,
    "calls-1": lambda: _calling(1),
    "calls-2": lambda: _calling(2),
    "calls-3": lambda: _calling(3),
    "guest": _guest,
    "taken-back": _taken_back,
    "old-20s": lambda: _aged(20),
    "old-70s": lambda: _aged(70),
    "lost": lambda: _aged(200),
    "unconnected": lambda: Scene(FeedState(attempt=4)),
    "empty": _empty,
    "six-queues": _six,
    "bare": _bare,
    "before-opening": _before_opening,
    "break": lambda: _break(None),
    "friday": lambda: _break(Text("Istirahat salat Jumat", "Friday prayers")),
    "tickets-stopped": _tickets_stopped,
    "closing": _closing,
    "day-off": _day_off,
    "for-good": _for_good,
    "news": _news,
    "no-steps": _no_steps,
    "eve-of-holiday": _eve,
    "warning": lambda: Scene(_seen(warnings=("calendar-2028-missing",))),
    "outdated": lambda: Scene(evolve(_seen(), outdated=True)),
    "emergency": _emergency,
    "overflow": _overflow,
}
"""By name: what a lobby may have to show."""
