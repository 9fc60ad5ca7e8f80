import pytest

from kiosk.config.address import is_loopback, server_address
from kiosk.schema.errors import InvalidValue


@pytest.mark.parametrize("host", ["127.0.0.1", "127.9.8.7", "::1", "localhost", "::ffff:127.0.0.1"])
def test_what_stays_in_this_machine(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize(
    "host", ["0.0.0.0", "192.168.1.7", "kantor.example", "::", "fe80::1", "", "::ffff:10.0.0.1", "localhost.example"]
)
def test_what_may_leave_it(host: str) -> None:
    assert not is_loopback(host)


@pytest.mark.parametrize(
    "url", ["", "10.0.0.5", "ftp://10.0.0.5", "http://", "http://host:port", "http://[::1", "http://a:b@host/"]
)
def test_what_is_no_address_is_refused_in_both_languages(url: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        server_address(url)
    assert refused.value.text.id and refused.value.text.en and refused.value.hint


def test_a_fragment_is_left_out() -> None:
    assert server_address(" https://10.0.0.5:8/x#y").geturl() == "https://10.0.0.5:8/x"
