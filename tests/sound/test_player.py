"""Real children: players that work, fail, hang and die."""

import errno
import logging
import os
import time
import wave
from pathlib import Path

import pytest

from kiosk.sound import player as player_module
from kiosk.sound.pcm import silence
from kiosk.sound.player import Player, players

SOUND = silence(0.1)


@pytest.fixture
def bin_(tmp_path: Path) -> Path:
    (tmp_path / "bin").mkdir()
    return tmp_path / "bin"


def program(folder: Path, name: str, body: str) -> tuple[str, ...]:
    file = folder / name
    file.write_text(f"#!/bin/sh\n{body}\n", "ascii")
    file.chmod(0o755)
    return (str(file),)


def test_a_player_gets_a_whole_wav_file(bin_: Path, tmp_path: Path) -> None:
    copying = program(bin_, "copying", f'cat "$1" > {tmp_path}/heard.wav')
    assert Player([copying]).play(SOUND)
    with wave.open(str(tmp_path / "heard.wav")) as heard:
        assert heard.readframes(heard.getnframes()) == SOUND


def test_one_that_fails_gives_way_and_the_one_that_played_is_first_next_time(bin_: Path, tmp_path: Path) -> None:
    failing = program(bin_, "failing", f"echo failing >> {tmp_path}/tries; exit 1")
    playing = program(bin_, "playing", f"echo playing >> {tmp_path}/tries")
    player = Player([failing, playing])
    assert player.play(SOUND) and player.play(SOUND)
    assert (tmp_path / "tries").read_text().split() == ["failing", "playing", "playing"]


@pytest.mark.parametrize("commands", [[], [("/no/such/player",)], [("false",), ("false",)], [("/dev/null",)]])
def test_where_nothing_plays_it_is_silent_with_one_line(
    commands: list[tuple[str, ...]], caplog: pytest.LogCaptureFixture
) -> None:
    player = Player(commands)
    with caplog.at_level(logging.WARNING):
        assert not player.play(SOUND) and not player.play(SOUND)
    assert len(caplog.messages) == 1


def test_trouble_that_comes_again_is_told_again(bin_: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    card = tmp_path / "card"
    player = Player([program(bin_, "playing", f"test -e {card}")])
    with caplog.at_level(logging.WARNING):
        assert not player.play(SOUND)
        card.touch()
        assert player.play(SOUND)
        card.unlink()
        assert not player.play(SOUND)
    assert len(caplog.messages) == 2


def test_one_that_hangs_is_killed_and_tried_last(
    bin_: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(player_module, "_GRACE", 0.1)
    hanging = program(bin_, "hanging", f"echo $$ > {tmp_path}/pid; exec sleep 1000")
    player = Player([hanging, ("true",)])
    assert not player.play(SOUND)
    assert "hangs" in caplog.text
    assert not alive(int((tmp_path / "pid").read_text()))
    assert player.play(SOUND)


def test_it_is_silent_until_something_was_played_to_its_end(
    bin_: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(player_module, "_GRACE", 0.1)
    card = tmp_path / "card"
    player = Player([program(bin_, "playing", f"test -e {card} || exec sleep 1000")])
    assert not player.silent
    assert not player.play(SOUND) and player.silent
    began = time.monotonic()
    assert player.play(silence(900), stop=lambda: time.monotonic() - began > 0.2) and player.silent
    card.touch()
    assert player.play(SOUND) and not player.silent


def test_what_no_longer_holds_is_cut_off(bin_: Path, tmp_path: Path) -> None:
    pid = tmp_path / "pid"
    hanging = program(bin_, "hanging", f"echo $$ > {pid}; exec sleep 1000")
    player = Player([hanging])
    assert player.play(silence(900), stop=lambda: pid.exists() and pid.stat().st_size > 0)
    assert not alive(int(pid.read_text()))


def test_what_a_player_started_itself_is_cut_off_with_it(bin_: Path, tmp_path: Path) -> None:
    pid = tmp_path / "pid"
    script = program(bin_, "script", f"sleep 1000 & echo $! > {pid}; wait")
    assert Player([script]).play(silence(900), stop=lambda: pid.exists() and pid.stat().st_size > 0)
    assert not alive(int(pid.read_text()))


def test_a_machine_that_refuses_another_process_is_silent(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))

    player = Player([("true",)])
    with monkeypatch.context() as patch:
        patch.setattr("kiosk.sound.process.subprocess.Popen", refused)
        for _ in range(2):
            assert not player.play(SOUND)
    assert len(caplog.messages) == 1
    assert player.play(SOUND)


def alive(pid: int) -> bool:
    end = time.monotonic() + 10
    while time.monotonic() < end:
        try:
            state = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(") ")[2][0]
        except OSError:
            return False
        if state == "Z":  # dead, and whoever inherited it has not heard of it yet
            return False
    return True


def test_players_are_those_that_are_there_unless_one_is_named(bin_: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(bin_))
    assert players() == ()
    program(bin_, "aplay", "")
    program(bin_, "pw-play", "")
    assert players() == (("pw-play",), ("aplay", "-q"))
    assert players("ssh speaker 'aplay -q'") == (("ssh", "speaker", "aplay -q"),)
