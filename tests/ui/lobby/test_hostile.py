"""Any board, any size: every zone's rows stay within their box, and nothing that a terminal acts on is in them."""

import unicodedata
from datetime import UTC, datetime, timedelta
from typing import Any, get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.feed.state import FeedState
from kiosk.schema.errors import ValidationError
from kiosk.schema.reader import read_leniently
from kiosk.text.language import LANGUAGES
from kiosk.ui.lobby.grid import GRIDS, Area, Box, LayoutKind, Shape, boxes, size_of
from kiosk.ui.lobby.screen import shape_of, zone_rows
from kiosk.ui.lobby.series import TOGETHER, CallLine, Series
from kiosk.ui.lobby.view import TerminalIdentity, View
from kiosk.ui.rows import plain_text, width_of
from kiosk.wire.board import Board
from kiosk.wire.catalogue import Catalogue

NOW = datetime(2026, 11, 24, 2, 42, 10, tzinfo=UTC)
NASTY = (
    "[/]",
    "[@click=app.quit]x[/]",
    "\x1b[2J\x1b[H\x1b]0;owned\x07",
    "\x9b2J",
    "\u202egnp.exe\u2066",
    "A\u0300" + "\u0301" * 300,
    "界" * 80,
    "kata " * 2_500,
    "x" * 10_000,
    "\u200b\u2060\ufeff",
    "\N{PILE OF POO}\N{ZERO WIDTH JOINER}\N{PILE OF POO}",
    "{0} {n} %s",
    "",
)
WORDS = st.sampled_from(NASTY) | st.text(max_size=30)
PAIRS = st.fixed_dictionaries({"id": WORDS}, optional={"en": WORDS})
NUMBERS = st.integers(-5, 10_000) | st.just(10**30)
MOMENTS = st.integers(-(10**6), 10**6).map(lambda s: (NOW + timedelta(seconds=s)).isoformat())
TICKETS = st.from_regex(r"[A-Z0-9-]{1,8}", fullmatch=True)
IDS = st.sampled_from(["paspor-baru", "itas"])

BOARDS = st.fixed_dictionaries(
    {"board": st.just(1)},
    optional={
        "at": MOMENTS,
        "epoch": WORDS,
        "office": st.fixed_dictionaries(
            {"name": WORDS},
            optional={
                "short": WORDS,
                "timezone": WORDS,
                "sample": st.booleans(),
                "state": st.sampled_from(["open", "break", "tickets-closed", "closed", "ended", "?"]),
                "reason": PAIRS,
                "until": MOMENTS,
                "next_open": MOMENTS,
                "tickets": st.fixed_dictionaries({}, optional={"from": MOMENTS, "until": MOMENTS}),
                "next_holiday": st.fixed_dictionaries({"date": st.just("2026-12-25"), "name": PAIRS}),
                "complaint": PAIRS,
            },
        ),
        "calls": st.lists(
            st.fixed_dictionaries(
                {"call": NUMBERS, "ticket": TICKETS, "counter": WORDS | st.just("3")},
                optional={
                    "at": MOMENTS,
                    "state": st.sampled_from(["called", "serving", "done", "withdrawn", "no-show"]),
                    "service": IDS | WORDS,
                    "step": st.sampled_from(["s0", "s3", "s9"]),
                },
            ),
            max_size=5,
        ),
        "queues": st.lists(
            st.fixed_dictionaries(
                {"letter": st.sampled_from("ACFHE"), "name": PAIRS, "waiting": NUMBERS},
                optional={
                    "short": PAIRS,
                    "quota_left": NUMBERS,
                    "wait": st.fixed_dictionaries(
                        {}, optional={"low": NUMBERS, "high": NUMBERS, "now": st.booleans(), "over": NUMBERS}
                    ),
                    "tickets": st.fixed_dictionaries({}, optional={"from": MOMENTS, "until": MOMENTS}),
                },
            ),
            max_size=12,
        ),
        "warnings": st.lists(WORDS | st.just("calendar-2028-missing"), max_size=2),
        "services": st.lists(
            st.fixed_dictionaries(
                {"id": IDS},
                optional={
                    "due_if_today": st.just("2026-11-30"),
                    "kept": st.fixed_dictionaries({"period": WORDS, "kept": NUMBERS, "due": NUMBERS}),
                    "missing_most": st.fixed_dictionaries({"requirement": st.just("r0"), "period": WORDS}),
                },
            ),
            max_size=2,
        ),
        "notices": st.lists(
            st.fixed_dictionaries(
                {},
                optional={
                    "level": st.sampled_from(["info", "emergency"]),
                    "text": PAIRS,
                    "kind": PAIRS,
                    "lines": st.lists(WORDS | st.sampled_from(["KELUAR", "PINTU TIMUR"]), max_size=4),
                    "line_en": WORDS | st.just("USE EAST DOOR"),
                },
            ),
            max_size=3,
        ),
    },
)

