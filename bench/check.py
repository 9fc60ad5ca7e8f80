"""Loading and checking a pack of 1,000 SOPs beside tomli (the pure wheel) reading the same files.

Hold (issue on standards): <= 15 x. Usage: `python bench/check.py`.
"""

import tempfile
import time
from pathlib import Path

import tomli
from many import pack_of

from kiosk.sop.file.load import load_pack

FILES = 1000
ROUNDS = 3
HOLD = 15.0


def timed(work: object, *arguments: object) -> float:
    assert callable(work)
    start = time.process_time()
    work(*arguments)
    return time.process_time() - start


def read(pack: Path) -> None:
    """Read every file and nothing more."""
    for file in pack.rglob("*.toml"):
        tomli.loads(file.read_text("utf-8"))


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        pack = pack_of(FILES, Path(folder))
        yardstick = min(timed(read, pack) for _ in range(ROUNDS))
        ours = min(timed(load_pack, pack) for _ in range(ROUNDS))
        broken = sorted((pack / "pusat").glob("paspor-baru-*.toml"))[0]
        broken.write_text(broken.read_text("utf-8").replace("max = 4", 'max = "4"', 1), "utf-8")
        faulty = min(timed(spoilt, pack) for _ in range(ROUNDS))
    print(f"tomli reads {FILES} files     {yardstick:6.2f} s of CPU")
    print(f"loaded and checked        {ours:6.2f} s   {ours / yardstick:5.1f} x   (hold <= {HOLD:.0f})")
    print(f"the same with a fault     {faulty:6.2f} s   {faulty / yardstick:5.1f} x   (hold <= {HOLD:.0f})")


def spoilt(pack: Path) -> None:
    """Check a pack with a fault, which is judged twice over."""
    from kiosk.toml.errors import TomlError

    try:
        load_pack(pack)
    except TomlError as error:
        assert len(error.faults) == 1
    else:
        raise AssertionError("no fault was found")


if __name__ == "__main__":
    main()
