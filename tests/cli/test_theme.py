from pathlib import Path

import pytest
from click.testing import CliRunner

from kiosk.cli import command
from kiosk.shipped import shipped
from kiosk.ui.rows import ROLES
from kiosk.ui.swatch import WIDTH
from kiosk.ui.theme import theme_names

BROKEN = """\
ground = "#101010"
text = "#444444"
quiet = "grey"
rule = "#333333"
accent = "#777777"
callx = "#ffffff"
call = "#ffffff"
bad = "#808080"
attention = "#000000 on #333333"
emergency = "#ffffff on #9c0000"
"""


def test_the_shipped_themes_are_sound() -> None:
    done = CliRunner().invoke(command, ["theme", "check"])
    assert done.exit_code == 0
    assert [line.split(":")[0] for line in done.output.splitlines()] == [
        f"{name}.toml" for name in theme_names(shipped("themes"))
    ]


def test_all_faults_of_all_files_are_told_at_once_with_their_places(tmp_path: Path) -> None:
    broken, torn = tmp_path / "broken.toml", tmp_path / "torn.toml"
    broken.write_text(BROKEN, "utf-8")
    torn.write_text('ground = "#101010', "utf-8")
    done = CliRunner().invoke(command, ["theme", "check", "--language", "en", str(broken), str(torn)])
    assert done.exit_code == 78
    told = [line for line in done.stderr.splitlines() if line.startswith(str(tmp_path))]
    places = [(line.split(": ")[0].removeprefix(f"{tmp_path}/"), line.split(": ", 1)[1]) for line in told]
    assert [place for place, _ in places[:6]] == [f"broken.toml:{line}:1" for line in (1, 2, 3, 5, 6, 9)]
    assert places[6:] and all(place.startswith("torn.toml:1:") for place, _ in places[6:])
    said = dict(places)
    assert said["broken.toml:2:1"] == "text: contrast 1.9:1, 7:1 is needed"
    assert said["broken.toml:6:1"].endswith("did you mean 'call'?")


@pytest.mark.parametrize("name", theme_names(shipped("themes")))
def test_a_theme_is_shown_with_every_role_in_its_colours(name: str) -> None:
    plain = CliRunner().invoke(command, ["theme", "show", name])
    assert plain.exit_code == 0
    rows = plain.output.splitlines()
    assert {len(line) for line in rows} == {WIDTH}
    assert [line.split()[0] for line in rows[7:16]] == list(ROLES)
    painted = CliRunner().invoke(command, ["theme", "show", name], color=True).output
    assert "\x1b[" in painted and painted.count("\x1b[0m") >= len(rows)


def test_an_unknown_theme_is_told_with_those_there_are() -> None:
    done = CliRunner().invoke(command, ["theme", "show", "nirvana"])
    assert "kontras" in done.stderr
