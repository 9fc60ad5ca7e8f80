"""A watch over the program itself: where it stands still, it ends and says where, so that it is started again.

Python can come to stand still by itself: where memory runs out while a thread starts, it waits for that for ever. A
screen would then show an old picture as if it were true. Kept by the standard library's C, which needs nothing of
what may have failed; the status is then 1.
"""

import faulthandler
import sys
from contextlib import suppress
from typing import Final

STILL: Final = 30.0
"""Seconds without a sign of life after which the program is taken for dead."""
EVERY: Final = 10.0
"""Seconds between two signs of life."""
ENDING: Final = 10.0
"""Seconds that a program may take to end."""


def sign_of_life(until_next: float = STILL) -> None:
    """The program lives; if there is no other such sign within *until_next* seconds, it is ended.

    Where it stood is told on standard error, or where that was closed on the terminal. Where the system lets no thread
    start, nothing watches: a screen that needs one itself ends by that, and another goes on.
    """
    with suppress(RuntimeError):
        faulthandler.dump_traceback_later(until_next, exit=True, file=sys.__stderr__ or 1)
