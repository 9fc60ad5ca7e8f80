from pathlib import Path

import pytest
from textual.color import Color

from kiosk.shipped import shipped
from kiosk.ui.rows import ROLES
from kiosk.ui.theme import CONSOLE, Colours, ThemeFault, load_colours

FROM_AFAR = ("text", "quiet", "accent", "call", "good", "attention", "emergency")
CONSOLE_PALETTE = (
    *("#000000", "#aa0000", "#00aa00", "#aa5500", "#0000aa", "#aa00aa", "#00aaaa", "#aaaaaa"),
    *("#555555", "#ff5555", "#55ff55", "#ffff55", "#5555ff", "#ff55ff", "#55ffff", "#ffffff"),
)
NAMES = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")


def luminance(colour: str) -> float:
    """Relative luminance of WCAG 2."""
    if colour.startswith("ansi_"):
        name = colour.removeprefix("ansi_")
        bright = name.startswith("bright_")
        colour = CONSOLE_PALETTE[NAMES.index(name.removeprefix("bright_")) + 8 * bright]
    parts = [part / 255 for part in Color.parse(colour).rgb]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(colours: Colours, role: str) -> float:
    lighter, darker = sorted(map(luminance, colours.pair(role)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("name", ["console", "resmi"])
@pytest.mark.parametrize("role", FROM_AFAR)
def test_what_is_read_from_afar_has_contrast_of_seven(name: str, role: str) -> None:
    assert contrast(load_colours(name, shipped("themes")), role) >= 7


@pytest.mark.parametrize("name", ["console", "resmi"])
def test_a_refusal_on_a_near_screen_can_be_read(name: str) -> None:
    assert contrast(load_colours(name, shipped("themes")), "bad") >= 4.5


def test_the_shipped_console_theme_is_the_built_in_one() -> None:
    assert load_colours("console", shipped("themes")) == CONSOLE


def test_only_the_console_theme_uses_the_terminals_own_colours() -> None:
    assert CONSOLE.ansi
    assert not load_colours("resmi", shipped("themes")).ansi


def test_every_role_has_letters_and_a_ground() -> None:
    assert CONSOLE.pair("call") == ("ansi_bright_yellow", "ansi_black")
    assert CONSOLE.pair("attention") == ("ansi_black", "ansi_white")
    assert all(all(CONSOLE.pair(role)) for role in ROLES)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("ground = ", "broken.toml:1:"),
        ('ground = "#000000"', "is missing"),
        ('colour = "#000000"', "unknown key 'colour'"),
        ('call = "\x1b[31m"', "broken.toml:1:"),
        ('call = "rgb(1,2,3)"', "call: "),
        ('attention = "#000000"', "attention: "),
    ],
)
def test_a_broken_file_is_told_in_one_line_a_fault(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "broken.toml").write_text(text, "utf-8")
    with pytest.raises(ThemeFault) as fault:
        load_colours("broken", tmp_path)
    assert said in str(fault.value)
    assert "\x1b" not in str(fault.value)


@pytest.mark.parametrize("name", ["nirvana", "../secret", "/etc/passwd", ""])
def test_a_theme_that_is_not_there_is_told_with_those_that_are(name: str) -> None:
    with pytest.raises(ThemeFault, match="console, resmi"):
        load_colours(name, shipped("themes"))
