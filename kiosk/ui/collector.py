"""Python's collector of reference cycles, at rest while a screen starts.

What a start makes is kept for good, so that looking through it again and again for what may go is a tenth of the time
to the first paint; and afterwards it need never be looked through again.
"""

import gc


def rest() -> None:
    """Let the collector rest until `resume`."""
    gc.disable()


def resume() -> None:
    """Let it work from now on, if it rests, on what is made from now on."""
    if not gc.isenabled():
        gc.collect()
        gc.freeze()
        gc.enable()
