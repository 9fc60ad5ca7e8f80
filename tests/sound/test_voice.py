import logging
import shutil
from array import array
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sound.recording import record

from kiosk.sound import speech as speech_module
from kiosk.sound.announcer import CallAnnouncement, EmergencyAnnouncement, WithdrawalAnnouncement
from kiosk.sound.pcm import alarm, at_volume, chime, seconds
from kiosk.sound.phrases import SpokenSentence, call_sentence
from kiosk.sound.process import Stop
from kiosk.sound.speech import synthesize
from kiosk.sound.voice import Clips, Voice, announcement_sentences
from kiosk.text.language import Language, Text
from kiosk.wire.board import Notice

has_espeak = pytest.mark.skipif(
    not shutil.which("espeak-ng"), reason="espeak-ng is not installed (apt install espeak-ng)"
)


@pytest.fixture
def recorded(tmp_path: Path) -> Path:
    return record(tmp_path / "clips")


def a012(language: Language = "id") -> CallAnnouncement:
    return CallAnnouncement(1, "A012", "3", language)


def unasked(sentence: SpokenSentence, _: Stop) -> bytes | None:
    raise AssertionError(sentence)


def nothing(_: SpokenSentence, __: Stop) -> bytes | None:
    return None


def test_chime_and_alarm_are_clean_and_unlike() -> None:
    for sound in (chime(), alarm()):
        samples = array("h", sound)
        assert 1 < seconds(sound) < 2
        assert 8_000 < max(samples) < 32_767 and -32_768 < min(samples) < -8_000
        assert abs(samples[0]) < 200 and abs(samples[-1]) < 200
    assert chime() != alarm()


def test_indonesian_first_then_english_for_who_speaks_it() -> None:
    assert [s.language for s in announcement_sentences(a012())] == ["id"]
    assert [s.language for s in announcement_sentences(a012("en"))] == ["id", "en"]
    assert [s.language for s in announcement_sentences(WithdrawalAnnouncement(1, "A012", "en"))] == ["id", "en"]


def test_chime_then_sentences_from_clips(recorded: Path) -> None:
    clips = Clips(recorded)
    sounds = Voice(clips, unasked).render(a012("en"))
    indonesian, english = clips.render(call_sentence("A012", "3", "id")), clips.render(call_sentence("A012", "3", "en"))
    assert indonesian and english
    assert sounds.startswith(chime())
    assert len(chime()) < sounds.index(indonesian) < sounds.index(english)
    assert sounds.endswith(english)


def test_where_a_clip_is_missing_the_whole_sentence_is_spoken(recorded: Path) -> None:
    (recorded / "id" / "tiga.wav").unlink()
    asked: list[str] = []

    def speech(sentence: SpokenSentence, _: Stop) -> bytes | None:
        asked.append(sentence.language)
        return b"\x07\x00" * 100

    sounds = Voice(Clips(recorded), speech).render(a012("en"))
    assert asked == ["id"]
    assert b"\x07\x00" * 100 in sounds


def test_without_any_voice_there_is_the_chime_and_one_line_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    voice = Voice(None, nothing)
    with caplog.at_level(logging.WARNING):
        assert voice.render(a012("en")) == chime()
        assert voice.render(a012()) == chime()
    assert len(caplog.messages) == 1


def test_who_wants_only_the_chime_gets_it_in_silence(recorded: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert Voice(None, None).render(a012()) == chime()
    assert Voice(Clips(recorded), None).render(a012("en")) == chime()
    assert not caplog.messages


def test_an_emergency_has_an_alarm_of_its_own() -> None:
    notice = Notice("emergency", kind=Text("Kebakaran"), line_en="FIRE")
    assert Voice(None, nothing).render(EmergencyAnnouncement(notice)) == alarm()


@given(st.lists(st.integers(-32_768, 32_767)), st.integers(0, 100))
def test_volume_makes_every_sample_so_much_smaller(values: list[int], percent: int) -> None:
    quieter = array("h", at_volume(array("h", values).tobytes(), percent))
    assert all(abs(after - before * percent / 100) < 1 for before, after in zip(values, quieter, strict=True))


@has_espeak
@pytest.mark.parametrize("language", ["id", "en"])
def test_espeak_says_it_in_a_few_seconds(language: Language) -> None:
    said = synthesize(call_sentence("A012", "3", language))
    assert said is not None
    assert 3 < seconds(said) < 9
    assert max(array("h", said)) > 3_000


@has_espeak
def test_espeak_takes_words_that_look_like_options_as_words() -> None:
    assert synthesize(SpokenSentence("id", (), "--help")) is not None


@pytest.mark.parametrize("program", ["no-such-program-at-all", "false", "true"])
def test_a_speech_program_that_is_missing_or_fails_says_nothing(program: str) -> None:
    assert synthesize(call_sentence("A012", "3", "id"), program=program) is None


@pytest.fixture
def hanging(tmp_path: Path) -> Path:
    """A speech program that says who it is, and then nothing."""
    program = tmp_path / "hanging"
    program.write_text(f"#!/bin/sh\necho $$ > {tmp_path}/pid\nexec sleep 1000\n", "ascii")
    program.chmod(0o755)
    return program


def gone(written: Path) -> bool:
    return not Path(f"/proc/{int(written.read_text())}").exists()


def test_a_speech_program_that_hangs_is_killed(hanging: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(speech_module, "_TIMEOUT", 0.5)
    assert synthesize(call_sentence("A012", "3", "id"), program=str(hanging)) is None
    assert gone(tmp_path / "pid")


def test_what_is_not_wanted_any_more_is_not_waited_for(hanging: Path, tmp_path: Path) -> None:
    written = tmp_path / "pid"

    def stop() -> bool:
        return written.exists() and written.stat().st_size > 0

    assert synthesize(call_sentence("A012", "3", "id"), stop, str(hanging)) is None
    assert gone(written)
