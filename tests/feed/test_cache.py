from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from attrs import evolve

from kiosk.feed.cache import AGEING, CacheWriter, cache_folder, read_cache
from kiosk.feed.state import FeedState
from kiosk.text.language import Text
from kiosk.wire.board import Board, BoardCall, CatalogueRef, Notice
from kiosk.wire.catalogue import Catalogue, ShownOffice, ShownSop

AT = datetime(2026, 11, 24, 2, 42, 10, tzinfo=UTC)
SEEN = FeedState(
    Board(
        board=1,
        epoch="7c1e",
        version=3,
        catalogue=CatalogueRef("b194"),
        calls=(BoardCall(812, "A012", "3", at=AT),),
        notices=(Notice("emergency", kind=Text("Gempa bumi"), lines=("KELUAR",)),),
    ),
    Catalogue("b194", ShownOffice("Kantor")),
    frozen_sops=(ShownSop("paspor-baru", "9f3c", Text("Paspor")),),
    as_of=AT,
    live=True,
)


def test_what_was_seen_is_read_again_but_not_as_live(tmp_path: Path) -> None:
    CacheWriter(tmp_path / "a").write(SEEN)
    assert read_cache(tmp_path / "a") == evolve(SEEN, live=False)
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o700
    assert sorted(p.name for p in (tmp_path / "a").iterdir()) == ["board.json", "catalogue.json"]


def test_nothing_kept_is_nothing_seen(tmp_path: Path) -> None:
    assert read_cache(tmp_path / "none") == FeedState()


@pytest.mark.parametrize(
    "damage", [b"", b"{", b"[]", b"\xff\xfe", b"[" * 100_000, b'{"board": {"board": 2}}', b" " * 3_000_000]
)
def test_a_damaged_file_is_no_file(tmp_path: Path, damage: bytes) -> None:
    CacheWriter(tmp_path).write(SEEN)
    (tmp_path / "board.json").write_bytes(damage)
    assert read_cache(tmp_path) == FeedState(catalogue=SEEN.catalogue)


def test_a_folder_that_cannot_be_written_is_no_trouble(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    CacheWriter(tmp_path / "file" / "a").write(SEEN)
    assert read_cache(tmp_path / "file" / "a") == FeedState()


def test_the_disk_is_written_for_news_and_now_and_then_for_the_age(tmp_path: Path) -> None:
    keeper, board = CacheWriter(tmp_path), tmp_path / "board.json"
    keeper.write(SEEN)
    board.unlink()
    keeper.write(evolve(SEEN, as_of=AT + timedelta(seconds=5)))
    assert not board.exists()
    keeper.write(evolve(SEEN, as_of=AT + AGEING))
    assert read_cache(tmp_path).as_of == AT + AGEING
    assert SEEN.board is not None
    keeper.write(evolve(SEEN, board=evolve(SEEN.board, version=4)))
    assert (read_cache(tmp_path).board or SEEN.board).version == 4


def test_each_address_has_its_own_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    CacheWriter(cache_folder("http://a")).write(SEEN)
    assert read_cache(cache_folder("http://b")) == FeedState()
    assert read_cache(cache_folder("http://a")).board == SEEN.board
