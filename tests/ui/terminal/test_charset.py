"""The characters of the bare console: what we write, what is spelt with them, and what its fonts have."""

import asyncio
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

from kiosk.shipped import shipped
from kiosk.text import cells, safe
from kiosk.ui.lobby.app import LobbyApp
from kiosk.ui.rows import ROLES
from kiosk.ui.terminal.charset import CONSOLE, charset_of, spelt

NEAR_ONLY = {"good", "bad"}
SHOWN = table_points() & kernel_points()


def test_every_character_of_the_set_is_in_the_kernels_font_and_in_all_of_debians() -> None:
    assert not {c for c in CONSOLE if ord(c) not in SHOWN}


def test_the_table_is_that_of_the_installed_fonts() -> None:
    installed = installed_points()
    if installed is None:
        pytest.skip("Debian's console-setup-linux is not installed here")
    assert table_text(installed) == table_text(table_points())


@given(st.text(max_size=40).map(safe))
def test_what_is_spelt_keeps_its_columns_and_has_the_consoles_characters_only(text: str) -> None:
    assert CONSOLE.issuperset(spelt(text))
    assert cells(spelt(text)) == cells(text)
    assert spelt(spelt(text)) == spelt(text)


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
    assert spelt(unicodedata.normalize("NFC", written)) == shown


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


FRAMES = sorted(Path(__file__).parents[1].rglob("frames/*.txt"))


@pytest.mark.parametrize("file", FRAMES, ids=lambda file: f"{file.parent.parent.name}-{file.stem}")
def test_every_kept_frame_is_written_with_the_characters_of_the_console(file: Path) -> None:
    assert not {c for c in file.read_text("utf-8") if ord(c) not in SHOWN} - {"\n"}


def test_there_are_frames_of_the_lobby_and_of_the_counter() -> None:
    assert {file.parent.parent.name for file in FRAMES} == {"lobby", "counter"}


def test_no_word_of_the_packs_is_lost_on_a_console() -> None:
    """What the console lacks is spelt with what it has, not with question marks."""
    for file in sorted(shipped("sops").rglob("*.toml")):
        words = " ".join(file.read_text("utf-8").split())
        assert spelt(words).count("?") == words.count("?"), file.name
