"""`kiosk`, and `python -m kiosk`."""

import os

from kiosk.system import gc_control


def main() -> None:
    """Run the command that the arguments name. Whichever runs for long lets the collector work once it has started."""
    gc_control.pause_gc()
    # The collector rests from before the first of these imports.
    from kiosk.cli import command  # noqa: PLC0415
    from kiosk.cli.shared.groups import translate_click  # noqa: PLC0415

    translate_click(os.environ)
    command(prog_name="kiosk")


if __name__ == "__main__":
    main()
