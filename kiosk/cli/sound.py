"""How a terminal sounds: the options and the speaker made of them; `kiosk say` tries a call's voice."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import time
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, TypeVar

import click
from attrs import frozen

from kiosk.cli.shared.groups import example
from kiosk.cli.shared.options import Typed, add_options
from kiosk.text.language import LANGUAGES, Language, tr
from kiosk.text.os_error_text import os_error_text
from kiosk.text.sanitize import sanitize

if TYPE_CHECKING:
    from kiosk.sound.player import Player
    from kiosk.sound.speaker import SpeakerThread
    from kiosk.sound.voice import Voice

F = TypeVar("F", bound=Callable[..., Any])
Mode = Literal["off", "chime", "voice"]
MODES: Final[tuple[Mode, ...]] = ("off", "chime", "voice")


@frozen
class SoundSettings:
    mode: Mode = "off"
    volume: int = 100
    clips: Path | None = None
    player: str | None = None
    """A command that plays the WAV file whose path is added to it; None for whichever player is installed."""
    quiet: tuple[tuple[time, time], ...] = ()
    """Spans of the office's day in which no calls are announced."""

    def voice(self) -> "Voice":
        from kiosk.sound.speech import synthesize
        from kiosk.sound.voice import Clips, Voice

        clips = Clips(self.clips) if self.clips else None
        return Voice(clips, synthesize if self.mode == "voice" else None, self.volume)

    def open_player(self) -> "Player":
        from kiosk.sound.player import Player, players

        return Player(players(self.player))

    @contextmanager
    def speaker(self) -> "Iterator[SpeakerThread | None]":
        """Open the speaker for what a screen shows; None where sound is off. It is silent once this ends."""
        if self.mode == "off":
            yield None
            return
        from kiosk.sound.speaker import QuietHours, SpeakerThread

        speaker = SpeakerThread(self.voice(), self.open_player(), [QuietHours(start, end) for start, end in self.quiet])
        try:
            yield speaker
        finally:
            speaker.close()


def _read_hours(typed: str) -> tuple[time, time]:
    start, _, end = typed.replace(".", ":").partition("-")
    return time.fromisoformat(start.strip()), time.fromisoformat(end.strip())


_NO_HOURS: Final = tr("{v!r} bukan jam; contoh: 12.00-13.00")
_HOURS: Final = Typed("hours", _read_hours, " / ".join(_NO_HOURS[language] for language in LANGUAGES))
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
        type=_HOURS,
        multiple=True,
        envvar="KIOSK_QUIET",
        help="Jam tanpa panggilan suara: 12.00-13.00. / Hours without spoken calls.",
    ),
    *_VOICE,
)


def voice_options(command: F) -> F:
    """Add the options of a voice, each an argument of *command*."""
    return add_options(command, *_VOICE)


def sound_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options of a screen with sound, together the argument `sound` of *command*."""

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
        command(sound=SoundSettings(sound, volume, clips, player, quiet), **rest)

    return add_options(collected, *_SCREEN)


if TYPE_CHECKING:
    from kiosk.sound.announcer import CallAnnouncement


_SILENT: Final = tr("Tidak ada bunyi: periksa kartu suara, atau pasang alsa-utils.")


@example("kiosk say A012 3 --language en --out coba.wav")
@click.command()
@click.argument("ticket", metavar="[NOMOR]", required=False)
@click.argument("counter", metavar="[LOKET]", required=False)
@click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    default="id",
    show_default=True,
    help="en: bahasa Inggris sesudahnya. / en: English after it.",
)
@click.option(
    "--out", metavar="BERKAS", type=click.Path(path_type=Path), help="Tulis ke berkas WAV. / Write a WAV file instead."
)
@voice_options
def say(
    ticket: str | None,
    counter: str | None,
    language: Language,
    out: Path | None,
    volume: int,
    clips: Path | None,
    player: str | None,
) -> None:
    """Coba suara panggilan: kiosk say A012 3. / Try a call's voice.

    Hanya dengan --clips: rekaman yang masih kurang. / With --clips only: the clips still missing.
    """
    if ticket is None and clips is not None:
        _list_missing(clips)
    elif ticket is None or counter is None:
        raise click.UsageError("nomor atau loket kurang / number or counter is missing: kiosk say A012 3")
    else:
        called = _call_of(sanitize(ticket, 8), sanitize(counter, 20), language)
        _say(called, SoundSettings("voice", volume, clips, player), out)


def _call_of(ticket: str, counter: str, language: Language) -> "CallAnnouncement":
    from kiosk.sound.announcer import CallAnnouncement

    if not (ticket.isascii() and ticket.replace("-", "").isalnum()):
        raise click.UsageError(f"{ticket!r}: bukan nomor / not a number: A012")
    return CallAnnouncement(0, ticket.upper(), counter, language)


def _say(called: "CallAnnouncement", sound: SoundSettings, out: Path | None) -> None:
    from kiosk.sound.pcm import write_wav
    from kiosk.sound.voice import announcement_sentences

    for sentence in announcement_sentences(called):
        click.echo(sentence.written)
    samples = sound.voice().render(called)
    if out is None:
        if not sound.open_player().play(samples):
            click.echo(" / ".join(_SILENT[language] for language in LANGUAGES), err=True)
            sys.exit(os.EX_UNAVAILABLE)
        return
    try:
        with out.open("wb") as file:
            write_wav(samples, file)
    except OSError as error:
        text = tr("{f} tidak dapat ditulis: {e}").format(f=out, e=os_error_text(error))
        click.echo("kiosk say: " + " / ".join(text[language] for language in LANGUAGES), err=True)
        sys.exit(os.EX_CANTCREAT)


def _list_missing(folder: Path) -> None:
    from kiosk.sound.pcm import CONVERT
    from kiosk.sound.voice import Clips

    missing = Clips(folder).missing()
    for file, piece in missing:
        click.echo(f"{file}\t{piece}")
    if missing:
        text = tr("{n} rekaman kurang. Ubah dengan: {how}")
        click.echo(" / ".join(text.format(n=len(missing), how=CONVERT)[language] for language in LANGUAGES), err=True)
        sys.exit(os.EX_UNAVAILABLE)
