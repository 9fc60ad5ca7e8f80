from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from attrs import evolve

from kiosk.feed.kept import AGEING, Kept
from kiosk.feed.seen import Seen
from kiosk.language import Text
from kiosk.wire.board import Board, BoardCall, CatalogueRef, Notice
from kiosk.wire.catalogue import Catalogue, ShownOffice, ShownSop

AT = datetime(2026, 11, 24, 2, 42, 10, tzinfo=UTC)
SEEN = Seen(
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
    Kept(tmp_path / "a").write(SEEN)
    assert Kept(tmp_path / "a").read() == evolve(SEEN, live=False)
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o700
    assert sorted(p.name for p in (tmp_path / "a").iterdir()) == ["board.json", "catalogue.json"]


def test_nothing_kept_is_nothing_seen(tmp_path: Path) -> None:
    assert Kept(tmp_path / "none").read() == Seen()


@pytest.mark.parametrize(
    "damage", [b"", b"{", b"[]", b"\xff\xfe", b"[" * 100_000, b'{"board": {"board": 2}}', b" " * 3_000_000]
)
def test_a_damaged_file_is_no_file(tmp_path: Path, damage: bytes) -> None:
    Kept(tmp_path).write(SEEN)
    (tmp_path / "board.json").write_bytes(damage)
    assert Kept(tmp_path).read() == Seen(catalogue=SEEN.catalogue)


def test_a_folder_that_cannot_be_written_is_no_trouble(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    Kept(tmp_path / "file" / "a").write(SEEN)
    assert Kept(tmp_path / "file" / "a").read() == Seen()


def test_the_disk_is_written_for_news_and_now_and_then_for_the_age(tmp_path: Path) -> None:
    kept, board = Kept(tmp_path), tmp_path / "board.json"
    kept.write(SEEN)
    board.unlink()
    kept.write(evolve(SEEN, as_of=AT + timedelta(seconds=5)))
    assert not board.exists()
    kept.write(evolve(SEEN, as_of=AT + AGEING))
    assert Kept(tmp_path).read().as_of == AT + AGEING
    assert SEEN.board is not None
    kept.write(evolve(SEEN, board=evolve(SEEN.board, version=4)))
    assert (Kept(tmp_path).read().board or SEEN.board).version == 4


def test_each_address_has_its_own_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    Kept.of("http://a").write(SEEN)
    assert Kept.of("http://b").read() == Seen()
    assert Kept.of("http://a").read().board == SEEN.board
