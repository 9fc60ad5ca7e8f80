"""`kiosk enrol`: from a code to a terminal that works, over real TLS, and no further where another server answers."""

import socket
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from endpoint.house import House, opened
from middle import Middle
from pem import certificate, needs_openssl

from kiosk.cli.enrol import command as enrol
from kiosk.cli.terminal import command as terminal
from kiosk.config.terminal import load_config, read_certificate, read_token
from kiosk.endpoint.http.certificate import load_certificate, load_or_make_certificate

pytestmark = needs_openssl


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    data = tmp_path / "data"
    with opened(data, tls=partial(load_or_make_certificate, data, "127.0.0.1")) as running:
        yield running


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """Where the new terminal's configuration is to be."""
    return tmp_path / "etc" / "kiosk.toml"


def new_code(house: House, *arguments: object) -> str:
    """A code from `kiosk terminal`, which says where to type it."""
    made = CliRunner().invoke(terminal, [*map(str, arguments), "--enrol", "--data", str(house.data)])
    assert made.exit_code == 0, made.output
    assert "15 menit" in made.stderr and f"kiosk enrol {house.url}" in made.stderr
    assert ("--force" in made.stderr) == (arguments[0] == "rotate")
    return made.stdout.strip()


def install(url: str, code: str | None, config: Path, *more: str, typed: str = "") -> Result:
    """Call `kiosk enrol`."""
    given = ["--code", code] if code else []
    return CliRunner().invoke(enrol, [url, *given, "--config", str(config), *more], input=typed)


def test_a_counter_is_installed_and_works(house: House, config: Path) -> None:
    code = new_code(house, "add", "Loket 4", "--role", "counter", "--counter", 4, "--second")
    done = install(house.url, code, config)
    assert done.exit_code == 0 and "Loket 4 (counter 4)" in done.stdout and done.stderr == ""
    assert done.stdout.splitlines()[-1] == f"Jalankan: kiosk counter --config {config}"
    read = load_config(config, {"token_file": read_token, "certificate": read_certificate})
    assert (read.role, read.endpoint, read.name) == ("counter", house.url, "Loket 4")
    assert sorted(entry.name for entry in config.parent.iterdir()) == ["kiosk.pem", "kiosk.token", "kiosk.toml"]
    assert stat.S_IMODE((config.parent / "kiosk.token").stat().st_mode) == 0o600
    house.tokens["baru"] = read_token(config.parent / "kiosk.token")
    assert house.client("baru").get("/v1/counters/4").json()["id"] == "4"
    assert house.client("baru").get("/v1/counters/3").status_code == 403


@pytest.mark.parametrize("runs", [True, False])
def test_a_counter_that_the_office_does_not_have_gets_no_code(house: House, runs: bool) -> None:
    if not runs:
        house.stop()
    asked = ("add", "baru", "--role", "counter", "--counter", "99", "--enrol", "--data", str(house.data))
    refused = CliRunner().invoke(terminal, asked)
    assert (refused.exit_code, refused.stdout) == (73, "")
    assert "tidak ada loket 99; loket yang ada: 1, 2, 3, 4" in refused.stderr
    assert "baru" not in CliRunner().invoke(terminal, ["list", "--data", str(house.data)]).stdout


def test_the_programs_run_by_what_was_installed(house: House, config: Path) -> None:
    assert install(house.url, new_code(house, "add", "papan", "--role", "lobby"), config).exit_code == 0
    command = ("lobby", "--once", "--config", str(config), "--cache", str(config.parent / "cache"))
    shown = subprocess.run(
        [sys.executable, "-m", "kiosk", *command], capture_output=True, text=True, timeout=60, check=False
    )
    assert shown.returncode == 0 and "per " in shown.stdout and "belum ada data" not in shown.stdout


def test_the_code_is_asked_for_and_typed_without_care(house: House, config: Path) -> None:
    code = new_code(house, "add", "papan", "--role", "lobby")
    slip = code[:-1] + ("0" if code[-1] != "0" else "1")
    done = install(house.url, None, config, typed=f"{slip}\n{code.lower().replace('-', ' ')}\n")
    assert done.exit_code == 0 and "salah ketik" in done.stderr


def test_an_address_without_its_scheme_will_do_and_one_where_nobody_answers_is_named(
    house: House, config: Path
) -> None:
    code = new_code(house, "add", "papan", "--role", "lobby")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        free = listener.getsockname()[1]
    nobody = install(f"127.0.0.1:{free}", code, config)
    assert nobody.exit_code == 69 and f"https://127.0.0.1:{free}. Periksa alamat dan port" in nobody.stderr
    assert install(house.url.removeprefix("https://"), code, config).exit_code == 0
    assert f'endpoint = "{house.url}"' in config.read_text()


