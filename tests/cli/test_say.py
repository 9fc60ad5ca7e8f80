"""`kiosk say` as a program."""

import os
import shutil
import subprocess
import sys
from array import array
from pathlib import Path

import pytest
from sound.listening import level, part, strength, stretches
from sound.recording import heard as as_heard
from sound.recording import record

from kiosk.sound.pcm import chime, read_wav, seconds, silence
from kiosk.sound.phrases import call_sentence
from kiosk.text.language import LANGUAGES


def say(*arguments: str, **environ: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "kiosk", "say", *arguments],
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, **environ},
        check=False,
    )


def heard(file: Path) -> bytes:
    with file.open("rb") as opened:
        return read_wav(opened)


@pytest.fixture
def clips(tmp_path: Path) -> Path:
    return record(tmp_path / "clips")


def test_clips_are_heard_in_order_after_the_chime(clips: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.wav"
    done = say("a012", "21", "--language", "en", "--clips", str(clips), "--out", str(out), PATH="")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "Nomor antrean A nol satu dua, silakan menuju loket dua puluh satu.",
        "Ticket number, A, zero one two, please go to counter twenty one.",
    ]
    sounds = heard(out)
    assert sounds.startswith(chime())
    places = [len(chime())]
    for language in LANGUAGES:
        for piece in call_sentence("A012", "21", language).pieces:
            places.append(sounds.index(as_heard(piece), places[-1]))
    assert places == sorted(places)
    pieces = sum(len(call_sentence("A012", "21", language).pieces) for language in LANGUAGES)
    expected = seconds(chime()) + 2 * 0.4 + pieces * 0.1 + 2 * 0.25 + (pieces - 4) * 0.06
    assert abs(seconds(sounds) - expected) < 0.01


has_espeak = pytest.mark.skipif(
    not shutil.which("espeak-ng"), reason="espeak-ng is not installed (apt install espeak-ng)"
)


@has_espeak
def test_what_is_heard_is_a_chime_then_indonesian_then_english_with_pauses_between(tmp_path: Path) -> None:
    out = tmp_path / "out.wav"
    assert say("B107", "12", "--out", str(out), "--language", "en").returncode == 0
    sounds = heard(out)
    bell, indonesian, english = stretches(sounds, apart=0.35)
    assert bell[0] < 0.02 and 1 < bell[1] < 1.6
    for before, after in ((bell, indonesian), (indonesian, english)):
        assert 0.35 < after[0] - before[1] < 1.2
        assert 3 < after[1] - after[0] < 8
    first, second = part(sounds, 0, 0.4), part(sounds, 0.5, 1.2)
    assert strength(first, 659.3) > 0.8 > 0.05 > strength(first, 523.3)
    assert strength(second, 523.3) > 0.6 > 0.2 > strength(second, 659.3)
    voices = [level(part(sounds, *stretch)) for stretch in (indonesian, english)]
    assert abs(voices[0] - voices[1]) < 2, "both languages as loud"
    assert 0 < level(part(sounds, *bell)) - max(voices) < 4, "the chime a little louder than the voice"
    assert max(map(abs, array("h", sounds))) < 32_000, "nothing is cut off at the top"


@has_espeak
def test_espeak_speaks_indonesian_then_english(tmp_path: Path) -> None:
    one, both = tmp_path / "one.wav", tmp_path / "both.wav"
    assert say("A012", "3", "--out", str(one)).returncode == 0
    assert say("A012", "3", "--out", str(both), "--language", "en").returncode == 0
    assert heard(one).startswith(chime())
    assert 4 < seconds(heard(one)) < 10
    assert heard(both).startswith(heard(one)), "Indonesian as before, then English"
    assert seconds(heard(both)) > seconds(heard(one)) + 3


def test_without_any_voice_there_is_the_chime(tmp_path: Path) -> None:
    done = say("A012", "3", "--out", str(tmp_path / "out.wav"), PATH="")
    assert done.returncode == 0
    assert heard(tmp_path / "out.wav") == chime()
    assert "espeak-ng" in done.stderr


def test_volume(tmp_path: Path) -> None:
    assert say("A012", "3", "--volume", "0", "--out", str(tmp_path / "out.wav"), PATH="").returncode == 0
    assert heard(tmp_path / "out.wav") == silence(seconds(chime()))


def test_a_player_is_given_it_and_none_is_said_in_plain_words(tmp_path: Path) -> None:
    copy = f"cp -f --no-preserve=all -t {tmp_path}/heard"
    (tmp_path / "heard").mkdir()
    assert say("A012", "3", "--player", copy).returncode == 0
    (file,) = (tmp_path / "heard").iterdir()
    assert heard(file).startswith(chime())
    silent = say("A012", "3", PATH="")
    assert silent.returncode == 69
    assert "Tidak ada bunyi" in silent.stderr and "Traceback" not in silent.stderr


@pytest.mark.parametrize("arguments", [(), ("A012",), ("A\x1b12", "3"), ("A012", "3", "--volume", "101")])
def test_what_cannot_be_said_is_refused(arguments: tuple[str, ...]) -> None:
    assert say(*arguments).returncode == 2


def test_a_file_that_cannot_be_written(tmp_path: Path) -> None:
    done = say("A012", "3", "--out", str(tmp_path / "no" / "out.wav"), PATH="")
    assert done.returncode == 73
    assert str(tmp_path) in done.stderr and "Traceback" not in done.stderr


def test_what_is_still_to_be_recorded_is_listed(clips: Path) -> None:
    assert say("--clips", str(clips)).returncode == 0
    (clips / "id" / "nomor-antrean.wav").unlink()
    (clips / "en" / "nine.wav").write_bytes(b"no sound")
    done = say("--clips", str(clips))
    assert done.returncode == 69
    assert done.stdout.splitlines() == [
        f"{clips}/id/nomor-antrean.wav\tnomor antrean",
        f"{clips}/en/nine.wav\tnine",
    ]
