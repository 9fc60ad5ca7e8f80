"""`kiosk demo`: a simulated day on the ordinary screens; the office itself is another process."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, Final, Literal, NoReturn

import click

from kiosk.cli.shared.groups import example
from kiosk.cli.shared.options import Typed, language_option
from kiosk.cli.shared.screen import colours_of, theme_option
from kiosk.cli.sound import SoundSettings, sound_options
from kiosk.feed.follower import follow
from kiosk.feed.sender import Sender
from kiosk.feed.source import Source, source_of
from kiosk.feed.state import FeedState
from kiosk.simulate.people import PIN
from kiosk.system.clock import SystemClock
from kiosk.text.language import Language, tr
from kiosk.ui.terminal.capabilities import prepare, require_terminal

if TYPE_CHECKING:
    from kiosk.sound.speaker import SpeakerThread
    from kiosk.ui.app import KioskApp
    from kiosk.ui.theme import Colours

_COUNTER: Final = "3"
"""The counter that the user serves in a demo of the counter's screen."""
_PATIENCE: Final = 5.0
"""Seconds that the office may take to end."""


def _read_time(typed: str) -> str:
    datetime.fromisoformat(typed)
    return typed


_TIME: Final = Typed("iso-time", _read_time, "{v!r} bukan waktu; contoh / is no time; for example: 2026-11-24T09:42")


@example("kiosk demo --role counter --speed 3")
@click.command()
@click.option(
    "--speed",
    metavar="KALI",
    type=click.FloatRange(0.1, 60),
    default=6,
    show_default=True,
    help="Berapa kali lebih cepat orang datang dan dilayani; jam tetap. / How many times faster people are.",
)
@click.option("--seed", metavar="ANGKA", type=int, default=120, show_default=True, help="Hari yang mana. / Which day.")
@click.option(
    "--at", metavar="WAKTU", type=_TIME, help="Mulai kapan, waktu kantor. / When it begins. [2026-11-24T09:42]"
)
@click.option(
    "--past",
    metavar="HARI",
    type=click.IntRange(0, 20),
    default=5,
    show_default=True,
    help="Hari kerja sebelumnya yang ikut disimulasikan. / Working days before that are simulated too.",
)
@click.option(
    "--role",
    type=click.Choice(["lobby", "counter"]),
    default="lobby",
    show_default=True,
    help="Papan atau loket. / A lobby or a counter.",
)
@language_option
@theme_option
@sound_options
def command(
    speed: float,
    seed: int,
    at: str | None,
    past: int,
    role: Literal["lobby", "counter"],
    language: Language,
    theme: str | None,
    sound: SoundSettings,
) -> None:
    """Hari simulasi; keluar dengan q atau Ctrl+C. / A simulated day; leave with q or Ctrl+C."""
    require_terminal(os.environ)
    prepare(os.environ)
    plan = {"at": at, "seed": seed, "speed": speed, "counter": _COUNTER if role == "counter" else None, "past": past}
    click.echo(tr("Menyiapkan kantor simulasi ..")[language], err=True)
    with _office(plan) as (opened, complaints), sound.speaker() as speaker:
        colours = colours_of(theme)
        line = opened.readline()
        if not line:
            _end(complaints, language)
        office = json.loads(line)
        source = source_of(office["url"], office["token"])
        if role == "lobby":
            app = _lobby(source, language, colours, speaker)
        else:
            app = _counter(source, office["person"], language, colours)
        app.run(mouse=False)
    sys.exit(app.return_code or 0)


@contextmanager
def _office(plan: Mapping[str, object]) -> Iterator[tuple[IO[bytes], IO[bytes]]]:
    """Run the office while this lasts; gives the streams of its address and of its complaints."""
    with TemporaryFile() as complaints:
        office = subprocess.Popen(  # noqa: S603 (our own interpreter and module)
            [sys.executable, "-m", "kiosk.cli.demo.office", json.dumps(plan)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=complaints,
            start_new_session=True,
        )
        assert office.stdin is not None and office.stdout is not None  # noqa: S101 (both are pipes)
        try:
            yield office.stdout, complaints
        finally:
            office.stdin.close()
            try:
                office.wait(_PATIENCE)
            except subprocess.TimeoutExpired:
                office.kill()
                office.wait()
            office.stdout.close()


def _lobby(source: Source, language: Language, colours: "Colours", speaker: "SpeakerThread | None") -> "KioskApp":
    from kiosk.ui.lobby.app import LobbyApp

    clock = SystemClock()
    app = LobbyApp(
        FeedState(), partial(follow, source, clock), clock, language, colours, None, "demo", source.url, may_quit=True
    )
    app.bind("q", "leave", show=False)
    app.speaker = speaker
    return app


def _counter(source: Source, person: str, language: Language, colours: "Colours") -> "KioskApp":
    from kiosk.ui.counter.app import CounterApp

    clock = SystemClock()
    hint = tr("Demo: kode {k}, PIN {p}.").format(k=person, p=PIN)
    sender = Sender(source, clock)
    return CounterApp(
        FeedState(),
        partial(follow, source, clock),
        sender.send,
        clock,
        language,
        colours,
        may_quit=True,
        unlocked_by=person,
        pin_hint=hint,
        locks=False,
        search=sender.find,
    )


def _end(complaints: IO[bytes], language: Language) -> NoReturn:
    """End the program with the office's last words, which say why there is none."""
    complaints.seek(0)
    words = complaints.read().decode("utf-8", "replace").strip()
    text = tr("kantor simulasi tidak dapat dibuka")
    click.echo(f"{words}\nkiosk demo: {text[language]}", err=True)
    sys.exit(os.EX_SOFTWARE)
