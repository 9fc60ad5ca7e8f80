"""`kiosk say`: try a call's chime and voice, write them into a file, or see which clips are still to be recorded."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from kiosk.cli.shared.late import example
from kiosk.cli.shared.sound import Sound, voice_options
from kiosk.text.language import LANGUAGES, Language, tr
from kiosk.text.os_error_text import os_error_text
from kiosk.text.sanitize import sanitize

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
def command(
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
        called = _called(sanitize(ticket, 8), sanitize(counter, 20), language)
        _say(called, Sound("voice", volume, clips, player), out)


def _called(ticket: str, counter: str, language: Language) -> "CallAnnouncement":
    from kiosk.sound.announcer import CallAnnouncement

    if not (ticket.isascii() and ticket.replace("-", "").isalnum()):
        raise click.UsageError(f"{ticket!r}: bukan nomor / not a number: A012")
    return CallAnnouncement(0, ticket.upper(), counter, language)


def _say(called: "CallAnnouncement", sound: Sound, out: Path | None) -> None:
    from kiosk.sound.pcm import write_wav
    from kiosk.sound.voice import announcement_sentences

    for sentence in announcement_sentences(called):
        click.echo(sentence.written)
    samples = sound.voice().sounds(called)
    if out is None:
        if not sound.playing().play(samples):
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
    from kiosk.sound.clips import Clips
    from kiosk.sound.pcm import CONVERT

    missing = Clips(folder).missing()
    for file, piece in missing:
        click.echo(f"{file}\t{piece}")
    if missing:
        text = tr("{n} rekaman kurang. Ubah dengan: {how}")
        click.echo(" / ".join(text.format(n=len(missing), how=CONVERT)[language] for language in LANGUAGES), err=True)
        sys.exit(os.EX_UNAVAILABLE)
