"""Serves the small office over a data folder, to be killed by a test: `python serving.py DATA ISO-TIME`."""

import asyncio
import sys
from datetime import datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from endpoint.house import HURRIED, SetClock, roomy_pack

from kiosk.endpoint.app import Endpoint


def main() -> None:
    """Serve until killed."""
    data, start = Path(sys.argv[1]), datetime.fromisoformat(sys.argv[2])
    endpoint = Endpoint(roomy_pack(), data, SetClock(start, boot=sys.argv[2]), limits=HURRIED)
    asyncio.run(endpoint.serve("127.0.0.1", 0, lambda url: print(url, flush=True)))  # noqa: T201


main()
