"""The counter's keys. Each is one record: its label, its meaning, its guard, its action and dialog, side by side."""

from typing import Final

from kiosk.ui.counter.keys import counter, visit
from kiosk.ui.counter.keys.key import Key

KEYS: Final[dict[str, Key]] = {
    key.name: key
    for key in (
        counter.CALL_NEXT,
        counter.CALL_CHOSEN,
        counter.RESUME,
        visit.START,
        visit.STEP,
        visit.PAYMENT,
        visit.FINISH,
        visit.FINISH_AND_CALL,
        visit.PARK,
        visit.TRANSFER,
        visit.RECALL,
        visit.NO_SHOW,
        visit.GIVE_BACK,
        visit.CANCEL,
        counter.SET_COUNTER,
        visit.NOTE_DELAY,
        counter.UNDO,
        counter.RESTORE,
        counter.SEARCH,
        counter.STANDARD,
        counter.SIGN_OFF,
        counter.PRINT,
        counter.LOCK,
        visit.SETTLE,
        counter.ALL_KEYS,
    )
}
"""By the name the keyboard gives, in the order of the row of keys."""
