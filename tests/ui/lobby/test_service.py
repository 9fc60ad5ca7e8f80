"""What to bring: at rest below the steps, while closed by turns."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import scenes
from attrs import evolve

from kiosk.feed.state import FeedState
from kiosk.text.language import Text
from kiosk.ui.lobby.service import requirement_rows, requirements_title
from kiosk.ui.lobby.view import View
from kiosk.ui.rows import plain_text
from kiosk.wire.catalogue import Catalogue, ShownRequirement, ShownSop

MakeView = Callable[..., View]
Frame = Callable[[View, int, int], list[str]]

LONG = "Surat pernyataan bermeterai dari penjamin yang memuat nama, tempat, dan tanggal lahir"


@pytest.fixture
def asking(catalogue: Catalogue) -> ShownSop:
    """A service that asks for six papers."""
    six = (ShownRequirement(f"p{n}", Text(f"{LONG} {n}"), Text(f"Pernyataan {n}")) for n in range(6))
    return evolve(catalogue.sops[0], requirements=tuple(six))


@pytest.mark.parametrize(
    ("height", "first", "last", "rows"),
    [
        (17, "• Surat pernyataan bermeterai dari", f"  {LONG[-13:]} 5", 17),
        (12, "• Surat pernyataan bermeterai dari", f"  {LONG[-13:]} 5", 12),
        (11, "• Pernyataan 0", "• Pernyataan 5", 11),
        (6, "• Pernyataan 0", "• Pernyataan 5", 6),
        (4, "• Pernyataan 0", "  +3 lagi", 4),
    ],
)
def test_papers_have_short_names_where_whole_ones_do_not_fit_and_are_counted_where_these_do_not(
    height: int, first: str, last: str, rows: int, asking: ShownSop, view_of: MakeView
) -> None:
    said = [plain_text(line) for line in requirement_rows(view_of(), asking, 60, height)]
    assert said[0].startswith(first) and len(said) == rows
    assert said[-1].endswith(last.lstrip()) and said[-1].startswith(last[:2])


def test_a_paper_that_says_when_it_is_needed_is_not_said_to_be_needed_twice(
    asking: ShownSop, view_of: MakeView
) -> None:
    names = ("Surat kuasa", "Surat kuasa (bila dikuasakan)")
    said = evolve(asking, requirements=tuple(ShownRequirement(n, Text(n), if_needed=True) for n in names))
    rows = [plain_text(line) for line in requirement_rows(view_of(), said, 60, 2)]
    assert rows == ["• Surat kuasa (bila perlu)", "• Surat kuasa (bila dikuasakan)"]


@pytest.mark.parametrize(
    ("width", "said"),
    [
        (60, "YANG DIBAWA: PASPOR HAJI ATAU UMRAH 1/2"),
        (37, "YANG DIBAWA: PASPOR HAJI ATAU UMRAH"),
        (33, "PASPOR HAJI ATAU UMRAH BAWA"),
    ],
)
def test_in_a_narrow_place_a_service_keeps_its_whole_name(
    width: int, said: str, catalogue: Catalogue, view_of: MakeView
) -> None:
    first, second = catalogue.sops
    hajj = evolve(first, name=Text("Paspor haji atau umrah"), short=None)
    view = view_of(evolve(view_of().seen, catalogue=evolve(catalogue, sops=(hajj, second))))
    assert " ".join(plain_text(requirements_title(view, hajj, width)).split()) == said


@pytest.mark.parametrize("size", [(80, 24), (120, 33), (160, 45), (240, 67)], ids=str)
def test_a_service_without_steps_at_the_counters_is_not_said_to_have_none(
    size: tuple[int, int], view_of: MakeView, frame: Frame
) -> None:
    shown = scenes.SCENES["no-steps"]()
    told = "\n".join(frame(view_of(shown.seen, shown.at), *size))
    assert "IZIN KELUAR" in told and "YANG DIBAWA" in told and "kartu keluarga" in told.lower()
    assert "tahap" not in told


def test_a_service_that_asks_for_nothing_has_no_turn_while_closed(view_of: MakeView) -> None:
    closed = scenes.SCENES["eve-of-holiday"]()
    assert closed.seen.catalogue is not None
    first, *others = closed.seen.catalogue.sops
    nothing_asked = evolve(first, requirements=())
    for sops, shown in (((nothing_asked, *others), {sop.id for sop in others}), ((nothing_asked,), {first.id})):
        seen = evolve(closed.seen, catalogue=evolve(closed.seen.catalogue, sops=sops))
        turns = (view_of(_fresh(seen, turn), closed.at + timedelta(seconds=15 * turn)) for turn in range(4))
        assert {view.sop.id for view in turns if view.sop} == shown


def _fresh(seen: FeedState, turn: int) -> FeedState:
    assert seen.as_of is not None
    return evolve(seen, as_of=seen.as_of + timedelta(seconds=15 * turn))
