"""History does not slow the day: start, commands, board and memory with 1,000 and with 100,000 visits of past days.

Hold (DESIGN section 14): each time with 100,000 <= 1.15 times that with 1,000; memory with 100,000 <= 1.7 times that of
bare Starlette on uvicorn, which answers the same board. Usage: `python bench/history.py`.
"""

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import bare
import board
from commands import CLIENTS, SERVE, House
from load import Connection, Served, memory, percentile, running, together

HISTORY = (1_000, 100_000)
STARTS = 9
ROUNDS = 7

Figures = tuple[list[float], list[float]]
"""Milliseconds of each round, with little history and with much."""


def start(house: House) -> float:
    """Milliseconds from the start of the process until it can be asked."""
    begun = time.perf_counter()
    with running(*SERVE, str(house.data)):
        return (time.perf_counter() - begun) * 1000


def commands(house: House, number: int) -> float:
    """Median milliseconds of a command, all clients together."""
    times, _ = together(CLIENTS, lambda client: house.visits(f"{number}.{client}"))
    return percentile(times, 0.5)


def boards(house: House) -> float:
    """Median milliseconds of `GET /v1/board`, all clients together."""
    return percentile(board.rate(house.url)[1], 0.5)


def in_turn(houses: list[House], rounds: int, measure: Callable[[House, int], float]) -> Figures:
    """Measure both in turn, so that what else the machine does falls on both alike; the first round warms up."""
    seen = [[measure(house, number) for house in houses] for number in range(rounds + 1)][1:]
    return [few for few, _ in seen], [many for _, many in seen]


def told(name: str, figures: Figures) -> None:
    few, many = (statistics.median(each) for each in figures)
    ratio = statistics.median(b / a for a, b in zip(*figures, strict=True))
    print(f"{name:<34} {few:7.2f} ms with 1,000, {many:7.2f} ms with 100,000: {ratio:.2f} x (hold 1.15)")


def weighed(long: Served, folder: Path) -> None:
    """The endpoint's memory after all its work, beside a bare server's after as many boards."""
    with Connection(long.url) as connection:
        _, body = connection.ask("GET", "/v1/board", {})
    (folder / "board.json").write_bytes(body)
    with running(bare.__file__, str(folder / "board.json")) as starlette:
        board.rate(starlette.url)
        ours, yardstick = memory(long.process), memory(starlette.process)
    for name, (resident, proportional) in (("memory with 100,000", ours), ("memory of bare Starlette", yardstick)):
        print(f"{name:<34} RSS {resident:5.1f} MiB, PSS {proportional:5.1f} MiB")
    print(f"memory {ours[0] / yardstick[0]:.2f} x by RSS, {ours[1] / yardstick[1]:.2f} x by PSS (hold 1.7)")


def main() -> None:
    with tempfile.TemporaryDirectory(dir=Path.home()) as name:
        houses = [House(Path(name, str(visits)), visits) for visits in HISTORY]
        told("start until it can be asked", in_turn(houses, STARTS, lambda house, _: start(house)))
        with running(*SERVE, str(houses[0].data)) as short, running(*SERVE, str(houses[1].data)) as long:
            houses[0].open(short.url)
            houses[1].open(long.url)
            told(f"a command, {CLIENTS} clients", in_turn(houses, ROUNDS, commands))
            told(f"GET /v1/board, {board.CLIENTS} clients", in_turn(houses, ROUNDS, lambda house, _: boards(house)))
            weighed(long, Path(name))


if __name__ == "__main__":
    main()
