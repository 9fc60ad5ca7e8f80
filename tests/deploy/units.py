"""What a systemd unit says."""

from collections import defaultdict
from pathlib import Path


def keys_of(unit: Path) -> dict[str, list[str]]:
    """Its keys with all that they are given, whatever the section."""
    keys: defaultdict[str, list[str]] = defaultdict(list)
    for line in unit.read_text("utf-8").splitlines():
        if line and line[0] not in "#[":
            key, _, value = line.partition("=")
            keys[key] += value.split()
    return keys
