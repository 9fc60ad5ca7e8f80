import gc
from collections.abc import Iterator

import pytest

from kiosk.system import gc_control


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    yield
    gc.enable()
    gc.unfreeze()


def test_it_rests_until_it_is_let_work_and_leaves_alone_what_a_start_has_made() -> None:
    gc_control.pause_gc()
    assert not gc.isenabled()
    made = [object()]
    gc_control.resume_gc()
    assert gc.isenabled() and gc.get_freeze_count()
    assert gc.is_tracked(made) and not any(known is made for known in gc.get_objects())


def test_one_that_works_is_left_alone() -> None:
    gc_control.resume_gc()
    assert gc.isenabled() and not gc.get_freeze_count()
