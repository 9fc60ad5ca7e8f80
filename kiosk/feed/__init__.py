"""The terminal's side of the endpoint: following its board, sending commands, keeping the last board on disk."""

import sys

# httpx brings its command line along, and with that pygments and half of rich: 2 MiB on every wall. It does without
# where that module cannot be had.
sys.modules.setdefault("httpx._main", None)  # type: ignore[arg-type]
