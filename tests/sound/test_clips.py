import logging
import wave
from array import array
from itertools import pairwise
from pathlib import Path

import pytest
from sound.recording import heard, record

from kiosk.sound.pcm import RATE, silence, write_wav
from kiosk.sound.phrases import call_sentence
from kiosk.sound.voice import Clips


@pytest.fixture
def recorded(tmp_path: Path) -> Path:
    return record(tmp_path / "clips")


CALL = call_sentence("A012", "3", "id")
"""Nomor antrean A nol satu dua, silakan menuju loket tiga."""


def test_a_sentence_is_its_clips_in_order(recorded: Path) -> None:
    said = Clips(recorded).render(CALL)
    assert said == silence(0.25).join(silence(0.06).join(map(heard, clause)) for clause in CALL.clauses)


def test_a_recording_that_was_cut_amid_a_sound_does_not_click(recorded: Path) -> None:
    said = array("h", Clips(recorded).render(CALL) or b"")
    steepest = max(abs(after - before) for before, after in pairwise(said))
    assert said[0] == said[-1] == 0
    assert steepest < 20_000 / (0.004 * RATE), "from silence to full loudness in no less than some milliseconds"


def test_one_missing_clip_and_the_sentence_is_not_patched_together(recorded: Path) -> None:
    (recorded / "id" / "dua.wav").unlink()
    clips = Clips(recorded)
    assert clips.render(CALL) is None
    assert clips.render(call_sentence("A011", "3", "id")) is not None
    assert clips.missing() == ((recorded / "id" / "dua.wav", "dua"),)


def test_a_folder_that_is_not_there_lacks_everything(tmp_path: Path) -> None:
    clips = Clips(tmp_path / "none")
    assert clips.render(CALL) is None and clips.chime() is None
    assert len(clips.missing()) > 90


def bad(file: Path, kind: str) -> None:
    if kind == "empty":
        file.write_bytes(b"")
    elif kind == "text":
        file.write_bytes(b"RIFF....WAVEfmt nonsense" * 10)
    elif kind == "folder":
        file.unlink()
        file.mkdir()
    elif kind == "long":
        with file.open("wb") as opened:
            write_wav(silence(16), opened)
    else:
        with wave.open(str(file), "wb") as opened:
            opened.setnchannels(2 if kind == "stereo" else 1)
            opened.setsampwidth(1 if kind == "8 bits" else 2)
            opened.setframerate(44_100 if kind == "44100 Hz" else RATE)
            opened.writeframes(bytes(400))


@pytest.mark.parametrize("kind", ["empty", "text", "folder", "long", "stereo", "8 bits", "44100 Hz"])
def test_a_clip_that_cannot_be_used_is_told_of_once_by_name(
    recorded: Path, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    bad(recorded / "id" / "satu.wav", kind)
    clips = Clips(recorded)
    with caplog.at_level(logging.WARNING):
        assert clips.render(CALL) is None and clips.render(CALL) is None
    assert len(caplog.messages) == 1
    assert "id/satu.wav" in caplog.text
    assert ("sox" in caplog.text) == (kind in ("stereo", "8 bits", "44100 Hz"))


def test_a_clip_that_was_cut_off_amid_a_sample_spoils_no_other(recorded: Path) -> None:
    torn = recorded / "id" / "satu.wav"
    torn.write_bytes(torn.read_bytes()[:-1])
    said = Clips(recorded).render(CALL)
    assert said is not None and said.endswith(heard("tiga")) and len(said) % 2 == 0


def test_an_office_may_have_its_own_chime(recorded: Path) -> None:
    with (recorded / "chime.wav").open("wb") as file:
        write_wav(silence(0.5), file)
    assert Clips(recorded).chime() == silence(0.5)
