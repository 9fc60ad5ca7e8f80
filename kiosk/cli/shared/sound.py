"""What commands that can be heard have in common: their options, and the speaker made of them."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import time
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, TypeVar

import click
from attrs import frozen

from kiosk.text.language import tr

if TYPE_CHECKING:
    from kiosk.sound.player import Player
    from kiosk.sound.speaker import SpeakerThread
    from kiosk.sound.voice import Voice

F = TypeVar("F", bound=Callable[..., Any])

Mode = Literal["off", "chime", "voice"]
MODES: Final[tuple[Mode, ...]] = ("off", "chime", "voice")


@frozen
class Sound:
    """How a terminal is heard."""

    mode: Mode = "off"
    volume: int = 100
    """Percent of full loudness."""
    clips: Path | None = None
    player: str | None = None
    """A command that plays the WAV file whose path is added to it; else whichever player is there."""
    quiet: tuple[tuple[time, time], ...] = ()
    """Hours, of the office, in which no calls are announced."""

    def voice(self) -> "Voice":
        """What says the sentences."""
        from kiosk.sound.clips import Clips
        from kiosk.sound.speech import synthesize
        from kiosk.sound.voice import Voice

        clips = Clips(self.clips) if self.clips else None
        return Voice(clips, synthesize if self.mode == "voice" else None, self.volume)

    def playing(self) -> "Player":
        """What plays them."""
        from kiosk.sound.player import Player, players

        return Player(players(self.player))

    @contextmanager
    def speaker(self) -> "Iterator[SpeakerThread | None]":
        """What says aloud what a screen shows, silent once this ends; none where sound is off."""
        if self.mode == "off":
            yield None
            return
        from kiosk.sound.speaker import QuietHours, SpeakerThread

        speaker = SpeakerThread(self.voice(), self.playing(), [QuietHours(start, end) for start, end in self.quiet])
        try:
            yield speaker
        finally:
            speaker.close()


class Hours(click.ParamType[tuple[time, time]]):
    """A time of day to another: 12.00-13.00."""

    name = "hours"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[time, time]:
        """Read it, with dots or colons."""
        start, _, end = str(value).replace(".", ":").partition("-")
        try:
            return time.fromisoformat(start.strip()), time.fromisoformat(end.strip())
        except ValueError:
            text = tr("{v!r} bukan jam; contoh: 12.00-13.00")
            self.fail(" / ".join(text.format(v=value)[language] for language in ("id", "en")), param, ctx)


_VOICE: Final = (
    click.option(
        "--volume",
        metavar="PERSEN",
        type=click.IntRange(0, 100),
        default=100,
        envvar="KIOSK_VOLUME",
        show_default=True,
        help="Keras suara, persen. / Loudness, percent.",
    ),
    click.option(
        "--clips",
        metavar="FOLDER",
        type=click.Path(path_type=Path),
        envvar="KIOSK_CLIPS",
        help="Folder rekaman suara; tanpa itu: espeak-ng. / Folder of recorded clips; else espeak-ng.",
    ),
    click.option(
        "--player",
        metavar="PERINTAH",
        envvar="KIOSK_PLAYER",
        help="Pemutar berkas WAV; tanpa itu: pw-play, paplay, aplay. / What plays a WAV file.",
    ),
)

_SCREEN: Final = (
    click.option(
        "--sound",
        type=click.Choice(MODES),
        default="off",
        envvar="KIOSK_SOUND",
        show_default=True,
        help="Bunyi terminal ini: bel, atau bel dan suara. / How this terminal sounds: chime, or chime and voice.",
    ),
    click.option(
        "--quiet",
        metavar="JAM",
        type=Hours(),
        multiple=True,
        envvar="KIOSK_QUIET",
        help="Jam tanpa panggilan suara: 12.00-13.00. / Hours without spoken calls.",
    ),
    *_VOICE,
)


def voice_options(command: F) -> F:
    """Options of how a voice sounds, each an argument of *command*."""
    return _with(_VOICE, command)


def sound_options(command: Callable[..., None]) -> Callable[..., None]:
    """Options of a screen that can be heard, together the argument `sound` of *command*."""

    @wraps(command)
    def collected(
        *,
        sound: Mode,
        volume: int,
        clips: Path | None,
        player: str | None,
        quiet: tuple[tuple[time, time], ...],
        **rest: object,
    ) -> None:
        command(sound=Sound(sound, volume, clips, player, quiet), **rest)

    return _with(_SCREEN, collected)


def _with(options: Sequence[Callable[[F], F]], command: F) -> F:
    for option in reversed(options):
        command = option(command)
    return command
