"""What commands that can be heard have in common: their options, and the speaker made of them."""

from collections.abc import Callable
from datetime import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, TypeVar

import click
from attrs import frozen

from kiosk.language import Text

if TYPE_CHECKING:
    from kiosk.sound.player import Player
    from kiosk.sound.speaker import Speaker
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
        from kiosk.sound.speech import spoken
        from kiosk.sound.voice import Voice

        clips = Clips(self.clips) if self.clips else None
        return Voice(clips, spoken if self.mode == "voice" else None, self.volume)

    def playing(self) -> "Player":
        """What plays them."""
        from kiosk.sound.player import Player, players

        return Player(players(self.player))

    def speaker(self) -> "Speaker":
        """The speaker for a screen."""
        from kiosk.clock import SystemClock
        from kiosk.sound.speaker import Quiet, Speaker

        quiet = [Quiet(start, end) for start, end in self.quiet]
        return Speaker(self.voice(), self.playing(), SystemClock().now, quiet)


class Hours(click.ParamType[tuple[time, time]]):
    """A time of day to another: 12.00-13.00."""

    name = "hours"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[time, time]:
        """Read it, with dots or colons."""
        start, _, end = str(value).replace(".", ":").partition("-")
        try:
            return time.fromisoformat(start.strip()), time.fromisoformat(end.strip())
        except ValueError:
            text = Text("{v!r} bukan jam; contoh: 12.00-13.00", "{v!r} is no time; an example: 12.00-13.00")
            self.fail(" / ".join(text.format(v=value)[language] for language in ("id", "en")), param, ctx)


def voice_options(command: F) -> F:
    """Options that say how it sounds."""
    for option in reversed(
        (
            click.option(
                "--volume", type=click.IntRange(0, 100), default=100, show_default=True, help="Persen. / Percent."
            ),
            click.option(
                "--clips",
                type=click.Path(path_type=Path),
                help="Folder rekaman suara; tanpa itu: espeak-ng. / Folder of recorded clips; else espeak-ng.",
            ),
            click.option(
                "--player",
                help="Perintah pemutar berkas WAV; tanpa itu: pw-play, paplay, aplay. / Command that plays a WAV file.",
            ),
        )
    ):
        command = option(command)
    return command
