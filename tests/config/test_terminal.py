"""`kiosk.toml`: read whole, or every fault of it told at once."""

from pathlib import Path

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st
from pem import certificate, needs_openssl

from kiosk.config.terminal import (
    TerminalConfig,
    config_options,
    config_text,
    load_config,
    read_certificate,
    read_pin,
    read_token,
)
from kiosk.schema.errors import InvalidValue
from kiosk.toml.errors import TomlError

CHECKS = {"token_file": read_token, "certificate": read_certificate, "pin_file": read_pin}


def written(folder: Path, text: str) -> Path:
    """A configuration with that text."""
    file = folder / "kiosk.toml"
    file.write_text(text)
    return file


def faults(folder: Path, text: str) -> list[str]:
    """The faults of that text, in English, without the file's name."""
    with pytest.raises(TomlError) as refused:
        load_config(written(folder, text), CHECKS)
    return [
        fault.printed("en").splitlines()[0].removeprefix(str(folder / "kiosk.toml")) for fault in refused.value.faults
    ]


def token(folder: Path, name: str = "token", content: str = "secret\n", mode: int = 0o600) -> Path:
    """A token file."""
    file = folder / name
    file.touch(mode)
    file.write_text(content)
    file.chmod(mode)
    return file


@needs_openssl
def test_a_whole_one_gives_the_options_of_the_commands(tmp_path: Path) -> None:
    token(tmp_path)
    certificate(tmp_path, "server")
    file = written(
        tmp_path,
        'role = "counter"\nendpoint = "https://10.0.0.5:8765"\ntoken_file = "token"\ncertificate = "server.crt"\n'
        'language = "en"\ntheme = "resmi"\nname = "Loket 3"\n'
        'sound = "chime"\nvolume = 80\nclips = "/usr/share/clips"\nquiet = ["12.00-13.00"]\n',
    )
    assert config_options(load_config(file, CHECKS), tmp_path) == {
        "endpoint": "https://10.0.0.5:8765",
        "token_file": str(tmp_path / "token"),
        "certificate": str(tmp_path / "server.crt"),
        "language": "en",
        "theme": "resmi",
        "name": "Loket 3",
        "sound": "chime",
        "volume": 80,
        "clips": "/usr/share/clips",
        "quiet": ("12.00-13.00",),
    }


def test_all_faults_are_told_at_once_with_their_places(tmp_path: Path) -> None:
    token(tmp_path, mode=0o644)
    text = (
        'role = "conter"\nendpoint = "10.0.0.5"\ntoken_file = "token"\ncertificate = "none.pem"\n'
        'langauge = "en"\nallow_tokens_over_plain_http = "yes"\n'
    )
    told = faults(tmp_path, text)
    assert [line.split(":")[1] for line in told] == list("123456")
    whole = "\n".join(told)
    for words in ("did you mean 'counter'", "no address", "chmod 600", "none.pem", "did you mean 'language'"):
        assert words in whole, whole
    assert [line.split(":")[1] for line in faults(tmp_path, text + "= 3\nvolume = \n")] == ["7", "8"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('role = "counter"\nendpoint = "https://10.0.0.5"\n', ":1:1: role: the role counter needs a token_file"),
        (
            'role = "lobby"\nendpoint = "http://10.0.0.5"\ntoken_file = "token"\n',
            ":2:1: endpoint: the token is not sent",
        ),
        ('endpoint = "http://10.0.0.5"\n', ":1:1: 'role' is missing"),
        ('role = "lobby"\nendpoint = "http://10.0.0.5"\nquiet = ["12.00"]', ":3:10: quiet[0]: '12.00' must be hours"),
        ('role = "lobby"\nendpoint = "http://10.0.0.5"\nvolume = 101', ":3:1: volume: 101 is outside 0 to 100"),
    ],
)
def test_what_is_missing_or_does_not_fit_together(tmp_path: Path, text: str, words: str) -> None:
    token(tmp_path)
    (told,) = faults(tmp_path, text)
    assert told.startswith(words)


@needs_openssl
def test_a_certificate_is_of_no_use_without_tls(tmp_path: Path) -> None:
    certificate(tmp_path, "server")
    (told,) = faults(tmp_path, 'role = "lobby"\nendpoint = "http://127.0.0.1"\ncertificate = "server.crt"\n')
    assert told.startswith(":3:1: certificate: ") and "https://" in told


@pytest.mark.parametrize("endpoint", ["http://127.0.0.1:8765", "http://localhost", "https://10.0.0.5"])
def test_a_token_may_go_within_this_machine_or_through_tls(tmp_path: Path, endpoint: str) -> None:
    token(tmp_path)
    text = f'role = "ticket"\nendpoint = "{endpoint}"\ntoken_file = "token"\n'
    assert load_config(written(tmp_path, text), CHECKS).endpoint == endpoint


def test_in_the_clear_only_in_so_many_words(tmp_path: Path) -> None:
    token(tmp_path)
    text = 'role = "ticket"\nendpoint = "http://10.0.0.5"\ntoken_file = "token"\nallow_tokens_over_plain_http = true\n'
    assert load_config(written(tmp_path, text), CHECKS).allow_tokens_over_plain_http


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(TomlError):
        load_config(tmp_path / "none.toml", CHECKS)


plain_text = st.text(st.characters(exclude_categories=("C", "Z", "M", "Co", "Cn")), min_size=1, max_size=20)


@given(plain_text, plain_text)
def test_what_is_written_is_read_back(name: str, office: str) -> None:

    config = TerminalConfig("lobby", "https://10.0.0.5", certificate="c.pem", name=name, office=office)
    assert tomli.loads(config_text(config)) == {
        "role": "lobby",
        "endpoint": "https://10.0.0.5",
        "certificate": "c.pem",
        "name": name,
        "office": office,
    }


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o644])
def test_a_token_that_others_can_read_is_refused(tmp_path: Path, mode: int) -> None:
    with pytest.raises(InvalidValue) as refused:
        read_token(token(tmp_path, mode=mode))
    assert "secret" not in str(refused.value)


def test_a_certificate_that_is_none(tmp_path: Path) -> None:
    for name, content in (("text", "no"), ("broken", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")):
        with pytest.raises(InvalidValue):
            read_certificate(token(tmp_path, name, content))
    with pytest.raises(InvalidValue):
        read_certificate(tmp_path)


def test_a_printer_is_a_command_or_an_address_and_its_faults_are_told_with_the_others(tmp_path: Path) -> None:
    text = 'role = "lobby"\nendpoint = "http://127.0.0.1:8765"\n'
    more = 'printer = "escpos:/dev/usb/lp0"\nprinter_width = 42\nprinter_ascii = true\n'
    options = config_options(load_config(written(tmp_path, text + more), CHECKS), tmp_path)
    assert (options["printer"], options["printer_width"], options["printer_ascii"]) == ("escpos:/dev/usb/lp0", 42, True)
    assert faults(tmp_path, text + 'printer = "escpos:lp0"\nprinter_width = 12\n') == [
        ":3:1: printer: 'escpos:lp0' is no printer"
        ' - for example: "lp -d receipts", "escpos:/dev/usb/lp0", "escpos://10.0.0.9:9100"',
        ":4:1: printer_width: 12 is outside 24 to 80",
    ]
