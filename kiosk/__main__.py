"""`kiosk`, and `python -m kiosk`."""

from kiosk import collector


def main() -> None:
    """Run the command that the arguments name. Whichever runs for long lets the collector work once it has started."""
    collector.rest()
    from kiosk.cli import command  # noqa: PLC0415 (the collector rests from before the first import)

    command(prog_name="kiosk")


if __name__ == "__main__":
    main()