def test_a_terminal_that_still_waits_for_its_code_has_no_token_to_rotate(house: House) -> None:
    new_code(house, "add", "papan", "--role", "lobby")
    early = CliRunner().invoke(terminal, ["rotate", "papan", "--enrol", "--data", str(house.data)])
    assert early.exit_code == 73 and "belum dipasang" in early.stderr and "kiosk terminal add --enrol" in early.stderr
    missing = CliRunner().invoke(terminal, ["rotate", "lain", "--data", str(house.data)])
    assert missing.exit_code == 73 and "kiosk terminal list" in missing.stderr


def test_a_code_is_used_once(house: House, config: Path, tmp_path: Path) -> None:
    code = new_code(house, "add", "papan", "--role", "lobby")
    assert install(house.url, code, config).exit_code == 0
    again = install(house.url, code, tmp_path / "other.toml")
    assert again.exit_code == 69 and "sudah dipakai" in again.stderr and "kiosk terminal revoke" in again.stderr
    assert not (tmp_path / "other.toml").exists()


def test_a_code_lasts_for_some_minutes(house: House, config: Path) -> None:
    code = new_code(house, "add", "papan", "--role", "lobby")
    house.clock.move(16 * 60)
    late = install(house.url, code, config)
    assert late.exit_code == 69 and "kedaluwarsa" in late.stderr and "kode baru" in late.stderr


def test_nothing_is_written_over_unless_it_is_said_and_the_code_is_spared(house: House, config: Path) -> None:
    config.parent.mkdir()
    config.write_text("mine")
    code = new_code(house, "add", "papan", "--role", "lobby")
    refused = install(house.url, code, config, "--language", "en")
    assert refused.exit_code == 73 and "--force" in refused.stderr and config.read_text() == "mine"
    assert install(house.url, code, config, "--force").exit_code == 0
    assert 'role = "lobby"' in config.read_text()


def test_what_else_a_configuration_says_outlasts_a_new_enrolment(house: House, config: Path) -> None:
    assert install(house.url, new_code(house, "add", "papan", "--role", "lobby"), config).exit_code == 0
    before = config.read_text() + '# the big wall\ntheme = "resmi"\nquiet = ["12.00-13.00"]\n'
    config.write_text(before)
    assert install(house.url, new_code(house, "rotate", "papan"), config, "--force").exit_code == 0
    read = load_config(config, {"token_file": read_token, "certificate": read_certificate})
    assert (read.theme, read.quiet, read.role) == ("resmi", ("12.00-13.00",), "lobby")
    assert config.with_suffix(".toml.bak").read_text() == before


def test_a_folder_that_cannot_be_spares_the_code(house: House, tmp_path: Path, config: Path) -> None:
    (tmp_path / "file").touch()
    code = new_code(house, "add", "papan", "--role", "lobby")
    assert install(house.url, code, tmp_path / "file" / "kiosk.toml").exit_code == 73
    assert install(house.url, code, config).exit_code == 0


def test_a_terminal_in_use_gets_a_new_token_and_the_old_one_ends(house: House, config: Path) -> None:
    old = house.client("loket-3")
    code = new_code(house, "rotate", "loket-3")
    assert install(house.url, code, config).exit_code == 0
    assert old.get("/v1/counters/3").status_code == 200
    house.tokens["new"] = read_token(config.parent / "kiosk.token")
    assert house.client("new").get("/v1/counters/3").json()["id"] == "3"
    assert old.get("/v1/counters/3").status_code == 401


def test_a_later_code_for_the_same_terminal_voids_the_earlier(house: House, config: Path) -> None:
    first = new_code(house, "add", "papan", "--role", "lobby")
    second = new_code(house, "add", "papan", "--role", "lobby")
    assert install(house.url, first, config).exit_code == 69
    assert install(house.url, second, config).exit_code == 0


def test_a_code_is_listed_while_it_waits_and_can_be_taken_back(house: House, config: Path) -> None:
    def admin(*arguments: str) -> Result:
        return CliRunner().invoke(terminal, [*arguments, "--data", str(house.data)])

    code = new_code(house, "add", "papan", "--role", "lobby")
    new_code(house, "rotate", "lobi")
    waiting = [line.split()[0] for line in admin("list").stdout.splitlines() if "menunggu kiosk enrol" in line]
    assert waiting == ["lobi", "papan"]
    assert admin("revoke", "papan").exit_code == 0
    assert "papan" not in admin("list").stdout
    refused = install(house.url, code, config)
    assert refused.exit_code == 69 and "tidak dikenal" in refused.stderr
    assert admin("revoke", "papan").exit_code == 73


