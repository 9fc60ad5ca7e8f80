"""Every figure of an SOP or an office that the public could be shown, with its source; and whether it may be."""

from collections.abc import Iterator
from typing import Final

from attrs import frozen

from kiosk.language import Text, tr
from kiosk.office.model import OfficeFile
from kiosk.sop.model import SopFile
from kiosk.sop.row import Length, Status
from kiosk.sop.words import STATUSES, cost, length, promised
from kiosk.structure.fault import Path

_UNSOURCED: Final = tr("tanpa sumber")
_UNKNOWN: Final = tr("jumlahnya tidak diketahui")


@frozen
class Figure:
    """One figure: standard minutes, a limit, a promise, a fee."""

    path: Path
    """Where it stands in the whole SOP."""
    said: Text
    public: bool
    """Whether it may be shown; terminals get no other."""
    status: Status = "current"
    source: str | None = None
    """Key of its source."""

    @property
    def hidden(self) -> Text | None:
        """Why it is not shown."""
        if self.public:
            return None
        return _UNSOURCED if self.source is None else _UNKNOWN if self.status == "current" else STATUSES[self.status]


def figures(sop: SopFile) -> Iterator[Figure]:
    """Every figure of the whole *sop*, in the order of its file."""
    if sop.collect_within:
        yield _length(sop.collect_within, ("collect_within",), tr("pengambilan"))
    for place, step in enumerate(sop.step):
        if step.minutes is not None:
            said = tr("{m} menit: {s}").format(m=step.minutes, s=step.name)
            public = step.public_minutes is not None
            yield Figure(("step", place, "minutes"), said, public, source=step.minutes_source)
        if step.limit:
            yield _length(step.limit, ("step", place, "limit"), step.name)
    for place, promise in enumerate(sop.promise):
        yield Figure(("promise", place), promised(promise), promise.public, promise.status, promise.source)
    for place, fee in enumerate(sop.fee):
        said = Text("{a} {n}").format(a=cost(fee), n=fee.name)
        yield Figure(("fee", place), said, fee.public, fee.status, fee.source)


def office_figures(office: OfficeFile) -> Iterator[Figure]:
    """The times that the office set for itself."""
    standards = (
        ("wait_standard", office.wait_standard, tr("waktu tunggu")),
        ("service_standard", office.service_standard, tr("waktu layanan")),
    )
    for key, standard, what in standards:
        if standard:
            said = tr("{m} menit: {w}").format(m=standard.minutes, w=what)
            yield Figure((key,), said, standard.public, source=standard.source)


def _length(value: Length, path: Path, what: Text) -> Figure:
    said = Text("{l}: {w}").format(l=length(value), w=what)
    return Figure(path, said, value.public, source=value.source)
