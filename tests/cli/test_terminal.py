"""`kiosk terminal`: a token is shown once, to its owner only, and works at once."""

from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from endpoint.house import opened

from kiosk.cli.terminal import command
from kiosk.endpoint.store.sqlite import FILE, SqliteStore


def run(*arguments: object) -> Result:
    """Call `kiosk terminal`."""
    return CliRunner().invoke(command, [str(argument) for argument in arguments])


def names(data: Path) -> list[str]:
    """Who is enrolled."""
    with closing(SqliteStore(data)) as store:
        return [terminal.name for terminal in store.terminals()]


def test_a_token_is_shown_and_works_while_the_endpoint_runs(tmp_path: Path) -> None:
    with opened(tmp_path) as house:
        made = run("add", "Loket 4", "--role", "counter", "--counter", 4, "--data", house.data)
        assert made.exit_code == 0
        house.tokens["baru"] = made.stdout.strip()
        assert house.client("baru").get("/v1/counters/4").json()["who"] == "Loket 4"
    assert made.stdout.strip().encode() not in (tmp_path / FILE).read_bytes()


def test_a_token_file_is_its_owners_only_and_never_written_over(tmp_path: Path) -> None:
    file = tmp_path / "token"
    assert run("add", "lobi", "--role", "lobby", "--data", tmp_path, "--token-file", file).stdout == ""
    assert file.stat().st_mode & 0o777 == 0o600
    assert len(file.read_text().strip()) >= 43
    before = file.read_bytes()
    again = run("add", "lain", "--role", "lobby", "--data", tmp_path, "--token-file", file)
    assert again.exit_code == 73 and file.read_bytes() == before
    assert names(tmp_path) == ["lobi"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("a", "--role", "counter"),
        ("a", "--role", "counter", "--counter", "x"),
        ("a", "--role", "counter", "--counter", "0"),
        ("a", "--role", "lobby", "--counter", "1"),
        ("", "--role", "lobby"),
        ("x" * 41, "--role", "lobby"),
        ("a\x1b[2J", "--role", "lobby"),
        ("a", "--role", "king"),
    ],
)
def test_what_makes_no_sense_is_refused(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    assert run("add", *arguments, "--data", tmp_path / "data").exit_code != 0
    assert not (tmp_path / "data").exists()


def test_a_name_is_given_once(tmp_path: Path) -> None:
    assert run("add", "lobi", "--role", "lobby", "--data", tmp_path).exit_code == 0
    again = run("add", "lobi", "--role", "lobby", "--data", tmp_path, "--language", "en")
    assert again.exit_code == 73 and "already" in again.output
    assert names(tmp_path) == ["lobi"]


def test_all_are_listed_without_tokens(tmp_path: Path) -> None:
    token = run("add", "Loket 1", "--role", "counter", "--counter", 1, "--data", tmp_path).stdout.strip()
    run("add", "mesin", "--role", "ticket", "--data", tmp_path)
    listed = run("list", "--data", tmp_path).stdout
    assert [line.split()[0] for line in listed.splitlines()] == ["Loket", "mesin"]
    assert "counter" in listed and token not in listed