def test_a_name_in_use_is_said_when_the_code_is_made(house: House) -> None:
    made = CliRunner().invoke(terminal, ["add", "lobi", "--role", "lobby", "--enrol", "--data", str(house.data)])
    assert made.exit_code == 73 and "sudah ada" in made.stderr and made.stdout == ""


def test_without_a_certificate_there_is_no_code(tmp_path: Path) -> None:
    made = CliRunner().invoke(terminal, ["add", "x", "--role", "lobby", "--enrol", "--data", str(tmp_path)])
    assert made.exit_code == 73 and "kiosk serve --tls" in made.stderr


def test_an_office_with_its_own_certificate(tmp_path: Path, config: Path) -> None:
    own = certificate(tmp_path, "own", "DNS:antrean.kantor")
    with opened(tmp_path / "data", tls=partial(load_certificate, own)) as house:
        code = new_code(house, "add", "papan", "--role", "lobby")
        assert install(house.url, code, config).exit_code == 0
    assert (config.parent / "kiosk.pem").read_text() == own.with_suffix(".crt").read_text()


@pytest.mark.parametrize("url", ["http://10.0.0.5:8765", "https://10.0.0.5/board.json", "10.0.0.5", "ftp://x"])
def test_only_a_servers_own_address_over_tls_will_do(config: Path, url: str) -> None:
    refused = install(url, "K7Q2-M9XA-3T5V-0C4W-8RDN", config)
    assert refused.exit_code == 64 and "https://" in refused.stderr + "https://" * (url in ("10.0.0.5", "ftp://x"))


def test_nobody_there(config: Path, house: House) -> None:
    code = new_code(house, "add", "papan", "--role", "lobby")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        nobody = f"https://127.0.0.1:{taken.getsockname()[1]}"
    refused = install(nobody, code, config)
    assert refused.exit_code == 69 and "menolak sambungan" in refused.stderr


@pytest.fixture
def middle(house: House) -> Iterator[Callable[..., Middle]]:
    made: list[Middle] = []

    def make(*ways: Path | None) -> Middle:
        made.append(Middle(house.url, list(ways)))
        return made[-1]

    yield make
    for each in made:
        each.close()


def test_a_machine_that_ends_tls_itself_and_relays_is_refused(
    house: House, config: Path, tmp_path: Path, middle: Callable[..., Middle]
) -> None:
    code = new_code(house, "add", "papan", "--role", "lobby")
    evil = middle(certificate(tmp_path, "evil"))
    refused = install(evil.url, code, config)
    assert refused.exit_code == 69 and "ada mesin lain di antara" in refused.stderr
    assert "do not go on" in install(evil.url, code, config, "--language", "en").stderr
    assert evil.heard == b"" and not config.exists()
    assert install(house.url, code, config).exit_code == 0, "the code must not be used up by that"


def test_one_that_shows_the_right_certificate_first_and_its_own_then_is_refused(
    house: House, config: Path, tmp_path: Path, middle: Callable[..., Middle]
) -> None:
    code = new_code(house, "add", "papan", "--role", "lobby")
    evil = middle(None, certificate(tmp_path, "evil"))
    refused = install(evil.url, code, config)
    assert refused.exit_code == 69 and "ada mesin lain di antara" in refused.stderr
    assert b"POST" not in evil.heard and not config.exists()


def test_one_that_only_hands_bytes_on_hears_nothing(house: House, config: Path, middle: Callable[..., Middle]) -> None:
    code = new_code(house, "add", "Loket 4", "--role", "counter", "--counter", 4, "--second")
    wire = middle(None)
    assert install(wire.url, code, config).exit_code == 0
    token = read_token(config.parent / "kiosk.token")
    assert wire.heard
    for said in (token, code, "POST", "Loket 4", "enrolments"):
        assert said.encode() not in wire.heard


def test_codes_outlast_a_restart(tmp_path: Path, config: Path) -> None:
    data = tmp_path / "data"
    with opened(data, tls=partial(load_or_make_certificate, data, "127.0.0.1")) as house:
        code, tokens = new_code(house, "add", "papan", "--role", "lobby"), house.tokens
    with opened(data, tokens=tokens, tls=partial(load_or_make_certificate, data, "127.0.0.1")) as house:
        assert install(house.url, code, config).exit_code == 0
