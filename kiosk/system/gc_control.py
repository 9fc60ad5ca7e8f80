"""Python's garbage collector, paused while a program starts.

What a start allocates stays for good. Collecting meanwhile takes a tenth of the time to a screen's first paint, and a
command that does one thing and ends never needs it.
"""

import gc


def pause_gc() -> None:
    gc.disable()


def resume_gc() -> None:
    """Let a paused collector work on what is allocated from now on: for whatever runs long."""
    if not gc.isenabled():
        gc.collect()
        gc.freeze()
        gc.enable()
