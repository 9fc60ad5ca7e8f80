"""What this machine is called: the names that its certificate is made for, and those that a request may ask for."""

import socket
from collections.abc import Iterator
from ipaddress import ip_address


def machine_names(*others: str) -> tuple[str, ...]:
    """Every name of this machine, each once, in lower case: its own, and *others* that its network gives it."""
    own = socket.gethostname()
    return tuple(dict.fromkeys(name.lower() for name in ("localhost", own, f"{own}.local", *others)))


def own_addresses() -> Iterator[str]:
    """The addresses that this machine speaks to the network from. Nothing is sent: a datagram is only prepared."""
    for family, somewhere in ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1")):
        try:
            with socket.socket(family, socket.SOCK_DGRAM) as prepared:
                prepared.connect((somewhere, 9))
                yield str(prepared.getsockname()[0])
        except OSError:
            continue


def seen_from_elsewhere(host: str) -> str:
    """What others call a server of this machine that listens at *host*: where that is every address, the first."""
    try:
        everywhere = ip_address(host).is_unspecified
    except ValueError:
        everywhere = False
    return next(own_addresses(), host) if everywhere else host
