"""`kiosk`, and `python -m kiosk`."""

from kiosk.cli import command


def main() -> None:
    """Run the command that the arguments name."""
    command(prog_name="kiosk")


if __name__ == "__main__":
    main()
