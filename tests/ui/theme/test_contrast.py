import pytest
from attrs import asdict
from hypothesis import given
from hypothesis import strategies as st
from rich.color import Color, ColorSystem

from kiosk.cli.shared.screen import colours_of
from kiosk.config.resources import resource_folder
from kiosk.ui.rows import ROLES
from kiosk.ui.theme.colours import CONSOLE, Colours, load_colours, theme_names
from kiosk.ui.theme.contrast import (
    DARK_COLOURS,
    SIXTEEN_COLOURS,
    contrast,
    contrast_faults,
    indistinct_faults,
    to_sixteen_colours,
)

COLOUR = st.from_regex(r"#[0-9a-f]{6}", fullmatch=True)
PLATE = st.builds("{} on {}".format, COLOUR, COLOUR)
THEME = st.builds(Colours, *[COLOUR] * 8, PLATE, PLATE)


@pytest.mark.parametrize("name", theme_names(resource_folder("themes")))
def test_every_shipped_theme_can_be_read_in_sixteen_colours_too(name: str) -> None:
    converted = to_sixteen_colours(load_colours(name, resource_folder("themes")))
    assert not list(contrast_faults(converted)) and not list(indistinct_faults(converted))
    assert len({converted.call, converted.accent, converted.text}) == 3
    assert not {converted.call, converted.accent} & {converted.text, converted.quiet}


@pytest.mark.parametrize("name", theme_names(resource_folder("themes")))
def test_every_shipped_theme_can_be_read_on_the_linux_console_which_has_no_bright_grounds(name: str) -> None:
    converted = to_sixteen_colours(load_colours(name, resource_folder("themes")), DARK_COLOURS)
    assert {converted.pair(role)[1] for role in ROLES} <= set(DARK_COLOURS)
    assert not list(contrast_faults(converted)) and not list(indistinct_faults(converted))


def in_256(colour: str) -> str:
    """What rich writes for a colour where a terminal has 256, as over ssh and in tmux that say nothing of millions."""
    if colour.startswith("ansi_"):
        return colour
    return Color.parse(colour).downgrade(ColorSystem.EIGHT_BIT).get_truecolor().hex


def plate_in_256(colours: str) -> str:
    return " on ".join(map(in_256, colours.split(" on ")))


@pytest.mark.parametrize("name", theme_names(resource_folder("themes")))
def test_every_shipped_theme_can_be_read_in_256_colours_too(name: str) -> None:
    colours = asdict(load_colours(name, resource_folder("themes")))
    converted = Colours(**{role: plate_in_256(colour) for role, colour in colours.items()})
    assert not list(contrast_faults(converted)) and not list(indistinct_faults(converted))
    assert len({converted.text, converted.quiet, converted.accent, converted.call}) == 4


def test_what_has_sixteen_colours_stays_as_it_is() -> None:
    assert to_sixteen_colours(CONSOLE) == CONSOLE


@given(THEME, st.sampled_from((SIXTEEN_COLOURS, DARK_COLOURS)))
def test_of_any_theme_each_role_is_as_readable_as_its_ground_allows(theme: Colours, grounds: tuple[str, ...]) -> None:
    converted = to_sixteen_colours(theme, grounds)
    assert to_sixteen_colours(converted, grounds) == converted
    for role in ROLES:
        letters, ground = converted.pair(role)
        assert letters in SIXTEEN_COLOURS and ground in grounds
        assert contrast(letters, ground) >= (1.5 if role == "rule" else 4.0)


@pytest.mark.parametrize(("term", "ansi"), [("linux", True), ("xterm", True), ("xterm-256color", False)])
def test_a_terminal_of_sixteen_colours_gets_a_theme_in_these(
    term: str, ansi: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", term)
    monkeypatch.delenv("COLORTERM", raising=False)
    colours = colours_of("terang")
    assert colours.ansi is ansi
    assert (colours.ground in DARK_COLOURS) is (term == "linux")
