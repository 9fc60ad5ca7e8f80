"""What a queue's last column says: how long it takes, when it goes on, or what can still be had."""

from datetime import timedelta

from kiosk.text.language import Text, clock, tr
from kiosk.ui.lobby.view import View
from kiosk.wire.board import BoardQueue, EstimatedWait

NOTHING = Text("")
NUMBERS = tr("{n} nomor")
NO_QUOTA = tr("tanpa kuota")
NONE_LEFT = tr("habis")


def in_words(view: View, queue: BoardQueue) -> str:
    """What stands in the last column: how long it takes, when it goes on, or what can still be had."""
    if view.stage == "lost":
        return ""
    if view.stage == "closed":
        return view.say(_available(view, queue))
    if queue.waiting == 0 and queue.quota_left == 0:
        return view.say(NONE_LEFT)
    if queue.wait is None:
        return ""
    return _hour(view, queue.wait) if view.stage == "break" else view.say(_range(queue.wait))


def queues_told(view: View) -> bool:
    """Whether there is anything to say of any queue; after closing there is not."""
    return any(in_words(view, queue) for queue in view.board.queues)


def _available(view: View, queue: BoardQueue) -> Text:
    """Hours that a queue has of its own, else how many numbers there are; nothing while these are not today's."""
    opens = view.office.next_open
    if opens is None or view.day(opens) != view.today:
        return NOTHING
    own = queue.tickets if queue.tickets != view.office.tickets else None
    if own and own.start and own.until:
        hours = f"{clock(own.start, view.zone)}-{clock(own.until, view.zone)}"
        return Text("{h}").format(h=hours)
    if queue.quota_left is not None:
        return NUMBERS.format(n=queue.quota_left)
    counted = any(other.quota_left is not None for other in view.board.queues)
    return NO_QUOTA if counted else NOTHING


def _range(wait: EstimatedWait) -> Text:
    if wait.now:
        return tr("langsung")
    if wait.over is not None:
        return tr("lebih {n} menit").format(n=wait.over)
    if wait.high is None:
        return NOTHING
    if not wait.low:
        return tr("sampai {n} menit").format(n=wait.high)
    return tr("{a}-{b} menit").format(a=wait.low, b=wait.high)


def _hour(view: View, wait: EstimatedWait) -> str:
    """An estimate as hours of the clock: across a break "105-120 menit" says little."""
    base = view.board.at or view.now
    until = view.office.until
    if wait.now:
        return clock(until, view.zone) if until else view.say(_range(wait))
    if wait.high is None:
        return view.say(_range(wait))
    first, last = (clock(base + timedelta(minutes=m or 0), view.zone) for m in (wait.low, wait.high))
    return f"{first}-{last}" if wait.low and first != last else last


def in_digits(view: View, queue: BoardQueue) -> tuple[str, str]:
    """The same without its unit, for figures: the whole of it, and what stands for it where that is too wide."""
    words, wait = in_words(view, queue), queue.wait
    if view.stage == "closed":
        counted = queue.quota_left is not None and words == view.say(NUMBERS.format(n=queue.quota_left))
        return str(queue.quota_left) if counted else words, words
    if wait is None or words == view.say(NONE_LEFT) or not words:
        return words, words
    if view.stage == "break":
        return words, words.rpartition("-")[2]
    if wait.now:
        return "0", "0"
    return (f"{wait.low or 0}-{wait.high}", str(wait.high)) if wait.high is not None else (words, words)
