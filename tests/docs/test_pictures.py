"""The pictures of README and docs are those of the screens as they are: `make pictures` renews them."""

import asyncio
import re
from pathlib import Path

import pytest
from pictures import FOLDER, Picture, picture_svg, pictures

ROOT = FOLDER.parents[1]
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
SHOWN = re.compile(r"pictures/([\w-]+\.\w+)")


@pytest.mark.parametrize("picture", pictures(), ids=lambda picture: picture.name)
def test_a_picture_is_as_its_screen_is_now(picture: Picture) -> None:
    kept = (FOLDER / f"{picture.name}.svg").read_text("utf-8")
    same = (
        asyncio.run(picture_svg(picture)) == kept
    )  # not asserted itself: 2,000 lines that differ say less than what to do
    assert same, "the screen has changed: make pictures, then look at what changed"


def test_every_picture_kept_is_one_that_is_made() -> None:
    assert {file.stem for file in FOLDER.glob("*.svg")} == {picture.name for picture in pictures()}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_shows_pictures_that_are_there(page: Path) -> None:
    missing = [name for name in SHOWN.findall(page.read_text("utf-8")) if not (FOLDER / name).is_file()]
    assert not missing
