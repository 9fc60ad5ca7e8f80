"""Open cases do not slow a command: a day with none beside a day with thousands, as the simulated office opens them.

Hold: a command and the fold of a case's event with 3,000 open cases <= 1.15 times those with none. What a start takes
is shown beside it, since every open case is read then. Usage: `python bench/cases.py`.
"""

import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from attrs import evolve
from past import PLAYED, played

from kiosk.codes.ticket_code import ticket_code
from kiosk.config.resources import resource_folder
from kiosk.endpoint.engine.execute import CommandRequest, execute
from kiosk.endpoint.engine.state import EngineState, load_state
from kiosk.endpoint.store.sqlite import SqliteStore
from kiosk.sop.file.load import load_pack
from kiosk.sop.pack import Pack
from kiosk.time.instant import Instant
from kiosk.visit.case import Case, Cases
from kiosk.visit.desk.decision import HOUSE, stamp
from kiosk.visit.event.case import CaseHeld
from kiosk.visit.fold.state import fold
from kiosk.visit.state import Origin, State
from kiosk.wire.command.visit import Issue

OPEN = (0, 3_000)
ROUNDS = 200
NOON = Instant(datetime(PLAYED.year, PLAYED.month, PLAYED.day, 4, 0, tzinfo=UTC), "bench", 0.0)


def with_open(patterns: list[Case], count: int) -> Cases:
    """So many open cases, made after those of a day."""
    made = (evolve(patterns[n % len(patterns)], code=ticket_code(n)) for n in range(count))
    return Cases({case.code: case for case in made})


def a_command(pack: Pack, cases: Cases, folder: Path) -> float:
    """Median microseconds of giving out a number, commit included."""
    with closing(SqliteStore(folder)) as store:
        known, taken = EngineState(State(cases=cases), None), []
        for number in range(ROUNDS):
            order = CommandRequest(Issue("paspor-baru"), Origin("mesin"), f"key-{number}")
            begun = time.perf_counter()
            known, (answer,) = execute(store, known, [order], pack, lambda: NOON)
            taken.append(time.perf_counter() - begun)
            if answer.status != 201:
                raise SystemExit(answer.body)
    return statistics.median(taken) * 1e6


def an_event(cases: Cases, one: Case) -> float:
    """Median microseconds of the fold of an event of one case."""
    state, taken = State(cases=cases.with_case(one)), []
    for _ in range(ROUNDS):
        (event,) = stamp([CaseHeld(one.code, "papers")], state.version, HOUSE, NOON)
        begun = time.perf_counter()
        state = fold(state, event)
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken) * 1e6


def a_start(cases: Cases, folder: Path) -> float:
    """Milliseconds of reading the open cases."""
    with closing(SqliteStore(folder)) as store:
        with store.transaction():
            store.file_cases(cases.values(), 0)
        begun = time.perf_counter()
        store.open_cases()
        load_state(store)
        return (time.perf_counter() - begun) * 1000


def told(name: str, unit: str, measure: Callable[[Cases], float], both: list[Cases], hold: str) -> None:
    """Print a measure of each."""
    none, many = (statistics.median(measure(cases) for _ in range(5)) for cases in both)
    print(
        f"{name:<28} {none:8.1f} {unit} with none, {many:8.1f} {unit} with 3,000: {many / max(none, 0.1):.2f} x{hold}"
    )


def main() -> None:
    pack = load_pack(resource_folder("sops"))
    patterns = [case for case in played(pack).state.cases.values() if case.open]
    both = [with_open(patterns, count) for count in OPEN]
    with tempfile.TemporaryDirectory(dir=Path.home()) as name:
        fresh = (Path(name, str(n)) for n in range(10_000))
        told("a command", "us", lambda cases: a_command(pack, cases, next(fresh)), both, " (hold 1.15)")
        told("an event of a case", "us", lambda cases: an_event(cases, patterns[0]), both, " (hold 1.15)")
        told("reading what is open", "ms", lambda cases: a_start(cases, next(fresh)), both, "")


if __name__ == "__main__":
    main()
