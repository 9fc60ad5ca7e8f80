"""The built-in service of collecting what is ready: no file of a pack has it.

A visit of it begins by scanning receipts, and then has the collection steps of the cases that it scanned; those of the
whole pack are here, so that they have names and counters.
"""

from collections.abc import Iterable
from typing import Final

from kiosk.sop.content import whole_sop
from kiosk.sop.model import Sop, SopFile
from kiosk.sop.rows import Step
from kiosk.text.language import tr
from kiosk.wire.catalogue import COLLECTION, SCAN

HAND_OVER: Final = Step(
    id="serah",
    name=tr("Menyerahkan hasil kepada pemohon"),
    short=tr("Menyerahkan hasil"),
    where="collection",
    actors=("Petugas loket penyerahan",),
    symbol="terminator",
)
"""The collection step of a case whose SOP has none."""

_NUMBER: Final = Step(
    id="nomor",
    name=tr("Menerima nomor antrean"),
    where="applicant",
    actors=("Pemohon",),
    symbol="terminator",
    at_issue=True,
)

_SCAN: Final = Step(
    id=SCAN, name=tr("Memindai tanda terima"), where="counter", actors=("Petugas loket penyerahan",), symbol="process"
)


def collection(files: Iterable[SopFile]) -> Sop:
    """The standard of collecting what the whole SOPs *files* lead to: in force with them, approved by nobody."""
    theirs = (step for file in files for step in file.step if step.where == "collection")
    steps = {step.id: step for step in (*theirs, HAND_OVER)}
    file = SopFile(
        id=COLLECTION,
        name=tr("Pengambilan dokumen yang sudah siap"),
        short=tr("Pengambilan"),
        step=(_NUMBER, _SCAN, *steps.values()),
    )
    return whole_sop("kantor", file, "berlaku")
