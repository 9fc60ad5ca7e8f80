"""Clips as an office would record them: every piece a tone of its own."""

from pathlib import Path

from kiosk.sound.pcm import RATE, without_clicks, write_wav
from kiosk.sound.phrases import all_pieces, clip_name
from kiosk.text.language import LANGUAGES


def tone(piece: str) -> bytes:
    """A tenth of a second of one value that no other piece has."""
    return (sum(piece.encode()) % 20_000 + 1).to_bytes(2, "little") * (RATE // 10)


def heard(piece: str) -> bytes:
    """The same as it is played: without a click at either end."""
    return without_clicks(tone(piece))


def record(folder: Path) -> Path:
    """Every clip of both languages, in *folder*."""
    for language in LANGUAGES:
        (folder / language).mkdir(parents=True)
        for piece in all_pieces(language):
            with (folder / language / f"{clip_name(piece)}.wav").open("wb") as file:
                write_wav(tone(piece), file)
    return folder
