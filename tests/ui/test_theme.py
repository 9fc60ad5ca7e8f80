from pathlib import Path

import pytest
from attrs import asdict, evolve
from hypothesis import given
from hypothesis import strategies as st
from rich.color import Color, ColorSystem

from kiosk.cli.shared.screen import colours_of
from kiosk.config.resources import resource_folder
from kiosk.ui.rows import ROLES
from kiosk.ui.theme import (
    AFAR,
    CONSOLE,
    DARK_COLOURS,
    LEAST,
    SIXTEEN_COLOURS,
    Colours,
    ThemeError,
    contrast,
    contrast_faults,
    indistinct_faults,
    load_colours,
    theme_names,
    to_sixteen_colours,
)

THEMES = theme_names(resource_folder("themes"))


@pytest.mark.parametrize("name", THEMES)
def test_every_role_of_every_shipped_theme_can_be_read_from_where_it_is_needed(name: str) -> None:
    colours = load_colours(name, resource_folder("themes"))
    assert not list(contrast_faults(colours))
    assert {role for role, least in LEAST.items() if least == AFAR} == set(ROLES) - {"rule", "bad"}


@pytest.mark.parametrize("name", THEMES)
def test_what_has_no_letters_is_seen_too(name: str) -> None:
    colours = load_colours(name, resource_folder("themes"))
    assert not list(indistinct_faults(colours)), "lines are thin but there, and a plate stands out whatever it says"
    assert contrast(colours.pair("emergency")[1], colours.ground) > 2, "a whole screen"
    assert len({colours.text, colours.quiet, colours.accent, colours.call}) == 4


def test_there_are_five_themes() -> None:
    assert THEMES == ["console", "kontras", "malam", "resmi", "terang"]


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#777777", "#ffffff", 4.48),
        ("#0000ff", "#ffffff", 8.59),
        ("ansi_black", "ansi_bright_white", 21.0),
        ("ansi_red", "ansi_bright_white", 7.75),
        ("#123456", "#123456", 1.0),
    ],
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == contrast(other, one) == pytest.approx(ratio, abs=0.01)


def test_a_contrast_that_is_too_low_is_told_with_what_it_is() -> None:
    faults = {
        fault.dotted: fault.text["en"] for fault in contrast_faults(evolve(CONSOLE, quiet="#767676", bad="#767676"))
    }
    assert faults == {"quiet": "contrast 4.6:1, 7:1 is needed"}


def test_lines_and_plates_that_are_not_seen_are_told() -> None:
    drab = evolve(CONSOLE, rule="#101010", attention="#ffffff on #202020")
    assert {fault.dotted: fault.text["en"] for fault in indistinct_faults(drab)} == {
        "rule": "contrast with ground 1.1:1, 1.5:1 is needed",
        "attention": "contrast with ground 1.2:1, 3:1 is needed",
    }
    assert not list(indistinct_faults(CONSOLE))


def test_the_shipped_console_theme_is_the_built_in_one() -> None:
    assert load_colours("console", resource_folder("themes")) == CONSOLE


def test_only_the_console_theme_uses_the_terminals_own_colours() -> None:
    assert [name for name in THEMES if load_colours(name, resource_folder("themes")).ansi] == ["console"]


def test_a_theme_of_ones_own_is_named_by_its_file(tmp_path: Path) -> None:
    own = tmp_path / "kami.toml"
    own.write_bytes((resource_folder("themes") / "malam.toml").read_bytes())
    assert load_colours(str(own), resource_folder("themes")) == load_colours("malam", resource_folder("themes"))
    with pytest.raises(ThemeError, match="there is no theme"):
        load_colours(str(tmp_path / "none.toml"), resource_folder("themes"))


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
    with pytest.raises(ThemeError) as fault:
        load_colours("broken", tmp_path)
    assert said in str(fault.value)
    assert "\x1b" not in str(fault.value)


@pytest.mark.parametrize("name", ["nirvana", "../secret", "/etc/passwd", ""])
def test_a_theme_that_is_not_there_is_told_with_those_that_are(name: str) -> None:
    with pytest.raises(ThemeError, match="console, kontras, malam, resmi, terang"):
        load_colours(name, resource_folder("themes"))


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
