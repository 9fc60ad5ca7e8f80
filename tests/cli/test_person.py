"""`kiosk person`: a PIN is shown once or typed unseen, and kept by nobody."""

from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from endpoint.house import opened

from kiosk.cli.person import command
from kiosk.codes.secret import pin_matches
from kiosk.endpoint.store.database import DATABASE_FILE
from kiosk.endpoint.store.interface import Person
from kiosk.endpoint.store.sqlite import SqliteStore


def run(data: Path, *arguments: str, typed: str | None = None) -> Result:
    """Call `kiosk person`."""
    return CliRunner().invoke(command, [*arguments, "--data", str(data)], input=typed)


def person(data: Path, code: str) -> Person:
    """What is kept of somebody."""
    with closing(SqliteStore(data)) as store:
        found = store.person(code)
    assert found is not None
    return found


def test_a_pin_is_shown_once_and_kept_by_nobody(tmp_path: Path) -> None:
    made = run(tmp_path, "add", "rm", "--right", "serve", "--right", "supervise")
    assert made.exit_code == 0, made.output
    pin = made.stdout.strip()
    kept = person(tmp_path, "RM")
    assert pin_matches(pin, kept.pin) and kept.rights == {"serve", "supervise"}
    assert pin.encode() not in (tmp_path / DATABASE_FILE).read_bytes()
    assert pin not in run(tmp_path, "list").output


def test_a_person_types_their_own_pin_unseen(tmp_path: Path) -> None:
    run(tmp_path, "add", "RM", "--right", "serve")
    changed = run(tmp_path, "pin", "RM", "--ask", typed="193755\n193755\n")
    assert changed.exit_code == 0 and "193755" not in changed.output
    assert pin_matches("193755", person(tmp_path, "RM").pin)
    easy = run(tmp_path, "pin", "RM", "--ask", "--language", "en", typed="123456\n123456\n")
    assert easy.exit_code == 64 and "too easy" in easy.output
    assert pin_matches("193755", person(tmp_path, "RM").pin)


def test_a_forgotten_pin_is_replaced_by_lot(tmp_path: Path) -> None:
    first = run(tmp_path, "add", "RM", "--right", "serve").stdout.strip()
    second = run(tmp_path, "pin", "RM").stdout.strip()
    kept = person(tmp_path, "RM").pin
    assert pin_matches(second, kept) and not pin_matches(first, kept)


def test_rights_become_those_named(tmp_path: Path) -> None:
    run(tmp_path, "add", "RM", "--right", "serve")
    assert run(tmp_path, "rights", "RM", "--right", "approve").exit_code == 0
    assert person(tmp_path, "RM").rights == {"approve"}


def test_a_code_is_never_given_again(tmp_path: Path) -> None:
    run(tmp_path, "add", "RM", "--right", "serve")
    assert run(tmp_path, "retire", "RM").exit_code == 0
    again = run(tmp_path, "add", "RM", "--right", "serve", "--language", "en")
    assert again.exit_code == 73 and "was, somebody's" in again.output
    for gone in (("retire", "RM"), ("pin", "RM"), ("rights", "RM", "--right", "serve"), ("retire", "XX")):
        assert run(tmp_path, *gone).exit_code == 73
    assert "berhenti" in run(tmp_path, "list").output


@pytest.mark.parametrize(
    "arguments",
    [
        ("add", "R", "--right", "serve"),
        ("add", "RATNASARI", "--right", "serve"),
        ("add", "R M", "--right", "serve"),
        ("add", "RM"),
        ("add", "RM", "--right", "rule"),
        ("pin", "../RM"),
    ],
)
def test_what_makes_no_sense_is_refused(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    assert run(tmp_path / "data", *arguments).exit_code == 2
    assert not (tmp_path / "data").exists()


def test_it_works_while_the_endpoint_runs(tmp_path: Path) -> None:
    with opened(tmp_path):
        assert run(tmp_path, "add", "RM", "--right", "serve").exit_code == 0
        assert "RM" in run(tmp_path, "list").output
