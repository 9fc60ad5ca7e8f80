"""The characters of the bare console: what we write, what is spelt with them, and what its fonts have."""

import asyncio
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pictures import Picture, app_of, lobby_picture, pictures
from rich.color import Color
from rich.style import Style
from scenes import SCENES
from ui.console_fonts import installed_points, kernel_points, table_points, table_text

from kiosk.config.resources import resource_folder
from kiosk.text.sanitize import cells, sanitize
from kiosk.ui.lobby.app import LobbyApp
from kiosk.ui.rows import ROLES
from kiosk.ui.terminal.capabilities import (
    CONSOLE_CHARACTERS,
    charset_of,
    prepare,
    sixteen_colours,
    spell_for_console,
    usual_theme,
)


@pytest.mark.parametrize(
    ("environ", "sixteen"),
    [
        ({"TERM": "linux"}, True),
        ({"TERM": "dumb"}, True),
        ({"TERM": "vt100"}, True),
        ({"TERM": "xterm"}, True),
        ({}, True),
        ({"TERM": "xterm-256color"}, False),
        ({"TERM": "xterm", "COLORTERM": "truecolor"}, False),
        ({"TERM": "xterm-kitty"}, False),
    ],
)
def test_a_terminal_has_sixteen_colours_unless_it_promises_more(environ: dict[str, str], sixteen: bool) -> None:
    assert sixteen_colours(environ) is sixteen
    assert usual_theme(environ) == ("console" if sixteen else "resmi")


def test_textual_is_told_not_to_animate_and_not_to_guess_colours() -> None:
    environ = {"TERM": "dumb"}
    prepare(environ)
    assert environ == {
        "TERM": "dumb",
        "TEXTUAL_ANIMATIONS": "none",
        "TEXTUAL_DISABLE_KITTY_KEY": "1",
        "TEXTUAL_COLOR_SYSTEM": "standard",
    }


def test_who_set_a_colour_system_keeps_it() -> None:
    environ = {"TERM": "linux", "TEXTUAL_COLOR_SYSTEM": "256"}
    prepare(environ)
    assert environ["TEXTUAL_COLOR_SYSTEM"] == "256"


def test_without_a_terminal_a_screen_ends_with_64_and_one_line() -> None:
    command = [sys.executable, "-m", "kiosk", "lobby", "--endpoint", "http://127.0.0.1:9"]
    ended = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=30, check=False)
    assert ended.returncode == 64
    assert ended.stdout == ""
    assert ended.stderr.count("\n") == 1
    assert "terminal" in ended.stderr


NEAR_ONLY = {"good", "bad"}
SHOWN = table_points() & kernel_points()


def test_every_character_of_the_set_is_in_the_kernels_font_and_in_all_of_debians() -> None:
    assert not {c for c in CONSOLE_CHARACTERS if ord(c) not in SHOWN}


def test_the_table_is_that_of_the_installed_fonts() -> None:
    installed = installed_points()
    if installed is None:
        pytest.skip("Debian's console-setup-linux is not installed here")
    assert table_text(installed) == table_text(table_points())


@given(st.text(max_size=40).map(sanitize))
def test_what_is_spelt_keeps_its_columns_and_has_the_consoles_characters_only(text: str) -> None:
    assert CONSOLE_CHARACTERS.issuperset(spell_for_console(text))
    assert cells(spell_for_console(text)) == cells(text)
    assert spell_for_console(spell_for_console(text)) == spell_for_console(text)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Ketapang – Kalimantan", "Ketapang - Kalimantan"),
        ("Café “Ḥasan”", 'Café "Hasan"'),
        ("SÍ, JOSÉ", "SI, JOSÉ"),
        ("東京", "????"),
        ("A012", "A012"),
    ],
)
def test_names_stay_readable(written: str, shown: str) -> None:
    assert spell_for_console(unicodedata.normalize("NFC", written)) == shown


@pytest.mark.parametrize(
    ("environ", "charset"),
    [
        ({"TERM": "linux"}, "console"),
        ({}, "console"),
        ({"TERM": "xterm-256color"}, "full"),
        ({"TERM": "linux", "KIOSK_CHARSET": "full"}, "full"),
        ({"TERM": "xterm", "KIOSK_CHARSET": "console"}, "console"),
    ],
)
def test_the_linux_console_gets_its_characters(environ: dict[str, str], charset: str) -> None:
    assert charset_of(environ) == charset


def every_screen() -> list[Picture]:
    """What the documentation shows of the other screens, and every scene of the lobby."""
    others = [picture for picture in pictures() if not picture.name.startswith("lobby-")]
    sizes = ((60, 20), (80, 24), (120, 33), (240, 67))
    return [*others, *(lobby_picture(f"{name}-{w}", name, (w, h)) for name in SCENES for w, h in sizes)]


@pytest.mark.parametrize("picture", every_screen(), ids=lambda picture: picture.name)
def test_every_screen_on_a_console_has_its_characters_and_sixteen_colours_only(
    picture: Picture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "linux")
    monkeypatch.delenv("KIOSK_CHARSET", raising=False)
    asyncio.run(check(picture))


async def check(picture: Picture) -> None:
    app = app_of(picture, theme="console")
    roles = {pair_of(app.role_style(role)): role for role in ROLES}
    assert len(roles) == len(ROLES), "each role has a look of its own"
    painted = set()
    async with app.run_test(size=picture.size) as pilot:
        await pilot.pause()
        for strip in app.screen._compositor.render_strips():
            for text, style, _ in strip:
                assert not {c for c in text if ord(c) not in SHOWN}, text
                assert style is not None and style.bgcolor is not None
                assert style.bgcolor.number in range(8)
                if text.strip() or style.bgcolor != app.role_style("text").bgcolor:
                    painted.add(roles.get(pair_of(style)))
                if text.strip():
                    assert style.color is not None and style.color.number in range(16)
                assert not style.italic and not style.underline and not style.dim
    assert painted <= set(ROLES), "no letters on any other ground than that of their role, whose contrast is checked"
    if isinstance(app, LobbyApp):
        assert not painted & NEAR_ONLY, "what is to be read from near only is on no lobby"


def pair_of(style: Style) -> tuple[Color | None, Color | None]:
    return style.color, style.bgcolor


UI = Path(__file__).parents[1]
FRAMES = sorted(UI.rglob("frames/*.txt"))


def package_of(frame: Path) -> str:
    return frame.relative_to(UI).parts[0]


@pytest.mark.parametrize("file", FRAMES, ids=lambda file: f"{package_of(file)}-{file.stem}")
def test_every_kept_frame_is_written_with_the_characters_of_the_console(file: Path) -> None:
    assert not {c for c in file.read_text("utf-8") if ord(c) not in SHOWN} - {"\n"}


def test_there_are_frames_of_the_lobby_and_of_the_counter() -> None:
    assert {package_of(file) for file in FRAMES} == {"lobby", "counter"}


def test_no_word_of_the_packs_is_lost_on_a_console() -> None:
    """What the console lacks is spelt with what it has, not with question marks."""
    for file in sorted(resource_folder("sops").rglob("*.toml")):
        words = " ".join(file.read_text("utf-8").split())
        assert spell_for_console(words).count("?") == words.count("?"), file.name
