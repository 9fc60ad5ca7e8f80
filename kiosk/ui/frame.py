"""What a screen shows, as plain text: for people who look from afar, and for tests."""

from typing import Any

from textual.screen import Screen


def frame_text(screen: Screen[Any]) -> list[str]:
    """The rows of *screen* as its compositor made them, without colours and without blanks at their ends."""
    return [strip.text.rstrip() for strip in screen._compositor.render_strips()]
