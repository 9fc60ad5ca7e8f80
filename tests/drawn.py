"""Finding figures in the rows of a screen."""

from kiosk.ui.big_text import HEIGHTS, big_text


def shows(rows: list[str], text: str) -> bool:
    """Whether *text* stands there whole, plain or as figures of any height."""
    return any(text in row for row in rows) or any(drawn(rows, big_text(text, height)) for height in HEIGHTS)


def drawn(rows: list[str], lines: tuple[str, ...]) -> bool:
    """Whether *lines* stand below each other, with nothing that touches them at the left or the right."""
    wide = [f"  {row}".ljust(300) for row in rows]
    framed = [f" {line} " for line in lines]
    starts = [
        (y, x) for y in range(len(rows) - len(lines) + 1) for x in range(1, 280) if wide[y].startswith(framed[0], x)
    ]
    return any(all(wide[y + n].startswith(line, x) for n, line in enumerate(framed)) for y, x in starts)
