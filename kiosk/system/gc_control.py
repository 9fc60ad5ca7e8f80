"""Python's collector of reference cycles, at rest while a program starts.

What a start makes is kept for good, so that looking through it again and again for what may go is a tenth of the time
to a screen's first paint; and afterwards it need never be looked through again. A command that does one thing and ends
has no need of it at all.
"""

import gc


def pause_gc() -> None:
    """Let the collector rest until `resume_gc`."""
    gc.disable()


def resume_gc() -> None:
    """Let it work from now on, if it rests, on what is made from now on: for whatever runs for long."""
    if not gc.isenabled():
        gc.collect()
        gc.freeze()
        gc.enable()
