"""`kiosk`, and `python -m kiosk`."""

import os

from kiosk.cli import command
from kiosk.cli.shared.groups import translate_click
from kiosk.system.gc_control import pause_gc


def main() -> None:
    """Run the command that the arguments name; one that runs for long collects garbage once it has started."""
    pause_gc()
    translate_click(os.environ)
    command(prog_name="kiosk")


if __name__ == "__main__":
    main()
