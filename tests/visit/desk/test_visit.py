"""Numbers given out: none twice, none beyond what the digits can say, and a code that nobody else has."""

from itertools import chain, repeat

import pytest
from attrs import evolve
from play import Desk, small_pack

from kiosk.visit.desk.decision import decide
from kiosk.visit.desk.guard import RuleViolation
from kiosk.visit.event.visit import Issued
from kiosk.visit.state import Origin
from kiosk.wire.command.visit import Issue


def test_a_series_ends_with_what_its_digits_can_say() -> None:
    pack = small_pack()
    queues = tuple(evolve(queue, digits=1) for queue in pack.office.file.queue)
    desk = Desk(evolve(pack, office=evolve(pack.office, file=evolve(pack.office.file, queue=queues))))
    assert [desk.issue().ticket for _ in range(9)][-1] == "A9"
    with pytest.raises(RuleViolation) as refused:
        desk.issue()
    assert refused.value.rule == "series-full"
    assert desk.issue("izin").ticket == "C1"


def test_a_code_that_is_in_use_is_drawn_again() -> None:
    desk = Desk(small_pack())
    taken = desk.issue().code
    codes = chain(repeat(taken, 3), ["another"])
    (event,) = decide(desk.state, Issue("paspor"), Origin("mesin"), desk.now, desk.pack, lambda: next(codes))
    assert isinstance(event.body, Issued)
    assert event.body.code == "another"