SOPS = st.fixed_dictionaries(
    {"id": IDS, "digest": st.just("d"), "name": PAIRS},
    optional={
        "short": PAIRS,
        "steps": st.lists(st.tuples(PAIRS, st.lists(WORDS, max_size=2)), max_size=14).map(
            lambda steps: [
                {"id": f"s{n}", "name": name, "actors": [{"id": each} for each in who]}
                for n, (name, who) in enumerate(steps)
            ]
        ),
        "requirements": st.lists(PAIRS, max_size=14).map(
            lambda names: [{"id": f"r{n}", "name": name} for n, name in enumerate(names)]
        ),
        "promises": st.lists(
            st.fixed_dictionaries(
                {"most": NUMBERS, "unit": st.sampled_from(["working-days", "same-day", "minutes"]), "from_text": PAIRS}
            ),
            max_size=2,
        ),
        "fee_from": NUMBERS,
    },
)
CATALOGUES = st.fixed_dictionaries(
    {
        "digest": st.just("d"),
        "office": st.fixed_dictionaries(
            {"name": WORDS},
            optional={
                "hours": st.lists(
                    st.fixed_dictionaries(
                        {"weekday": st.integers(-1, 9), "opens": st.just("08:00"), "closes": st.just("16:00")}
                    ),
                    max_size=8,
                ),
                "complaint": PAIRS,
            },
        ),
        "sops": st.lists(SOPS, max_size=3),
    }
)
SIZES = st.tuples(st.integers(1, 250), st.integers(1, 70)) | st.sampled_from(
    [(grid.columns, grid.rows) for grid in GRIDS.values()]
)


def read_or_none(kind: type[Any], data: object) -> Any:
    try:
        return read_leniently(kind, data)[0]
    except ValidationError:
        return None


@settings(max_examples=150, deadline=None)
@given(
    board=st.none() | BOARDS,
    catalogue=st.none() | CATALOGUES,
    size=SIZES,
    age=st.sampled_from([0, 20, 70, 500]),
    language=st.sampled_from(LANGUAGES),
    together=st.integers(0, TOGETHER),
)
def test_whatever_the_board_says_it_stays_in_its_box_and_is_only_text(
    board: object, catalogue: object, size: tuple[int, int], age: int, language: Any, together: int
) -> None:
    known = read_or_none(Board, board)
    seen = FeedState(known, read_or_none(Catalogue, catalogue), as_of=NOW - timedelta(seconds=age), attempt=2)
    lines = tuple(CallLine(call) for call in known.calls[:together]) if known else ()
    view = View(seen, NOW, language, TerminalIdentity("papan", "http://x"), Series(lines, bar=max(0, len(lines) - 1)))
    for name, box in boxes(*size, shape_of(view)).items():
        rows = zone_rows(name, view, Area(size_of(*size), box.width, box.height))
        for line in rows:
            assert width_of(line) <= box.width, (name, box, line)
            assert not [
                c for c in plain_text(line) if unicodedata.category(c) in ("Cc", "Cf", "Cs") and c not in "\u200c\u200d"
            ]


SHAPES = st.builds(Shape, st.sampled_from(get_args(LayoutKind)), st.integers(1, TOGETHER), st.booleans())


@given(size=SIZES, shape=SHAPES)
def test_zones_lie_within_the_screen_and_never_over_each_other(size: tuple[int, int], shape: Shape) -> None:
    taken: set[tuple[int, int]] = set()
    for box in boxes(*size, shape).values():
        assert box.x >= 0 and box.y >= 0 and box.x + box.width <= size[0] and box.y + box.height <= size[1]
        cells = cells_of(box)
        assert cells and not cells & taken
        taken |= cells


def cells_of(box: Box) -> set[tuple[int, int]]:
    return {(x, y) for x in range(box.x, box.x + box.width) for y in range(box.y, box.y + box.height)}


def test_a_wide_but_low_terminal_gets_the_frame_that_it_has_the_rows_for() -> None:
    assert size_of(240, 24) == "small"
    assert size_of(79, 67) == "minimal"
    assert size_of(59, 20) == "tiny"
    assert size_of(1, 1) == "tiny"
