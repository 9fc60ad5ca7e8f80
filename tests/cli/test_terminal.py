"""`kiosk terminal`: a token is shown once, to its owner only, and works at once."""

from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from endpoint.house import opened

from kiosk.cli.terminal import command
from kiosk.endpoint.store.database import DATABASE_FILE
from kiosk.endpoint.store.sqlite import SqliteStore


def run(*arguments: object) -> Result:
    """Call `kiosk terminal`."""
    return CliRunner().invoke(command, [str(argument) for argument in arguments])


def names(data: Path) -> list[str]:
    """Who is enrolled."""
    with closing(SqliteStore(data)) as store:
        return [terminal.name for terminal in store.terminals()]


def test_a_token_is_shown_and_works_while_the_endpoint_runs(tmp_path: Path) -> None:
    with opened(tmp_path) as house:
        made = run("add", "Loket 4b", "--role", "counter", "--counter", 4, "--second", "--data", house.data)
        assert made.exit_code == 0 and "tampil sekali saja" in made.stderr
        house.tokens["baru"] = made.stdout.strip()
        assert house.client("baru").get("/v1/counters/4").json()["who"] == "P4"
    assert made.stdout.strip().encode() not in (tmp_path / DATABASE_FILE).read_bytes()


def test_a_token_file_is_its_owners_only_and_never_written_over(tmp_path: Path) -> None:
    file = tmp_path / "token"
    assert run("add", "lobi", "--role", "lobby", "--data", tmp_path, "--token-file", file).stdout == ""
    assert file.stat().st_mode & 0o777 == 0o600
    assert len(file.read_text().strip()) >= 43
    before = file.read_bytes()
    again = run("add", "lain", "--role", "lobby", "--data", tmp_path, "--token-file", file)
    assert again.exit_code == 73 and file.read_bytes() == before and f"{file} sudah ada" in again.stderr
    assert names(tmp_path) == ["lobi"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("a", "--role", "counter"),
        ("a", "--role", "counter", "--counter", "x"),
        ("a", "--role", "counter", "--counter", "0"),
        ("a", "--role", "lobby", "--counter", "1"),
        ("a", "--role", "lobby", "--second"),
        ("", "--role", "lobby"),
        ("x" * 41, "--role", "lobby"),
        ("a\x1b[2J", "--role", "lobby"),
        ("a", "--role", "king"),
    ],
)
def test_what_makes_no_sense_is_refused(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    assert run("add", *arguments, "--data", tmp_path / "data").exit_code != 0
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("runs", [True, False])
def test_a_counter_that_the_office_does_not_have_is_refused_with_those_that_it_has(tmp_path: Path, runs: bool) -> None:
    with opened(tmp_path) as house:
        before = names(tmp_path)
        if not runs:
            house.stop()
        for language, said in (("id", "tidak ada loket 99"), ("en", "there is no counter 99")):
            asked = ("add", "baru", "--role", "counter", "--counter", 99, "--data", tmp_path)
            refused = run(*asked, "--language", language)
            assert refused.exit_code == 73 and said in refused.stderr and ": 1, 2, 3, 4" in refused.stderr
            assert refused.stdout == "" and "office.toml" in refused.stderr
        listed = run("list", "--data", tmp_path).stdout
    assert names(tmp_path) == before and "baru" not in listed


def test_before_the_office_was_ever_served_a_counter_that_nobody_knows_is_taken_with_a_word(tmp_path: Path) -> None:
    made = run("add", "baru", "--role", "counter", "--counter", 99, "--data", tmp_path)
    assert made.exit_code == 0 and "belum diketahui apakah ada loket 99" in made.stderr
    assert "belum diketahui" not in run("add", "lobi", "--role", "lobby", "--data", tmp_path).stderr


@pytest.mark.parametrize("runs", [True, False])
def test_a_second_terminal_for_a_counter_is_refused_unless_it_is_meant(tmp_path: Path, runs: bool) -> None:
    with opened(tmp_path) as house:
        before = names(tmp_path)
        if not runs:
            house.stop()
        asked = ("add", "Loket 4b", "--role", "counter", "--counter", 4, "--data", tmp_path)
        for language, said in (("id", "sudah punya terminal: loket-4"), ("en", "has a terminal already: loket-4")):
            refused = run(*asked, "--language", language)
            assert refused.exit_code == 73 and said in refused.stderr and "--second" in refused.stderr
            assert refused.stdout == "" and names(tmp_path) == before
        assert run(*asked, "--second").exit_code == 0
        assert names(tmp_path) == [*before, "Loket 4b"]


def test_a_counter_whose_terminal_was_revoked_takes_another(tmp_path: Path) -> None:
    asked = ("--role", "counter", "--counter", 4, "--data", tmp_path)
    assert run("add", "lama", *asked).exit_code == 0
    assert run("add", "baru", *asked).exit_code == 73
    assert run("revoke", "lama", "--data", tmp_path).exit_code == 0
    assert run("add", "baru", *asked).exit_code == 0


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


def test_where_there_is_none_it_is_said_of_which_folder(tmp_path: Path) -> None:
    listed = run("list", "--data", tmp_path / "slip")
    assert (listed.exit_code, listed.stdout) == (
        0,
        "",
    ) and f"belum ada terminal di {tmp_path / 'slip'}" in listed.stderr


def test_a_revoked_terminal_is_out_at_once_and_its_stream_ends(tmp_path: Path) -> None:
    with opened(tmp_path) as house:
        assert run("revoke", "tidak-ada", "--data", house.data).exit_code == 73
        client = house.client("loket-1")
        with client.stream("GET", "/v1/events") as followed, house.client("loket-2").stream("GET", "/v1/events") as on:
            lines = followed.iter_lines()
            assert next(lines) == "event: board"
            assert run("revoke", "loket-1", "--data", house.data).exit_code == 0
            assert "event: tickets" not in list(lines), "it ended"
            assert next(on.iter_lines()) == "event: board"
        assert house.client("loket-1").get("/v1/counters/1").status_code == 401
        assert house.client("loket-2").get("/v1/counters/2").status_code == 200
    assert "dicabut" in run("list", "--data", tmp_path).stdout


def test_a_new_token_takes_over_when_it_is_first_used(tmp_path: Path) -> None:
    file = tmp_path / "token"
    with opened(tmp_path / "data") as house:
        assert run("rotate", "loket-1", "--data", house.data, "--token-file", file).exit_code == 0
        assert "ganti token" in run("list", "--data", house.data).stdout
        old = house.client("loket-1")
        assert old.get("/v1/counters/1").status_code == 200, "both are valid"
        house.tokens["baru"] = file.read_text().strip()
        assert house.client("baru").get("/v1/counters/1").status_code == 200
        assert old.get("/v1/counters/1").status_code == 401
        assert house.client("baru").get("/v1/counters/1").status_code == 200
        assert "ganti token" not in run("list", "--data", house.data).stdout


@pytest.mark.parametrize(("keep", "moved", "status"), [(24, 23, 200), (24, 25, 401), (0, 0, 401)])
def test_an_old_token_ends_in_time_even_if_nobody_uses_the_new(
    tmp_path: Path, keep: int, moved: int, status: int
) -> None:
    with opened(tmp_path) as house:
        made = run("rotate", "loket-1", "--keep", keep, "--data", house.data)
        house.clock.move(moved * 3600)
        assert house.client("loket-1").get("/v1/counters/1").status_code == status
        house.tokens["baru"] = made.stdout.strip()
        assert house.client("baru").get("/v1/counters/1").status_code == 200


@pytest.mark.parametrize(("keep", "moved"), [(0, 0), (1, 2 * 3600)])
@pytest.mark.parametrize("keep_again", [0, 24])
def test_a_token_that_has_ended_stays_ended_when_the_terminal_is_given_another(
    tmp_path: Path, keep: int, moved: int, keep_again: int
) -> None:
    with opened(tmp_path) as house:
        old = house.client("loket-1")
        run("rotate", "loket-1", "--keep", keep, "--data", house.data)
        house.clock.move(moved)
        assert old.get("/v1/counters/1").status_code == 401
        house.tokens["baru"] = run("rotate", "loket-1", "--keep", keep_again, "--data", house.data).stdout.strip()
        assert old.get("/v1/counters/1").status_code == 401
        assert house.client("baru").get("/v1/counters/1").status_code == 200
        assert old.get("/v1/counters/1").status_code == 401


def test_a_second_rotation_takes_back_the_first(tmp_path: Path) -> None:
    with opened(tmp_path) as house:
        first, second = (run("rotate", "loket-1", "--data", house.data).stdout.strip() for _ in range(2))
        house.tokens |= {"first": first, "second": second}
        assert house.client("first").get("/v1/counters/1").status_code == 401
        assert house.client("loket-1").get("/v1/counters/1").status_code == 200
        assert house.client("second").get("/v1/counters/1").status_code == 200
