import pytest

from kiosk.feed.source import source_of
from kiosk.schema.errors import InvalidValue


@pytest.mark.parametrize("url", ["http://10.0.0.5:8765", "http://10.0.0.5:8765/", "https://antrean.kanim.go.id"])
def test_an_address_without_a_path_is_our_endpoint(url: str) -> None:
    source = source_of(url)
    assert source.is_endpoint
    assert source.board == url.rstrip("/") + "/v1/board"
    assert source.counter("3/../x") == url.rstrip("/") + "/v1/counters/3%2F..%2Fx"


def test_an_address_with_a_path_is_the_board_itself() -> None:
    source = source_of("http://10.0.0.5/any/board.json?office=ktp#top")
    assert not source.is_endpoint
    assert source.board == "http://10.0.0.5/any/board.json?office=ktp"
    assert source.catalogue("catalogue.json") == "http://10.0.0.5/any/catalogue.json"
    assert source.catalogue("http://10.0.0.5/c.json") == "http://10.0.0.5/c.json"


def test_a_catalogue_on_another_server_is_not_fetched() -> None:
    assert source_of("http://10.0.0.5/board.json").catalogue("http://169.254.169.254/x") is None


@pytest.mark.parametrize("url", ["http://127.0.0.1:8765", "http://localhost", "http://[::1]:1", "https://10.0.0.5"])
def test_a_token_goes_to_this_machine_or_through_tls(url: str) -> None:
    assert source_of(url, "secret").token == "secret"


def test_a_token_does_not_travel_in_the_open_unless_it_is_said() -> None:
    with pytest.raises(InvalidValue):
        source_of("http://10.0.0.5", "secret")
    assert source_of("http://10.0.0.5", "secret", plain_token=True).token == "secret"


def test_the_token_is_not_printed() -> None:
    assert "secret" not in repr(source_of("https://10.0.0.5", "secret"))
