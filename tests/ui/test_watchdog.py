import subprocess
import sys
import time

STANDS_STILL = "from kiosk.ui.app import feed_watchdog\nfeed_watchdog({fuse})\n{then}"


def ended(fuse: float, then: str) -> "subprocess.CompletedProcess[str]":
    """A program that gives a sign of life and then does as told."""
    script = STANDS_STILL.format(fuse=fuse, then=then)
    return subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=False)


def test_what_stands_still_ends_and_says_where() -> None:
    begun = time.monotonic()
    stood = ended(0.2, "import threading; threading.Event().wait(50)")
    assert stood.returncode == 1
    assert "in wait" in stood.stderr
    assert time.monotonic() - begun < 45


def test_another_sign_puts_it_off_and_an_end_in_time_is_left_alone() -> None:
    lived = ended(1, "import time; feed_watchdog(30); time.sleep(1.5); raise SystemExit(7)")
    assert (lived.returncode, lived.stderr) == (7, "")


def test_where_no_thread_can_start_nothing_watches_and_the_program_goes_on() -> None:
    script = """
import faulthandler
from kiosk.ui.app import feed_watchdog

def refused(*_: object, **__: object) -> None:
    raise RuntimeError("unable to start watchdog thread")

faulthandler.dump_traceback_later = refused
feed_watchdog()
raise SystemExit(7)
"""
    went = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=False)
    assert (went.returncode, went.stderr) == (7, "")
