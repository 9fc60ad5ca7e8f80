"""What this machine is called, by itself and by others."""

import socket
from ipaddress import ip_address

import pytest

from kiosk.endpoint.http.certificate import machine_names, own_addresses, public_host


def test_its_names_are_each_there_once_in_lower_case() -> None:
    own = socket.gethostname().lower()
    names = machine_names("Antrean.Kantor", "LOCALHOST", own)
    assert names[0] == "localhost" and {own, f"{own}.local", "antrean.kantor"} <= set(names)
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("host", ["10.0.0.5", "antrean.kantor", "127.0.0.1", "::1"])
def test_where_it_listens_at_one_address_that_is_its_address(host: str) -> None:
    assert public_host(host) == host


@pytest.mark.parametrize("host", ["0.0.0.0", "::"])
def test_where_it_listens_at_all_it_has_one_of_the_network_if_any(host: str) -> None:
    seen = public_host(host)
    assert seen in own_addresses() if list(own_addresses()) else seen == host
    assert not ip_address(seen).is_loopback
