"""What this machine is called: the names that its certificate is made for, and those that a request may ask for."""

import socket


def machine_names(*others: str) -> tuple[str, ...]:
    """Every name of this machine, each once, in lower case: its own, and *others* that its network gives it."""
    own = socket.gethostname()
    return tuple(dict.fromkeys(name.lower() for name in ("localhost", own, f"{own}.local", *others)))
