"""`kiosk lobby --sound` against a real endpoint: what a player is given when numbers are called."""

import os
import re
import signal
from pathlib import Path

import pytest
from endpoint.house import House, act, issue, opened
from pseudo import kiosk
from sound.recording import heard as heard_of
from sound.recording import record

from kiosk.sound.pcm import chime, read_wav, silence
from kiosk.sound.phrases import call_sentence
from kiosk.sound.voice import Clips
from kiosk.text.language import LANGUAGES, Language

PLAYER = """#!/bin/sh
cp "$1" {folder}/.new
mv {folder}/.new {folder}/$(ls {folder} | wc -l).wav
"""
"""Keeps every sound as a file, in order."""


def program(file: Path, script: str) -> str:
    file.write_text(script, "ascii")
    file.chmod(0o755)
    return str(file)


def calls(house: House, counter: str = "1", language: Language = "id") -> str:
    """Somebody takes a number and is called to a counter."""
    ticket = issue(house.client("mesin"), language=language)["ticket"]
    act(house.client(f"loket-{counter}"), "set-counter", counter, state="open")
    act(house.client(f"loket-{counter}"), "call-next", counter)
    return str(ticket)


def test_a_call_is_heard_from_chime_to_counter_and_a_recall_again(tmp_path: Path) -> None:
    heard = tmp_path / "heard"
    heard.mkdir()
    command = (
        *("lobby", "--cache", str(tmp_path / "cache"), "--sound", "voice", "--clips", str(record(tmp_path / "clips"))),
        *("--player", program(tmp_path / "player", PLAYER.format(folder=heard))),
    )
    with opened(tmp_path / "data") as house, kiosk(*command, "--endpoint", house.url) as lobby:
        lobby.until(lambda text: "Paspor" in text)
        ticket = calls(house)
        lobby.until(lambda _: (heard / "0.wav").exists())
        sounds = samples(heard / "0.wav")
        assert sounds.startswith(chime())
        place = len(chime())
        for piece in call_sentence(ticket, "1", "id").pieces:
            place = sounds.index(heard_of(piece), place)
        house.clock.move(25)
        act(house.client("loket-1"), "recall", "1")
        lobby.until(lambda _: (heard / "1.wav").exists())
        assert samples(heard / "1.wav") == sounds
        os.kill(lobby.process.pid, signal.SIGTERM)
        assert lobby.status() == 0


def test_a_lobby_that_is_started_again_says_what_was_called_meanwhile_and_nothing_twice(tmp_path: Path) -> None:
    heard = tmp_path / "heard"
    heard.mkdir()
    command = (
        *("lobby", "--cache", str(tmp_path / "cache"), "--sound", "voice", "--clips", str(record(tmp_path / "clips"))),
        *("--player", program(tmp_path / "player", PLAYER.format(folder=heard))),
    )
    with opened(tmp_path / "data") as house:
        with kiosk(*command, "--endpoint", house.url) as lobby:
            lobby.until(lambda text: "Paspor" in text)
            before = calls(house)
            lobby.until(lambda _: (heard / "0.wav").exists())
            os.kill(lobby.process.pid, signal.SIGKILL)
            lobby.process.wait(10)
        meanwhile = calls(house, "2", "en")
        with kiosk(*command, "--endpoint", house.url) as lobby:
            lobby.until(lambda _: (heard / "1.wav").exists())
            os.kill(lobby.process.pid, signal.SIGTERM)
            assert lobby.status() == 0
    said = Clips(tmp_path / "clips").render
    assert samples(heard / "0.wav").endswith(said(call_sentence(before, "1", "id")) or b"?")
    indonesian, english = (said(call_sentence(meanwhile, "2", language)) or b"?" for language in LANGUAGES)
    assert samples(heard / "1.wav").startswith(chime() + silence(0.4) + indonesian + silence(0.4))
    assert samples(heard / "1.wav").endswith(english)
    assert len(list(heard.iterdir())) == 2


def samples(file: Path) -> bytes:
    with file.open("rb") as opened_file:
        return read_wav(opened_file)


@pytest.mark.parametrize("hanging", ["aplay", "espeak-ng"])
def test_what_hangs_stops_no_screen_and_ends_with_the_lobby(tmp_path: Path, hanging: str) -> None:
    written = tmp_path / "pid"
    (tmp_path / "bin").mkdir()
    program(tmp_path / "bin" / hanging, f"#!/bin/sh\necho $$ > {written}\nexec /bin/sleep 1000\n")
    command = ("lobby", "--cache", str(tmp_path / "cache"), "--sound", "voice")
    with opened(tmp_path / "data") as house, kiosk(*command, "--endpoint", house.url, PATH=f"{tmp_path}/bin") as lobby:
        lobby.until(lambda text: "Paspor" in text)
        calls(house)
        lobby.until(lambda _: written.exists() and written.stat().st_size > 0)
        issue(house.client("mesin"))
        lobby.until(lambda text: re.search(r"A +Paspor +1\b", text) is not None)
        os.kill(lobby.process.pid, signal.SIGTERM)
        assert lobby.status() == 0
        assert not Path(f"/proc/{int(written.read_text())}").exists()
